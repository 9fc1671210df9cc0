/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Terms in running text, found by the keys of the glossary. */
#include "core/store/mado-term-spots.h"

#include <string.h>

#include "core/store/mado-reader-private.h"

#define LONGEST 80  /* characters of a term */
#define FAR 2000    /* characters that are looked through for the next term */
#define CJK 0x2e80u /* from here on characters are written without spaces */

typedef struct
{
  MadoReader *reader;
  const char *text;
  const char *end;
} Scan;

void
mado_term_spot_free (MadoTermSpot *self)
{
  g_object_unref (self->term);
  g_free (self);
}

static gboolean
is_letter (gunichar character)
{
  return g_unichar_isalnum (character) || g_unichar_ismark (character);
}

static gboolean
is_latin (gunichar character)
{
  return character < CJK && is_letter (character);
}

/* Whether a term may begin or end before @at: not within a word of letters. */
static gboolean
is_boundary (const Scan *scan, const char *at)
{
  if (at == scan->text || at >= scan->end)
    return TRUE;
  return !is_latin (g_utf8_get_char (at)) || !is_latin (g_utf8_get_char (g_utf8_prev_char (at)));
}

static gboolean
can_begin (const Scan *scan, const char *at)
{
  return at < scan->end && is_letter (g_utf8_get_char (at)) && is_boundary (scan, at);
}

/* A sentence's end is in no term, though folding would drop it. */
static gboolean
can_contain (gunichar character)
{
  return character != 0x3001 && character != 0x3002
         && (character >= 128 || strchr (".;:!?\n\"", (int) character) == NULL);
}

