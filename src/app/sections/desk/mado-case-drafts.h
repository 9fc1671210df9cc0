/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is being written about cases, on its way to the desk. What the desk does not take, as when
 * its disk is full, is held here for as long as the program runs, whatever becomes of the widget in
 * which it was written. One for a context. */
#pragma once

#include <gtk/gtk.h>

#include "core/desk/cases/mado-case-writing.h"
#include "core/mado-context.h"

G_BEGIN_DECLS

#define MADO_TYPE_CASE_DRAFTS (mado_case_drafts_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseDrafts, mado_case_drafts, MADO, CASE_DRAFTS, GObject)

MadoCaseDrafts *mado_case_drafts_get (MadoContext *context);

/* See mado-case-draft.h for slots and JSON, mado-case-writing.h for who writes. */

/* Of the drafts of a slot (element-type MadoCaseDraft), the one that this program was writing; else
 * the first. (nullable) (transfer none): there is none */
const MadoCaseDraft *mado_case_drafts_find_own (MadoCaseDrafts *self, const char *slot,
                                                GPtrArray *drafts);
/* What is held for the slot: what the desk has is older. NULL: nothing. @text, @cited (out,
 * transfer full). (nullable) (transfer full): whose writing goes on */
MadoCaseWriting *mado_case_drafts_read_held (MadoCaseDrafts *self, const char *slot, char **text,
                                             GStrv *cited);
/* @json (nullable): the draft goes */
void mado_case_drafts_save (MadoCaseDrafts *self, MadoCaseWriting *writing, const char *json);
/* Puts @json in the place of what @writing has and of what @other shows. */
void mado_case_drafts_settle (MadoCaseDrafts *self, MadoCaseWriting *writing,
                              const MadoCaseDraft *other, const char *json);
/* What is held of an erased case goes, and nothing of it is saved any more. */
void mado_case_drafts_forget (MadoCaseDrafts *self, const char *case_id);
/* Whether the program may end. Where something is held it says so in @widget's window the first
 * time, and tries once more to save it. */
gboolean mado_case_drafts_may_leave (MadoCaseDrafts *self, GtkWidget *widget);

/* Signals, each with the MadoCaseWriting it is about: "failed" (writing, GError): it is held;
 * "doubled" (writing, MadoCaseDraft *other): somebody else has written the same, both are kept;
 * "settled" (writing, GError *error): nullable, where one of the two was changed meanwhile. */

G_END_DECLS
