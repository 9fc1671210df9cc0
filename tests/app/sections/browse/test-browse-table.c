/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The projects are a table where there is room, and rows where there is none. */
#include "support/window-fixture.h"

#include "app/sections/mado-chart-tile.h"

static GtkListView *
get_view (WindowFixture *self)
{
  return mado_list_place_get_view (mado_browse_get_list_place (self->window->browse));
}

/* Nullable: the records are shown as rows. */
static GtkColumnView *
get_table (WindowFixture *self)
{
  GtkWidget *table = gtk_widget_get_ancestor (GTK_WIDGET (get_view (self)), GTK_TYPE_COLUMN_VIEW);

  return table ? GTK_COLUMN_VIEW (table) : NULL;
}

static GtkWidget *
find_named (GtkWidget *widget, const char *type)
{
  GtkWidget *found = NULL;

  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_named (child, type);
  return found;
}

static gboolean
has (WindowFixture *self, const char *type)
{
  return find_named (GTK_WIDGET (self->window), type) != NULL;
}

static void
give (WindowFixture *self, int width)
{
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, 700);
  window_wait_until (gtk_widget_get_width (GTK_WIDGET (self->window)) == width);
}

static MadoRecord *
dup_record (WindowFixture *self, guint position)
{
  g_autoptr (MadoItem) item = g_list_model_get_item (
      G_LIST_MODEL (mado_browse_get_list (self->window->browse)), position);

  window_wait_until (mado_item_get_record (item));
  return g_object_ref (mado_item_get_record (item));
}

static guint
count_rows (WindowFixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (mado_browse_get_list (self->window->browse)));
}

static void
test_the_width_decides_what_is_shown (WindowFixture *self, gconstpointer data)
{
  static const struct
  {
    int width;
    gboolean is_table, has_facets, has_sidebar;
  } steps[] = {
    { 1366, TRUE, TRUE, TRUE },   { 1000, TRUE, TRUE, TRUE },  { 999, TRUE, FALSE, TRUE },
    { 860, TRUE, FALSE, TRUE },   { 859, TRUE, FALSE, FALSE }, { 720, TRUE, FALSE, FALSE },
    { 719, FALSE, FALSE, FALSE }, { 1366, TRUE, TRUE, TRUE },
  };

  window_show_section (self, "projects");
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_test_message ("%d", steps[i].width);
      give (self, steps[i].width);
      window_wait_until ((get_table (self) != NULL) == steps[i].is_table);
      window_wait_until (has (self, "MadoFacetList") == steps[i].has_facets);
      window_wait_until (has (self, "MadoFilterButton") == !steps[i].has_facets
                         || mado_panes_get_mode (self->window->panes) == MADO_PANES_ONE);
      g_assert_cmpint (gtk_widget_get_mapped (GTK_WIDGET (self->window->sidebar)), ==,
                       steps[i].has_sidebar);
    }
  window_show_section (self, "agreements");
  window_wait_until (get_table (self) == NULL);
}

static void
test_a_record_stays_chosen_when_the_table_becomes_rows (WindowFixture *self, gconstpointer data)
{
  GtkSingleSelection *selection;
  g_autoptr (MadoRecord) wanted = NULL;

  give (self, 1366);
  window_show_section (self, "projects");
  window_wait_until (get_table (self));
  wanted = dup_record (self, 20);
  selection = GTK_SINGLE_SELECTION (gtk_list_view_get_model (get_view (self)));
  window_wait_until (g_list_model_get_n_items (G_LIST_MODEL (selection)) > 20);
  gtk_single_selection_set_selected (selection, 20);
  window_wait_until (g_strcmp0 (mado_page_get_id (self->window->page), mado_record_get_id (wanted))
                     == 0);
  give (self, 600);
  window_wait_until (!get_table (self));
  g_assert_true (gtk_list_view_get_model (get_view (self)) == GTK_SELECTION_MODEL (selection));
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, 20);
}

static void
sort (WindowFixture *self, guint column, GtkSortType direction)
{
  GListModel *columns = gtk_column_view_get_columns (get_table (self));
  g_autoptr (GtkColumnViewColumn) wanted = g_list_model_get_item (columns, column);

  gtk_column_view_sort_by_column (get_table (self), wanted, direction);
  window_wait_until (mado_list_get_complete (mado_browse_get_list (self->window->browse)));
}

