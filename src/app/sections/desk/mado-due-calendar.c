/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The grid is for the eye; the list beneath it says the same in words. */
#include "app/sections/desk/mado-due-calendar.h"

#include <glib/gi18n.h>

#include "app/sections/desk/mado-case-times.h"
#include "app/sections/desk/mado-due-days.h"
#include "app/widgets/mado-display.h"

#define MOST_WEEKS 26 /* of a grid; a longer time is told in words */

struct _MadoDueCalendar
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (MadoDueCalendar, mado_due_calendar, GTK_TYPE_BOX)

static void
mado_due_calendar_class_init (MadoDueCalendarClass *klass)
{
}

static void
mado_due_calendar_init (MadoDueCalendar *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 8);
  gtk_widget_add_css_class (GTK_WIDGET (self), "tile");
}

GtkWidget *
mado_due_calendar_new (void)
{
  return g_object_new (MADO_TYPE_DUE_CALENDAR, NULL);
}

static GtkWidget *
append_label (GtkBox *box, const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  gtk_box_append (box, label);
  return label;
}

/* --- The head --- */

static char *
describe_state (const MadoDeadline *deadline, gint today)
{
  guint left = mado_deadline_count_left (deadline, today);
  g_autofree char *holding = NULL;

  switch (mado_deadline_judge (deadline, today))
    {
    case MADO_DEADLINE_OVERDUE:
      return g_strdup (_ ("The day has passed."));
    case MADO_DEADLINE_LAST:
      return g_strdup (_ ("Today is the last day."));
    case MADO_DEADLINE_HOLDING:
      return g_strdup_printf (
          ngettext (
              "%u working day is left. If the answer takes longer, say now when it will come.",
              "%u working days are left. If the answer takes longer, say now when it will "
              "come.",
              left),
          left);
    default:
      return g_strdup_printf (
          ngettext ("%u working day is left.", "%u working days are left.", left), left);
    }
}

static char *
describe_rule (const MadoDeadlineRule *rule)
{
  const char *which = _ ("A day counts only if every calendar is open.");

  if (g_strv_length (rule->calendars) == 1)
    which = _ ("One calendar is counted.");
  else if (rule->closed == MADO_CLOSED_ALL)
    which = _ ("A day counts if one of the calendars is open.");
  /* Translators: the rule in working days, and how calendars are put together. */
  return g_strdup_printf (ngettext ("%1$u working day after the day of receipt. %2$s",
                                    "%1$u working days after the day of receipt. %2$s",
                                    rule->n_days),
                          rule->n_days, which);
}

static char *
describe_refusal (const MadoDue *due)
{
  const char *calendar
      = mado_calendar_get_title (due->refused, mado_display_get_interface_language ());

  /* Translators: a calendar of working days and a year. */
  return g_strdup_printf (
      _ ("The calendar “%1$s” does not know the year %2$d: no date can be given. Enter the year in "
         "the preferences, under Calendars."),
      calendar, due->refused_year);
}

/* --- The grid --- */

static const MadoDueDay *
find_day (const MadoDue *due, gint day)
{
  for (guint i = 0; i < due->days->len; i++)
    {
      const MadoDueDay *one = g_ptr_array_index (due->days, i);

      if (one->day == day)
        return one;
    }
  return NULL;
}

static void
style_cell (GtkWidget *cell, const MadoDue *due, const MadoDueDay *day, gint date, gint today)
{
  if (date == due->start)
    gtk_widget_add_css_class (cell, "receipt");
  if (date == due->due)
    gtk_widget_add_css_class (cell, "last");
  else if (day == NULL)
    return;
  else if (day->number > 0)
    gtk_widget_add_css_class (cell, date < today ? "past" : "counted");
  else if (day->closures != NULL && !mado_due_days_is_weekend (day))
    gtk_widget_add_css_class (cell, "closed");
  else
    gtk_widget_add_css_class (cell, "free");
}

static GtkWidget *
make_cell (const MadoDue *due, gint date, gint today)
{
  const MadoDueDay *day = find_day (due, date);
  MadoDatePoint point = mado_day_to_point (date);
  g_autofree char *small = g_strdup_printf ("%d", point.day);
  g_autofree char *number
      = day != NULL && day->number > 0 ? g_strdup_printf ("%u", day->number) : g_strdup ("");
  g_autofree char *why = day != NULL ? mado_due_days_describe (day) : NULL;
  GtkWidget *cell = gtk_overlay_new ();
  GtkWidget *label = gtk_label_new (small);
  GtkWidget *count = gtk_label_new (number);

  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "due-date");
  gtk_widget_set_halign (count, GTK_ALIGN_END);
  gtk_widget_set_valign (count, GTK_ALIGN_END);
  gtk_widget_add_css_class (count, "due-number");
  gtk_overlay_set_child (GTK_OVERLAY (cell), count);
  gtk_overlay_add_overlay (GTK_OVERLAY (cell), label);
  gtk_widget_add_css_class (cell, "due-cell");
  style_cell (cell, due, day, date, today);
  gtk_widget_set_tooltip_text (cell, date == due->start ? _ ("Day of receipt") : why);
  return cell;
}

static gint
get_monday (gint day)
{
  return day - (gint) mado_day_get_weekday (day) + 1;
}

