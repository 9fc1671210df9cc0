/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editions and imports: what is written, what is left alone, and that everything derived from the
 * records is what it would be if the store had been made from them at once. */
#include <glib/gstdio.h>
#include <string.h>

#include "core/store/mado-schema.h"
#include "support/store-fixture.h"

static void
writes_only_what_differs (StoreFixture *self, gconstpointer data)
{
  store_apply (self, "core",
               store_list (store_make_term ("a", "One", "一"), store_make_term ("b", "Two", "二"),
                           store_make_term ("c", "Three", "三"), NULL),
               "3 0 0 0 0");
  store_apply (self, "core",
               store_list (store_make_term ("a", "One", "一"), store_make_term ("b", "Zwei", "二"),
                           store_make_term ("d", "Four", "四"), NULL),
               "1 1 1 1 0");
  store_assert_answer (self, "SELECT id FROM records ORDER BY id", "a\nb\nd");
  store_assert_answer (self, "SELECT count FROM counters", "3");
}

static void
leaves_other_sets_alone (StoreFixture *self, gconstpointer data)
{
  store_apply (self, "core", store_list (store_make_term ("a", "One", "一"), NULL), "1 0 0 0 0");
  store_apply (self, "cordis", store_list (store_make_term ("b", "Two", "二"), NULL), "1 0 0 0 0");
  store_apply (self, "core", store_list (NULL, NULL), "0 0 1 0 0");
  store_assert_answer (self, "SELECT id, set_name FROM records", "b|cordis");
}

static void
refuses_an_id_that_another_set_holds (StoreFixture *self, gconstpointer data)
{
  store_apply (self, "core", store_list (store_make_term ("a", "One", "一"), NULL), "1 0 0 0 0");
  store_apply (
      self, "cordis",
      store_list (store_make_term ("a", "Uno", "一"), store_make_term ("b", "Two", "二"), NULL),
      "1 0 0 0 1");
  store_merge (self, "own", store_list (store_make_term ("b", "Due", "二"), NULL), "0 0 0 0 1");
  store_assert_answer (self,
                       "SELECT set_name, json LIKE '%One%' OR json LIKE '%Two%' FROM records"
                       " ORDER BY id",
                       "core|1\ncordis|1");
}

static void
refuses_an_id_that_occurs_twice (StoreFixture *self, gconstpointer data)
{
  store_apply (
      self, "core",
      store_list (store_make_term ("a", "One", "一"), store_make_term ("a", "Two", "二"), NULL),
      "1 0 0 0 1");
  store_assert_answer (self, "SELECT count (*) FROM records", "1");
}

static void
a_merge_deletes_nothing (StoreFixture *self, gconstpointer data)
{
  store_merge (self, "own", store_list (store_make_term ("a", "One", "一"), NULL), "1 0 0 0 0");
  store_merge (
      self, "own",
      store_list (store_make_term ("b", "Two", "二"), store_make_term ("a", "Uno", "一"), NULL),
      "1 1 0 0 0");
  store_assert_answer (self, "SELECT name, edition FROM sets", "own|0");
  store_assert_answer (self, "SELECT count (*) FROM records", "2");
}

static void
keeps_the_row_of_a_changed_record (StoreFixture *self, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  store_apply (
      self, "core",
      store_list (store_make_event ("a", "2020-05-01"), store_make_event ("b", "2020-05-01"), NULL),
      NULL);
  before = store_ask (self, "SELECT rowid FROM records WHERE id = 'a'");
  store_merge (self, "core", store_list (store_make_event ("a", "2020-05"), NULL), "0 1 0 0 0");
  after = store_ask (self, "SELECT rowid FROM records WHERE id = 'a'");
  g_assert_cmpstr (after, ==, before);
}

static void
moves_the_row_with_the_day (StoreFixture *self, gconstpointer data)
{
  store_apply (
      self, "core",
      store_list (store_make_event ("a", "2020-05-01"), store_make_event ("b", "2020-05-02"), NULL),
      NULL);
  store_merge (self, "core", store_list (store_make_event ("a", "2021-01-01"), NULL), "0 1 0 0 0");
  store_assert_answer (self, "SELECT id FROM records ORDER BY rowid DESC", "a\nb");
  store_merge (self, "core", store_list (store_make_event ("a", "2019-01-01"), NULL), "0 1 0 0 0");
  store_assert_answer (self, "SELECT id FROM records ORDER BY rowid DESC", "b\na");
  store_assert_answer (self, "SELECT count (*) FROM search", "2");
}

