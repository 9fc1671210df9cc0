/* SPDX-License-Identifier: GPL-3.0-or-later */
/* THE stack of what was changed on the desk: whatever a person changes goes through here, has a
 * name, and can be undone and redone. One stack for a context, and so for the program. The desk's
 * thread does the work in the order in which it was asked for. */
#pragma once

#include "core/mado-context.h"

G_BEGIN_DECLS

/* On the desk's thread; it may be called again and again, and sets what it sets whatever there was
 * before. Returns %FALSE with @error when nothing was changed. */
typedef gboolean (*MadoUndoFunc) (MadoDesk *desk, gconstpointer data, GError **error);

/* On the main thread, as soon as a step is asked for, and once more when it failed: what is shown
 * need not wait for the desk. @is_done: whether the change is to be seen as done. */
typedef void (*MadoUndoShowFunc) (MadoContext *context, gconstpointer data, gboolean is_done);

typedef struct
{
  const char *name;   /* translated, what was done: "Star on “Joint Committee” removed" */
  const char *id;     /* the record it concerns, for "desk-changed" of the context */
  const char *series; /* nullable: takes the place of the change on top that has the same series,
                       * and so must go back to where that one went back to */
  gboolean is_void;   /* it leads back to where its series began: done, and no step to undo */
  gboolean is_done;   /* the desk has it already: only undone and redone through here */
  gboolean quiet;     /* nothing is said until it is undone: saved while typing, read by looking */
  MadoUndoFunc apply;
  MadoUndoFunc revert;
  MadoUndoShowFunc show; /* nullable */
} MadoUndoChange;

typedef enum
{
  MADO_UNDO_DONE,
  MADO_UNDO_UNDONE,
  MADO_UNDO_REDONE,
} MadoUndoStep;

#define MADO_TYPE_UNDO (mado_undo_get_type ())
G_DECLARE_FINAL_TYPE (MadoUndo, mado_undo, MADO, UNDO, GObject)

MadoUndo *mado_undo_get (MadoContext *context);

const char *mado_undo_get_undo_name (MadoUndo *self); /* nullable: nothing to undo */
const char *mado_undo_get_redo_name (MadoUndo *self);

void mado_undo_do (MadoUndo *self, const MadoUndoChange *change, gpointer data,
                   GDestroyNotify free_data);
void mado_undo_end_series (MadoUndo *self, const char *series);
/* Nothing that was done so far can be undone or redone any more. */
void mado_undo_forget (MadoUndo *self);
gboolean mado_undo_undo (MadoUndo *self);
gboolean mado_undo_redo (MadoUndo *self);

/* Properties, notified: "undo-name", "redo-name". Signals, on the main thread, when the desk has
 * it: "changed" (const char *name, MadoUndoStep step), not for what is quiet; "failed" (GError,
 * const char *id of what should have changed). */

G_END_DECLS
