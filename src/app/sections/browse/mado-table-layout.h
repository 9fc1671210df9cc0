/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a table of records is laid out: its columns in their order, which of them are shown and how
 * wide they are, and whether a chart stands above. Remembered in one line of the settings:
 * "chart,title,type:180,-programme"; a minus hides a column. It knows nothing of widgets. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint column; /* in mado_browse_cells_get_columns() */
  int width;    /* pixels at text scale 1.0 */
  gboolean is_shown;
} MadoLayoutColumn;

typedef struct
{
  GArray *columns; /* (element-type MadoLayoutColumn): every column once */
  gboolean has_chart;
} MadoTableLayout;

MadoTableLayout *mado_table_layout_new (const char *text); /* nullable: as it comes */
void mado_table_layout_free (MadoTableLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTableLayout, mado_table_layout_free)

char *mado_table_layout_to_text (const MadoTableLayout *self); /* NULL: as it comes */
MadoLayoutColumn *mado_table_layout_find (MadoTableLayout *self, guint column);
void mado_table_layout_set_width (MadoTableLayout *self, guint column, double width);
/* @shown: columns in the order in which they stand now; those that are not among them stay. */
void mado_table_layout_arrange (MadoTableLayout *self, const guint *shown, guint n);

G_END_DECLS