static void
finds_what_it_wrote (StoreFixture *self, gconstpointer data)
{
  store_apply (self, "core",
               store_list (store_make_term ("a", "Quantum technology", "量子技術"),
                           store_make_term ("b", "Agreement", "協定"), NULL),
               NULL);
  store_assert_answer (self,
                       "SELECT r.id FROM search JOIN records r ON r.rowid = search.rowid"
                       " WHERE search MATCH '\"子技\"'",
                       "a");
  store_assert_answer (self, "SELECT count (*) FROM search WHERE search MATCH 'quantum'", "1");
  store_merge (self, "core", store_list (store_make_term ("a", "Fusion", "核融合"), NULL), NULL);
  store_assert_answer (self, "SELECT count (*) FROM search WHERE search MATCH 'quantum'", "0");
}

static void
files_a_record_under_its_values (StoreFixture *self, gconstpointer data)
{
  g_autofree char *match = NULL;
  g_autofree char *token = mado_schema_facet_token ("participants", "jst");
  g_autofree char *year = mado_schema_facet_token ("year", "2020");

  store_apply (
      self, "core",
      store_list (store_make_event ("a", "2020-05-01"), store_make_event ("b", "2021-05-01"), NULL),
      NULL);
  store_assert_answer (
      self, "SELECT field, value, count FROM codes ORDER BY field, value",
      "participants|jst|2\nthemes|quantum|2\ntype|seminar|2\nyear|2020|1\nyear|2021|1");
  match = g_strdup_printf ("SELECT count (*) FROM search WHERE search MATCH '\"%s\" AND \"%s\"'",
                           token, year);
  store_assert_answer (self, match, "1");
  store_apply (self, "core", store_list (store_make_event ("b", "2021-05-01"), NULL), NULL);
  store_assert_answer (self, "SELECT field, value, count FROM codes ORDER BY field, value",
                       "participants|jst|1\nthemes|quantum|1\ntype|seminar|1\nyear|2021|1");
}

static void
takes_terms_apart_for_the_glossary (StoreFixture *self, gconstpointer data)
{
  store_apply (
      self, "core",
      store_list (store_make_term ("a", "Joint committee (JC)", "合同委員会"),
                  store_make_term ("b", "Accession form", "アクセッションフォーム（加入書）"),
                  store_make_term ("c", "Bilateral programmes (JSPS)", "二国間事業"), NULL),
      NULL);
  store_assert_answer (self, "SELECT word FROM glossary WHERE folded = 'jc' ORDER BY word",
                       "Joint committee\n合同委員会");
  store_assert_answer (self, "SELECT word FROM glossary WHERE folded = 'joint committee'",
                       "合同委員会");
  store_assert_answer (self, "SELECT word FROM glossary WHERE folded = '合同委員会'",
                       "Joint committee");
  store_assert_answer (self,
                       "SELECT word FROM glossary WHERE folded = 'accession form' ORDER BY word",
                       "アクセッションフォーム\n加入書");
  store_assert_answer (self, "SELECT word FROM glossary WHERE folded = '加入書'", "Accession form");
  store_assert_answer (self, "SELECT count (*) FROM glossary WHERE folded = 'jsps'", "0");
}

