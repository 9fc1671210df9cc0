/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A search is saved where it is made, and opened, renamed and removed where it is kept. */
#include "support/window-fixture.h"

#include "app/sections/kept/mado-saved-form.h"
#include "app/sections/kept/mado-saved-list.h"
#include "app/sections/mado-undo.h"

#define QUERY "status:in-force"

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

/* The form is a window of its own. */
static GtkWidget *
find_form (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (MADO_IS_SAVED_FORM (window) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static void
write_name (const char *name)
{
  GtkWidget *entry;

  window_wait_until (find_form ());
  entry = find (find_form (), ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  g_signal_emit_by_name (entry, "entry-activated");
  window_wait_until (!find_form ());
}

static void
save (WindowFixture *self, const char *name)
{
  mado_window_show_section (self->window, "agreements", QUERY);
  window_wait_until (mado_list_get_complete (mado_browse_get_list (self->window->browse)));
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.save-search", NULL);
  write_name (name);
}

static MadoSavedList *
get_list (WindowFixture *self)
{
  GtkWidget *list = find (GTK_WIDGET (self->window), MADO_TYPE_SAVED_LIST);

  return list ? MADO_SAVED_LIST (list) : NULL;
}

/* Nullable: there is no such row. */
static GtkWidget *
find_row (WindowFixture *self, const char *name)
{
  GtkWidget *list = get_list (self) ? find (GTK_WIDGET (get_list (self)), GTK_TYPE_LIST_BOX) : NULL;
  GtkListBoxRow *row;

  for (int i = 0; list && (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), i)); i++)
    {
      GtkWidget *label = find (GTK_WIDGET (row), GTK_TYPE_LABEL);

      if (label && g_str_equal (gtk_label_get_label (GTK_LABEL (label)), name))
        return GTK_WIDGET (row);
    }
  return NULL;
}

static void
click (GtkWidget *row, guint which)
{
  GtkWidget *button = gtk_widget_get_last_child (gtk_widget_get_first_child (row));

  for (; which > 0; which--)
    button = gtk_widget_get_prev_sibling (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
test_a_search_is_saved_and_opened_again (WindowFixture *self, gconstpointer data)
{
  guint n;

  save (self, "My agreements");
  n = g_list_model_get_n_items (G_LIST_MODEL (mado_browse_get_list (self->window->browse)));
  g_assert_cmpuint (n, >, 0);
  mado_window_show_section (self->window, "kept", NULL);
  window_wait_until (find_row (self, "My agreements"));
  g_assert_cmpuint (mado_saved_list_get_n (get_list (self)), ==, 1);
  gtk_widget_activate (find_row (self, "My agreements"));
  window_wait_until (g_str_equal (self->window->section->id, "agreements"));
  g_assert_cmpstr (mado_browse_get_text (self->window->browse), ==, QUERY);
}

static void
test_a_search_is_renamed_and_removed_and_comes_back (WindowFixture *self, gconstpointer data)
{
  MadoUndo *undo = mado_undo_get (self->context);

  save (self, "one");
  mado_window_show_section (self->window, "kept", NULL);
  window_wait_until (find_row (self, "one"));
  click (find_row (self, "one"), 1);
  write_name ("another");
  window_wait_until (find_row (self, "another"));
  g_assert_null (find_row (self, "one"));
  click (find_row (self, "another"), 0);
  window_wait_until (!get_list (self));
  mado_undo_undo (undo);
  window_wait_until (find_row (self, "another"));
  mado_undo_undo (undo);
  window_wait_until (find_row (self, "one"));
}

static void
test_nothing_is_saved_where_nothing_is_searched_for (WindowFixture *self, gconstpointer data)
{
  window_show_section (self, "agreements");
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.save-search", NULL);
  g_assert_null (find_form ());
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test)                                                                            \
  g_test_add ("/app/saved/" path, WindowFixture, NULL, window_set_up, test, window_tear_down)
  ADD ("a-search-is-saved-and-opened-again", test_a_search_is_saved_and_opened_again);
  ADD ("a-search-is-renamed-and-removed-and-comes-back",
       test_a_search_is_renamed_and_removed_and_comes_back);
  ADD ("nothing-is-saved-where-nothing-is-searched-for",
       test_nothing_is_saved_where_nothing_is_searched_for);
  return g_test_run ();
}
