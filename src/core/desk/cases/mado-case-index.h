/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a case says to the full-text index, in the columns of the table "case_search". For
 * mado-case-projection.c only. */
#pragma once

#include "core/desk/cases/mado-case-person.h"
#include "core/desk/case/mado-case.h"

G_BEGIN_DECLS

typedef struct _MadoCaseText MadoCaseText;

MadoCaseText *mado_case_text_new (void);
void mado_case_text_free (MadoCaseText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCaseText, mado_case_text_free)

void mado_case_text_add_case (MadoCaseText *self, MadoCase *the_case);
void mado_case_text_add_person (MadoCaseText *self, const MadoCasePerson *person);

/* Writes the text as that of @row, unless it is what stands there. */
gboolean mado_case_text_put (MadoCaseText *self, MadoDatabase *database, gint64 row,
                             GError **error);
gboolean mado_case_text_drop (MadoDatabase *database, gint64 row, GError **error);

gboolean mado_case_text_is_japanese (const char *text);

G_END_DECLS
