/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Countries by their code, in both languages. */
#include "core/model/mado-country.h"

static void
test_names (void)
{
  static const struct
  {
    const char *code;
    const char *en;
    const char *ja;
  } countries[] = {
    /* Of the Publications Office's and the Foreign Ministry's lists of countries. */
    { "BE", "Belgium", "ベルギー" },
    { "JP", "Japan", "日本" },
    { "FR", "France", "フランス" },
    { "CI", "Côte d’Ivoire", "コートジボワール" },
    /* Of nobody, and no code at all. */
    { "ZQ", "ZQ", "ZQ" },
    { "be", "be", "be" },
    { "BEL", "BEL", "BEL" },
    { "", "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (countries); i++)
    {
      g_assert_cmpstr (mado_country_get_name (countries[i].code, MADO_LANGUAGE_EN), ==,
                       countries[i].en);
      g_assert_cmpstr (mado_country_get_name (countries[i].code, MADO_LANGUAGE_JA), ==,
                       countries[i].ja);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/country/has-a-name-in-each-language", test_names);
  return g_test_run ();
}
