/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A column view over the items of the list; the reader orders them, the headings only ask for it.
 * What has room follows from the width, and is shown after the layout that found it out. */
#include "app/sections/browse/mado-browse-table.h"

#include <glib/gi18n.h>

#include "app/sections/browse/mado-browse-cells.h"
#include "app/sections/browse/mado-drag.h"
#include "app/sections/search/mado-facet-list.h"
#include "app/widgets/mado-scale.h"

#define FACETS_WIDTH 208 /* pixels at text scale 1.0 */
#define FACETS_FROM 1000 /* of the window */
#define SPARE_FROM 720   /* of the table: below, it does without its spare columns */
#define SCALE_SHARE                                                                                \
  0.75 /* as in the panes, thresholds grow by so much of what the text grows by                    \
        */

struct _MadoBrowseTable
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *side; /* with the facets */
  MadoFacetList *facets;
  GtkWidget *scroll;
  GtkColumnView *view;
  GPtrArray *columns; /* GtkColumnViewColumn: all of them, whether shown or not */
  MadoContext *context;
  gboolean has_facets; /* of the last layout */
  gboolean has_spare;
  guint idle;
};

enum
{
  ACTIVATED,
  ORDERED,
  TOGGLED,
  CLEARED,
  N_SIGNALS
};

enum
{
  PROP_0,
  PROP_HAS_FACETS,
  N_PROPS
};

static guint signals[N_SIGNALS];
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (MadoBrowseTable, mado_browse_table, GTK_TYPE_WIDGET)

static void
activate_cb (MadoBrowseTable *self, guint row)
{
  g_signal_emit (self, signals[ACTIVATED], 0, row);
}

static void
toggled_cb (MadoBrowseTable *self, const char *field, const char *value)
{
  g_signal_emit (self, signals[TOGGLED], 0, field, value);
}

static void
cleared_cb (MadoBrowseTable *self)
{
  g_signal_emit (self, signals[CLEARED], 0);
}

/* --- Headings --- */

/* Which heading leads is not told before GTK 4.10: the sorters are asked in the order in which they
 * count, the first has an answer, and it is turned round where the order is. */
static int
compare_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  GtkColumnViewColumn *column = user_data;

  g_object_set_data (G_OBJECT (a), "leading", column);
  return 1;
}

static void
ordered_cb (MadoBrowseTable *self)
{
  const MadoBrowseColumn *columns = mado_browse_cells_get_columns ();
  GtkSorter *sorter = gtk_column_view_get_sorter (self->view);
  gboolean is_up;

  g_object_set_data (G_OBJECT (self), "leading", NULL);
  is_up = gtk_sorter_compare (sorter, self, self->view) == GTK_ORDERING_LARGER;
  for (guint i = 0; columns[i].title; i++)
    if (columns[i].up
        && g_ptr_array_index (self->columns, i) == g_object_get_data (G_OBJECT (self), "leading"))
      g_signal_emit (self, signals[ORDERED], 0, is_up ? columns[i].up : columns[i].down);
}

static void
add_column (MadoBrowseTable *self, const MadoBrowseColumn *kind, MadoList *list)
{
  GtkListItemFactory *factory = mado_browse_cells_make_factory (kind, list, self->context);
  g_autoptr (GtkColumnViewColumn) column
      = gtk_column_view_column_new (g_dpgettext2 (GETTEXT_PACKAGE, "column", kind->title), factory);

  if (kind->up)
    {
      g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, column, NULL));

      gtk_column_view_column_set_sorter (column, sorter);
    }
  gtk_column_view_column_set_expand (column, kind->width == 0);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_append_column (self->view, column);
  g_ptr_array_add (self->columns, g_steal_pointer (&column));
}

/* A column that is there but not visible would keep its width in GTK 4.8. */
static void
show_column (MadoBrowseTable *self, GtkColumnViewColumn *column, guint place, gboolean is_shown)
{
  gboolean was_shown = gtk_column_view_column_get_column_view (column) != NULL;

  if (is_shown && !was_shown)
    gtk_column_view_insert_column (self->view, place, column);
  else if (!is_shown && was_shown)
    gtk_column_view_remove_column (self->view, column);
}

