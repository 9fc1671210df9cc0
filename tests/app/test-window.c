/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window is found again as it was left, and goes away at any moment without a trace. */
#include "support/window-fixture.h"

#include <string.h>

#include "support/store-fixture.h"

#define MOST_STEPS 130

static GtkSingleSelection *
get_selection (WindowFixture *self)
{
  GtkListView *view = mado_list_place_get_view (mado_browse_get_list_place (self->window->browse));

  return GTK_SINGLE_SELECTION (gtk_list_view_get_model (view));
}

static char *
dup_id (WindowFixture *self, guint position)
{
  g_autoptr (MadoItem) item = g_list_model_get_item (
      G_LIST_MODEL (mado_browse_get_list (self->window->browse)), position);

  window_wait_until (mado_item_get_record (item));
  return g_strdup (mado_record_get_id (mado_item_get_record (item)));
}

static guint
count_rows (WindowFixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (mado_browse_get_list (self->window->browse)));
}

static gboolean
is_selected (WindowFixture *self, const char *id)
{
  MadoItem *item = gtk_single_selection_get_selected_item (get_selection (self));
  MadoRecord *record = item ? mado_item_get_record (item) : NULL;

  return record && g_str_equal (mado_record_get_id (record), id);
}

static gboolean
is_top (WindowFixture *self, const char *id)
{
  g_autofree char *top
      = mado_list_place_dup_top (mado_browse_get_list_place (self->window->browse));

  return g_strcmp0 (top, id) == 0;
}

static gboolean
shows (WindowFixture *self, const char *id)
{
  return g_strcmp0 (mado_page_get_id (self->window->page), id) == 0;
}

/* Selects a row and scrolls to one. */
static void
go_to (WindowFixture *self, guint selected, guint top, char **selected_id, char **top_id)
{
  *selected_id = dup_id (self, selected);
  *top_id = dup_id (self, top);
  window_wait_until (g_list_model_get_n_items (G_LIST_MODEL (get_selection (self)))
                     == count_rows (self));
  gtk_single_selection_set_selected (get_selection (self), selected);
  mado_list_place_restore (mado_browse_get_list_place (self->window->browse), NULL, *top_id);
  window_wait_until (is_top (self, *top_id) && shows (self, *selected_id));
}

static void
test_is_opened_as_it_was_left (WindowFixture *self, gconstpointer data)
{
  g_autofree char *selected = NULL, *top = NULL;

  /* Row 300 is on the fourth page of the list: its place is asked of the reader. */
  window_show_section (self, "glossary");
  go_to (self, 300, 290, &selected, &top);
  window_close (self);
  window_open (self);
  g_assert_cmpstr (self->window->section->id, ==, "glossary");
  window_wait_until (is_selected (self, selected));
  window_wait_until (is_top (self, top));
  window_wait_until (shows (self, selected));
}

static void
test_what_was_left_in_another_section_is_forgotten (WindowFixture *self, gconstpointer data)
{
  g_autofree char *selected = NULL, *top = NULL;

  window_show_section (self, "glossary");
  go_to (self, 300, 290, &selected, &top);
  window_show_section (self, "events");
  window_wait_until (is_top (self, NULL));
  g_assert_cmpuint (gtk_single_selection_get_selected (get_selection (self)), ==,
                    GTK_INVALID_LIST_POSITION);
}

/* Events before and after those that are there: every row of the list has another neighbour. */
static GPtrArray *
make_events (guint year)
{
  GPtrArray *events = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *id = g_strdup_printf ("imported-%u-%u", year, i);
      g_autofree char *date = g_strdup_printf ("%u-%02u-%02u", year, 1 + i / 25, 1 + i % 25);

      g_ptr_array_add (events, store_make_event (id, date));
    }
  return events;
}

