/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases on the disk: taken in, changed by two at once, merged, made again, erased and proven. */
#include "core/desk/cases/mado-case-log.h"
#include "core/desk/cases/mado-cases.h"

#include <glib/gstdio.h>
#include <string.h>

#include "support/desk-fixture.h"
#include "support/store-fixture.h"

static void
keeps_a_case_over_a_restart (DeskFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) first = desk_add (self, "Eligibility, Japan", "May we apply?");
  g_autoptr (MadoCase) second = desk_add (self, "Visa", NULL);
  g_autoptr (MadoCase) again = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *found = NULL;

  g_assert_cmpint (mado_case_get_number (first), ==, 1);
  g_assert_cmpint (mado_case_get_number (second), ==, 2);
  first = desk_change (self, g_steal_pointer (&first), mado_case_edit_note ("Ask the NCP"));
  first = desk_set (self, g_steal_pointer (&first), MADO_CASE_ASSIGNEE, "anna");
  expected = desk_describe (first);
  desk_reopen (self);
  again = desk_open_case (self, "case:1");
  found = desk_describe (again);
  g_assert_cmpstr (found, ==, expected);
  g_clear_object (&again);
  again = desk_open_case (self, mado_case_get_id (second));
  g_assert_cmpstr (mado_case_get_value (again, MADO_CASE_TITLE), ==, "Visa");
}

static void
says_that_there_is_no_such_case (DeskFixture *self, gconstpointer data)
{
  static const char *const names[] = { "case:9", "9", "", "case:", "zzz", "00000000", "%" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (mado_cases_open (self->desk, names[i], &error));
      g_assert_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_FOUND);
    }
}

/* xS07: what somebody else has changed meanwhile is not lost. */
static void
assert_refused (DeskFixture *self, MadoCase *seen, MadoCaseEdit *edit, const char *who)
{
  g_autoptr (GPtrArray) edits
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_edit_free);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (edits, edit);
  g_assert_null (mado_cases_change (self->desk, seen, edits, "ben", &error));
  g_assert_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_CHANGED_ELSEWHERE);
  g_assert_nonnull (strstr (error->message, who));
}

static void
refuses_a_change_past_one_that_was_not_seen (DeskFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) seen = desk_add (self, "A", "Q");
  g_autoptr (MadoCase) now = NULL;
  g_autoptr (MadoDesk) other = mado_desk_open (self->profile, NULL);
  DeskFixture second = { self->profile, other };

  now = desk_set (&second, g_object_ref (seen), MADO_CASE_STATUS, "open");
  now = desk_change (&second, g_steal_pointer (&now), mado_case_edit_reply ("Yes.", "en", NULL));
  assert_refused (self, seen, mado_case_edit_set (seen, MADO_CASE_STATUS, "closed", NULL), "anna");
  assert_refused (self, seen, mado_case_edit_reply ("No.", "en", NULL), "anna");
  /* What nobody else has touched goes in, and a note always does. */
  g_clear_object (&now);
  now = desk_set (self, g_object_ref (seen), MADO_CASE_TOPIC, "mobility");
  now = desk_change (self, g_steal_pointer (&now), mado_case_edit_note ("N"));
  g_assert_cmpstr (mado_case_get_value (now, MADO_CASE_STATUS), ==, "open");
  g_assert_cmpstr (mado_case_get_value (now, MADO_CASE_TOPIC), ==, "mobility");
  g_assert_cmpint (mado_case_get_n (now), ==, 6);
}

/* xS07: another process that does not come to its end is waited for, but not for ever. */
static void
refuses_a_change_while_another_process_writes (DeskFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) seen = desk_add (self, "A", "Q");
  g_autoptr (MadoDesk) other = mado_desk_open (self->profile, NULL);
  MadoDatabase *db = mado_desk_get_database (other);
  g_autoptr (GPtrArray) edits
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_edit_free);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (edits, mado_case_edit_note ("N"));
  g_assert_true (mado_database_exec (db, "BEGIN IMMEDIATE", NULL));
  g_assert_null (mado_cases_change (self->desk, seen, edits, "ben", &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN);
  g_assert_true (mado_database_exec (db, "ROLLBACK", NULL));
  seen = desk_change (self, g_steal_pointer (&seen), mado_case_edit_note ("N"));
  g_assert_cmpint (mado_case_get_n (seen), ==, 3);
}

