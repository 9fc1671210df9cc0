/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state of a call by its status, its days and today. */
#include "core/model/mado-call.h"

#include <string.h>

#include "core/model/mado-opportunity.h"

static const struct
{
  MadoCallState state;
  const char *word;
} words[MADO_N_CALL_STATES] = {
  { MADO_CALL_OPEN, "open" },         { MADO_CALL_CLOSING, "closing" },
  { MADO_CALL_UPCOMING, "upcoming" }, { MADO_CALL_UNDATED, "undated" },
  { MADO_CALL_CLOSED, "closed" },
};

/* One call that has been announced; what recurs, or must be checked, may come again. */
#define ANNOUNCED "announced"

const char *
mado_call_state_to_word (MadoCallState state)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i].state == state)
      return words[i].word;
  g_return_val_if_reached (NULL);
}

MadoCallState
mado_call_state_from_word (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (words[i].word, word) == 0)
      return words[i].state;
  return 0;
}

/* Days are counted from 1: 0 says that there is none. */
static gint
count (gint day)
{
  return MAX (day, 1);
}

/**
 * mado_call_read:
 * @self: (out caller-allocates): filled; its status is lent by @record
 */
void
mado_call_read (MadoCall *self, MadoRecord *record)
{
  MadoDate *date = mado_record_get_date (record);
  MadoDate *opens = mado_record_lookup_date (record, "opens_on");
  MadoDate *closes_on = mado_record_lookup_date (record, "closes_on");
  MadoDate *closes = mado_opportunity_get_end (record);
  MadoDate *starts = opens != NULL ? opens : date;

  g_return_if_fail (self != NULL && MADO_IS_OPPORTUNITY (record));

  *self = (MadoCall){ mado_record_get_status (record), 0, 0, 0, 0 };
  if (closes != NULL)
    {
      self->closes = count (mado_date_get_last_day (closes));
      /* A month as a deadline is no day: it may be its first. The end of the period in which a
       * scheme runs is no deadline at all. */
      if (closes_on != NULL)
        self->closing = MIN (count (mado_date_get_first_day (closes_on)), self->closes);
      else if (closes != date)
        self->closing = self->closes;
    }
  if (starts == NULL || mado_date_get_start (starts).precision == MADO_PRECISION_NONE)
    return;
  self->opens = self->opened = count (mado_date_get_first_day (starts));
  /* The year of a scheme tells roughly when it ran: only the day it opens on can be waited for. */
  if (opens != NULL)
    self->opened = count (mado_date_get_last_day (opens));
}

/**
 * mado_call_format:
 *
 * Returns: (transfer full): what mado_call_parse() reads
 */
char *
mado_call_format (const MadoCall *self)
{
  return g_strdup_printf ("%s|%d|%d|%d|%d", self->status != NULL ? self->status : "", self->opens,
                          self->opened, self->closing, self->closes);
}

/**
 * mado_call_parse:
 * @self: (out caller-allocates): its status is lent by @text
 * @text: of mado_call_format(); written into
 *
 * Returns: whether it was one
 */
gboolean
mado_call_parse (MadoCall *self, char *text)
{
  char *days = strrchr (text, '|');
  gint *const places[] = { &self->closes, &self->closing, &self->opened, &self->opens };

  *self = (MadoCall){ NULL, 0, 0, 0, 0 };
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      if (days == NULL)
        return FALSE;
      *places[i] = (gint) g_ascii_strtoll (days + 1, NULL, 10);
      *days = '\0';
      days = i + 1 < G_N_ELEMENTS (places) ? strrchr (text, '|') : NULL;
    }
  self->status = *text != '\0' ? text : NULL;
  return TRUE;
}

MadoState
mado_call_get_state_of (const char *status, MadoVocabulary *vocabulary)
{
  const MadoWord *word = vocabulary != NULL && status != NULL
                             ? mado_vocabulary_find (vocabulary, "status", status)
                             : NULL;

  if (word != NULL)
    return word->state;
  if (g_strcmp0 (status, "open") == 0)
    return MADO_STATE_OPEN;
  return g_strcmp0 (status, "closed") == 0 ? MADO_STATE_CLOSED : MADO_STATE_UNKNOWN;
}

/**
 * mado_call_judge:
 * @vocabulary: (nullable): says which statuses mean open and which closed
 * @today: days since 1800-01-01
 *
 * A call is open only if its status says so, it has opened, and its closing day is known and has
 * not passed. One that was announced, or open, and whose last day has passed, is closed whatever
 * its status says.
 *
 * Returns: bits of #MadoCallState, at least one
 */
guint
mado_call_judge (const MadoCall *self, MadoVocabulary *vocabulary, gint today)
{
  MadoState state;

  g_return_val_if_fail (self != NULL, MADO_CALL_UNDATED);

  state = mado_call_get_state_of (self->status, vocabulary);
  if (state == MADO_STATE_CLOSED)
    return MADO_CALL_CLOSED;
  if (state != MADO_STATE_OPEN && g_strcmp0 (self->status, ANNOUNCED) != 0)
    return MADO_CALL_UNDATED;
  if (self->closes > 0 && self->closes < today)
    return MADO_CALL_CLOSED;
  if (self->opens > today)
    return MADO_CALL_UPCOMING;
  if (state != MADO_STATE_OPEN || self->closes == 0 || self->closing < today
      || self->opened > today)
    return MADO_CALL_UNDATED;
  return self->closing <= today + MADO_CALL_SOON ? MADO_CALL_OPEN | MADO_CALL_CLOSING
                                                 : MADO_CALL_OPEN;
}

gint
mado_call_get_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GDate day, first;

  g_date_clear (&day, 1);
  g_date_clear (&first, 1);
  g_date_set_dmy (&day, (GDateDay) g_date_time_get_day_of_month (now),
                  (GDateMonth) g_date_time_get_month (now), (GDateYear) g_date_time_get_year (now));
  g_date_set_dmy (&first, 1, 1, 1800);
  return g_date_days_between (&first, &day);
}
