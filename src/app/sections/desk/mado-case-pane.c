/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of rows is read at a time, the next one when its end comes near. What changes is read anew
 * as far as it was shown, so that the selected row and the place stay. */
#include "app/sections/desk/mado-case-pane.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/sections/browse/mado-browse-header.h"
#include "app/sections/desk/mado-case-filters.h"
#include "app/sections/desk/mado-case-intake.h"
#include "app/sections/desk/mado-case-line.h"
#include "app/sections/desk/mado-case-steps.h"
#include "app/sections/desk/mado-case-views.h"
#include "app/sections/desk/mado-case-words.h"
#include "app/sections/mado-advice.h"
#include "app/sections/mado-section-page.h"
#include "app/sections/search/mado-filter-button.h"
#include "app/sections/search/mado-filter-chips.h"
#include "app/sections/search/mado-inquiry.h"
#include "app/widgets/mado-typing.h"

#define PAGE 100u      /* rows */
#define NEAR_END 400.0 /* pixels */

struct _MadoCasePane
{
  GtkBox parent_instance;
  MadoBrowseHeader *header;
  GtkSearchEntry *entry;
  MadoFilterButton *filter_button;
  MadoFilterChips *filter_chips;
  MadoCaseViews *views;
  GtkStack *stack;
  AdwStatusPage *status;
  GtkWidget *first;
  GtkScrolledWindow *scroller;
  GtkListView *list;
  GMenuModel *add_menu;

  MadoCaseDesk *desk;
  MadoInquiry *inquiry;
  MadoQuery *query; /* nullable */
  MadoCaseFilters *filters;
  GCancellable *counting; /* of the facets */
  GListStore *items;
  GtkSingleSelection *selection;
  GCancellable *cancellable; /* of the rows that are being read */
  guint wanted;              /* rows of the page that is being read */
  gboolean has_more;
  gboolean is_filling;
};

static void implement_section_page (MadoSectionPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MadoCasePane, mado_case_pane, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_SECTION_PAGE,
                                                      implement_section_page))

static gboolean
is_narrowed (MadoCasePane *self)
{
  return self->query != NULL || !mado_case_filters_is_empty (self->filters);
}

/* --- Rows --- */

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, mado_case_line_new ());
}

static void
bind_cb (MadoCasePane *self, GtkListItem *item)
{
  mado_case_line_show (MADO_CASE_LINE (gtk_list_item_get_child (item)),
                       gtk_list_item_get_item (item), mado_case_desk_get_today (self->desk));
}

static guint
get_n (MadoCasePane *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}

static MadoCaseItem *
dup_item (MadoCasePane *self, guint i)
{
  return g_list_model_get_item (G_LIST_MODEL (self->items), i);
}

/* The row of the case that is shown; none where it is not in this view. */
static void
select_chosen (MadoCasePane *self)
{
  const char *chosen = mado_case_desk_get_chosen (self->desk);
  guint found = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < get_n (self) && chosen != NULL; i++)
    {
      g_autoptr (MadoCaseItem) item = dup_item (self, i);

      if (g_str_equal (mado_case_item_get_row (item)->id, chosen))
        found = i;
    }
  self->is_filling = TRUE;
  gtk_single_selection_set_selected (self->selection, found);
  self->is_filling = FALSE;
}

static void
selected_cb (MadoCasePane *self)
{
  MadoCaseItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (!self->is_filling && item != NULL)
    mado_case_desk_choose (self->desk, mado_case_item_get_row (item)->id);
}

static void
row_activated_cb (MadoCasePane *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-page", NULL);
}

/* --- Reading --- */

