/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list as one document: what was searched for, in which edition, and every record with its
 * sources. The same list of the same edition is the same document, byte for byte; only of calls the
 * day counts, and is named. */
#pragma once

#include "app/sections/browse/mado-copy.h"
#include "core/mado-context.h"

G_BEGIN_DECLS

#define MADO_DOSSIER_MOST 500 /* records; more are no reading matter */

typedef struct
{
  char *title;    /* of the section */
  char *query;    /* as typed; empty: the whole section */
  GArray *rowids; /* (element-type gint64) */
  MadoRendering rendering;
} MadoDossier;

void mado_dossier_free (MadoDossier *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoDossier, mado_dossier_free)

GBytes *mado_dossier_write (const MadoDossier *self, MadoReader *reader, GCancellable *cancellable,
                            GError **error);

/* The same on the reader's thread. Takes @dossier. */
void mado_dossier_write_async (MadoContext *context, MadoDossier *dossier,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
GBytes *mado_dossier_write_finish (GAsyncResult *result, GError **error);

/* transfer full: one record as such a document */
GBytes *mado_dossier_write_record (const MadoCopy *copy);

G_END_DECLS
