/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The view that is not shown has no model, and thus no rows. */
#include "app/sections/browse/mado-browse-views.h"

#include <glib/gi18n.h>

#include "app/sections/browse/mado-browse-rows.h"
#include "app/sections/browse/mado-browse-table.h"
#include "app/sections/browse/mado-index-strip.h"
#include "app/sections/mado-per-section.h"
#include "app/widgets/mado-gradual-model.h"
#include "app/widgets/mado-typing.h"

struct _MadoBrowseViews
{
  GtkBox parent_instance;

  GtkWidget *scroll;
  GtkListView *view;
  MadoIndexStrip *strip;
  MadoBrowseTable *table; /* nullable until it is first shown */
  GtkWidget *toggle;      /* likewise: of the table's chart, in the header */
  GtkSearchEntry *entry;

  MadoContext *context;
  MadoList *list;
  MadoGradualModel *rows; /* the list, as a view gets it */
  GtkSingleSelection *selection;
  MadoItem *selected; /* nullable: told of */
  MadoListPlace *place;
  MadoFacetQuestion *question; /* nullable */
  const MadoSection *section;
  char *order;
  char *tables; /* layouts of all sections, as they are remembered */
  gboolean is_table;
};

enum
{
  SELECTED,
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
  PROP_TABLES,
  N_PROPS
};

static guint signals[N_SIGNALS];
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (MadoBrowseViews, mado_browse_views, GTK_TYPE_BOX)

static gboolean
shows_table (MadoBrowseViews *self)
{
  return self->is_table && self->table;
}

static GtkListView *
get_shown (MadoBrowseViews *self)
{
  return shows_table (self) ? mado_browse_table_get_rows (self->table) : self->view;
}

static void
tell_selected (MadoBrowseViews *self)
{
  if (!mado_list_place_is_restoring (self->place))
    g_signal_emit (self, signals[SELECTED], 0, self->selected);
}

/* One that only moved is told of, too. */
static void
selected_cb (MadoBrowseViews *self)
{
  if (g_set_object (&self->selected, gtk_single_selection_get_selected_item (self->selection)))
    tell_selected (self);
}

static void
activate_cb (MadoBrowseViews *self, guint position)
{
  g_autoptr (MadoItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  g_signal_emit (self, signals[ACTIVATED], 0, item);
}

static void
jumped_cb (MadoBrowseViews *self, guint row)
{
  mado_gradual_model_reach (self->rows, row);
  if (row >= g_list_model_get_n_items (G_LIST_MODEL (self->rows)))
    return;
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", row);
  gtk_single_selection_set_selected (self->selection, row);
}

/* --- The table --- */

static void
ordered_cb (MadoBrowseViews *self, const char *word)
{
  g_signal_emit (self, signals[ORDERED], 0, word);
}

static void
toggled_cb (MadoBrowseViews *self, const char *field, const char *value)
{
  g_signal_emit (self, signals[TOGGLED], 0, field, value);
}

static void
cleared_cb (MadoBrowseViews *self)
{
  g_signal_emit (self, signals[CLEARED], 0);
}

static void
has_facets_cb (MadoBrowseViews *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HAS_FACETS]);
}

static void
arranged_cb (MadoBrowseViews *self)
{
  g_autofree char *layout = mado_browse_table_dup_layout (self->table);
  char *tables = mado_per_section_change (self->tables, self->section, layout);

  g_free (self->tables);
  self->tables = tables;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TABLES]);
}

static void
lay_out (MadoBrowseViews *self)
{
  g_autofree char *layout = mado_per_section_lookup (self->tables, self->section);

  mado_browse_table_set_layout (self->table, layout);
}

