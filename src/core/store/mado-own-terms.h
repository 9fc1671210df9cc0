/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The own terms of a desk: kept in desk.db, which is never made again, and shown from records.db,
 * where they are the records of the set "own" whose ids begin with MADO_OWN_TERM_PREFIX. */
#pragma once

#include "core/store/mado-desk.h"
#include "core/store/mado-own-term.h"
#include "core/store/mado-writer.h"

G_BEGIN_DECLS

#define MADO_OWN_SET "own"
#define MADO_OWN_TERMS_MOST 20000 /* in a desk */
/* For "desk-changed" of the context: one of the own terms, whichever. */
#define MADO_OWN_TERMS_CHANGED "own-terms"

/* On the desk's thread. @terms, @ids: (nullable) (element-type MadoOwnTerm, utf8). */
gboolean mado_desk_change_terms (MadoDesk *self, GPtrArray *terms, GPtrArray *ids, GError **error);
GPtrArray *mado_desk_list_terms (MadoDesk *self, GError **error);

/* On the writer's thread: records.db has the terms that the desk has, and no others. */
gboolean mado_writer_take_terms (MadoWriter *self, const char *profile, MadoApplied *applied,
                                 GCancellable *cancellable, GError **error);

G_END_DECLS
