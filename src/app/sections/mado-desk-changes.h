/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person can change on a record, each with its name for the stack of undo. */
#pragma once

#include "app/sections/mado-undo.h"

G_BEGIN_DECLS

/* @language: of the title in the change's name. */
void mado_change_star (MadoUndo *undo, MadoRecord *record, MadoLanguage language, gboolean starred);
void mado_change_note (MadoUndo *undo, MadoRecord *record, MadoLanguage language,
                       const char *before, const char *after, const char *series);

G_END_DECLS
