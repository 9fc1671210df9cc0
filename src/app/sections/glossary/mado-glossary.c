/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The errands that begin with the terms that the desk has, and the button that leads to them. */
#include "app/sections/glossary/mado-glossary.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/sections/glossary/mado-term-form.h"
#include "app/sections/glossary/mado-term-import.h"
#include "app/sections/mado-advice.h"
#include "app/sections/mado-files.h"
#include "app/widgets/mado-toast.h"
#include "core/export/mado-term-file.h"
#include "core/store/mado-own-terms.h"

typedef enum
{
  ERRAND_EDIT,
  ERRAND_REMOVE,
  ERRAND_EXPORT,
  ERRAND_IMPORT,
} Kind;

typedef struct
{
  Kind kind;
  MadoContext *context;
  char *word;  /* nullable: the id of a term, or the form of a file */
  GFile *file; /* nullable */
} Errand;

static void
free_errand (gpointer data)
{
  Errand *self = data;

  g_object_unref (self->context);
  g_free (self->word);
  g_clear_object (&self->file);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, free_errand)

static GtkWindow *
get_window (GtkWidget *widget)
{
  return GTK_WINDOW (gtk_widget_get_root (widget));
}

static void
say_error (GtkWidget *widget, const GError *error)
{
  g_autofree char *advice = mado_advice_explain_desk (error);

  mado_toast_say (widget, advice);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autofree char *said = mado_files_explain_saved (result);

  if (said)
    mado_toast_say (widget, said);
}

static void
save (GtkWidget *widget, GPtrArray *own, const char *format)
{
  gboolean is_tbx = g_str_equal (format, "tbx");
  char *text;
  g_autoptr (GBytes) content = NULL;

  if (own->len == 0)
    {
      mado_toast_say (widget, _ ("There are no own terms yet"));
      return;
    }
  text = is_tbx ? mado_term_file_write_tbx (own) : mado_term_file_write_tsv (own);
  content = g_bytes_new_take (text, strlen (text));
  mado_files_save_async (widget, _ ("Save own terms"), is_tbx ? "terms.tbx" : "terms.tsv", content,
                         NULL, saved_cb, g_object_ref (widget));
}

static void
remove_term (MadoContext *context, const MadoOwnTerm *term)
{
  g_autoptr (GPtrArray) before = mado_own_terms_new ();
  g_autofree char *name = NULL;

  g_ptr_array_add (before, mado_own_term_copy (term));
  /* Translators: %s is a term of the glossary. */
  name = g_strdup_printf (_ ("Term “%s” removed"), term->en);
  mado_glossary_change (context, name, before, NULL);
}

static const MadoOwnTerm *
find (GPtrArray *own, const char *id)
{
  for (guint i = 0; i < own->len; i++)
    if (g_strcmp0 (((MadoOwnTerm *) g_ptr_array_index (own, i))->id, id) == 0)
      return g_ptr_array_index (own, i);
  return NULL;
}

static void
act (GtkWidget *widget, const Errand *errand, GPtrArray *own)
{
  const MadoOwnTerm *term = find (own, errand->word);

  switch (errand->kind)
    {
    case ERRAND_EDIT:
      if (term)
        gtk_window_present (
            GTK_WINDOW (mado_term_form_new (get_window (widget), errand->context, term)));
      break;
    case ERRAND_REMOVE:
      if (term)
        remove_term (errand->context, term);
      break;
    case ERRAND_EXPORT:
      save (widget, own, errand->word);
      break;
    case ERRAND_IMPORT:
      mado_term_import_begin (widget, errand->context, errand->file, own);
      break;
    }
}

/* On the desk's thread. */
static void
list_terms (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *own = mado_desk_list_terms (desk, &error);

  if (own)
    g_task_return_pointer (task, own, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GtkWidget *widget = GTK_WIDGET (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) own = g_task_propagate_pointer (G_TASK (result), &error);

  if (own)
    act (widget, g_task_get_task_data (G_TASK (result)), own);
  else
    say_error (widget, error);
}

static void
begin (GtkWidget *widget, MadoContext *context, Kind kind, const char *word, GFile *file)
{
  g_autoptr (GTask) task = g_task_new (widget, NULL, listed_cb, NULL);
  Errand *errand = g_new0 (Errand, 1);

  errand->kind = kind;
  errand->context = g_object_ref (context);
  errand->word = g_strdup (word);
  errand->file = file ? g_object_ref (file) : NULL;
  g_task_set_task_data (task, errand, free_errand);
  mado_context_keep (context, task, list_terms);
}

/**
 * mado_glossary_add:
 * @widget: in the window that it is for, as of all below
 *
 * Opens the form of a new term.
 */
void
mado_glossary_add (GtkWidget *widget, MadoContext *context)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && MADO_IS_CONTEXT (context));

  gtk_window_present (GTK_WINDOW (mado_term_form_new (get_window (widget), context, NULL)));
}

/**
 * mado_glossary_edit:
 * @id: of an own term; nothing happens where there is none
 */
void
mado_glossary_edit (GtkWidget *widget, MadoContext *context, const char *id)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && MADO_IS_CONTEXT (context) && id);

  begin (widget, context, ERRAND_EDIT, id, NULL);
}

/**
 * mado_glossary_remove:
 * @id: of an own term; nothing happens where there is none
 */
void
mado_glossary_remove (GtkWidget *widget, MadoContext *context, const char *id)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && MADO_IS_CONTEXT (context) && id);

  begin (widget, context, ERRAND_REMOVE, id, NULL);
}

/**
 * mado_glossary_export:
 * @format: "tsv" or "tbx"
 *
 * Asks where the own terms are to go, and writes them there.
 */
void
mado_glossary_export (GtkWidget *widget, MadoContext *context, const char *format)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && MADO_IS_CONTEXT (context) && format);

  begin (widget, context, ERRAND_EXPORT, format, NULL);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Errand) errand = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = mado_files_choose_finish (result, &error);
  GtkWidget *widget = GTK_WIDGET (source);

  if (file)
    begin (widget, errand->context, ERRAND_IMPORT, NULL, file);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say_error (widget, error);
}

/**
 * mado_glossary_import:
 *
 * Asks for a file of terms, TSV or TBX, and shows what it would change.
 */
void
mado_glossary_import (GtkWidget *widget, MadoContext *context)
{
  Errand *errand;

  g_return_if_fail (GTK_IS_WIDGET (widget) && MADO_IS_CONTEXT (context));

  errand = g_new0 (Errand, 1);
  errand->kind = ERRAND_IMPORT;
  errand->context = g_object_ref (context);
  mado_files_choose_async (widget, _ ("Import terms"), _ ("Terms as TSV or TBX"), "*.t[bs][vx]",
                           chosen_cb, errand);
}

/**
 * mado_glossary_make_button:
 *
 * Returns: (transfer floating): the button over the glossary, with what can be done with own terms
 */
GtkWidget *
mado_glossary_make_button (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) files = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_menu_append (menu, _ ("New term…"), "win.new-term");
  g_menu_append (files, _ ("Import terms…"), "win.import-terms");
  g_menu_append (files, _ ("Save own terms as TSV…"), "win.export-terms::tsv");
  g_menu_append (files, _ ("Save own terms as TBX…"), "win.export-terms::tbx");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "list-add-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _ ("Own terms"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Own terms"), -1);
  return button;
}
