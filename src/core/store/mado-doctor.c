/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The doctor asks the audits, and heals by building anew. */
#include "core/store/mado-doctor.h"

#include "core/store/mado-audit.h"
#include "core/store/mado-desk.h"
#include "core/store/mado-schema.h"
#include "core/store/mado-writer.h"

typedef gboolean (*Audit) (MadoDatabase *database, GPtrArray *findings, GCancellable *cancellable,
                           GError **error);

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

  return self->code <= MADO_FINDING_WRONG_INDEX;
}

static void
add (GPtrArray *findings, MadoFindingCode code, const char *text)
{
  MadoFinding *finding = g_new (MadoFinding, 1);

  finding->code = code;
  finding->text = g_strdup (text);
  g_ptr_array_add (findings, finding);
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
        texts, g_strdup ("records.db: the search index was made by another version and is to be "
                         "built anew"));
  sqlite3_reset (statement);
  return TRUE;
}

/* What is damaged below makes what is above it look wrong too, so the first layer with findings is
 * the last that is looked at. */
static gboolean
check_records (MadoDatabase *database, GPtrArray *findings, GCancellable *cancellable,
               GError **error)
{
  static const struct
  {
    Audit audit;
    MadoFindingCode code;
  } layers[] = {
    { check_pages, MADO_FINDING_BROKEN_RECORDS },
    { mado_audit_records, MADO_FINDING_BROKEN_RECORDS },
    { check_recipe, MADO_FINDING_OLD_INDEX },
    { mado_audit_index, MADO_FINDING_WRONG_INDEX },
    { mado_audit_references, MADO_FINDING_DANGLING_REFERENCE },
  };

  for (guint i = 0; findings->len == 0 && i < G_N_ELEMENTS (layers); i++)
    if (!run_audit (layers[i].audit, database, layers[i].code, findings, cancellable, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_desk (const char *profile, GPtrArray *findings, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (MadoDesk) desk = mado_desk_open (profile, &local_error);
  g_autoptr (GPtrArray) stars = NULL;
  g_autofree char *why = NULL;

  if (desk == NULL)
    {
      add (findings, MADO_FINDING_BROKEN_DESK, local_error->message);
      return TRUE;
    }
  if (mado_desk_is_read_only (desk, &why))
    add (findings, MADO_FINDING_BROKEN_DESK, why);
  else if (!run_audit (check_pages, mado_desk_get_database (desk), MADO_FINDING_BROKEN_DESK,
                       findings, cancellable, error))
    return FALSE;
  stars = mado_desk_list_starred (desk, &local_error);
  if (stars == NULL && why == NULL)
    add (findings, MADO_FINDING_BROKEN_DESK, local_error->message);
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
 * @error: when there is nothing to look at (CANNOT_OPEN, TOO_NEW), or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable) (element-type MadoFinding): what is wrong; empty when all is
 * well
 */
GPtrArray *
mado_doctor_check (const char *profile, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) findings
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_finding_free);
  g_autoptr (MadoDatabase) database = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (profile != NULL, NULL);

  database = open_records (profile, findings, &local_error);
  if (database != NULL)
    check_records (database, findings, cancellable, &local_error);
  if (local_error == NULL)
    check_desk (profile, findings, cancellable, &local_error);
  if (local_error == NULL)
    return g_steal_pointer (&findings);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/**
 * mado_doctor_repair:
 * @bundle: (nullable): as for mado_writer_apply_bundle()
 * @findings: (element-type MadoFinding): of mado_doctor_check()
 * @error: CANNOT_OPEN when another program uses the store
 *
 * Builds records.db anew where a finding calls for it. Never touches desk.db: what is in it cannot
 * be made again.
 */
gboolean
mado_doctor_repair (const char *profile, GFile *bundle, GPtrArray *findings,
                    GCancellable *cancellable, GError **error)
{
  g_autoptr (MadoWriter) writer = NULL;
  g_auto (MadoApplied) applied = { 0 };
  const MadoFinding *reason = NULL;

  g_return_val_if_fail (profile != NULL && findings != NULL, FALSE);

  for (guint i = 0; reason == NULL && i < findings->len; i++)
    if (mado_finding_is_repairable (g_ptr_array_index (findings, i)))
      reason = g_ptr_array_index (findings, i);
  if (reason == NULL)
    return TRUE;
  writer = mado_writer_open (profile, error);
  if (writer == NULL)
    return FALSE;
  if (mado_writer_get_rebuilt (writer) == NULL
      && !mado_writer_rebuild (writer, reason->code == MADO_FINDING_BROKEN_RECORDS, reason->text,
                               cancellable, error))
    return FALSE;
  return mado_writer_apply_bundle (writer, bundle, &applied, cancellable, error);
}
