/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of an SQLite file as they are on the disk, those in its write-ahead log included,
 * without SQLite: for a file that is damaged. Only reads. For mado-salvage-pages.c. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _MadoSalvageFile MadoSalvageFile;

MadoSalvageFile *mado_salvage_file_open (const char *path, GError **error);
void mado_salvage_file_close (MadoSalvageFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoSalvageFile, mado_salvage_file_close)

guint mado_salvage_file_get_page_size (MadoSalvageFile *self);
guint mado_salvage_file_get_n_pages (MadoSalvageFile *self);
/* What the header says; 0 where there is none that can be believed. */
guint mado_salvage_file_get_n_free (MadoSalvageFile *self);
/* Whether every page that the header speaks of is there, and nothing of the log is unreadable. */
gboolean mado_salvage_file_is_whole (MadoSalvageFile *self);
gboolean mado_salvage_file_read (MadoSalvageFile *self, guint page, guint8 *bytes);

G_END_DECLS
