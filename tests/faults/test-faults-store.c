/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store while the process is killed, the power goes, the disk is full or broken: at each file
 * call of a save, an import, a migration and a rebuild. What was acknowledged is there afterwards,
 * and what is there is whole. MADO_FAULTS=all takes every call, few some of them; else an even
 * choice. */
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/desk/cases/mado-case-draft.h"
#include "core/desk/cases/mado-case-log.h"
#include "core/store/mado-desk.h"
#include "core/store/mado-doctor.h"
#include "faults/erase-scenario.h"
#include "support/faults.h"
#include "support/store-fixture.h"

#define SHORT 64  /* a loop of so many points takes all of them */
#define POINTS 24 /* of a longer one, when not all */
#define FEW 8     /* of each loop, under the sanitizers, which are slow and see each path once */

/* A scenario works in @profile and tells what is done: letters, one a promise. */
typedef struct
{
  const char *name;
  void (*prepare) (const char *profile); /* nullable */
  void (*run) (const char *profile, Tell tell, gpointer user_data);
  void (*check) (const char *profile, const char *told);
  gboolean is_durable; /* a power cut loses nothing that was told */
} Scenario;

static void
save (const char *profile, Tell tell, gpointer user_data)
{
  g_autoptr (MadoDesk) desk = mado_desk_open (profile, NULL);

  for (char id[] = "a"; desk != NULL && *id <= 'd'; (*id)++)
    if (mado_desk_set_starred (desk, id, "{\"en\":\"A title\"}", TRUE, NULL))
      tell (*id, user_data);
}

static void
check_saved (const char *profile, const char *told)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDesk) desk = mado_desk_open (profile, &error);
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *why = NULL;

  g_assert_no_error (error);
  mado_desk_is_read_only (desk, &why);
  g_assert_cmpstr (why, ==, NULL);
  g_assert_true (mado_database_check (mado_desk_get_database (desk), FALSE, findings, NULL, NULL));
  g_assert_cmpuint (findings->len, ==, 0);
  for (; *told != '\0'; told++)
    {
      char id[] = { *told, '\0' };
      gboolean starred;

      g_assert_true (mado_desk_is_starred (desk, id, &starred, &error));
      g_assert_true (starred);
    }
  g_clear_pointer (&findings, g_ptr_array_unref);
  findings = mado_desk_list_starred (desk, &error);
  g_assert_no_error (error);
}

/* Edition n holds the records of that number, and no other. */
static GPtrArray *
make_edition (int edition)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  for (int i = 0; i < 12; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%d", i * edition);
      g_autofree char *title = g_strdup_printf ("Edition %d", edition);

      g_ptr_array_add (records, store_make_term (id, title, "第一版の術語集"));
    }
  return records;
}

static void
import (const char *profile, Tell tell, gpointer user_data)
{
  g_autoptr (MadoWriter) writer = mado_writer_open (profile, NULL);

  for (int edition = 1; writer != NULL && edition <= 3; edition++)
    {
      g_autoptr (GPtrArray) records = make_edition (edition);
      g_auto (MadoApplied) applied = { 0 };

      if (mado_writer_apply (writer, "cordis", edition, NULL, records, NULL, NULL, NULL, &applied,
                             NULL, NULL))
        tell ((char) ('0' + edition), user_data);
    }
}

