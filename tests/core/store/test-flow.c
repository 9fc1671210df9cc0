/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes as a stream and becomes the state of a set: all of it or nothing, and nobody else's
 * records. */
#include "core/store/mado-flow.h"

#include <string.h>

#include "core/store/mado-doctor.h"
#include "support/store-fixture.h"

#define IDS                                                                                        \
  "SELECT id || '=' || (json -> '$.title.en') FROM records WHERE set_name = 'feed' ORDER BY id"
#define SET "SELECT edition, date, state IS NOT NULL, updated FROM sets WHERE name = 'feed'"
#define NOW 1900000000

/* Words apart by spaces: "+id=Title" comes, "-id" goes, "!" cannot be taken, "?" checks the state
 * that the records so far add up to, "x" another one. */
typedef struct
{
  char **words;
  guint at;
  MadoRecord *record;
  GHashTable *forms; /* (element-type utf8 utf8): what the publisher has, by id */
  GError *refusal;
  GString *told;
} Script;

static MadoSetState
sum_up (Script *script)
{
  MadoSetState state = { 0 };
  GHashTableIter iter;
  gpointer id, form;

  g_hash_table_iter_init (&iter, script->forms);
  while (g_hash_table_iter_next (&iter, &id, &form))
    mado_set_state_add (&state, id, form, strlen (form));
  return state;
}

static void
read_put (Script *script, const char *word, MadoOperation *operation)
{
  g_auto (GStrv) parts = g_strsplit (word, "=", 2);

  g_clear_object (&script->record);
  script->record = strchr (parts[1], '-') != NULL ? store_make_event (parts[0], parts[1])
                                                  : store_make_term (parts[0], parts[1], "語");
  operation->type = MADO_OPERATION_PUT;
  operation->record = script->record;
  g_hash_table_replace (script->forms, g_strdup (parts[0]),
                        mado_json_to_record_form (mado_record_get_json (script->record)));
}

static gboolean
next (MadoOperation *operation, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Script *script = user_data;
  const char *word = script->words[script->at];

  *operation = (MadoOperation){ 0 };
  if (word == NULL)
    return FALSE;
  script->at++;
  if (*word == '+')
    read_put (script, word + 1, operation);
  else if (*word == '-')
    {
      operation->type = MADO_OPERATION_DROP;
      operation->id = word + 1;
      g_hash_table_remove (script->forms, word + 1);
    }
  else if (*word == '!')
    {
      operation->type = MADO_OPERATION_REFUSE;
      operation->refusal = script->refusal;
    }
  else if (*word == 'e')
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the source is at its end");
      return FALSE;
    }
  else
    {
      operation->type = MADO_OPERATION_CHECK;
      operation->state = sum_up (script);
      operation->state.words[3] += *word == 'x';
    }
  return TRUE;
}

static void
tell (MadoFate fate, MadoKind kind, const char *id, const char *json, gpointer user_data)
{
  Script *script = user_data;

  g_string_append_printf (script->told, "%c%s ", "+~-"[fate], id);
}

static void
start (Script *script, const char *words)
{
  script->words = g_strsplit (words, " ", -1);
  script->at = 0;
  g_string_truncate (script->told, 0);
}

static Script *
script_new (void)
{
  Script *script = g_new0 (Script, 1);

  script->forms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  script->told = g_string_new (NULL);
  script->refusal = g_error_new (MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED, "no record");
  return script;
}

static void
script_free (Script *script)
{
  g_hash_table_unref (script->forms);
  g_string_free (script->told, TRUE);
  g_clear_object (&script->record);
  g_error_free (script->refusal);
  g_free (script);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Script, script_free)

/* @expected: as store_describe() says it, or what is wrong */
static void
run (StoreFixture *self, Script *script, gint64 from, gint64 edition, const char *words,
     const char *expected)
{
  g_auto (MadoApplied) applied = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  const MadoFlow flow = { .set = "feed",
                          .from = from,
                          .edition = edition,
                          .date = "2026-11-27",
                          .now = NOW,
                          .next = next,
                          .next_data = script,
                          .told = tell,
                          .told_data = script,
                          .applied = &applied };

  start (script, words);
  if (mado_writer_flow (self->writer, &flow, NULL, &error))
    found = store_describe (&applied);
  else
    found = g_strdup (error->message);
  g_assert_cmpstr (found, ==, expected);
  g_strfreev (script->words);
}

