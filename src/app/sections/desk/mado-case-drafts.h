/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is being written about cases, on its way to the desk. What the desk does not take, as when
 * its disk is full, is held here for as long as the program runs, whatever becomes of the widget in
 * which it was written. One for a context. */
#pragma once

#include <gtk/gtk.h>

#include "core/mado-context.h"

G_BEGIN_DECLS

#define MADO_TYPE_CASE_DRAFTS (mado_case_drafts_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseDrafts, mado_case_drafts, MADO, CASE_DRAFTS, GObject)

MadoCaseDrafts *mado_case_drafts_get (MadoContext *context);

/* See mado-case-draft.h for keys and JSON. @json (nullable): the draft goes */
void mado_case_drafts_keep (MadoCaseDrafts *self, const char *key, const char *json);
/* Where it is held: what the desk has is older. FALSE: it is not. @text, @citations (out, transfer
 * full) */
gboolean mado_case_drafts_read_held (MadoCaseDrafts *self, const char *key, char **text,
                                     GStrv *citations);
/* What is held of an erased case goes, and nothing of it is saved any more. */
void mado_case_drafts_forget (MadoCaseDrafts *self, const char *case_id);
/* Whether the program may end. Where something is held it says so in @widget's window the first
 * time, and tries once more to save it. */
gboolean mado_case_drafts_may_leave (MadoCaseDrafts *self, GtkWidget *widget);

/* Signal: "failed" (const char *key, GError). */

G_END_DECLS
