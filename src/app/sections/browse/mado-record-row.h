/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record in a list: its date in the gutter, its mark, its title, and what sort of thing it is.
 */
#pragma once

#include "app/widgets/mado-row-face.h"
#include "core/mado-context.h"

G_BEGIN_DECLS

#define MADO_TYPE_RECORD_ROW (mado_record_row_get_type ())
G_DECLARE_FINAL_TYPE (MadoRecordRow, mado_record_row, MADO, RECORD_ROW, MadoRowFace)

GtkWidget *mado_record_row_new (void);
void mado_record_row_watch (MadoRecordRow *self, MadoUnread *unread);
void mado_record_row_set_query (MadoRecordRow *self, MadoQuery *query);
/* @hit (nullable): not read yet. */
void mado_record_row_set_hit (MadoRecordRow *self, const MadoHit *hit, MadoVocabulary *vocabulary);
const char *mado_record_row_get_id (MadoRecordRow *self); /* nullable: nothing is shown */
/* The type of a record in words, "Agreement"; NULL when it has none. */
const char *mado_record_row_get_type_label (MadoRecord *record, MadoVocabulary *vocabulary,
                                            MadoLanguage language);
/* Where what is searched for stands in a text. transfer full (element-type MadoSpan) */
GArray *mado_record_row_find_spans (MadoQuery *query, const char *text);

G_END_DECLS
