/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: the sections, a list and a page, in panes that fold. */
#include "app/mado-window-private.h"

#include <glib/gi18n.h>

#include "app/mado-reading-action.h"
#include "app/mado-shortcuts.h"
#include "app/mado-undo-actions.h"
#include "app/sections/desk/mado-case-desk.h"
#include "app/sections/desk/mado-case-drafts.h"
#include "app/sections/glossary/mado-glossary.h"
#include "app/sections/mado-advice.h"
#include "app/widgets/mado-composing.h"
#include "app/widgets/mado-toast.h"

#define COUNT_AFTER 600  /* ms: the cases come after what the start shows */
#define REVEAL_AFTER 200 /* ms: nobody waits longer in front of nothing */

G_DEFINE_FINAL_TYPE (MadoWindow, mado_window, ADW_TYPE_APPLICATION_WINDOW)

void
mado_window_say (MadoWindow *self, const char *what)
{
  adw_toast_overlay_add_toast (self->toasts, mado_toast_new (what));
}

void
mado_window_complain (MadoWindow *self, const GError *error)
{
  g_autofree char *advice = mado_advice_explain (error);

  mado_window_say (self, advice);
}

static void
section_chosen_cb (MadoWindow *self, const char *id)
{
  if (self->section)
    mado_window_show_section (self, id, NULL);
  else /* There is nothing to show yet: the window will open with this one. */
    g_object_set (self->settings, "section", id, "record", "", "top-record", "", NULL);
}

static void
record_selected_cb (MadoWindow *self, const char *id)
{
  mado_window_show_record (self, id);
}

static void
record_activated_cb (MadoWindow *self, const char *id)
{
  mado_window_show_record (self, id);
  mado_panes_set_shown (self->panes, MADO_PANE_PAGE);
  mado_page_focus (self->page);
}

/* A bar has the window's buttons where it is the outermost shown, and a way back where it stands
 * alone. */
static void
mode_changed_cb (MadoWindow *self)
{
  MadoPanesMode mode = mado_panes_get_mode (self->panes);
  MadoPlace list = 0;
  MadoPlace page = MADO_PLACE_END_BUTTONS;
  GtkWidget *shown = gtk_stack_get_visible_child (self->pages);

  if (mode == MADO_PANES_TWO)
    list = MADO_PLACE_START_BUTTONS | MADO_PLACE_SECTIONS;
  if (mode == MADO_PANES_ONE)
    list = MADO_PLACE_START_BUTTONS | MADO_PLACE_END_BUTTONS | MADO_PLACE_BACK;
  if (mode == MADO_PANES_ONE)
    page |= MADO_PLACE_START_BUTTONS | MADO_PLACE_BACK;
  if (mode != MADO_PANES_ONE && mado_panes_get_in_turns (self->panes))
    {
      page |= (list & MADO_PLACE_START_BUTTONS) | MADO_PLACE_BACK | MADO_PLACE_TURNS;
      list |= MADO_PLACE_END_BUTTONS | MADO_PLACE_TURNS;
    }
  if (mode == MADO_PANES_ONE)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  mado_sidebar_set_title_buttons (self->sidebar, mode != MADO_PANES_TWO, mode == MADO_PANES_ONE);
  if (self->strip)
    mado_strip_place (self->strip, mode, &list, &page);
  if (self->browse)
    mado_browse_set_place (self->browse, list);
  if (self->search)
    mado_search_set_place (self->search, list);
  if (self->page)
    mado_page_set_place (self->page, page);
  if (mado_window_get_special_list (self))
    mado_section_page_set_place (mado_window_get_special_list (self), list);
  if (MADO_IS_SECTION_PAGE (shown))
    mado_section_page_set_place (
        MADO_SECTION_PAGE (shown),
        mode == MADO_PANES_TWO && !mado_panes_get_has_list (self->panes) ? page | list : page);
}

static void
contrast_changed_cb (MadoWindow *self)
{
  if (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    gtk_widget_add_css_class (GTK_WIDGET (self), "hc");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "hc");
}

