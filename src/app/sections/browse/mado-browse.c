/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list pane of a section. */
#include "app/sections/browse/mado-browse.h"

#include <glib/gi18n.h>

#include "app/sections/browse/mado-browse-header.h"
#include "app/sections/browse/mado-order-button.h"
#include "app/sections/browse/mado-read-all.h"
#include "app/sections/mado-advice.h"
#include "app/sections/search/mado-expansion-chip.h"
#include "app/sections/search/mado-filter-button.h"
#include "app/sections/search/mado-filter-chips.h"
#include "app/sections/search/mado-inquiry.h"
#include "app/sections/search/mado-link.h"
#include "app/sections/search/mado-mistake.h"
#include "app/sections/search/mado-nothing.h"
#include "app/widgets/mado-display.h"
#include "app/widgets/mado-wrap.h"
#include "core/store/mado-choice.h"

struct _MadoBrowse
{
  GtkBox parent_instance;

  MadoBrowseHeader *header;
  MadoReadAll *read_all; /* made when there is a store */
  GtkSearchEntry *entry;
  MadoFilterButton *filter_button;
  MadoOrderButton *order_button;
  GtkLabel *mistake;
  MadoFilterChips *filters;
  MadoWrap *expansions;
  GtkStack *stack;
  MadoBrowseViews *views;
  MadoNothing *nothing;

  MadoContext *context;
  MadoList *list; /* of the views */
  const MadoSection *section;
  char *orders; /* of all sections, as they are remembered */
  MadoInquiry *inquiry;
  gboolean is_mistaken; /* the search cannot be read: the list is that of another */
  MadoQuery *explained; /* nullable: the search that found nothing, and why is shown */
};

enum
{
  RECORD_SELECTED,
  RECORD_ACTIVATED,
  N_SIGNALS
};

enum
{
  PROP_0,
  PROP_ORDERS,
  N_PROPS
};

static guint signals[N_SIGNALS];
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (MadoBrowse, mado_browse, GTK_TYPE_BOX)

static void
emit_record (MadoBrowse *self, guint signal, MadoItem *item)
{
  MadoRecord *record = item ? mado_item_get_record (item) : NULL;

  if (record)
    g_signal_emit (self, signals[signal], 0, mado_record_get_id (record));
}

static void
selected_cb (MadoBrowse *self, MadoItem *item)
{
  emit_record (self, RECORD_SELECTED, item);
}

static void
activated_cb (MadoBrowse *self, MadoItem *item)
{
  emit_record (self, RECORD_ACTIVATED, item);
}

static void
explain_nothing (MadoBrowse *self)
{
  MadoQuery *query = mado_list_get_query (self->list);
  const GError *error = mado_list_get_error (self->list);
  g_autofree char *advice = error ? mado_advice_explain (error) : NULL;

  if (advice)
    mado_nothing_set_sentence (self->nothing, _ ("The list could not be read"), advice);
  else if (!query)
    mado_nothing_set_sentence (self->nothing, mado_section_get_title (self->section),
                               mado_section_get_hint (self->section));
  else
    mado_nothing_explain (self->nothing, self->context, query, self->section->kinds);
}

static void
update_count_cb (MadoBrowse *self)
{
  guint64 counts[MADO_N_KINDS] = { 0 };
  g_autofree char *count = NULL;
  gboolean nothing = !mado_list_get_loading (self->list)
                     && g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0;
  MadoQuery *query = mado_list_get_query (self->list);

  if (self->is_mistaken)
    return;
  for (guint kind = 1; kind < MADO_N_KINDS; kind++)
    counts[kind] = mado_list_get_count (self->list, kind);
  count = mado_section_format_count (self->section, counts);
  mado_browse_header_set_count (self->header, mado_list_get_loading (self->list) ? "" : count);
  gtk_stack_set_visible_child_name (self->stack, nothing ? "empty" : "list");
  /* The list says several times that it is empty; each search is explained once. */
  if (nothing && (!query || query != self->explained))
    explain_nothing (self);
  g_clear_pointer (&self->explained, mado_query_unref);
  self->explained = nothing && query ? mado_query_ref (query) : NULL;
}

static MadoRequest
make_request (MadoBrowse *self, MadoQuery *query)
{
  return mado_order_make_request (self->section, query, self->orders,
                                  mado_display_get_for_widget (GTK_WIDGET (self)));
}

