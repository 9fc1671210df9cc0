/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One value of a record from its JSON, and what the table says of its type: for this room only. */
#pragma once

#include <json-glib/json-glib.h>
#include "core/model/mado-field.h"

G_BEGIN_DECLS

#define MADO_RECORD_FIRST_YEAR 1900 /* the files' schema refuses what is before */
#define MADO_ID_MAX 200             /* bytes */
#define MADO_LIST_MAX 10000         /* items of one list */

/* Errors of the functions below begin with the rest of the member's path and a closing quote
 * ("[2].accessed' is not a date"): whoever knows what stands before puts it there. */

/* Kebab-case ASCII, at most MADO_ID_MAX bytes. */
gboolean mado_reading_is_id (const char *text);
/* Reads @node into the member at @member, which is unset; on error it stays so. */
gboolean mado_reading_read (const MadoField *field, JsonNode *node, gpointer member,
                            GError **error);

/* By the field's type: is the member set, free it, hand it to a property, describe the property. */
gboolean mado_reading_is_set (MadoFieldType type, gconstpointer member);
void mado_reading_clear (MadoFieldType type, gpointer member);
void mado_reading_get_value (MadoFieldType type, gconstpointer member, GValue *value);
GParamSpec *mado_reading_new_property (const MadoField *field);

G_END_DECLS
