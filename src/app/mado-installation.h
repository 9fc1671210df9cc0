/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the program's own files are: in the build tree when it is started from there, else where it
 * was installed to. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The root of the build tree; NULL for an installed program. transfer full */
char *mado_installation_dup_build_root (void);
void mado_installation_bind_translations (void);

G_END_DECLS
