/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Applies editions and imports to records.db: one transaction each, index, facets, links and
 * counters included, however long, since nobody waits for it. Lives on the writer's thread. */
#pragma once

#include "core/model/mado-record.h"
#include "core/model/mado-vocabulary.h"
#include "core/store/mado-database.h"

G_BEGIN_DECLS

typedef struct _MadoWriter MadoWriter;

/* Opens or makes records.db in @profile. A damaged file, or one with another recipe, is replaced: a
 * new one is built beside it and renamed over it (nothing in it cannot be made again); the sets
 * that it held other than core are carried over where they can be read. */
MadoWriter *mado_writer_open (const char *profile, GError **error);
void mado_writer_close (MadoWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoWriter, mado_writer_close)

typedef struct
{
  guint added;
  guint changed;
  guint removed;
  guint unchanged;
  GPtrArray *refused; /* (element-type GError): records that broke their schema */
} MadoApplied;
void mado_applied_clear (MadoApplied *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoApplied, mado_applied_clear)

typedef void (*MadoProgress) (guint done, guint total, gpointer user_data);

/* Makes the set @set hold exactly @records: writes only what differs, deletes what is not there any
 * more, touches no other set. @edition is stored with it. */
gboolean mado_writer_apply (MadoWriter *self, const char *set, gint64 edition, GPtrArray *records,
                            MadoVocabulary *vocabulary, MadoProgress progress,
                            gpointer progress_data, MadoApplied *applied, GCancellable *cancellable,
                            GError **error);
/* Adds or replaces @records in @set; deletes nothing. */
gboolean mado_writer_merge (MadoWriter *self, const char *set, GPtrArray *records,
                            MadoProgress progress, gpointer progress_data, MadoApplied *applied,
                            GCancellable *cancellable, GError **error);
/* The bundled records, in @folder (edition.json, vocabulary.json, one file a kind; NULL: those
 * built into the library as a GResource), when their edition is greater than the store's, or the
 * store is new. */
gboolean mado_writer_apply_bundle (MadoWriter *self, GFile *folder, MadoApplied *applied,
                                   GCancellable *cancellable, GError **error);
gint64 mado_writer_get_edition (MadoWriter *self, const char *set); /* 0: none */

G_END_DECLS
