/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record as it leaves the window: rich for a letter, a dossier or paper, plain for anything else,
 * in the languages in which it is read, with its sources and the edition. No widgets. */
#pragma once

#include "app/sections/browse/mado-page-content.h"
#include "app/sections/mado-sheet.h"
#include "app/widgets/mado-display.h"

G_BEGIN_DECLS

typedef struct
{
  const MadoPageContent *content;
  MadoVocabulary *vocabulary;
  MadoRendering rendering;
} MadoCopy;

void mado_copy_write (const MadoCopy *self, char **html, char **text);
MadoSheet *mado_copy_make_sheet (const MadoCopy *self);

G_END_DECLS
