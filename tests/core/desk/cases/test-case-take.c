/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two desks that were apart take in each other's events and show the same cases, in whatever order
 * these came. */
#include "core/desk/cases/mado-case-log.h"
#include "core/desk/cases/mado-cases.h"

#include <string.h>

#include "support/desk-fixture.h"
#include "support/store-fixture.h"

typedef struct
{
  DeskFixture one;
  DeskFixture two;
  GRand *random;
} Pair;

static void
set_up (Pair *self, gconstpointer data)
{
  desk_set_up (&self->one, NULL);
  desk_set_up (&self->two, NULL);
  self->random = g_rand_new_with_seed (7);
}

static void
tear_down (Pair *self, gconstpointer data)
{
  desk_tear_down (&self->one, NULL);
  desk_tear_down (&self->two, NULL);
  g_rand_free (self->random);
}

/* Every event of a desk, in an order of chance. */
static GPtrArray *
list_events (Pair *self, DeskFixture *from)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_event_unref);
  g_autofree char *all = store_ask_database (mado_desk_get_database (from->desk),
                                             "SELECT content FROM case_events ORDER BY seq");
  g_auto (GStrv) lines = g_strsplit (all, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      MadoCaseEvent *event = mado_case_event_parse (lines[i], strlen (lines[i]), NULL);

      g_assert_nonnull (event);
      g_ptr_array_insert (events, g_rand_int_range (self->random, -1, (gint) events->len), event);
    }
  return events;
}

static void
take (Pair *self, DeskFixture *to, DeskFixture *from)
{
  g_autoptr (GPtrArray) events = list_events (self, from);
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_cases_take (to->desk, events, NULL, &error));
  g_assert_no_error (error);
}

/* What is listed, without what is of this desk alone: rows and the order of the log. */
static char *
describe (DeskFixture *self)
{
  static const char sql[]
      = "SELECT id, number, stage, title, status, assignee, updated, received, waits, merged_into,"
        " disputed, title_en, text_en, names, (SELECT group_concat (record) FROM"
        " (SELECT record FROM case_links WHERE case_links.row = cases.row ORDER BY record))"
        " FROM cases LEFT JOIN case_search ON case_search.rowid = row ORDER BY id";
  g_autofree char *cases = store_ask_database (mado_desk_get_database (self->desk), sql);
  g_autofree char *counts
      = store_ask_database (mado_desk_get_database (self->desk),
                            "SELECT * FROM case_counts WHERE key <> '#seq' ORDER BY key");

  return g_strconcat (cases, "\n", counts, NULL);
}

static void
assert_same (Pair *self)
{
  DeskFixture *desks[] = { &self->one, &self->two };
  g_autofree char *one = describe (&self->one);
  g_autofree char *two = describe (&self->two);

  g_assert_cmpstr (one, ==, two);
  for (guint i = 0; i < G_N_ELEMENTS (desks); i++)
    {
      g_autoptr (GPtrArray) wrong = g_ptr_array_new_with_free_func (g_free);
      g_auto (MadoCaseProof) proof = { 0 };

      g_assert_true (mado_cases_check (desks[i]->desk, wrong, NULL, NULL));
      g_assert_cmpuint (wrong->len, ==, 0);
      g_assert_true (mado_case_log_verify (desks[i]->desk, &proof, NULL, NULL));
      g_assert_cmpuint (proof.wrong->len, ==, 0);
    }
}

static MadoCase *
pick (Pair *self, DeskFixture *desk)
{
  g_autofree char *ids
      = store_ask_database (mado_desk_get_database (desk->desk), "SELECT id FROM cases");
  g_auto (GStrv) lines = g_strsplit (ids, "\n", -1);

  return desk_open_case (desk,
                         lines[g_rand_int_range (self->random, 0, (gint) g_strv_length (lines))]);
}

