/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The doctor finds each thing that is put out of step, says what, and heals it. */
#include "core/store/mado-doctor.h"

#include <string.h>

#include "core/store/mado-desk.h"
#include "support/store-fixture.h"

static GPtrArray *
check (StoreFixture *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *findings;

  g_clear_pointer (&self->writer, mado_writer_close);
  findings = mado_doctor_check (self->profile, TRUE, NULL, &error);
  g_assert_no_error (error);
  return findings;
}

static void
assert_well (StoreFixture *self)
{
  g_autoptr (GPtrArray) findings = check (self);

  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", ((MadoFinding *) g_ptr_array_index (findings, i))->text);
  g_assert_cmpuint (findings->len, ==, 0);
}

static void
fill (StoreFixture *self)
{
  g_auto (MadoApplied) applied = { 0 };
  g_autoptr (GError) error = NULL;

  mado_writer_apply_bundle (self->writer, NULL, &applied, NULL, &error);
  g_assert_no_error (error);
  store_merge (self, "own", store_list (store_make_event ("mine", "2026-03-04"), NULL),
               "1 0 0 0 0");
  store_exec (self, "DELETE FROM links WHERE target NOT IN (SELECT id FROM records)");
}

static void
finds_nothing_in_a_sound_store (StoreFixture *self, gconstpointer data)
{
  fill (self);
  assert_well (self);
}

static void
finds_and_heals (StoreFixture *self, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    MadoFindingCode code;
  } harms[] = {
    { "UPDATE records SET json = replace (json, 'Europe', 'Eurqpe') WHERE rowid IN"
      " (SELECT rowid FROM records WHERE json LIKE '%Europe%' LIMIT 1)",
      MADO_FINDING_BROKEN_RECORDS },
    { "UPDATE records SET id = 'other' WHERE id = 'mine'", MADO_FINDING_BROKEN_RECORDS },
    { "UPDATE meta SET value = 'tokens 0' WHERE key = 'recipe'", MADO_FINDING_OLD_INDEX },
    { "UPDATE search SET title_en = 'Something else' WHERE rowid = (SELECT max (rowid) FROM "
      "records)",
      MADO_FINDING_WRONG_INDEX },
    { "DELETE FROM search WHERE rowid = (SELECT max (rowid) FROM records)",
      MADO_FINDING_WRONG_INDEX },
    { "INSERT INTO search (rowid, title_en) VALUES (1, 'ghost')", MADO_FINDING_WRONG_INDEX },
    { "UPDATE titles SET title_en = 'Something else' WHERE rowid = (SELECT max (rowid) FROM "
      "records)",
      MADO_FINDING_WRONG_INDEX },
    { "INSERT INTO titles (rowid, title_en) VALUES (1, 'ghost')", MADO_FINDING_WRONG_INDEX },
    { "DELETE FROM names WHERE folded = 'mine'", MADO_FINDING_WRONG_INDEX },
    { "INSERT INTO names VALUES ('ghost', 1)", MADO_FINDING_WRONG_INDEX },
    { "UPDATE counters SET count = count + 1 WHERE kind = 3", MADO_FINDING_WRONG_INDEX },
    { "UPDATE codes SET count = count - 1 WHERE code = 3", MADO_FINDING_WRONG_INDEX },
    { "UPDATE record_codes SET codes = x'' WHERE rowid = (SELECT max (rowid) FROM record_codes "
      "WHERE"
      " length (codes) > 0)",
      MADO_FINDING_WRONG_INDEX },
    { "DELETE FROM name_order WHERE row = (SELECT max (row) FROM name_order)",
      MADO_FINDING_WRONG_INDEX },
    { "INSERT INTO glossary VALUES ('ghost', '幽霊', 1, 1)", MADO_FINDING_WRONG_INDEX },
    { "INSERT INTO links VALUES (1, 'about', 'mine', 0)", MADO_FINDING_WRONG_INDEX },
  };

  for (guint i = 0; i < G_N_ELEMENTS (harms); i++)
    {
      g_autoptr (GPtrArray) findings = NULL;
      g_autoptr (GError) error = NULL;
      g_auto (MadoSalvaged) desk = { 0 };
      const MadoFinding *finding;

      g_test_message ("%s", harms[i].sql);
      store_reopen (self);
      fill (self);
      store_exec (self, harms[i].sql);
      findings = check (self);
      g_assert_cmpuint (findings->len, >, 0);
      finding = g_ptr_array_index (findings, 0);
      g_assert_cmpint (finding->code, ==, harms[i].code);
      g_assert_true (mado_finding_is_repairable (finding));
      mado_doctor_repair (self->profile, NULL, findings, &desk, NULL, &error);
      g_assert_no_error (error);
      store_reopen (self);
      store_assert_answer (self, "SELECT count (*) > 700 FROM records", "1");
      store_exec (self, "DELETE FROM links WHERE target NOT IN (SELECT id FROM records)");
      assert_well (self);
      store_reopen (self);
      store_merge (self, "own", store_list (NULL, NULL), "0 0 0 0 0");
      store_apply (self, "own", store_list (NULL, NULL), NULL);
    }
}

