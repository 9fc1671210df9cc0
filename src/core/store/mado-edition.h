/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Brings the store to the form and the edition of this program: what the start of the window does
 * on the writer's thread, and how far it is. */
#pragma once

#include "core/store/mado-writer.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean changed; /* the store has other records than before, or is another file */
  char *rebuilt;    /* why it was built anew; NULL: it was not */
  gboolean was_damaged;
} MadoEditionOutcome;

void mado_edition_outcome_free (MadoEditionOutcome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoEditionOutcome, mado_edition_outcome_free)

/* How much of a file that is built anew is there; written by one thread, read by another. */
typedef struct _MadoEditionProgress MadoEditionProgress;

MadoEditionProgress *mado_edition_progress_new (void); /* transfer full */
MadoEditionProgress *mado_edition_progress_ref (MadoEditionProgress *self);
void mado_edition_progress_unref (MadoEditionProgress *self);
guint mado_edition_progress_get (MadoEditionProgress *self, guint *total);

void mado_edition_bring (GTask *task, gpointer writer, gpointer progress,
                         GCancellable *cancellable);
void mado_edition_read_vocabulary (GTask *task, gpointer reader, gpointer data,
                                   GCancellable *cancellable);

G_END_DECLS
