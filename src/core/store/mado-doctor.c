/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The doctor asks the audits, and heals by building anew. */
#include "core/store/mado-doctor.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "core/store/mado-audit.h"
#include "core/store/mado-desk-path.h"
#include "core/store/mado-desk.h"
#include "core/store/mado-schema.h"
#include "core/store/mado-writer.h"

typedef gboolean (*Audit) (MadoDatabase *database, GPtrArray *findings, GCancellable *cancellable,
                           GError **error);

MadoFinding *
mado_finding_new (MadoFindingCode code, const char *text)
{
  MadoFinding *self = g_new (MadoFinding, 1);

  self->code = code;
  self->text = g_strdup (text);
  return self;
}

/**
 * mado_finding_free:
 * @self: (nullable) (transfer full): a finding
 */
void
mado_finding_free (MadoFinding *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self);
}

/**
 * mado_finding_is_repairable:
 *
 * Returns: whether mado_doctor_repair() heals it
 */
gboolean
mado_finding_is_repairable (const MadoFinding *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->code <= MADO_FINDING_BROKEN_DESK;
}

static void
add (GPtrArray *findings, MadoFindingCode code, const char *text)
{
  g_ptr_array_add (findings, mado_finding_new (code, text));
}

static gboolean
check_pages (MadoDatabase *database, GPtrArray *findings, GCancellable *cancellable, GError **error)
{
  return mado_database_check (database, FALSE, findings, cancellable, error);
}

static gboolean
run_audit (Audit audit, MadoDatabase *database, MadoFindingCode code, GPtrArray *findings,
           GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  if (!audit (database, texts, cancellable, error))
    return FALSE;
  for (guint i = 0; i < texts->len; i++)
    add (findings, code, g_ptr_array_index (texts, i));
  return TRUE;
}

static gboolean
check_recipe (MadoDatabase *database, GPtrArray *texts, GCancellable *cancellable, GError **error)
{
  g_autofree char *recipe = mado_schema_get_recipe ();
  sqlite3_stmt *statement
      = mado_database_prepare (database, "SELECT value FROM meta WHERE key = 'recipe'", error);

  if (statement == NULL)
    return FALSE;
  if (!mado_database_step (database, statement, cancellable, NULL)
      || g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), recipe) != 0)
    g_ptr_array_add (
        texts, g_strdup ("records.db: the search index was made by another version and needs a "
                         "rebuild"));
  sqlite3_reset (statement);
  return TRUE;
}

/* What is damaged below makes what is above it look wrong too, so the first layer with findings is
 * the last that is looked at. */
static gboolean
check_records (MadoDatabase *database, gboolean with_index, GPtrArray *findings,
               GCancellable *cancellable, GError **error)
{
  static const struct
  {
    Audit audit;
    MadoFindingCode code;
    gboolean is_of_index;
  } layers[] = {
    { check_pages, MADO_FINDING_BROKEN_RECORDS, FALSE },
    { mado_audit_records, MADO_FINDING_BROKEN_RECORDS, FALSE },
    { check_recipe, MADO_FINDING_OLD_INDEX, FALSE },
    { mado_audit_index, MADO_FINDING_WRONG_INDEX, TRUE },
    { mado_audit_references, MADO_FINDING_DANGLING_REFERENCE, FALSE },
  };

  for (guint i = 0; findings->len == 0 && i < G_N_ELEMENTS (layers); i++)
    if ((with_index || !layers[i].is_of_index)
        && !run_audit (layers[i].audit, database, layers[i].code, findings, cancellable, error))
      return FALSE;
  return TRUE;
}

/* SQLite writes a log beside the file, so both must be open to whoever asks. */
static gboolean
may_write (const char *profile, const char *path)
{
  return g_access (profile, W_OK) == 0
         && (g_access (path, W_OK) == 0 || !g_file_test (path, G_FILE_TEST_EXISTS));
}

static gboolean
check_desk_pages (MadoDesk *desk, GPtrArray *findings, GCancellable *cancellable, GError **error)
{
  return run_audit (check_pages, mado_desk_get_database (desk), MADO_FINDING_BROKEN_DESK, findings,
                    cancellable, error);
}

/* A desk that nobody has used yet has no file, and looking makes none. */
static gboolean
check_desk (const char *profile, GPtrArray *findings, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = mado_desk_path_current (profile);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (MadoDesk) desk = NULL;
  const GError *reason;

  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    return TRUE;
  desk = mado_desk_open (profile, &local_error);
  reason = desk != NULL ? mado_desk_get_reason (desk) : local_error;
  if (g_error_matches (reason, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED))
    add (findings, MADO_FINDING_BROKEN_DESK, reason->message);
  else if (reason != NULL
           && (desk == NULL || mado_desk_get_database (desk) == NULL || may_write (profile, path)))
    add (findings, MADO_FINDING_CLOSED_DESK, reason->message);
  else
    return check_desk_pages (desk, findings, cancellable, error);
  return TRUE;
}

