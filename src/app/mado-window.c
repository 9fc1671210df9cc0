/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: the sections, a list and a page, in panes that fold. */
#include "app/mado-window.h"

#include <glib/gi18n.h>

#include "app/mado-panes.h"
#include "app/mado-reading-action.h"
#include "app/mado-sidebar.h"
#include "app/sections/browse/mado-browse.h"
#include "app/sections/browse/mado-page.h"
#include "app/sections/mado-advice.h"
#include "app/sections/search/mado-jump.h"
#include "app/sections/search/mado-search.h"
#include "app/widgets/mado-display.h"

struct _MadoWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  MadoPanes *panes;
  MadoSidebar *sidebar;
  GtkStack *lists;
  MadoBrowse *browse;
  MadoSearch *search;
  GtkStack *pages; /* the record's, and those of sections without a list, made when first opened */
  MadoPage *page;
  MadoJump *jump;

  MadoContext *context;
  MadoSettings *settings;
  MadoDisplay *display;
  GCancellable *cancellable; /* of what is under way when the window closes */
  GPtrArray *history;        /* ids of the records shown before */
  GPtrArray *future;         /* and of those gone back from */
};

G_DEFINE_FINAL_TYPE (MadoWindow, mado_window, ADW_TYPE_APPLICATION_WINDOW)

static void
say (MadoWindow *self, const char *what)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (what));
}

static void
complain (MadoWindow *self, const GError *error)
{
  g_autofree char *advice = mado_advice_explain (error);

  say (self, advice);
}

static MadoSectionPage *
ensure_section_page (MadoWindow *self, const MadoSection *section)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->pages, section->id);

  if (!page)
    {
      page = g_object_new (section->get_page (), NULL);
      gtk_stack_add_named (self->pages, page, section->id);
      mado_section_page_set_context (MADO_SECTION_PAGE (page), self->context);
    }
  return MADO_SECTION_PAGE (page);
}

static void
show_section_page (MadoWindow *self, const MadoSection *section)
{
  ensure_section_page (self, section);
  /* Before the panes, whose change of mode speaks to the page that is shown. */
  gtk_stack_set_visible_child_name (self->pages, section->id);
  mado_panes_set_has_list (self->panes, FALSE);
  mado_panes_set_shown (self->panes, MADO_PANE_PAGE);
}

static gboolean
is_searching_everywhere (MadoWindow *self)
{
  return g_str_equal (gtk_stack_get_visible_child_name (self->lists), "search");
}

static void
show_browse (MadoWindow *self)
{
  gtk_stack_set_visible_child_name (self->lists, "browse");
  mado_panes_set_wide_list (self->panes, FALSE);
}

/* The search over everything, in place of the list. @text (nullable): what to search for. */
static void
show_search (MadoWindow *self, const char *text)
{
  mado_panes_set_has_list (self->panes, TRUE);
  gtk_stack_set_visible_child_name (self->pages, "record");
  gtk_stack_set_visible_child_name (self->lists, "search");
  mado_panes_set_wide_list (self->panes, TRUE);
  mado_panes_set_sidebar_open (self->panes, FALSE);
  mado_panes_set_shown (self->panes, MADO_PANE_LIST);
  mado_sidebar_select (self->sidebar, NULL);
  if (text)
    mado_search_set_text (self->search, text);
  mado_search_focus (self->search);
}

static void
show_list (MadoWindow *self, const MadoSection *section, const char *query)
{
  mado_panes_set_has_list (self->panes, TRUE);
  gtk_stack_set_visible_child_name (self->pages, "record");
  mado_browse_set_section (self->browse, section, query);
  show_browse (self);
  mado_panes_set_shown (self->panes, MADO_PANE_LIST);
}

static void
show_section (MadoWindow *self, const char *id, const char *query)
{
  const MadoSection *section = mado_sections_find (id);

  if (!section)
    section = mado_sections_get (0);
  mado_sidebar_select (self->sidebar, section->id);
  if (section->get_page)
    show_section_page (self, section);
  else
    show_list (self, section, query);
  mado_panes_set_sidebar_open (self->panes, FALSE);
  g_object_set (self->settings, "section", section->id, NULL);
}

/* A record stands beside a list: the one that was shown last, or the first there is. */
static void
leave_section_page (MadoWindow *self)
{
  const MadoSection *section = mado_browse_get_section (self->browse);

  if (mado_panes_get_has_list (self->panes))
    return;
  if (section->get_page)
    show_section (self, mado_sections_find_kind (MADO_KIND_DIALOGUE)->id, NULL);
  mado_panes_set_has_list (self->panes, TRUE);
  mado_sidebar_select (self->sidebar, mado_browse_get_section (self->browse)->id);
  show_browse (self);
  gtk_stack_set_visible_child_name (self->pages, "record");
}

static void
show_record (MadoWindow *self, const char *id)
{
  leave_section_page (self);
  if (mado_page_get_id (self->page) && g_strcmp0 (mado_page_get_id (self->page), id) != 0)
    {
      g_ptr_array_add (self->history, g_strdup (mado_page_get_id (self->page)));
      g_ptr_array_set_size (self->future, 0);
    }
  mado_page_show (self->page, id);
}

