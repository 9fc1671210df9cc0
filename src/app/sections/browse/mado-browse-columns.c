/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader orders the rows, the headings only ask for it. What somebody does with the columns is
 * noticed where GTK has done it, and told once it comes to rest. */
#include "app/sections/browse/mado-browse-columns.h"

#include <glib/gi18n.h>

#include "app/sections/browse/mado-browse-cells.h"
#include "app/widgets/mado-scale.h"

#define TITLE_LEAST 240 /* pixels at text scale 1.0 that the title has, else other columns go */
#define REST 300 /* milliseconds after which a column is taken to be as wide as it is to be */

struct _MadoBrowseColumns
{
  GObject parent_instance;

  GtkColumnView *view; /* weak: its owner owns this */
  GPtrArray *columns;  /* GtkColumnViewColumn: all of them, whether shown or not */
  MadoTableLayout *layout;
  GMenu *menu;
  GSimpleActionGroup *actions;
  char *order;         /* nullable: the word of the one that the rows have */
  guint n_spared;      /* columns that there is no room for */
  gboolean is_fitting; /* what changes is our own doing */
  guint rest;
};

enum
{
  ORDERED,
  ARRANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoBrowseColumns, mado_browse_columns, G_TYPE_OBJECT)

static GtkColumnViewColumn *
get_column (MadoBrowseColumns *self, guint i)
{
  return g_ptr_array_index (self->columns, i);
}

static gboolean
has_room (MadoBrowseColumns *self, const MadoLayoutColumn *column, guint n_spared)
{
  guint spare = mado_browse_cells_get_kind (get_column (self, column->column))->spare;

  return column->is_shown && (spare == 0 || spare > n_spared);
}

/* --- Headings --- */

/* Which heading leads is not told before GTK 4.10: the sorters are asked in the order in which they
 * count, the first has an answer, and it is turned round where the order is. */
static int
compare_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  g_object_set_data (G_OBJECT (a), "leading", user_data);
  return 1;
}

static void
ordered_cb (MadoBrowseColumns *self)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (self->view);
  GtkColumnViewColumn *leading;
  gboolean is_up;

  g_object_set_data (G_OBJECT (self), "leading", NULL);
  is_up = gtk_sorter_compare (sorter, self, self->view) == GTK_ORDERING_LARGER;
  leading = g_object_get_data (G_OBJECT (self), "leading");
  if (leading)
    {
      const MadoBrowseColumn *kind = mado_browse_cells_get_kind (leading);

      g_signal_emit (self, signals[ORDERED], 0, is_up ? kind->up : kind->down);
    }
}

/* A heading that orders nothing does not look as if it did, and one of numbers stands over them.
 * The headings are the children of the view's first child, in the order of the columns. */
static void
mark_headings (MadoBrowseColumns *self)
{
  GListModel *shown = gtk_column_view_get_columns (self->view);
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->view));
  GtkWidget *heading = header ? gtk_widget_get_first_child (header) : NULL;

  for (guint i = 0; heading && i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (shown, i);

      const MadoBrowseColumn *kind = mado_browse_cells_get_kind (column);

      if (kind->up)
        gtk_widget_remove_css_class (heading, "still");
      else
        gtk_widget_add_css_class (heading, "still");
      gtk_widget_set_halign (gtk_widget_get_first_child (heading),
                             kind->is_number ? GTK_ALIGN_END : GTK_ALIGN_FILL);
      heading = gtk_widget_get_next_sibling (heading);
    }
}

/* A heading that is not shown says nothing. */
static void
show_order (MadoBrowseColumns *self)
{
  const MadoBrowseColumn *columns = mado_browse_cells_get_columns ();
  GtkSorter *sorter = gtk_column_view_get_sorter (self->view);
  GtkColumnViewColumn *column = NULL;
  GtkSortType direction = GTK_SORT_ASCENDING;

  for (guint i = 0; self->order && columns[i].title; i++)
    if (g_strcmp0 (columns[i].up, self->order) == 0
        || g_strcmp0 (columns[i].down, self->order) == 0)
      {
        column = get_column (self, i);
        direction
            = g_str_equal (columns[i].up, self->order) ? GTK_SORT_ASCENDING : GTK_SORT_DESCENDING;
      }
  g_signal_handlers_block_by_func (sorter, ordered_cb, self);
  gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);
  if (column && gtk_column_view_column_get_column_view (column))
    gtk_column_view_sort_by_column (self->view, column, direction);
  g_signal_handlers_unblock_by_func (sorter, ordered_cb, self);
}

