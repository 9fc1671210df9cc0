/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records that were shown in a window, by id, and the way through them. */
#include "app/mado-history.h"

struct _MadoHistory
{
  GPtrArray *earlier; /* the last one was left last */
  GPtrArray *later;   /* those gone back from, the next one last */
};

/* Takes the end of @from, and leaves the way back at the end of @to. */
static char *
travel (GPtrArray *from, GPtrArray *to, const char *shown)
{
  if (from->len == 0)
    return NULL;
  if (shown)
    g_ptr_array_add (to, g_strdup (shown));
  return g_ptr_array_steal_index (from, from->len - 1);
}

/**
 * mado_history_new:
 *
 * Returns: (transfer full): nothing was shown yet
 */
MadoHistory *
mado_history_new (void)
{
  MadoHistory *self = g_new0 (MadoHistory, 1);

  self->earlier = g_ptr_array_new_with_free_func (g_free);
  self->later = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
mado_history_free (MadoHistory *self)
{
  g_ptr_array_unref (self->earlier);
  g_ptr_array_unref (self->later);
  g_free (self);
}

/**
 * mado_history_leave:
 * @id: of the record that gives way to another
 *
 * There is no way forward any more.
 */
void
mado_history_leave (MadoHistory *self, const char *id)
{
  g_return_if_fail (self != NULL && id != NULL);

  g_ptr_array_add (self->earlier, g_strdup (id));
  g_ptr_array_set_size (self->later, 0);
}

/**
 * mado_history_go_back:
 * @shown: (nullable): what is shown now
 *
 * Returns: (transfer full) (nullable): what was shown before, or nothing was
 */
char *
mado_history_go_back (MadoHistory *self, const char *shown)
{
  g_return_val_if_fail (self != NULL, NULL);

  return travel (self->earlier, self->later, shown);
}

/**
 * mado_history_go_forward:
 * @shown: (nullable): what is shown now
 *
 * Returns: (transfer full) (nullable): what was gone back from, or nothing was
 */
char *
mado_history_go_forward (MadoHistory *self, const char *shown)
{
  g_return_val_if_fail (self != NULL, NULL);

  return travel (self->later, self->earlier, shown);
}
