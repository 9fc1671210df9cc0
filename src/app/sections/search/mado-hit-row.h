/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One hit of a search over everything: its title with the match, the passage, the date. */
#pragma once

#include "app/sections/search/mado-findings.h"
#include "app/widgets/mado-display.h"

G_BEGIN_DECLS

/* A row of a GtkListBox, which the list box owns. @query marks the match. */
GtkWidget *mado_hit_row_new (const MadoHit *hit, MadoQuery *query, MadoDisplay *display);
/* The same in one line: mark, title, kind. */
GtkWidget *mado_hit_row_new_short (const MadoHit *hit, MadoQuery *query, MadoLanguage language);
/* A row that is unread is bold and has a dot; an assistive tool says so too. */
void mado_hit_row_set_unread (GtkListBoxRow *row, gboolean is_unread);
void mado_hit_row_set_id (GtkListBoxRow *row, MadoRecord *record);
const char *mado_hit_row_get_id (GtkListBoxRow *row);
const char *mado_hit_row_get_name (GtkListBoxRow *row); /* what an assistive tool says */
/* A label of @record's title with what @query matches in either language. */
GtkWidget *mado_hit_title_new (MadoRecord *record, MadoQuery *query);

G_END_DECLS
