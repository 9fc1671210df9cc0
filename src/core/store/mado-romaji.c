/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Readings become the letters of the Kunrei system (Cabinet notification No. 1 of 1954) without
 * long vowels: it writes each kana in one way only. Hepburn (and what people type) is brought to
 * it. */
#include "core/store/mado-romaji.h"

#include <string.h>

#include "core/store/mado-tokens.h"

#define FIRST_KANA 0x3041
#define LAST_KANA 0x3096
#define LONG_MARK 0x30fc
#define SMALL_TSU 0x3063

/* From ぁ on, as Unicode orders them; the small ones are the vowels that they add. */
static const char *const kana[LAST_KANA - FIRST_KANA + 1] = {
  "a",  "a",  "i",  "i",  "u",  "u",  "e",  "e",  "o",  "o",  "ka", "ga", "ki", "gi", "ku",
  "gu", "ke", "ge", "ko", "go", "sa", "za", "si", "zi", "su", "zu", "se", "ze", "so", "zo",
  "ta", "da", "ti", "zi", "",   "tu", "zu", "te", "de", "to", "do", "na", "ni", "nu", "ne",
  "no", "ha", "ba", "pa", "hi", "bi", "pi", "hu", "bu", "pu", "he", "be", "pe", "ho", "bo",
  "po", "ma", "mi", "mu", "me", "mo", "ya", "ya", "yu", "yu", "yo", "yo", "ra", "ri", "ru",
  "re", "ro", "wa", "wa", "i",  "e",  "o",  "n",  "vu", "ka", "ke",
};

/* What is typed, and what it becomes; longer ones first where one begins with the other. */
static const struct
{
  const char *typed;
  const char *key;
} spellings[] = {
  { "tch", "t|ch" }, { "cch", "t|ch" }, { "ssh", "s|sh" }, { "shi", "si" }, { "sh", "sy" },
  { "chi", "ti" },   { "ch", "ty" },    { "tts", "t|ts" }, { "tsu", "tu" }, { "ts", "tu" },
  { "fu", "hu" },    { "f", "hu" },     { "jj", "z|j" },   { "ji", "zi" },  { "jy", "zy" },
  { "j", "zy" },     { "dzu", "zu" },   { "du", "zu" },    { "wi", "ui" },  { "we", "ue" },
  { "wo", "o" },     { "vu", "vu" },    { "v", "vu" },
};

/* Legal forms that people leave out; as they are read. */
static const char *const forms[] = {
  "こくりつけんきゅうかいはつほうじん",
  "どくりつぎょうせいほうじん",
  "こくりつだいがくほうじん",
  "いっぱんざいだんほうじん",
  "いっぱんしゃだんほうじん",
  "こうえきざいだんほうじん",
  "こうえきしゃだんほうじん",
  "とくていひえいりかつどうほうじん",
  "がっこうほうじん",
  "かぶしきがいしゃ",
};

static gboolean
is_vowel (char c)
{
  return c != '\0' && strchr ("aiueo", c) != NULL;
}

static gboolean
is_small_y (gunichar c)
{
  return c == 0x3083 || c == 0x3085 || c == 0x3087; /* ゃゅょ */
}

/* ki + ya is kya, si + e (シェ) is sye: the small letter replaces the vowel. */
static void
append_small (GString *key, gunichar c)
{
  const char *letters = kana[c - FIRST_KANA];

  if (key->len > 0 && key->str[key->len - 1] == 'i' && (is_small_y (c) || c == 0x3047))
    {
      g_string_truncate (key, key->len - 1);
      g_string_append (key, c == 0x3047 ? "ye" : letters);
      return;
    }
  g_string_append (key, letters);
}

/* NULL where @folded is not kana throughout. */
static GString *
read_kana (const char *folded)
{
  GString *key = g_string_new (NULL);
  gboolean doubles = FALSE;

  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      gsize before = key->len;

      if (c == ' ' || c == LONG_MARK)
        continue;
      if (c < FIRST_KANA || c > LAST_KANA)
        return g_string_free (key, TRUE), NULL;
      if (c == SMALL_TSU)
        {
          doubles = TRUE;
          continue;
        }
      append_small (key, c);
      if (doubles && key->len > before && !is_vowel (key->str[before]))
        g_string_insert_c (key, (gssize) before, key->str[before]);
      doubles = FALSE;
    }
  return key;
}

