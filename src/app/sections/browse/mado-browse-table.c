/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A column view over the items of the list. What has room follows from the width, and is shown
 * after the layout that found it out. */
#include "app/sections/browse/mado-browse-table.h"

#include <glib/gi18n.h>

#include "app/sections/browse/mado-browse-cells.h"
#include "app/sections/browse/mado-browse-columns.h"
#include "app/sections/browse/mado-drag.h"
#include "app/sections/browse/mado-table-chart.h"
#include "app/sections/search/mado-facet-list.h"
#include "app/widgets/mado-scale.h"

#define FACETS_WIDTH 208 /* pixels at text scale 1.0 */
#define FACETS_FROM 1000 /* of the window */
#define SCALE_SHARE                                                                                \
  0.75 /* as in the panes, thresholds grow by so much of what the text grows by                    \
        */

struct _MadoBrowseTable
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *side; /* with the facets */
  MadoFacetList *facets;
  GtkWidget *rows;  /* the chart, where there is one, above the table */
  GtkWidget *chart; /* nullable until it is asked for */
  GtkWidget *scroll;
  GtkColumnView *view;
  MadoBrowseColumns *columns;
  MadoContext *context;
  gboolean has_facets; /* of the last layout */
  guint n_spared;
  guint idle;
};

enum
{
  ACTIVATED,
  ORDERED,
  TOGGLED,
  CLEARED,
  ARRANGED,
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

static void
ordered_cb (MadoBrowseTable *self, const char *word)
{
  g_signal_emit (self, signals[ORDERED], 0, word);
}

/* --- The chart --- */

static void
filled_cb (MadoBrowseTable *self)
{
  if (self->chart && gtk_widget_get_visible (self->chart))
    mado_table_chart_set_years (MADO_TABLE_CHART (self->chart),
                                mado_facet_list_get_years (self->facets));
}

/* The filters count for it, also where they are behind their button. */
static void
show_chart (MadoBrowseTable *self)
{
  gboolean has_chart = mado_browse_columns_has_chart (self->columns);

  if (has_chart && !self->chart)
    {
      self->chart = mado_table_chart_new (self->context);
      gtk_box_prepend (GTK_BOX (self->rows), self->chart);
    }
  mado_facet_list_set_eager (self->facets, has_chart);
  if (self->chart)
    gtk_widget_set_visible (self->chart, has_chart);
  filled_cb (self);
}

static void
arranged_cb (MadoBrowseTable *self)
{
  show_chart (self);
  g_signal_emit (self, signals[ARRANGED], 0);
}

/* --- What has room --- */

static gboolean
fit_cb (gpointer user_data)
{
  MadoBrowseTable *self = user_data;

  self->idle = 0;
  mado_browse_columns_fit (self->columns, self->n_spared);
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
  guint n_spared = mado_browse_columns_count_spared (self->columns, left);

  if ((has_facets != self->has_facets || n_spared != self->n_spared) && self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_cb, self, NULL);
  self->has_facets = has_facets;
  self->n_spared = n_spared;
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
  g_clear_object (&self->columns);
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
  signals[ARRANGED] = g_signal_new ("arranged", MADO_TYPE_BROWSE_TABLE, G_SIGNAL_RUN_LAST, 0, NULL,
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
  g_signal_connect_object (facets, "filled", G_CALLBACK (filled_cb), self, G_CONNECT_SWAPPED);
}

static void
mado_browse_table_init (MadoBrowseTable *self)
{
  make_side (self);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "record-table");
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  self->scroll = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroll), GTK_WIDGET (self->view));
  gtk_widget_set_hexpand (self->scroll, TRUE);
  gtk_widget_set_vexpand (self->scroll, TRUE);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->rows), self->scroll);
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_box_append (GTK_BOX (self->box), self->side);
  gtk_box_append (GTK_BOX (self->box), self->rows);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
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

  self->context = g_object_ref (context);
  self->columns = mado_browse_columns_new (self->view, list, context);
  g_signal_connect_object (self->columns, "ordered", G_CALLBACK (ordered_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->columns, "arranged", G_CALLBACK (arranged_cb), self,
                           G_CONNECT_SWAPPED);
  /* For the menus of the headings. */
  gtk_widget_insert_action_group (GTK_WIDGET (self), "table",
                                  mado_browse_columns_get_actions (self->columns));
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
  mado_browse_columns_fit (self->columns, self->n_spared);
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

void
mado_browse_table_set_order (MadoBrowseTable *self, const char *word)
{
  g_return_if_fail (MADO_IS_BROWSE_TABLE (self));

  mado_browse_columns_set_order (self->columns, word);
}

/* Returns: (transfer full) (nullable): as it is remembered; %NULL where it is as it comes */
char *
mado_browse_table_dup_layout (MadoBrowseTable *self)
{
  g_return_val_if_fail (MADO_IS_BROWSE_TABLE (self), NULL);

  return mado_browse_columns_dup_layout (self->columns);
}

/* @layout: (nullable) */
void
mado_browse_table_set_layout (MadoBrowseTable *self, const char *layout)
{
  g_return_if_fail (MADO_IS_BROWSE_TABLE (self));

  mado_browse_columns_set_layout (self->columns, layout);
  show_chart (self);
}

/* Returns: (transfer none): what chooses columns, for a menu where the group "table" is known */
GMenuModel *
mado_browse_table_get_menu (MadoBrowseTable *self)
{
  g_return_val_if_fail (MADO_IS_BROWSE_TABLE (self), NULL);

  return mado_browse_columns_get_menu (self->columns);
}

GActionGroup *
mado_browse_table_get_actions (MadoBrowseTable *self)
{
  g_return_val_if_fail (MADO_IS_BROWSE_TABLE (self), NULL);

  return mado_browse_columns_get_actions (self->columns);
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
