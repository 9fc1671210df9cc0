/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two languages that are scrolled each by itself: English and Japanese beside each other, or one
 * over the other where both do not fit, and a head over them. */
#pragma once

#include <gtk/gtk.h>
#include "core/model/mado-text.h"

G_BEGIN_DECLS

#define MADO_TYPE_PARALLEL (mado_parallel_get_type ())
G_DECLARE_FINAL_TYPE (MadoParallel, mado_parallel, MADO, PARALLEL, GtkWidget)

GtkWidget *mado_parallel_new (void);
void mado_parallel_clear (MadoParallel *self);
GtkBox *mado_parallel_get_head (MadoParallel *self);
GtkBox *mado_parallel_get_body (MadoParallel *self, MadoLanguage language);
GtkScrolledWindow *mado_parallel_get_pane (MadoParallel *self, MadoLanguage language);
void mado_parallel_go_to_top (MadoParallel *self);
void mado_parallel_level (MadoParallel *self);
void mado_parallel_level_with (MadoParallel *self, GtkWidget *passage);

G_END_DECLS
