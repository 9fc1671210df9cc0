/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of the two a file is, and what holds for both: its bytes, its number of terms, no term
 * twice. */
#include "core/export/mado-term-file-private.h"

#include <string.h>

#define MARK "\xef\xbb\xbf" /* the byte order mark that spreadsheets write */

gboolean
mado_term_file_refuse (GError **error, guint line, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED, "line %u: %s", line, what);
  return FALSE;
}

static guint
count_lines (const char *from, const char *to)
{
  guint n = 1;

  for (const char *at = from; at < to; at++)
    n += *at == '\n';
  return n;
}

gboolean
mado_term_file_scan (const char **text, gsize *length, GError **error)
{
  const char *end;

  if (*length > MADO_TERM_FILE_MOST)
    {
      g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED,
                   "a file of terms has no more than %d bytes", MADO_TERM_FILE_MOST);
      return FALSE;
    }
  if (*length >= strlen (MARK) && memcmp (*text, MARK, strlen (MARK)) == 0)
    {
      *text += strlen (MARK);
      *length -= strlen (MARK);
    }
  if (g_utf8_validate_len (*text, *length, &end))
    return TRUE;
  return mado_term_file_refuse (error, count_lines (*text, end),
                                "this is not UTF-8; save the file as UTF-8");
}

void
mado_term_gathering_begin (MadoTermGathering *self)
{
  self->terms = mado_own_terms_new ();
  self->lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
mado_term_gathering_clear (MadoTermGathering *self)
{
  g_clear_pointer (&self->terms, g_ptr_array_unref);
  g_clear_pointer (&self->lines, g_hash_table_unref);
}

gboolean
mado_term_gathering_take (MadoTermGathering *self, MadoOwnTerm *term, guint line, GError **error)
{
  g_autofree char *key = NULL;
  guint before;

  if (term == NULL)
    {
      g_prefix_error (error, "line %u: ", line);
      return FALSE;
    }
  g_ptr_array_add (self->terms, term);
  if (self->terms->len > MADO_TERM_FILE_MOST_TERMS)
    return mado_term_file_refuse (error, line, "a file has no more than %d terms",
                                  MADO_TERM_FILE_MOST_TERMS);
  key = g_strconcat (term->en, "\n", term->ja, NULL);
  before = GPOINTER_TO_UINT (g_hash_table_lookup (self->lines, key));
  if (before != 0)
    return mado_term_file_refuse (error, line, "the same two terms stand on line %u", before);
  g_hash_table_insert (self->lines, g_steal_pointer (&key), GUINT_TO_POINTER (line));
  return TRUE;
}

GPtrArray *
mado_term_gathering_finish (MadoTermGathering *self, GError **error)
{
  if (self->terms->len > 0)
    return g_steal_pointer (&self->terms);
  mado_term_file_refuse (error, 1, "there is no term in the file");
  return NULL;
}

/**
 * mado_term_file_parse:
 * @text: (array length=length) (element-type guint8): a file of terms
 *
 * What begins with "<" is read as TBX, all else as TSV.
 *
 * Returns: (transfer full) (nullable) (element-type MadoOwnTerm): all its terms; %NULL with @error
 */
GPtrArray *
mado_term_file_parse (const char *text, gsize length, GError **error)
{
  const char *at = text;
  gsize left = length;

  g_return_val_if_fail (text != NULL, NULL);

  if (!mado_term_file_scan (&at, &left, error))
    return NULL;
  while (left > 0 && g_ascii_isspace (*at))
    at++, left--;
  return left > 0 && *at == '<' ? mado_term_file_parse_tbx (text, length, error)
                                : mado_term_file_parse_tsv (text, length, error);
}

/**
 * mado_term_file_load:
 * @error: of the file system, or as mado_term_file_parse(), with the file's name before it
 *
 * Returns: (transfer full) (nullable) (element-type MadoOwnTerm): all terms of the file
 */
GPtrArray *
mado_term_file_load (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *name = NULL;
  GPtrArray *terms;
  gsize length;
  const char *text;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  bytes = mado_json_load_file (file, MADO_TERM_FILE_MOST, cancellable, error);
  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  terms = mado_term_file_parse (text != NULL ? text : "", length, error);
  name = g_file_get_basename (file);
  if (terms == NULL)
    g_prefix_error (error, "%s: ", name);
  return terms;
}
