/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verb doctor: says what is wrong with the databases of a profile, and repairs what can be made
 * again. It looks before anything is opened for writing, since opening would repair. */
#include <string.h>

#include "cli/mado-verbs.h"
#include "core/store/mado-schema.h"

#define FIND_RECIPE "SELECT value FROM meta WHERE key = 'recipe'"

#define FIND_LOOSE_ENDS                                                                            \
  "SELECT r.id, l.rel, l.target FROM links l JOIN records r ON r.rowid = l.source"                 \
  " WHERE NOT EXISTS (SELECT 1 FROM records t WHERE t.id = l.target) ORDER BY r.id, l.target"

typedef enum
{
  FINDING_REPAIRABLE, /* records.db is built anew */
  FINDING_GRAVE,      /* desk.db is never touched */
  FINDING_NOTE,       /* nothing is broken */
} FindingType;

typedef struct
{
  FindingType type;
  const char *what; /* "records", "index", "references", "desk" */
  char *message;
} Finding;

static void
finding_free (gpointer data)
{
  Finding *finding = data;

  g_free (finding->message);
  g_free (finding);
}

static gboolean
has_finding (GPtrArray *findings, FindingType type)
{
  for (guint i = 0; i < findings->len; i++)
    if (((const Finding *) g_ptr_array_index (findings, i))->type == type)
      return TRUE;
  return FALSE;
}

static void G_GNUC_PRINTF (4, 5)
    add_finding (GPtrArray *findings, FindingType type, const char *what, const char *format, ...)
{
  Finding *finding = g_new0 (Finding, 1);
  va_list arguments;

  va_start (arguments, format);
  finding->message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  finding->type = type;
  finding->what = what;
  g_ptr_array_add (findings, finding);
}

static gboolean
check_pages (MadoDatabase *database, FindingType type, const char *what, GPtrArray *findings,
             GError **error)
{
  g_autoptr (GPtrArray) wrong = g_ptr_array_new_with_free_func (g_free);

  if (!mado_database_check (database, FALSE, wrong, NULL, error))
    return FALSE;
  for (guint i = 0; i < wrong->len; i++)
    add_finding (findings, type, what, "%s", (const char *) g_ptr_array_index (wrong, i));
  return TRUE;
}

/* The index is made by a recipe: tokenizer, collation and searched fields. */
static gboolean
check_recipe (MadoDatabase *database, GPtrArray *findings, GError **error)
{
  g_autofree char *ours = mado_schema_get_recipe ();
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *statement = mado_database_prepare (database, FIND_RECIPE, &local_error);
  g_autofree char *theirs = NULL;

  if (statement != NULL && mado_database_step (database, statement, NULL, &local_error))
    theirs = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  if (statement != NULL)
    sqlite3_reset (statement);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (g_strcmp0 (ours, theirs) != 0)
    add_finding (findings, FINDING_REPAIRABLE, "index",
                 "The index needs a rebuild: it was made by another recipe (%s) than this "
                 "version has (%s)",
                 theirs != NULL ? theirs : "unknown", ours);
  return TRUE;
}

