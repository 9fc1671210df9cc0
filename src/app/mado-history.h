/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records that were shown in a window, by id, and the way through them. What is shown now is in
 * neither direction: whoever asks tells it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _MadoHistory MadoHistory;

MadoHistory *mado_history_new (void);
void mado_history_free (MadoHistory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoHistory, mado_history_free)

void mado_history_leave (MadoHistory *self, const char *id);
/* transfer full, nullable; @shown is nullable */
char *mado_history_go_back (MadoHistory *self, const char *shown);
char *mado_history_go_forward (MadoHistory *self, const char *shown);

G_END_DECLS
