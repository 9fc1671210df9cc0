/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A draft in the hands of one who writes it. Two windows, or two programs, may write the same one:
 * who saves over what he has not seen gets a place of his own beside it, so that both texts are
 * kept until somebody decides between them. Made and let go on any thread, used on the desk's. */
#pragma once

#include "core/desk/cases/mado-case-draft.h"

G_BEGIN_DECLS

typedef struct _MadoCaseWriting MadoCaseWriting;

/* @read (nullable): the draft as whoever writes has it before him */
MadoCaseWriting *mado_case_writing_new (const char *slot, const MadoCaseDraft *read);
MadoCaseWriting *mado_case_writing_ref (MadoCaseWriting *self);
void mado_case_writing_unref (MadoCaseWriting *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCaseWriting, mado_case_writing_unref)

const char *mado_case_writing_get_slot (MadoCaseWriting *self);
/* Where it lies: the slot, or a place beside it. On the desk's thread. */
const char *mado_case_writing_get_key (MadoCaseWriting *self);

gboolean mado_case_writing_save (MadoCaseWriting *self, MadoDesk *desk, const char *json,
                                 MadoCaseDraft **other, GError **error);
gboolean mado_case_writing_settle (MadoCaseWriting *self, MadoDesk *desk,
                                   const MadoCaseDraft *other, const char *json,
                                   MadoCaseDraft **now, GError **error);

G_END_DECLS
