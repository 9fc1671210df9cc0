/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where in a list by name each row of kana, or each letter, begins. */
#include "core/store/mado-reader-private.h"

#define MAX_NAME 512

static const char *const kana[] = { "あ", "か", "さ", "た", "な", "は", "ま", "や", "ら", "わ" };
#define LATIN "A–Z"
#define SIGNS "#"
#define OTHER "他" /* Han without a reading */

void
mado_head_free (MadoHead *self)
{
  g_free (self->label);
  g_free (self);
}

typedef struct
{
  MadoReader *reader;
  GArray *rowids;
  MadoLanguage language;
  gboolean latin_last;
  UCollator *collator;
} Search;

static gint
compare_texts (UCollator *collator, const char *one, const char *two)
{
  UChar first[MAX_NAME], second[MAX_NAME];
  int32_t n_first = 0, n_second = 0;
  UErrorCode code = U_ZERO_ERROR;

  u_strFromUTF8WithSub (first, MAX_NAME, &n_first, one, -1, 0xfffd, NULL, &code);
  code = U_ZERO_ERROR;
  u_strFromUTF8WithSub (second, MAX_NAME, &n_second, two, -1, 0xfffd, NULL, &code);
  return ucol_strcoll (collator, first, MIN (n_first, MAX_NAME), second, MIN (n_second, MAX_NAME));
}

/* What the record in row @at of the list is sorted by; transfer full, nullable. */
static char *
read_name (Search *self, guint at, GError **error)
{
  g_autoptr (MadoRecord) record = mado_reader_get_record_by_rowid (
      self->reader, g_array_index (self->rowids, gint64, at), NULL, error);
  const char *name;

  if (record == NULL)
    return NULL;
  name = self->language == MADO_LANGUAGE_JA ? mado_record_get_reading (record) : NULL;
  if (name == NULL)
    name = mado_text_get (mado_record_get_title (record), self->language, NULL);
  return g_strdup (name);
}

/* The first row whose name is not before @head; a list of n is asked for log2 (n) names. */
static gboolean
find_row (Search *self, const char *head, guint *row, GError **error)
{
  guint low = 0;
  guint high = self->rowids->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      g_autofree char *name = read_name (self, middle, error);

      if (name == NULL)
        return FALSE;
      if (compare_texts (self->collator, name, head) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  *row = low;
  return TRUE;
}

static void
add_head (GPtrArray *heads, const char *label, guint first, guint end)
{
  MadoHead *head;

  if (first >= end)
    return;
  head = g_new0 (MadoHead, 1);
  head->label = g_strdup (label);
  head->row = first;
  g_ptr_array_add (heads, head);
}

static gboolean
add_japanese (Search *self, GPtrArray *heads, GError **error)
{
  guint rows[G_N_ELEMENTS (kana) + 1];
  guint latin, han;

  for (guint i = 0; i < G_N_ELEMENTS (kana); i++)
    if (!find_row (self, kana[i], &rows[i], error))
      return FALSE;
  if (!find_row (self, MADO_FIRST_LATIN, &latin, error)
      || !find_row (self, MADO_FIRST_HAN, &han, error))
    return FALSE;
  rows[G_N_ELEMENTS (kana)] = self->latin_last ? latin : han;
  add_head (heads, self->latin_last ? SIGNS : LATIN, 0, rows[0]);
  for (guint i = 0; i < G_N_ELEMENTS (kana); i++)
    add_head (heads, kana[i], rows[i], rows[i + 1]);
  if (self->latin_last)
    add_head (heads, LATIN, latin, han);
  add_head (heads, OTHER, han, self->rowids->len);
  return TRUE;
}

static gboolean
add_english (Search *self, GPtrArray *heads, GError **error)
{
  guint before = 0;

  if (!find_row (self, "a", &before, error))
    return FALSE;
  add_head (heads, "#", 0, before);
  for (char letter = 'A'; letter <= 'Z'; letter++)
    {
      const char label[] = { letter, '\0' };
      const char next[] = { (char) (g_ascii_tolower (letter) + 1), '\0' };
      guint end = self->rowids->len;

      if (letter < 'Z' && !find_row (self, next, &end, error))
        return FALSE;
      add_head (heads, label, before, end);
      before = end;
    }
  return TRUE;
}

/**
 * mado_reader_list_heads:
 * @request: a list by name
 *
 * Blocks. Its cost grows with the logarithm of the list, and once with its length.
 *
 * Errors: MADO_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type MadoHead) (nullable): あ to わ, with Latin letters before
 *   or behind as @request has them, and Han of unknown reading last, or A to Z; those that have no
 * record are left out. %NULL with
 *   @error set
 */
GPtrArray *
mado_reader_list_heads (MadoReader *self, const MadoRequest *request, GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GPtrArray) heads = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_head_free);
  g_autoptr (GArray) rowids = NULL;
  Search search = { self };
  gboolean is_fine;

  g_return_val_if_fail (self != NULL && request != NULL, NULL);

  rowids = mado_reader_all (self, request, NULL, cancellable, error);
  if (rowids == NULL)
    return NULL;
  search.rowids = rowids;
  search.language = mado_reader_get_name_language (request);
  search.latin_last = request->latin_last;
  search.collator = mado_reader_open_collator (request, error);
  if (search.collator == NULL)
    return NULL;
  is_fine = search.language == MADO_LANGUAGE_JA ? add_japanese (&search, heads, error)
                                                : add_english (&search, heads, error);
  ucol_close (search.collator);
  return is_fine ? g_steal_pointer (&heads) : NULL;
}
