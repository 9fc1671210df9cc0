/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text from strangers made fit for the screen: of bounded length, without controls that reorder or
 * hide what stands beside them, and with the language of each stretch for the right shapes of Han
 * characters. */
#pragma once

#include <pango/pango.h>
#include "core/model/mado-text.h"

G_BEGIN_DECLS

#define MADO_INERT_LINE 600   /* characters of a title or a row */
#define MADO_INERT_TEXT 20000 /* characters of one paragraph */
#define MADO_INERT_MARKS 4    /* combining marks on one letter */
#define MADO_INERT_LINES 400  /* line breaks in one paragraph */

typedef struct
{
  gsize start; /* bytes */
  gsize end;
} MadoSpan;

char *mado_inert_line (const char *text, GArray *spans);
char *mado_inert_text (const char *text, GArray *spans);
char *mado_inert_isolate (const char *text);

void mado_inert_add_languages (PangoAttrList *attributes, const char *text, MadoLanguage language);

G_END_DECLS