/* --- What somebody does with them --- */

static gboolean
rested_cb (gpointer user_data)
{
  MadoBrowseColumns *self = user_data;

  self->rest = 0;
  g_signal_emit (self, signals[ARRANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
widened_cb (MadoBrowseColumns *self, GParamSpec *pspec, GtkColumnViewColumn *column)
{
  int width = gtk_column_view_column_get_fixed_width (column);
  guint i;

  if (self->is_fitting || width < 0 || !g_ptr_array_find (self->columns, column, &i))
    return;
  mado_table_layout_set_width (self->layout, i, width / mado_scale_get (GTK_WIDGET (self->view)));
  g_clear_handle_id (&self->rest, g_source_remove);
  self->rest = g_timeout_add (REST, rested_cb, self);
}

static gboolean
mark_cb (gpointer user_data)
{
  MadoBrowseColumns *self = user_data;

  if (self->view)
    mark_headings (self);
  return G_SOURCE_REMOVE;
}

/* A column that is moved is taken out first; its heading follows it. */
static void
moved_cb (MadoBrowseColumns *self)
{
  GListModel *model = gtk_column_view_get_columns (self->view);
  guint n = g_list_model_get_n_items (model);
  g_autofree guint *shown = g_new0 (guint, n);
  guint wanted = 0;

  for (guint i = 0; i < self->layout->columns->len; i++)
    {
      const MadoLayoutColumn *one = &g_array_index (self->layout->columns, MadoLayoutColumn, i);

      wanted += has_room (self, one, self->n_spared);
    }
  if (self->is_fitting || n != wanted)
    return;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (model, i);

      g_ptr_array_find (self->columns, column, &shown[i]);
    }
  mado_table_layout_arrange (self->layout, shown, n);
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, mark_cb, g_object_ref (self), g_object_unref);
  g_signal_emit (self, signals[ARRANGED], 0);
}

static void
chosen_cb (MadoBrowseColumns *self, GVariant *state, GSimpleAction *action)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (action), "column"));

  mado_table_layout_find (self->layout, i)->is_shown = g_variant_get_boolean (state);
  g_simple_action_set_state (action, state);
  mado_browse_columns_fit (self, self->n_spared);
  g_signal_emit (self, signals[ARRANGED], 0);
}

static void
chart_cb (MadoBrowseColumns *self, GVariant *state, GSimpleAction *action)
{
  self->layout->has_chart = g_variant_get_boolean (state);
  g_simple_action_set_state (action, state);
  g_signal_emit (self, signals[ARRANGED], 0);
}

static void
reset_cb (MadoBrowseColumns *self)
{
  g_autoptr (MadoTableLayout) usual = mado_table_layout_new (NULL);
  g_autofree char *text = NULL;

  usual->has_chart = self->layout->has_chart;
  text = mado_table_layout_to_text (usual);
  mado_browse_columns_set_layout (self, text);
  g_signal_emit (self, signals[ARRANGED], 0);
}

