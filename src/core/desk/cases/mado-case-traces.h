/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an erased case leaves beside the database: files of mails and attachments, drafts for the
 * mail program, copies of the desk. That they are to go is noted on the disk before the case is
 * erased, so that who is stopped in between goes on later. */
#pragma once

#include "core/store/mado-desk.h"

G_BEGIN_DECLS

/* Before the erasing is finished. @outbox (nullable) (type filename): where the window lays drafts
 * for the mail program */
gboolean mado_case_traces_note (MadoDesk *desk, const char *outbox, GError **error);
/* After it. FALSE with @error: something is left, and the note stays. */
gboolean mado_case_traces_clear (MadoDesk *desk, const char *outbox, GError **error);

/* Clears what an earlier run has noted and left; one look at the disk where there is nothing. */
gboolean mado_case_traces_finish (MadoDesk *desk, GError **error);
/* And removes the files that no case names, whatever they are left from. */
gboolean mado_case_traces_sweep (MadoDesk *desk, GError **error);
/* @wrong (element-type utf8): gets a sentence for what mado_case_traces_sweep() would remove */
gboolean mado_case_traces_check (MadoDesk *desk, GPtrArray *wrong, GError **error);

G_END_DECLS
