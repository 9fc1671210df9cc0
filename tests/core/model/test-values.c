/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text, paragraphs, numbers, money, names: the small values and how they are written. */
#include "core/model/mado-values.h"

static void
test_text_gives_the_other_language_with_a_mark (void)
{
  g_autoptr (MadoText) both = mado_text_new ("Brussels", "ブリュッセル");
  g_autoptr (MadoText) english = mado_text_new ("Brussels", NULL);
  g_autoptr (MadoText) japanese = mado_text_new (NULL, "京都");
  MadoLanguage shown;

  g_assert_cmpstr (mado_text_get (both, MADO_LANGUAGE_JA, &shown), ==, "ブリュッセル");
  g_assert_cmpint (shown, ==, MADO_LANGUAGE_JA);
  g_assert_cmpstr (mado_text_get (english, MADO_LANGUAGE_JA, &shown), ==, "Brussels");
  g_assert_cmpint (shown, ==, MADO_LANGUAGE_EN);
  g_assert_cmpstr (mado_text_get (japanese, MADO_LANGUAGE_EN, &shown), ==, "京都");
  g_assert_cmpint (shown, ==, MADO_LANGUAGE_JA);
  g_assert_cmpstr (mado_text_get (japanese, MADO_LANGUAGE_EN, NULL), ==, "京都");
  g_assert_null (mado_text_get_exact (english, MADO_LANGUAGE_JA));
  g_assert_cmpstr (mado_text_get_exact (japanese, MADO_LANGUAGE_JA), ==, "京都");
  g_assert_cmpstr (mado_language_get_code (MADO_LANGUAGE_EN), ==, "en");
  g_assert_cmpstr (mado_language_get_code (MADO_LANGUAGE_JA), ==, "ja");
}

static void
test_text_without_either_language_is_refused (void)
{
  g_test_expect_message ("madoguchi", G_LOG_LEVEL_CRITICAL, "*en != NULL || ja != NULL*");
  g_assert_null (mado_text_new (NULL, NULL));
  g_test_assert_expected_messages ();
}

static void
test_no_list_is_an_empty_list (void)
{
  g_assert_cmpuint (mado_sources_get_n (NULL), ==, 0);
  g_assert_cmpuint (mado_words_get_n (NULL), ==, 0);
  g_assert_cmpuint (mado_paragraphs_get_n (NULL), ==, 0);
  g_test_expect_message ("madoguchi", G_LOG_LEVEL_CRITICAL, "*i < *");
  g_assert_null (mado_links_get (NULL, 0));
  g_test_assert_expected_messages ();
}

