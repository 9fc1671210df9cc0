/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file of the attachments goes when no event names it, of whatever case: the same mail may have
 * come twice. Who looks holds the desk's lock, and so does who takes a mail in when he sees that
 * its files are still there: no event comes to name what was removed. */
#include "core/desk/cases/mado-case-traces.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/desk/cases/mado-attachment.h"
#include "core/desk/cases/mado-case-export.h"
#include "core/desk/cases/mado-case-rows.h"
#include "core/desk/cases/mado-cases-private.h"
#include "core/store/mado-database-file.h"

#define NOTE "erasing"
#define HEX "0123456789abcdef"
#define HASH 64 /* letters of a SHA-256 */

static char *
get_note (MadoDesk *desk)
{
  g_autofree char *profile
      = g_path_get_dirname (mado_database_get_path (mado_desk_get_database (desk)));

  return g_build_filename (profile, NOTE, NULL);
}

/* --- Files that no event names --- */

/* Returns: (element-type utf8 utf8): the names of all files, half written ones too */
static GHashTable *
list_files (const char *folder, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) local = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &local);
  const char *name;

  if (dir == NULL && !g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_hash_table_add (names, g_strdup (name));
  return g_steal_pointer (&names);
}

/* In record form a quote within a text never stands alone: what stands between two is a value. */
static void
remove_named (GHashTable *names, const char *content)
{
  for (const char *at = strchr (content, '"'); at != NULL; at = strchr (at + 1, '"'))
    if (strspn (at + 1, HEX) == HASH && at[1 + HASH] == '"')
      {
        g_autofree char *hash = g_strndup (at + 1, HASH);

        g_hash_table_remove (names, hash);
      }
}

/* Returns: (element-type utf8 utf8) (nullable): the files that no event names */
static GHashTable *
list_unnamed (MadoDesk *desk, const char *folder, GError **error)
{
  MadoDatabase *database = mado_desk_get_database (desk);
  g_autoptr (GHashTable) names = list_files (folder, error);
  g_autoptr (GError) local = NULL;
  sqlite3_stmt *statement;

  if (names == NULL || g_hash_table_size (names) == 0)
    return g_steal_pointer (&names);
  statement
      = mado_database_prepare (database,
                               "SELECT content FROM case_events WHERE"
                               " instr (content, '\"raw\":') OR instr (content, '\"sha256\":')",
                               error);
  if (statement == NULL)
    return NULL;
  while (local == NULL && mado_database_step (database, statement, NULL, &local))
    {
      const char *content = mado_case_rows_get_text (database, statement, 0, &local);

      if (content != NULL)
        remove_named (names, content);
    }
  sqlite3_reset (statement);
  if (local == NULL)
    return g_steal_pointer (&names);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gboolean
remove_files (const char *folder, GHashTable *names, GError **error)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_unlink (path) == 0 || errno == ENOENT)
        continue;
      g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN,
                   "A file of an erased case is still there; remove “%s” by hand: %s", path,
                   g_strerror (errno));
      return FALSE;
    }
  return TRUE;
}

static gboolean
remove_unnamed (MadoDesk *desk, GError **error)
{
  g_autofree char *folder = mado_attachment_get_folder (desk);
  g_autoptr (GHashTable) names = NULL;
  MadoDatabase *database = mado_cases_begin (desk, error);
  gboolean is_done;

  if (database == NULL)
    return FALSE;
  names = list_unnamed (desk, folder, error);
  is_done = names != NULL && remove_files (folder, names, error);
  mado_cases_end (database, FALSE, NULL);
  return is_done;
}

/* --- Copies --- */

static gboolean
erase_copies (MadoDesk *desk, const char *outbox, GError **error)
{
  g_autoptr (GDateTime) today = g_date_time_new_now_local ();

  if (outbox == NULL || mado_case_export_empty_outbox (outbox, error))
    {
      /* Somebody who reads at this moment may keep the log for a while: the next one cuts it off.
       */
      mado_database_settle (mado_desk_get_database (desk));
      if (mado_desk_renew_backups (desk, today, error))
        return TRUE;
    }
  g_prefix_error (error, "The case was erased, but a copy of it may still be there; erase it once "
                         "more: ");
  return FALSE;
}

/* --- The note --- */

gboolean
mado_case_traces_note (MadoDesk *desk, const char *outbox, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *path = NULL;
  g_autofree char *profile = NULL;

  g_return_val_if_fail (desk != NULL, FALSE);

  path = get_note (desk);
  profile = g_path_get_dirname (path);
  if (g_file_set_contents_full (path, outbox != NULL ? outbox : "", -1,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &local))
    return mado_database_file_sync (profile, error);
  g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_FULL,
               "Nothing was erased, for it could not be noted first: %s", local->message);
  return FALSE;
}

gboolean
mado_case_traces_clear (MadoDesk *desk, const char *outbox, GError **error)
{
  g_autofree char *note = NULL;

  g_return_val_if_fail (desk != NULL, FALSE);

  if (!remove_unnamed (desk, error) || !erase_copies (desk, outbox, error))
    return FALSE;
  /* A note that stays costs a further look, and nothing else. */
  note = get_note (desk);
  g_unlink (note);
  return TRUE;
}

gboolean
mado_case_traces_finish (MadoDesk *desk, GError **error)
{
  g_autofree char *note = NULL;
  g_autofree char *outbox = NULL;

  g_return_val_if_fail (desk != NULL, FALSE);

  if (mado_desk_get_reason (desk) != NULL)
    return TRUE;
  note = get_note (desk);
  if (!g_file_get_contents (note, &outbox, NULL, NULL))
    return TRUE;
  return mado_case_traces_clear (desk, *outbox != '\0' ? outbox : NULL, error);
}

gboolean
mado_case_traces_sweep (MadoDesk *desk, GError **error)
{
  g_return_val_if_fail (desk != NULL, FALSE);

  return mado_case_traces_finish (desk, error) && remove_unnamed (desk, error);
}

gboolean
mado_case_traces_check (MadoDesk *desk, GPtrArray *wrong, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *note = NULL;
  g_autoptr (GHashTable) names = NULL;

  g_return_val_if_fail (desk != NULL && wrong != NULL, FALSE);

  note = get_note (desk);
  folder = mado_attachment_get_folder (desk);
  names = list_unnamed (desk, folder, error);
  if (names == NULL)
    return FALSE;
  if (g_file_test (note, G_FILE_TEST_EXISTS))
    g_ptr_array_add (wrong, g_strdup ("the erasing of a case did not come to its end"));
  else if (g_hash_table_size (names) > 0)
    g_ptr_array_add (wrong, g_strdup_printf ("attachments: no case names %u of the files",
                                             g_hash_table_size (names)));
  return TRUE;
}
