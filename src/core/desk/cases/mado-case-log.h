/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history of the desk's cases as proof: every event is chained to the one before it, in the
 * order in which this desk wrote them, by SHA-256. Erasing takes content and salt away and leaves
 * the hash, so that the chain still holds. */
#pragma once

#include "core/desk/cases/mado-cases.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 events;
  gint64 erased;
  char *head; /* the last link: who keeps a copy of it can prove later that nothing was cut off */
  GPtrArray *wrong; /* (element-type utf8): a sentence for each place where it does not hold */
} MadoCaseProof;
void mado_case_proof_clear (MadoCaseProof *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoCaseProof, mado_case_proof_clear)

/* @proof: (inout): zeroed by the caller. FALSE with @error when it cannot be read at all */
gboolean mado_case_log_verify (MadoDesk *desk, MadoCaseProof *proof, GCancellable *cancellable,
                               GError **error);

/* @outbox (nullable) (type filename): where the window lays drafts for the mail program. transfer
 * full, NULL with @error */
MadoCase *mado_case_log_erase (MadoDesk *desk, MadoCase *seen, const char *by, const char *outbox,
                               GError **error);

G_END_DECLS
