/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands where a search finds nothing: why, and lesser questions with the number of their
 * answers. */
#pragma once

#include "app/sections/search/mado-findings.h"

G_BEGIN_DECLS

#define MADO_TYPE_NOTHING (mado_nothing_get_type ())
G_DECLARE_FINAL_TYPE (MadoNothing, mado_nothing, MADO, NOTHING, GtkWidget)

/* Signal: "relaxed" (const char *text, gboolean everywhere). */
void mado_nothing_set_findings (MadoNothing *self, const MadoFindings *findings);
/* Why @query finds none of @kinds, which is asked of the reader. */
void mado_nothing_explain (MadoNothing *self, MadoContext *context, MadoQuery *query,
                           guint32 kinds);
/* A search that cannot be read: @advice, and the words alone. */
void mado_nothing_set_mistake (MadoNothing *self, const char *advice, const char *text);
/* Any other sentence under a title. */
void mado_nothing_set_sentence (MadoNothing *self, const char *title, const char *sentence);

G_END_DECLS
