/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the disk fail. A program linked with this has its file calls pass through here (its own
 * definitions of write, fsync, rename … come before the C library's, for SQLite and GLib too): the
 * n-th of them kills the process, fails, or each is written to a log, from which what a power cut
 * leaves is made again. */
#pragma once

#include <glib.h>

typedef enum
{
  FAULT_NONE,
  FAULT_COUNT, /* only count */
  FAULT_KILL,  /* SIGKILL instead of the call */
  FAULT_TEAR,  /* SIGKILL after half of a write; else instead of the call */
  FAULT_FAIL_ONCE,
  FAULT_FAIL_ALWAYS, /* from the n-th on */
  FAULT_LOG,
  FAULT_MEMORY_ONCE,   /* the n-th allocation of SQLite fails */
  FAULT_MEMORY_ALWAYS, /* from the n-th on */
} Fault;

/* Only files below @folder (absolute) count. @code: errno of the failures; ENOSPC spares calls that
 * need no space. */
void faults_start (Fault fault, const char *folder, guint at, int code);
/* The calls since faults_start(). */
guint faults_stop (void);

/* One call of the log. */
typedef struct
{
  enum
  {
    CALL_CREATE,
    CALL_WRITE,
    CALL_TRUNCATE,
    CALL_SYNC,
    CALL_RENAME,
    CALL_UNLINK,
    CALL_MARK, /* faults_mark() */
  } call;
  char *path;
  char *other;   /* the new name */
  gint64 offset; /* or length */
  GBytes *bytes;
} FaultCall;
/* Notes that a promise was made here: @text is what was acknowledged. */
void faults_mark (const char *text);
GPtrArray *faults_get_log (void); /* transfer none */

typedef enum
{
  CUT_KEEPS_ALL,    /* what was written so far is on the disk */
  CUT_KEEPS_SYNCED, /* only what was synced is */
  CUT_KEEPS_SOME,   /* of what was not synced, a part in no order, sector by sector */
  N_CUTS,
} Cut;
/* Makes in @folder what a power cut after the first @n calls of the log leaves. */
void faults_replay (GPtrArray *log, guint n, Cut cut, const char *folder, GRand *random);
