/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list pane of a section. */
#include "app/sections/browse/mado-browse.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/sections/browse/mado-list-place.h"
#include "app/sections/browse/mado-read-all.h"
#include "app/sections/browse/mado-record-row.h"
#include "app/sections/mado-advice.h"
#include "app/sections/search/mado-expansion-chip.h"
#include "app/sections/search/mado-inquiry.h"
#include "app/sections/search/mado-mistake.h"
#include "app/sections/search/mado-nothing.h"
#include "app/widgets/mado-display.h"
#include "app/widgets/mado-gradual-model.h"
#include "app/widgets/mado-typing.h"
#include "app/widgets/mado-wrap.h"

struct _MadoBrowse
{
  GtkBox parent_instance;

  AdwHeaderBar *header;
  GtkWidget *back_button;
  GtkWidget *sections_button;
  MadoReadAll *read_all; /* made when there is a store */
  GtkLabel *title;
  GtkLabel *count;
  GtkSearchEntry *entry;
  GtkLabel *mistake;
  MadoWrap *expansions;
  GtkStack *stack;
  GtkListView *view;
  MadoNothing *nothing;

  MadoContext *context;
  MadoList *list;
  MadoGradualModel *rows; /* the list, as the view gets it */
  MadoListPlace *place;
  GtkSingleSelection *selection;
  const MadoSection *section;
  MadoInquiry *inquiry;
  MadoQuery *explained; /* nullable: the search that found nothing, and why is shown */
};

enum
{
  RECORD_SELECTED,
  RECORD_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoBrowse, mado_browse, GTK_TYPE_BOX)

static void
show_hit_cb (GtkListItem *list_item)
{
  MadoRecordRow *row = MADO_RECORD_ROW (gtk_list_item_get_child (list_item));
  MadoBrowse *self = g_object_get_data (G_OBJECT (list_item), "browse");
  MadoItem *item = gtk_list_item_get_item (list_item);

  if (!item)
    return;
  mado_record_row_set_query (row, mado_list_get_query (self->list));
  mado_record_row_set_hit (row, mado_item_get_hit (item),
                           mado_context_get_vocabulary (self->context));
}

static void
setup_cb (MadoBrowse *self, GtkListItem *list_item)
{
  GtkWidget *row = mado_record_row_new ();

  g_object_set_data (G_OBJECT (list_item), "browse", self);
  mado_list_place_set_row (row, list_item);
  gtk_list_item_set_child (list_item, row);
  mado_record_row_watch (MADO_RECORD_ROW (row), mado_context_get_unread (self->context));
}

static void
bind_cb (MadoBrowse *self, GtkListItem *list_item)
{
  MadoItem *item = gtk_list_item_get_item (list_item);

  g_signal_connect_object (item, "notify::record", G_CALLBACK (show_hit_cb), list_item,
                           G_CONNECT_SWAPPED);
  show_hit_cb (list_item);
}

static void
unbind_cb (MadoBrowse *self, GtkListItem *list_item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), show_hit_cb, list_item);
}

static void
emit_record (MadoBrowse *self, guint signal, MadoItem *item)
{
  MadoRecord *record = item ? mado_item_get_record (item) : NULL;

  if (record)
    g_signal_emit (self, signals[signal], 0, mado_record_get_id (record));
}

static void
selected_cb (MadoBrowse *self)
{
  if (!mado_list_place_is_restoring (self->place))
    emit_record (self, RECORD_SELECTED, gtk_single_selection_get_selected_item (self->selection));
}

