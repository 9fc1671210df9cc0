/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a sound desk of a damaged one, or of its backup: a new file beside it, which is the desk
 * from then on. The damaged file is only read. Blocks; the window and mado doctor call the same. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  MADO_SALVAGE_FROM_DESK,   /* every row of the desk's file that is what was written */
  MADO_SALVAGE_FROM_BACKUP, /* the newest backup */
} MadoSalvageFrom;

typedef struct
{
  guint kept;        /* entries in the new file: stars, notes, and what was read or is unread */
  guint lost;        /* rows that were there and could not be read */
  gboolean is_whole; /* nothing but those was lost; else perhaps more was */
  gint64 time;       /* Unix seconds: when the file that was read was last written */
  char *name;        /* of the new file; NULL where it was only looked */
} MadoSalvaged;

void mado_salvaged_clear (MadoSalvaged *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoSalvaged, mado_salvaged_clear)

gboolean mado_salvage_look (const char *profile, MadoSalvageFrom from, MadoSalvaged *salvaged,
                            GCancellable *cancellable, GError **error);
gboolean mado_salvage_make (const char *profile, MadoSalvageFrom from, MadoSalvaged *salvaged,
                            GCancellable *cancellable, GError **error);

G_END_DECLS
