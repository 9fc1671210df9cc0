/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of an agreement's life: which are done and when, and which lie ahead. */
#include "core/model/mado-agreement.h"

#include "core/model/mado-date-private.h"

static void
clear_step (gpointer item)
{
  MadoStep *step = item;

  g_clear_pointer (&step->date, mado_date_unref);
}

static void
add (GArray *steps, MadoStepKind kind, MadoStepState state, MadoDate *date)
{
  const MadoStep step = { kind, state, date };

  g_array_append_val (steps, step);
}

/* The step of which the member @name gives the date; FALSE where the record has it not. */
static gboolean
add_dated (GArray *steps, MadoStepKind kind, MadoRecord *self, const char *name, gint today)
{
  MadoDate *date = mado_record_lookup_date (self, name);

  if (!date)
    return FALSE;
  add (steps, kind, mado_date_get_first_day (date) > today ? MADO_STEP_AHEAD : MADO_STEP_DONE,
       mado_date_ref (date));
  return TRUE;
}

/* The last day is that of the period for which it stood; its other dates are of the beginning. */
static void
add_end (GArray *steps, MadoRecord *self)
{
  const MadoDatePoint open = { MADO_PRECISION_NONE };
  MadoDate *date = mado_record_get_date (self);
  MadoDatePoint end = date ? mado_date_get_end (date) : open;

  if (date && mado_date_is_period (date) && end.precision != MADO_PRECISION_NONE)
    add (steps, MADO_STEP_ENDED, MADO_STEP_DONE, mado_date_new_from_points (end, end));
  else
    add (steps, MADO_STEP_ENDED, MADO_STEP_UNDATED, NULL);
}

/**
 * mado_agreement_list_steps:
 * @self: an agreement
 * @today: days since 1800-01-01
 *
 * A treaty is signed and enters into force, so these two are told even where their date is not
 * known; of an arrangement nothing is told but what its record says.
 *
 * Returns: (transfer full) (element-type MadoStep): the steps, in their order
 */
GArray *
mado_agreement_list_steps (MadoRecord *self, gint today)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (MadoStep));
  const char *status;
  gboolean is_treaty, was_in_force, is_begun;

  g_array_set_clear_func (steps, clear_step);
  g_return_val_if_fail (MADO_IS_AGREEMENT (self), steps);

  status = mado_record_get_status (self);
  is_treaty = g_strcmp0 (mado_record_get_type_word (self), "international-agreement") == 0;
  was_in_force = g_strcmp0 (status, "in-force") == 0 || g_strcmp0 (status, "ended") == 0;

  is_begun = add_dated (steps, MADO_STEP_SIGNED, self, "signed_on", today);
  is_begun = add_dated (steps, MADO_STEP_ADOPTED, self, "adopted_on", today) || is_begun;
  if (!is_begun && g_strcmp0 (status, "signature-unconfirmed") == 0)
    add (steps, MADO_STEP_SIGNED, MADO_STEP_UNCONFIRMED, NULL);
  else if (!is_begun && is_treaty)
    add (steps, MADO_STEP_SIGNED, was_in_force ? MADO_STEP_UNDATED : MADO_STEP_AHEAD, NULL);
  add_dated (steps, MADO_STEP_PUBLISHED, self, "published_on", today);
  add_dated (steps, MADO_STEP_PROVISIONAL, self, "provisional_from", today);
  if (!add_dated (steps, MADO_STEP_IN_FORCE, self, "in_force_on", today) && is_treaty)
    add (steps, MADO_STEP_IN_FORCE, was_in_force ? MADO_STEP_UNDATED : MADO_STEP_AHEAD, NULL);
  if (g_strcmp0 (status, "ended") == 0)
    add_end (steps, self);
  return steps;
}