static void
check_imported (const char *profile, const char *told)
{
  g_autoptr (GError) error = NULL;
  StoreFixture store = { (char *) profile, mado_writer_open (profile, &error) };
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *titles = NULL;
  g_autofree char *expected = NULL;
  gint64 edition;

  g_assert_no_error (error);
  edition = mado_writer_get_edition (store.writer, "cordis");
  for (; *told != '\0'; told++)
    g_assert_cmpint (edition, >=, *told - '0');
  titles = store_ask (&store, "SELECT json -> '$.title.en', count (*) FROM records GROUP BY 1");
  if (edition > 0)
    expected = g_strdup_printf ("\"Edition %d\"|12", (int) edition);
  g_assert_cmpstr (titles, ==, expected != NULL ? expected : "");
  mado_writer_close (store.writer);
  findings = mado_doctor_check (profile, TRUE, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("%s", ((MadoFinding *) g_ptr_array_index (findings, i))->text);
  g_assert_cmpuint (findings->len, ==, 0);
}

static void
prepare_old_recipe (const char *profile)
{
  StoreFixture store = { (char *) profile, mado_writer_open (profile, NULL) };

  g_autoptr (GPtrArray) records = make_edition (2);
  g_auto (MadoApplied) applied = { 0 };

  g_assert_true (mado_writer_apply (store.writer, "cordis", 2, NULL, records, NULL, NULL, NULL,
                                    &applied, NULL, NULL));
  store_exec (&store, "UPDATE meta SET value = 'older' WHERE key = 'recipe'");
  mado_writer_close (store.writer);
}

static void
rebuild (const char *profile, Tell tell, gpointer user_data)
{
  g_autoptr (MadoWriter) writer = mado_writer_open (profile, NULL);

  if (writer != NULL)
    tell ('2', user_data);
}

static const char *const notes_steps[]
    = { "CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('kept')",
        "ALTER TABLE notes ADD COLUMN at INTEGER; CREATE INDEX notes_by_at ON notes (at)",
        "CREATE TABLE more (id INTEGER PRIMARY KEY)", NULL };

static MadoDatabase *
open_notes (const char *profile, const char *const *steps, GError **error)
{
  g_autofree char *path = g_build_filename (profile, "notes.db", NULL);

  return mado_database_open (path, steps, MADO_DATABASE_DURABLE, error);
}

static void
prepare_old_schema (const char *profile)
{
  const char *const first[] = { notes_steps[0], NULL };

  mado_database_close (open_notes (profile, first, NULL));
}

static void
migrate (const char *profile, Tell tell, gpointer user_data)
{
  g_autoptr (MadoDatabase) database = open_notes (profile, notes_steps, NULL);

  if (database != NULL)
    tell ('3', user_data);
}

static void
check_migrated (const char *profile, const char *told)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDatabase) database = open_notes (profile, notes_steps, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (mado_database_get_version (database), ==, 3);
  text = store_ask_database (database, "SELECT text FROM notes");
  g_assert_cmpstr (text, ==, "kept");
}

/* Each letter is one call that was acknowledged: the case, a note, an answer with its status, a
 * draft. */
static void
work_on_case (const char *profile, Tell tell, gpointer user_data)
{
  g_autoptr (MadoDesk) desk = mado_desk_open (profile, NULL);
  const char *values[MADO_N_CASE_FIELDS] = { [MADO_CASE_TITLE] = "準参加" };
  g_autoptr (MadoCaseMessage) message = mado_case_message_new ();
  g_autoptr (MadoCase) seen = NULL;
  g_autoptr (MadoCase) after = NULL;

  message->text = g_strdup ("May we apply?");
  if (desk != NULL)
    seen = mado_cases_add (desk, values, message, "anna", NULL);
  if (seen == NULL)
    return;
  tell ('a', user_data);
  for (char what = 'b'; what <= 'c'; what++)
    {
      g_autoptr (GPtrArray) edits
          = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_edit_free);

      g_ptr_array_add (edits, what == 'b' ? mado_case_edit_note ("A note")
                                          : mado_case_edit_reply ("Yes.", "en", NULL));
      if (what == 'c')
        g_ptr_array_add (edits, mado_case_edit_set (seen, MADO_CASE_STATUS, "answered", NULL));
      g_clear_object (&after);
      after = mado_cases_change (desk, seen, edits, "anna", NULL);
      if (after != NULL)
        tell (what, user_data);
    }
  if (mado_case_draft_put (desk, "new/1", NULL, "{\"text\":\"Draft\"}", NULL))
    tell ('d', user_data);
}

static gboolean
has_event (MadoCase *the_case, MadoCaseEventKind kind)
{
  GPtrArray *events = mado_case_get_events (the_case);

  for (guint i = 0; i < events->len; i++)
    if (mado_case_event_get_kind (events->pdata[i]) == kind)
      return TRUE;
  return FALSE;
}

static void
check_told_of_case (MadoDesk *desk, char what)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCase) the_case = mado_cases_open (desk, "case:1", &error);
  g_autoptr (MadoCaseDraft) draft = NULL;

  g_assert_no_error (error);
  g_assert_true (has_event (the_case, MADO_CASE_RECEIVED));
  g_assert_true (what != 'b' || has_event (the_case, MADO_CASE_NOTED));
  g_assert_cmpint (has_event (the_case, MADO_CASE_REPLIED), ==,
                   g_str_equal (mado_case_get_value (the_case, MADO_CASE_STATUS), "answered"));
  g_assert_true (what != 'c' || has_event (the_case, MADO_CASE_REPLIED));
  g_assert_true (mado_case_draft_get (desk, "new/1", &draft, NULL));
  g_assert_true (what != 'd' || draft != NULL);
}