/* What every key begins with that could be meant at @at: a word, or two characters. */
static char *
dup_beginning (const Scan *scan, const char *at)
{
  const char *end = g_utf8_next_char (at);

  if (is_latin (g_utf8_get_char (at)))
    while (end < scan->end && is_latin (g_utf8_get_char (end)))
      end = g_utf8_next_char (end);
  else if (end < scan->end && is_letter (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  return mado_tokens_fold (at, end - at);
}

/* Runs a statement that gives one number; 0 where it gives none. */
static gboolean
read_number (MadoReader *self, sqlite3_stmt *statement, gint64 *number, GError **error)
{
  g_autoptr (GError) local = NULL;

  *number = 0;
  if (mado_database_step (self->database, statement, NULL, &local))
    *number = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* How many characters the longest key has that begins with @beginning. */
static gboolean
find_reach (const Scan *scan, const char *beginning, gint64 *reach, GError **error)
{
  sqlite3_stmt *statement = mado_database_prepare (
      scan->reader->database,
      "SELECT max (length (folded)) FROM glossary WHERE folded >= ?1 AND folded < ?2", error);
  g_autofree char *after = g_strconcat (beginning, "\xf4\x8f\xbf\xbd", NULL);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, beginning, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, after, -1, SQLITE_STATIC);
  return read_number (scan->reader, statement, reach, error);
}

static gboolean
find_key (const Scan *scan, const char *key, gint64 *row, GError **error)
{
  sqlite3_stmt *statement = mado_database_prepare (
      scan->reader->database, "SELECT row FROM glossary WHERE folded = ?1 LIMIT 1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, key, -1, SQLITE_STATIC);
  return read_number (scan->reader, statement, row, error);
}

/* The term that is written from @at to @end, in the singular or the plural; 0: none. */
static gboolean
look_up (const Scan *scan, const char *at, const char *end, gint64 *row, GError **error)
{
  g_autofree char *key = mado_tokens_fold (at, end - at);
  gsize length = strlen (key);

  *row = 0;
  if (length == 0 || !find_key (scan, key, row, error))
    return length == 0;
  if (*row != 0 || length < 4 || key[length - 1] != 's')
    return TRUE;
  key[length - 1] = '\0';
  return find_key (scan, key, row, error);
}

/* One character is a term only where it stands alone: 課 is none in 課題. */
static gboolean
is_alone (const Scan *scan, const char *at, const char *end)
{
  if (end != g_utf8_next_char (at))
    return TRUE;
  return (at == scan->text || !is_letter (g_utf8_get_char (g_utf8_prev_char (at))))
         && (end >= scan->end || !is_letter (g_utf8_get_char (end)));
}

/* The ends that a term from @at on can have, the nearest first. (element-type utf8) */
static GPtrArray *
list_ends (const Scan *scan, const char *at, gint64 reach)
{
  GPtrArray *ends = g_ptr_array_new ();
  /* The text may have signs that the key has not, and the s of a plural. */
  gint64 most = MIN (LONGEST, reach * 2 + 1);

  for (const char *end = at; end < scan->end && most > 0 && can_contain (g_utf8_get_char (end));
       most--)
    {
      gboolean is_last = is_letter (g_utf8_get_char (end));

      end = g_utf8_next_char (end);
      if (is_last && is_boundary (scan, end) && is_alone (scan, at, end))
        g_ptr_array_add (ends, (gpointer) end);
    }
  return ends;
}

/* The longest term that begins at @at: @end and @row (0: none). */
static gboolean
find_longest (const Scan *scan, const char *at, const char **end, gint64 *row, GError **error)
{
  g_autofree char *beginning = dup_beginning (scan, at);
  g_autoptr (GPtrArray) ends = NULL;
  gint64 reach;

  *row = 0;
  /* A plural of one word begins no key. */
  if (g_str_has_suffix (beginning, "s") && strlen (beginning) > 3)
    beginning[strlen (beginning) - 1] = '\0';
  if (*beginning == '\0' || !find_reach (scan, beginning, &reach, error))
    return *beginning == '\0';
  if (reach == 0)
    return TRUE;
  ends = list_ends (scan, at, reach);
  for (guint i = ends->len; i-- > 0 && *row == 0;)
    {
      *end = g_ptr_array_index (ends, i);
      if (!look_up (scan, at, *end, row, error))
        return FALSE;
    }
  return TRUE;
}

static MadoTermSpot *
make_spot (const Scan *scan, const char *start, const char *end, gint64 row, GError **error)
{
  MadoRecord *term = mado_reader_get_record_by_rowid (scan->reader, row, NULL, error);
  MadoTermSpot *spot;

  if (term == NULL)
    return NULL;
  spot = g_new0 (MadoTermSpot, 1);
  spot->start = start - scan->text;
  spot->end = end - scan->text;
  spot->term = term;
  return spot;
}

static const char *
go_back (const Scan *scan, const char *at, guint n)
{
  while (at > scan->text && n-- > 0)
    at = g_utf8_prev_char (at);
  return at;
}

/**
 * mado_reader_find_term_at:
 * @text: UTF-8
 * @at: the byte at which a character begins
 *
 * Returns: (transfer full) (nullable): the longest term within which @at lies, of two as long the
 *   earlier; %NULL where there is none, or with @error set
 */
MadoTermSpot *
mado_reader_find_term_at (MadoReader *self, const char *text, gsize at, GCancellable *cancellable,
                          GError **error)
{
  Scan scan = { self, text, NULL };
  const char *start = NULL, *end = NULL;
  gint64 row = 0;

  g_return_val_if_fail (self != NULL && text != NULL && at <= strlen (text), NULL);

  scan.end = text + strlen (text);
  for (const char *from = go_back (&scan, text + at, LONGEST); from <= text + at && *from != '\0';
       from = g_utf8_next_char (from))
    {
      const char *its_end = NULL;
      gint64 its_row = 0;

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || (can_begin (&scan, from) && !find_longest (&scan, from, &its_end, &its_row, error)))
        return NULL;
      if (its_row == 0 || its_end <= text + at || (row != 0 && its_end - from <= end - start))
        continue;
      start = from;
      end = its_end;
      row = its_row;
    }
  return row != 0 ? make_spot (&scan, start, end, row, error) : NULL;
}

/**
 * mado_reader_find_term_from:
 * @text: UTF-8
 * @from: the byte at which a character begins
 *
 * Returns: (transfer full) (nullable): the first term that begins there or after, the longest
 *   there; %NULL where there is none in a stretch of bounded length, or with @error set
 */
MadoTermSpot *
mado_reader_find_term_from (MadoReader *self, const char *text, gsize from,
                            GCancellable *cancellable, GError **error)
{
  Scan scan = { self, text, NULL };
  const char *at;

  g_return_val_if_fail (self != NULL && text != NULL && from <= strlen (text), NULL);

  scan.end = text + strlen (text);
  at = text + from;
  for (guint i = 0; i < FAR && at < scan.end; i++, at = g_utf8_next_char (at))
    {
      const char *end = NULL;
      gint64 row = 0;

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || (can_begin (&scan, at) && !find_longest (&scan, at, &end, &row, error)))
        return NULL;
      if (row != 0)
        return make_spot (&scan, at, end, row, error);
    }
  return NULL;
}
