/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verb due for a call: until when one can come in, on the clocks of both sides, and a reminder
 * some working days before. */
#include "cli/mado-due-text.h"

#include "core/export/mado-icalendar.h"
#include "core/model/mado-clock.h"
#include "core/model/mado-opportunity.h"

/* In both languages, in the order of MadoLanguage. */
typedef const char *const Words[2];

static Words closes_words = { "Closes %s", "締切：%s" };
static Words unknown_words
    = { "The record does not say on which day it closes.", "締切の日は記録にありません。" };
static Words remind_words = { "%u working days before: %s", "%u業務日前：%s" };

/* A month or a year is no day. */
static gint
get_day (MadoRecord *record)
{
  MadoDate *date = mado_opportunity_get_last_day (record);

  return date != NULL && mado_date_get_end (date).precision == MADO_PRECISION_DAY
             ? mado_date_get_last_day (date)
             : MADO_NO_DAY;
}

static void
set_day (JsonObject *object, const char *name, gint day)
{
  g_autofree char *iso = day != MADO_NO_DAY ? mado_day_format_iso (day) : NULL;

  if (iso != NULL)
    json_object_set_string_member (object, name, iso);
  else
    json_object_set_null_member (object, name);
}

static void
print_json (gint day, gint remind, GPtrArray *clocks)
{
  JsonObject *answer = json_object_new ();
  JsonArray *all = json_array_new ();

  for (guint i = 0; i < clocks->len; i++)
    {
      GDateTime *clock = g_ptr_array_index (clocks, i);
      g_autofree char *local = g_date_time_format (clock, "%Y-%m-%dT%H:%M");
      JsonObject *one = json_object_new ();

      json_object_set_string_member (one, "zone",
                                     g_time_zone_get_identifier (g_date_time_get_timezone (clock)));
      json_object_set_string_member (one, "local", local);
      json_array_add_object_element (all, one);
    }
  set_day (answer, "due", day);
  if (remind != MADO_NO_DAY)
    set_day (answer, "remind", remind);
  json_object_set_array_member (answer, "clocks", all);
  mado_print_json_object (answer);
}

static void
print_ics (MadoRecord *record, MadoLanguage language, gint day, gint remind, GDateTime *moment)
{
  g_autofree char *id = g_strconcat ("call-", mado_record_get_id (record), NULL);
  const MadoReminder reminder
      = { id,     day,
          moment, mado_text_get (mado_record_get_title (record), language, NULL),
          NULL,   remind != MADO_NO_DAY ? day - remind : 0 };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *file = mado_icalendar_write (&reminder, 1, now);

  mado_print_raw (file);
}

static void
print_text (gint day, gint remind, guint n, GPtrArray *clocks, MadoLanguage language)
{
  g_autofree char *date = mado_due_format_day (day, language);
  g_autofree char *before = remind != MADO_NO_DAY ? mado_due_format_day (remind, language) : NULL;

  mado_print (closes_words[language], date);
  mado_print ("\n");
  for (guint i = 0; i < clocks->len; i++)
    {
      GDateTime *clock = g_ptr_array_index (clocks, i);
      const char *zone = g_time_zone_get_identifier (g_date_time_get_timezone (clock));
      g_autofree char *there = mado_due_format_day (mado_clock_get_day (clock, zone), language);
      g_autofree char *hour = mado_clock_format_hour (clock);
      g_autofree char *both = g_strconcat (there, " ", hour, NULL);

      mado_print_columns ("  ", zone, 16, both);
    }
  if (before == NULL)
    return;
  mado_print (remind_words[language], n, before);
  mado_print ("\n");
}

/**
 * mado_due_print_call:
 * @record: an opportunity
 * @n: a reminder so many working days before it closes; 0: none
 * @calendars: (element-type MadoCalendar): what they are counted by
 *
 * Only a day is a deadline; where the record gives a month there is none, and it is said.
 */
void
mado_due_print_call (MadoCommand *command, MadoRecord *record, guint n, GPtrArray *calendars,
                     MadoClosed closed)
{
  const gint day = get_day (record);
  g_autoptr (GDateTime) moment = mado_opportunity_dup_deadline (record);
  g_autoptr (GPtrArray) clocks = mado_clock_list_sides (moment);
  g_autoptr (MadoDue) before = NULL;
  gint remind = MADO_NO_DAY;

  if (day != MADO_NO_DAY && n > 0)
    {
      before = mado_due_count_back (day, n, calendars, closed);
      remind = before->due;
    }
  if (before != NULL && before->refused != NULL)
    mado_due_complain (before, command->language);
  if (command->options.json)
    print_json (day, remind, clocks);
  else if (day == MADO_NO_DAY)
    mado_complain ("%s", unknown_words[command->language]);
  else if (command->options.ics)
    print_ics (record, command->language, day, remind, moment);
  else
    print_text (day, remind, n, clocks, command->language);
  command->failed
      = (command->options.ics && day == MADO_NO_DAY) || (before != NULL && before->refused != NULL);
}