static void
check_case (const char *profile, const char *told)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) wrong = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (MadoDesk) desk = NULL;
  g_auto (MadoCaseProof) proof = { 0 };

  check_saved (profile, "");
  desk = mado_desk_open (profile, &error);
  g_assert_no_error (error);
  for (; *told != '\0'; told++)
    check_told_of_case (desk, *told);
  g_assert_true (mado_cases_check (desk, wrong, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (wrong->len, ==, 0);
  g_assert_true (mado_case_log_verify (desk, &proof, NULL, NULL));
  g_assert_cmpuint (proof.wrong->len, ==, 0);
}

/* What is acknowledged has waited for the disk, and for one time of it. */
static void
saves_with_one_sync (void)
{
  char *profile = g_dir_make_tmp ("mado-faults-XXXXXX", NULL);
  g_autoptr (MadoDesk) desk = mado_desk_open (profile, NULL);
  g_autoptr (GPtrArray) edits
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_edit_free);
  g_autoptr (MadoCase) seen = mado_cases_add (desk, NULL, NULL, "anna", NULL);
  g_autoptr (MadoCase) after = NULL;
  GPtrArray *log;
  guint syncs = 0, writes_after = 0;

  g_ptr_array_add (edits, mado_case_edit_note ("A note"));
  faults_start (FAULT_LOG, profile, 0, 0);
  after = mado_cases_change (desk, seen, edits, "anna", NULL);
  faults_stop ();
  g_assert_nonnull (after);
  log = faults_get_log ();
  for (guint i = 0; i < log->len; i++)
    {
      const FaultCall *call = g_ptr_array_index (log, i);

      writes_after = call->call == CALL_SYNC ? 0 : writes_after + 1;
      syncs += call->call == CALL_SYNC;
    }
  g_assert_cmpuint (syncs, ==, 1);
  g_assert_cmpuint (writes_after, ==, 0);
  g_clear_pointer (&desk, mado_desk_close);
  store_remove_profile (profile);
  g_free (profile);
}

static const Scenario scenarios[] = {
  { "save", NULL, save, check_saved, TRUE },
  { "case", NULL, work_on_case, check_case, TRUE },
  { "erasing", erase_prepare, erase_run, erase_check, TRUE },
  { "import", NULL, import, check_imported, FALSE },
  { "migration", prepare_old_schema, migrate, check_migrated, TRUE },
  { "rebuild", prepare_old_recipe, rebuild, check_imported, FALSE },
  { "update", update_prepare, update_run, update_check, FALSE },
  { "return", return_prepare, return_run, return_check, FALSE },
};

static char *
make_profile (const Scenario *scenario)
{
  char *profile = g_dir_make_tmp ("mado-faults-XXXXXX", NULL);

  g_assert_nonnull (profile);
  if (scenario->prepare != NULL)
    scenario->prepare (profile);
  return profile;
}

static void
free_profile (char *profile)
{
  store_remove_profile (profile);
  g_free (profile);
}

static void
tell_pipe (char what, gpointer user_data)
{
  g_assert_cmpint (write (GPOINTER_TO_INT (user_data), &what, 1), ==, 1);
}

static void
tell_nobody (char what, gpointer user_data)
{
}

/* Runs the scenario in a process of its own. Returns whether the fault struck: it was killed, or
 * has told of less calls than asked for. */
static gboolean
run_apart (const Scenario *scenario, const char *profile, Fault fault, guint at, int code,
           char told[16])
{
  int ends[2];
  int status;
  guint calls = 0;
  ssize_t length;
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      faults_start (fault, profile, at, code);
      scenario->run (profile, tell_pipe, GINT_TO_POINTER (ends[1]));
      calls = faults_stop ();
      _exit (calls >= at ? 1 : 0);
    }
  close (ends[1]);
  length = read (ends[0], told, 15);
  for (ssize_t more = length; more > 0 && length < 15; length += MAX (more, 0))
    more = read (ends[0], told + length, 15 - length);
  told[MAX (length, 0)] = '\0';
  close (ends[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (fault == FAULT_KILL || fault == FAULT_TEAR)
    {
      g_assert_true (WIFEXITED (status) || WTERMSIG (status) == SIGKILL);
      return WIFSIGNALED (status);
    }
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status) == 1;
}

static guint
count_calls (const Scenario *scenario, Fault fault)
{
  char *profile = make_profile (scenario);
  guint calls;

  faults_start (fault, profile, 0, 0);
  scenario->run (profile, tell_nobody, NULL);
  calls = faults_stop ();
  free_profile (profile);
  return calls;
}

static guint
get_stride (guint calls)
{
  const char *wanted = g_getenv ("MADO_FAULTS");

  if (g_strcmp0 (wanted, "few") == 0)
    return MAX (1, calls / FEW);
  if (calls <= SHORT || g_strcmp0 (wanted, "all") == 0)
    return 1;
  return MAX (1, calls / POINTS);
}