static void
act (Pair *self, DeskFixture *desk)
{
  static const char *const statuses[] = { "open", "waiting-third", "closed" };
  MadoCase *seen = pick (self, desk);
  g_autoptr (MadoCase) other = NULL;
  g_autoptr (MadoCase) after = NULL;

  switch (g_rand_int_range (self->random, 0, 7))
    {
    case 0:
      after = desk_add (desk, "Another", "question");
      g_object_unref (seen);
      break;
    case 1:
      after = desk_set (desk, seen, MADO_CASE_STATUS,
                        statuses[g_rand_int_range (self->random, 0, 3)]);
      break;
    case 2:
      after = desk_change (desk, seen, mado_case_edit_link ("riken", "{}"));
      break;
    case 3:
      after = desk_change (desk, seen, mado_case_edit_unlink (seen, "riken"));
      break;
    case 4:
      other = pick (self, desk);
      after = mado_cases_merge (desk->desk, seen, other, "Twins", "ben", NULL);
      g_object_unref (seen);
      break;
    case 5:
      after = mado_cases_split (desk->desk, seen, "No twins", "ben", NULL);
      g_object_unref (seen);
      break;
    default:
      after = desk_change (desk, seen, mado_case_edit_note ("a note"));
      break;
    }
}

static void
show_the_same_after_any_interleaving (Pair *self, gconstpointer data)
{
  g_autoptr (MadoCase) first = desk_add (&self->one, "First", "question");
  g_autoptr (MadoCase) second = desk_add (&self->one, "Second", "question");

  take (self, &self->two, &self->one);
  for (guint round = 0; round < 12; round++)
    {
      for (guint step = 0; step < 6; step++)
        act (self, g_rand_boolean (self->random) ? &self->one : &self->two);
      if (g_rand_boolean (self->random))
        take (self, &self->one, &self->two);
    }
  take (self, &self->two, &self->one);
  take (self, &self->one, &self->two);
  assert_same (self);
}

static void
shows_one_of_two_cases_that_were_merged_both_ways (Pair *self, gconstpointer data)
{
  g_autoptr (MadoCase) a = desk_add (&self->one, "A", "question a");
  g_autoptr (MadoCase) b = desk_add (&self->one, "B", "question b");
  g_autoptr (MadoCase) into_b = NULL;
  g_autoptr (MadoCase) into_a = NULL;

  take (self, &self->two, &self->one);
  into_b = mado_cases_merge (self->one.desk, a, b, "Twins", "anna", NULL);
  into_a = mado_cases_merge (self->two.desk, b, a, "Twins", "ben", NULL);
  take (self, &self->two, &self->one);
  take (self, &self->one, &self->two);
  assert_same (self);
  desk_assert_answer (&self->one, "SELECT count (*) FROM cases WHERE stage = 1", "1");
  desk_assert_answer (&self->one, "SELECT count (*) FROM case_search", "1");
}

static void
erases_what_the_other_has_erased (Pair *self, gconstpointer data)
{
  g_autoptr (MadoCase) a = desk_add (&self->one, "A", "a zanzibar question");
  g_autoptr (MadoCase) erased = NULL;

  take (self, &self->two, &self->one);
  erased = mado_case_log_erase (self->one.desk, a, "anna", NULL, NULL);
  g_assert_nonnull (erased);
  take (self, &self->two, &self->one);
  assert_same (self);
  desk_assert_answer (&self->two,
                      "SELECT count (*) FROM case_events WHERE content LIKE '%zanzibar%'", "0");
  desk_assert_answer (&self->two,
                      "SELECT count (*) FROM case_search WHERE case_search MATCH 'zanzibar'", "0");
}

#define ADD(name, function) g_test_add ("/desk/take/" name, Pair, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("show-the-same-after-any-interleaving", show_the_same_after_any_interleaving);
  ADD ("shows-one-of-two-cases-that-were-merged-both-ways",
       shows_one_of_two_cases_that_were_merged_both_ways);
  ADD ("erases-what-the-other-has-erased", erases_what_the_other_has_erased);
  return g_test_run ();
}
