/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies of attachments for other programs to show. What could run, or could hold what runs, gets
 * none: it can be saved, and whoever saves it decides. */
#pragma once

#include "core/store/mado-desk.h"

G_BEGIN_DECLS

gboolean mado_attachment_copy_may_open (const char *name);
char *mado_attachment_copy (MadoDesk *desk, const char *sha256, const char *name,
                            const char *folder, GError **error);
gboolean mado_attachment_copy_remove_all (const char *folder, GError **error);

G_END_DECLS
