/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page of a record says, in a window, and what becomes of it when the store changes. */
#include "support/window-fixture.h"

#include <string.h>

#include "app/sections/browse/mado-page-body.h"
#include "support/store-fixture.h"

static GtkWidget *
find_kind (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_kind (child, type);
  return found;
}

static gboolean
says (GtkWidget *widget, const char *text)
{
  gboolean is_here
      = GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !is_here;
       child = gtk_widget_get_next_sibling (child))
    is_here = says (child, text);
  return is_here;
}

static void
open_record (WindowFixture *self, const char *id)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.open-record", "s", id);
  window_wait_until (g_strcmp0 (mado_page_get_id (self->window->page), id) == 0);
}

/* An event with a text that is higher than the window. */
static GPtrArray *
make_long_event (const char *summary)
{
  g_autofree char *body = g_strnfill (12000, 'm');
  g_autofree char *json = NULL;

  for (char *at = body + 9; at < body + 12000; at += 10)
    *at = ' ';
  json = g_strdup_printf (
      "{\"id\":\"long\",\"kind\":\"event\",\"type\":\"seminar\",\"title\":{\"en\":\"Long day\"},"
      "\"date\":{\"start\":\"2019-05-01\"},\"summary\":{\"en\":\"%s\"},\"body\":{\"en\":[\"%s\"]},"
      "\"participants\":[{\"organisation\":\"jst\",\"role\":\"organiser\"}],"
      "\"sources\":[{\"title\":\"Page\",\"accessed\":\"2026-11-01\"}]}",
      summary, body);
  return store_list (store_parse (json), NULL);
}

/* Neither the place in the text nor the note that is being written is left for it. */
static void
test_it_follows_its_record (WindowFixture *self, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (self->window->page);
  GtkWidget *body = find_kind (page, MADO_TYPE_PAGE_BODY);
  GtkWidget *scroller = gtk_widget_get_ancestor (body, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  GtkWidget *note;

  window_show_section (self, "events");
  window_import (self, make_long_event ("As it was."));
  open_record (self, "long");
  window_wait_until (gtk_adjustment_get_upper (adjustment)
                     > gtk_adjustment_get_page_size (adjustment) + 100);
  note = find_kind (page, GTK_TYPE_TEXT_VIEW);
  window_wait_until (gtk_text_view_get_editable (GTK_TEXT_VIEW (note)));
  gtk_widget_grab_focus (note);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (note)), "half a", -1);
  gtk_adjustment_set_value (adjustment, 60);
  window_import (self, make_long_event ("As it is."));
  window_wait_until (says (page, "As it is."));
  g_assert_false (says (page, "As it was."));
  g_assert_true (gtk_widget_has_focus (note));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 60);
}

/* The bundled summits: the 19th, then the 21st; before the 19th the 10th. */
static void
test_a_number_that_is_not_there_is_called_that (WindowFixture *self, gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (self->window->page);

  window_show_section (self, "dialogue");
  open_record (self, "summit-21-2013");
  g_assert_true (says (page, "no. 20 is not in this collection"));
  g_assert_true (says (page, "no. 21 of 30"));
  open_record (self, "summit-19-2010");
  g_assert_true (says (page, "no. 20 is not in this collection"));
  g_assert_true (says (page, "nos. 11 to 18 are not in this collection"));
  open_record (self, "jc-3-2015");
  g_assert_true (says (page, "no. 3 of 7"));
  g_assert_false (says (page, "not in this collection"));
  g_assert_false (says (page, "missing"));
}

static gint
get_day (GDateYear year, GDateMonth month, GDateDay day)
{
  g_autoptr (GDate) date = g_date_new_dmy (day, month, year);
  g_autoptr (GDate) first = g_date_new_dmy (1, G_DATE_JANUARY, 1800);

  return g_date_days_between (first, date);
}

/* The line of the list of who may apply that holds on the day of the page. */
static GtkWidget *
find_line_of_today (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (gtk_widget_has_css_class (widget, "eligible"))
    return says (widget, "Applies today") ? widget : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_line_of_today (child);
  return found;
}

static void
test_who_may_apply_differs_from_day_to_day (WindowFixture *self, gconstpointer data)
{
  static const char json[]
      = "{\"id\":\"dated\",\"kind\":\"opportunity\",\"type\":\"funding\",\"status\":\"open\","
        "\"title\":{\"en\":\"A call\"},\"summary\":{\"en\":\"For "
        "some.\"},\"who\":{\"en\":\"Some\"},\"participants\":[{\"organisation\":\"jst\",\"role\":"
        "\"funder\"}],"
        "\"closes_on\":\"2027-01-01\","
        "\"eligibility\":[{\"from\":\"2021\",\"until\":\"2025\",\"scope\":{\"en\":\"Pillar II\"},"
        "\"who\":{\"en\":\"From third countries\"},\"open\":\"no\","
        "\"sources\":[{\"title\":\"Page\",\"accessed\":\"2026-11-01\"}]},"
        "{\"from\":\"2026-01\",\"scope\":{\"en\":\"Pillar II\"},\"who\":{\"en\":\"From Japan\"},"
        "\"open\":\"transitional\",\"sources\":[{\"title\":\"Page\",\"accessed\":\"2026-11-01\"}]}]"
        ","
        "\"sources\":[{\"title\":\"Page\",\"accessed\":\"2026-11-01\"}]}";
  GtkWidget *page = GTK_WIDGET (self->window->page);
  MadoDisplay *display = mado_display_get_for_widget (page);

  window_show_section (self, "funding");
  window_import (self, store_list (store_parse (json), NULL));
  mado_display_set_today (display, get_day (2025, G_DATE_JUNE, 1));
  open_record (self, "dated");
  g_assert_true (says (find_line_of_today (page), "From third countries"));
  mado_display_set_today (display, get_day (2026, G_DATE_JUNE, 1));
  g_assert_true (says (find_line_of_today (page), "From Japan"));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/app/page/" name, WindowFixture, NULL, window_set_up, function, window_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  ADD ("it-follows-its-record", test_it_follows_its_record);
  ADD ("a-number-that-is-not-there-is-called-that", test_a_number_that_is_not_there_is_called_that);
  ADD ("who-may-apply-differs-from-day-to-day", test_who_may_apply_differs_from_day_to_day);
  return g_test_run ();
}
