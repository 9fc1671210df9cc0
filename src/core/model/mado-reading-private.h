/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two files of readers share. A reader fills a zeroed place of its type; on error it may
 * be half filled, and whoever owns it clears it. */
#pragma once

#include "core/json/mado-json.h"
#include "core/model/mado-reading.h"

G_BEGIN_DECLS

typedef gboolean (*MadoReader) (JsonNode *node, gpointer member, GError **error);

gboolean mado_reading_fail (GError **error, MadoRecordError code, const char *what); /* FALSE */
JsonObject *mado_reading_get_object (JsonNode *node, GError **error); /* lends; NULL: it is none */
gboolean mado_reading_optional (JsonObject *object, const char *name, MadoReader reader,
                                gpointer member, GError **error);
gboolean mado_reading_required (JsonObject *object, const char *name, MadoReader reader,
                                gpointer member, GError **error);

gboolean mado_reading_string (JsonNode *node, gpointer member, GError **error);
gboolean mado_reading_word (JsonNode *node, gpointer member, GError **error);
gboolean mado_reading_id (JsonNode *node, gpointer member, GError **error);
gboolean mado_reading_text (JsonNode *node, gpointer member, GError **error);
gboolean mado_reading_date (JsonNode *node, gpointer member, GError **error);
gboolean mado_reading_sources (JsonNode *node, gpointer member, GError **error);
gboolean mado_reading_conflicts (JsonNode *node, gpointer member, GError **error);
gboolean mado_reading_identifiers (JsonNode *node, gpointer member, GError **error);
gboolean mado_reading_participants (JsonNode *node, gpointer member, GError **error);
gboolean mado_reading_links (JsonNode *node, gpointer member, GError **error);
gboolean mado_reading_articles (JsonNode *node, gpointer member, GError **error);
gboolean mado_reading_eligibilities (JsonNode *node, gpointer member, GError **error);
gboolean mado_reading_stages (JsonNode *node, gpointer member, GError **error);
gboolean mado_reading_name_variants (JsonNode *node, gpointer member, GError **error);
gboolean mado_reading_words (JsonNode *node, gpointer member, GError **error);

G_END_DECLS