static void
show_count (MadoCasePane *self)
{
  MadoCaseView view = mado_case_views_get_chosen (self->views);
  g_autofree char *count = NULL;

  if (is_narrowed (self) && self->has_more)
    count = g_strdup (mado_case_words_get_view (view));
  else if (is_narrowed (self))
    /* Translators: the view of the cases, and how many of them a search has found. */
    count = g_strdup_printf (ngettext ("%1$s · %2$u found", "%1$s · %2$u found", get_n (self)),
                             mado_case_words_get_view (view), get_n (self));
  else if (mado_case_desk_is_counted (self->desk))
    count = g_strdup_printf ("%s · %u", mado_case_words_get_view (view),
                             mado_case_desk_get_count (self->desk, view));
  mado_browse_header_set_count (self->header, count != NULL ? count : "");
}

static gboolean
has_any_case (MadoCasePane *self)
{
  return mado_case_desk_get_count (self->desk, MADO_CASE_VIEW_ALL) > 0;
}

static void
show_emptiness (MadoCasePane *self)
{
  gboolean is_first = mado_case_desk_is_counted (self->desk) && !has_any_case (self);

  gtk_widget_set_visible (self->first, is_first && !is_narrowed (self));
  if (self->query != NULL)
    {
      adw_status_page_set_title (self->status, _ ("No case has these words"));
      adw_status_page_set_description (self->status,
                                       _ ("Look in another view, or search for fewer words."));
    }
  else if (is_first && !is_narrowed (self))
    {
      adw_status_page_set_title (self->status, _ ("No case yet"));
      adw_status_page_set_description (
          self->status, _ ("Write down a question with Ctrl+N, open or drop a mail file here, or "
                           "paste a mail with Ctrl+V."));
    }
  else
    {
      adw_status_page_set_title (self->status, _ ("Nothing in this view"));
      adw_status_page_set_description (self->status, NULL);
    }
}

static void
show_state (MadoCasePane *self)
{
  if (get_n (self) == 0)
    show_emptiness (self);
  gtk_stack_set_visible_child_name (self->stack, get_n (self) > 0 ? "list" : "empty");
  show_count (self);
}

static void
complain (MadoCasePane *self, const GError *error)
{
  g_autofree char *advice = NULL;
  g_autofree char *markup = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  advice = mado_advice_explain_desk (error);
  markup = g_markup_escape_text (advice, -1);
  gtk_widget_set_visible (self->first, FALSE);
  adw_status_page_set_title (self->status, _ ("The cases cannot be shown"));
  adw_status_page_set_description (self->status, markup);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
take_rows (MadoCasePane *self, GPtrArray *rows, guint from)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (items, mado_case_item_new (rows->pdata[i], self->desk));
  self->is_filling = TRUE;
  g_list_store_splice (self->items, from, get_n (self) - from, items->pdata, items->len);
  self->is_filling = FALSE;
  self->has_more = rows->len == self->wanted && self->query == NULL
                   && mado_case_views_get_chosen (self->views) != MADO_CASE_VIEW_DUE;
  select_chosen (self);
  show_state (self);
}

static void
take_answer (MadoCasePane *self, GAsyncResult *result, gboolean is_more)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = mado_cases_list_finish (result, &error);

  if (self->desk == NULL)
    return;
  if (rows != NULL)
    take_rows (self, rows, is_more ? get_n (self) : 0);
  else
    complain (self, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoCasePane) self = user_data;

  take_answer (self, result, FALSE);
}

static void
read_more_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoCasePane) self = user_data;

  take_answer (self, result, TRUE);
}

static void
fill_request (MadoCasePane *self, MadoCaseRequest *request)
{
  mado_case_desk_fill_request (self->desk, request);
  mado_case_filters_fill_request (self->filters, request);
  request->view = mado_case_views_get_chosen (self->views);
  request->query = self->query;
}

static void
read_rows (MadoCasePane *self, guint limit, const MadoCaseRow *after, GAsyncReadyCallback callback)
{
  MadoCaseRequest request = { 0 };

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->wanted = limit;
  self->has_more = FALSE;
  fill_request (self, &request);
  request.after = after;
  mado_cases_list_async (mado_case_desk_get_worker (self->desk), &request, limit, self->cancellable,
                         callback, g_object_ref (self));
}

