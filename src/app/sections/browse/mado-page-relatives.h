/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records that stand around the one of a page, read with it on the reader's thread: the bodies that
 * an agreement set up, the chain of what replaced what, and the people of an organisation. */
#pragma once

#include "core/mado-context.h"

G_BEGIN_DECLS

typedef struct
{
  MadoRecord *body;
  GPtrArray *meetings; /* (element-type MadoRecord), the newest of them */
  guint n_meetings;
} MadoPageCommittee;

typedef struct
{
  GPtrArray *committees; /* (element-type MadoPageCommittee) */
  GPtrArray *chain;      /* (element-type MadoRecord), oldest first; empty or three at least */
  GPtrArray *people;     /* (element-type MadoRecord), by office, holders before former ones */
} MadoPageRelatives;

MadoPageRelatives *mado_page_relatives_read (MadoReader *reader, MadoRecord *record,
                                             GPtrArray *connections, GCancellable *cancellable,
                                             GError **error);
void mado_page_relatives_free (MadoPageRelatives *self);
gint mado_page_relatives_compare_people (MadoRecord *a, MadoRecord *b);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPageRelatives, mado_page_relatives_free)

G_END_DECLS