/* The days of the records themselves; those without one come last. */
static void
test_the_heading_start_orders_by_day (WindowFixture *self, gconstpointer data)
{
  window_show_section (self, "projects");
  give (self, 1366);
  window_wait_until (get_table (self));
  for (guint down = 0; down < 2; down++)
    {
      gint before = down ? G_MAXINT : 0;

      sort (self, 3, down ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
      for (guint i = 0; i < count_rows (self); i++)
        {
          g_autoptr (MadoRecord) record = dup_record (self, i);
          MadoDate *date = mado_record_get_date (record);
          gint day = date ? mado_date_get_first_day (date) : before;

          g_assert_cmpint (down ? -day : day, >=, down ? -before : before);
          before = day;
        }
    }
}

static void
test_the_heading_title_turns_the_order_round (WindowFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);

  window_show_section (self, "projects");
  give (self, 1366);
  window_wait_until (get_table (self));
  sort (self, 0, GTK_SORT_ASCENDING);
  for (guint i = 0; i < count_rows (self); i++)
    {
      g_autoptr (MadoRecord) record = dup_record (self, i);

      g_ptr_array_add (titles, g_strdup (mado_record_get_id (record)));
    }
  g_assert_cmpstr (titles->pdata[0], ==, "project-6g-mirai-harmony");
  sort (self, 0, GTK_SORT_DESCENDING);
  for (guint i = 0; i < titles->len; i++)
    {
      g_autoptr (MadoRecord) record = dup_record (self, i);

      g_assert_cmpstr (mado_record_get_id (record), ==, titles->pdata[titles->len - 1 - i]);
    }
}

static void
test_the_page_takes_the_place_of_the_table (WindowFixture *self, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (self->window);

  window_show_section (self, "projects");
  give (self, 1366);
  window_wait_until (get_table (self) && gtk_widget_get_mapped (GTK_WIDGET (get_table (self))));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (self->window->page)));
  gtk_widget_activate_action (GTK_WIDGET (get_view (self)), "list.activate-item", "u", 2);
  window_wait_until (gtk_widget_get_mapped (GTK_WIDGET (self->window->page)));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (get_table (self))));
  gtk_widget_activate_action (window, "win.escape", NULL);
  window_wait_until (gtk_widget_get_mapped (GTK_WIDGET (get_table (self))));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (self->window->page)));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (window)),
                                         GTK_WIDGET (get_view (self))));
}

/* --- What somebody does with the columns --- */

static char *
describe_columns (WindowFixture *self)
{
  GListModel *columns = gtk_column_view_get_columns (get_table (self));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      g_string_append_printf (text, "%s ", gtk_column_view_column_get_title (column));
    }
  return g_string_free (text, FALSE);
}

static gboolean
has_columns (WindowFixture *self, const char *expected)
{
  g_autofree char *text = describe_columns (self);

  return g_str_equal (text, expected);
}

static void
assert_columns (WindowFixture *self, const char *expected)
{
  g_autofree char *text = describe_columns (self);

  g_assert_cmpstr (text, ==, expected);
}

static void
open_table (WindowFixture *self)
{
  window_show_section (self, "projects");
  give (self, 1366);
  window_wait_until (get_table (self));
}

static void
open_again (WindowFixture *self)
{
  window_close (self);
  window_open (self);
  open_table (self);
}

static char *
dup_remembered (WindowFixture *self)
{
  char *tables;

  g_object_get (self->settings, "tables", &tables, NULL);
  return tables;
}

static gboolean
remembers (WindowFixture *self, const char *expected)
{
  g_autofree char *tables = dup_remembered (self);

  return g_str_equal (tables, expected);
}

static void
test_columns_are_chosen_and_come_back (WindowFixture *self, gconstpointer data)
{
  GtkWidget *table;

  open_table (self);
  assert_columns (self, "Title Type Programme Start Partners Status ");
  table = GTK_WIDGET (get_table (self));
  gtk_widget_activate_action (table, "table.show-type", NULL);
  gtk_widget_activate_action (table, "table.show-budget", NULL);
  assert_columns (self, "Title Programme Start Partners Status EU contribution ");
  open_again (self);
  assert_columns (self, "Title Programme Start Partners Status EU contribution ");
  gtk_widget_activate_action (GTK_WIDGET (get_table (self)), "table.reset", NULL);
  assert_columns (self, "Title Type Programme Start Partners Status ");
  g_assert_true (remembers (self, ""));
}