/* As far as it was shown. */
static void
reload (MadoCasePane *self)
{
  mado_filter_button_refresh (self->filter_button);
  if (self->desk != NULL && mado_case_desk_get_rule (self->desk) != NULL)
    read_rows (self, MAX (PAGE, get_n (self)), NULL, read_cb);
}

static void
restart (MadoCasePane *self)
{
  mado_filter_button_refresh (self->filter_button);
  if (self->desk != NULL && mado_case_desk_get_rule (self->desk) != NULL)
    read_rows (self, PAGE, NULL, read_cb);
}

static void
scrolled_cb (MadoCasePane *self, GtkAdjustment *adjustment)
{
  double left = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment)
                - gtk_adjustment_get_value (adjustment);
  g_autoptr (MadoCaseItem) last = NULL;

  if (!self->has_more || left > NEAR_END)
    return;
  last = dup_item (self, get_n (self) - 1);
  read_rows (self, PAGE, mado_case_item_get_row (last), read_more_cb);
}

/* What changes while nobody looks is read when somebody does. */
static void
desk_changed_cb (MadoCasePane *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    reload (self);
}

static void
counted_cb (MadoCasePane *self)
{
  if (!g_str_equal (gtk_stack_get_visible_child_name (self->stack), "loading"))
    show_state (self);
}

static void
view_chosen_cb (MadoCasePane *self)
{
  restart (self);
}

/* --- Filters --- */

static void
facets_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoCasePane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facets = mado_cases_count_facets_finish (result, &error);
  GHashTable *whole;

  if (self->desk == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  whole = mado_filter_button_get_whole (self->filter_button);
  mado_filter_button_show (
      self->filter_button,
      facets != NULL ? mado_case_filters_make_sheet (self->filters, facets, whole) : NULL, error);
}

static void
facets_asked_cb (MadoCasePane *self)
{
  MadoCaseRequest request = { 0 };

  if (self->desk == NULL || mado_case_desk_get_rule (self->desk) == NULL)
    return;
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  self->counting = g_cancellable_new ();
  fill_request (self, &request);
  mado_cases_count_facets_async (mado_case_desk_get_worker (self->desk), &request, self->counting,
                                 facets_counted_cb, g_object_ref (self));
}

static void
show_filters (MadoCasePane *self)
{
  g_autoptr (GPtrArray) chosen = mado_case_filters_make_chosen (self->filters);

  mado_filter_chips_show (self->filter_chips, chosen);
  restart (self);
}

static void
filter_toggled_cb (MadoCasePane *self, const char *field, const char *value)
{
  mado_case_filters_toggle (self->filters, field, value);
  show_filters (self);
}

static void
filters_cleared_cb (MadoCasePane *self)
{
  mado_case_filters_clear (self->filters);
  show_filters (self);
}

static void
filter (MadoSectionPage *page)
{
  mado_filter_button_open (MADO_CASE_PANE (page)->filter_button);
}

/* --- Search --- */

