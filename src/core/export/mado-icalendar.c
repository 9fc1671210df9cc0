/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes calendar files through libical, which escapes and folds. */
#include "core/export/mado-icalendar.h"

#include <libical/ical.h>

#include "core/model/mado-day.h"

#define PRODUCT "-//Madoguchi//Madoguchi//EN"
#define DOMAIN "io.github.madoguchi.Madoguchi"

static icaltimetype
to_utc (GDateTime *moment)
{
  return icaltime_from_timet_with_zone ((time_t) g_date_time_to_unix (moment), 0,
                                        icaltimezone_get_utc_timezone ());
}

static icaltimetype
to_date (gint day)
{
  const MadoDatePoint point = mado_day_to_point (day);
  icaltimetype time = icaltime_null_date ();

  time.year = point.year;
  time.month = point.month;
  time.day = point.day;
  return time;
}

/* The hour as it was said, with its zone: a calendar that is told UTC shows no Brussels. The zone's
 * rules go into the file, once; where libical does not know it, UTC says the same moment. */
static void
set_moment (icalcomponent *file, icalcomponent *event, GDateTime *moment)
{
  const char *name = g_time_zone_get_identifier (g_date_time_get_timezone (moment));
  icaltimezone *zone = icaltimezone_get_builtin_timezone (name);
  icalproperty *property;
  icalcomponent *rules;
  icaltimetype time;

  if (zone == NULL)
    {
      icalcomponent_set_dtstart (event, to_utc (moment));
      return;
    }
  time = icaltime_null_time ();
  time.year = g_date_time_get_year (moment);
  time.month = g_date_time_get_month (moment);
  time.day = g_date_time_get_day_of_month (moment);
  time.hour = g_date_time_get_hour (moment);
  time.minute = g_date_time_get_minute (moment);
  property = icalproperty_new_dtstart (time);
  icalproperty_set_parameter (property, icalparameter_new_tzid (name));
  icalcomponent_add_property (event, property);
  for (rules = icalcomponent_get_first_component (file, ICAL_VTIMEZONE_COMPONENT); rules != NULL;
       rules = icalcomponent_get_next_component (file, ICAL_VTIMEZONE_COMPONENT))
    {
      property = icalcomponent_get_first_property (rules, ICAL_TZID_PROPERTY);
      if (g_strcmp0 (icalproperty_get_tzid (property), name) == 0)
        return;
    }
  rules = icalcomponent_new_clone (icaltimezone_get_component (zone));
  property = icalcomponent_get_first_property (rules, ICAL_TZID_PROPERTY);
  icalproperty_set_tzid (property, name);
  icalcomponent_add_component (file, rules);
}

/* At nine in the morning of that day: an alarm of a whole day counts from its midnight. */
static icalcomponent *
make_alarm (gint n_days_before, const char *title, gboolean has_hour)
{
  const int before = n_days_before * 24 * 60 * 60 - (has_hour ? 0 : 9 * 60 * 60);

  return icalcomponent_vanew (ICAL_VALARM_COMPONENT, icalproperty_new_action (ICAL_ACTION_DISPLAY),
                              icalproperty_new_description (title),
                              icalproperty_new_trigger (icaltriggertype_from_int (-before)),
                              (void *) 0);
}

static icalcomponent *
make_event (icalcomponent *file, const MadoReminder *reminder, GDateTime *now)
{
  icalcomponent *event = icalcomponent_new (ICAL_VEVENT_COMPONENT);
  g_autofree char *uid = g_strconcat (reminder->id, "@" DOMAIN, NULL);

  icalcomponent_set_uid (event, uid);
  icalcomponent_set_dtstamp (event, to_utc (now));
  /* Later files take the place of earlier ones: RFC 5546, 2.1.5, looks at this number first. */
  icalcomponent_set_sequence (event, (int) (g_date_time_to_unix (now) / 60));
  icalcomponent_set_summary (event, reminder->title);
  if (reminder->text != NULL)
    icalcomponent_set_description (event, reminder->text);
  icalcomponent_add_property (event, icalproperty_new_transp (ICAL_TRANSP_TRANSPARENT));
  if (reminder->moment != NULL)
    set_moment (file, event, reminder->moment);
  else
    icalcomponent_set_dtstart (event, to_date (reminder->day));
  if (reminder->n_days_before > 0)
    icalcomponent_add_component (
        event, make_alarm (reminder->n_days_before, reminder->title, reminder->moment != NULL));
  return event;
}

/**
 * mado_icalendar_write:
 * @reminders: (array length=n_reminders): what is to be kept
 * @now: the time of writing
 *
 * The UID of each follows from its id alone (RFC 7986, 5.3: it holds nothing of a person), so a
 * file that is read again moves what was there before.
 *
 * Returns: (transfer full): the text of the file
 */
char *
mado_icalendar_write (const MadoReminder *reminders, guint n_reminders, GDateTime *now)
{
  icalcomponent *file;
  char *lent;
  char *text;

  g_return_val_if_fail (reminders != NULL || n_reminders == 0, NULL);
  g_return_val_if_fail (now != NULL, NULL);

  icalerror_set_errors_are_fatal (FALSE);
  file = icalcomponent_vanew (ICAL_VCALENDAR_COMPONENT, icalproperty_new_version ("2.0"),
                              icalproperty_new_prodid (PRODUCT), (void *) 0);
  for (guint i = 0; i < n_reminders; i++)
    {
      icalcomponent *event = make_event (file, &reminders[i], now);

      icalcomponent_add_component (file, event);
    }
  lent = icalcomponent_as_ical_string_r (file);
  text = g_strdup (lent);
  icalmemory_free_buffer (lent);
  icalcomponent_free (file);
  return text;
}