static void
ensure_table (MadoBrowseViews *self)
{
  GtkWidget *table;

  if (self->table)
    return;
  table = mado_browse_table_new (self->context, self->list);
  self->table = MADO_BROWSE_TABLE (table);
  gtk_widget_set_hexpand (table, TRUE);
  g_signal_connect_object (table, "activated", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (table, "ordered", G_CALLBACK (ordered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (table, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (table, "cleared", G_CALLBACK (cleared_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (table, "arranged", G_CALLBACK (arranged_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (table, "notify::has-facets", G_CALLBACK (has_facets_cb), self,
                           G_CONNECT_SWAPPED);
  mado_typing_lead (GTK_WIDGET (mado_browse_table_get_rows (self->table)), self->entry);
  mado_browse_table_set_name (self->table, mado_section_get_title (self->section));
  lay_out (self);
  mado_browse_table_set_order (self->table, self->order);
  if (self->question)
    mado_browse_table_set_question (self->table, self->question);
  gtk_box_append (GTK_BOX (self), table);
}

/* Gives the rows to the view that is to show them, at the place where the other one was. */
static void
use_view (MadoBrowseViews *self)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);
  g_autofree char *selected = mado_list_place_dup_selected (self->place);
  g_autofree char *top = mado_list_place_dup_top (self->place);

  if (self->is_table)
    ensure_table (self);
  mado_list_place_set_view (self->place, NULL, NULL);
  gtk_list_view_set_model (self->view, self->is_table ? NULL : model);
  if (self->table)
    mado_browse_table_set_model (self->table, self->is_table ? model : NULL);
  mado_list_place_set_view (self->place, get_shown (self), self->rows);
  gtk_widget_set_visible (self->scroll, !self->is_table);
  if (self->table)
    gtk_widget_set_visible (GTK_WIDGET (self->table), self->is_table);
  mado_list_place_restore (self->place, selected, top);
  has_facets_cb (self);
}

static void
mado_browse_views_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_HAS_FACETS)
    g_value_set_boolean (value, mado_browse_views_get_has_facets (MADO_BROWSE_VIEWS (object)));
  else if (id == PROP_TABLES)
    g_value_set_string (value, MADO_BROWSE_VIEWS (object)->tables);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mado_browse_views_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MadoBrowseViews *self = MADO_BROWSE_VIEWS (object);
  const char *tables = id == PROP_TABLES ? g_value_get_string (value) : NULL;

  if (id != PROP_TABLES)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  else if (g_strcmp0 (self->tables, tables) != 0)
    {
      g_free (self->tables);
      self->tables = g_strdup (tables ? tables : "");
      if (self->table)
        lay_out (self);
      g_object_notify_by_pspec (object, pspec);
    }
}

static void
mado_browse_views_dispose (GObject *object)
{
  MadoBrowseViews *self = MADO_BROWSE_VIEWS (object);

  if (self->place)
    mado_list_place_set_view (self->place, NULL, NULL);
  g_clear_object (&self->place);
  g_clear_object (&self->selected);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->list);
  g_clear_object (&self->context);
  g_clear_pointer (&self->question, mado_facet_question_free);
  G_OBJECT_CLASS (mado_browse_views_parent_class)->dispose (object);
}

static void
mado_browse_views_finalize (GObject *object)
{
  g_free (MADO_BROWSE_VIEWS (object)->tables);
  g_free (MADO_BROWSE_VIEWS (object)->order);
  G_OBJECT_CLASS (mado_browse_views_parent_class)->finalize (object);
}

static void
mado_browse_views_class_init (MadoBrowseViewsClass *klass)
{
  static const char *const of_items[] = { "selected", "activated" };
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_browse_views_dispose;
  G_OBJECT_CLASS (klass)->finalize = mado_browse_views_finalize;
  G_OBJECT_CLASS (klass)->get_property = mado_browse_views_get_property;
  G_OBJECT_CLASS (klass)->set_property = mado_browse_views_set_property;
  props[PROP_HAS_FACETS] = g_param_spec_boolean ("has-facets", NULL, NULL, FALSE,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_TABLES]
      = g_param_spec_string ("tables", NULL, NULL, "",
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
  for (guint i = 0; i < G_N_ELEMENTS (of_items); i++)
    signals[SELECTED + i] = g_signal_new (of_items[i], type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, MADO_TYPE_ITEM);
  signals[ORDERED] = g_signal_new ("ordered", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TOGGLED] = g_signal_new ("toggled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[CLEARED]
      = g_signal_new ("cleared", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mado_browse_views_init (MadoBrowseViews *self)
{
  self->view = GTK_LIST_VIEW (gtk_list_view_new (NULL, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "records");
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  self->scroll = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroll), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroll), GTK_WIDGET (self->view));
  gtk_widget_set_hexpand (self->scroll, TRUE);
  gtk_box_append (GTK_BOX (self), self->scroll);
  self->strip = g_object_new (MADO_TYPE_INDEX_STRIP, NULL);
  g_signal_connect_object (self->strip, "jumped", G_CALLBACK (jumped_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->strip));
  self->section = mado_sections_get (0);
  self->tables = g_strdup ("");
  self->order = g_strdup ("");
}

/**
 * mado_browse_views_set_context:
 * @context: (transfer none): open
 *
 * To be called once.
 */
void
mado_browse_views_set_context (MadoBrowseViews *self, MadoContext *context)
{
  g_return_if_fail (MADO_IS_BROWSE_VIEWS (self) && !self->context);

  self->context = g_object_ref (context);
  self->list = mado_list_new (mado_context_get_reader (context));
  self->place = mado_list_place_new (self->list);
  self->rows = mado_gradual_model_new (G_LIST_MODEL (self->list));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  mado_browse_rows_fit (self->view, self->list, context);
  use_view (self);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * mado_browse_views_lead:
 * @entry: (transfer none): where typing over the rows leads; it outlives the views
 */
void
mado_browse_views_lead (MadoBrowseViews *self, GtkSearchEntry *entry)
{
  g_return_if_fail (MADO_IS_BROWSE_VIEWS (self));

  self->entry = entry;
  mado_typing_lead (GTK_WIDGET (self->view), entry);
}

MadoList *
mado_browse_views_get_list (MadoBrowseViews *self)
{
  g_return_val_if_fail (MADO_IS_BROWSE_VIEWS (self), NULL);

  return self->list;
}

MadoListPlace *
mado_browse_views_get_place (MadoBrowseViews *self)
{
  g_return_val_if_fail (MADO_IS_BROWSE_VIEWS (self), NULL);

  return self->place;
}

gboolean
mado_browse_views_get_has_facets (MadoBrowseViews *self)
{
  g_return_val_if_fail (MADO_IS_BROWSE_VIEWS (self), FALSE);

  return shows_table (self) && mado_browse_table_get_has_facets (self->table);
}

void
mado_browse_views_set_section (MadoBrowseViews *self, const MadoSection *section)
{
  const char *name = mado_section_get_title (section);

  g_return_if_fail (MADO_IS_BROWSE_VIEWS (self));

  self->section = section;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  if (!self->table)
    return;
  mado_browse_table_set_name (self->table, name);
  if (section->is_table)
    lay_out (self);
}

static void
make_toggle (MadoBrowseViews *self)
{
  self->toggle = gtk_toggle_button_new ();
  gtk_button_set_icon_name (GTK_BUTTON (self->toggle), "mado-reports-symbolic");
  gtk_widget_set_tooltip_text (self->toggle, _ ("Chart"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Chart"), -1);
  gtk_widget_insert_action_group (self->toggle, "table",
                                  mado_browse_table_get_actions (self->table));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->toggle), "table.chart");
}

/**
 * mado_browse_views_equip:
 * @header: (transfer none): gets the button of the table's chart
 * @order_button: (transfer none): gets the choice of the table's columns
 *
 * To be called when it may be another view that is shown.
 */
void
mado_browse_views_equip (MadoBrowseViews *self, MadoBrowseHeader *header,
                         MadoOrderButton *order_button)
{
  gboolean is_shown;

  g_return_if_fail (MADO_IS_BROWSE_VIEWS (self));

  is_shown = shows_table (self);
  if (is_shown && !self->toggle)
    {
      make_toggle (self);
      mado_browse_header_pack_end (header, self->toggle);
    }
  if (self->toggle)
    gtk_widget_set_visible (self->toggle, is_shown);
  mado_order_button_set_more (order_button,
                              is_shown ? mado_browse_table_get_menu (self->table) : NULL,
                              is_shown ? mado_browse_table_get_actions (self->table) : NULL);
}

void
mado_browse_views_set_is_table (MadoBrowseViews *self, gboolean is_table)
{
  g_return_if_fail (MADO_IS_BROWSE_VIEWS (self));

  if (self->is_table == !!is_table)
    return;
  self->is_table = !!is_table;
  if (self->context)
    use_view (self);
}

void
mado_browse_views_set_single_click (MadoBrowseViews *self, gboolean single_click)
{
  g_return_if_fail (MADO_IS_BROWSE_VIEWS (self));

  gtk_list_view_set_single_click_activate (self->view, single_click);
}

void
mado_browse_views_set_order (MadoBrowseViews *self, const char *word)
{
  g_return_if_fail (MADO_IS_BROWSE_VIEWS (self) && word != NULL);

  g_free (self->order);
  self->order = g_strdup (word);
  if (self->table)
    mado_browse_table_set_order (self->table, word);
}

/* @request: what the letters beside the rows lead through */
void
mado_browse_views_set_letters (MadoBrowseViews *self, const MadoRequest *request)
{
  g_return_if_fail (MADO_IS_BROWSE_VIEWS (self));

  mado_index_strip_set_request (self->strip, self->context, request);
}

/**
 * mado_browse_views_set_question:
 * @question: (transfer full): of which list the filters beside the table are
 */
void
mado_browse_views_set_question (MadoBrowseViews *self, MadoFacetQuestion *question)
{
  g_return_if_fail (MADO_IS_BROWSE_VIEWS (self));

  g_clear_pointer (&self->question, mado_facet_question_free);
  self->question = question;
  if (self->table)
    mado_browse_table_set_question (self->table, question);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoBrowseViews) self = user_data;
  guint position = mado_list_find_finish (MADO_LIST (source), result, NULL);

  if (position == G_MAXUINT || !self->rows)
    return;
  mado_gradual_model_reach (self->rows, position);
  /* The page may have gone on to another record meanwhile. */
  if (gtk_single_selection_get_selected (self->selection) == position)
    tell_selected (self);
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (get_shown (self)), "list.scroll-to-item", "u", position);
}

void
mado_browse_views_select (MadoBrowseViews *self, const char *id)
{
  g_return_if_fail (MADO_IS_BROWSE_VIEWS (self));

  if (self->list)
    mado_list_find_async (self->list, id, NULL, found_cb, g_object_ref (self));
}

void
mado_browse_views_focus (MadoBrowseViews *self)
{
  g_return_if_fail (MADO_IS_BROWSE_VIEWS (self));

  gtk_widget_grab_focus (GTK_WIDGET (get_shown (self)));
}

void
mado_browse_views_focus_facets (MadoBrowseViews *self)
{
  g_return_if_fail (MADO_IS_BROWSE_VIEWS (self));

  if (self->table)
    mado_browse_table_focus_facets (self->table);
}