static void
entry_changed_cb (MadoCasePane *self)
{
  if (self->inquiry != NULL)
    mado_inquiry_ask (self->inquiry, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
answered_cb (MadoCasePane *self, MadoQuery *query)
{
  g_clear_pointer (&self->query, mado_query_unref);
  self->query = query != NULL ? mado_query_ref (query) : NULL;
  restart (self);
}

static void
entry_left_cb (MadoCasePane *self)
{
  mado_case_steps_focus (self->list);
}

static void
search_stopped_cb (MadoCasePane *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  entry_left_cb (self);
}

static gboolean
search (MadoSectionPage *page)
{
  MadoCasePane *self = MADO_CASE_PANE (page);

  if (gtk_widget_get_focus_child (GTK_WIDGET (self->entry)) != NULL)
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  return TRUE;
}

static void
leave (MadoSectionPage *page, gboolean from_page)
{
  MadoCasePane *self = MADO_CASE_PANE (page);

  if (from_page)
    entry_left_cb (self);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

/* --- In the window --- */

static void
set_context (MadoSectionPage *page, MadoContext *context)
{
  MadoCasePane *self = MADO_CASE_PANE (page);

  self->desk = g_object_ref (mado_case_desk_get (context));
  self->inquiry = mado_inquiry_new (context);
  g_signal_connect_object (self->inquiry, "answered", G_CALLBACK (answered_cb), self,
                           G_CONNECT_SWAPPED);
  mado_case_views_set_desk (self->views, self->desk);
  mado_case_steps_add (self->list, self->desk);
  mado_case_intake_add (GTK_WIDGET (self), self->desk);
  g_signal_connect_object (self->desk, "ready", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "counted", G_CALLBACK (counted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "failed", G_CALLBACK (complain), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "chosen", G_CALLBACK (select_chosen), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "desk-changed", G_CALLBACK (desk_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "desk-reopened", G_CALLBACK (desk_changed_cb), self,
                           G_CONNECT_SWAPPED);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    mado_case_desk_load (self->desk);
}

static void
set_place (MadoSectionPage *page, MadoPlace place)
{
  mado_browse_header_set_place (MADO_CASE_PANE (page)->header, place);
}

static void
implement_section_page (MadoSectionPageInterface *iface)
{
  iface->set_context = set_context;
  iface->set_place = set_place;
  iface->search = search;
  iface->leave = leave;
  iface->filter = filter;
}

static void
mado_case_pane_map (GtkWidget *widget)
{
  MadoCasePane *self = MADO_CASE_PANE (widget);

  GTK_WIDGET_CLASS (mado_case_pane_parent_class)->map (widget);
  if (self->desk != NULL)
    mado_case_desk_load (self->desk);
}

static void
mado_case_pane_dispose (GObject *object)
{
  MadoCasePane *self = MADO_CASE_PANE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  g_clear_object (&self->inquiry);
  g_clear_pointer (&self->query, mado_query_unref);
  g_clear_object (&self->desk);
  g_clear_object (&self->items);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (mado_case_pane_parent_class)->dispose (object);
}

static void
mado_case_pane_finalize (GObject *object)
{
  mado_case_filters_free (MADO_CASE_PANE (object)->filters);
  G_OBJECT_CLASS (mado_case_pane_parent_class)->finalize (object);
}

static void
mado_case_pane_class_init (MadoCasePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_case_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = mado_case_pane_finalize;
  widget_class->map = mado_case_pane_map;
  mado_case_intake_install_actions (widget_class);
  g_type_ensure (MADO_TYPE_BROWSE_HEADER);
  g_type_ensure (MADO_TYPE_CASE_VIEWS);
  g_type_ensure (MADO_TYPE_FILTER_BUTTON);
  g_type_ensure (MADO_TYPE_FILTER_CHIPS);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/madoguchi/Madoguchi/sections/desk/mado-case-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoCasePane, header);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePane, entry);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePane, filter_button);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePane, filter_chips);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePane, views);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePane, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePane, status);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePane, first);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePane, scroller);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePane, list);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePane, add_menu);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, facets_asked_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, filters_cleared_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
add_header (MadoCasePane *self)
{
  GtkWidget *add = gtk_menu_button_new ();
  const char *name = _ ("Take in a case");

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (add), "list-add-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (add), self->add_menu);
  gtk_widget_set_tooltip_text (add, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  mado_browse_header_set_title (self->header, C_ ("section", "Cases"));
  mado_browse_header_pack_end (self->header, add);
}

static void
mado_case_pane_init (MadoCasePane *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->filters = mado_case_filters_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_header (self);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  self->items = g_list_store_new (MADO_TYPE_CASE_ITEM);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  mado_typing_lead (GTK_WIDGET (self->list), self->entry);
}
