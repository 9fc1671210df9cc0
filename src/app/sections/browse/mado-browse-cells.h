/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of a table of records, and what stands in their cells. */
#pragma once

#include "core/mado-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @up, @down: words of mado-order.h for either direction; nullable: not ordered by it */
typedef struct
{
  const char *word;  /* by which it is remembered */
  const char *title; /* untranslated, of the context "column" */
  int width;         /* pixels at text scale 1.0 */
  gboolean is_wide;  /* it gets what the others leave, and is always shown */
  guint spare;       /* a narrow table does without it: 1 goes first; 0: it stays */
  gboolean is_extra; /* shown when somebody asks for it */
  gboolean is_number;
  const char *up;
  const char *down;
  char *(*make_text) (MadoRecord *record, MadoVocabulary *vocabulary,
                      MadoLanguage language); /* nullable: the title */
} MadoBrowseColumn;

/* Of projects. Ends with a column without a title. */
const MadoBrowseColumn *mado_browse_cells_get_columns (void);
const char *mado_browse_column_get_title (const MadoBrowseColumn *kind); /* translated */
GtkColumnViewColumn *mado_browse_cells_make_column (const MadoBrowseColumn *kind, MadoList *list,
                                                    MadoContext *context);
const MadoBrowseColumn *mado_browse_cells_get_kind (GtkColumnViewColumn *column);
/* Which record lies under the pointer: for dragging it out. */
const char *mado_browse_cells_find_record (GtkWidget *view, GtkWidget *picked);

G_END_DECLS
