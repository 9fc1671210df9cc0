/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Applies editions and imports to records.db: one transaction each, index, facets, links and
 * counters included, however long, since nobody waits for it. Lives on the writer's thread. */
#pragma once

#include "core/model/mado-record.h"
#include "core/model/mado-vocabulary.h"
#include "core/store/mado-database.h"

G_BEGIN_DECLS

typedef struct _MadoWriter MadoWriter;

MadoWriter *mado_writer_open (const char *profile, GError **error);
MadoWriter *mado_writer_open_as_found (const char *profile, GError **error);
void mado_writer_close (MadoWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoWriter, mado_writer_close)

MadoDatabase *mado_writer_get_database (MadoWriter *self);
gint64 mado_writer_get_edition (MadoWriter *self, const char *set); /* 0: none */
/* Why the file was built anew when it was opened; NULL when it was not. transfer none */
const char *mado_writer_get_rebuilt (MadoWriter *self);
gboolean mado_writer_was_damaged (MadoWriter *self); /* it was for that reason */

typedef void (*MadoProgress) (guint done, guint total, gpointer user_data);

gboolean mado_writer_renew (MadoWriter *self, MadoProgress progress, gpointer progress_data,
                            GCancellable *cancellable, GError **error);
gboolean mado_writer_rebuild (MadoWriter *self, gboolean is_damaged, const char *why,
                              GCancellable *cancellable, GError **error);

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

gboolean mado_writer_apply (MadoWriter *self, const char *set, gint64 edition, const char *date,
                            GPtrArray *records, JsonNode *vocabulary, MadoProgress progress,
                            gpointer progress_data, MadoApplied *applied, GCancellable *cancellable,
                            GError **error);
gboolean mado_writer_merge (MadoWriter *self, const char *set, GPtrArray *records,
                            MadoProgress progress, gpointer progress_data, MadoApplied *applied,
                            GCancellable *cancellable, GError **error);
gboolean mado_writer_apply_bundle (MadoWriter *self, GFile *folder, MadoApplied *applied,
                                   GCancellable *cancellable, GError **error);

G_END_DECLS
