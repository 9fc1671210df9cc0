/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a case is due is reckoned once, when its row is read. */
#include "app/sections/desk/mado-case-item.h"

#include "core/desk/mado-deadline-case.h"

struct _MadoCaseItem
{
  GObject parent_instance;
  MadoCaseRow *row;
  MadoDeadline *deadline; /* nullable */
};

G_DEFINE_FINAL_TYPE (MadoCaseItem, mado_case_item, G_TYPE_OBJECT)

static void
mado_case_item_finalize (GObject *object)
{
  MadoCaseItem *self = MADO_CASE_ITEM (object);

  mado_case_row_unref (self->row);
  g_clear_pointer (&self->deadline, mado_deadline_free);
  G_OBJECT_CLASS (mado_case_item_parent_class)->finalize (object);
}

static void
mado_case_item_class_init (MadoCaseItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_case_item_finalize;
}

static void
mado_case_item_init (MadoCaseItem *self)
{
}

/**
 * mado_case_item_new:
 * @row: (transfer none): of the list
 * @desk: whose rule it is due by; before "ready" it has no deadline
 *
 * Returns: (transfer full): the item
 */
MadoCaseItem *
mado_case_item_new (MadoCaseRow *row, MadoCaseDesk *desk)
{
  MadoCaseItem *self = g_object_new (MADO_TYPE_CASE_ITEM, NULL);

  self->row = mado_case_row_ref (row);
  if (mado_case_desk_get_rule (desk) != NULL && row->stage == MADO_CASE_STAGE_LIVE)
    self->deadline = mado_deadline_compute_times (mado_case_desk_get_rule (desk),
                                                  mado_case_desk_get_calendars (desk),
                                                  row->received, row->waits);
  return self;
}

const MadoCaseRow *
mado_case_item_get_row (MadoCaseItem *self)
{
  g_return_val_if_fail (MADO_IS_CASE_ITEM (self), NULL);

  return self->row;
}

const MadoDeadline *
mado_case_item_get_deadline (MadoCaseItem *self)
{
  g_return_val_if_fail (MADO_IS_CASE_ITEM (self), NULL);

  return self->deadline;
}