static GSimpleAction *
add_switch (MadoBrowseColumns *self, const char *name, GCallback changed)
{
  GSimpleAction *action = g_simple_action_new_stateful (name, NULL, g_variant_new_boolean (FALSE));

  g_signal_connect_object (action, "change-state", changed, self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
  g_object_unref (action); /* The group has it. */
  return action;
}

static void
add_choice (MadoBrowseColumns *self, GMenu *choices, guint i)
{
  const MadoBrowseColumn *kind = &mado_browse_cells_get_columns ()[i];
  g_autofree char *name = g_strconcat ("show-", kind->word, NULL);
  g_autofree char *full = g_strconcat ("table.", name, NULL);

  g_object_set_data (G_OBJECT (add_switch (self, name, G_CALLBACK (chosen_cb))), "column",
                     GUINT_TO_POINTER (i));
  g_menu_append (choices, mado_browse_column_get_title (kind), full);
}

static void
make_menu (MadoBrowseColumns *self)
{
  const MadoBrowseColumn *columns = mado_browse_cells_get_columns ();
  g_autoptr (GMenu) choices = g_menu_new (), rest = g_menu_new ();
  g_autoptr (GSimpleAction) reset = g_simple_action_new ("reset", NULL);

  self->menu = g_menu_new ();
  self->actions = g_simple_action_group_new ();
  for (guint i = 0; columns[i].title; i++)
    if (!columns[i].is_wide)
      add_choice (self, choices, i);
  g_signal_connect_object (reset, "activate", G_CALLBACK (reset_cb), self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (reset));
  add_switch (self, "chart", G_CALLBACK (chart_cb));
  g_menu_append (rest, _ ("Usual columns"), "table.reset");
  g_menu_append_section (self->menu, _ ("Columns"), G_MENU_MODEL (choices));
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (rest));
}

/* --- The columns --- */

static void
show_states (MadoBrowseColumns *self)
{
  const MadoBrowseColumn *columns = mado_browse_cells_get_columns ();
  GActionMap *map = G_ACTION_MAP (self->actions);

  for (guint i = 0; columns[i].title; i++)
    {
      g_autofree char *name = g_strconcat ("show-", columns[i].word, NULL);
      GAction *action = g_action_map_lookup_action (map, name);
      gboolean is_shown = mado_table_layout_find (self->layout, i)->is_shown;

      if (action)
        g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (is_shown));
    }
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (map, "chart")),
                             g_variant_new_boolean (self->layout->has_chart));
}

static void
add_column (MadoBrowseColumns *self, const MadoBrowseColumn *kind, MadoList *list,
            MadoContext *context)
{
  GtkColumnViewColumn *column = mado_browse_cells_make_column (kind, list, context);

  if (kind->up)
    {
      g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, column, NULL));

      gtk_column_view_column_set_sorter (column, sorter);
    }
  gtk_column_view_column_set_header_menu (column, G_MENU_MODEL (self->menu));
  g_signal_connect_object (column, "notify::fixed-width", G_CALLBACK (widened_cb), self,
                           G_CONNECT_SWAPPED);
  g_ptr_array_add (self->columns, column);
}

static void
mado_browse_columns_finalize (GObject *object)
{
  MadoBrowseColumns *self = MADO_BROWSE_COLUMNS (object);

  g_clear_handle_id (&self->rest, g_source_remove);
  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->menu);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->order, g_free);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->layout, mado_table_layout_free);
  G_OBJECT_CLASS (mado_browse_columns_parent_class)->finalize (object);
}

