/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folds and cuts anything. Folding twice is folding once, tokens lie in the text, on its characters
 * and in order, and a text finds itself. */
#include "core/store/mado-tokens.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

typedef struct
{
  const char *text;
  gsize length;
  gboolean is_valid;
  gsize start;
} Place;

static gboolean
check_token_cb (const char *token, gsize length, gsize start, gsize end, gpointer user_data)
{
  Place *self = user_data;

  g_assert_cmpuint (length, >, 0);
  g_assert_true (g_utf8_validate (token, (gssize) length, NULL));
  g_assert_cmpuint (self->start, <=, start);
  g_assert_cmpuint (start, <, end);
  g_assert_cmpuint (end, <=, self->length);
  if (self->is_valid)
    {
      g_assert_cmpuint (self->text[start] & 0xc0, !=, 0x80);
      g_assert_true (end == self->length || (self->text[end] & 0xc0) != 0x80);
    }
  self->start = start;
  return TRUE;
}

static void
find (const char *needle_text, const char *text)
{
  g_autoptr (GPtrArray) needles
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_needle_free);
  g_autoptr (GArray) ranges = NULL;

  g_ptr_array_add (needles, mado_needle_new (needle_text, TRUE));
  ranges = mado_needles_find (needles, text);
  g_assert_cmpuint (ranges->len > 0, ==,
                    mado_needle_get_match (g_ptr_array_index (needles, 0)) != NULL);
  for (guint i = 0; i < ranges->len; i++)
    {
      const MadoRange *range = &g_array_index (ranges, MadoRange, i);

      g_assert_cmpuint (range->start, <, range->end);
      g_assert_cmpuint (range->end, <=, strlen (text));
      g_assert_true (i == 0 || range[-1].end < range->start);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  const char *text = (const char *) data;
  Place place = { text, size, g_utf8_validate_len (text, size, NULL), 0 };
  g_autofree char *folded = mado_tokens_fold (text, (gssize) size);
  g_autofree char *again = mado_tokens_fold (folded, -1);
  g_autofree char *copy = g_strndup (text, size);

  g_assert_true (g_utf8_validate (folded, -1, NULL));
  g_assert_cmpstr (folded, ==, again);
  mado_tokens_foreach (text, size, check_token_cb, &place);
  if (strstr (copy, MADO_TOKENS_FACET_MARK) != NULL) /* a needle asks for no facets */
    return 0;
  find (copy, copy);
  g_free (folded);
  folded = mado_tokens_fold (copy, -1);
  find (folded, copy);
  find (copy, folded);
  return 0;
}
