/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody is typing: kept at every pause, so that it is there after a kill. A draft is a JSON
 * text that its writer understands, under a key: the case and what it is to become. */
#pragma once

#include "core/store/mado-desk.h"

G_BEGIN_DECLS

#define MADO_CASE_DRAFT_MAX (1024 * 1024) /* bytes */

/* A draft as it lies on the desk. */
typedef struct
{
  char *key;
  char *json;
  char *text; /* what mado_case_draft_read() finds in @json */
  GStrv cited;
} MadoCaseDraft;
MadoCaseDraft *mado_case_draft_copy (const MadoCaseDraft *self);
void mado_case_draft_free (MadoCaseDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCaseDraft, mado_case_draft_free)

/* Keys: "<case>/reply", "<case>/note", "new/<id>", each the slot of one text; "<slot>/<id>" is what
 * was written beside it, by somebody who had not seen the other text (mado-case-writing.h). */
gboolean mado_case_draft_put (MadoDesk *desk, const char *key, const char *base, const char *json,
                              GError **error);
/* @draft (out, nullable, transfer full): NULL where there is none */
gboolean mado_case_draft_get (MadoDesk *desk, const char *key, MadoCaseDraft **draft,
                              GError **error);
/* The text of a slot, and after it those that were written beside it. (element-type MadoCaseDraft)
 * transfer full */
GPtrArray *mado_case_draft_list (MadoDesk *desk, const char *slot, GError **error);

/* The form of the window's drafts: {"citations","text"}. @citations (nullable): ids of records.
 * transfer full */
char *mado_case_draft_write (const char *text, const char *const *citations);
/* @text, @citations (out, transfer full): "" and none where @json (nullable) is something else */
void mado_case_draft_read (const char *json, char **text, GStrv *citations);

G_END_DECLS
