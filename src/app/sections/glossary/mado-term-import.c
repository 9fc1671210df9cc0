/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file is read, and compared with what is there, on the reader's thread; what differs stands
 * first. */
#include "app/sections/glossary/mado-term-import.h"

#include <glib/gi18n.h>

#include "app/sections/glossary/mado-glossary.h"
#include "app/sections/mado-advice.h"
#include "app/widgets/mado-inert.h"
#include "app/widgets/mado-toast.h"
#include "core/export/mado-term-file.h"

#define MOST_ROWS 100 /* of one group: more are counted */

struct _MadoTermImport
{
  AdwWindow parent_instance;

  AdwPreferencesPage *page;
  AdwPreferencesGroup *summary;
  GtkWidget *take_button;

  MadoContext *context;
  GPtrArray *plan; /* (element-type MadoTermStep) */
};

G_DEFINE_FINAL_TYPE (MadoTermImport, mado_term_import, ADW_TYPE_WINDOW)

/* What would become of the terms of each group, what differs first. */
static const struct
{
  MadoTermFate fate;
  const char *title;
  const char *hint; /* nullable */
} groups[] = {
  { MADO_TERM_CHANGED, N_ ("Own terms that would change"),
    N_ ("What the file says takes the place of what stands here.") },
  { MADO_TERM_DIFFERS, N_ ("Different from the glossary"),
    N_ ("The glossary keeps its word; yours stands beside it.") },
  { MADO_TERM_ADDED, N_ ("New terms"), NULL },
};

static void
take_cb (MadoTermImport *self)
{
  g_autoptr (GPtrArray) after = mado_term_plan_list_taken (self->plan);
  g_autoptr (GPtrArray) before = mado_term_plan_list_before (self->plan);
  g_autofree char *name = g_strdup_printf (
      ngettext ("%u term imported", "%u terms imported", after->len), after->len);

  mado_glossary_change (self->context, name, before, after);
  gtk_window_close (GTK_WINDOW (self));
}

static void
mado_term_import_finalize (GObject *object)
{
  MadoTermImport *self = MADO_TERM_IMPORT (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->plan, g_ptr_array_unref);
  G_OBJECT_CLASS (mado_term_import_parent_class)->finalize (object);
}

static void
mado_term_import_class_init (MadoTermImportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mado_term_import_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/madoguchi/Madoguchi/sections/glossary/mado-term-import.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoTermImport, page);
  gtk_widget_class_bind_template_child (widget_class, MadoTermImport, summary);
  gtk_widget_class_bind_template_child (widget_class, MadoTermImport, take_button);
  gtk_widget_class_bind_template_callback (widget_class, take_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
mado_term_import_init (MadoTermImport *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* --- What is shown --- */

/* The row hears that there is no mark-up when it is made: only then it may get the texts. */
static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  g_autofree char *shown = mado_inert_line (title, NULL);
  g_autofree char *beneath = mado_inert_line (subtitle ? subtitle : "", NULL);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title-lines", 0,
                                 "subtitle-lines", 0, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), shown);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), beneath);
  return row;
}

/* "memorandum – 覚書（おぼえがき）" */
static char *
format_term (const MadoOwnTerm *term)
{
  g_autofree char *reading = term->reading ? g_strdup_printf ("（%s）", term->reading) : NULL;

  return g_strdup_printf ("%s – %s%s", term->en, term->ja, reading ? reading : "");
}

/* What stands there now, and what is not the same in it. */
static char *
format_difference (const MadoTermStep *step)
{
  g_autofree char *had = NULL;

  if (step->fate == MADO_TERM_DIFFERS)
    return g_strdup_printf (_ ("Glossary: %s"), mado_text_get (mado_record_get_title (step->other),
                                                               MADO_LANGUAGE_JA, NULL));
  if (step->fate != MADO_TERM_CHANGED)
    return g_strdup (step->term->note);
  had = format_term (step->before);
  if (g_strcmp0 (step->before->note, step->term->note) == 0
      && g_strcmp0 (step->before->source, step->term->source) == 0)
    return g_strdup_printf (_ ("Until now: %s"), had);
  return g_strdup_printf (_ ("Until now: %s; note: %s; source: %s"), had,
                          step->before->note ? step->before->note : "—",
                          step->before->source ? step->before->source : "—");
}