static void
a_failed_transaction_leaves_the_store_as_it_was (StoreFixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) records = store_list (store_make_term ("b", "Two", "二"), NULL);
  g_auto (MadoApplied) applied = { 0 };
  g_autoptr (GError) error = NULL;

  store_apply (self, "core", store_list (store_make_term ("a", "One", "一"), NULL), NULL);
  g_cancellable_cancel (cancellable);
  g_assert_false (mado_writer_apply (self->writer, "core", 2, NULL, records, NULL, NULL, NULL,
                                     &applied, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  store_assert_answer (self, "SELECT id FROM records", "a");
  g_assert_cmpint (mado_writer_get_edition (self->writer, "core"), ==, 1);
  store_apply (self, "core", store_list (store_make_term ("c", "Three", "三"), NULL), "1 0 1 0 0");
}

static void
cancel_late_cb (guint done, guint total, gpointer user_data)
{
  if (done > total / 2)
    g_cancellable_cancel (user_data);
}

/* Cancelled half way through a large change, the store goes on with the old content at once. */
static void
a_cancel_is_heard_soon (StoreFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) records = store_load_bundled ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (MadoApplied) applied = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 start, spent;

  store_apply (self, "core", store_list (store_make_term ("a", "One", "一"), NULL), NULL);
  start = g_get_monotonic_time ();
  g_assert_false (mado_writer_merge (self->writer, "core", records, cancel_late_cb, cancellable,
                                     &applied, cancellable, &error));
  spent = g_get_monotonic_time () - start;
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  store_assert_answer (self, "SELECT id FROM records", "a");
  g_clear_error (&error);
  mado_applied_clear (&applied);
  start = g_get_monotonic_time ();
  mado_writer_merge (self->writer, "core", records, NULL, NULL, &applied, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (spent, <, g_get_monotonic_time () - start + 200 * G_TIME_SPAN_MILLISECOND);
}

typedef struct
{
  const char *profile;
  gint stop;  /* atomic */
  gint reads; /* atomic */
} Reading;

static gpointer
read_on (gpointer data)
{
  Reading *reading = data;
  g_autofree char *path = g_build_filename (reading->profile, "records.db", NULL);
  g_autoptr (MadoDatabase) database
      = mado_database_open (path, mado_schema_records, MADO_DATABASE_READ_ONLY, NULL);

  while (!g_atomic_int_get (&reading->stop))
    {
      g_autofree char *answer = store_ask_database (
          database, "SELECT (SELECT count (*) FROM records) - (SELECT sum (count) FROM counters)"
                    " - (SELECT count (*) FROM search) + (SELECT count (*) FROM records)");

      g_assert_cmpstr (answer, ==, "0");
      g_atomic_int_inc (&reading->reads);
    }
  return NULL;
}

/* Who reads meanwhile waits for nothing, and never sees half a change. */
static void
readers_see_the_old_store_or_the_new_one (StoreFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) records = store_load_bundled ();
  Reading reading = { self->profile, 0, 0 };
  GThread *thread;

  store_apply (self, "core", store_list (store_make_term ("a", "One", "一"), NULL), NULL);
  thread = g_thread_new ("read", read_on, &reading);
  while (g_atomic_int_get (&reading.reads) < 3)
    g_thread_yield ();
  for (int round = 0; round < 3; round++)
    {
      store_apply (self, "cordis", g_ptr_array_ref (records), NULL);
      store_apply (self, "cordis", store_list (NULL, NULL), NULL);
    }
  g_atomic_int_set (&reading.stop, 1);
  g_thread_join (thread);
  g_test_message ("%d reads meanwhile", reading.reads);
}

static void
applies_the_bundle_once (StoreFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) records = store_load_bundled ();
  g_autofree char *expected = g_strdup_printf ("%u 0 0 0 0", records->len);
  g_autofree char *n = g_strdup_printf ("%u", records->len);
  g_auto (MadoApplied) applied = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  g_autofree char *again = NULL;

  mado_writer_apply_bundle (self->writer, NULL, &applied, NULL, &error);
  g_assert_no_error (error);
  found = store_describe (&applied);
  g_assert_cmpstr (found, ==, expected);
  store_assert_answer (self, "SELECT count (*) FROM search", n);
  store_assert_answer (self, "SELECT count (*) > 1000 FROM meta, glossary WHERE key = 'vocabulary'",
                       "1");
  g_assert_cmpint (mado_writer_get_edition (self->writer, "core"), >, 0);
  mado_applied_clear (&applied);
  mado_writer_apply_bundle (self->writer, NULL, &applied, NULL, &error);
  g_assert_no_error (error);
  again = store_describe (&applied);
  g_assert_cmpstr (again, ==, "0 0 0 0 0");
}

static void
another_recipe_makes_the_index_anew (StoreFixture *self, gconstpointer data)
{
  store_apply (self, "core", store_list (store_make_term ("a", "One", "一"), NULL), NULL);
  store_merge (self, "own", store_list (store_make_term ("b", "Two", "二"), NULL), NULL);
  g_assert_null (mado_writer_get_rebuilt (self->writer));
  store_exec (self, "UPDATE meta SET value = 'an older recipe' WHERE key = 'recipe';"
                    "DELETE FROM names; DELETE FROM search");
  store_reopen (self);
  g_assert_nonnull (mado_writer_get_rebuilt (self->writer));
  store_assert_answer (self, "SELECT id, set_name FROM records ORDER BY id", "a|core\nb|own");
  store_assert_answer (self, "SELECT name, edition FROM sets ORDER BY name", "core|1\nown|0");
  store_assert_answer (self, "SELECT count (*) FROM search WHERE search MATCH 'two'", "1");
  store_reopen (self);
  g_assert_null (mado_writer_get_rebuilt (self->writer));
}

