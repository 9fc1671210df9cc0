/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which file is the desk. A damaged one is never touched, not even renamed: what was saved of it is
 * the file beside it with the next number, and the highest number is the one in use. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Both (transfer full) (type filename): desk.db, desk-2.db, desk-3.db … in @profile */
char *mado_desk_path_current (const char *profile);
char *mado_desk_path_next (const char *profile);
/* (transfer full) (nullable) (type filename): the newest backup of any of them */
char *mado_desk_path_backup (const char *profile);

G_END_DECLS
