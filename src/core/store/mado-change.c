/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares two runs of rows from both ends. */
#include "core/store/mado-change.h"

static gboolean
is_unchanged (GArray *old, guint i, GArray *new, guint j)
{
  return i >= old->len || g_array_index (old, gint64, i) == g_array_index (new, gint64, j);
}

MadoChange
mado_change_between (GArray *old, guint n_old, GArray *new)
{
  guint shorter = MIN (n_old, new->len);
  guint before = 0;
  guint after = 0;

  while (before < shorter && is_unchanged (old, before, new, before))
    before++;
  while (after < shorter - before
         && is_unchanged (old, n_old - after - 1, new, new->len - after - 1))
    after++;
  return (MadoChange){ before, n_old - before - after, new->len - before - after };
}