/* What stands beside the rows: letters, counts, the filters in use. */
static void
show_beside (MadoBrowse *self)
{
  MadoQuery *query = mado_list_get_query (self->list);
  guint32 kinds = self->section->kinds;
  MadoRequest indexed = make_request (self, query);

  if (!mado_order_has_index (self->section))
    indexed.order = MADO_ORDER_DEFAULT;
  mado_browse_views_set_letters (self->views, &indexed);
  mado_browse_views_set_question (
      self->views, mado_facet_question_new (kinds, query, mado_browse_get_text (self),
                                            mado_display_get_interface_language ()));
  mado_filter_button_set_question (self->filter_button, self->context, kinds, query,
                                   mado_browse_get_text (self));
  mado_filter_chips_set_text (self->filters, self->context, kinds, mado_browse_get_text (self));
}

static void
request (MadoBrowse *self, MadoQuery *query)
{
  MadoRequest wanted = make_request (self, query);

  mado_list_place_forget (mado_browse_views_get_place (self->views));
  mado_list_set_request (self->list, &wanted);
  show_beside (self);
}

/* Filters stand in the text: what is chosen elsewhere is written there. */
static void
set_text (MadoBrowse *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

static void
filter_toggled_cb (MadoBrowse *self, const char *field, const char *value)
{
  g_autofree char *text = mado_choices_toggle (
      mado_browse_get_text (self), mado_context_get_vocabulary (self->context), field, value);

  set_text (self, text);
}

static void
filters_cleared_cb (MadoBrowse *self)
{
  g_autofree char *text = mado_choices_clear (mado_browse_get_text (self),
                                              mado_context_get_vocabulary (self->context));

  set_text (self, text);
}

/* The order in use, where it is chosen: in the menu and by the headings of the table. */
static void
show_order (MadoBrowse *self)
{
  g_autofree char *order = mado_orders_lookup (self->orders, self->section);

  mado_order_button_set_section (self->order_button, self->section, order);
  mado_browse_views_set_order (self->views, order);
}

static void
order_chosen_cb (MadoBrowse *self, const char *word)
{
  g_autofree char *orders = mado_orders_change (self->orders, self->section, word);

  g_object_set (self, "orders", orders, NULL);
  show_order (self);
  mado_inquiry_ask (self->inquiry, mado_browse_get_text (self));
}

static void
answered_cb (MadoBrowse *self, MadoQuery *query, GPtrArray *expansions)
{
  mado_expansion_chips_fill (self->expansions, self->inquiry, expansions);
  request (self, query);
}

static void
mistaken_cb (MadoBrowse *self, guint position, gboolean is_mended)
{
  const char *text = mado_browse_get_text (self);
  g_autofree char *advice
      = position != G_MAXUINT ? mado_advice_explain_query (text, position) : NULL;

  mado_mistake_mark (self->entry, position);
  gtk_widget_set_visible (GTK_WIDGET (self->mistake), advice != NULL && is_mended);
  gtk_label_set_label (self->mistake, advice ? advice : "");
  self->is_mistaken = advice && !is_mended;
  if (!self->is_mistaken)
    return;
  mado_nothing_set_mistake (self->nothing, advice, text);
  gtk_widget_set_visible (GTK_WIDGET (self->expansions), FALSE);
  mado_browse_header_set_count (self->header, "");
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
entry_changed_cb (MadoBrowse *self)
{
  if (self->inquiry && !mado_link_open (GTK_EDITABLE (self->entry)))
    mado_inquiry_ask (self->inquiry, mado_browse_get_text (self));
}

static void
entry_activate_cb (MadoBrowse *self)
{
  mado_browse_views_focus (self->views);
}

static void
entry_stop_search_cb (MadoBrowse *self)
{
  if (!mado_browse_clear_search (self))
    mado_browse_views_focus (self->views);
}

static void
relaxed_cb (MadoBrowse *self, const char *text, gboolean everywhere)
{
  if (everywhere)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.search-everywhere", "s", text);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

/* The filters are beside the table, or else behind their button. */
static void
has_facets_cb (MadoBrowse *self)
{
  mado_browse_views_equip (self->views, self->header, self->order_button);
  gtk_widget_set_visible (GTK_WIDGET (self->filter_button),
                          !mado_browse_views_get_has_facets (self->views));
}

static void
reload_cb (MadoBrowse *self)
{
  mado_list_place_reload (mado_browse_views_get_place (self->views));
  show_beside (self);
}

static void
mado_browse_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ORDERS)
    g_value_set_string (value, MADO_BROWSE (object)->orders);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mado_browse_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MadoBrowse *self = MADO_BROWSE (object);

  if (id != PROP_ORDERS)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  else if (g_strcmp0 (self->orders, g_value_get_string (value)) != 0)
    {
      g_free (self->orders);
      self->orders = g_value_get_string (value) ? g_value_dup_string (value) : g_strdup ("");
      g_object_notify_by_pspec (object, pspec);
    }
}

static void
mado_browse_dispose (GObject *object)
{
  MadoBrowse *self = MADO_BROWSE (object);

  g_clear_object (&self->inquiry);
  g_clear_object (&self->context);
  g_clear_pointer (&self->explained, mado_query_unref);
  G_OBJECT_CLASS (mado_browse_parent_class)->dispose (object);
}

static void
mado_browse_finalize (GObject *object)
{
  g_free (MADO_BROWSE (object)->orders);
  G_OBJECT_CLASS (mado_browse_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MadoBrowse, header);
  gtk_widget_class_bind_template_child (widget_class, MadoBrowse, entry);
  gtk_widget_class_bind_template_child (widget_class, MadoBrowse, mistake);
  gtk_widget_class_bind_template_child (widget_class, MadoBrowse, expansions);
  gtk_widget_class_bind_template_child (widget_class, MadoBrowse, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoBrowse, views);
  gtk_widget_class_bind_template_child (widget_class, MadoBrowse, nothing);
  gtk_widget_class_bind_template_child (widget_class, MadoBrowse, filter_button);
  gtk_widget_class_bind_template_child (widget_class, MadoBrowse, order_button);
  gtk_widget_class_bind_template_child (widget_class, MadoBrowse, filters);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, has_facets_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, relaxed_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, filters_cleared_cb);
  gtk_widget_class_bind_template_callback (widget_class, order_chosen_cb);
}