static void
assert_whole (StoreFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  g_clear_pointer (&self->writer, mado_writer_close);
  findings = mado_doctor_check (self->profile, TRUE, NULL, &error);
  g_assert_no_error (error);
  /* The fixture's events name an organiser that these stores never have. */
  for (guint i = 0; i < findings->len; i++)
    g_assert_nonnull (strstr (((MadoFinding *) g_ptr_array_index (findings, i))->text,
                              "its organiser, is not in the store"));
  store_reopen (self);
}

static void
sums_up_as_the_specification_says (void)
{
  MadoSetState state = { 0 }, other = { 0 };
  g_autofree char *text = NULL;
  static const char a[] = "{\"id\":\"a\"}";
  static const char b[] = "{\"id\":\"b\",\"title\":\"協定\"}";

  /* Both numbers were worked out by Python's hashlib and whole numbers of any length. */
  mado_set_state_add (&state, "a", a, strlen (a));
  mado_set_state_add (&state, "b", b, strlen (b));
  text = mado_set_state_to_text (&state);
  g_assert_cmpstr (text, ==, "ed4739bc482a966c50010700289cbb90577213f5189ef57c71b43b03ecd577a0");
  g_assert_true (mado_set_state_from_text (&other, text));
  g_assert_true (mado_set_state_equal (&state, &other));
  mado_set_state_subtract (&state, "a", a, strlen (a));
  mado_set_state_subtract (&state, "b", b, strlen (b));
  g_free (g_steal_pointer (&text));
  text = mado_set_state_to_text (&state);
  g_assert_cmpstr (text, ==, "0000000000000000000000000000000000000000000000000000000000000000");
}

static void
carries_over_all_words_of_the_sum (void)
{
  MadoSetState state = { 0 };
  g_autofree char *text = NULL;

  for (int i = 0; i < 20; i++)
    {
      g_autofree char *id = g_strdup_printf ("n%d", i);
      g_autofree char *form = g_strdup_printf ("{\"n\":%d}", i);

      mado_set_state_add (&state, id, form, strlen (form));
    }
  text = mado_set_state_to_text (&state);
  g_assert_cmpstr (text, ==, "66ac956febbf012d90ad120a31d7cfc25ffc713dc3b40f6c51ae2c690f26925d");
}

static void
refuses_what_is_no_state (void)
{
  MadoSetState state;

  g_assert_false (mado_set_state_from_text (&state, ""));
  g_assert_false (mado_set_state_from_text (
      &state, "66AC956febbf012d90ad120a31d7cfc25ffc713dc3b40f6c51ae2c690f26925d"));
  g_assert_false (mado_set_state_from_text (
      &state, "66ac956febbf012d90ad120a31d7cfc25ffc713dc3b40f6c51ae2c690f26925d0"));
}

static void
takes_a_whole_set_and_then_changes (StoreFixture *self, gconstpointer data)
{
  g_autoptr (Script) script = script_new ();

  store_apply (self, "other", store_list (store_make_term ("z", "Other", "他"), NULL), "1 0 0 0 0");
  run (self, script, MADO_FLOW_WHOLE_SET, 4, "+a=One +b=Two +c=2026-01-02 ?", "3 0 0 0 0");
  g_assert_cmpstr (script->told->str, ==, "+a +b +c ");
  store_assert_answer (self, SET, "4|2026-11-27|1|1900000000");
  run (self, script, 4, 5, "+a=Eins -b +d=Four ?", "1 1 1 0 0");
  g_assert_cmpstr (script->told->str, ==, "~a -b +d ");
  store_assert_answer (self, IDS, "a=\"Eins\"\nc=\"Quantum day\"\nd=\"Four\"");
  /* A day that changes moves the record to another row. */
  run (self, script, 5, 6, "+c=2026-03-04 ?", "0 1 0 0 0");
  store_assert_answer (self, SET, "6|2026-11-27|1|1900000000");
  store_assert_answer (self, "SELECT count(*) FROM records WHERE set_name = 'other'", "1");
  assert_whole (self);
}