static void
append_grid (GtkBox *box, const MadoDue *due, gint today)
{
  gint first = get_monday (due->start);
  gint weeks = (get_monday (due->due) - first) / 7 + 1;
  GtkWidget *grid;

  if (weeks > MOST_WEEKS)
    return;
  grid = gtk_grid_new ();
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 2);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  for (gint i = 0; i < 7; i++)
    {
      GtkWidget *head = gtk_label_new (mado_case_times_get_weekday ((guint) i + 1));

      gtk_widget_add_css_class (head, "fact-k");
      gtk_grid_attach (GTK_GRID (grid), head, i, 0, 1, 1);
    }
  for (gint i = 0; i < weeks * 7; i++)
    gtk_grid_attach (GTK_GRID (grid), make_cell (due, first + i, today), i % 7, i / 7 + 1, 1, 1);
  gtk_box_append (box, grid);
}

/* --- In words --- */

static void
append_holidays (GtkBox *box, const MadoDue *due, gint today)
{
  for (guint i = 0; i < due->days->len; i++)
    {
      const MadoDueDay *day = g_ptr_array_index (due->days, i);
      g_autofree char *holiday = mado_due_days_dup_holiday (day);
      g_autofree char *date = mado_case_times_format_day (day->day, today);
      g_autofree char *line = NULL;

      if (holiday == NULL || day->number > 0 || mado_due_days_is_weekend (day))
        continue;
      line = g_strdup_printf ("%s · %s", date, holiday);
      append_label (box, line, "row-sub");
    }
}

static void
append_days (GtkBox *box, const MadoDue *due, gint today)
{
  const char *name = _ ("Day by day");
  GtkWidget *expander = gtk_expander_new (name);
  GtkWidget *days = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *start = mado_case_times_format_day (due->start, today);
  /* Translators: %s is a day. */
  g_autofree char *receipt = g_strdup_printf (_ ("%s: received, does not count"), start);

  gtk_accessible_update_property (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  append_label (GTK_BOX (days), receipt, "row-sub");
  for (guint i = 0; i < due->days->len; i++)
    {
      const MadoDueDay *day = g_ptr_array_index (due->days, i);
      g_autofree char *date = mado_case_times_format_day (day->day, today);
      g_autofree char *why = mado_due_days_describe (day);
      /* Translators: a day, and why it counts or does not. */
      g_autofree char *line = g_strdup_printf (C_ ("day by day", "%1$s: %2$s"), date, why);

      append_label (GTK_BOX (days), line, "row-sub");
    }
  gtk_widget_set_margin_top (days, 6);
  gtk_expander_set_child (GTK_EXPANDER (expander), days);
  gtk_box_append (box, expander);
}

static void
append_quality (GtkBox *box, const MadoDue *due)
{
  if (due->quality == MADO_QUALITY_COMPUTED)
    append_label (box, _ ("Computed from the law: the official list is not published yet."),
                  "row-sub");
  else if (due->quality != MADO_QUALITY_PUBLISHED)
    append_label (box, _ ("To be verified: not every closed day was read in an official list."),
                  "row-sub");
}

static void
show_date (MadoDueCalendar *self, const MadoDeadlineRule *rule, const MadoDeadline *deadline,
           gint today)
{
  GtkBox *box = GTK_BOX (self);
  g_autofree char *day = mado_case_times_format_long_day (deadline->due->due);
  /* Translators: %s is a day. */
  g_autofree char *head = g_strdup_printf (_ ("Due %s"), day);
  g_autofree char *state = describe_state (deadline, today);
  g_autofree char *said = describe_rule (rule);

  append_label (box, head, "heading");
  append_label (box, state, NULL);
  append_grid (box, deadline->due, today);
  append_holidays (box, deadline->due, today);
  append_days (box, deadline->due, today);
  append_label (box, said, "row-sub");
  append_label (box, _ ("Counted as in Regulation (EEC, Euratom) No 1182/71."), "row-sub");
  append_quality (box, deadline->due);
}

void
mado_due_calendar_show (MadoDueCalendar *self, const MadoDeadlineRule *rule,
                        const MadoDeadline *deadline, gboolean is_done, gint today)
{
  GtkBox *box = GTK_BOX (self);
  GtkWidget *child;
  g_autofree char *refusal = NULL;

  g_return_if_fail (MADO_IS_DUE_CALENDAR (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (box, child);
  gtk_widget_set_visible (GTK_WIDGET (self), !is_done && deadline != NULL && rule != NULL);
  if (is_done || deadline == NULL || rule == NULL)
    return;
  if (deadline->due->refused != NULL)
    {
      refusal = describe_refusal (deadline->due);
      append_label (box, _ ("No date can be given"), "heading");
      append_label (box, refusal, NULL);
    }
  else if (deadline->due->is_stopped)
    {
      append_label (box, _ ("Clock stopped"), "heading");
      g_free (refusal);
      refusal = g_strdup_printf (
          ngettext ("It waits for somebody else. %u working day will be left then.",
                    "It waits for somebody else. %u working days will be left then.",
                    deadline->due->n_left),
          deadline->due->n_left);
      append_label (box, refusal, NULL);
      append_days (box, deadline->due, today);
    }
  else
    show_date (self, rule, deadline, today);
}