/* How many letters of @at stand for what is added to @key. */
static gsize
read_letters (const char *at, GString *key)
{
  char next = at[1] == '\0' ? '\0' : at[1];

  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    if (g_str_has_prefix (at, spellings[i].typed))
      {
        const char *rest = strchr (spellings[i].key, '|');

        /* Behind the bar stands what is read again. */
        g_string_append_len (key, spellings[i].key,
                             rest != NULL ? rest - spellings[i].key
                                          : (gssize) strlen (spellings[i].key));
        return rest != NULL ? 1 : strlen (spellings[i].typed);
      }
  if (*at == 'm' && next != '\0' && strchr ("bmp", next) != NULL)
    g_string_append_c (key, 'n');
  else if (*at == 'n' && next == 'n' && !is_vowel (at[2]) && at[2] != 'y')
    return g_string_append_c (key, 'n'), 2;
  else if (*at == 'o' && next == 'h' && !is_vowel (at[2]) && at[2] != 'y')
    return g_string_append_c (key, 'o'), 2;
  else if (*at != ' ')
    g_string_append_c (key, *at);
  return 1;
}

/* Syllables that Japanese has; a consonant doubled; n alone. */
static gboolean
is_japanese (const char *key)
{
  const char *at = key;

  while (*at != '\0')
    {
      if (*at == 'n' && !is_vowel (at[1]) && at[1] != 'y')
        {
          at++;
          continue;
        }
      if (strchr ("kstpgzdb", *at) != NULL && at[1] == at[0])
        at++;
      if (strchr ("kstnhmrgzdbpwyv", *at) != NULL && *at != 'y')
        at++;
      if (*at == 'y' && at[1] != 'i')
        at++;
      if (!is_vowel (*at))
        return FALSE;
      at++;
    }
  return at > key;
}

static GString *
read_latin (const char *folded)
{
  GString *key = g_string_new (NULL);

  for (const char *at = folded; *at != '\0';)
    {
      if (!g_ascii_islower (*at) && *at != ' ')
        return g_string_free (key, TRUE), NULL;
      at += read_letters (at, key);
    }
  if (is_japanese (key->str))
    return key;
  g_string_free (key, TRUE);
  return NULL;
}

/* ou and oo are one long o; the other long vowels are written twice. */
static char *
shorten (GString *key)
{
  GString *shorter = g_string_sized_new (key->len);

  for (gsize i = 0; i < key->len; i++)
    {
      char c = key->str[i];
      char last = shorter->len > 0 ? shorter->str[shorter->len - 1] : '\0';

      if (is_vowel (c) && (c == last || (c == 'u' && last == 'o')))
        continue;
      g_string_append_c (shorter, c);
    }
  g_string_free (key, TRUE);
  return g_string_free (shorter, FALSE);
}

/**
 * mado_romaji_fold:
 * @text: kana, or Latin letters
 *
 * Spaces, hyphens, apostrophes and accents do not count.
 *
 * Returns: (transfer full) (nullable): the key; %NULL where @text can be no reading
 */
char *
mado_romaji_fold (const char *text)
{
  g_autofree char *folded = NULL;
  GString *key;

  g_return_val_if_fail (text != NULL, NULL);

  folded = mado_tokens_fold (text, -1);
  if (*folded == '\0')
    return NULL;
  key = g_ascii_isalpha (*folded) ? read_latin (folded) : read_kana (folded);
  return key != NULL ? shorten (key) : NULL;
}

/**
 * mado_romaji_to_hepburn:
 * @key: of mado_romaji_fold()
 *
 * Returns: (transfer full): the key in the letters of the Hepburn system
 */
char *
mado_romaji_to_hepburn (const char *key)
{
  static const char *const pairs[][2] = {
    { "sy", "sh" },  { "si", "shi" }, { "ty", "ch" }, { "ti", "chi" },
    { "tu", "tsu" }, { "zy", "j" },   { "zi", "ji" }, { "hu", "fu" },
  };
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (key != NULL, g_string_free (text, FALSE));

  while (*key != '\0')
    {
      gsize length = 1;
      const char *written = NULL;

      for (guint i = 0; written == NULL && i < G_N_ELEMENTS (pairs); i++)
        if (g_str_has_prefix (key, pairs[i][0]))
          {
            written = pairs[i][1];
            length = 2;
          }
      /* The vowel of fa is its own: hua. */
      if (written != NULL && g_str_equal (written, "fu") && is_vowel (key[2]))
        written = "f";
      if (written != NULL)
        g_string_append (text, written);
      else
        g_string_append_c (text, *key);
      key += length;
    }
  return g_string_free (text, FALSE);
}

void
mado_romaji_foreach (const char *reading, MadoRomajiFunc func, gpointer user_data)
{
  g_autofree char *key = mado_romaji_fold (reading);
  g_autofree char *folded = NULL;

  if (key == NULL)
    return;
  func (key, user_data);
  folded = mado_tokens_fold (reading, -1);
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *form = mado_tokens_fold (forms[i], -1);
      g_autofree char *rest
          = g_str_has_prefix (folded, form) ? mado_romaji_fold (folded + strlen (form)) : NULL;

      if (rest != NULL)
        func (rest, user_data);
    }
}