static void
comes_to_the_same_by_packs_and_as_a_whole (StoreFixture *self, gconstpointer data)
{
  g_autoptr (Script) script = script_new ();
  g_autoptr (Script) other = script_new ();
  g_autofree char *by_packs = NULL;
  g_autofree char *as_a_whole = NULL;
  g_autofree char *again = NULL;
  static const char all[] = "SELECT id, json, (SELECT state FROM sets) FROM records ORDER BY id";

  run (self, script, MADO_FLOW_WHOLE_SET, 1, "+a=One +b=2020-01-01 +c=Three ?", "3 0 0 0 0");
  run (self, script, 1, 3, "-a +b=2021-02-02 ? +d=Four +b=2020-01-01 -c ?", "1 2 2 0 0");
  by_packs = store_ask (self, all);
  store_tear_down (self, NULL);
  store_set_up (self, NULL);
  run (self, other, MADO_FLOW_WHOLE_SET, 3, "+b=2020-01-01 +d=Four ?", "2 0 0 0 0");
  as_a_whole = store_ask (self, all);
  g_assert_cmpstr (by_packs, ==, as_a_whole);
  run (self, other, MADO_FLOW_WHOLE_SET, 4, "+b=2020-01-01 +d=Four ?", "0 0 0 2 0");
  again = store_ask (self, all);
  g_assert_cmpstr (again, ==, as_a_whole);
}

static void
a_whole_set_writes_only_what_differs (StoreFixture *self, gconstpointer data)
{
  g_autoptr (Script) script = script_new ();

  run (self, script, MADO_FLOW_WHOLE_SET, 1, "+a=One +b=Two +c=Three ?", "3 0 0 0 0");
  g_hash_table_remove_all (script->forms);
  run (self, script, MADO_FLOW_WHOLE_SET, 2, "+c=Three +b=Zwei +e=New ?", "1 1 1 1 0");
  g_assert_cmpstr (script->told->str, ==, "~b +e -a ");
  store_assert_answer (self, IDS, "b=\"Zwei\"\nc=\"Three\"\ne=\"New\"");
  assert_whole (self);
}

static void
stays_as_it_was_when_something_does_not_fit (StoreFixture *self, gconstpointer data)
{
  static const struct
  {
    gint64 from;
    const char *words;
    const char *why;
  } cases[] = {
    { 1, "+a=Eins +e=New x", "the set \"feed\": its digest is not the one that was announced" },
    { 1, "+a=Eins -nobody ?", "the set \"feed\": a record that goes is not there" },
    { 2, "+a=Eins ?", "the set \"feed\": it is of another edition than the change is made for" },
    { 0, "+a=Eins ?", "the set \"feed\": it is of another edition than the change is made for" },
    { 1, "+a=Eins -b end", "the source is at its end" },
    { MADO_FLOW_WHOLE_SET, "+a=Eins +e=New x",
      "the set \"feed\": its digest is not the one that was announced" },
    { MADO_FLOW_WHOLE_SET, "+a=Eins +e=New +a=Eins", "the set \"feed\": an id occurs twice" },
    { MADO_FLOW_WHOLE_SET, "+c=2026-01-02 +e=New +c=2027-01-02",
      "the set \"feed\": an id occurs twice" },
    { MADO_FLOW_WHOLE_SET, "+a=Eins end", "the source is at its end" },
  };
  g_autoptr (Script) script = script_new ();
  static const char all[] = "SELECT rowid, id, json FROM records ORDER BY id";
  g_autofree char *before = NULL;

  run (self, script, MADO_FLOW_WHOLE_SET, 1, "+a=One +b=Two +c=2020-01-01 ?", "3 0 0 0 0");
  before = store_ask (self, all);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_hash_table_remove_all (script->forms);
      run (self, script, cases[i].from, 9, cases[i].words, cases[i].why);
      store_assert_answer (self, all, before);
      store_assert_answer (self, SET, "1|2026-11-27|1|1900000000");
    }
  assert_whole (self);
}

static void
leaves_to_others_what_they_hold (StoreFixture *self, gconstpointer data)
{
  g_autoptr (Script) script = script_new ();

  store_apply (self, "own", store_list (store_make_term ("b", "Mine", "私"), NULL), "1 0 0 0 0");
  run (self, script, MADO_FLOW_WHOLE_SET, 1, "+a=One +b=Two ?", "1 0 0 0 1");
  store_assert_answer (self, "SELECT json -> '$.title.en' FROM records WHERE id = 'b'", "\"Mine\"");
  /* What the set then is no publisher knows: no pack fits, and the whole does. */
  store_assert_answer (self, SET, "1|2026-11-27|0|1900000000");
  run (self, script, 1, 2, "+a=Eins ?",
       "the set \"feed\": it is of another edition than the change is made for");
  g_hash_table_remove_all (script->forms);
  run (self, script, MADO_FLOW_WHOLE_SET, 2, "+a=Eins ! ?", "0 1 0 0 1");
  store_assert_answer (self, SET, "2|2026-11-27|0|1900000000");
}