static void
a_damaged_file_is_made_anew (StoreFixture *self, gconstpointer data)
{
  static const char *const contents[] = { "<!doctype html><title>Log in</title>", "" };
  g_autofree char *path = g_build_filename (self->profile, "records.db", NULL);
  g_auto (MadoApplied) applied = { 0 };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autofree char *text = g_strnfill (9000, ' ');

      g_clear_pointer (&self->writer, mado_writer_close);
      memcpy (text, contents[i], strlen (contents[i]));
      g_file_set_contents (path, text, *contents[i] != '\0' ? 9000 : 0, NULL);
      store_reopen (self);
      mado_applied_clear (&applied);
      mado_writer_apply_bundle (self->writer, NULL, &applied, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (applied.added, >, 700);
    }
}

static void
imports_survive_a_damaged_table (StoreFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  store_apply (self, "core", store_list (store_make_term ("a", "One", "一"), NULL), NULL);
  store_apply (
      self, "cordis",
      store_list (store_make_term ("b", "Two", "二"), store_make_term ("c", "Three", "三"), NULL),
      NULL);
  store_exec (self, "UPDATE records SET json = replace (json, 'Two', 'Twp') WHERE id = 'b'");
  mado_writer_rebuild (self->writer, TRUE, "a test", NULL, &error);
  g_assert_no_error (error);
  store_assert_answer (self, "SELECT id, set_name FROM records", "c|cordis");
  g_assert_cmpint (mado_writer_get_edition (self->writer, "cordis"), ==, 0);
}

static void
a_store_of_a_newer_program_is_not_written (StoreFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  store_exec (self, "PRAGMA user_version = 99");
  g_clear_pointer (&self->writer, mado_writer_close);
  g_assert_null (mado_writer_open (self->profile, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_TOO_NEW);
}

static goffset
get_log_size (StoreFixture *self)
{
  g_autofree char *log = g_build_filename (self->profile, "records.db-wal", NULL);
  GStatBuf status;

  g_assert_cmpint (g_stat (log, &status), ==, 0);
  return status.st_size;
}

static void
an_edition_leaves_no_log_for_the_next_start (StoreFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  MadoWriter *other;

  store_apply (self, "core", store_list (store_make_term ("a", "One", "一"), NULL), NULL);
  g_assert_cmpint (get_log_size (self), ==, 0);
  /* The log stays behind where the writer is not the last to leave, as where it is killed. */
  other = mado_writer_open (self->profile, &error);
  g_assert_no_error (error);
  store_exec (self, "INSERT INTO meta VALUES ('killed', 'here')");
  g_assert_cmpint (get_log_size (self), >, 0);
  store_reopen (self);
  g_assert_cmpint (get_log_size (self), ==, 0);
  mado_writer_close (other);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/store/writer/" name, StoreFixture, NULL, store_set_up, function, store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("writes-only-what-differs", writes_only_what_differs);
  ADD ("leaves-other-sets-alone", leaves_other_sets_alone);
  ADD ("refuses-an-id-that-another-set-holds", refuses_an_id_that_another_set_holds);
  ADD ("refuses-an-id-that-occurs-twice", refuses_an_id_that_occurs_twice);
  ADD ("a-merge-deletes-nothing", a_merge_deletes_nothing);
  ADD ("keeps-the-row-of-a-changed-record", keeps_the_row_of_a_changed_record);
  ADD ("moves-the-row-with-the-day", moves_the_row_with_the_day);
  ADD ("finds-what-it-wrote", finds_what_it_wrote);
  ADD ("files-a-record-under-its-values", files_a_record_under_its_values);
  ADD ("takes-terms-apart-for-the-glossary", takes_terms_apart_for_the_glossary);
  ADD ("a-failed-transaction-leaves-the-store-as-it-was",
       a_failed_transaction_leaves_the_store_as_it_was);
  ADD ("a-cancel-is-heard-soon", a_cancel_is_heard_soon);
  ADD ("readers-see-the-old-store-or-the-new-one", readers_see_the_old_store_or_the_new_one);
  ADD ("applies-the-bundle-once", applies_the_bundle_once);
  ADD ("another-recipe-makes-the-index-anew", another_recipe_makes_the_index_anew);
  ADD ("a-damaged-file-is-made-anew", a_damaged_file_is_made_anew);
  ADD ("imports-survive-a-damaged-table", imports_survive_a_damaged_table);
  ADD ("an-edition-leaves-no-log-for-the-next-start", an_edition_leaves_no_log_for_the_next_start);
  ADD ("a-store-of-a-newer-program-is-not-written", a_store_of_a_newer_program_is_not_written);
  return g_test_run ();
}
