/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A search as it is typed: read, widened by the glossary, less the words that were taken out. It
 * knows the store and no widget; a newer question interrupts the one before. */
#pragma once

#include "core/mado-context.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define MADO_TYPE_INQUIRY (mado_inquiry_get_type ())
G_DECLARE_FINAL_TYPE (MadoInquiry, mado_inquiry, MADO, INQUIRY, GObject)

/* Signals: "mistaken" (guint position, gboolean is_mended): at once, for every text; the position
 * is G_MAXUINT where there is no mistake, and without a mend nothing follows. "answered"
 * (MadoQuery *query, nullable: everything; GPtrArray *expansions, nullable: what the glossary
 * knows, refused words too). */
MadoInquiry *mado_inquiry_new (MadoContext *context);

void mado_inquiry_ask (MadoInquiry *self, const char *text);
/* Takes @word of the glossary out of the search, or puts it back. */
void mado_inquiry_toggle_word (MadoInquiry *self, const char *word);
gboolean mado_inquiry_is_refused (MadoInquiry *self, const char *word);

G_END_DECLS
