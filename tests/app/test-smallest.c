/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The smallest window holds every section and its pages, also with text at 200 %. */
#include "support/window-fixture.h"

#define SMALLEST 360 /* pixels */
#define DPI_AT_TWO (2 * 96 * 1024)

/* Says which widgets take more, the innermost last. */
static void
tell (GtkWidget *widget)
{
  int least;

  if (!gtk_widget_get_visible (widget))
    return;
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  if (least <= SMALLEST)
    return;
  g_test_message ("%s takes %d", G_OBJECT_TYPE_NAME (widget), least);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    tell (child);
}

/* Returns: 1 where it does not */
static guint
count_wide (WindowFixture *self, const char *what)
{
  GtkWidget *panes = GTK_WIDGET (self->window->panes);
  int least;

  gtk_widget_measure (panes, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  if (least <= SMALLEST)
    return 0;
  g_test_message ("%s takes %d pixels:", what, least);
  tell (panes);
  return 1;
}

static gboolean
is_shown (WindowFixture *self, const char *id)
{
  return g_strcmp0 (mado_page_get_id (self->window->page), id) == 0;
}

/* The first records of the section, one page after the other. */
static guint
visit_pages (WindowFixture *self, const MadoSection *section)
{
  GListModel *list = G_LIST_MODEL (mado_browse_get_list (self->window->browse));
  guint n_wide = 0;

  for (guint i = 0; i < MIN (g_list_model_get_n_items (list), 4); i++)
    {
      g_autoptr (MadoItem) item = g_list_model_get_item (list, i);
      const char *id;

      window_wait_until (mado_item_get_record (item));
      id = mado_record_get_id (mado_item_get_record (item));
      gtk_widget_activate_action (GTK_WIDGET (self->window), "win.open-record", "s", id);
      window_wait_until (is_shown (self, id));
      while (g_main_context_iteration (NULL, FALSE))
        ;
      n_wide += count_wide (self, id);
    }
  return n_wide;
}

static void
test_everything_fits_with_large_text (WindowFixture *self, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  guint n_wide = 0;
  int before;

  g_object_get (settings, "gtk-xft-dpi", &before, NULL);
  g_object_set (settings, "gtk-xft-dpi", DPI_AT_TWO, NULL);
  gtk_window_set_default_size (GTK_WINDOW (self->window), SMALLEST, 640);
  window_wait_until (mado_panes_get_mode (self->window->panes) == MADO_PANES_ONE);
  for (guint i = 0; i < mado_sections_get_n (); i++)
    {
      const MadoSection *section = mado_sections_get (i);

      window_show_section (self, section->id);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      n_wide += count_wide (self, section->id);
      if (!section->get_page)
        n_wide += visit_pages (self, section);
    }
  g_object_set (settings, "gtk-xft-dpi", before, NULL);
  g_assert_cmpuint (n_wide, ==, 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/app/smallest/everything-fits-with-large-text", WindowFixture, NULL, window_set_up,
              test_everything_fits_with_large_text, window_tear_down);
  return g_test_run ();
}