static void
read_standing (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MadoStanding *standing = g_new0 (MadoStanding, 1);
  GError *error = NULL;

  if (mado_reader_get_standing (source, standing, &error))
    g_task_return_pointer (task, standing, g_free);
  else
    {
      g_free (standing);
      g_task_return_error (task, error);
    }
}

static void
standing_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoWindow *self = MADO_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autofree MadoStanding *standing = g_task_propagate_pointer (G_TASK (result), &error);

  if (standing)
    {
      mado_sidebar_set_standing (self->sidebar, standing->counts, standing->edition,
                                 standing->date);
      mado_standing_clear (standing);
      mado_sidebar_follow (self->sidebar, mado_updates_get (self->context));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mado_window_complain (self, error);
}

static void
cases_counted_cb (MadoWindow *self)
{
  mado_sidebar_set_count (
      self->sidebar, "cases",
      mado_case_desk_get_count (mado_case_desk_get (self->context), MADO_CASE_VIEW_LIVE));
}

/* After all that the first rows need. */
static void
count_cases_cb (gpointer user_data)
{
  g_autoptr (MadoWindow) self = user_data;
  MadoCaseDesk *desk;

  if (!self->context)
    return;
  desk = mado_case_desk_get (self->context);
  g_signal_connect_object (desk, "counted", G_CALLBACK (cases_counted_cb), self, G_CONNECT_SWAPPED);
  mado_case_desk_load (desk);
}

static void
store_changed_cb (MadoWindow *self)
{
  GTask *task = g_task_new (self, self->cancellable, standing_read_cb, NULL);

  mado_context_read (self->context, task, read_standing);
  g_object_unref (task);
}

/* The list and the page are shown when there is something in them: what is shown empty first is
 * styled, laid out and drawn twice. */
static MadoBrowse *
make_browse (MadoWindow *self)
{
  GtkWidget *browse = mado_browse_new ();

  gtk_widget_set_visible (browse, FALSE);
  g_signal_connect_swapped (browse, "record-selected", G_CALLBACK (record_selected_cb), self);
  g_signal_connect_swapped (browse, "record-activated", G_CALLBACK (record_activated_cb), self);
  gtk_stack_add_named (self->lists, browse, "browse");
  return MADO_BROWSE (browse);
}

static MadoPage *
make_page (MadoWindow *self)
{
  GtkWidget *page = g_object_new (MADO_TYPE_PAGE, "visible", FALSE, NULL);

  gtk_stack_add_named (self->pages, page, "record");
  return MADO_PAGE (page);
}

MadoSearch *
mado_window_ensure_search (MadoWindow *self)
{
  if (!self->search)
    {
      self->search = g_object_new (MADO_TYPE_SEARCH, NULL);
      g_signal_connect_swapped (self->search, "record-selected", G_CALLBACK (record_selected_cb),
                                self);
      g_signal_connect_swapped (self->search, "record-activated", G_CALLBACK (record_activated_cb),
                                self);
      g_signal_connect_swapped (self->search, "closed", G_CALLBACK (mado_window_close_search),
                                self);
      gtk_stack_add_named (self->lists, GTK_WIDGET (self->search), "search");
      mado_search_set_context (self->search, self->context);
      mode_changed_cb (self);
    }
  return self->search;
}

MadoJump *
mado_window_ensure_jump (MadoWindow *self)
{
  if (!self->jump)
    {
      self->jump = g_object_new (MADO_TYPE_JUMP, NULL);
      gtk_overlay_add_overlay (self->overlay, GTK_WIDGET (self->jump));
      mado_jump_set_context (self->jump, self->context);
    }
  return self->jump;
}

/* Some window managers of X11 want a picture, which is drawn at every size that there is. */
static void
set_icon_cb (gpointer user_data)
{
  gtk_window_set_default_icon_name ("io.github.madoguchi.Madoguchi");
}

static void
reveal (MadoWindow *self)
{
  g_clear_handle_id (&self->reveal_source, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self->browse), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->page), TRUE);
  g_idle_add_once (set_icon_cb, NULL);
}