static void
refuses_values_that_a_field_does_not_take (DeskFixture *self, gconstpointer data)
{
  static const struct
  {
    MadoCaseField field;
    const char *value;
  } wrong[] = {
    { MADO_CASE_STATUS, "done" },       { MADO_CASE_STATUS, "" },
    { MADO_CASE_PRIORITY, "very" },     { MADO_CASE_COUNTRY, "Japan" },
    { MADO_CASE_NEXT, "2026-02-30" },   { MADO_CASE_NEXT, "tomorrow" },
    { MADO_CASE_PERSON, "Anna" },       { MADO_CASE_LANGUAGE, "EN" },
    { MADO_CASE_TITLE, "\xff broken" },
  };
  g_autoptr (MadoCase) seen = desk_add (self, "A", NULL);
  g_autofree char *tags = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (mado_case_edit_set (seen, wrong[i].field, wrong[i].value, &error));
      g_assert_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_ALLOWED);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
  tags = mado_case_field_normalise (MADO_CASE_TAGS, "visa, msca,,visa ,a", NULL);
  g_assert_cmpstr (tags, ==, "a,msca,visa");
}

static void
takes_a_change_back_by_a_further_event (DeskFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) self_case = desk_add (self, "A", NULL);
  g_autofree char *set = NULL;
  g_autofree char *link = NULL;
  gint64 n;

  self_case = desk_set (self, g_steal_pointer (&self_case), MADO_CASE_TITLE, "B");
  self_case = desk_set (self, g_steal_pointer (&self_case), MADO_CASE_TITLE, "C");
  n = mado_case_get_n (self_case);
  set = g_strdup (
      mado_case_event_get_id (mado_case_get_setters (self_case, MADO_CASE_TITLE)->pdata[0]));
  self_case = desk_change (self, g_steal_pointer (&self_case),
                           mado_case_edit_undo (self_case, set, NULL));
  g_assert_cmpstr (mado_case_get_value (self_case, MADO_CASE_TITLE), ==, "B");
  g_assert_cmpint (mado_case_get_n (self_case), ==, n + 1);
  self_case = desk_change (self, g_steal_pointer (&self_case),
                           mado_case_edit_link ("riken", "{\"en\":\"RIKEN\"}"));
  link = g_strdup (mado_case_event_get_id (mado_case_get_links (self_case)->pdata[0]));
  desk_assert_answer (self, "SELECT * FROM case_links", "riken|1");
  self_case = desk_change (self, g_steal_pointer (&self_case),
                           mado_case_edit_undo (self_case, link, NULL));
  g_assert_cmpuint (mado_case_get_links (self_case)->len, ==, 0);
  desk_assert_answer (self, "SELECT * FROM case_links", "");
}

/* A note that was taken back is neither read nor found, and the log has both events. */
static void
takes_a_note_back_and_writes_it_again (DeskFixture *self, gconstpointer data)
{
  static const char indexed[] = "SELECT text_en FROM case_search";
  g_autoptr (MadoCase) noted = desk_add (self, "A", NULL);
  g_autofree char *note = NULL, *removal = NULL;
  g_autoptr (GError) error = NULL;

  noted = desk_change (self, g_steal_pointer (&noted), mado_case_edit_note ("Between us"));
  note = g_strdup (mado_case_event_get_id (mado_case_get_events (noted)->pdata[1]));
  desk_assert_answer (self, indexed, "Between us");
  noted = desk_change (self, g_steal_pointer (&noted), mado_case_edit_undo (noted, note, NULL));
  g_assert_false (mado_case_shows (noted, mado_case_get_event (noted, note)));
  g_assert_cmpint (mado_case_get_n (noted), ==, 3);
  desk_assert_answer (self, indexed, "");
  removal = g_strdup (mado_case_event_get_id (mado_case_get_events (noted)->pdata[2]));
  g_assert_null (mado_case_edit_undo (noted, note, &error));
  g_assert_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_ALLOWED);
  noted = desk_change (self, g_steal_pointer (&noted), mado_case_edit_undo (noted, removal, NULL));
  desk_assert_answer (self, indexed, "Between us");
  g_assert_null (mado_case_edit_unnote (noted, "Between us", "ben"));
  noted = desk_change (self, g_steal_pointer (&noted),
                       mado_case_edit_unnote (noted, "Between us", "anna"));
  desk_assert_answer (self, indexed, "");
}

