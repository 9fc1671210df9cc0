/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builds the row of a year. */
#include "app/mado-calendar-year.h"

#include <glib/gi18n.h>

#include "app/widgets/mado-display.h"
#include "app/widgets/mado-inert.h"
#include "core/model/mado-day.h"

typedef struct
{
  MadoCalendar *calendar;
  const MadoCalendarYear *year; /* of the calendar */
  const MadoCalendarYearActions *actions;
  gpointer window;
  gboolean is_built;
} Row;

static void
free_row (gpointer data)
{
  Row *self = data;

  mado_calendar_unref (self->calendar);
  g_free (self);
}

/**
 * mado_calendar_describe_quality:
 *
 * Returns: (transfer none): how a year is known, for people
 */
const char *
mado_calendar_describe_quality (MadoQuality quality)
{
  switch (quality)
    {
    case MADO_QUALITY_PUBLISHED:
      return _ ("published list");
    case MADO_QUALITY_COMPUTED:
      return _ ("computed from the law, not yet published");
    case MADO_QUALITY_PROVISIONAL:
      return _ ("provisional, in part from other sources");
    case MADO_QUALITY_INCOMPLETE:
    default:
      return _ ("being entered, not used yet");
    }
}

static void
remove_cb (GtkButton *button, Row *self)
{
  const gint day = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "day"));
  g_autoptr (MadoDate) date = mado_day_to_date (day);
  g_autofree char *title
      = mado_date_format (date, mado_display_get_interface_language (), MADO_DATE_FULL);

  self->actions->remove_day (self->window, day, title);
}

static void
complete_cb (GtkButton *button, Row *self)
{
  self->actions->complete_year (self->window, self->year->year);
}

static GtkWidget *
make_day (Row *self, const MadoClosedDay *day)
{
  const MadoLanguage language = mado_display_get_interface_language ();
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autoptr (MadoDate) date = mado_day_to_date (day->day);
  g_autofree char *title = mado_date_format (date, language, MADO_DATE_FULL);
  g_autofree char *name = mado_inert_line (mado_text_get (day->title, language, NULL), NULL);
  /* Translators: %s is a day; the button takes it out of the closed days. */
  g_autofree char *label = g_strdup_printf (_ ("Remove %s"), title);
  g_autofree char *doubt
      /* Translators: the name of a closed day that was not found in the official text. */
      = day->is_unconfirmed ? g_strdup_printf (_ ("%s (not confirmed)"), name) : NULL;

  g_object_set (row, "use-markup", FALSE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), doubt ? doubt : name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data (G_OBJECT (button), "day", GINT_TO_POINTER (day->day));
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
opened_cb (AdwExpanderRow *row, GParamSpec *pspec, Row *self)
{
  if (self->is_built || !adw_expander_row_get_expanded (row))
    return;
  self->is_built = TRUE;
  for (guint i = 0; i < self->year->days->len; i++)
    adw_expander_row_add_row (row,
                              make_day (self, &g_array_index (self->year->days, MadoClosedDay, i)));
}

static void
add_complete_button (GtkWidget *row, Row *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("The list is whole"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("From then on deadlines are counted with this year."));
  g_signal_connect (button, "clicked", G_CALLBACK (complete_cb), self);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), button);
}

/**
 * mado_calendar_year_row_new:
 * @calendar: the calendar of @year
 * @actions: live as long as the program
 * @window: what the actions get
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
mado_calendar_year_row_new (MadoCalendar *calendar, const MadoCalendarYear *year,
                            const MadoCalendarYearActions *actions, gpointer window)
{
  GtkWidget *row = adw_expander_row_new ();
  Row *self = g_new0 (Row, 1);
  g_autofree char *number = g_strdup_printf ("%d", year->year);
  g_autofree char *days = g_strdup_printf (
      ngettext ("%u closed day", "%u closed days", year->days->len), year->days->len);
  g_autofree char *source = year->source ? mado_inert_line (year->source, NULL) : NULL;
  g_autofree char *known
      = g_strjoin (" · ", days, mado_calendar_describe_quality (year->quality), source, NULL);

  self->calendar = mado_calendar_ref (calendar);
  self->year = year;
  self->actions = actions;
  self->window = window;
  g_object_set (row, "use-markup", FALSE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), number);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), known);
  if (year->quality == MADO_QUALITY_INCOMPLETE)
    add_complete_button (row, self);
  g_object_set_data_full (G_OBJECT (row), "year", self, free_row);
  g_signal_connect (row, "notify::expanded", G_CALLBACK (opened_cb), self);
  return row;
}

gint
mado_calendar_year_row_get_year (GtkWidget *row)
{
  const Row *self = g_object_get_data (G_OBJECT (row), "year");

  return self->year->year;
}
