/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What hangs on messages, and the raw mails: files in the profile's folder "attachments", for their
 * user alone, each named by the SHA-256 of what is in it. The same content is kept once. Nothing
 * here is ever run. */
#pragma once

#include "core/store/mado-desk.h"

G_BEGIN_DECLS

char *mado_attachment_keep (MadoDesk *desk, GBytes *bytes, GError **error);
GBytes *mado_attachment_load (MadoDesk *desk, const char *sha256, GError **error);
char *mado_attachment_get_path (MadoDesk *desk, const char *sha256);
char *mado_attachment_get_folder (MadoDesk *desk);

G_END_DECLS