static void
names_what_is_referred_to_and_missing (StoreFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;
  const MadoFinding *finding;

  store_apply (self, "core", store_list (store_make_event ("a", "2020"), NULL), NULL);
  findings = check (self);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = g_ptr_array_index (findings, 0);
  g_assert_cmpint (finding->code, ==, MADO_FINDING_DANGLING_REFERENCE);
  g_assert_cmpstr (finding->text, ==, "record \"a\": \"jst\", its organiser, is not in the store");
  g_assert_false (mado_finding_is_repairable (finding));
}

static void
saves_what_a_broken_desk_holds_and_leaves_it_alone (StoreFixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->profile, "desk.db", NULL);
  g_autoptr (GPtrArray) findings = NULL;
  g_auto (MadoSalvaged) desk = { 0 };
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  const MadoFinding *finding;

  fill (self);
  g_file_set_contents (path, "<html>", -1, NULL);
  findings = check (self);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = g_ptr_array_index (findings, 0);
  g_assert_cmpint (finding->code, ==, MADO_FINDING_BROKEN_DESK);
  g_assert_true (mado_finding_is_repairable (finding));
  mado_doctor_repair (self->profile, NULL, findings, &desk, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (desk.name, ==, "desk-2.db");
  g_assert_cmpuint (desk.kept, ==, 0);
  g_assert_false (desk.is_whole);
  g_file_get_contents (path, &after, NULL, NULL);
  g_assert_cmpstr (after, ==, "<html>");
  assert_well (self);
}

static void
does_not_repair_a_desk_that_is_too_new (StoreFixture *self, gconstpointer data)
{
  g_autoptr (MadoDesk) desk = mado_desk_open (self->profile, NULL);
  g_autoptr (GPtrArray) findings = NULL;
  const MadoFinding *finding;

  fill (self);
  mado_database_exec (mado_desk_get_database (desk), "PRAGMA user_version = 99", NULL);
  findings = check (self);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = g_ptr_array_index (findings, 0);
  g_assert_cmpint (finding->code, ==, MADO_FINDING_CLOSED_DESK);
  g_assert_false (mado_finding_is_repairable (finding));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/store/doctor/" name, StoreFixture, NULL, store_set_up, function, store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("finds-nothing-in-a-sound-store", finds_nothing_in_a_sound_store);
  ADD ("finds-and-heals", finds_and_heals);
  ADD ("names-what-is-referred-to-and-missing", names_what_is_referred_to_and_missing);
  ADD ("saves-what-a-broken-desk-holds-and-leaves-it-alone",
       saves_what_a_broken_desk_holds_and_leaves_it_alone);
  ADD ("does-not-repair-a-desk-that-is-too-new", does_not_repair_a_desk_that_is_too_new);
  return g_test_run ();
}
