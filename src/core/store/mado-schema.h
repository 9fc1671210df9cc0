/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of records.db and desk.db, as numbered steps, and the arithmetic of the rowid. */
#pragma once

#include "core/model/mado-record.h"

G_BEGIN_DECLS

extern const char *const mado_schema_records[]; /* NULL-terminated steps */
extern const char *const mado_schema_desk[];

/* What the search index was made with: tokenizer version and the list of searched fields, the
 * collation's version too. A store whose recipe differs is built anew. transfer full */
char *mado_schema_get_recipe (void);

/* rowid = kind (6 bits) · day (22 bits, days since 1800-01-01, 0 undated) · counter (24 bits): a
 * section is a range, and descending order is newest first. */
#define MADO_ROWID(kind, day, counter)                                                             \
  (((gint64) (kind) << 46) | ((gint64) (day) << 24) | (gint64) (counter))
#define MADO_ROWID_KIND(rowid) ((MadoKind) ((rowid) >> 46))
#define MADO_ROWID_DAY(rowid) ((gint) (((rowid) >> 24) & 0x3fffff))
#define MADO_ROWID_FIRST(kind) MADO_ROWID (kind, 0, 0)
#define MADO_ROWID_LAST(kind) (MADO_ROWID ((kind) + 1, 0, 0) - 1)

/* A value that can be filtered by is one token of the index's column "facets": "field=value" behind
 * a character that no folded text holds. The writer writes it, the query asks for it. */
char *mado_schema_facet_token (const char *field, const char *value);

/* Tokens of a call: its days, six digits each. MADO_CALL_FIELD is a facet too: what the record says
 * of itself, from which the state on any day follows (see mado-call.h):
 * "status|opens|opened|closing|closes".
 */
#define MADO_CALL_FIELD "call_dates"
#define MADO_CALL_OPENS "opens"
#define MADO_CALL_OPENED "opened"
#define MADO_CALL_MAY_CLOSE "may_close"
#define MADO_CALL_CLOSES "closes"
/* Tokens of a reading: its keys (see mado-romaji.h). */
#define MADO_ROMAJI_FIELD "romaji"

/* SQLite keeps no checksum of a page: a flipped bit inside a text would pass for the text. So each
 * text that cannot be taken at its word is kept with this (FNV-1a, 64 bits; it guards against
 * accidents, not against people); who reads it compares, and a difference is
 * MADO_STORE_ERROR_DAMAGED. */
gint64 mado_schema_digest (const char *text, gsize length);
/* Of a row of the desk; @title is nullable, and so is @text, which notes and copies have. */
gint64 mado_schema_digest_entry (const char *id, const char *title, const char *text);
/* SHA-256 of @salt, then @content, in hexadecimal digits: of an event of a case, which is proof
 * against people. transfer full */
char *mado_schema_hash (const char *salt, const char *content, gsize length);

G_END_DECLS