static void
waited_cb (gpointer user_data)
{
  MadoWindow *self = user_data;

  self->reveal_source = 0;
  reveal (self);
}

/* The first rows are here, and with them goes all else that the first frame did not need. */
static void
loading_cb (MadoWindow *self, GParamSpec *pspec, MadoList *list)
{
  if (mado_list_get_loading (list))
    return;
  g_signal_handlers_disconnect_by_func (list, loading_cb, self);
  reveal (self);
  store_changed_cb (self);
}

/* The first frame has been shown, and the store is open. */
static void
begin (MadoWindow *self)
{
  g_signal_connect_object (self->context, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_object_bind_property (self->settings, "orders", self->browse, "orders",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (self->settings, "tables", mado_browse_get_views (self->browse), "tables",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  mado_browse_set_context (self->browse, self->context);
  g_signal_connect_object (mado_browse_get_list (self->browse), "notify::loading",
                           G_CALLBACK (loading_cb), self, G_CONNECT_SWAPPED);
  mado_page_set_context (self->page, self->context);
  mado_strip_set_context (self->strip, self->context);
  mado_window_show_as_left (self);
  if (self->section->get_page)
    {
      reveal (self);
      store_changed_cb (self);
    }
  mado_window_show_awaited (self);
  if (mado_panes_get_mode (self->panes) == MADO_PANES_ONE)
    mado_panes_set_shown (self->panes, MADO_PANE_SIDEBAR);
  mado_health_begin (self->health, NULL);
  mado_glossary_follow (self->context);
  g_timeout_add_once (COUNT_AFTER, count_cases_cb, g_object_ref (self));
}

static gboolean
fill_cb (gpointer user_data)
{
  MadoWindow *self = user_data;

  /* It was closed before it was filled. */
  if (!self->cancellable)
    return G_SOURCE_REMOVE;
  self->browse = make_browse (self);
  self->page = make_page (self);
  self->strip = mado_strip_new (G_ACTION_MAP (self), self->panes, self->lists, self->browse,
                                G_OBJECT (self->settings));
  g_signal_connect_object (self->strip, "changed", G_CALLBACK (mode_changed_cb), self,
                           G_CONNECT_SWAPPED);
  mode_changed_cb (self);
  self->reveal_source = g_timeout_add_once (REVEAL_AFTER, waited_cb, self);
  if (self->is_opened)
    begin (self);
  return G_SOURCE_REMOVE;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!mado_context_open_finish (self->context, result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        mado_health_begin (self->health, error);
      return;
    }
  self->is_opened = TRUE;
  if (self->browse)
    begin (self);
}

static gboolean
mado_window_close_request (GtkWindow *window)
{
  MadoWindow *self = MADO_WINDOW (window);

  if (self->is_opened
      && !mado_case_drafts_may_leave (mado_case_drafts_get (self->context), GTK_WIDGET (self)))
    return GDK_EVENT_STOP;
  mado_window_remember (self);
  return GTK_WINDOW_CLASS (mado_window_parent_class)->close_request (window);
}

static void
open_profile (MadoWindow *self)
{
  mado_context_open_async (self->context, self->cancellable, opened_cb, g_object_ref (self));
}

/* The profile is opened while the lists are made: before, its threads would take their share of the
 * processors from the frame. Nothing is made here, where the frame is still on its way. */
static void
first_frame_cb (MadoWindow *self, GdkFrameClock *clock)
{
  g_signal_handlers_disconnect_by_func (clock, first_frame_cb, self);
  open_profile (self);
  g_idle_add_full (G_PRIORITY_DEFAULT, fill_cb, g_object_ref (self), g_object_unref);
}

static void
mado_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mado_window_parent_class)->realize (widget);
  if (!MADO_WINDOW (widget)->browse)
    g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint",
                             G_CALLBACK (first_frame_cb), widget, G_CONNECT_SWAPPED);
}