static void
test_columns_that_were_moved_and_widened_come_back (WindowFixture *self, gconstpointer data)
{
  g_autoptr (GtkColumnViewColumn) type = NULL, start = NULL;

  open_table (self);
  type = g_list_model_get_item (gtk_column_view_get_columns (get_table (self)), 1);
  start = g_list_model_get_item (gtk_column_view_get_columns (get_table (self)), 3);
  gtk_column_view_insert_column (get_table (self), 0, start);
  gtk_column_view_column_set_fixed_width (type, 233);
  window_wait_until (remembers (self, "projects=start,title,type:233,programme,partners,status,"
                                      "-japan,-duration,-budget"));
  open_again (self);
  assert_columns (self, "Start Title Type Programme Partners Status ");
  g_clear_object (&type);
  type = g_list_model_get_item (gtk_column_view_get_columns (get_table (self)), 2);
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (type), ==, 233);
  /* What a narrow window leaves out is not what somebody chose. */
  give (self, 860);
  window_wait_until (has_columns (self, "Start Title Status "));
  g_assert_true (remembers (self, "projects=start,title,type:233,programme,partners,status,"
                                  "-japan,-duration,-budget"));
  gtk_widget_activate_action (GTK_WIDGET (get_table (self)), "table.reset", NULL);
}

static const char *
get_order (WindowFixture *self)
{
  GtkWidget *heading
      = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (get_table (self))));
  GtkWidget *sorted = NULL;

  for (; heading && !sorted; heading = gtk_widget_get_next_sibling (heading))
    for (GtkWidget *child = gtk_widget_get_first_child (gtk_widget_get_first_child (heading));
         child && !sorted; child = gtk_widget_get_next_sibling (child))
      if (gtk_widget_has_css_class (child, "ascending")
          || gtk_widget_has_css_class (child, "descending"))
        sorted = gtk_widget_get_first_child (gtk_widget_get_first_child (heading));
  return sorted ? gtk_label_get_label (GTK_LABEL (sorted)) : "";
}

/* A critical message of the toolkit would end this. */
static void
test_a_hidden_column_can_be_ordered_by (WindowFixture *self, gconstpointer data)
{
  GtkWidget *table;

  open_table (self);
  table = GTK_WIDGET (get_table (self));
  sort (self, 3, GTK_SORT_ASCENDING);
  g_assert_cmpstr (get_order (self), ==, "Start");
  gtk_widget_activate_action (table, "table.show-start", NULL);
  assert_columns (self, "Title Type Programme Partners Status ");
  g_assert_cmpstr (get_order (self), ==, "");
  window_show_section (self, "agreements");
  window_show_section (self, "projects");
  window_wait_until (get_table (self));
  gtk_widget_activate_action (table, "table.show-start", NULL);
  g_assert_cmpstr (get_order (self), ==, "Start");
  gtk_widget_activate_action (table, "table.reset", NULL);
}

static void
test_the_title_stays_readable (WindowFixture *self, gconstpointer data)
{
  static const struct
  {
    int width;
    const char *columns;
  } steps[] = { { 1366, "Title Type Programme Start Partners Status " },
                { 1000, "Title Start Status " },
                { 960, "Title Type Start Status " },
                { 860, "Title Start Status " },
                { 1300, "Title Type Programme Start Partners Status " } };

  open_table (self);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_test_message ("%d", steps[i].width);
      give (self, steps[i].width);
      window_wait_until (has_columns (self, steps[i].columns));
    }
}

/* The first heading's widget is the first child of the view's first child, and so on. */
static void
test_a_heading_that_orders_nothing_looks_like_it (WindowFixture *self, gconstpointer data)
{
  static const gboolean is_still[] = { FALSE, TRUE, TRUE, FALSE, TRUE, TRUE };
  GtkWidget *heading;

  open_table (self);
  heading = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (get_table (self))));
  for (guint i = 0; i < G_N_ELEMENTS (is_still); i++)
    {
      g_autoptr (GtkColumnViewColumn) column
          = g_list_model_get_item (gtk_column_view_get_columns (get_table (self)), i);

      g_assert_cmpint (gtk_widget_has_css_class (heading, "still"), ==, is_still[i]);
      g_assert_cmpint (gtk_column_view_column_get_sorter (column) == NULL, ==, is_still[i]);
      heading = gtk_widget_get_next_sibling (heading);
    }
}

