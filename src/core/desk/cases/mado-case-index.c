/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathers the text of a case and keeps the index in step with it. */
#include "core/desk/cases/mado-case-index.h"

#include "core/desk/cases/mado-case-rows.h"

typedef enum
{
  TITLE_EN,
  TITLE_JA,
  TEXT_EN,
  TEXT_JA,
  NAMES,
  N_TEXTS,
} Column;

struct _MadoCaseText
{
  GString *columns[N_TEXTS];
};

MadoCaseText *
mado_case_text_new (void)
{
  MadoCaseText *self = g_new0 (MadoCaseText, 1);

  for (Column column = 0; column < N_TEXTS; column++)
    self->columns[column] = g_string_new (NULL);
  return self;
}

void
mado_case_text_free (MadoCaseText *self)
{
  if (self == NULL)
    return;
  for (Column column = 0; column < N_TEXTS; column++)
    g_string_free (self->columns[column], TRUE);
  g_free (self);
}

/* Whether there is a kana, or no Latin letter beside Han: the language that a text is searched in;
 * what a person reads goes by what the enquirer's language is set to. */
gboolean
mado_case_text_is_japanese (const char *text)
{
  gboolean has_han = FALSE, has_latin = FALSE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    switch (g_unichar_get_script (g_utf8_get_char (at)))
      {
      case G_UNICODE_SCRIPT_HIRAGANA:
      case G_UNICODE_SCRIPT_KATAKANA:
        return TRUE;
      case G_UNICODE_SCRIPT_HAN:
        has_han = TRUE;
        break;
      case G_UNICODE_SCRIPT_LATIN:
        has_latin = TRUE;
        break;
      default:
        break;
      }
  return has_han && !has_latin;
}

static void
append (MadoCaseText *self, Column column, const char *text)
{
  GString *string = self->columns[column];

  if (text == NULL || *text == '\0')
    return;
  if (string->len > 0)
    g_string_append_c (string, '\n');
  g_string_append (string, text);
}

static void
append_by_language (MadoCaseText *self, Column english, const char *text)
{
  if (text != NULL)
    append (self, mado_case_text_is_japanese (text) ? english + 1 : english, text);
}

void
mado_case_text_add_case (MadoCaseText *self, MadoCase *the_case)
{
  GPtrArray *events = mado_case_get_events (the_case);

  append_by_language (self, TITLE_EN, mado_case_get_value (the_case, MADO_CASE_TITLE));
  for (guint i = 0; i < events->len; i++)
    {
      MadoCaseEvent *event = g_ptr_array_index (events, i);

      if (!mado_case_shows (the_case, event))
        continue;
      append_by_language (self, TEXT_EN, mado_case_event_get_text (event, "subject"));
      append_by_language (self, TEXT_EN, mado_case_event_get_text (event, "text"));
    }
  append (self, NAMES, mado_case_get_value (the_case, MADO_CASE_TAGS));
}

void
mado_case_text_add_person (MadoCaseText *self, const MadoCasePerson *person)
{
  append (self, NAMES, person->family);
  append (self, NAMES, person->given);
  append (self, NAMES, person->family_reading);
  append (self, NAMES, person->given_reading);
  append (self, NAMES, person->organisation);
  append (self, NAMES, person->address);
}

static gboolean
is_there (MadoCaseText *self, MadoDatabase *database, gint64 row, gboolean *there, GError **error)
{
  sqlite3_stmt *statement = mado_database_prepare (
      database,
      "SELECT title_en, title_ja, text_en, text_ja, names FROM case_search WHERE rowid = ?1",
      error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row);
  if (!mado_case_rows_ask (database, statement, there, error))
    return FALSE;
  for (int column = 0; *there && column < N_TEXTS; column++)
    *there = g_strcmp0 ((const char *) sqlite3_column_text (statement, column),
                        self->columns[column]->str)
             == 0;
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
mado_case_text_drop (MadoDatabase *database, gint64 row, GError **error)
{
  sqlite3_stmt *statement
      = mado_database_prepare (database, "DELETE FROM case_search WHERE rowid = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row);
  return mado_database_run (database, statement, error);
}

gboolean
mado_case_text_put (MadoCaseText *self, MadoDatabase *database, gint64 row, GError **error)
{
  sqlite3_stmt *statement;
  gboolean there;

  if (!is_there (self, database, row, &there, error))
    return FALSE;
  if (there)
    return TRUE;
  if (!mado_case_text_drop (database, row, error))
    return FALSE;
  statement = mado_database_prepare (database,
                                     "INSERT INTO case_search (rowid, title_en, title_ja, text_en,"
                                     " text_ja, names, facets) VALUES (?1, ?2, ?3, ?4, ?5, ?6, '')",
                                     error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row);
  for (int column = 0; column < N_TEXTS; column++)
    sqlite3_bind_text (statement, column + 2, self->columns[column]->str,
                       (int) self->columns[column]->len, SQLITE_STATIC);
  return mado_database_run (database, statement, error);
}
