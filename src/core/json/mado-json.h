/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text that cannot be trusted becomes JSON that can: every JSON text the program reads passes the
 * strict scan here before json-glib sees it, because json-glib 1.6 crashes on deep nesting, lets
 * the last of two equal names win and cuts strings at U+0000. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * MadoRecordError:
 * @MADO_RECORD_ERROR_MALFORMED: the text is not strict JSON, or a value has an impossible form
 * @MADO_RECORD_ERROR_MISSING_FIELD: a required member is absent
 * @MADO_RECORD_ERROR_WRONG_TYPE: a member has another type than its field
 * @MADO_RECORD_ERROR_UNKNOWN_KIND: the file or record is of no kind known here
 *
 * What a caller can act on when records are read.
 */
typedef enum
{
  MADO_RECORD_ERROR_MALFORMED,
  MADO_RECORD_ERROR_MISSING_FIELD,
  MADO_RECORD_ERROR_WRONG_TYPE,
  MADO_RECORD_ERROR_UNKNOWN_KIND,
} MadoRecordError;

#define MADO_RECORD_ERROR (mado_record_error_quark ())
GQuark mado_record_error_quark (void);

#define MADO_JSON_MAX_DEPTH 32
#define MADO_JSON_MAX_LINE (1024 * 1024)      /* bytes; one record in record form */
#define MADO_JSON_MAX_FILE (64 * 1024 * 1024) /* bytes; one file of records */
/* A table of names that a stranger chose to hash alike takes the square of their number. */
#define MADO_JSON_MAX_MEMBERS 4096 /* in one object */
/* A value of one byte takes a hundred in memory. */
#define MADO_JSON_MAX_VALUES (4 * 1024 * 1024) /* in one text */

/**
 * MadoJsonFlags:
 * @MADO_JSON_NONE: refuse a byte order mark
 * @MADO_JSON_ALLOW_BOM: accept one at the start (files that a person chose; never a feed)
 */
typedef enum
{
  MADO_JSON_NONE = 0,
  MADO_JSON_ALLOW_BOM = 1 << 0,
} MadoJsonFlags;

JsonNode *mado_json_parse (const char *text, gsize length, gsize max_size, MadoJsonFlags flags,
                           GArray **lines, GError **error);
GBytes *mado_json_load_file (GFile *file, gsize max_size, GCancellable *cancellable,
                             GError **error);

char *mado_json_to_record_form (JsonNode *node);
char *mado_json_to_tuf_form (JsonNode *node);

G_END_DECLS