static gboolean
check_references (MadoDatabase *database, GPtrArray *findings, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *statement = mado_database_prepare (database, FIND_LOOSE_ENDS, &local_error);

  while (statement != NULL && mado_database_step (database, statement, NULL, &local_error))
    add_finding (findings, FINDING_NOTE, "references", "%s: %s → %s is not in the store",
                 sqlite3_column_text (statement, 0), sqlite3_column_text (statement, 1),
                 sqlite3_column_text (statement, 2));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* FTS5 compares its index with the text it was made from when it is told to by a row. */
static gboolean
check_index (const char *path, GPtrArray *findings, GError **error)
{
  g_autoptr (MadoDatabase) database
      = mado_database_open (path, mado_schema_records, MADO_DATABASE_NONE, error);
  g_autoptr (GError) refusal = NULL;

  if (database == NULL)
    return FALSE;
  if (mado_database_exec (database, "INSERT INTO search (search) VALUES ('integrity-check')",
                          &refusal))
    return TRUE;
  if (g_error_matches (refusal, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED))
    {
      add_finding (findings, FINDING_REPAIRABLE, "index", "The index differs from the records");
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
}

static gboolean
count_cb (const char *id, const char *record_form, gpointer user_data)
{
  return TRUE;
}

/* Reads every record as it is read for use, digests included. */
static void
check_records (const char *profile, GPtrArray *findings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoReader) reader = mado_reader_open (profile, &error);

  if (reader == NULL || !mado_reader_foreach (reader, count_cb, NULL, NULL, &error))
    add_finding (findings, FINDING_REPAIRABLE, "records", "%s", error->message);
}

static gboolean
check_store (MadoCommand *command, const char *path, GPtrArray *findings, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autoptr (MadoDatabase) database
      = mado_database_open (path, mado_schema_records, MADO_DATABASE_READ_ONLY, &refusal);
  guint n_before = findings->len;

  if (database == NULL && g_error_matches (refusal, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED))
    {
      add_finding (findings, FINDING_REPAIRABLE, "records", "%s", refusal->message);
      return TRUE;
    }
  if (database == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
  if (!check_pages (database, FINDING_REPAIRABLE, "records", findings, error))
    return FALSE;
  /* What stands on broken pages is not worth asking. */
  if (findings->len > n_before)
    return TRUE;
  if (!check_recipe (database, findings, error) || !check_references (database, findings, error))
    return FALSE;
  /* An index of another recipe is rebuilt anyway, and the reader refuses it. */
  if (has_finding (findings, FINDING_REPAIRABLE))
    return TRUE;
  check_records (command->options.profile, findings);
  return !command->options.index || check_index (path, findings, error);
}

static gboolean
check_desk (const char *path, GPtrArray *findings, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autoptr (MadoDatabase) database = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  database = mado_database_open (path, mado_schema_desk, MADO_DATABASE_READ_ONLY, &refusal);
  if (database != NULL)
    return check_pages (database, FINDING_GRAVE, "desk", findings, error);
  add_finding (findings, FINDING_GRAVE, "desk", "%s", refusal->message);
  return TRUE;
}

/* Whether records themselves may be lost, not only what is made from them. */
static gboolean
has_damage (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((const Finding *) g_ptr_array_index (findings, i))->what, "records"))
      return TRUE;
  return FALSE;
}

/* Opening the store for writing rebuilds one that cannot be opened; damage that lies deeper is for
 * us to tell. The bundle then gives back what was lost of its own set. */
static gboolean
repair (MadoCommand *command, GPtrArray *findings, GError **error)
{
  g_autoptr (MadoWriter) writer = mado_writer_open (command->options.profile, error);
  g_auto (MadoApplied) applied = { 0 };

  if (writer == NULL)
    return FALSE;
  if (mado_writer_get_rebuilt (writer) == NULL
      && !mado_writer_rebuild (writer, has_damage (findings), "doctor --repair", NULL, error))
    return FALSE;
  return mado_writer_apply_bundle (writer, NULL, &applied, NULL, error);
}

static void
report (MadoCommand *command, GPtrArray *findings, gboolean repaired)
{
  g_autoptr (JsonArray) list = json_array_new ();
  JsonObject *answer;

  for (guint i = 0; i < findings->len; i++)
    {
      const Finding *finding = g_ptr_array_index (findings, i);
      gboolean repairable = finding->type == FINDING_REPAIRABLE;
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "what", finding->what);
      json_object_set_string_member (object, "message", finding->message);
      json_object_set_boolean_member (object, "repairable", repairable);
      json_object_set_boolean_member (object, "repaired", repairable && repaired);
      json_array_add_object_element (list, object);
      if (!command->options.json)
        mado_print ("%s: %s%s\n", finding->what, finding->message,
                    !repairable ? ""
                    : repaired  ? " (rebuilt)"
                                : " (would be rebuilt by doctor --repair)");
    }
  if (!command->options.json)
    {
      if (findings->len == 0)
        mado_print ("Nothing is wrong\n");
      return;
    }
  answer = json_object_new ();
  json_object_set_array_member (answer, "findings", g_steal_pointer (&list));
  mado_print_json_object (answer);
}

gboolean
mado_verb_doctor (MadoCommand *command, const char *const *arguments, GError **error)
{
  const char *profile = command->options.profile;
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (finding_free);
  g_autofree char *store = mado_database_get_profile_path (profile, "records.db", error);
  g_autofree char *desk
      = store != NULL ? mado_database_get_profile_path (profile, "desk.db", error) : NULL;
  gboolean broken;

  if (desk == NULL)
    return FALSE;
  if (!g_file_test (store, G_FILE_TEST_EXISTS) && !mado_command_open (command, error))
    return FALSE;
  if (!check_store (command, store, findings, error) || !check_desk (desk, findings, error))
    return FALSE;
  broken = has_finding (findings, FINDING_REPAIRABLE);
  if (broken && command->options.repair && !repair (command, findings, error))
    return FALSE;
  report (command, findings, broken && command->options.repair);
  command->failed = (broken && !command->options.repair) || has_finding (findings, FINDING_GRAVE);
  return TRUE;
}
