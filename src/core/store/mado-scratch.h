/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder that goes with the program that made it. It lies beside others in a folder of ours and
 * is locked while its program lives, so that what a killed one left behind is told from what is in
 * use. Links are removed, never followed. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _MadoScratch MadoScratch;

MadoScratch *mado_scratch_new (const char *root, GError **error);
const char *mado_scratch_get_path (MadoScratch *self); /* for the user alone */
void mado_scratch_free (MadoScratch *self);            /* the folder goes too */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoScratch, mado_scratch_free)

/* Removes what was left behind in @root. */
gboolean mado_scratch_clean (const char *root, GError **error);

G_END_DECLS