static void
view_activate_cb (MadoBrowse *self, guint position)
{
  g_autoptr (MadoItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

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

  for (guint kind = 1; kind < MADO_N_KINDS; kind++)
    counts[kind] = mado_list_get_count (self->list, kind);
  count = mado_section_format_count (self->section, counts);
  gtk_label_set_label (self->count, mado_list_get_loading (self->list) ? "" : count);
  gtk_stack_set_visible_child_name (self->stack, nothing ? "empty" : "list");
  /* The list says several times that it is empty; each search is explained once. */
  if (nothing && (!query || query != self->explained))
    explain_nothing (self);
  g_clear_pointer (&self->explained, mado_query_unref);
  self->explained = nothing && query ? mado_query_ref (query) : NULL;
}

static void
request (MadoBrowse *self, MadoQuery *query)
{
  MadoRequest wanted = { self->section->kinds, query, self->section->order,
                         mado_display_get_interface_language () };

  if (wanted.order == MADO_ORDER_DEFAULT && !query
      && !mado_section_has (self->section, MADO_KIND_DIALOGUE)
      && (mado_section_has (self->section, MADO_KIND_ORGANISATION)
          || mado_section_has (self->section, MADO_KIND_TERM)))
    wanted.order = wanted.language == MADO_LANGUAGE_JA ? MADO_ORDER_NAME_JA : MADO_ORDER_NAME_EN;
  mado_list_place_forget (self->place);
  mado_list_set_request (self->list, &wanted);
}

static void
chip_clicked_cb (MadoBrowse *self, GtkWidget *chip)
{
  mado_inquiry_toggle_word (self->inquiry, mado_expansion_chip_get_word (chip));
}

static void
show_expansion (MadoBrowse *self, const MadoExpansion *expansion)
{
  gboolean off = mado_inquiry_is_refused (self->inquiry, expansion->word);
  GtkWidget *chip = mado_expansion_chip_new (expansion, off);

  g_signal_connect_object (chip, "clicked", G_CALLBACK (chip_clicked_cb), self, G_CONNECT_SWAPPED);
  mado_wrap_append (self->expansions, chip);
}

static void
answered_cb (MadoBrowse *self, MadoQuery *query, GPtrArray *expansions)
{
  guint n = expansions ? expansions->len : 0;

  mado_wrap_clear (self->expansions);
  for (guint i = 0; i < n; i++)
    show_expansion (self, g_ptr_array_index (expansions, i));
  gtk_widget_set_visible (GTK_WIDGET (self->expansions), n > 0);
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
  if (!advice || is_mended)
    return;
  mado_nothing_set_mistake (self->nothing, advice, text);
  gtk_widget_set_visible (GTK_WIDGET (self->expansions), FALSE);
  gtk_label_set_label (self->count, "");
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
entry_changed_cb (MadoBrowse *self)
{
  if (self->inquiry)
    mado_inquiry_ask (self->inquiry, mado_browse_get_text (self));
}

static void
entry_activate_cb (MadoBrowse *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
entry_stop_search_cb (MadoBrowse *self)
{
  if (!mado_browse_clear_search (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
relaxed_cb (MadoBrowse *self, const char *text, gboolean everywhere)
{
  if (everywhere)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.search-everywhere", "s", text);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

static void
reload_cb (MadoBrowse *self)
{
  mado_list_place_reload (self->place);
}

static void
mado_browse_dispose (GObject *object)
{
  MadoBrowse *self = MADO_BROWSE (object);

  if (self->place)
    mado_list_place_set_view (self->place, NULL, NULL);
  g_clear_object (&self->place);
  g_clear_object (&self->rows);
  g_clear_object (&self->list);
  g_clear_object (&self->inquiry);
  g_clear_object (&self->context);
  g_clear_pointer (&self->explained, mado_query_unref);
  G_OBJECT_CLASS (mado_browse_parent_class)->dispose (object);
}

static void
mado_browse_class_init (MadoBrowseClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_browse_dispose;
  g_type_ensure (MADO_TYPE_WRAP);
  g_type_ensure (MADO_TYPE_NOTHING);
  signals[RECORD_SELECTED] = g_signal_new ("record-selected", MADO_TYPE_BROWSE, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[RECORD_ACTIVATED] = g_signal_new ("record-activated", MADO_TYPE_BROWSE, G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/madoguchi/Madoguchi/sections/browse/mado-browse.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoBrowse, header);
  gtk_widget_class_bind_template_child (widget_class, MadoBrowse, back_button);
  gtk_widget_class_bind_template_child (widget_class, MadoBrowse, sections_button);
  gtk_widget_class_bind_template_child (widget_class, MadoBrowse, title);
  gtk_widget_class_bind_template_child (widget_class, MadoBrowse, count);
  gtk_widget_class_bind_template_child (widget_class, MadoBrowse, entry);
  gtk_widget_class_bind_template_child (widget_class, MadoBrowse, mistake);
  gtk_widget_class_bind_template_child (widget_class, MadoBrowse, expansions);
  gtk_widget_class_bind_template_child (widget_class, MadoBrowse, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoBrowse, view);
  gtk_widget_class_bind_template_child (widget_class, MadoBrowse, nothing);
  gtk_widget_class_bind_template_callback (widget_class, view_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, relaxed_cb);
}

static void
mado_browse_init (MadoBrowse *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_typing_lead (GTK_WIDGET (self->view), self->entry);
  self->section = mado_sections_get (0);
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

/* Returns: (transfer none) (nullable): where in the list somebody is, once the context is open */
MadoListPlace *
mado_browse_get_list_place (MadoBrowse *self)
{
  g_return_val_if_fail (MADO_IS_BROWSE (self), NULL);

  return self->place;
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
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_return_if_fail (MADO_IS_BROWSE (self) && !self->context);

  self->context = g_object_ref (context);
  self->list = mado_list_new (mado_context_get_reader (context));
  self->place = mado_list_place_new (self->list);
  self->rows = mado_gradual_model_new (G_LIST_MODEL (self->list));
  self->inquiry = mado_inquiry_new (context);
  g_signal_connect_object (self->inquiry, "mistaken", G_CALLBACK (mistaken_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->inquiry, "answered", G_CALLBACK (answered_cb), self,
                           G_CONNECT_SWAPPED);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->read_all = g_object_new (MADO_TYPE_READ_ALL, NULL);
  mado_read_all_set_context (self->read_all, context);
  adw_header_bar_pack_end (self->header, GTK_WIDGET (self->read_all));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->view, factory);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  mado_list_place_set_view (self->place, self->view, self->rows);
  g_object_unref (self->selection);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; i < 3; i++)
    {
      const char *const watched[] = { "notify::loading", "notify::complete", "notify::error" };

      g_signal_connect_object (self->list, watched[i], G_CALLBACK (update_count_cb), self,
                               G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (update_count_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "changed", G_CALLBACK (reload_cb), self, G_CONNECT_SWAPPED);
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
  gtk_label_set_label (self->title, mado_section_get_title (section));
  placeholder = g_strdup_printf (_ ("Search in %s"), mado_section_get_title (section));
  g_object_set (self->entry, "placeholder-text", placeholder, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  placeholder, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  mado_section_get_title (section), -1);
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

  adw_header_bar_set_show_start_title_buttons (self->header,
                                               (place & MADO_PLACE_START_BUTTONS) != 0);
  adw_header_bar_set_show_end_title_buttons (self->header, (place & MADO_PLACE_END_BUTTONS) != 0);
  mado_section_page_set_covered (GTK_WIDGET (self), GTK_WIDGET (self->header), place);
  gtk_widget_set_visible (self->back_button, (place & MADO_PLACE_BACK) != 0);
  gtk_widget_set_visible (self->sections_button, (place & MADO_PLACE_SECTIONS) != 0);
  /* Where the page is not beside the list, a click has to lead there. */
  gtk_list_view_set_single_click_activate (self->view, (place & MADO_PLACE_BACK) != 0);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoBrowse) self = user_data;
  guint position = mado_list_find_finish (MADO_LIST (source), result, NULL);

  if (position == G_MAXUINT || !self->rows)
    return;
  mado_gradual_model_reach (self->rows, position);
  /* The page may have gone on to another record meanwhile. */
  if (gtk_single_selection_get_selected (self->selection) == position)
    selected_cb (self);
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

void
mado_browse_select (MadoBrowse *self, const char *id)
{
  g_return_if_fail (MADO_IS_BROWSE (self));

  if (self->list)
    mado_list_find_async (self->list, id, NULL, found_cb, g_object_ref (self));
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

  gtk_widget_grab_focus (GTK_WIDGET (self->view));
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
