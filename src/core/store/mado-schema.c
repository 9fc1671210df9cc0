/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the two databases: what can be made again, and what cannot. */
#include "core/store/mado-schema.h"

#include <string.h>

#include <unicode/ucol.h>

#include "core/store/mado-extract.h"
#include "core/store/mado-romaji.h"
#include "core/store/mado-tokens.h"

/* rowids of all tables are those of records (see MADO_ROWID). A new step is appended, never edited.
 */
const char *const mado_schema_records[] = {
  /* meta: "recipe", "vocabulary" (its JSON). sets: edition 0 for a set that was merged into. */
  "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE sets (name TEXT PRIMARY KEY, edition INTEGER NOT NULL, date TEXT) WITHOUT ROWID;"
  /* json is the record form, digest its mado_schema_digest(). Ids are unique over all sets. */
  "CREATE TABLE records (rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
  "                      set_name TEXT NOT NULL, digest INTEGER NOT NULL, json TEXT NOT NULL);"
  "CREATE INDEX records_by_set ON records (set_name);"
  /* names: id, identifiers, readings, other names. facets: tokens of mado_schema_facet_token().
   * Prefixes longer than the longest index are spelled out into words by the reader
   * (mado-reader-terms.c), whose number must be changed with this one. */
  "CREATE VIRTUAL TABLE search USING fts5 (title_en, title_ja, text_en, text_ja, names, facets,"
  "                                        tokenize = 'mado', prefix = '1 2 3');"
  /* What a query may name exactly: id, identifiers, titles, readings, folded. */
  "CREATE TABLE names (folded TEXT, row INTEGER, PRIMARY KEY (folded, row)) WITHOUT ROWID;"
  /* Links (role 0) and participants (role 1); target is an id, of a record that may be missing. */
  "CREATE TABLE links (source INTEGER, rel TEXT, target TEXT, role INTEGER,"
  "                    PRIMARY KEY (source, rel, target, role)) WITHOUT ROWID;"
  "CREATE INDEX links_by_target ON links (target, source);"
  /* One code per kind, field and value; count is the total over the section. */
  "CREATE TABLE codes (code INTEGER PRIMARY KEY, kind INTEGER NOT NULL, field TEXT NOT NULL,"
  "                    value TEXT NOT NULL, count INTEGER NOT NULL, UNIQUE (kind, field, value));"
  /* codes: 32-bit little-endian numbers, ascending. */
  "CREATE TABLE record_codes (rowid INTEGER PRIMARY KEY, codes BLOB NOT NULL);"
  "CREATE TABLE counters (kind INTEGER PRIMARY KEY, count INTEGER NOT NULL);"
  /* The order by name of the kinds that have no date (mado_kind_is_dated()); language is a
   * MadoLanguage, key an ICU sort key. */
  "CREATE TABLE name_order (kind INTEGER, language INTEGER, key BLOB, row INTEGER,"
  "                         PRIMARY KEY (kind, language, key, row)) WITHOUT ROWID;"
  /* What a term says in the other language: folded is the key, word is added to the query. */
  "CREATE TABLE glossary (folded TEXT, word TEXT, language INTEGER, row INTEGER,"
  "                       PRIMARY KEY (folded, word, row)) WITHOUT ROWID;",
  /* The columns of "search" that a search of titles asks: in there a common word is read through
   * the texts of all records. */
  "CREATE VIRTUAL TABLE titles USING fts5 (title_en, title_ja, facets,"
  "                                        tokenize = 'mado', prefix = '1 2 3');",
  /* What a feed brought: the set's mado_set_state_to_text(), NULL when it is not known, and when
   * that was, in seconds since 1970. */
  "ALTER TABLE sets ADD COLUMN state TEXT;"
  "ALTER TABLE sets ADD COLUMN updated INTEGER;",
  NULL,
};

