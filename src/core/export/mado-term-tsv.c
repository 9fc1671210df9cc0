/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TSV: lines of fields with tabs between; the first line names the columns, in any order. A field
 * has neither tab nor line break, and no quotes stand for anything. */
#include "core/export/mado-term-file-private.h"

#include <string.h>

#define MOST_COLUMNS 64

typedef enum
{
  COLUMN_EN,
  COLUMN_JA,
  COLUMN_READING,
  COLUMN_NOTE,
  COLUMN_SOURCE,
  N_COLUMNS
} Column;

static const char *const names[N_COLUMNS] = { "en", "ja", "reading", "note", "source" };

static gboolean
find_column (const char *name, guint *column)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      {
        *column = i;
        return TRUE;
      }
  return FALSE;
}

/* @places: (out): where in a line each column stands; -1: it has not */
static gboolean
read_names (char **fields, gint *places, GError **error)
{
  guint column;

  for (guint i = 0; i < N_COLUMNS; i++)
    places[i] = -1;
  for (guint i = 0; fields[i] != NULL; i++)
    {
      if (!find_column (g_strstrip (fields[i]), &column))
        continue; /* What else a file tells of its terms is not ours to judge. */
      if (places[column] >= 0)
        return mado_term_file_refuse (error, 1, "the column \"%s\" occurs twice", names[column]);
      places[column] = (gint) i;
    }
  if (places[COLUMN_EN] >= 0 && places[COLUMN_JA] >= 0)
    return TRUE;
  return mado_term_file_refuse (
      error, 1, "the columns have to be named: en, ja, reading, note, source, with tabs between");
}

static const char *
get_field (char **fields, guint n, gint place)
{
  return place >= 0 && (guint) place < n ? fields[place] : NULL;
}

static gboolean
read_term (MadoTermGathering *gathering, char **fields, const gint *places, guint line,
           GError **error)
{
  guint n = g_strv_length (fields);
  const char *values[N_COLUMNS];

  for (guint i = 0; i < N_COLUMNS; i++)
    values[i] = get_field (fields, n, places[i]);
  return mado_term_gathering_take (gathering,
                                   mado_own_term_new (NULL, values[COLUMN_EN], values[COLUMN_JA],
                                                      values[COLUMN_READING], values[COLUMN_NOTE],
                                                      values[COLUMN_SOURCE], error),
                                   line, error);
}

/* A line without its end; @end: (out): where the next one begins. */
static char *
cut_line (const char *from, const char *to, const char **end)
{
  const char *feed = memchr (from, '\n', (gsize) (to - from));
  const char *last = feed != NULL ? feed : to;

  *end = feed != NULL ? feed + 1 : to;
  if (last > from && last[-1] == '\r')
    last--;
  return g_strndup (from, (gsize) (last - from));
}

static gboolean
is_blank (const char *line)
{
  return line[strspn (line, " \t")] == '\0';
}

/**
 * mado_term_file_parse_tsv:
 *
 * As mado_term_file_parse(), of TSV. Empty lines are left out.
 */
GPtrArray *
mado_term_file_parse_tsv (const char *text, gsize length, GError **error)
{
  g_auto (MadoTermGathering) gathering = { 0 };
  gint places[N_COLUMNS];
  const char *end;
  guint number = 0;

  g_return_val_if_fail (text != NULL, NULL);

  if (!mado_term_file_scan (&text, &length, error))
    return NULL;
  mado_term_gathering_begin (&gathering);
  end = text + length;
  while (text < end)
    {
      g_autofree char *line = cut_line (text, end, &text);
      g_auto (GStrv) fields = g_strsplit (line, "\t", MOST_COLUMNS);

      if (++number == 1)
        {
          if (!read_names (fields, places, error))
            return NULL;
        }
      else if (!is_blank (line) && !read_term (&gathering, fields, places, number, error))
        return NULL;
    }
  return mado_term_gathering_finish (&gathering, error);
}

/**
 * mado_term_file_write_tsv:
 * @terms: (element-type MadoOwnTerm): what is written, in this order
 *
 * Returns: (transfer full): the file, which mado_term_file_parse_tsv() reads as it was
 */
char *
mado_term_file_write_tsv (GPtrArray *terms)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (terms != NULL, NULL);

  for (guint i = 0; i < N_COLUMNS; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\t" : "", names[i]);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < terms->len; i++)
    {
      const MadoOwnTerm *term = g_ptr_array_index (terms, i);

      /* A term's texts are one line each, and its blanks are spaces. */
      g_string_append_printf (text, "%s\t%s\t%s\t%s\t%s\n", term->en, term->ja,
                              term->reading != NULL ? term->reading : "",
                              term->note != NULL ? term->note : "",
                              term->source != NULL ? term->source : "");
    }
  return g_string_free (text, FALSE);
}
