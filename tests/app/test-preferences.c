/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window of preferences, wide and narrow, walked and closed; warnings end the test. */
#include "app/mado-preferences.h"

#include <adwaita.h>

#include "support/window-fixture.h"

static GtkWidget *
find (GtkWidget *widget, const char *label)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* As a click on it does: the focus goes there too. */
static void
click (GtkWidget *window, const char *label)
{
  GtkWidget *button = NULL;

  window_wait_until (find (window, label));
  button = gtk_widget_get_ancestor (find (window, label), GTK_TYPE_BUTTON);
  gtk_widget_grab_focus (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
walk (WindowFixture *self, int width)
{
  GtkWidget *window = mado_preferences_new (NULL, self->settings, self->context, self->profile);

  gtk_window_set_default_size (GTK_WINDOW (window), width, 600);
  gtk_window_present (GTK_WINDOW (window));
  window_wait_until (gtk_widget_get_mapped (window));
  window_wait_until (find (window, "Language"));
  click (window, "Calendars");
  window_wait_until (find (window, "European Commission (Brussels)"));
  click (window, "Privacy");
  window_wait_until (find (window, "For whoever helps you"));
  gtk_window_close (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_wide (WindowFixture *self, gconstpointer data)
{
  walk (self, 680);
}

static void
test_narrow (WindowFixture *self, gconstpointer data)
{
  walk (self, 540);
  walk (self, 400);
  walk (self, 360);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define TEST(NAME, FUNCTION)                                                                       \
  g_test_add ("/app/preferences/" NAME, WindowFixture, NULL, window_set_up, FUNCTION,              \
              window_tear_down)
  TEST ("are-walked-and-closed", test_wide);
  TEST ("are-walked-and-closed-in-a-narrow-window", test_narrow);
  return g_test_run ();
}