static void
forgets_the_state_that_an_import_changes (StoreFixture *self, gconstpointer data)
{
  g_autoptr (Script) script = script_new ();

  run (self, script, MADO_FLOW_WHOLE_SET, 1, "+a=One ?", "1 0 0 0 0");
  store_merge (self, "feed", store_list (store_make_term ("b", "More", "他"), NULL), "1 0 0 0 0");
  store_assert_answer (self, SET, "1|2026-11-27|0|1900000000");
}

static void
a_rebuild_carries_the_state_over (StoreFixture *self, gconstpointer data)
{
  g_autoptr (Script) script = script_new ();

  run (self, script, MADO_FLOW_WHOLE_SET, 1, "+a=One ?", "1 0 0 0 0");
  store_exec (self, "UPDATE meta SET value = 'older' WHERE key = 'recipe'");
  store_reopen (self);
  g_assert_nonnull (mado_writer_get_rebuilt (self->writer));
  store_assert_answer (self, SET, "1|2026-11-27|1|1900000000");
  run (self, script, 1, 2, "+b=Two ?", "1 0 0 0 0");
}

static void
empties_the_log (StoreFixture *self, gconstpointer data)
{
  g_autoptr (Script) script = script_new ();
  g_autofree char *log = g_build_filename (self->profile, "records.db-wal", NULL);
  g_autofree char *bytes = NULL;
  gsize length = 1;

  run (self, script, MADO_FLOW_WHOLE_SET, 1, "+a=One ?", "1 0 0 0 0");
  g_assert_true (g_file_get_contents (log, &bytes, &length, NULL));
  g_assert_cmpuint (length, ==, 0);
}

static void
is_read_while_it_is_written (StoreFixture *self, gconstpointer data)
{
  g_autoptr (Script) script = script_new ();
  g_autofree char *path = g_build_filename (self->profile, "records.db", NULL);
  sqlite3 *reader = NULL;
  sqlite3_stmt *statement = NULL;

  run (self, script, MADO_FLOW_WHOLE_SET, 1, "+a=One ?", "1 0 0 0 0");
  g_assert_cmpint (sqlite3_open_v2 (path, &reader, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  sqlite3_prepare_v2 (reader, "SELECT id FROM records", -1, &statement, NULL);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  /* Someone reads, and holds the state that he began with. */
  run (self, script, 1, 2, "-a +b=Two ?", "1 0 1 0 0");
  g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 0), ==, "a");
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_finalize (statement);
  sqlite3_close (reader);
  store_assert_answer (self, IDS, "b=\"Two\"");
}

static void
a_large_change_leaves_the_index_as_it_was_set (StoreFixture *self, gconstpointer data)
{
  g_autoptr (Script) script = script_new ();
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *expected = NULL;

  for (guint i = 0; i < 1500; i++)
    g_string_append_printf (words, "+n%u=Word%u ", i, i);
  g_string_append (words, "?");
  run (self, script, MADO_FLOW_WHOLE_SET, 1, words->str, "1500 0 0 0 0");
  store_assert_answer (self, "SELECT count (DISTINCT segid) <= 2 FROM search_idx", "1");
  expected = store_ask (self, "SELECT v FROM search_config WHERE k = 'hashsize'");
  g_assert_cmpstr (expected, ==, "1048576");
  assert_whole (self);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/store/flow/" name, StoreFixture, NULL, store_set_up, function, store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/flow/sums-up-as-the-specification-says",
                   sums_up_as_the_specification_says);
  g_test_add_func ("/store/flow/carries-over-all-words-of-the-sum",
                   carries_over_all_words_of_the_sum);
  g_test_add_func ("/store/flow/refuses-what-is-no-state", refuses_what_is_no_state);
  ADD ("takes-a-whole-set-and-then-changes", takes_a_whole_set_and_then_changes);
  ADD ("comes-to-the-same-by-packs-and-as-a-whole", comes_to_the_same_by_packs_and_as_a_whole);
  ADD ("a-whole-set-writes-only-what-differs", a_whole_set_writes_only_what_differs);
  ADD ("stays-as-it-was-when-something-does-not-fit", stays_as_it_was_when_something_does_not_fit);
  ADD ("leaves-to-others-what-they-hold", leaves_to_others_what_they_hold);
  ADD ("forgets-the-state-that-an-import-changes", forgets_the_state_that_an_import_changes);
  ADD ("a-rebuild-carries-the-state-over", a_rebuild_carries_the_state_over);
  ADD ("empties-the-log", empties_the_log);
  ADD ("is-read-while-it-is-written", is_read_while_it_is_written);
  ADD ("a-large-change-leaves-the-index-as-it-was-set",
       a_large_change_leaves_the_index_as_it_was_set);
  return g_test_run ();
}