/* Each project is counted anew in every year in which it runs. */
static guint
count_in_year (WindowFixture *self, gint year)
{
  guint count = 0;

  for (guint i = 0; i < count_rows (self); i++)
    {
      g_autoptr (MadoRecord) record = dup_record (self, i);
      MadoDate *date = mado_record_get_date (record);
      MadoDatePoint start = { 0 }, end = { 0 };

      if (!date)
        continue;
      start = mado_date_get_start (date);
      end = mado_date_get_end (date);
      if (start.precision == MADO_PRECISION_NONE)
        start = end;
      if (end.precision == MADO_PRECISION_NONE)
        end = start;
      count += start.year <= year && year <= end.year;
    }
  return count;
}

static MadoTable *
get_chart (WindowFixture *self)
{
  GtkWidget *tile = find_named (GTK_WIDGET (self->window), "MadoChartTile");

  return tile ? mado_chart_tile_get_table (MADO_CHART_TILE (tile)) : NULL;
}

static void
test_the_chart_counts_the_rows_of_the_table (WindowFixture *self, gconstpointer data)
{
  guint narrowed;

  open_table (self);
  g_assert_null (get_chart (self));
  gtk_widget_activate_action (GTK_WIDGET (get_table (self)), "table.chart", NULL);
  window_wait_until (get_chart (self));
  for (guint row = 0; row < mado_table_get_n_rows (get_chart (self)); row++)
    g_assert_cmpint (atoi (mado_table_get_cell (get_chart (self), row, 1)), ==,
                     count_in_year (self, atoi (mado_table_get_cell (get_chart (self), row, 0))));
  /* Also where the filters are behind their button, and only what is searched for. */
  give (self, 900);
  window_wait_until (!has (self, "MadoFacetList"));
  mado_window_show_section (self->window, "projects", "quantum");
  window_wait_until (!mado_list_get_loading (mado_browse_get_list (self->window->browse)));
  narrowed = count_rows (self);
  g_assert_cmpuint (narrowed, >, 0);
  window_wait_until (
      get_chart (self) && atoi (mado_table_get_cell (get_chart (self), 0, 1)) <= (int) narrowed
      && mado_table_get_n_rows (get_chart (self)) > 0
      && atoi (mado_table_get_cell (get_chart (self), 0, 1))
             == (int) count_in_year (self, atoi (mado_table_get_cell (get_chart (self), 0, 0))));
  gtk_widget_activate_action (GTK_WIDGET (get_table (self)), "table.chart", NULL);
  window_wait_until (!get_chart (self));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test)                                                                            \
  g_test_add ("/app/browse-table/" path, WindowFixture, NULL, window_set_up, test, window_tear_down)
  ADD ("the-width-decides-what-is-shown", test_the_width_decides_what_is_shown);
  ADD ("a-record-stays-chosen-when-the-table-becomes-rows",
       test_a_record_stays_chosen_when_the_table_becomes_rows);
  ADD ("the-heading-start-orders-by-day", test_the_heading_start_orders_by_day);
  ADD ("the-heading-title-turns-the-order-round", test_the_heading_title_turns_the_order_round);
  ADD ("the-page-takes-the-place-of-the-table", test_the_page_takes_the_place_of_the_table);
  ADD ("columns-are-chosen-and-come-back", test_columns_are_chosen_and_come_back);
  ADD ("columns-that-were-moved-and-widened-come-back",
       test_columns_that_were_moved_and_widened_come_back);
  ADD ("a-hidden-column-can-be-ordered-by", test_a_hidden_column_can_be_ordered_by);
  ADD ("the-title-stays-readable", test_the_title_stays_readable);
  ADD ("a-heading-that-orders-nothing-looks-like-it",
       test_a_heading_that_orders_nothing_looks_like_it);
  ADD ("the-chart-counts-the-rows-of-the-table", test_the_chart_counts_the_rows_of_the_table);
  return g_test_run ();
}
