/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows are built once and filled again as they are scrolled into sight. */
#include "app/sections/browse/mado-browse-rows.h"

#include "app/sections/browse/mado-drag.h"
#include "app/sections/browse/mado-list-place.h"
#include "app/sections/browse/mado-record-row.h"

static void
show_hit_cb (GtkListItem *list_item)
{
  MadoRecordRow *row = MADO_RECORD_ROW (gtk_list_item_get_child (list_item));
  MadoList *list = g_object_get_data (G_OBJECT (list_item), "list");
  MadoContext *context = g_object_get_data (G_OBJECT (list_item), "context");
  MadoItem *item = gtk_list_item_get_item (list_item);

  if (!item)
    return;
  mado_record_row_set_query (row, mado_list_get_query (list));
  mado_record_row_set_hit (row, mado_item_get_hit (item), mado_context_get_vocabulary (context));
}

/* What a row says is in the reading language. The row is in its window only when it is first bound.
 */
static void
watch_language (GtkListItem *list_item)
{
  MadoDisplay *display = mado_display_get_for_widget (gtk_list_item_get_child (list_item));

  if (g_object_get_data (G_OBJECT (list_item), "display") == display)
    return;
  g_object_set_data (G_OBJECT (list_item), "display", display);
  g_signal_connect_object (display, "notify::content-language", G_CALLBACK (show_hit_cb), list_item,
                           G_CONNECT_SWAPPED);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *list_item)
{
  GObject *item = G_OBJECT (list_item);
  GtkWidget *row = mado_record_row_new ();

  /* The factory goes with the view, and holds both while there are rows. */
  g_object_set_data (item, "list", g_object_get_data (G_OBJECT (factory), "list"));
  g_object_set_data (item, "context", g_object_get_data (G_OBJECT (factory), "context"));
  mado_list_place_set_row (row, list_item);
  gtk_list_item_set_child (list_item, row);
  mado_record_row_watch (MADO_RECORD_ROW (row),
                         mado_context_get_unread (g_object_get_data (item, "context")));
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *list_item)
{
  MadoItem *item = gtk_list_item_get_item (list_item);

  g_signal_connect_object (item, "notify::record", G_CALLBACK (show_hit_cb), list_item,
                           G_CONNECT_SWAPPED);
  watch_language (list_item);
  show_hit_cb (list_item);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *list_item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), show_hit_cb, list_item);
}

/* Which record lies there. */
static const char *
find_record (GtkWidget *view, GtkWidget *picked)
{
  GtkWidget *row = gtk_widget_get_ancestor (picked, MADO_TYPE_RECORD_ROW);

  /* Around a row lies a widget of the view. */
  if (!row)
    row = gtk_widget_get_first_child (picked);
  return MADO_IS_RECORD_ROW (row) ? mado_record_row_get_id (MADO_RECORD_ROW (row)) : NULL;
}

/**
 * mado_browse_rows_fit:
 * @list: what is shown
 * @context: open
 *
 * Gives @view its rows, which can be dragged out. To be called once.
 */
void
mado_browse_rows_fit (GtkListView *view, MadoList *list, MadoContext *context)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_return_if_fail (GTK_IS_LIST_VIEW (view));

  g_object_set_data_full (G_OBJECT (factory), "list", g_object_ref (list), g_object_unref);
  g_object_set_data_full (G_OBJECT (factory), "context", g_object_ref (context), g_object_unref);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (view, factory);
  mado_drag_add (GTK_WIDGET (view), context, MADO_OFFER_RECORD, find_record);
}
