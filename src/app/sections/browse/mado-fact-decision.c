/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes down how the next day of decision on an agreement was found. */
#include "app/sections/browse/mado-fact-decision.h"

#include <glib/gi18n.h>

#include "app/sections/browse/mado-fact-values.h"
#include "core/model/mado-agreement-decision.h"
#include "core/model/mado-day.h"

static char *
format_day (const MadoFactSource *source, gint day)
{
  g_autoptr (MadoDate) date = mado_day_to_date (day);

  return mado_date_format (date, source->language,
                           MADO_DATE_FULL | (source->era ? MADO_DATE_ERA : 0));
}

/* "5 years", "6 months" */
static char *
format_months (gint n)
{
  if (n % 12 == 0)
    return g_strdup_printf (ngettext ("%d year", "%d years", n / 12), n / 12);
  return g_strdup_printf (ngettext ("%d month", "%d months", n), n);
}

/* In force since …; its term …; renewed …; notice …: a line each. */
static char *
write_working (const MadoFactSource *source, const MadoDecision *decision)
{
  g_autofree char *in_force = format_day (source, decision->in_force);
  g_autofree char *end = format_day (source, decision->term_end);
  g_autofree char *term = format_months (decision->term_months);
  g_autofree char *notice = format_months (decision->notice_months);
  g_autoptr (GString) text = g_string_new (NULL);

  /* Translators: of an agreement: a day, and how long its first term is ("5 years"). */
  g_string_append_printf (text, _ ("In force since %1$s, for a term of %2$s."), in_force, term);
  g_string_append_c (text, '\n');
  if (decision->n_renewals > 0)
    {
      g_autofree char *renewal = format_months (decision->renewal_months);

      g_string_append_printf (text,
                              /* Translators: %1$d is how often, %2$s how long each further term
                                 is ("5 years"). */
                              ngettext ("%1$d renewal of %2$s until then.",
                                        "%1$d renewals of %2$s each until then.",
                                        (gulong) decision->n_renewals),
                              decision->n_renewals, renewal);
      g_string_append_c (text, '\n');
    }
  /* Translators: the last day of a term, and how long before it notice is due ("6 months"). */
  g_string_append_printf (text, _ ("The term ends with %1$s; notice is due %2$s before."), end,
                          notice);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * mado_fact_add_decision:
 * @source: of an agreement; of any other kind nothing is added
 *
 * Where the record does not state what is needed, the fact says so: no date is guessed.
 */
void
mado_fact_add_decision (const MadoFactSource *source, GPtrArray *facts)
{
  MadoDecision decision;
  g_autofree char *day = NULL;
  g_autofree char *until = NULL;
  g_autofree char *working = NULL;
  g_autofree char *value = NULL;
  const char *why = NULL;

  if (!MADO_IS_AGREEMENT (source->record))
    return;
  decision = mado_agreement_decide (source->record, source->today);
  switch (decision.state)
    {
    case MADO_DECISION_NONE:
    default:
      return;
    case MADO_DECISION_DATED:
      day = format_day (source, decision.day);
      /* Translators: on an agreement: %s is the last day. */
      until = g_strdup_printf (_ ("Notice can be given until %s."), day);
      why = until;
      break;
    case MADO_DECISION_NOT_STATED:
      why = _ ("The record does not state term and notice, so no date can be given.");
      break;
    case MADO_DECISION_NO_START:
      why = _ ("The day of entry into force is not recorded, so no date can be given.");
      break;
    case MADO_DECISION_OPEN_ENDED:
      why = _ ("The term is over and is not renewed: it goes on until a party gives notice.");
      break;
    }
  if (decision.in_force != MADO_NO_DAY)
    working = write_working (source, &decision);
  value = working ? g_strjoin ("\n", why, working, NULL) : g_strdup (why);
  mado_fact_add (facts, C_ ("fact", "Next decision"), value)->is_wide = TRUE;
}
