/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks whether the two databases are what they should be: pages, recipe, digests, everything
 * derived from the records, totals, references. Blocks for as long as it takes. */
#pragma once

#include "core/store/mado-database.h"
#include "core/store/mado-salvage.h"

G_BEGIN_DECLS

/**
 * MadoFindingCode:
 * @MADO_FINDING_BROKEN_RECORDS: records.db is damaged, or holds a record that is not what was
 * written
 * @MADO_FINDING_OLD_INDEX: the index has another recipe
 * @MADO_FINDING_WRONG_INDEX: the index, a total or an order does not agree with the records
 * @MADO_FINDING_WRONG_CASES: what the cases are listed and found by is not what their events say
 * (core/desk finds and heals it)
 * @MADO_FINDING_BROKEN_DESK: the desk is damaged; repair saves what can be read into a new file
 * @MADO_FINDING_CLOSED_DESK: the desk cannot be written, or is too new: nothing to repair
 * @MADO_FINDING_DANGLING_REFERENCE: a record names one that is not in the store; only new data
 * helps
 * @MADO_FINDING_READ_ONLY: whoever asked may only read the profile; nothing is wrong with it
 */
typedef enum
{
  MADO_FINDING_BROKEN_RECORDS,
  MADO_FINDING_OLD_INDEX,
  MADO_FINDING_WRONG_INDEX,
  MADO_FINDING_WRONG_CASES,
  MADO_FINDING_BROKEN_DESK,
  MADO_FINDING_CLOSED_DESK,
  MADO_FINDING_DANGLING_REFERENCE,
  MADO_FINDING_READ_ONLY,
} MadoFindingCode;

typedef struct
{
  MadoFindingCode code;
  char *text; /* "records.db: the search index does not agree with the records" */
} MadoFinding;

MadoFinding *mado_finding_new (MadoFindingCode code, const char *text);
void mado_finding_free (MadoFinding *self);
gboolean mado_finding_is_repairable (const MadoFinding *self);

GPtrArray *mado_doctor_check (const char *profile, gboolean with_index, GCancellable *cancellable,
                              GError **error);
gboolean mado_doctor_repair (const char *profile, GFile *bundle, GPtrArray *findings,
                             MadoSalvaged *desk, GCancellable *cancellable, GError **error);

G_END_DECLS
