/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has to be written and removed so that a set holds certain records: worked out before
 * anything is written, since the index wants its rows in ascending order. For mado-writer.c. */
#pragma once

#include "core/store/mado-writer.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 rowid;
  MadoRecord *record; /* (unowned) */
} MadoPlannedPut;

typedef struct
{
  GArray *drops; /* (element-type gint64), ascending */
  GArray *puts;  /* (element-type MadoPlannedPut), ascending */
} MadoPlan;

void mado_plan_clear (MadoPlan *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoPlan, mado_plan_clear)

gboolean mado_plan_make (MadoPlan *self, MadoDatabase *database, const char *set,
                         GPtrArray *records, gboolean is_whole_set, MadoApplied *applied,
                         GCancellable *cancellable, GError **error);

G_END_DECLS
