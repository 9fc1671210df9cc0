/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that is unread is marked as read, undone and redone by the program's stack. */
#include "app/sections/browse/mado-read-all.h"

#include <adwaita.h>

#include "app/sections/mado-undo.h"
#include "support/store-fixture.h"
#include "support/window-fixture.h"

#define EVENTS (1u << MADO_KIND_EVENT)

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_marks_and_takes_back (WindowFixture *self, gconstpointer data)
{
  MadoUnread *unread = mado_context_get_unread (self->context);
  MadoUndo *undo = mado_undo_get (self->context);
  GtkWidget *button;

  window_import (self, store_list (store_make_event ("x-first", "2026-01-05"), NULL));
  window_import (self, store_list (store_make_event ("x-talk", "2026-02-05"),
                                   store_make_event ("x-visit", "2026-03-05"), NULL));
  window_show_section (self, "events");
  /* What is there at the first look has not arrived; when that look was is the desk's affair. */
  window_wait_until (mado_unread_count (unread, EVENTS) >= 2);
  button = find (GTK_WIDGET (self->window), MADO_TYPE_READ_ALL);
  window_wait_until (gtk_widget_get_visible (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (mado_unread_count (unread, EVENTS), ==, 0);
  g_assert_true (g_str_has_suffix (mado_undo_get_undo_name (undo), "records marked as read"));
  g_assert_true (mado_undo_undo (undo));
  g_assert_cmpuint (mado_unread_count (unread, EVENTS), >=, 2);
  g_assert_true (mado_unread_contains (unread, "x-talk"));
  g_assert_true (mado_undo_redo (undo));
  g_assert_cmpuint (mado_unread_count (unread, EVENTS), ==, 0);
  /* The desk has it too. */
  mado_unread_refresh (unread);
  window_import (self, store_list (store_make_event ("x-last", "2026-04-05"), NULL));
  window_wait_until (mado_unread_contains (unread, "x-last"));
  g_assert_cmpuint (mado_unread_count (unread, EVENTS), ==, 1);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/app/read-all/marks-and-takes-back", WindowFixture, NULL, window_set_up,
              test_marks_and_takes_back, window_tear_down);
  return g_test_run ();
}