/* The width of text is known when there is a screen. */
static void
fit_columns (MadoBrowseTable *self)
{
  const MadoBrowseColumn *columns = mado_browse_cells_get_columns ();
  guint place = 0;

  for (guint i = 0; columns[i].title; i++)
    {
      GtkColumnViewColumn *column = g_ptr_array_index (self->columns, i);
      gboolean is_shown = self->has_spare || !columns[i].is_spare;

      if (columns[i].width > 0)
        gtk_column_view_column_set_fixed_width (
            column, mado_scale_apply (GTK_WIDGET (self), columns[i].width));
      show_column (self, column, place, is_shown);
      place += is_shown;
    }
}

/* --- What has room --- */

static gboolean
fit_cb (gpointer user_data)
{
  MadoBrowseTable *self = user_data;

  self->idle = 0;
  fit_columns (self);
  if (gtk_widget_get_visible (self->side) != self->has_facets)
    {
      gtk_widget_set_visible (self->side, self->has_facets);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HAS_FACETS]);
    }
  return G_SOURCE_REMOVE;
}

static void
mado_browse_table_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MadoBrowseTable *self = MADO_BROWSE_TABLE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  double factor = 1 + SCALE_SHARE * (mado_scale_get (widget) - 1);
  int whole = root ? gtk_widget_get_width (GTK_WIDGET (root)) : width;
  gboolean has_facets = whole >= FACETS_FROM * factor;
  int left = width - (has_facets ? mado_scale_apply (widget, FACETS_WIDTH) : 0);
  gboolean has_spare = left >= SPARE_FROM * factor;

  if ((has_facets != self->has_facets || has_spare != self->has_spare) && self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_cb, self, NULL);
  self->has_facets = has_facets;
  self->has_spare = has_spare;
  gtk_widget_allocate (self->box, width, height, baseline, NULL);
}

