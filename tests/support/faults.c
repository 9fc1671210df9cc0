/* SPDX-License-Identifier: GPL-3.0-or-later */
/* File calls that fail on demand: this program's definitions come before the C library's. */
#include "support/faults.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECTOR 512

typedef enum
{
  NEED_NOTHING,
  NEED_SPACE, /* may fail with ENOSPC */
} Need;

/* The one place in the project where a global is right: the C library's functions have no argument
 * for it. */
static struct
{
  Fault fault;
  char *folder;
  guint at;
  int code;
  guint calls;
  GPtrArray *log;
  sqlite3_mem_methods memory; /* SQLite's own */
} state;

#define REAL(name) ((__typeof__ (&name)) dlsym (RTLD_NEXT, #name))

static void
free_call (gpointer data)
{
  FaultCall *call = data;

  g_free (call->path);
  g_free (call->other);
  g_clear_pointer (&call->bytes, g_bytes_unref);
  g_free (call);
}

static gboolean
is_memory_fault (Fault fault)
{
  return fault == FAULT_MEMORY_ONCE || fault == FAULT_MEMORY_ALWAYS;
}

static gboolean
strikes_memory (void)
{
  if (!is_memory_fault (state.fault))
    return FALSE;
  state.calls++;
  return state.at > 0
         && (state.calls == state.at
             || (state.fault == FAULT_MEMORY_ALWAYS && state.calls > state.at));
}

static void *
allocate (int size)
{
  return strikes_memory () ? NULL : state.memory.xMalloc (size);
}

static void *
reallocate (void *memory, int size)
{
  return strikes_memory () ? NULL : state.memory.xRealloc (memory, size);
}

/* No connection is open when the first memory fault is started. */
static void
take_memory_over (void)
{
  sqlite3_mem_methods ours;

  if (state.memory.xMalloc != NULL)
    return;
  sqlite3_shutdown ();
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &state.memory), ==, SQLITE_OK);
  ours = state.memory;
  ours.xMalloc = allocate;
  ours.xRealloc = reallocate;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &ours), ==, SQLITE_OK);
}

void
faults_start (Fault fault, const char *folder, guint at, int code)
{
  g_clear_pointer (&state.folder, g_free);
  g_clear_pointer (&state.log, g_ptr_array_unref);
  state.folder = g_strdup (folder);
  state.at = at;
  state.code = code;
  state.calls = 0;
  state.log = g_ptr_array_new_with_free_func (free_call);
  if (is_memory_fault (fault))
    take_memory_over ();
  state.fault = fault;
}

guint
faults_stop (void)
{
  state.fault = FAULT_NONE;
  return state.calls;
}

GPtrArray *
faults_get_log (void)
{
  return state.log;
}

/* The lock's index is memory shared between processes: a power cut leaves nothing of it. */
static gboolean
is_ours (const char *path)
{
  return path != NULL && g_str_has_prefix (path, state.folder) && !g_str_has_suffix (path, "-shm")
         && !g_str_has_suffix (path, " (deleted)");
}

static char *
get_path (int descriptor)
{
  char link[64], path[4096];
  ssize_t length;

  g_snprintf (link, sizeof link, "/proc/self/fd/%d", descriptor);
  length = readlink (link, path, sizeof path - 1);
  if (length < 0)
    return NULL;
  path[length] = '\0';
  return g_strdup (path);
}

static void
note (int what, const char *path, const char *other, gint64 offset, const void *bytes, gsize size)
{
  FaultCall *call = g_new0 (FaultCall, 1);

  call->call = what;
  call->path = g_strdup (path);
  call->other = g_strdup (other);
  call->offset = offset;
  if (bytes != NULL)
    call->bytes = g_bytes_new (bytes, size);
  g_ptr_array_add (state.log, call);
}

void
faults_mark (const char *text)
{
  if (state.fault == FAULT_LOG)
    note (CALL_MARK, text, NULL, 0, NULL, 0);
}

