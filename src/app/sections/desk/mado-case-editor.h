/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One of the texts that are written about a case: the reply, or the note. It is saved as a draft,
 * and where the same was written elsewhere it knows the other text until somebody decides. */
#pragma once

#include "app/sections/desk/mado-case-desk.h"
#include "core/desk/cases/mado-case-writing.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_CASE_EDITOR (mado_case_editor_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseEditor, mado_case_editor, MADO, CASE_EDITOR, GObject)

typedef enum
{
  MADO_CASE_EDITOR_THIS,  /* what stands in the editor */
  MADO_CASE_EDITOR_OTHER, /* what was written elsewhere */
  MADO_CASE_EDITOR_BOTH,  /* the other one, and this one after it */
} MadoCaseEditorChoice;

/* @what: "reply" or "note" */
MadoCaseEditor *mado_case_editor_new (MadoCaseDesk *desk, const char *what);

GtkTextBuffer *mado_case_editor_get_buffer (MadoCaseEditor *self);
MadoCaseWriting *mado_case_editor_get_writing (MadoCaseEditor *self); /* nullable: of no case */
char *mado_case_editor_dup (MadoCaseEditor *self);
/* Ids of the records that it stands on. */
const char *const *mado_case_editor_get_cited (MadoCaseEditor *self);
void mado_case_editor_add_cited (MadoCaseEditor *self, const char *id);
/* nullable */
const MadoCaseDraft *mado_case_editor_get_other (MadoCaseEditor *self);
/* Whether the two are short enough to be one. */
gboolean mado_case_editor_may_join (MadoCaseEditor *self);

/* Of another case: @drafts (element-type MadoCaseDraft), as the desk has them. */
void mado_case_editor_open (MadoCaseEditor *self, const char *case_id, GPtrArray *drafts);
/* Of no case. */
void mado_case_editor_close (MadoCaseEditor *self);
void mado_case_editor_save (MadoCaseEditor *self);
/* What @writing has became a message: the draft goes. It may be of a case that is not shown any
 * more.
 */
void mado_case_editor_end (MadoCaseEditor *self, MadoCaseWriting *writing);
void mado_case_editor_settle (MadoCaseEditor *self, MadoCaseEditorChoice choice);

/* Property, notified: "other" (gboolean, whether there is another text). Signals: "written"; "full"
 * (nothing more fits); "failed" (GError: a draft is not saved); "settled" (GError, nullable). */

G_END_DECLS