static void
section_chosen_cb (MadoWindow *self, const char *id)
{
  show_section (self, id, NULL);
}

static void
search_closed_cb (MadoWindow *self)
{
  g_autofree char *section = NULL;

  g_object_get (self->settings, "section", &section, NULL);
  if (g_strcmp0 (section, mado_browse_get_section (self->browse)->id) != 0)
    {
      show_section (self, section, NULL);
      return;
    }
  show_browse (self);
  mado_sidebar_select (self->sidebar, section);
  mado_browse_focus_list (self->browse);
}

static void
record_selected_cb (MadoWindow *self, const char *id)
{
  show_record (self, id);
}

static void
record_activated_cb (MadoWindow *self, const char *id)
{
  show_record (self, id);
  mado_panes_set_shown (self->panes, MADO_PANE_PAGE);
  gtk_widget_child_focus (GTK_WIDGET (self->page), GTK_DIR_TAB_FORWARD);
}

static void
undo_star (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gboolean starred = FALSE;
  const char *id = NULL, *title = NULL;

  g_variant_get (parameter, "(&s&sb)", &id, &title, &starred);
  mado_page_undo_star (MADO_WINDOW (widget)->page, id, title, starred);
}

static void
star_changed_cb (MadoWindow *self, const char *id, const char *title, gboolean starred)
{
  AdwToast *toast = adw_toast_new (starred ? _ ("Starred") : _ ("Star removed"));

  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "win.undo-star");
  adw_toast_set_action_target (toast, "(ssb)", id, title, !starred);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* One step out: of what lies over the panes, then from the page to the list to the sections. */
static void
back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MadoWindow *self = MADO_WINDOW (widget);
  MadoPane shown = mado_panes_get_shown (self->panes);

  if (mado_panes_get_sidebar_open (self->panes))
    mado_panes_set_sidebar_open (self->panes, FALSE);
  else if (mado_panes_get_mode (self->panes) == MADO_PANES_ONE && shown != MADO_PANE_SIDEBAR)
    mado_panes_set_shown (self->panes,
                          shown == MADO_PANE_PAGE && mado_panes_get_has_list (self->panes)
                              ? MADO_PANE_LIST
                              : MADO_PANE_SIDEBAR);
}

/* Escape, where no widget has taken it for itself. */
static void
escape (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MadoWindow *self = MADO_WINDOW (widget);
  gboolean is_one = mado_panes_get_mode (self->panes) == MADO_PANES_ONE;

  if (mado_jump_close (self->jump))
    return;
  if (mado_panes_get_sidebar_open (self->panes) || is_one)
    back (widget, NULL, NULL);
  else if (!mado_panes_get_has_list (self->panes))
    return;
  else if (gtk_widget_get_focus_child (GTK_WIDGET (self->pages)))
    {
      if (is_searching_everywhere (self))
        mado_search_focus_hits (self->search);
      else
        mado_browse_focus_list (self->browse);
    }
  else if (is_searching_everywhere (self))
    search_closed_cb (self);
  else
    mado_browse_clear_search (self->browse);
}

/* Goes from the end of @from, and leaves the way back at the end of @to. */
static void
travel (MadoWindow *self, GPtrArray *from, GPtrArray *to)
{
  g_autofree char *id = NULL;

  if (from->len == 0)
    return;
  id = g_ptr_array_steal_index (from, from->len - 1);
  if (mado_page_get_id (self->page))
    g_ptr_array_add (to, g_strdup (mado_page_get_id (self->page)));
  leave_section_page (self);
  mado_page_show (self->page, id);
  mado_panes_set_shown (self->panes, MADO_PANE_PAGE);
}

static void
history_back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MadoWindow *self = MADO_WINDOW (widget);

  travel (self, self->history, self->future);
}

static void
history_forward (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MadoWindow *self = MADO_WINDOW (widget);

  travel (self, self->future, self->history);
}

static void
jump (GtkWidget *widget, const char *action, GVariant *parameter)
{
  mado_jump_open (MADO_WINDOW (widget)->jump);
}

static void
toggle_sections (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MadoWindow *self = MADO_WINDOW (widget);

  mado_panes_set_sidebar_open (self->panes, !mado_panes_get_sidebar_open (self->panes));
}

/* Once: in this section. Twice, or where there is no list: everywhere. */
static void
search (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MadoWindow *self = MADO_WINDOW (widget);

  if (is_searching_everywhere (self) || !mado_panes_get_has_list (self->panes))
    show_search (self, NULL);
  else if (mado_browse_has_search_focus (self->browse))
    show_search (self, mado_browse_get_text (self->browse));
  else
    {
      mado_panes_set_shown (self->panes, MADO_PANE_LIST);
      mado_browse_focus_search (self->browse);
    }
}

static void
search_everywhere (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *text = parameter ? g_variant_get_string (parameter, NULL) : "";

  show_search (MADO_WINDOW (widget), *text ? text : NULL);
}

