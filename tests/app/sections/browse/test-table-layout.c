/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is remembered of a table comes back, and what cannot be does no harm. */
#include "app/sections/browse/mado-table-layout.h"

static void
assert_round (const char *text, const char *expected)
{
  g_autoptr (MadoTableLayout) layout = mado_table_layout_new (text);
  g_autofree char *is = mado_table_layout_to_text (layout);

  g_assert_cmpstr (is, ==, expected);
}

#define USUAL "title,type,programme,start,partners,status,-japan,-duration,-budget"

static void
test_the_usual_layout_is_not_remembered (void)
{
  assert_round (NULL, NULL);
  assert_round ("", NULL);
  assert_round (USUAL, NULL);
}

static void
test_a_layout_comes_back_as_it_was (void)
{
  static const char *const texts[] = {
    "chart," USUAL,
    "type,title,programme,start,partners,status,-japan,-duration,-budget",
    "title,-type:180,programme,start,partners,status,japan,-duration,budget:60",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_round (texts[i], texts[i]);
}

static void
test_what_cannot_be_is_passed_over (void)
{
  assert_round (",,nonsense,-,:,-chart:3,title:x,title,title:99", NULL);
  assert_round ("-title", NULL);
  assert_round ("title:999999999999,type:-4,start:1", "title:1200,type,start:40,programme,partners,"
                                                      "status,-japan,-duration,-budget");
}

static void
test_a_column_that_is_not_named_stands_last (void)
{
  assert_round ("status", "status,title,type,programme,start,partners,-japan,-duration,-budget");
}

static void
test_hidden_columns_stay_where_they_are (void)
{
  g_autoptr (MadoTableLayout) layout = mado_table_layout_new ("title,-type,programme,start");
  const guint shown[] = { 3, 0, 2 };
  g_autofree char *text = NULL;

  mado_table_layout_arrange (layout, shown, G_N_ELEMENTS (shown));
  text = mado_table_layout_to_text (layout);
  g_assert_cmpstr (text, ==,
                   "start,-type,title,programme,partners,status,-japan,-duration,-budget");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/table-layout/the-usual-layout-is-not-remembered",
                   test_the_usual_layout_is_not_remembered);
  g_test_add_func ("/app/table-layout/a-layout-comes-back-as-it-was",
                   test_a_layout_comes_back_as_it_was);
  g_test_add_func ("/app/table-layout/what-cannot-be-is-passed-over",
                   test_what_cannot_be_is_passed_over);
  g_test_add_func ("/app/table-layout/a-column-that-is-not-named-stands-last",
                   test_a_column_that_is_not_named_stands_last);
  g_test_add_func ("/app/table-layout/hidden-columns-stay-where-they-are",
                   test_hidden_columns_stay_where_they_are);
  return g_test_run ();
}
