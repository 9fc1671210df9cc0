/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saved searches: kept in the desk, whatever happens to it. */
#include "core/store/mado-saved-search.h"

#include "core/store/mado-salvage.h"
#include "support/store-fixture.h"

static MadoDesk *
open_desk (StoreFixture *self)
{
  g_autoptr (GError) error = NULL;
  MadoDesk *desk = mado_desk_open (self->profile, &error);

  g_assert_no_error (error);
  return desk;
}

static char *
keep (MadoDesk *desk, const char *id, const char *name, const char *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoSavedSearch) search
      = mado_saved_search_new (id, name, "agreements", query, &error);

  g_assert_no_error (error);
  mado_desk_put_search (desk, search, &error);
  g_assert_no_error (error);
  return g_strdup (search->id);
}

static void
assert_searches (MadoDesk *desk, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) searches = mado_desk_list_searches (desk, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < searches->len; i++)
    {
      const MadoSavedSearch *search = g_ptr_array_index (searches, i);

      g_string_append_printf (text, "%s=%s/%s\n", search->name, search->section, search->query);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
what_is_saved_is_there_after_a_restart (StoreFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  MadoDesk *desk = open_desk (self);
  g_autofree char *first = keep (desk, NULL, "  発効済み ", "status:in-force");
  g_autofree char *second = keep (desk, NULL, "Another", "\"joint committee\" -draft");

  mado_desk_close (desk);
  desk = open_desk (self);
  assert_searches (desk, "Another=agreements/\"joint committee\" -draft\n"
                         "発効済み=agreements/status:in-force\n");
  g_free (keep (desk, first, "A name", "status:in-force"));
  assert_searches (desk, "A name=agreements/status:in-force\n"
                         "Another=agreements/\"joint committee\" -draft\n");
  g_assert_true (mado_desk_drop_search (desk, second, &error));
  g_assert_true (mado_desk_drop_search (desk, second, &error));
  g_assert_no_error (error);
  assert_searches (desk, "A name=agreements/status:in-force\n");
  mado_desk_close (desk);
}

static void
what_is_no_line_of_text_is_refused (StoreFixture *self, gconstpointer data)
{
  g_autofree char *longest = g_strnfill (200, 'x');
  g_autofree char *too_long = g_strnfill (201, 'x');
  g_autofree char *query = g_strnfill (2001, 'x');
  const char *const wrong[][3] = { { "", "news", "a" },     { " ", "news", "a" },
                                   { "a\nb", "news", "a" }, { "a\x7f", "news", "a" },
                                   { "\xff", "news", "a" }, { too_long, "news", "a" },
                                   { "a", "", "a" },        { "a", "news", "" },
                                   { "a", "news", query },  { "a\u2028b", "news", "a" },
                                   { "a", "news", "b\tc" } };
  g_autoptr (MadoSavedSearch) right = mado_saved_search_new (NULL, longest, "news", "a", NULL);

  g_assert_nonnull (right);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      g_assert_null (mado_saved_search_new (NULL, wrong[i][0], wrong[i][1], wrong[i][2], &error));
      g_assert_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED);
    }
}

static void
a_desk_has_no_more_than_it_can_show (StoreFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDesk) desk = open_desk (self);
  g_autoptr (MadoSavedSearch) more = mado_saved_search_new (NULL, "more", "news", "a", NULL);
  g_autofree char *last = NULL;

  mado_database_exec (mado_desk_get_database (desk), "BEGIN", NULL);
  for (guint i = 0; i < MADO_SAVED_SEARCHES_MOST; i++)
    {
      g_free (last);
      last = keep (desk, NULL, "one", "a");
    }
  mado_database_exec (mado_desk_get_database (desk), "COMMIT", NULL);
  g_assert_false (mado_desk_put_search (desk, more, &error));
  g_assert_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED);
  g_free (keep (desk, last, "the last one", "b"));
}

static void
searches_are_saved_of_a_damaged_desk (StoreFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  MadoDesk *desk = open_desk (self);
  MadoSalvaged salvaged = { 0 };

  g_free (keep (desk, NULL, "one", "a"));
  g_free (keep (desk, NULL, "two", "b"));
  mado_desk_close (desk);
  mado_salvage_make (self->profile, MADO_SALVAGE_FROM_DESK, &salvaged, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (salvaged.kept, ==, 2);
  mado_salvaged_clear (&salvaged);
  desk = open_desk (self);
  assert_searches (desk, "one=agreements/a\ntwo=agreements/b\n");
  mado_desk_close (desk);
}

static void
a_search_that_is_not_what_was_written_is_damage (StoreFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  MadoDesk *desk = open_desk (self);

  g_free (keep (desk, NULL, "one", "abc"));
  mado_database_exec (mado_desk_get_database (desk),
                      "UPDATE searches SET json = replace (json, 'abc', 'abd')", &error);
  g_assert_no_error (error);
  mado_desk_close (desk);
  desk = open_desk (self);
  g_assert_error (mado_desk_get_reason (desk), MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED);
  g_assert_null (mado_desk_list_searches (desk, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED);
  mado_desk_close (desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/store/saved-search/" name, StoreFixture, NULL, store_set_up, function,             \
              store_tear_down)
  ADD ("what-is-saved-is-there-after-a-restart", what_is_saved_is_there_after_a_restart);
  ADD ("what-is-no-line-of-text-is-refused", what_is_no_line_of_text_is_refused);
  ADD ("a-desk-has-no-more-than-it-can-show", a_desk_has_no_more_than_it_can_show);
  ADD ("searches-are-saved-of-a-damaged-desk", searches_are_saved_of_a_damaged_desk);
  ADD ("a-search-that-is-not-what-was-written-is-damage",
       a_search_that_is_not_what_was_written_is_damage);
#undef ADD
  return g_test_run ();
}