/* What an answer was given from belongs to it, as a link does that somebody sets. */
static void
knows_the_records_that_it_was_answered_from (DeskFixture *self, gconstpointer data)
{
  static const char *const cited[] = { "faq-when-associated", "riken", NULL };
  g_autoptr (MadoCase) asked = desk_add (self, "A", NULL);
  g_autoptr (GError) error = NULL;

  asked = desk_change (self, g_steal_pointer (&asked), mado_case_edit_reply ("Yes", "en", cited));
  asked = desk_change (self, g_steal_pointer (&asked),
                       mado_case_edit_link ("riken", "{\"en\":\"RIKEN\"}"));
  desk_assert_answer (self, "SELECT * FROM case_links", "faq-when-associated|1\nriken|1");
  g_assert_true (mado_cases_rebuild (self->desk, TRUE, NULL, &error));
  desk_assert_answer (self, "SELECT * FROM case_links", "faq-when-associated|1\nriken|1");
}

static void
opens_a_done_case_again_when_a_message_comes (DeskFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) self_case = desk_add (self, "A", "Q");
  g_autoptr (MadoCaseMessage) message = mado_case_message_new ();
  g_autoptr (MadoCase) after = NULL;

  self_case = desk_set (self, g_steal_pointer (&self_case), MADO_CASE_STATUS, "closed");
  desk_assert_answer (self, "SELECT * FROM case_counts WHERE key NOT LIKE '#%'", "done|1");
  message->text = g_strdup ("One more thing");
  after = mado_cases_receive (self->desk, self_case, message, "anna", NULL);
  g_assert_cmpstr (mado_case_get_value (after, MADO_CASE_STATUS), ==, "reopened");
  desk_assert_answer (self, "SELECT * FROM case_counts WHERE key NOT LIKE '#%'",
                      "assignee:|1\nlive|1\nno-next|1");
}

/* Everything but times, which differ between two runs. */
static char *
describe_merge (DeskFixture *self)
{
  return store_ask_database (mado_desk_get_database (self->desk),
                             "SELECT number, stage, title, merged_into IS NOT NULL,"
                             "  coalesce ((SELECT text_en FROM case_search WHERE rowid = row), '')"
                             " FROM cases ORDER BY row");
}

static void
merges_two_cases_and_takes_it_back (DeskFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) first = desk_add (self, "A", "first question");
  g_autoptr (MadoCase) second = desk_add (self, "B", "second question");
  g_autofree char *before = describe_merge (self);
  g_autofree char *merged = NULL;
  g_autofree char *after = NULL;
  g_autoptr (MadoCase) into = NULL;
  g_autoptr (MadoCase) back = NULL;
  g_autoptr (GPtrArray) with = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_cases_merge (self->desk, second, first, "", "anna", &error));
  g_assert_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_ALLOWED);
  g_clear_error (&error);
  into = mado_cases_merge (self->desk, second, first, "The same question", "anna", &error);
  g_assert_no_error (error);
  merged = describe_merge (self);
  g_assert_cmpstr (merged, ==, "1|1|A|0|first question\nsecond question\n2|0|B|1|");
  desk_assert_answer (self, "SELECT count FROM case_counts WHERE key = 'live'", "1");
  with = mado_cases_list_merged (self->desk, into, NULL);
  g_assert_cmpuint (with->len, ==, 1);
  g_assert_null (mado_cases_merge (self->desk, first, second, "Round", "anna", &error));
  g_assert_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_ALLOWED);
  back = mado_cases_split (self->desk, second, "Not the same", "anna", NULL);
  g_assert_null (mado_case_get_merged_into (back));
  after = describe_merge (self);
  g_assert_cmpstr (after, ==, before);
}

