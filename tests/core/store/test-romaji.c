/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Readings in kana and in Latin letters have one key. The romanisations are those that the
 * prefectures and cities use of themselves (Hepburn), those of the Kunrei table (Cabinet
 * notification No. 1 of 1954), and those that an input method takes. */
#include "core/store/mado-romaji.h"

#include <locale.h>

static void
has_one_key_for_each_spelling (void)
{
  static const char *const vectors[][6] = {
    { "おおさか", "Osaka", "Ōsaka", "Oosaka", "Ôsaka", NULL },
    { "とうきょう", "Tokyo", "Tōkyō", "Toukyou", "Tôkyô", NULL },
    { "きょうと", "Kyoto", "Kyōto", "Kyouto", "Kyôto", NULL },
    { "こうべ", "Kobe", "Kōbe", "Koube", "Kôbe", NULL },
    { "ほっかいどう", "Hokkaido", "Hokkaidō", "Hokkaidou", "Hokkaidô", NULL },
    { "ひょうご", "Hyogo", "Hyōgo", "Hyougo", "Hyôgo", NULL },
    { "おおいた", "Oita", "Ōita", "Ooita", "Ôita", NULL },
    { "ふくしま", "Fukushima", "Hukusima", "FUKUSHIMA", NULL },
    { "ちば", "Chiba", "Tiba", "ちば", NULL },
    { "しが", "Shiga", "Siga", NULL },
    { "ぎふ", "Gifu", "Gihu", NULL },
    { "つくば", "Tsukuba", "Tukuba", "ツクバ", NULL },
    { "じんぼうちょう", "Jimbocho", "Jinbōchō", "Zinbôtyô", "Jinbouchou", NULL },
    { "しんじゅく", "Shinjuku", "Sinzyuku", NULL },
    { "ぐんま", "Gunma", "Gumma", NULL },
    { "にいがた", "Niigata", "Nīgata", NULL },
    { "きゅうしゅう", "Kyushu", "Kyūshū", "Kyuushuu", "Kyûsyû", NULL },
    { "いとう", "Ito", "Itō", "Itou", "Itoh", NULL },
    { "おおの", "Ono", "Ohno", "Oono", "Ōno", NULL },
    { "まっちゃ", "Matcha", "Maccha", "Mattya", NULL },
    { "いっせい", "Issei", "イッセイ", NULL },
    { "はっしゃ", "Hassha", "Hassya", NULL },
    { "けんいち", "Ken'ichi", "Ken-ichi", "Kenichi", "Ken'iti", NULL },
    { "しんぶん", "Shimbun", "Shinbun", "Sinbun", NULL },
    { "せんたー", "センター", "senta", NULL },
    { "こんにゃく", "konnyaku", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *key = mado_romaji_fold (vectors[i][0]);

      g_assert_nonnull (key);
      for (guint j = 1; j < G_N_ELEMENTS (vectors[i]) && vectors[i][j] != NULL; j++)
        {
          g_autofree char *other = mado_romaji_fold (vectors[i][j]);

          g_test_message ("%s %s", vectors[i][0], vectors[i][j]);
          g_assert_cmpstr (other, ==, key);
        }
    }
}

static void
tells_other_readings_apart (void)
{
  static const char *const vectors[][2] = {
    { "さか", "ざか" }, { "かわ", "かわかみ" }, { "はし", "はっし" },
    { "きよ", "きょ" }, { "つ", "す" },         { "しま", "ちま" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *one = mado_romaji_fold (vectors[i][0]);
      g_autofree char *other = mado_romaji_fold (vectors[i][1]);

      g_assert_cmpstr (one, !=, other);
    }
}

static void
takes_no_word_that_can_be_no_reading (void)
{
  static const char *const words[]
      = { "", "quantum", "research", "1995", "science", "大阪", "policy", "l", "!" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *key = mado_romaji_fold (words[i]);

      /* "EU" is two vowels, and could be one. */
      if (!g_str_equal (words[i], "EU"))
        g_assert_null (key);
    }
}

static void
writes_names_as_they_stand_in_english (void)
{
  static const char *const vectors[][2] = {
    { "Koube", "kobe" },        { "Hukusima", "fukushima" }, { "Toukyou", "tokyo" },
    { "Tukuba", "tsukuba" },    { "Zyunko", "junko" },       { "Tiba", "chiba" },
    { "Sinzyuku", "shinjuku" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *key = mado_romaji_fold (vectors[i][0]);
      g_autofree char *english = mado_romaji_to_hepburn (key);

      g_assert_cmpstr (english, ==, vectors[i][1]);
    }
}

static void
collect_cb (const char *key, gpointer user_data)
{
  g_string_append_printf (user_data, "%s;", key);
}

static void
leaves_out_the_legal_form (void)
{
  g_autoptr (GString) keys = g_string_new (NULL);

  mado_romaji_foreach ("こくりつだいがくほうじんおおさかだいがく", collect_cb, keys);
  g_assert_cmpstr (keys->str, ==, "kokuritudaigakuhozinosakadaigaku;osakadaigaku;");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/romaji/has-one-key-for-each-spelling", has_one_key_for_each_spelling);
  g_test_add_func ("/store/romaji/tells-other-readings-apart", tells_other_readings_apart);
  g_test_add_func ("/store/romaji/takes-no-word-that-can-be-no-reading",
                   takes_no_word_that_can_be_no_reading);
  g_test_add_func ("/store/romaji/writes-names-as-they-stand-in-english",
                   writes_names_as_they_stand_in_english);
  g_test_add_func ("/store/romaji/leaves-out-the-legal-form", leaves_out_the_legal_form);
  return g_test_run ();
}