/* Whether the call that is about to be made fails; errno says how. */
static gboolean
strikes (Need need)
{
  if (is_memory_fault (state.fault))
    return FALSE;
  state.calls++;
  if ((state.fault == FAULT_KILL || state.fault == FAULT_TEAR) && state.calls == state.at)
    kill (getpid (), SIGKILL);
  if ((state.fault == FAULT_FAIL_ONCE && state.calls == state.at)
      || (state.fault == FAULT_FAIL_ALWAYS && state.calls >= state.at))
    {
      errno = state.code;
      return state.code != ENOSPC || need == NEED_SPACE;
    }
  return FALSE;
}

static ssize_t
write_bytes (int descriptor, const void *bytes, size_t size, off_t offset, gboolean is_at)
{
  g_autofree char *path = state.fault != FAULT_NONE ? get_path (descriptor) : NULL;

  if (state.fault != FAULT_NONE && is_ours (path))
    {
      off_t place = is_at ? offset : lseek (descriptor, 0, SEEK_CUR);

      if (state.fault == FAULT_TEAR && state.calls + 1 == state.at)
        REAL (pwrite64) (descriptor, bytes, size / 2, place);
      if (strikes (NEED_SPACE))
        return -1;
      if (state.fault == FAULT_LOG)
        note (CALL_WRITE, path, NULL, place, bytes, size);
    }
  return is_at ? REAL (pwrite64) (descriptor, bytes, size, offset)
               : REAL (write) (descriptor, bytes, size);
}

ssize_t
pwrite64 (int descriptor, const void *bytes, size_t size, off_t offset)
{
  return write_bytes (descriptor, bytes, size, offset, TRUE);
}

ssize_t
write (int descriptor, const void *bytes, size_t size)
{
  return write_bytes (descriptor, bytes, size, 0, FALSE);
}

static int
sync_file (int descriptor, int (*real) (int))
{
  g_autofree char *path = state.fault != FAULT_NONE ? get_path (descriptor) : NULL;

  if (state.fault != FAULT_NONE && is_ours (path))
    {
      if (strikes (NEED_NOTHING))
        return -1;
      if (state.fault == FAULT_LOG)
        note (CALL_SYNC, path, NULL, 0, NULL, 0);
    }
  return real (descriptor);
}

int
fsync (int descriptor)
{
  return sync_file (descriptor, REAL (fsync));
}

int
fdatasync (int descriptor)
{
  return sync_file (descriptor, REAL (fdatasync));
}

int
ftruncate64 (int descriptor, off_t length)
{
  g_autofree char *path = state.fault != FAULT_NONE ? get_path (descriptor) : NULL;

  if (state.fault != FAULT_NONE && is_ours (path))
    {
      if (strikes (NEED_NOTHING))
        return -1;
      if (state.fault == FAULT_LOG)
        note (CALL_TRUNCATE, path, NULL, length, NULL, 0);
    }
  return REAL (ftruncate64) (descriptor, length);
}

static gboolean
strikes_name (int what, const char *path, const char *other)
{
  if (state.fault == FAULT_NONE || !is_ours (path))
    return FALSE;
  if (strikes (NEED_NOTHING))
    return TRUE;
  if (state.fault == FAULT_LOG)
    note (what, path, other, 0, NULL, 0);
  return FALSE;
}

int
rename (const char *from, const char *to)
{
  return strikes_name (CALL_RENAME, from, to) ? -1 : REAL (rename) (from, to);
}

int
renameat2 (int from_folder, const char *from, int to_folder, const char *to, unsigned int flags)
{
  if (strikes_name (CALL_RENAME, from, to))
    return -1;
  return REAL (renameat2) (from_folder, from, to_folder, to, flags);
}

int
unlink (const char *path)
{
  /* A name that is not there is not taken away. */
  if (access (path, F_OK) == 0 && strikes_name (CALL_UNLINK, path, NULL))
    return -1;
  return REAL (unlink) (path);
}

