/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a call can be applied for, to the hour where one is known; and its deadlines on the
 * clock. */
#include "core/model/mado-opportunity.h"

#include "core/model/mado-call.h"
#include "core/model/mado-clock.h"
#include "core/model/mado-date-private.h"

static const MadoStages *
get_stages (MadoRecord *self)
{
  return mado_record_lookup (self, "stages", MADO_FIELD_STAGES);
}

/* The last day on which one can come in: of several stages that of the first. NULL where a source
 * gives none; a start alone says nothing of the end. */
MadoDate *
mado_opportunity_get_end (MadoRecord *self)
{
  MadoDate *closes = mado_record_lookup_date (self, "closes_on");
  MadoDate *date = mado_record_get_date (self);

  if (mado_stages_get_n (get_stages (self)) > 0)
    return mado_stages_get (get_stages (self), 0)->closes_on;
  if (closes)
    return closes;
  return date && mado_date_get_end (date).precision != MADO_PRECISION_NONE ? date : NULL;
}

/* Of the bits, what there is to say of a call. */
static MadoOpportunityState
judge (const MadoCall *call, MadoVocabulary *vocabulary, gint today)
{
  guint states = mado_call_judge (call, vocabulary, today);

  if (states & MADO_CALL_OPEN)
    return MADO_OPPORTUNITY_OPEN;
  if (states & MADO_CALL_UPCOMING)
    return MADO_OPPORTUNITY_AHEAD;
  return states & MADO_CALL_CLOSED ? MADO_OPPORTUNITY_CLOSED : MADO_OPPORTUNITY_UNKNOWN;
}

/**
 * mado_opportunity_get_state:
 * @self: an opportunity
 * @vocabulary: says which statuses mean open
 * @today: days since 1800-01-01
 *
 * The rule is mado_call_judge().
 *
 * Returns: its state on that day
 */
MadoOpportunityState
mado_opportunity_get_state (MadoRecord *self, MadoVocabulary *vocabulary, gint today)
{
  MadoCall call;

  g_return_val_if_fail (MADO_IS_OPPORTUNITY (self), MADO_OPPORTUNITY_UNKNOWN);
  g_return_val_if_fail (MADO_IS_VOCABULARY (vocabulary), MADO_OPPORTUNITY_UNKNOWN);

  mado_call_read (&call, self);
  return judge (&call, vocabulary, today);
}

static gint
count_days (GDateTime *at)
{
  MadoDatePoint point
      = { MADO_PRECISION_DAY, (gint16) g_date_time_get_year (at),
          (guint8) g_date_time_get_month (at), (guint8) g_date_time_get_day_of_month (at) };

  return mado_date_point_is_valid (point) ? mado_date_point_get_first_day (point) : 0;
}

/**
 * mado_opportunity_get_state_at:
 * @self: an opportunity
 * @vocabulary: says which statuses mean open
 * @now: in the zone in which today is told
 *
 * As mado_opportunity_get_state(); and where the hour of the deadline is known, that hour decides,
 * wherever in the world it is asked.
 *
 * Returns: its state at that moment
 */
MadoOpportunityState
mado_opportunity_get_state_at (MadoRecord *self, MadoVocabulary *vocabulary, GDateTime *now)
{
  g_autoptr (GDateTime) deadline = NULL;
  MadoCall call;
  gint today;

  g_return_val_if_fail (MADO_IS_OPPORTUNITY (self), MADO_OPPORTUNITY_UNKNOWN);
  g_return_val_if_fail (MADO_IS_VOCABULARY (vocabulary), MADO_OPPORTUNITY_UNKNOWN);
  g_return_val_if_fail (now != NULL, MADO_OPPORTUNITY_UNKNOWN);

  today = count_days (now);
  deadline = mado_opportunity_dup_deadline (self);
  mado_call_read (&call, self);
  /* In Tokyo it is the day after before an evening's deadline in Brussels has come. */
  if (deadline)
    call.closing = call.closes = g_date_time_compare (now, deadline) > 0 ? today - 1 : today;
  return judge (&call, vocabulary, today);
}

/**
 * mado_opportunity_supersede:
 * @state: of a call that another one has taken the place of
 *
 * Returns: what it is then: a closed one stays closed
 */
MadoOpportunityState
mado_opportunity_supersede (MadoOpportunityState state)
{
  return state == MADO_OPPORTUNITY_CLOSED ? state : MADO_OPPORTUNITY_SUPERSEDED;
}

/* By the rules of the zone for that day: "2026-11-24T17:00 Europe/Brussels". NULL where there is no
 * hour, this computer does not know the zone, or its clocks skip that hour or show it twice. */
static GDateTime *
read_moment (const char *text)
{
  g_auto (GStrv) parts = text ? g_strsplit (text, " ", 2) : NULL;

  return parts && parts[0] ? mado_clock_read_only (parts[0], parts[1]) : NULL;
}

/**
 * mado_opportunity_dup_deadline:
 * @self: an opportunity
 *
 * Returns: (transfer full) (nullable): the moment until which one can come in, in its own zone: of
 *   several stages that of the first; %NULL where the source gives no hour, or this computer does
 *   not know the zone
 */
GDateTime *
mado_opportunity_dup_deadline (MadoRecord *self)
{
  g_return_val_if_fail (MADO_IS_OPPORTUNITY (self), NULL);

  if (mado_stages_get_n (get_stages (self)) > 0)
    return read_moment (mado_stages_get (get_stages (self), 0)->closes_at);
  return read_moment (mado_record_lookup_string (self, "closes_at"));
}

/**
 * mado_opportunity_get_last_day:
 * @self: an opportunity
 *
 * Returns: (transfer none) (nullable): the last day on which one can come in
 */
MadoDate *
mado_opportunity_get_last_day (MadoRecord *self)
{
  g_return_val_if_fail (MADO_IS_OPPORTUNITY (self), NULL);

  if (mado_stages_get_n (get_stages (self)) > 0)
    return mado_opportunity_get_end (self);
  return mado_record_lookup_date (self, "closes_on");
}

/**
 * mado_opportunity_list_clocks:
 * @self: an opportunity
 *
 * Returns: (transfer full) (element-type GDateTime): its last deadline on each clock, in the order
 *   in which they are shown
 */
GPtrArray *
mado_opportunity_list_clocks (MadoRecord *self)
{
  g_autoptr (GDateTime) deadline = NULL;

  g_return_val_if_fail (MADO_IS_OPPORTUNITY (self), NULL);

  deadline = read_moment (mado_record_lookup_string (self, "closes_at"));
  return mado_clock_list_sides (deadline);
}

/**
 * mado_stage_list_clocks:
 * @self: a stage of a call
 *
 * Returns: (transfer full) (element-type GDateTime): as mado_opportunity_list_clocks()
 */
GPtrArray *
mado_stage_list_clocks (const MadoStage *self)
{
  g_autoptr (GDateTime) deadline = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  deadline = read_moment (self->closes_at);
  return mado_clock_list_sides (deadline);
}

/**
 * mado_eligibility_holds:
 * @self: who could apply when
 * @day: days since 1800-01-01
 *
 * An end that is not given is open: what was said holds until something else is said.
 *
 * Returns: whether @day lies between the first day of its start and the last of its end
 */
gboolean
mado_eligibility_holds (const MadoEligibility *self, gint day)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return (!self->from || mado_date_get_first_day (self->from) <= day)
         && (!self->until || day <= mado_date_get_last_day (self->until));
}
