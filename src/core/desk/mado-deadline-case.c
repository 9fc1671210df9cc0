/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns the times of a case into days where the office is. */
#include "core/desk/mado-deadline-case.h"

/* MADO_NO_DAY for a time that is not one. */
static gint
get_day (gint64 microseconds, GPtrArray *calendars)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (microseconds / G_USEC_PER_SEC);

  return moment != NULL ? mado_deadline_get_receipt (moment, calendars) : MADO_NO_DAY;
}

/**
 * mado_deadline_compute_times:
 * @rule: of the desk
 * @calendars: (element-type MadoCalendar): of the rule
 * @received: Unix microseconds
 * @waits: (element-type MadoCaseWait): when the clock stood still
 *
 * Returns: (transfer full) (nullable): the deadline; %NULL where @received is no time
 */
MadoDeadline *
mado_deadline_compute_times (const MadoDeadlineRule *rule, GPtrArray *calendars, gint64 received,
                             GArray *waits)
{
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (MadoWaiting));
  gint first;

  g_return_val_if_fail (rule != NULL && calendars != NULL && waits != NULL, NULL);

  first = get_day (received, calendars);
  for (guint i = 0; i < waits->len; i++)
    {
      const MadoCaseWait *wait = &g_array_index (waits, MadoCaseWait, i);
      const MadoWaiting days
          = { get_day (wait->from, calendars),
              wait->to == G_MAXINT64 ? MADO_NO_DAY : get_day (wait->to, calendars) };

      if (days.first != MADO_NO_DAY && (wait->to == G_MAXINT64 || days.last != MADO_NO_DAY))
        g_array_append_val (waiting, days);
    }
  if (first == MADO_NO_DAY)
    return NULL;
  return mado_deadline_compute (rule, calendars, first,
                                (const MadoWaiting *) (gpointer) waiting->data, waiting->len);
}

/**
 * mado_deadline_compute_case:
 * @rule: of the desk
 * @calendars: (element-type MadoCalendar): of the rule
 * @asked: a case
 *
 * Returns: (transfer full) (nullable): its deadline; %NULL where no time of receipt is known
 */
MadoDeadline *
mado_deadline_compute_case (const MadoDeadlineRule *rule, GPtrArray *calendars, MadoCase *asked)
{
  g_return_val_if_fail (MADO_IS_CASE (asked), NULL);

  return mado_deadline_compute_times (rule, calendars, mado_case_get_received_at (asked),
                                      mado_case_get_waits (asked));
}