static void
test_numbers_are_grouped_by_three (void)
{
  static const struct
  {
    gint64 value;
    const char *text;
  } vectors[] = {
    { 0, "0" },
    { 7, "7" },
    { 999, "999" },
    { 1000, "1,000" },
    { 93500000000, "93,500,000,000" },
    { -1234567, "-1,234,567" },
    { G_MAXINT64, "9,223,372,036,854,775,807" },
    { G_MININT64, "-9,223,372,036,854,775,808" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *en = mado_number_format (vectors[i].value, MADO_LANGUAGE_EN);
      g_autofree char *ja = mado_number_format (vectors[i].value, MADO_LANGUAGE_JA);

      g_assert_cmpstr (en, ==, vectors[i].text);
      g_assert_cmpstr (ja, ==, vectors[i].text);
    }
}

static void
test_money_has_cents_in_euro_and_none_in_yen (void)
{
  static const struct
  {
    MadoMoney money;
    const char *en, *ja;
  } vectors[] = {
    { { 700000000, "EUR" }, "EUR 7,000,000", "700万ユーロ" },
    { { 820000, "EUR" }, "EUR 8,200", "8,200ユーロ" },
    { { 820050, "EUR" }, "EUR 8,200.50", "8,200.50ユーロ" },
    { { -5, "EUR" }, "EUR -0.05", "-0.05ユーロ" },
    { { 7000000, "JPY" }, "JPY 7,000,000", "700万円" },
    { { 1200000000, "JPY" }, "JPY 1,200,000,000", "12億円" },
    { { 39905000000, "EUR" }, "EUR 399,050,000", "3億9,905万ユーロ" },
    { { 1500000000000, "JPY" }, "JPY 1,500,000,000,000", "1兆5,000億円" },
    { { -50000000, "JPY" }, "JPY -50,000,000", "-5,000万円" },
    { { 59303384600, "EUR" }, "EUR 593,033,846", "593,033,846ユーロ" },
    { { 9999, "JPY" }, "JPY 9,999", "9,999円" },
    { { 10000, "JPY" }, "JPY 10,000", "1万円" },
    { { 0, "JPY" }, "JPY 0", "0円" },
    { { 100, "CHF" }, "CHF 1", "CHF 1" },
    { { G_MININT64, "JPY" }, "JPY -9,223,372,036,854,775,808", "-9,223,372,036,854,775,808円" },
    { { 100, "" }, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *en = mado_money_format (&vectors[i].money, MADO_LANGUAGE_EN);
      g_autofree char *ja = mado_money_format (&vectors[i].money, MADO_LANGUAGE_JA);

      g_assert_cmpstr (en, ==, vectors[i].en);
      g_assert_cmpstr (ja, ==, vectors[i].ja);
    }
}

static MadoPersonName *
make_name (MadoText *family, MadoText *given)
{
  MadoPersonName *name = g_new0 (MadoPersonName, 1);

  name->family = family;
  name->given = given;
  return name;
}

static void
assert_name (const MadoPersonName *name, MadoLanguage language, gboolean surname_first,
             const char *expected)
{
  g_autofree char *text = mado_person_name_format (name, language, surname_first);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_names_stand_in_the_order_of_their_writing (void)
{
  g_autoptr (MadoPersonName) yamada
      = make_name (mado_text_new ("Yamada", "山田"), mado_text_new ("Taro", "太郎"));
  g_autoptr (MadoPersonName) haglund
      = make_name (mado_text_new ("Haglund Morrissey", "ハグルンド・モリッシー"),
                   mado_text_new ("Anne", "アン"));
  g_autoptr (MadoPersonName) erika
      = make_name (mado_text_new ("Sato", "佐藤"), mado_text_new ("Erika", "エリカ"));

  assert_name (yamada, MADO_LANGUAGE_EN, FALSE, "Taro Yamada");
  assert_name (yamada, MADO_LANGUAGE_EN, TRUE, "YAMADA Taro");
  assert_name (yamada, MADO_LANGUAGE_JA, FALSE, "山田 太郎");
  assert_name (yamada, MADO_LANGUAGE_JA, TRUE, "山田 太郎");
  assert_name (haglund, MADO_LANGUAGE_EN, FALSE, "Anne Haglund Morrissey");
  assert_name (haglund, MADO_LANGUAGE_EN, TRUE, "HAGLUND MORRISSEY Anne");
  assert_name (haglund, MADO_LANGUAGE_JA, FALSE, "アン・ハグルンド・モリッシー");
  assert_name (erika, MADO_LANGUAGE_JA, FALSE, "佐藤 エリカ");
}

static void
test_a_name_is_never_half_in_one_script (void)
{
  g_autoptr (MadoPersonName) name
      = make_name (mado_text_new ("Moedas", NULL), mado_text_new ("Carlos", "カルロス"));
  g_autoptr (MadoPersonName) copy = mado_person_name_copy (name);

  assert_name (name, MADO_LANGUAGE_JA, FALSE, "Carlos Moedas");
  assert_name (copy, MADO_LANGUAGE_JA, TRUE, "MOEDAS Carlos");
}

static void
assert_address (const MadoPersonName *name, MadoLanguage language, gboolean surname_first,
                const char *expected)
{
  g_autofree char *text = mado_person_name_address (name, language, surname_first);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_a_letter_is_addressed_as_its_language_does (void)
{
  g_autoptr (MadoPersonName) yamada
      = make_name (mado_text_new ("Yamada", "山田"), mado_text_new ("Taro", "太郎"));
  g_autoptr (MadoPersonName) moedas
      = make_name (mado_text_new ("Moedas", NULL), mado_text_new ("Carlos", "カルロス"));

  assert_address (yamada, MADO_LANGUAGE_JA, TRUE, "山田 太郎 様");
  assert_address (yamada, MADO_LANGUAGE_EN, TRUE, "YAMADA Taro");
  assert_address (yamada, MADO_LANGUAGE_EN, FALSE, "Taro Yamada");
  assert_address (moedas, MADO_LANGUAGE_JA, FALSE, "Carlos Moedas 様");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/values/text-gives-the-other-language-with-a-mark",
                   test_text_gives_the_other_language_with_a_mark);
  g_test_add_func ("/model/values/text-without-either-language-is-refused",
                   test_text_without_either_language_is_refused);
  g_test_add_func ("/model/values/no-list-is-an-empty-list", test_no_list_is_an_empty_list);
  g_test_add_func ("/model/values/numbers-are-grouped-by-three", test_numbers_are_grouped_by_three);
  g_test_add_func ("/model/values/money-has-cents-in-euro-and-none-in-yen",
                   test_money_has_cents_in_euro_and_none_in_yen);
  g_test_add_func ("/model/values/a-letter-is-addressed-as-its-language-does",
                   test_a_letter_is_addressed_as_its_language_does);
  g_test_add_func ("/model/values/names-stand-in-the-order-of-their-writing",
                   test_names_stand_in_the_order_of_their_writing);
  g_test_add_func ("/model/values/a-name-is-never-half-in-one-script",
                   test_a_name_is_never_half_in_one_script);

  return g_test_run ();
}
