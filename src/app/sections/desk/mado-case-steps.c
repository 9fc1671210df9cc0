/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case that was closed leaves its view while its page is still shown. The next one is then the
 * one that has come to its place. */
#include "app/sections/desk/mado-case-steps.h"

#define PLACE "mado-case-place" /* of the last row that was selected, and one more */

static GtkSingleSelection *
get_selection (GtkListView *list)
{
  return GTK_SINGLE_SELECTION (gtk_list_view_get_model (list));
}

static void
selected_cb (GtkListView *list)
{
  guint selected = gtk_single_selection_get_selected (get_selection (list));

  if (selected != GTK_INVALID_LIST_POSITION)
    g_object_set_data (G_OBJECT (list), PLACE, GUINT_TO_POINTER (selected + 1));
}

/* Returns: as gint64, since it may lie outside the list */
static gint64
find_target (GtkListView *list, int by)
{
  guint selected = gtk_single_selection_get_selected (get_selection (list));
  gint64 place = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (list), PLACE));

  if (selected != GTK_INVALID_LIST_POSITION)
    return (gint64) selected + by;
  return by > 0 ? MAX (place, 1) - 1 : place - 2;
}

static void
stepped_cb (GtkListView *list, int by)
{
  GtkSingleSelection *selection = get_selection (list);
  gint64 target = find_target (list, by);

  if (target < 0 || target >= g_list_model_get_n_items (G_LIST_MODEL (selection)))
    {
      gtk_widget_error_bell (GTK_WIDGET (list));
      return;
    }
  gtk_single_selection_set_selected (selection, (guint) target);
  gtk_widget_activate_action (GTK_WIDGET (list), "list.scroll-to-item", "u", (guint) target);
}

void
mado_case_steps_add (GtkListView *list, MadoCaseDesk *desk)
{
  g_return_if_fail (GTK_IS_LIST_VIEW (list) && MADO_IS_CASE_DESK (desk));

  g_signal_connect_object (get_selection (list), "notify::selected", G_CALLBACK (selected_cb), list,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "stepped", G_CALLBACK (stepped_cb), list, G_CONNECT_SWAPPED);
}

/**
 * mado_case_steps_focus:
 *
 * Brings the keys to the row of the case that is shown. The toolkit would bring them to where they
 * were last.
 */
void
mado_case_steps_focus (GtkListView *list)
{
  g_return_if_fail (GTK_IS_LIST_VIEW (list));

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_mapped (row)
        && (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED) != 0)
      {
        gtk_widget_grab_focus (row);
        return;
      }
  gtk_widget_grab_focus (GTK_WIDGET (list));
}
