/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Own terms: kept in the desk, taken over into the records. */
#include "core/store/mado-own-terms.h"

#include "core/store/mado-salvage.h"
#include "support/store-fixture.h"

static MadoOwnTerm *
make (const char *en, const char *ja)
{
  g_autoptr (GError) error = NULL;
  MadoOwnTerm *term = mado_own_term_new (NULL, en, ja, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return term;
}

/* Keeps @n terms and gives their ids, the first at the end of the alphabet. */
static GPtrArray *
keep (StoreFixture *self, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDesk) desk = mado_desk_open (self->profile, &error);
  GPtrArray *terms = mado_own_terms_new ();

  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *en = g_strdup_printf ("word %u", n - i);

      g_ptr_array_add (terms, make (en, "語"));
    }
  mado_desk_change_terms (desk, terms, NULL, &error);
  g_assert_no_error (error);
  return terms;
}

static void
take (StoreFixture *self, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_auto (MadoApplied) applied = { 0 };
  g_autofree char *described = NULL;

  mado_writer_take_terms (self->writer, self->profile, &applied, NULL, &error);
  g_assert_no_error (error);
  if (applied.refused == NULL)
    applied.refused = g_ptr_array_new ();
  described = store_describe (&applied);
  g_assert_cmpstr (described, ==, expected);
}

static void
the_records_follow_the_desk (StoreFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) terms = NULL;
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  MadoDesk *desk;

  store_merge (self, MADO_OWN_SET, store_list (store_make_term ("x-mine", "mine", "私"), NULL),
               NULL);
  store_merge (self, "other", store_list (store_make_term ("own-term-x", "other", "他"), NULL),
               NULL);
  take (self, "0 0 0 0 0");
  terms = keep (self, 3);
  take (self, "3 0 0 0 0");
  take (self, "0 0 0 0 0");
  store_assert_answer (self, "SELECT count (*) FROM records WHERE set_name = 'own'", "4");
  g_ptr_array_add (gone, ((MadoOwnTerm *) terms->pdata[0])->id);
  desk = mado_desk_open (self->profile, &error);
  mado_desk_change_terms (desk, NULL, gone, &error);
  g_assert_no_error (error);
  mado_desk_close (desk);
  take (self, "0 0 1 2 0");
  store_assert_answer (self, "SELECT count (*) FROM records WHERE set_name = 'own'", "3");
  store_assert_answer (self, "SELECT id FROM records WHERE id IN ('x-mine', 'own-term-x')",
                       "own-term-x\nx-mine");
}

static void
a_change_is_whole_or_not_at_all (StoreFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) terms = keep (self, 2);
  g_autoptr (GPtrArray) more = mado_own_terms_new ();
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDesk) desk = mado_desk_open (self->profile, &error);

  for (guint i = 0; i <= MADO_OWN_TERMS_MOST; i++)
    g_ptr_array_add (more, make ("word", "語"));
  g_ptr_array_add (gone, ((MadoOwnTerm *) terms->pdata[0])->id);
  g_assert_false (mado_desk_change_terms (desk, more, gone, &error));
  g_assert_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED);
  g_clear_error (&error);
  listed = mado_desk_list_terms (desk, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listed->len, ==, 2);
  g_assert_cmpstr (((MadoOwnTerm *) listed->pdata[0])->en, ==, "word 1");
  g_assert_true (mado_own_term_equal (listed->pdata[1], terms->pdata[0]));
}

static void
terms_are_saved_of_a_damaged_desk (StoreFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) terms = keep (self, 3);
  g_autoptr (GPtrArray) listed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDesk) desk = NULL;
  MadoSalvaged salvaged = { 0 };

  mado_salvage_make (self->profile, MADO_SALVAGE_FROM_DESK, &salvaged, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (salvaged.kept, ==, 3);
  mado_salvaged_clear (&salvaged);
  desk = mado_desk_open (self->profile, &error);
  g_assert_no_error (error);
  listed = mado_desk_list_terms (desk, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listed->len, ==, terms->len);
}

static void
a_term_that_is_not_what_was_written_is_damage (StoreFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) terms = keep (self, 1);
  g_autoptr (GError) error = NULL;
  MadoDesk *desk = mado_desk_open (self->profile, &error);

  mado_database_exec (mado_desk_get_database (desk),
                      "UPDATE terms SET json = replace (json, '語', '誤')", &error);
  g_assert_no_error (error);
  mado_desk_close (desk);
  desk = mado_desk_open (self->profile, &error);
  g_assert_no_error (error);
  g_assert_error (mado_desk_get_reason (desk), MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED);
  g_assert_null (mado_desk_list_terms (desk, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED);
  mado_desk_close (desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/store/own-terms/" name, StoreFixture, NULL, store_set_up, function, store_tear_down)
  ADD ("the-records-follow-the-desk", the_records_follow_the_desk);
  ADD ("a-change-is-whole-or-not-at-all", a_change_is_whole_or_not_at_all);
  ADD ("terms-are-saved-of-a-damaged-desk", terms_are_saved_of_a_damaged_desk);
  ADD ("a-term-that-is-not-what-was-written-is-damage",
       a_term_that_is_not_what_was_written_is_damage);
#undef ADD
  return g_test_run ();
}