static void
count_page_cb (MadoBrowse *browse, const char *id, gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
test_an_import_leaves_selection_and_scroll (WindowFixture *self, gconstpointer data)
{
  g_autofree char *selected = NULL, *top = NULL;
  GPtrArray *events = make_events (1985), *later = make_events (2035);
  guint before, n_pages = 0;

  window_show_section (self, "events");
  before = count_rows (self);
  go_to (self, 12, 9, &selected, &top);
  g_signal_connect (self->window->browse, "record-selected", G_CALLBACK (count_page_cb), &n_pages);
  g_ptr_array_extend_and_steal (events, later);
  window_import (self, events);
  window_wait_until (count_rows (self) == before + 120);
  window_wait_until (is_selected (self, selected));
  window_wait_until (is_top (self, top));
  /* Nobody has chosen anything: the page that is read is left alone. */
  g_assert_cmpuint (n_pages, ==, 0);
}

/* xU07. After ever more steps of the main loop: in the opening of the store, the first page, the
 * counts, the record. */
static void
test_is_closed_at_any_moment (WindowFixture *self, gconstpointer data)
{
  g_autofree char *selected = NULL, *top = NULL;

  window_show_section (self, "glossary");
  go_to (self, 300, 290, &selected, &top);
  window_close (self);
  for (guint steps = 0; steps < MOST_STEPS; steps = steps * 2 + 1)
    {
      GtkWidget *window = mado_window_new (self->application, self->context, self->settings);

      gtk_window_present (GTK_WINDOW (window));
      for (guint i = 0; i < steps; i++)
        g_main_context_iteration (NULL, FALSE);
      g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
      gtk_window_destroy (GTK_WINDOW (window));
      /* What is under way holds it until it is told that nobody waits any more. */
      window_wait_until (!window);
    }
}

/* A key or a menu would reach the one that the class has, and never the other. */
static void
test_no_action_has_two_owners (WindowFixture *self, gconstpointer data)
{
  GtkWidgetClass *klass = GTK_WIDGET_GET_CLASS (self->window);
  const GVariantType *type;
  const char *name, *property;
  GType owner;
  guint n = 0;

  for (; gtk_widget_class_query_action (klass, n, &owner, &name, &type, &property); n++)
    if (g_str_has_prefix (name, "win."))
      g_assert_null (
          g_action_map_lookup_action (G_ACTION_MAP (self->window), name + strlen ("win.")));
  g_assert_cmpuint (n, >, 10);
}

static void
test_two_windows_go_their_own_ways (WindowFixture *self, gconstpointer data)
{
  MadoWindow *first = self->window, *second;

  self->window = NULL;
  window_open (self);
  second = self->window;
  window_show_section (self, "events");
  mado_window_show_record (second, "jc-3-2015");
  window_wait_until (shows (self, "jc-3-2015"));
  self->window = first;
  window_show_section (self, "dialogue");
  mado_window_show_record (first, "jc-7-2023");
  window_wait_until (shows (self, "jc-7-2023"));
  mado_window_show_record (first, "jc-6-2021");
  window_wait_until (shows (self, "jc-6-2021"));
  gtk_widget_activate_action (GTK_WIDGET (first), "win.history-back", NULL);
  window_wait_until (shows (self, "jc-7-2023"));
  mado_window_show_search (first, "quantum");
  /* Nothing of that has reached the second, which has been nowhere else. */
  self->window = second;
  g_assert_cmpstr (second->section->id, ==, "events");
  g_assert_cmpstr (mado_browse_get_section (second->browse)->id, ==, "events");
  g_assert_false (mado_window_is_searching_everywhere (second));
  gtk_widget_activate_action (GTK_WIDGET (second), "win.history-back", NULL);
  gtk_widget_activate_action (GTK_WIDGET (second), "win.history-forward", NULL);
  g_assert_true (shows (self, "jc-3-2015"));
  window_close (self);
  self->window = first;
  g_assert_true (shows (self, "jc-7-2023"));
  gtk_widget_activate_action (GTK_WIDGET (first), "win.history-forward", NULL);
  window_wait_until (shows (self, "jc-6-2021"));
}

static const char *
get_notice (WindowFixture *self)
{
  MadoNotice *notice = mado_health_get_notice (self->window->health);

  return notice ? mado_notice_get_sentence (notice) : NULL;
}

/* Another program writes while the window looks whether its edition is the newest. */
static void
test_a_notice_goes_with_its_cause (WindowFixture *self, gconstpointer data)
{
  StoreFixture store = { self->profile, NULL };

  store_reopen (&store);
  store_exec (&store, "UPDATE sets SET edition = -1");
  store_exec (&store, "BEGIN IMMEDIATE");
  g_assert_null (get_notice (self));
  mado_context_check_edition (self->context);
  window_wait_until (get_notice (self));
  window_show_section (self, "updates");
  g_assert_nonnull (get_notice (self));
  store_exec (&store, "UPDATE sets SET edition = 1000000");
  store_exec (&store, "COMMIT");
  window_wait_until (!get_notice (self));
  window_show_section (self, "agreements");
  g_assert_null (get_notice (self));
  g_clear_pointer (&store.writer, mado_writer_close);
}

/* Where only one pane is seen, the notice is in that one. */
static void
test_a_notice_stands_in_the_pane_that_is_shown (WindowFixture *self, gconstpointer data)
{
  static const MadoPane shown[] = { MADO_PANE_LIST, MADO_PANE_PAGE, MADO_PANE_LIST };
  g_autoptr (GError) error
      = g_error_new_literal (MADO_STORE_ERROR, MADO_STORE_ERROR_FULL, "the disk is full");

  gtk_window_set_default_size (GTK_WINDOW (self->window), 400, 700);
  window_wait_until (mado_panes_get_mode (self->window->panes) == MADO_PANES_ONE);
  window_show_section (self, "agreements");
  mado_context_announce_desk_failure (self->context, error);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      GtkStack *pane = shown[i] == MADO_PANE_LIST ? self->window->lists : self->window->pages;

      mado_panes_set_shown (self->window->panes, shown[i]);
      g_assert_true (
          gtk_widget_is_ancestor (GTK_WIDGET (mado_health_get_notice (self->window->health)),
                                  gtk_stack_get_visible_child (pane)));
    }
}

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

