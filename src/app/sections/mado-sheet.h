/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is printed: a title, the edition it was read in, and blocks of text below each other, each
 * in its language. Made on any thread, then left as it is. No widgets. */
#pragma once

#include "core/model/mado-text.h"

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MADO_SHEET_TITLE,
  MADO_SHEET_HEADING,
  MADO_SHEET_TEXT,
  MADO_SHEET_DETAIL, /* small, close below the text that it belongs to */
} MadoSheetStyle;

typedef struct
{
  MadoSheetStyle style;
  MadoLanguage language; /* of the text */
  char *label;           /* nullable: stands before the text */
  char *text;            /* made inert */
} MadoSheetBlock;

typedef struct
{
  char *title;   /* at the head of each page */
  char *edition; /* at its foot */
  GPtrArray *blocks;
} MadoSheet;

MadoSheet *mado_sheet_new (void);
void mado_sheet_free (MadoSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoSheet, mado_sheet_free)

void mado_sheet_set_title (MadoSheet *self, const char *title);
void mado_sheet_set_edition (MadoSheet *self, const char *edition);
void mado_sheet_add (MadoSheet *self, MadoSheetStyle style, MadoLanguage language,
                     const char *label, const char *text);

G_END_DECLS