static void
mado_browse_columns_class_init (MadoBrowseColumnsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_browse_columns_finalize;
  signals[ORDERED] = g_signal_new ("ordered", MADO_TYPE_BROWSE_COLUMNS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ARRANGED] = g_signal_new ("arranged", MADO_TYPE_BROWSE_COLUMNS, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mado_browse_columns_init (MadoBrowseColumns *self)
{
  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
  make_menu (self);
}

/**
 * mado_browse_columns_new:
 * @view: (transfer none): has no columns yet, and outlives the answer
 * @list: (transfer none): what is shown
 *
 * Returns: (transfer full): columns that are in the view once they are fitted
 */
MadoBrowseColumns *
mado_browse_columns_new (GtkColumnView *view, MadoList *list, MadoContext *context)
{
  MadoBrowseColumns *self = g_object_new (MADO_TYPE_BROWSE_COLUMNS, NULL);
  const MadoBrowseColumn *columns = mado_browse_cells_get_columns ();

  g_set_weak_pointer (&self->view, view);
  for (guint i = 0; columns[i].title; i++)
    add_column (self, &columns[i], list, context);
  mado_browse_columns_set_layout (self, NULL);
  g_signal_connect_object (gtk_column_view_get_sorter (view), "changed", G_CALLBACK (ordered_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_columns (view), "items-changed",
                           G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  return self;
}

GMenuModel *
mado_browse_columns_get_menu (MadoBrowseColumns *self)
{
  g_return_val_if_fail (MADO_IS_BROWSE_COLUMNS (self), NULL);

  return G_MENU_MODEL (self->menu);
}

GActionGroup *
mado_browse_columns_get_actions (MadoBrowseColumns *self)
{
  g_return_val_if_fail (MADO_IS_BROWSE_COLUMNS (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

/* Returns: (transfer full) (nullable): %NULL where nothing is other than it comes */
char *
mado_browse_columns_dup_layout (MadoBrowseColumns *self)
{
  g_return_val_if_fail (MADO_IS_BROWSE_COLUMNS (self), NULL);

  return mado_table_layout_to_text (self->layout);
}

gboolean
mado_browse_columns_has_chart (MadoBrowseColumns *self)
{
  g_return_val_if_fail (MADO_IS_BROWSE_COLUMNS (self), FALSE);

  return self->layout->has_chart;
}

/* @text: (nullable): see mado_table_layout_new() */
void
mado_browse_columns_set_layout (MadoBrowseColumns *self, const char *text)
{
  g_return_if_fail (MADO_IS_BROWSE_COLUMNS (self));

  g_clear_pointer (&self->layout, mado_table_layout_free);
  self->layout = mado_table_layout_new (text);
  show_states (self);
  mado_browse_columns_fit (self, self->n_spared);
}

/**
 * mado_browse_columns_set_order:
 * @word: the order that the rows have; the heading that stands for it says so
 */
void
mado_browse_columns_set_order (MadoBrowseColumns *self, const char *word)
{
  g_return_if_fail (MADO_IS_BROWSE_COLUMNS (self) && word != NULL);

  g_free (self->order);
  self->order = g_strdup (word);
  show_order (self);
}

static int
measure (MadoBrowseColumns *self, guint n_spared)
{
  int width = 0;

  for (guint i = 0; i < self->layout->columns->len; i++)
    {
      const MadoLayoutColumn *one = &g_array_index (self->layout->columns, MadoLayoutColumn, i);
      gboolean is_wide = mado_browse_cells_get_kind (get_column (self, one->column))->is_wide;

      if (has_room (self, one, n_spared))
        width += is_wide ? MAX (one->width, TITLE_LEAST) : one->width;
    }
  return mado_scale_apply (GTK_WIDGET (self->view), width);
}

guint
mado_browse_columns_count_spared (MadoBrowseColumns *self, int width)
{
  const MadoBrowseColumn *columns = mado_browse_cells_get_columns ();
  guint most = 0, n = 0;

  g_return_val_if_fail (MADO_IS_BROWSE_COLUMNS (self), 0);

  for (guint i = 0; columns[i].title; i++)
    most = MAX (most, columns[i].spare);
  while (n < most && measure (self, n) > width)
    n++;
  return n;
}

/* A column that is there but not visible would keep its width in GTK 4.8: it is taken out. The
 * width of text is known when there is a screen. */
void
mado_browse_columns_fit (MadoBrowseColumns *self, guint n_spared)
{
  gboolean is_changed = FALSE;
  guint place = 0;

  g_return_if_fail (MADO_IS_BROWSE_COLUMNS (self));

  self->n_spared = n_spared;
  self->is_fitting = TRUE;
  for (guint i = 0; i < self->layout->columns->len; i++)
    {
      const MadoLayoutColumn *one = &g_array_index (self->layout->columns, MadoLayoutColumn, i);
      GtkColumnViewColumn *column = get_column (self, one->column);
      gboolean was_shown = gtk_column_view_column_get_column_view (column) != NULL;
      gboolean is_shown = has_room (self, one, n_spared);
      g_autoptr (GtkColumnViewColumn) here
          = g_list_model_get_item (gtk_column_view_get_columns (self->view), place);

      gtk_column_view_column_set_fixed_width (
          column, mado_scale_apply (GTK_WIDGET (self->view), one->width));
      is_changed |= is_shown != was_shown;
      if (is_shown && here != column)
        gtk_column_view_insert_column (self->view, place, column);
      else if (!is_shown && was_shown)
        gtk_column_view_remove_column (self->view, column);
      place += is_shown;
    }
  self->is_fitting = FALSE;
  mark_headings (self);
  if (is_changed)
    show_order (self);
}
