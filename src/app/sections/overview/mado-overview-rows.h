/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the overview: each a button with one badge that says why it is here. */
#pragma once

#include "app/sections/overview/mado-overview-content.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How rows are written. */
typedef struct
{
  MadoVocabulary *vocabulary;
  MadoLanguage language;
  gint today;         /* days since 1800-01-01 */
  gboolean is_narrow; /* the badge stands under the text */
} MadoOverviewRows;

GtkBox *mado_overview_append_block (GtkBox *column, const char *heading, guint count);

void mado_overview_append_look (const MadoOverviewRows *rows, GtkBox *block, const MadoLook *look);
void mado_overview_append_record (const MadoOverviewRows *rows, GtkBox *block, MadoRecord *record);
void mado_overview_append_figure (const MadoOverviewRows *rows, GtkBox *block, MadoRecord *record);
/* Leads to a section with a query. */
void mado_overview_append_show_all (GtkBox *block, const char *section, const char *query,
                                    const char *name);

G_END_DECLS