/* The rows of the search before come after it. */
static void
test_a_mistake_is_shown_whatever_is_under_way (WindowFixture *self, gconstpointer data)
{
  GtkWidget *browse = GTK_WIDGET (self->window->browse);
  GtkEditable *entry = GTK_EDITABLE (find (browse, GTK_TYPE_SEARCH_ENTRY));
  GtkStack *stack
      = GTK_STACK (gtk_widget_get_ancestor (find (browse, GTK_TYPE_LIST_VIEW), GTK_TYPE_STACK));
  MadoList *list = mado_browse_get_list (self->window->browse);

  gtk_editable_set_text (entry, "committee");
  window_wait_until (mado_list_get_loading (list));
  gtk_editable_set_text (entry, "committee (");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "empty");
  window_wait_until (!mado_list_get_loading (list));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "empty");
  gtk_editable_set_text (entry, "committee");
  window_wait_until (g_str_equal (gtk_stack_get_visible_child_name (stack), "list"));
}

/* Page Down scrolls it then, and Space sets no star. */
static void
test_the_keyboard_is_in_the_text_of_an_activated_record (WindowFixture *self, gconstpointer data)
{
  g_autofree char *id = NULL;
  GtkWidget *focus;

  window_show_section (self, "agreements");
  window_wait_until (count_rows (self) > 1);
  id = dup_id (self, 1);
  window_wait_until (g_list_model_get_n_items (G_LIST_MODEL (get_selection (self))) > 1);
  gtk_single_selection_set_selected (get_selection (self), 1);
  window_wait_until (shows (self, id));
  g_signal_emit_by_name (self->window->browse, "record-activated", id);
  focus = gtk_root_get_focus (GTK_ROOT (self->window));
  g_assert_nonnull (focus);
  g_assert_true (GTK_IS_SCROLLED_WINDOW (focus));
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (self->window->page)));
}

