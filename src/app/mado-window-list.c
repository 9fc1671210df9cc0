/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's actions on its list: filters, order, the search as a link. */
#include "app/mado-window-private.h"

#include <glib/gi18n.h>

#include "app/sections/mado-address.h"

/* A list to filter is shown, and not the search over everything. */
static gboolean
show_list (MadoWindow *self)
{
  if (!self->section || !mado_panes_get_has_list (self->panes)
      || mado_window_is_searching_everywhere (self) || mado_window_get_special_list (self))
    return FALSE;
  mado_panes_set_shown (self->panes, MADO_PANE_LIST);
  return TRUE;
}

static void
filters (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MadoWindow *self = MADO_WINDOW (widget);

  if (show_list (self))
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

  if (!self->section || !mado_panes_get_has_list (self->panes)
      || mado_window_get_special_list (self))
    return;
  if (mado_window_is_searching_everywhere (self))
    link = mado_address_for_search (mado_search_get_text (self->search));
  else
    link = mado_address_for_section (mado_browse_get_section (self->browse)->id,
                                     mado_browse_get_text (self->browse));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), link);
  mado_window_say (self, _ ("Link copied"));
}

void
mado_window_install_list_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.filters", NULL, filters);
  gtk_widget_class_install_action (klass, "win.order", NULL, order);
  gtk_widget_class_install_action (klass, "win.copy-search-link", NULL, copy_search_link);
}
