/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers that leave the program: a table with titles, written as CSV or for the clipboard. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  MADO_TABLE_TEXT,
  MADO_TABLE_NUMBER, /* digits, perhaps with a minus before them; never changed for safety */
} MadoTableColumn;

typedef enum
{
  MADO_CSV_FOR_PEOPLE, /* byte order mark; cells that a spreadsheet would run are neutralised */
  MADO_CSV_PLAIN,      /* neither: for programs */
} MadoCsvForm;

typedef struct _MadoTable MadoTable;

MadoTable *mado_table_new (void);
MadoTable *mado_table_ref (MadoTable *self);
void mado_table_unref (MadoTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTable, mado_table_unref)

void mado_table_add_column (MadoTable *self, MadoTableColumn type, const char *title);
void mado_table_add_cell (MadoTable *self, const char *text);

guint mado_table_get_n_columns (MadoTable *self);
guint mado_table_get_n_rows (MadoTable *self);
MadoTableColumn mado_table_get_column_type (MadoTable *self, guint column);
const char *mado_table_get_title (MadoTable *self, guint column);
const char *mado_table_get_cell (MadoTable *self, guint row, guint column);

char *mado_table_to_csv (MadoTable *self, MadoCsvForm form);
char *mado_table_to_clipboard (MadoTable *self);

G_END_DECLS