const char *const mado_schema_desk[] = {
  /* title: {"en", "ja"} as it was when the star was set. at: Unix microseconds. digest: that of id,
   * a line feed and title. */
  "CREATE TABLE stars (id TEXT PRIMARY KEY, title TEXT NOT NULL, at INTEGER NOT NULL,"
  "                    digest INTEGER NOT NULL) WITHOUT ROWID;",
  /* arrivals: the news and events that the desk has seen; the first time it saw any is no arrival,
   * and they have no title. title, at: as in stars. digest: that of id, a line feed and title.
   * arrivals_since: one row, the edition of the store when the desk first looked. */
  "CREATE TABLE arrivals (id TEXT PRIMARY KEY, kind INTEGER NOT NULL, title TEXT,"
  "                       at INTEGER NOT NULL, unread INTEGER NOT NULL,"
  "                       digest INTEGER NOT NULL) WITHOUT ROWID;"
  "CREATE INDEX arrivals_unread ON arrivals (kind, id) WHERE unread = 1;"
  "CREATE TABLE arrivals_since (edition INTEGER PRIMARY KEY);",
  /* Notes as the stars; at: when the text was last changed; digest: that of id, title and text.
   * copies: records with a star or a note as they were last seen, in record form, in case they
   * vanish. */
  "CREATE TABLE notes (id TEXT PRIMARY KEY, title TEXT NOT NULL, text TEXT NOT NULL,"
  "                    at INTEGER NOT NULL, digest INTEGER NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE copies (id TEXT PRIMARY KEY, json TEXT NOT NULL, digest INTEGER NOT NULL)"
  "                     WITHOUT ROWID;",
  /* case_events: what happened to the cases (see core/desk). content: record form; hash: SHA-256 of
   * salt and content; link: SHA-256 of the link before, by seq, and hash. Of an erased event there
   * is no salt, and of the content what is left.
   * case_persons, case_drafts: digest is that of id, "person" or "draft", and json. */
  "CREATE TABLE case_events (case_id TEXT NOT NULL, n INTEGER NOT NULL, id TEXT NOT NULL,"
  "                          content TEXT NOT NULL, salt TEXT, hash TEXT NOT NULL,"
  "                          seq INTEGER NOT NULL, link TEXT NOT NULL,"
  "                          PRIMARY KEY (case_id, n, id)) WITHOUT ROWID;"
  "CREATE UNIQUE INDEX case_events_by_seq ON case_events (seq);"
  "CREATE TABLE case_persons (id TEXT PRIMARY KEY, json TEXT NOT NULL, digest INTEGER NOT NULL)"
  "                           WITHOUT ROWID;"
  "CREATE TABLE case_drafts (id TEXT PRIMARY KEY, json TEXT NOT NULL, digest INTEGER NOT NULL)"
  "                          WITHOUT ROWID;"
  /* What follows is made of these, and made again. stage: MadoCaseStage; rests: the day until which
   * nobody need look; waits: from and to, Unix microseconds, in order. */
  "CREATE TABLE cases (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, number INTEGER NOT NULL,"
  "                    stage INTEGER NOT NULL, title TEXT NOT NULL, status TEXT NOT NULL,"
  "                    assignee TEXT NOT NULL, priority TEXT NOT NULL, topic TEXT NOT NULL,"
  "                    direction TEXT NOT NULL, channel TEXT NOT NULL, language TEXT NOT NULL,"
  "                    country TEXT NOT NULL, tags TEXT NOT NULL, rests TEXT NOT NULL,"
  "                    person TEXT NOT NULL, name TEXT NOT NULL, organisation TEXT NOT NULL,"
  "                    opened INTEGER NOT NULL, updated INTEGER NOT NULL,"
  "                    received INTEGER NOT NULL, waits TEXT NOT NULL, waiting INTEGER NOT NULL,"
  "                    merged_into TEXT, disputed INTEGER NOT NULL);"
  "CREATE INDEX cases_by_number ON cases (number);"
  "CREATE INDEX cases_by_stage ON cases (stage, updated);"
  "CREATE INDEX cases_by_assignee ON cases (stage, assignee, updated);"
  "CREATE INDEX cases_by_waiting ON cases (stage, waiting, rests, updated);"
  "CREATE INDEX cases_by_received ON cases (stage, received);"
  "CREATE INDEX cases_merged ON cases (merged_into) WHERE merged_into IS NOT NULL;"
  "CREATE TABLE case_links (record TEXT, row INTEGER, PRIMARY KEY (record, row)) WITHOUT ROWID;"
  /* How many cases there are of a view's key, as many as are not none. */
  "CREATE TABLE case_counts (key TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;"
  /* The columns of "search" in records.db, so that the same queries can be asked. */
  "CREATE VIRTUAL TABLE case_search USING fts5 (title_en, title_ja, text_en, text_ja, names,"
  "                                             facets, tokenize = 'mado', prefix = '1 2 3');",
  /* terms: what a person added to the glossary, in record form; records.db has them once more, in
   * the set "own". digest: that of id, "term" and json. */
  "CREATE TABLE terms (id TEXT PRIMARY KEY, json TEXT NOT NULL, digest INTEGER NOT NULL)"
  "                    WITHOUT ROWID;",
  /* searches: what somebody keeps to be searched for again. digest: that of id, "search" and json.
   */
  "CREATE TABLE searches (id TEXT PRIMARY KEY, json TEXT NOT NULL, digest INTEGER NOT NULL)"
  "                       WITHOUT ROWID;",
  NULL,
};

