/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bucket that leaks: each request fills it a little, time empties it. */
#include "app/mado-valve.h"

/**
 * mado_valve_pass:
 * @now: monotonic time in microseconds
 *
 * Returns: whether one more may pass now; then it is counted
 */
gboolean
mado_valve_pass (MadoValve *self, gint64 now)
{
  gint64 leaked;

  g_return_val_if_fail (self != NULL && self->interval > 0, FALSE);

  leaked = (now - self->since) / self->interval;
  if (self->used == 0)
    self->since = now;
  else if (leaked > 0)
    {
      self->since += leaked * self->interval;
      self->used -= (guint) MIN (leaked, (gint64) self->used);
    }
  if (self->used >= self->burst)
    return FALSE;
  self->used++;
  return TRUE;
}
