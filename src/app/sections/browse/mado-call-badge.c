/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The badge of a call. */
#include "app/sections/browse/mado-call-badge.h"

#include <glib/gi18n.h>

#include "app/widgets/mado-badge.h"

/**
 * mado_call_get_state:
 * @record: an opportunity
 *
 * Returns: its state now, to the minute; or on the day that a test has set as today
 */
MadoOpportunityState
mado_call_get_state (MadoRecord *record, MadoVocabulary *vocabulary, MadoDisplay *display)
{
  g_autoptr (GDateTime) now = mado_display_dup_now (display);

  return now ? mado_opportunity_get_state_at (record, vocabulary, now)
             : mado_opportunity_get_state (record, vocabulary, mado_display_get_today (display));
}

/* The badge of @status, or of the record's own where the state adds nothing to it. */
static GtkWidget *
make_plain (MadoRecord *record, MadoVocabulary *vocabulary, MadoOpportunityState state,
            MadoLanguage language)
{
  const char *status = mado_record_get_status (record);
  const MadoWord *word = mado_vocabulary_find (vocabulary, "status", status);
  MadoBadgeState look = MADO_BADGE_PLAIN;

  if (state == MADO_OPPORTUNITY_CLOSED && !(word && word->state == MADO_STATE_CLOSED))
    status = "closed";
  if (state == MADO_OPPORTUNITY_AHEAD)
    status = "announced";
  if (state == MADO_OPPORTUNITY_UNKNOWN && word && word->state == MADO_STATE_OPEN)
    status = "check-current";
  if (state == MADO_OPPORTUNITY_OPEN)
    look = MADO_BADGE_OK;
  else if (g_strcmp0 (status, "check-current") == 0)
    look = MADO_BADGE_WARN;
  else if (g_strcmp0 (status, "recurring") == 0 || g_strcmp0 (status, "announced") == 0)
    look = MADO_BADGE_INFO;
  return mado_badge_new (look, mado_vocabulary_get_label (vocabulary, "status", status, language));
}

/* The last day of a scheme that has no closing day: nullable, transfer none. */
static MadoDate *
get_running (MadoRecord *record, MadoVocabulary *vocabulary, MadoOpportunityState state)
{
  const MadoWord *word
      = mado_vocabulary_find (vocabulary, "status", mado_record_get_status (record));
  MadoDate *opens = mado_record_lookup_date (record, "opens_on");

  if (state != MADO_OPPORTUNITY_UNKNOWN || !word || word->state != MADO_STATE_OPEN || opens
      || mado_opportunity_get_last_day (record))
    return NULL;
  return mado_opportunity_get_end (record);
}

/* Of a period the end alone. */
static GtkWidget *
make_running (MadoDate *period, MadoLanguage language)
{
  g_autoptr (MadoDate) end = mado_date_dup_end (period);
  g_autofree char *day = mado_date_format (end, language, MADO_DATE_FULL);
  /* Translators: of a scheme that gives no closing day; %s is the day or year of its end. */
  g_autofree char *text = g_strdup_printf (C_ ("call", "Running until %s"), day);

  return mado_badge_new (MADO_BADGE_INFO, text);
}

static GtkWidget *
make_dated (MadoBadgeState look, char *text)
{
  g_autofree char *taken = text;

  return mado_badge_new (look, taken);
}

/**
 * mado_call_badge_new:
 * @state: as mado_call_get_state() gives it, or superseded
 *
 * Returns: (transfer floating): with the day, for a page: "Closed 14 July 2017"
 */
GtkWidget *
mado_call_badge_new (MadoRecord *record, MadoVocabulary *vocabulary, MadoOpportunityState state,
                     MadoLanguage language)
{
  MadoDate *closes = mado_opportunity_get_last_day (record);
  MadoDate *opens = mado_record_lookup_date (record, "opens_on");
  MadoDate *date = state == MADO_OPPORTUNITY_AHEAD ? opens : closes;
  MadoDate *running = get_running (record, vocabulary, state);
  g_autofree char *day = date ? mado_date_format (date, language, MADO_DATE_FULL) : NULL;

  if (state == MADO_OPPORTUNITY_SUPERSEDED)
    return mado_badge_new (MADO_BADGE_PLAIN, C_ ("call", "Superseded"));
  if (day && state == MADO_OPPORTUNITY_CLOSED)
    return make_dated (MADO_BADGE_PLAIN, g_strdup_printf (C_ ("call", "Closed %s"), day));
  if (day && state == MADO_OPPORTUNITY_AHEAD)
    return make_dated (MADO_BADGE_INFO, g_strdup_printf (C_ ("call", "Opens %s"), day));
  if (running)
    return make_running (running, language);
  return make_plain (record, vocabulary, state, language);
}

/**
 * mado_call_badge_new_short:
 * @state: as mado_call_get_state() gives it, or superseded
 *
 * Returns: (transfer floating): for a row, which has the closing day in its gutter: "Closes 16 Apr"
 */
GtkWidget *
mado_call_badge_new_short (MadoRecord *record, MadoVocabulary *vocabulary,
                           MadoOpportunityState state, MadoLanguage language)
{
  MadoDate *closes = mado_opportunity_get_last_day (record);
  MadoDate *opens = mado_record_lookup_date (record, "opens_on");
  MadoDate *date = state == MADO_OPPORTUNITY_AHEAD ? opens : closes;
  MadoDate *running = get_running (record, vocabulary, state);
  const char *status = mado_record_get_status (record);
  const MadoWord *word = mado_vocabulary_find (vocabulary, "status", status);
  g_autofree char *day = NULL, *year = NULL;

  if (date)
    mado_date_format_gutter (date, language, &day, &year);
  if (state == MADO_OPPORTUNITY_SUPERSEDED)
    return mado_badge_new (MADO_BADGE_PLAIN, C_ ("call", "Superseded"));
  if (day && state == MADO_OPPORTUNITY_OPEN)
    return make_dated (MADO_BADGE_OK, g_strdup_printf (_ ("Closes %s"), day));
  if (day && state == MADO_OPPORTUNITY_AHEAD)
    return make_dated (MADO_BADGE_INFO, g_strdup_printf (C_ ("call", "Opens %s"), day));
  if (running)
    return make_running (running, language);
  if (state == MADO_OPPORTUNITY_UNKNOWN
      && (g_strcmp0 (status, "check-current") == 0 || (word && word->state == MADO_STATE_OPEN)))
    return mado_badge_new_check ();
  return make_plain (record, vocabulary, state, language);
}