static void
add_more (AdwPreferencesGroup *group, guint n)
{
  g_autofree char *more = NULL;

  if (n <= MOST_ROWS)
    return;
  more = g_strdup_printf (ngettext ("and %u more", "and %u more", n - MOST_ROWS), n - MOST_ROWS);
  adw_preferences_group_add (group, make_row (more, NULL));
}

static void
add_group (MadoTermImport *self, guint which)
{
  guint total = mado_term_plan_count (self->plan, groups[which].fate);
  AdwPreferencesGroup *group;
  guint n = 0;

  if (total == 0)
    return;
  group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (group, _ (groups[which].title));
  if (groups[which].hint)
    adw_preferences_group_set_description (group, _ (groups[which].hint));
  for (guint i = 0; i < self->plan->len && n < MOST_ROWS; i++)
    {
      const MadoTermStep *step = g_ptr_array_index (self->plan, i);
      g_autofree char *title = NULL, *difference = NULL;

      if (step->fate != groups[which].fate)
        continue;
      title = format_term (step->term);
      difference = format_difference (step);
      adw_preferences_group_add (group, make_row (title, difference));
      n++;
    }
  add_more (group, total);
  adw_preferences_page_add (self->page, group);
}

static void
show_plan (MadoTermImport *self)
{
  guint same = mado_term_plan_count (self->plan, MADO_TERM_SAME);
  guint taken = self->plan->len - same;
  g_autofree char *there = g_strdup_printf (
      ngettext ("%u term is there already", "%u terms are there already", same), same);
  g_autofree char *wanted = g_strdup_printf (
      ngettext ("%u term would be taken", "%u terms would be taken", taken), taken);
  /* Translators: "12 terms would be taken" and "3 terms are there already". */
  g_autofree char *both = g_strdup_printf (C_ ("import", "%1$s; %2$s"), wanted, there);

  adw_preferences_group_set_description (self->summary, same > 0 ? both : wanted);
  gtk_widget_set_sensitive (self->take_button, taken > 0);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    add_group (self, i);
}

/**
 * mado_term_import_new:
 * @plan: (element-type MadoTermStep): what the file would change
 *
 * Returns: (transfer none): the window, to be presented
 */
GtkWidget *
mado_term_import_new (GtkWindow *parent, MadoContext *context, GPtrArray *plan)
{
  MadoTermImport *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent) && MADO_IS_CONTEXT (context) && plan, NULL);

  self = g_object_new (MADO_TYPE_TERM_IMPORT, "transient-for", parent, NULL);
  self->context = g_object_ref (context);
  self->plan = g_ptr_array_ref (plan);
  show_plan (self);
  return GTK_WIDGET (self);
}

/* --- The file --- */

typedef struct
{
  MadoContext *context;
  GFile *file;
  GPtrArray *own;
} Question;

static void
free_question (gpointer data)
{
  Question *self = data;

  g_object_unref (self->context);
  g_object_unref (self->file);
  g_ptr_array_unref (self->own);
  g_free (self);
}

/* On the reader's thread. */
static void
read_file (GTask *task, gpointer reader, gpointer data, GCancellable *cancellable)
{
  Question *question = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) incoming = mado_term_file_load (question->file, cancellable, &error);
  GPtrArray *plan = incoming ? mado_term_plan_make (reader, question->own, incoming, &error) : NULL;

  if (plan)
    g_task_return_pointer (task, plan, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GtkWidget *widget = GTK_WIDGET (source);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  Question *question = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) plan = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *advice = plan ? NULL : mado_advice_explain_terms (error);

  if (plan)
    gtk_window_present (GTK_WINDOW (mado_term_import_new (window, question->context, plan)));
  else
    mado_toast_say (widget, advice);
}

/**
 * mado_term_import_begin:
 * @widget: in the window that it is for
 * @own: (element-type MadoOwnTerm): the terms that the desk has; not changed any more
 */
void
mado_term_import_begin (GtkWidget *widget, MadoContext *context, GFile *file, GPtrArray *own)
{
  g_autoptr (GTask) task = NULL;
  Question *question;

  g_return_if_fail (GTK_IS_WIDGET (widget) && MADO_IS_CONTEXT (context) && G_IS_FILE (file) && own);

  task = g_task_new (widget, NULL, read_cb, NULL);
  question = g_new0 (Question, 1);
  question->context = g_object_ref (context);
  question->file = g_object_ref (file);
  question->own = g_ptr_array_ref (own);
  g_task_set_task_data (task, question, free_question);
  mado_context_read (context, task, read_file);
}
