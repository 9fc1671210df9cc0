/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody is typing: kept at every pause, so that it is there after a kill. A draft is a JSON
 * text that its writer understands, under a key: the case and what it is to become. */
#pragma once

#include "core/store/mado-desk.h"

G_BEGIN_DECLS

#define MADO_CASE_DRAFT_MAX (1024 * 1024) /* bytes */

/* Keys: "<case>/reply", "<case>/note", "new/<id>". An empty @json, or NULL, takes the draft away.
 */
gboolean mado_case_draft_put (MadoDesk *desk, const char *key, const char *json, GError **error);
/* @json (out, nullable, transfer full): NULL where there is none */
gboolean mado_case_draft_get (MadoDesk *desk, const char *key, char **json, GError **error);
/* Keys, sorted. (element-type utf8) transfer full */
GPtrArray *mado_case_draft_list (MadoDesk *desk, GError **error);

/* The form of the window's drafts: {"citations","text"}. @citations (nullable): ids of records.
 * transfer full */
char *mado_case_draft_write (const char *text, const char *const *citations);
/* @text, @citations (out, transfer full): "" and none where @json (nullable) is something else */
void mado_case_draft_read (const char *json, char **text, GStrv *citations);

G_END_DECLS