static void
fill (DeskFixture *self)
{
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *title = g_strdup_printf ("Case %u", i);
      g_autoptr (MadoCase) self_case = desk_add (self, title, i % 2 ? "質問です" : "A question");

      if (i % 3 == 0)
        self_case = desk_set (self, g_steal_pointer (&self_case), MADO_CASE_STATUS,
                              i % 2 ? "waiting-third" : "closed");
      if (i % 4 == 0)
        self_case
            = desk_change (self, g_steal_pointer (&self_case), mado_case_edit_link ("riken", "{}"));
      /* The last two are a chain: 9 is shown with 11, and that with 12. */
      if (i > 8)
        {
          g_autofree char *name = g_strdup_printf ("case:%u", i < 11 ? i - 1 : i);
          g_autoptr (MadoCase) other = desk_open_case (self, name);
          g_autoptr (MadoCase) into
              = mado_cases_merge (self->desk, other, self_case, "Twins", "anna", NULL);

          g_assert_nonnull (into);
        }
    }
}

static void
makes_equal_rows_again_from_the_events (DeskFixture *self, gconstpointer data)
{
  g_autofree char *kept = NULL;
  g_autofree char *made = NULL;
  g_autoptr (GPtrArray) wrong = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  fill (self);
  kept = desk_describe_rows (self);
  g_assert_true (mado_cases_check (self->desk, wrong, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (wrong->len, ==, 0);
  g_assert_true (mado_cases_rebuild (self->desk, TRUE, NULL, NULL));
  made = desk_describe_rows (self);
  g_assert_cmpstr (made, ==, kept);
}

static void
finds_and_heals_rows_that_are_not_what_the_events_say (DeskFixture *self, gconstpointer data)
{
  static const char *const plants[] = {
    "UPDATE cases SET title = 'Another' WHERE row = 2",
    "DELETE FROM cases WHERE row = 3",
    "DELETE FROM case_links",
    "UPDATE case_counts SET count = 99 WHERE key = 'live'",
    "UPDATE case_search SET text_en = 'nothing' WHERE rowid = 1",
    "DELETE FROM case_search",
  };
  g_autofree char *kept = NULL;

  fill (self);
  kept = desk_describe_rows (self);
  for (guint i = 0; i < G_N_ELEMENTS (plants); i++)
    {
      g_autoptr (GPtrArray) wrong = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *healed = NULL;

      mado_database_exec (mado_desk_get_database (self->desk), plants[i], NULL);
      g_assert_true (mado_cases_check (self->desk, wrong, NULL, NULL));
      g_assert_cmpuint (wrong->len, ==, 1);
      g_assert_true (mado_cases_rebuild (self->desk, TRUE, NULL, NULL));
      healed = desk_describe_rows (self);
      g_assert_cmpstr (healed, ==, kept);
    }
}

static void
assert_proof (DeskFixture *self, gint64 events, gint64 erased, const char *wrong)
{
  g_auto (MadoCaseProof) proof = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_case_log_verify (self->desk, &proof, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (proof.events, ==, events);
  g_assert_cmpint (proof.erased, ==, erased);
  if (wrong == NULL)
    {
      g_assert_cmpstr (proof.wrong->len > 0 ? proof.wrong->pdata[0] : NULL, ==, NULL);
      return;
    }
  g_assert_cmpuint (proof.wrong->len, >, 0);
  g_assert_nonnull (strstr (proof.wrong->pdata[0], wrong));
}

static void
erases_a_case_and_the_chain_still_holds (DeskFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) self_case = NULL;
  g_autoptr (MadoCase) erased = NULL;
  g_autoptr (MadoCaseMessage) message = mado_case_message_new ();
  g_autofree char *path = g_build_filename (self->profile, "desk.db", NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  const char *paths[] = { path, log };

  message->text = g_strdup ("Zanzibarquestion from me");
  message->subject = g_strdup ("Zanzibarsubject");
  message->person = mado_case_person_new ();
  message->person->family = g_strdup ("Zanzibarname");
  self_case = mado_cases_add (self->desk, NULL, message, "anna", NULL);
  self_case = desk_set (self, g_steal_pointer (&self_case), MADO_CASE_TITLE, "Zanzibartitle");
  self_case = desk_set (self, g_steal_pointer (&self_case), MADO_CASE_TOPIC, "mobility");
  self_case
      = desk_change (self, g_steal_pointer (&self_case), mado_case_edit_note ("Zanzibarnote"));
  assert_proof (self, 5, 0, NULL);
  erased = mado_case_log_erase (self->desk, self_case, "anna", NULL, NULL);
  g_assert_nonnull (erased);
  assert_proof (self, 6, 4, NULL);
  desk_assert_answer (self, "SELECT topic, title, name FROM cases", "mobility||");
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *bytes = NULL;
      gsize length = 0;

      if (!g_file_get_contents (paths[i], &bytes, &length, NULL))
        continue;
      g_assert_null (g_strstr_len (bytes, -1, "Zanzibar"));
      g_assert_null (memmem (bytes, length, "Zanzibar", 8));
      g_assert_null (memmem (bytes, length, "zanzibar", 8));
    }
}

static void
shows_where_the_log_was_tampered_with (DeskFixture *self, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    gint64 events;
    gint64 erased;
    const char *wrong;
  } plants[] = {
    { "UPDATE case_events SET content = replace (content, 'secret', 'public') WHERE seq = 2", 7, 0,
      "content is not what was written" },
    { "DELETE FROM case_events WHERE seq = 3", 6, 0, "after event 2: missing events, 1" },
    { "UPDATE case_events SET hash = (SELECT hash FROM case_events WHERE seq = 1),"
      " content = (SELECT content FROM case_events WHERE seq = 1),"
      " salt = (SELECT salt FROM case_events WHERE seq = 1) WHERE seq = 2",
      7, 0, "not an event, or of another case" },
    { "UPDATE case_events SET salt = NULL WHERE seq = 2", 7, 1, "not what was left" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (plants); i++)
    {
      g_autoptr (MadoCase) self_case = desk_add (self, "A", "secret");
      g_autoptr (MadoCase) other = desk_add (self, "B", "secret");
      g_autofree char *path = g_build_filename (self->profile, "desk.db", NULL);

      for (guint n = 0; n < 3; n++)
        self_case = desk_change (self, g_steal_pointer (&self_case), mado_case_edit_note ("n"));
      assert_proof (self, 7, 0, NULL);
      mado_database_exec (mado_desk_get_database (self->desk), plants[i].sql, NULL);
      assert_proof (self, plants[i].events, plants[i].erased, plants[i].wrong);
      g_clear_pointer (&self->desk, mado_desk_close);
      store_remove_profile (self->profile);
      g_mkdir (self->profile, 0700);
      desk_reopen (self);
    }
}

static void
says_that_an_event_is_not_what_was_written (DeskFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) self_case = desk_add (self, "A", "secret");
  g_autoptr (GError) error = NULL;

  mado_database_exec (mado_desk_get_database (self->desk),
                      "UPDATE case_events SET content = replace (content, 'secret', 'public')",
                      NULL);
  g_assert_null (mado_cases_open (self->desk, "case:1", &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/desk/cases/" name, DeskFixture, NULL, desk_set_up, function, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("knows-the-records-that-it-was-answered-from", knows_the_records_that_it_was_answered_from);
  ADD ("keeps-a-case-over-a-restart", keeps_a_case_over_a_restart);
  ADD ("says-that-there-is-no-such-case", says_that_there_is_no_such_case);
  ADD ("refuses-a-change-past-one-that-was-not-seen", refuses_a_change_past_one_that_was_not_seen);
  ADD ("refuses-a-change-while-another-process-writes",
       refuses_a_change_while_another_process_writes);
  ADD ("refuses-values-that-a-field-does-not-take", refuses_values_that_a_field_does_not_take);
  ADD ("takes-a-change-back-by-a-further-event", takes_a_change_back_by_a_further_event);
  ADD ("takes-a-note-back-and-writes-it-again", takes_a_note_back_and_writes_it_again);
  ADD ("opens-a-done-case-again-when-a-message-comes",
       opens_a_done_case_again_when_a_message_comes);
  ADD ("merges-two-cases-and-takes-it-back", merges_two_cases_and_takes_it_back);
  ADD ("makes-equal-rows-again-from-the-events", makes_equal_rows_again_from_the_events);
  ADD ("finds-and-heals-rows-that-are-not-what-the-events-say",
       finds_and_heals_rows_that_are_not_what_the_events_say);
  ADD ("erases-a-case-and-the-chain-still-holds", erases_a_case_and_the_chain_still_holds);
  ADD ("shows-where-the-log-was-tampered-with", shows_where_the_log_was_tampered_with);
  ADD ("says-that-an-event-is-not-what-was-written", says_that_an_event_is_not_what_was_written);
  return g_test_run ();
}