#define ADD(sentence, test)                                                                        \
  g_test_add ("/app/window/" sentence, WindowFixture, NULL, window_set_up, test, window_tear_down)

static gboolean
is_japanese_at (PangoAttrList *attributes, int at)
{
  PangoAttrIterator *iterator = attributes ? pango_attr_list_get_iterator (attributes) : NULL;
  gboolean is_japanese = FALSE;
  int start, end;

  if (!iterator)
    return FALSE;
  do
    {
      PangoAttribute *found = pango_attr_iterator_get (iterator, PANGO_ATTR_LANGUAGE);

      pango_attr_iterator_range (iterator, &start, &end);
      if (start <= at && at < end && found)
        is_japanese
            = g_str_equal (pango_language_to_string (((PangoAttrLanguage *) found)->value), "ja");
    }
  while (pango_attr_iterator_next (iterator));
  pango_attr_iterator_destroy (iterator);
  return is_japanese;
}

/* Returns: how many labels with Han characters were looked at */
static guint
assert_han_is_japanese (GtkWidget *widget)
{
  const char *text = GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : "";
  guint n = 0;

  /* Words of the program. */
  if (ADW_IS_HEADER_BAR (widget))
    return 0;
  for (const char *at = text; *at; at = g_utf8_next_char (at))
    if (g_unichar_get_script (g_utf8_get_char (at)) == G_UNICODE_SCRIPT_HAN)
      {
        if (!is_japanese_at (
                pango_layout_get_attributes (gtk_label_get_layout (GTK_LABEL (widget))), at - text))
          g_error ("no language in “%s”", text);
        n = 1;
      }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    n += assert_han_is_japanese (child);
  return n;
}

/* Without it Pango takes the Han characters of an English window from whatever font comes first,
 * often with Chinese shapes. */
static void
test_han_on_a_page_is_told_to_be_japanese (WindowFixture *self, gconstpointer data)
{
  /* Names in other writings, other names, themes, sources. */
  static const char *const ids[]
      = { "hiroshi-matsumoto", "naokazu-takemoto", "michinari-hamaguchi", "st-agreement", "jst" };
  guint n = 0;

  window_show_section (self, "organisations");
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (self->window), "win.open-record", "s", ids[i]);
      window_wait_until (shows (self, ids[i]));
      n += assert_han_is_japanese (GTK_WIDGET (self->window->page));
    }
  g_assert_cmpuint (n, >=, 5);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  ADD ("is-opened-as-it-was-left", test_is_opened_as_it_was_left);
  ADD ("what-was-left-in-another-section-is-forgotten",
       test_what_was_left_in_another_section_is_forgotten);
  ADD ("an-import-leaves-selection-and-scroll", test_an_import_leaves_selection_and_scroll);
  ADD ("no-action-has-two-owners", test_no_action_has_two_owners);
  ADD ("a-mistake-is-shown-whatever-is-under-way", test_a_mistake_is_shown_whatever_is_under_way);
  ADD ("the-keyboard-is-in-the-text-of-an-activated-record",
       test_the_keyboard_is_in_the_text_of_an_activated_record);
  ADD ("a-notice-goes-with-its-cause", test_a_notice_goes_with_its_cause);
  ADD ("a-notice-stands-in-the-pane-that-is-shown", test_a_notice_stands_in_the_pane_that_is_shown);
  ADD ("two-windows-go-their-own-ways", test_two_windows_go_their_own_ways);
  ADD ("is-closed-at-any-moment", test_is_closed_at_any_moment);
  ADD ("han-on-a-page-is-told-to-be-japanese", test_han_on_a_page_is_told_to_be_japanese);
  return g_test_run ();
}
