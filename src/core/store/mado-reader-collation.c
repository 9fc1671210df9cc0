/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules by which names are sorted, and where Latin letters stand among Japanese ones. */
#include "core/store/mado-reader-private.h"

/* Behind every key: none begins with these bytes. */
static const guint8 end_key[] = { 0xff, 0xff, 0xff, 0xff };

MadoLanguage
mado_reader_get_name_language (const MadoRequest *request)
{
  if (request->order == MADO_ORDER_NAME_EN)
    return MADO_LANGUAGE_EN;
  if (request->order == MADO_ORDER_NAME_JA)
    return MADO_LANGUAGE_JA;
  return request->language;
}

static gboolean
is_latin_last (const MadoRequest *request)
{
  return request->latin_last && mado_reader_get_name_language (request) == MADO_LANGUAGE_JA;
}

UCollator *
mado_reader_open_collator (const MadoRequest *request, GError **error)
{
  static const int32_t latin_last[] = { USCRIPT_HIRAGANA, USCRIPT_LATIN, USCRIPT_HAN };
  gboolean is_japanese = mado_reader_get_name_language (request) == MADO_LANGUAGE_JA;
  UErrorCode code = U_ZERO_ERROR;
  UCollator *collator = ucol_open (is_japanese ? "ja" : "", &code);

  if (is_latin_last (request))
    ucol_setReorderCodes (collator, latin_last, G_N_ELEMENTS (latin_last), &code);
  if (U_SUCCESS (code))
    return collator;
  g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN,
               "the rules of sorting cannot be read: %s", u_errorName (code));
  g_clear_pointer (&collator, ucol_close);
  return NULL;
}

/* What every key of a name that begins with @text begins with, however it is written. */
static GBytes *
make_start (UCollator *collator, const char *text)
{
  UChar wide[2];
  guint8 key[16];
  int32_t size;
  UErrorCode code = U_ZERO_ERROR;

  u_strFromUTF8 (wide, G_N_ELEMENTS (wide), NULL, text, -1, &code);
  ucol_setStrength (collator, UCOL_PRIMARY);
  size = ucol_getSortKey (collator, wide, 1, key, sizeof key);
  return g_bytes_new (key, (gsize) MAX (size - 1, 0)); /* without the zero at its end */
}

static void
add_range (GPtrArray *ranges, GBytes *first, GBytes *behind)
{
  g_ptr_array_add (ranges, g_bytes_ref (first));
  g_ptr_array_add (ranges, g_bytes_ref (behind));
}

/*
 * mado_reader_list_key_ranges:
 * @request: a list by name
 *
 * The keys in the index have Latin letters before kana. Where they are to stand behind, the index
 * is read in stretches, so that one index serves both.
 *
 * Returns: (transfer full) (element-type GBytes): pairs of the first key of a stretch and the first
 *   one behind it; %NULL with @error set
 */
GPtrArray *
mado_reader_list_key_ranges (const MadoRequest *request, GError **error)
{
  g_autoptr (GPtrArray) ranges = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const MadoRequest plain = { .order = MADO_ORDER_NAME_JA };
  UCollator *collator;
  g_autoptr (GBytes) latin = NULL, kana = NULL, han = NULL;
  g_autoptr (GBytes) start = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) end = g_bytes_new_static (end_key, sizeof end_key);

  if (!is_latin_last (request))
    {
      add_range (ranges, start, end);
      return g_steal_pointer (&ranges);
    }
  collator = mado_reader_open_collator (&plain, error);
  if (collator == NULL)
    return NULL;
  latin = make_start (collator, MADO_FIRST_LATIN);
  kana = make_start (collator, MADO_FIRST_KANA);
  han = make_start (collator, MADO_FIRST_HAN);
  ucol_close (collator);
  add_range (ranges, start, latin);
  add_range (ranges, kana, han);
  add_range (ranges, latin, kana);
  add_range (ranges, han, end);
  return g_steal_pointer (&ranges);
}