static void
mado_browse_class_init (MadoBrowseClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_browse_dispose;
  G_OBJECT_CLASS (klass)->finalize = mado_browse_finalize;
  G_OBJECT_CLASS (klass)->get_property = mado_browse_get_property;
  G_OBJECT_CLASS (klass)->set_property = mado_browse_set_property;
  props[PROP_ORDERS]
      = g_param_spec_string ("orders", NULL, NULL, "",
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
  g_type_ensure (MADO_TYPE_WRAP);
  g_type_ensure (MADO_TYPE_BROWSE_HEADER);
  g_type_ensure (MADO_TYPE_FILTER_BUTTON);
  g_type_ensure (MADO_TYPE_FILTER_CHIPS);
  g_type_ensure (MADO_TYPE_BROWSE_VIEWS);
  g_type_ensure (MADO_TYPE_ORDER_BUTTON);
  g_type_ensure (MADO_TYPE_NOTHING);
  signals[RECORD_SELECTED] = g_signal_new ("record-selected", MADO_TYPE_BROWSE, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[RECORD_ACTIVATED] = g_signal_new ("record-activated", MADO_TYPE_BROWSE, G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/madoguchi/Madoguchi/sections/browse/mado-browse.ui");
  bind_children (widget_class);
}

static void
mado_browse_init (MadoBrowse *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_browse_views_lead (self->views, self->entry);
  self->section = mado_sections_get (0);
  self->orders = g_strdup ("");
}

GtkWidget *
mado_browse_new (void)
{
  return g_object_new (MADO_TYPE_BROWSE, NULL);
}

const MadoSection *
mado_browse_get_section (MadoBrowse *self)
{
  g_return_val_if_fail (MADO_IS_BROWSE (self), NULL);

  return self->section;
}

const char *
mado_browse_get_text (MadoBrowse *self)
{
  g_return_val_if_fail (MADO_IS_BROWSE (self), "");

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

MadoList *
mado_browse_get_list (MadoBrowse *self)
{
  g_return_val_if_fail (MADO_IS_BROWSE (self), NULL);

  return self->list;
}

MadoBrowseViews *
mado_browse_get_views (MadoBrowse *self)
{
  g_return_val_if_fail (MADO_IS_BROWSE (self), NULL);

  return self->views;
}

/* Returns: (transfer none) (nullable): where in the list somebody is, once the context is open */
MadoListPlace *
mado_browse_get_list_place (MadoBrowse *self)
{
  g_return_val_if_fail (MADO_IS_BROWSE (self), NULL);

  return mado_browse_views_get_place (self->views);
}

gboolean
mado_browse_is_searching (MadoBrowse *self)
{
  g_return_val_if_fail (MADO_IS_BROWSE (self), FALSE);

  return *mado_browse_get_text (self) != '\0';
}

/**
 * mado_browse_set_context:
 * @context: (transfer none): open
 *
 * To be called once.
 */
void
mado_browse_set_context (MadoBrowse *self, MadoContext *context)
{
  static const char *const watched[] = { "notify::loading", "notify::error", "rows-changed" };

  g_return_if_fail (MADO_IS_BROWSE (self) && !self->context);

  self->context = g_object_ref (context);
  self->inquiry = mado_inquiry_new (context);
  g_signal_connect_object (self->inquiry, "mistaken", G_CALLBACK (mistaken_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->inquiry, "answered", G_CALLBACK (answered_cb), self,
                           G_CONNECT_SWAPPED);
  self->read_all = g_object_new (MADO_TYPE_READ_ALL, NULL);
  mado_read_all_set_context (self->read_all, context);
  mado_browse_header_pack_end (self->header, GTK_WIDGET (self->read_all));
  mado_browse_views_set_context (self->views, context);
  self->list = mado_browse_views_get_list (self->views);
  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (self->list, watched[i], G_CALLBACK (update_count_cb), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "changed", G_CALLBACK (reload_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (mado_display_get_for_widget (GTK_WIDGET (self)), "notify::latin-last",
                           G_CALLBACK (entry_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * mado_browse_set_section:
 * @query: (nullable): what to search for there
 */
void
mado_browse_set_section (MadoBrowse *self, const MadoSection *section, const char *query)
{
  g_autofree char *placeholder = NULL;

  g_return_if_fail (MADO_IS_BROWSE (self) && section != NULL);

  self->section = section;
  mado_read_all_set_kinds (self->read_all, section->kinds);
  show_order (self);
  mado_browse_header_set_section (self->header, section);
  placeholder = g_strdup_printf (_ ("Search in %s"), mado_section_get_title (section));
  g_object_set (self->entry, "placeholder-text", placeholder, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  placeholder, -1);
  mado_browse_views_set_section (self->views, section);
  g_signal_handlers_block_by_func (self->entry, entry_changed_cb, self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), query ? query : "");
  g_signal_handlers_unblock_by_func (self->entry, entry_changed_cb, self);
  if (self->inquiry)
    mado_inquiry_ask (self->inquiry, mado_browse_get_text (self));
}

void
mado_browse_set_place (MadoBrowse *self, MadoPlace place)
{
  g_return_if_fail (MADO_IS_BROWSE (self));

  mado_browse_header_set_place (self->header, place);
  mado_section_page_set_covered (GTK_WIDGET (self), GTK_WIDGET (self->header), place);
  /* Where the page is not beside the list, a click has to lead there. */
  mado_browse_views_set_single_click (self->views, (place & MADO_PLACE_BACK) != 0);
  mado_browse_views_set_is_table (self->views, (place & MADO_PLACE_TURNS) != 0);
}

void
mado_browse_select (MadoBrowse *self, const char *id)
{
  g_return_if_fail (MADO_IS_BROWSE (self));

  mado_browse_views_select (self->views, id);
}

void
mado_browse_focus_search (MadoBrowse *self)
{
  g_return_if_fail (MADO_IS_BROWSE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

gboolean
mado_browse_has_search_focus (MadoBrowse *self)
{
  g_return_val_if_fail (MADO_IS_BROWSE (self), FALSE);

  return gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL
         && (gtk_widget_get_state_flags (GTK_WIDGET (self->entry)) & GTK_STATE_FLAG_FOCUS_WITHIN)
                != 0;
}

void
mado_browse_focus_list (MadoBrowse *self)
{
  g_return_if_fail (MADO_IS_BROWSE (self));

  mado_browse_views_focus (self->views);
}

/* Returns whether there was a search. */
gboolean
mado_browse_clear_search (MadoBrowse *self)
{
  g_return_val_if_fail (MADO_IS_BROWSE (self), FALSE);

  if (!mado_browse_is_searching (self))
    return FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  return TRUE;
}

void
mado_browse_open_filters (MadoBrowse *self)
{
  g_return_if_fail (MADO_IS_BROWSE (self));

  if (mado_browse_views_get_has_facets (self->views))
    mado_browse_views_focus_facets (self->views);
  else
    mado_filter_button_open (self->filter_button);
}

void
mado_browse_open_orders (MadoBrowse *self)
{
  g_return_if_fail (MADO_IS_BROWSE (self));

  mado_order_button_open (self->order_button);
}
