/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the next day of decision on an agreement. */
#include "core/model/mado-agreement-decision.h"

#include "core/model/mado-day.h"

#define MOST_MONTHS 1200 /* a century; what is longer is a mistake in the record */

/* A number of months that makes sense; 0 where the record states none. */
static gint
get_months (MadoRecord *self, const char *name)
{
  MadoNumber months = mado_record_lookup_number (self, name);

  return months.is_set && months.value > 0 && months.value <= MOST_MONTHS ? (gint) months.value : 0;
}

/* Of what is a treaty, or states how long it lasts, one may ask when it has to be decided on. */
static gboolean
is_asked (MadoRecord *self)
{
  const MadoField *renewal = mado_record_find_field (self, "renewal");

  if (g_strcmp0 (mado_record_get_status (self), "in-force") != 0)
    return FALSE;
  return g_strcmp0 (mado_record_get_type_word (self), "international-agreement") == 0
         || (renewal != NULL && mado_record_has (self, renewal))
         || get_months (self, "term_months") > 0;
}

/* An agreement is in force on the day on which it enters into force, so the last day of a term is
 * the one before the same date: five years from 29 March 2011 end with 28 March 2016. */
static gint
get_term_end (const MadoDecision *self, gint n_renewals)
{
  return mado_day_add (self->in_force, self->term_months + n_renewals * self->renewal_months,
                       MADO_PERIOD_MONTHS)
         - 1;
}

/* Counted backwards from the end of the term. Article 3(4) of Regulation 1182/71 moves no such day,
 * so one that is closed stays where it is. */
static gint
get_last_notice (const MadoDecision *self, gint term_end)
{
  return mado_day_add (term_end, -self->notice_months, MADO_PERIOD_MONTHS);
}

/**
 * mado_agreement_decide:
 * @self: an agreement
 * @today: days since 1800-01-01
 *
 * Nothing is guessed: without term and notice in the record there is no date.
 *
 * Returns: the next day until which notice can be given, on or after @today, and how it was found
 */
MadoDecision
mado_agreement_decide (MadoRecord *self, gint today)
{
  MadoDecision decision = { MADO_DECISION_NONE };
  MadoDate *in_force;

  g_return_val_if_fail (MADO_IS_AGREEMENT (self), decision);

  if (!is_asked (self))
    return decision;
  in_force = mado_record_lookup_date (self, "in_force_on");
  decision.term_months = get_months (self, "term_months");
  decision.renewal_months = get_months (self, "renewal_months");
  decision.notice_months = get_months (self, "notice_months");
  decision.state = MADO_DECISION_NOT_STATED;
  if (decision.term_months == 0 || decision.notice_months == 0)
    return decision;
  decision.state = MADO_DECISION_NO_START;
  if (in_force == NULL || mado_date_get_start (in_force).precision != MADO_PRECISION_DAY)
    return decision;
  decision.in_force = mado_date_get_first_day (in_force);
  decision.term_end = get_term_end (&decision, 0);
  decision.day = get_last_notice (&decision, decision.term_end);
  while (decision.day < today && decision.renewal_months > 0)
    {
      decision.n_renewals++;
      decision.term_end = get_term_end (&decision, decision.n_renewals);
      decision.day = get_last_notice (&decision, decision.term_end);
    }
  decision.state = MADO_DECISION_DATED;
  if (decision.day < today)
    {
      decision.state = MADO_DECISION_OPEN_ENDED;
      decision.day = MADO_NO_DAY;
    }
  return decision;
}
