/* SPDX-License-Identifier: GPL-3.0-or-later */
/* THE table of sections. */
#include "app/sections/mado-section-page.h"
#include "app/sections/mado-sections.h"

static void
test_each_is_found_by_its_id (void)
{
  for (guint i = 0; i < mado_sections_get_n (); i++)
    g_assert_true (mado_sections_find (mado_sections_get (i)->id) == mado_sections_get (i));
  g_assert_null (mado_sections_find ("cases-of-wine"));
  g_assert_null (mado_sections_find (NULL));
}

static void
test_fifteen_lead_somewhere (void)
{
  g_assert_cmpuint (mado_sections_get_n (), ==, 15);
}

static void
test_each_has_a_list_or_a_page_of_its_own (void)
{
  for (guint i = 0; i < mado_sections_get_n (); i++)
    {
      const MadoSection *section = mado_sections_get (i);

      g_test_message ("%s", section->id);
      g_assert_true ((section->kinds != 0) != (section->get_page != NULL));
      if (section->get_page)
        g_assert_true (g_type_is_a (section->get_page (), MADO_TYPE_SECTION_PAGE));
      if (section->get_list)
        g_assert_true (g_type_is_a (section->get_list (), MADO_TYPE_SECTION_PAGE));
      if (section->kinds != 0)
        g_assert_cmpstr (mado_section_get_hint (section), !=, "");
    }
}

static void
test_each_kind_but_themes_has_one (void)
{
  for (MadoKind kind = 1; kind < MADO_N_KINDS; kind++)
    {
      guint n = 0;

      for (guint i = 0; i < mado_sections_get_n (); i++)
        n += mado_section_has (mado_sections_get (i), kind);
      g_test_message ("%s", mado_kind_to_word (kind));
      g_assert_cmpuint (n, ==, kind == MADO_KIND_THEME ? 0 : 1);
      g_assert_cmpstr (mado_kind_get_title (kind), !=, "");
    }
}

static void
test_counts_are_put_in_words (void)
{
  guint64 counts[MADO_N_KINDS] = { 0 };
  const MadoSection *organisations = mado_sections_find ("organisations");
  g_autofree char *none = NULL;
  g_autofree char *one = NULL;
  g_autofree char *both = NULL;

  none = mado_section_format_count (mado_sections_find ("news"), counts);
  g_assert_cmpstr (none, ==, "0 records");
  counts[MADO_KIND_NEWS] = 1;
  one = mado_section_format_count (mado_sections_find ("news"), counts);
  g_assert_cmpstr (one, ==, "1 record");
  counts[MADO_KIND_ORGANISATION] = 1250;
  counts[MADO_KIND_PERSON] = 1;
  both = mado_section_format_count (organisations, counts);
  g_assert_cmpstr (both, ==, "1,250 organisations, 1 person");
  g_assert_cmpuint (mado_section_count (organisations, counts), ==, 1251);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/sections/each-is-found-by-its-id", test_each_is_found_by_its_id);
  g_test_add_func ("/app/sections/fifteen-lead-somewhere", test_fifteen_lead_somewhere);
  g_test_add_func ("/app/sections/each-has-a-list-or-a-page-of-its-own",
                   test_each_has_a_list_or_a_page_of_its_own);
  g_test_add_func ("/app/sections/each-kind-but-themes-has-one", test_each_kind_but_themes_has_one);
  g_test_add_func ("/app/sections/counts-are-put-in-words", test_counts_are_put_in_words);
  return g_test_run ();
}