static void
mado_browse_table_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                           int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (MADO_BROWSE_TABLE (widget)->box, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static void
mado_browse_table_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_HAS_FACETS)
    g_value_set_boolean (value, mado_browse_table_get_has_facets (MADO_BROWSE_TABLE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mado_browse_table_dispose (GObject *object)
{
  MadoBrowseTable *self = MADO_BROWSE_TABLE (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (mado_browse_table_parent_class)->dispose (object);
}

static void
mado_browse_table_class_init (MadoBrowseTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mado_browse_table_dispose;
  object_class->get_property = mado_browse_table_get_property;
  widget_class->measure = mado_browse_table_measure;
  widget_class->size_allocate = mado_browse_table_size_allocate;
  props[PROP_HAS_FACETS] = g_param_spec_boolean ("has-facets", NULL, NULL, FALSE,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[ACTIVATED] = g_signal_new ("activated", MADO_TYPE_BROWSE_TABLE, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[ORDERED] = g_signal_new ("ordered", MADO_TYPE_BROWSE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TOGGLED] = g_signal_new ("toggled", MADO_TYPE_BROWSE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[CLEARED] = g_signal_new ("cleared", MADO_TYPE_BROWSE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
make_side (MadoBrowseTable *self)
{
  GtkWidget *facets = mado_facet_list_new ();

  self->facets = MADO_FACET_LIST (facets);
  self->side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_hexpand (facets, TRUE);
  gtk_box_append (GTK_BOX (self->side), facets);
  gtk_widget_set_hexpand (self->side, FALSE);
  gtk_widget_add_css_class (self->side, "facet-column");
  gtk_widget_set_visible (self->side, FALSE);
  mado_facet_list_set_height (self->facets, 0);
  g_signal_connect_object (facets, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (facets, "cleared", G_CALLBACK (cleared_cb), self, G_CONNECT_SWAPPED);
}

static void
mado_browse_table_init (MadoBrowseTable *self)
{
  make_side (self);
  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "record-table");
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (ordered_cb), self, G_CONNECT_SWAPPED);
  self->scroll = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroll), GTK_WIDGET (self->view));
  gtk_widget_set_hexpand (self->scroll, TRUE);
  gtk_widget_set_vexpand (self->scroll, TRUE);
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_append (GTK_BOX (self->box), self->side);
  gtk_box_append (GTK_BOX (self->box), self->scroll);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->has_spare = TRUE;
}

/**
 * mado_browse_table_new:
 * @context: (transfer none): open
 * @list: (transfer none): what is shown
 *
 * Returns: (transfer floating): a table without rows
 */
GtkWidget *
mado_browse_table_new (MadoContext *context, MadoList *list)
{
  MadoBrowseTable *self = g_object_new (MADO_TYPE_BROWSE_TABLE, NULL);
  const MadoBrowseColumn *columns = mado_browse_cells_get_columns ();

  self->context = g_object_ref (context);
  for (guint i = 0; columns[i].title; i++)
    add_column (self, &columns[i], list);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->view))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Column headings"), -1);
  mado_drag_add (GTK_WIDGET (self->view), context, MADO_OFFER_RECORD,
                 mado_browse_cells_find_record);
  return GTK_WIDGET (self);
}

/* The list view in the table, which has the rows and the keys. */
GtkListView *
mado_browse_table_get_rows (MadoBrowseTable *self)
{
  GtkWidget *child;

  g_return_val_if_fail (MADO_IS_BROWSE_TABLE (self), NULL);

  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->view)); child;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      return GTK_LIST_VIEW (child);
  g_return_val_if_reached (NULL);
}

gboolean
mado_browse_table_get_has_facets (MadoBrowseTable *self)
{
  g_return_val_if_fail (MADO_IS_BROWSE_TABLE (self), FALSE);

  return gtk_widget_get_visible (self->side);
}

void
mado_browse_table_set_model (MadoBrowseTable *self, GtkSelectionModel *model)
{
  g_return_if_fail (MADO_IS_BROWSE_TABLE (self));

  gtk_widget_set_size_request (self->side, mado_scale_apply (GTK_WIDGET (self), FACETS_WIDTH), -1);
  fit_columns (self);
  gtk_column_view_set_model (self->view, model);
}

void
mado_browse_table_set_name (MadoBrowseTable *self, const char *name)
{
  g_return_if_fail (MADO_IS_BROWSE_TABLE (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (mado_browse_table_get_rows (self)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * mado_browse_table_set_order:
 * @word: the order that the rows have; the heading that stands for it says so
 */
void
mado_browse_table_set_order (MadoBrowseTable *self, const char *word)
{
  const MadoBrowseColumn *columns = mado_browse_cells_get_columns ();
  GtkColumnViewColumn *column = NULL;
  GtkSortType direction = GTK_SORT_ASCENDING;

  g_return_if_fail (MADO_IS_BROWSE_TABLE (self) && word != NULL);

  for (guint i = 0; columns[i].title; i++)
    if (g_strcmp0 (columns[i].up, word) == 0 || g_strcmp0 (columns[i].down, word) == 0)
      {
        column = g_ptr_array_index (self->columns, i);
        direction = g_str_equal (columns[i].up, word) ? GTK_SORT_ASCENDING : GTK_SORT_DESCENDING;
      }
  g_signal_handlers_block_by_func (gtk_column_view_get_sorter (self->view), ordered_cb, self);
  gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);
  if (column)
    gtk_column_view_sort_by_column (self->view, column, direction);
  g_signal_handlers_unblock_by_func (gtk_column_view_get_sorter (self->view), ordered_cb, self);
}

void
mado_browse_table_set_question (MadoBrowseTable *self, const MadoFacetQuestion *question)
{
  g_return_if_fail (MADO_IS_BROWSE_TABLE (self));

  mado_facet_list_set_question (self->facets, self->context, question);
}

void
mado_browse_table_focus_facets (MadoBrowseTable *self)
{
  g_return_if_fail (MADO_IS_BROWSE_TABLE (self));

  mado_facet_list_focus (self->facets);
}