static MadoDatabase *
open_records (const char *profile, GPtrArray *findings, GError **error)
{
  g_autofree char *path = mado_database_get_profile_path (profile, "records.db", error);
  g_autoptr (GError) local_error = NULL;
  MadoDatabase *database;

  if (path == NULL)
    return NULL;
  database = mado_database_open (path, mado_schema_records, MADO_DATABASE_NONE, &local_error);
  if (g_error_matches (local_error, MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN)
      || g_error_matches (local_error, MADO_STORE_ERROR, MADO_STORE_ERROR_FULL))
    {
      g_clear_error (&local_error);
      database
          = mado_database_open (path, mado_schema_records, MADO_DATABASE_READ_ONLY, &local_error);
    }
  if (g_error_matches (local_error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED))
    add (findings, MADO_FINDING_BROKEN_RECORDS, local_error->message);
  else if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return database;
}

/**
 * mado_doctor_check:
 * @profile: (type filename): the profile's folder
 * @with_index: compare the index with the records too, which takes longest
 * @error: when there is nothing to look at (CANNOT_OPEN, TOO_NEW), or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable) (element-type MadoFinding): what is wrong; empty when all is
 * well, but for MADO_FINDING_READ_ONLY
 */
GPtrArray *
mado_doctor_check (const char *profile, gboolean with_index, GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GPtrArray) findings
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_finding_free);
  g_autoptr (MadoDatabase) database = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *store = NULL;

  g_return_val_if_fail (profile != NULL, NULL);

  store = g_build_filename (profile, "records.db", NULL);
  database = open_records (profile, findings, &local_error);
  if (database != NULL)
    check_records (database, with_index, findings, cancellable, &local_error);
  if (local_error == NULL)
    check_desk (profile, findings, cancellable, &local_error);
  if (local_error == NULL && !may_write (profile, store))
    add (findings, MADO_FINDING_READ_ONLY, "the profile can only be read");
  if (local_error == NULL)
    return g_steal_pointer (&findings);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static const MadoFinding *
find (GPtrArray *findings, MadoFindingCode first, MadoFindingCode last)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const MadoFinding *finding = g_ptr_array_index (findings, i);

      if (finding->code >= first && finding->code <= last)
        return finding;
    }
  return NULL;
}

static gboolean
repair_records (const char *profile, GFile *bundle, const MadoFinding *reason,
                GCancellable *cancellable, GError **error)
{
  g_autoptr (MadoWriter) writer = mado_writer_open (profile, error);
  g_auto (MadoApplied) applied = { 0 };

  if (writer == NULL)
    return FALSE;
  if (mado_writer_get_rebuilt (writer) == NULL
      && !mado_writer_rebuild (writer, reason->code == MADO_FINDING_BROKEN_RECORDS, reason->text,
                               cancellable, error))
    return FALSE;
  return mado_writer_apply_bundle (writer, bundle, &applied, cancellable, error);
}

/**
 * mado_doctor_repair:
 * @bundle: (nullable): as for mado_writer_apply_bundle()
 * @findings: (element-type MadoFinding): of mado_doctor_check()
 * @desk: (inout): zeroed by the caller; what was saved of a damaged desk, and under which name
 * @error: CANNOT_OPEN when another program uses the store
 *
 * Builds records.db anew where a finding calls for it, and makes a new desk of what can be read in
 * a damaged one (mado_salvage_make()), whose own file is never touched.
 */
gboolean
mado_doctor_repair (const char *profile, GFile *bundle, GPtrArray *findings, MadoSalvaged *desk,
                    GCancellable *cancellable, GError **error)
{
  const MadoFinding *reason;

  g_return_val_if_fail (profile != NULL && findings != NULL && desk != NULL, FALSE);

  reason = find (findings, MADO_FINDING_BROKEN_RECORDS, MADO_FINDING_WRONG_INDEX);
  if (reason != NULL && !repair_records (profile, bundle, reason, cancellable, error))
    return FALSE;
  return find (findings, MADO_FINDING_BROKEN_DESK, MADO_FINDING_BROKEN_DESK) == NULL
         || mado_salvage_make (profile, MADO_SALVAGE_FROM_DESK, desk, cancellable, error);
}