int
open64 (const char *path, int flags, ...)
{
  gboolean makes = (flags & O_CREAT) != 0;
  mode_t mode = 0;
  va_list arguments;

  va_start (arguments, flags);
  if (makes)
    mode = va_arg (arguments, mode_t);
  va_end (arguments);
  if (makes && state.fault != FAULT_NONE && is_ours (path) && access (path, F_OK) != 0)
    {
      if (strikes (NEED_SPACE))
        return -1;
      if (state.fault == FAULT_LOG)
        note (CALL_CREATE, path, NULL, 0, NULL, 0);
    }
  return REAL (open64) (path, flags, mode);
}

/* A file while the log is replayed: what is on the disk for certain, and what may be. */
typedef struct
{
  GByteArray *synced;
  GPtrArray *pending; /* (element-type FaultCall) */
} Replayed;

static void
free_replayed (gpointer data)
{
  Replayed *file = data;

  g_byte_array_unref (file->synced);
  g_ptr_array_unref (file->pending);
  g_free (file);
}

static void
put (GByteArray *bytes, gsize offset, const guint8 *from, gsize size)
{
  gsize end = offset + size;

  if (bytes->len < end)
    {
      gsize old = bytes->len;

      g_byte_array_set_size (bytes, end);
      memset (bytes->data + old, 0, end - old);
    }
  memcpy (bytes->data + offset, from, size);
}

static void
perform (GByteArray *bytes, const FaultCall *call, GRand *random)
{
  gsize size = 0;
  const guint8 *from = call->bytes != NULL ? g_bytes_get_data (call->bytes, &size) : NULL;

  if (call->call == CALL_TRUNCATE)
    {
      if (bytes->len > call->offset && (random == NULL || g_rand_boolean (random)))
        g_byte_array_set_size (bytes, call->offset);
      return;
    }
  for (gsize at = 0; at < size; at += SECTOR)
    if (random == NULL || g_rand_boolean (random))
      put (bytes, call->offset + at, from + at, MIN (SECTOR, size - at));
}

static void
settle (Replayed *file, GRand *random)
{
  for (guint i = 0; i < file->pending->len; i++)
    perform (file->synced, g_ptr_array_index (file->pending, i), random);
  g_ptr_array_set_size (file->pending, 0);
}

static void
replay_call (GHashTable *files, FaultCall *call)
{
  Replayed *file = g_hash_table_lookup (files, call->path);

  switch (call->call)
    {
    case CALL_CREATE:
      file = g_new0 (Replayed, 1);
      file->synced = g_byte_array_new ();
      file->pending = g_ptr_array_new ();
      g_hash_table_replace (files, g_strdup (call->path), file);
      break;
    case CALL_WRITE:
    case CALL_TRUNCATE:
      if (file != NULL)
        g_ptr_array_add (file->pending, call);
      break;
    case CALL_SYNC:
      if (file != NULL)
        settle (file, NULL);
      break;
    case CALL_RENAME:
      if (file != NULL)
        {
          char *name;

          g_hash_table_steal_extended (files, call->path, (gpointer *) &name, (gpointer *) &file);
          g_free (name);
          g_hash_table_replace (files, g_strdup (call->other), file);
        }
      break;
    case CALL_UNLINK:
      g_hash_table_remove (files, call->path);
      break;
    case CALL_MARK:
      break;
    }
}

void
faults_replay (GPtrArray *log, guint n, Cut cut, const char *folder, GRand *random)
{
  g_autoptr (GHashTable) files
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_replayed);
  GHashTableIter iter;
  gpointer key, value;

  for (guint i = 0; i < n; i++)
    replay_call (files, g_ptr_array_index (log, i));
  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      /* Folders are not in the log: they are taken for made. */
      const char *name = (const char *) key + strlen (state.folder);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *parent = g_path_get_dirname (path);
      Replayed *file = value;
      FILE *stream;

      if (cut != CUT_KEEPS_SYNCED)
        settle (file, cut == CUT_KEEPS_SOME ? random : NULL);
      g_mkdir_with_parents (parent, 0700);
      stream = fopen (path, "w");
      g_assert_nonnull (stream);
      if (file->synced->len > 0)
        fwrite (file->synced->data, 1, file->synced->len, stream);
      fclose (stream);
    }
}