static void
add_searched_fields (GString *recipe, GType type, const char *name)
{
  g_autoptr (GTypeClass) class = g_type_class_ref (type);
  const MadoRecordClass *record_class = (const MadoRecordClass *) class;

  for (guint i = 0; i < record_class->n_fields; i++)
    {
      const MadoField *field = &record_class->fields[i];

      if (field->flags & (MADO_FIELD_SEARCHED | MADO_FIELD_FACET | MADO_FIELD_FACET_YEAR))
        g_string_append_printf (recipe, " %s.%s:%x", name, field->name, field->flags);
    }
}

char *
mado_schema_get_recipe (void)
{
  GString *recipe = g_string_new (NULL);
  UVersionInfo version;
  char number[U_MAX_VERSION_STRING_LENGTH];

  u_getVersion (version);
  u_versionToString (version, number);
  g_string_append_printf (recipe, "tokens %d, titles, romaji %d, facets %d, collation %s, fields",
                          MADO_TOKENS_VERSION, MADO_ROMAJI_VERSION, MADO_EXTRACT_VERSION, number);
  add_searched_fields (recipe, MADO_TYPE_RECORD, "record");
  for (MadoKind kind = MADO_KIND_NONE + 1; kind < MADO_N_KINDS; kind++)
    add_searched_fields (recipe, mado_kind_get_record_type (kind), mado_kind_to_word (kind));
  return g_string_free (recipe, FALSE);
}

char *
mado_schema_facet_token (const char *field, const char *value)
{
  g_autofree char *folded = g_ascii_strdown (value, -1);

  g_strdelimit (folded, " \t\r\n", '_');
  return g_strconcat (MADO_TOKENS_FACET_MARK, field, "=", folded, NULL);
}

gint64
mado_schema_digest (const char *text, gsize length)
{
  guint64 digest = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (gsize i = 0; i < length; i++)
    digest = (digest ^ (guint8) text[i]) * G_GUINT64_CONSTANT (0x100000001b3);
  return (gint64) digest;
}

gint64
mado_schema_digest_entry (const char *id, const char *title, const char *text)
{
  g_autofree char *whole
      = g_strconcat (id, "\n", title != NULL ? title : "", text != NULL ? "\n" : NULL, text, NULL);

  return mado_schema_digest (whole, strlen (whole));
}

char *
mado_schema_hash (const char *salt, const char *content, gsize length)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (checksum, (const guchar *) salt, (gssize) strlen (salt));
  g_checksum_update (checksum, (const guchar *) content, (gssize) length);
  return g_strdup (g_checksum_get_string (checksum));
}
