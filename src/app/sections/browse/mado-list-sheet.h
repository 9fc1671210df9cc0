/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list as it is printed: a line for each record, in the order in which it is shown. Read on the
 * reader's thread. No widgets. */
#pragma once

#include "app/sections/mado-sheet.h"
#include "core/mado-context.h"

G_BEGIN_DECLS

#define MADO_LIST_SHEET_MOST 2000 /* records: more is no reading on paper */

/* What is printed of which list. */
typedef struct
{
  char *heading;  /* the section, and what it was searched for */
  GArray *rowids; /* (element-type gint64) in their order, as far as they are printed */
  guint total;    /* records of the list */
  MadoVocabulary *vocabulary;
  MadoLanguage language;
} MadoListSheet;

MadoListSheet *mado_list_sheet_new (const char *section, const char *query, GArray *rowids,
                                    MadoVocabulary *vocabulary, MadoLanguage language);
void mado_list_sheet_free (MadoListSheet *self);
MadoSheet *mado_list_sheet_read (const MadoListSheet *self, MadoReader *reader,
                                 GCancellable *cancellable, GError **error);

G_END_DECLS
