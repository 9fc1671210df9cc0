/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One SQLite file, opened the only way this program opens one: WAL, defensive, untrusted schema
 * off, our tokenizer registered, schema steps numbered (PRAGMA user_version). A handle belongs to
 * the thread that opened it. */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * MadoStoreError:
 * @MADO_STORE_ERROR_CANNOT_OPEN: the file is missing, not a regular file, not readable or busy
 * @MADO_STORE_ERROR_DAMAGED: it is no database, or a page of it is not what it should be
 * @MADO_STORE_ERROR_FULL: the disk, the quota or the memory is full, or a write failed
 * @MADO_STORE_ERROR_TOO_NEW: a newer version of the program wrote it
 * @MADO_STORE_ERROR_BAD_QUERY: the query has a mistake; the message names its position
 * @MADO_STORE_ERROR_NOT_FOUND: there is no such record
 * @MADO_STORE_ERROR_OTHER_STATE: a set is not in the state that a change was made for, or would not
 *   come to the state that it was made for
 */
typedef enum
{
  MADO_STORE_ERROR_CANNOT_OPEN,
  MADO_STORE_ERROR_DAMAGED,
  MADO_STORE_ERROR_FULL,
  MADO_STORE_ERROR_TOO_NEW,
  MADO_STORE_ERROR_BAD_QUERY,
  MADO_STORE_ERROR_NOT_FOUND,
  MADO_STORE_ERROR_OTHER_STATE,
} MadoStoreError;
#define MADO_STORE_ERROR (mado_store_error_quark ())
GQuark mado_store_error_quark (void);

typedef struct _MadoDatabase MadoDatabase;

/**
 * MadoDatabaseFlags:
 * @MADO_DATABASE_READ_ONLY: the file must exist and is not written; a newer schema is accepted
 * @MADO_DATABASE_DURABLE: synchronous=FULL, a backup before each schema step, and an empty file is
 *   damage, since a new one appears under its name only when it is whole (desk.db)
 * @MADO_DATABASE_OLDER: with READ_ONLY: a schema that lacks the newest steps is accepted too
 */
typedef enum
{
  MADO_DATABASE_NONE = 0,
  MADO_DATABASE_READ_ONLY = 1 << 0,
  MADO_DATABASE_DURABLE = 1 << 1,
  MADO_DATABASE_OLDER = 1 << 2,
} MadoDatabaseFlags;

gboolean mado_database_make_profile (const char *profile, GError **error);
char *mado_database_get_profile_path (const char *profile, const char *name, GError **error);

MadoDatabase *mado_database_open (const char *path, const char *const *steps,
                                  MadoDatabaseFlags flags, GError **error);
void mado_database_close (MadoDatabase *self);
void mado_database_leave_untouched (MadoDatabase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoDatabase, mado_database_close)

sqlite3 *mado_database_get_handle (MadoDatabase *self);
const char *mado_database_get_path (MadoDatabase *self);
/* The steps that the file has seen; more than the steps given when it is newer. */
gint mado_database_get_version (MadoDatabase *self);
void mado_database_set_error (MadoDatabase *self, GError **error);

sqlite3_stmt *mado_database_prepare (MadoDatabase *self, const char *sql, GError **error);
gboolean mado_database_exec (MadoDatabase *self, const char *sql, GError **error);
void mado_database_settle (MadoDatabase *self);
void mado_database_give_back_memory (MadoDatabase *self);
gboolean mado_database_step (MadoDatabase *self, sqlite3_stmt *statement, GCancellable *cancellable,
                             GError **error);
gboolean mado_database_run (MadoDatabase *self, sqlite3_stmt *statement, GError **error);

gboolean mado_database_check (MadoDatabase *self, gboolean quick, GPtrArray *findings,
                              GCancellable *cancellable, GError **error);
gboolean mado_database_copy_to (MadoDatabase *self, const char *path, GError **error);
gboolean mado_database_replace (const char *path, const char *with, GError **error);

G_END_DECLS