/* Every point until a run is clean. */
static void
loop (const Scenario *scenario, Fault fault, int code)
{
  gboolean is_memory = fault == FAULT_MEMORY_ONCE || fault == FAULT_MEMORY_ALWAYS;
  guint calls = count_calls (scenario, is_memory ? fault : FAULT_COUNT);
  guint stride = get_stride (calls);
  guint hits = 0;
  gboolean struck = TRUE;

  for (guint at = 1; struck; at += stride)
    {
      char *profile = make_profile (scenario);
      char told[16];

      struck = run_apart (scenario, profile, fault, at, code, told);
      hits += struck;
      scenario->check (profile, told);
      free_profile (profile);
    }
  g_test_message ("%s: %u points hit, of %u in a run without faults", scenario->name, hits, calls);
  g_assert_cmpuint (hits, >, 0);
}

/* xS01. */
static void
kill_at_each_call (gconstpointer data)
{
  loop (data, FAULT_KILL, 0);
}

static void
kill_within_each_write (gconstpointer data)
{
  loop (data, FAULT_TEAR, 0);
}

static void
fail_each_call (gconstpointer data)
{
  loop (data, FAULT_FAIL_ONCE, EIO);
  loop (data, FAULT_FAIL_ONCE, ENOSPC);
}

/* xS03. */
static void
fill_the_disk (gconstpointer data)
{
  loop (data, FAULT_FAIL_ALWAYS, ENOSPC);
  loop (data, FAULT_FAIL_ALWAYS, EDQUOT);
}

/* xS11. */
static void
run_out_of_memory (gconstpointer data)
{
  loop (data, FAULT_MEMORY_ONCE, 0);
  loop (data, FAULT_MEMORY_ALWAYS, 0);
}

static void
tell_log (char what, gpointer user_data)
{
  char text[] = { what, '\0' };

  faults_mark (text);
}

/* What was told before the first @n calls were over. */
static char *
list_told (GPtrArray *log, guint n)
{
  GString *told = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      const FaultCall *call = g_ptr_array_index (log, i);

      if (call->call == CALL_MARK)
        g_string_append (told, call->path);
    }
  return g_string_free (told, FALSE);
}

/* xS02. */
static void
cut_the_power (gconstpointer data)
{
  const Scenario *scenario = data;
  char *profile = g_dir_make_tmp ("mado-faults-XXXXXX", NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  GPtrArray *log;
  guint hits = 0;

  faults_start (FAULT_LOG, profile, 0, 0);
  if (scenario->prepare != NULL)
    scenario->prepare (profile);
  scenario->run (profile, tell_log, NULL);
  faults_stop ();
  free_profile (profile);
  log = faults_get_log ();
  for (guint n = 1; n <= log->len; n += get_stride (log->len))
    for (Cut cut = 0; cut < N_CUTS; cut++)
      {
        char *left = g_dir_make_tmp ("mado-faults-XXXXXX", NULL);
        g_autofree char *told = list_told (log, n);

        faults_replay (log, n, cut, left, random);
        scenario->check (left, scenario->is_durable ? told : "");
        free_profile (left);
        hits++;
      }
  g_test_message ("%s: %u cuts", scenario->name, hits);
  g_assert_cmpuint (hits, >, 0);
}

static void
add (const char *name, GTestDataFunc function, const Scenario *scenario)
{
  g_autofree char *path = g_strdup_printf ("/faults/store/%s/%s", scenario->name, name);

  g_test_add_data_func (path, scenario, function);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/faults/store/case/is-saved-with-one-sync", saves_with_one_sync);
  for (guint i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      const Scenario *scenario = &scenarios[i];

      add ("survives-a-kill-at-each-call", kill_at_each_call, scenario);
      /* An update takes half a second each time: the other loops are for the long suite. */
      if ((scenario->run == update_run || scenario->run == return_run)
          && g_strcmp0 (g_getenv ("MADO_FAULTS"), "all") != 0)
        continue;
      add ("survives-a-kill-within-each-write", kill_within_each_write, scenario);
      add ("survives-each-failing-call", fail_each_call, scenario);
      add ("survives-a-full-disk", fill_the_disk, scenario);
      add ("survives-a-failing-allocation", run_out_of_memory, scenario);
      /* A rebuild and a migration begin with files that are there already, and are whole. */
      add ("survives-a-power-cut", cut_the_power, scenario);
    }
  status = g_test_run ();
  update_tear_down ();
  return status;
}