static void
open_record (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MadoWindow *self = MADO_WINDOW (widget);

  show_record (self, g_variant_get_string (parameter, NULL));
  mado_panes_set_shown (self->panes, MADO_PANE_PAGE);
}

static void
open_section (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *id, *query;

  g_variant_get (parameter, "(&s&s)", &id, &query);
  show_section (MADO_WINDOW (widget), id, query);
}

static void
choose_section (GtkWidget *widget, const char *action, GVariant *parameter)
{
  guint i = g_variant_get_uint32 (parameter);

  if (i < mado_sections_get_n ())
    show_section (MADO_WINDOW (widget), mado_sections_get (i)->id, NULL);
}

static void
star (GtkWidget *widget, const char *action, GVariant *parameter)
{
  mado_page_toggle_star (MADO_WINDOW (widget)->page);
}

static void
cite (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MadoWindow *self = MADO_WINDOW (widget);
  g_autofree char *citation = mado_page_dup_citation (self->page);

  if (!citation)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), citation);
  say (self, _ ("Citation copied"));
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
  if (mode == MADO_PANES_ONE)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  mado_sidebar_set_title_buttons (self->sidebar, mode != MADO_PANES_TWO, mode == MADO_PANES_ONE);
  mado_browse_set_place (self->browse, list);
  mado_search_set_place (self->search, list);
  mado_page_set_place (self->page, page);
  if (MADO_IS_SECTION_PAGE (shown))
    mado_section_page_set_place (MADO_SECTION_PAGE (shown),
                                 mode == MADO_PANES_TWO ? page | list : page);
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
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    complain (self, error);
}

static void
store_changed_cb (MadoWindow *self)
{
  GTask *task = g_task_new (self, self->cancellable, standing_read_cb, NULL);

  mado_context_read (self->context, task, read_standing);
  g_object_unref (task);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *section = NULL;

  if (!mado_context_open_finish (self->context, result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        complain (self, error);
      return;
    }
  g_signal_connect_object (self->context, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  mado_browse_set_context (self->browse, self->context);
  mado_search_set_context (self->search, self->context);
  mado_jump_set_context (self->jump, self->context);
  mado_page_set_context (self->page, self->context);
  store_changed_cb (self);
  g_object_get (self->settings, "section", &section, NULL);
  show_section (self, section, NULL);
  if (mado_panes_get_mode (self->panes) == MADO_PANES_ONE)
    mado_panes_set_shown (self->panes, MADO_PANE_SIDEBAR);
}

static void
mado_window_dispose (GObject *object)
{
  MadoWindow *self = MADO_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_object (&self->settings);
  g_clear_object (&self->display);
  g_clear_pointer (&self->history, g_ptr_array_unref);
  g_clear_pointer (&self->future, g_ptr_array_unref);
  G_OBJECT_CLASS (mado_window_parent_class)->dispose (object);
}

static void
mado_window_class_init (MadoWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_window_dispose;
  g_type_ensure (MADO_TYPE_PANES);
  g_type_ensure (MADO_TYPE_SIDEBAR);
  g_type_ensure (MADO_TYPE_BROWSE);
  g_type_ensure (MADO_TYPE_PAGE);
  g_type_ensure (MADO_TYPE_SEARCH);
  g_type_ensure (MADO_TYPE_JUMP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/madoguchi/Madoguchi/mado-window.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, panes);
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, lists);
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, browse);
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, search);
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, page);
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, jump);
  gtk_widget_class_bind_template_callback (widget_class, section_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, star_changed_cb);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back);
  gtk_widget_class_install_action (widget_class, "win.escape", NULL, escape);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "win.escape", NULL);
  gtk_widget_class_install_action (widget_class, "win.history-back", NULL, history_back);
  gtk_widget_class_install_action (widget_class, "win.history-forward", NULL, history_forward);
  gtk_widget_class_install_action (widget_class, "win.jump", NULL, jump);
  gtk_widget_class_install_action (widget_class, "win.sections", NULL, toggle_sections);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search);
  gtk_widget_class_install_action (widget_class, "win.search-everywhere", "s", search_everywhere);
  gtk_widget_class_install_action (widget_class, "win.open-record", "s", open_record);
  gtk_widget_class_install_action (widget_class, "win.open-section", "(ss)", open_section);
  gtk_widget_class_install_action (widget_class, "win.section", "u", choose_section);
  gtk_widget_class_install_action (widget_class, "win.star", NULL, star);
  gtk_widget_class_install_action (widget_class, "win.undo-star", "(ssb)", undo_star);
  gtk_widget_class_install_action (widget_class, "win.cite", NULL, cite);
}

static void
mado_window_init (MadoWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->future = g_ptr_array_new_with_free_func (g_free);
  self->history = g_ptr_array_new_with_free_func (g_free);
  self->display = mado_display_new ();
  mado_display_attach (GTK_WIDGET (self), self->display);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->panes, "notify::mode", G_CALLBACK (mode_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pages, "notify::visible-child", G_CALLBACK (mode_changed_cb), self,
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
  mado_reading_action_add (G_ACTION_MAP (self), settings, self->display);
  mado_context_open_async (context, self->cancellable, opened_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
