/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One SQLite file, opened the only way this program opens one: WAL, defensive, untrusted schema
 * off, our tokenizer registered, schema steps numbered (PRAGMA user_version). */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * MadoStoreError:
 * @MADO_STORE_ERROR_CANNOT_OPEN: the file is missing, not a regular file, not readable or busy
 * @MADO_STORE_ERROR_DAMAGED: it is no database, or a page of it is not what it should be
 * @MADO_STORE_ERROR_FULL: the disk or the quota is full, or a write failed
 * @MADO_STORE_ERROR_TOO_NEW: a newer version of the program wrote it
 * @MADO_STORE_ERROR_BAD_QUERY: the query has a mistake; the message names its position
 * @MADO_STORE_ERROR_NOT_FOUND: there is no such record
 */
typedef enum
{
  MADO_STORE_ERROR_CANNOT_OPEN,
  MADO_STORE_ERROR_DAMAGED,
  MADO_STORE_ERROR_FULL,
  MADO_STORE_ERROR_TOO_NEW,
  MADO_STORE_ERROR_BAD_QUERY,
  MADO_STORE_ERROR_NOT_FOUND,
} MadoStoreError;
#define MADO_STORE_ERROR (mado_store_error_quark ())
GQuark mado_store_error_quark (void);

typedef struct _MadoDatabase MadoDatabase;

typedef enum
{
  MADO_DATABASE_READ_ONLY = 1 << 0,
  MADO_DATABASE_DURABLE
  = 1 << 1, /* synchronous=FULL and a backup before each schema step: desk.db */
} MadoDatabaseFlags;

/* @steps: NULL-terminated SQL scripts, step i takes user_version i to i + 1. */
MadoDatabase *mado_database_open (const char *path, const char *const *steps,
                                  MadoDatabaseFlags flags, GError **error);
void mado_database_close (MadoDatabase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoDatabase, mado_database_close)

sqlite3 *mado_database_get_handle (MadoDatabase *self);
/* Statements are prepared once and kept; the statement is reset, bindings cleared. transfer none.
 */
sqlite3_stmt *mado_database_prepare (MadoDatabase *self, const char *sql, GError **error);
gboolean mado_database_exec (MadoDatabase *self, const char *sql, GError **error);
/* TRUE: a row. FALSE without @error: the end. A cancelled @cancellable ends the step within a
 * millisecond with G_IO_ERROR_CANCELLED (sqlite3_progress_handler). */
gboolean mado_database_step (MadoDatabase *self, sqlite3_stmt *statement, GCancellable *cancellable,
                             GError **error);
void mado_database_set_error (MadoDatabase *self, GError **error);

G_END_DECLS
