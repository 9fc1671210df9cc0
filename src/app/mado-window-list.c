/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's actions on its list: filters, order, the search as a link, paper. */
#include "app/mado-window-private.h"

#include <glib/gi18n.h>

#include "app/sections/browse/mado-dossier.h"
#include "app/sections/browse/mado-list-sheet.h"
#include "app/sections/browse/mado-page-tools.h"
#include "app/sections/mado-address.h"
#include "app/sections/mado-files.h"

/* Of records: a list of a section's, or that of the search over everything. */
static gboolean
has_records (MadoWindow *self)
{
  return self->section && mado_panes_get_has_list (self->panes)
         && !mado_window_get_special_list (self);
}

static gboolean
has_section_list (MadoWindow *self)
{
  return has_records (self) && !mado_window_is_searching_everywhere (self);
}

static gboolean
show_list (MadoWindow *self)
{
  if (!has_section_list (self))
    return FALSE;
  mado_panes_set_shown (self->panes, MADO_PANE_LIST);
  return TRUE;
}

static void
filters (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MadoWindow *self = MADO_WINDOW (widget);
  MadoSectionPage *special = mado_window_get_special_list (self);

  if (special)
    {
      mado_panes_set_shown (self->panes, MADO_PANE_LIST);
      mado_section_page_filter (special);
    }
  else if (show_list (self))
    mado_browse_open_filters (self->browse);
}

static void
order (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MadoWindow *self = MADO_WINDOW (widget);

  if (show_list (self))
    mado_browse_open_orders (self->browse);
}

/* Of the list as it is narrowed, or of the search over everything. */
static void
copy_search_link (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MadoWindow *self = MADO_WINDOW (widget);
  g_autofree char *link = NULL;

  if (!has_records (self))
    return;
  if (mado_window_is_searching_everywhere (self))
    link = mado_address_for_search (mado_search_get_text (self->search));
  else
    link = mado_address_for_section (mado_browse_get_section (self->browse)->id,
                                     mado_browse_get_text (self->browse));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), link);
  mado_window_say (self, _ ("Link copied"));
}

static void
list_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoWindow) self = user_data;
  g_autofree char *text = mado_files_explain_saved (result);

  if (text)
    mado_window_say (self, text);
}

static void
dossier_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) document = mado_dossier_write_finish (result, &error);
  g_autofree char *name = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!document)
    {
      mado_window_complain (self, error);
      return;
    }
  name = g_strdup_printf ("madoguchi-%s.html", mado_browse_get_section (self->browse)->id);
  mado_files_save_async (GTK_WIDGET (self), _ ("Save the dossier"), name, document,
                         self->cancellable, list_saved_cb, g_object_ref (self));
}

/* Why the list cannot be saved, in words. Returns: (nullable) (transfer full): NULL when it can */
static char *
find_hindrance (MadoWindow *self)
{
  MadoList *list = self->browse ? mado_browse_get_list (self->browse) : NULL;
  guint n;

  if (!list || !has_section_list (self))
    return g_strdup (_ ("Open a section first: its list is what is saved"));
  if (!mado_list_get_complete (list))
    return g_strdup (_ ("The list is still being read. Try again in a moment"));
  n = mado_list_get_rowids (list)->len;
  if (n == 0)
    return g_strdup (_ ("There is nothing in the list"));
  if (n > MADO_DOSSIER_MOST)
    return g_strdup_printf (_ ("The list has %1$u records, a dossier at most %2$u: search or filter"
                               " first"),
                            n, MADO_DOSSIER_MOST);
  return NULL;
}

static void
save_list (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MadoWindow *self = MADO_WINDOW (widget);
  g_autofree char *hindrance = find_hindrance (self);
  MadoDossier *dossier;

  if (hindrance)
    {
      mado_window_say (self, hindrance);
      return;
    }
  dossier = g_new0 (MadoDossier, 1);
  dossier->title = g_strdup (mado_section_get_title (mado_browse_get_section (self->browse)));
  dossier->query = g_strdup (mado_browse_get_text (self->browse));
  dossier->rowids = g_array_copy (mado_list_get_rowids (mado_browse_get_list (self->browse)));
  dossier->rendering = mado_display_get_rendering (self->display);
  mado_dossier_write_async (self->context, dossier, self->cancellable, dossier_written_cb,
                            g_object_ref (self));
}

static void
read_sheet (GTask *task, gpointer reader, gpointer wanted, GCancellable *cancellable)
{
  GError *error = NULL;
  MadoSheet *sheet = mado_list_sheet_read (wanted, reader, cancellable, &error);

  if (sheet)
    g_task_return_pointer (task, sheet, (GDestroyNotify) mado_sheet_free);
  else
    g_task_return_error (task, error);
}

static void
sheet_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoWindow *self = MADO_WINDOW (source);
  g_autoptr (GError) error = NULL;
  MadoSheet *sheet = g_task_propagate_pointer (G_TASK (result), &error);

  if (sheet)
    mado_page_tools_print (GTK_WIDGET (self->page), sheet);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mado_window_complain (self, error);
}

/* The list as it is narrowed and ordered. */
static void
print_list (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MadoWindow *self = MADO_WINDOW (widget);
  GArray *rowids
      = show_list (self) ? mado_list_get_rowids (mado_browse_get_list (self->browse)) : NULL;
  g_autoptr (GTask) task = NULL;

  if (!rowids || rowids->len == 0)
    {
      mado_window_say (self, _ ("There is no list to print here"));
      return;
    }
  task = g_task_new (self, self->cancellable, sheet_read_cb, NULL);
  g_task_set_task_data (
      task,
      mado_list_sheet_new (mado_section_get_title (mado_browse_get_section (self->browse)),
                           mado_browse_get_text (self->browse), rowids,
                           mado_context_get_vocabulary (self->context),
                           mado_display_get_language (mado_display_get_for_widget (widget))),
      (GDestroyNotify) mado_list_sheet_free);
  mado_context_read (self->context, task, read_sheet);
}

void
mado_window_install_list_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.filters", NULL, filters);
  gtk_widget_class_install_action (klass, "win.order", NULL, order);
  gtk_widget_class_install_action (klass, "win.copy-search-link", NULL, copy_search_link);
  gtk_widget_class_install_action (klass, "win.save-list", NULL, save_list);
  gtk_widget_class_install_action (klass, "win.print-list", NULL, print_list);
}