static void
mado_window_dispose (GObject *object)
{
  MadoWindow *self = MADO_WINDOW (object);

  g_clear_handle_id (&self->reveal_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->health);
  g_clear_object (&self->context);
  g_clear_object (&self->settings);
  g_clear_object (&self->strip);
  g_clear_object (&self->display);
  g_clear_pointer (&self->awaited, mado_address_free);
  g_clear_pointer (&self->history, mado_history_free);
  G_OBJECT_CLASS (mado_window_parent_class)->dispose (object);
}

static void
mado_window_class_init (MadoWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_window_dispose;
  widget_class->realize = mado_window_realize;
  GTK_WINDOW_CLASS (klass)->close_request = mado_window_close_request;
  g_type_ensure (MADO_TYPE_PANES);
  g_type_ensure (MADO_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/madoguchi/Madoguchi/mado-window.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, overlay);
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, panes);
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, lists);
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, pages);
  gtk_widget_class_bind_template_callback (widget_class, section_chosen_cb);
  mado_window_install_actions (widget_class);
  mado_shortcuts_bind (widget_class);
}

static void
mado_window_init (MadoWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->history = mado_history_new ();
  self->display = mado_display_new ();
  mado_display_attach (GTK_WIDGET (self), self->display);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->panes, "notify::mode", G_CALLBACK (mode_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->panes, "notify::in-turns", G_CALLBACK (mode_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pages, "notify::visible-child", G_CALLBACK (mode_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lists, "notify::visible-child", G_CALLBACK (mode_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (contrast_changed_cb), self, G_CONNECT_SWAPPED);
  contrast_changed_cb (self);
  mode_changed_cb (self);
}

/**
 * mado_window_new:
 * @application: the program
 * @context: (transfer none): of the profile; the window opens it
 * @settings: (transfer none): what is remembered
 */
GtkWidget *
mado_window_new (MadoApplication *application, MadoContext *context, MadoSettings *settings)
{
  MadoWindow *self = g_object_new (MADO_TYPE_WINDOW, "application", application, NULL);
  int width, height;
  gboolean maximized;

  mado_composing_guard (GTK_WINDOW (self));
  self->context = g_object_ref (context);
  self->settings = g_object_ref (settings);
  g_object_get (settings, "window-width", &width, "window-height", &height, "window-maximized",
                &maximized, NULL);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (maximized)
    gtk_window_maximize (GTK_WINDOW (self));
  g_object_bind_property (self, "default-width", settings, "window-width", G_BINDING_DEFAULT);
  g_object_bind_property (self, "default-height", settings, "window-height", G_BINDING_DEFAULT);
  g_object_bind_property (self, "maximized", settings, "window-maximized", G_BINDING_DEFAULT);
  g_object_bind_property (settings, "era", self->display, "era", G_BINDING_SYNC_CREATE);
  g_object_bind_property (settings, "surname-first", self->display, "surname-first",
                          G_BINDING_SYNC_CREATE);
  g_object_bind_property (settings, "latin-last", self->display, "latin-last",
                          G_BINDING_SYNC_CREATE);
  mado_reading_action_add (G_ACTION_MAP (self), settings, self->display);
  mado_undo_actions_add (GTK_WINDOW (self), mado_undo_get (context), self->toasts);
  self->health = mado_health_new (self->panes, context);
  g_signal_connect_object (self->health, "open-asked", G_CALLBACK (open_profile), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * mado_window_remember:
 *
 * Keeps what is shown for the next window that opens as this one was left.
 */
void
mado_window_remember (MadoWindow *self)
{
  MadoListPlace *place;
  const char *record;
  g_autofree char *top = NULL;

  g_return_if_fail (MADO_IS_WINDOW (self));

  /* It was closed before there was anything to show. */
  if (!self->section)
    return;
  place = mado_browse_get_list_place (self->browse);
  record = mado_page_get_id (self->page);
  top = mado_browse_is_searching (self->browse) ? NULL : mado_list_place_dup_top (place);
  g_object_set (self->settings, "section", self->section->id, "record", record ? record : "",
                "top-record", top ? top : "", NULL);
}
