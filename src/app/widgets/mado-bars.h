/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MadoBars: rows of a name, a bar on a track, and the number. For what has no order in time, and
 * for numbers that are too long to stand over a column. Name and number are labels: the bar says
 * nothing that they do not. */
#pragma once

#include <gtk/gtk.h>
#include "core/model/mado-kind.h"

G_BEGIN_DECLS

#define MADO_TYPE_BARS (mado_bars_get_type ())
G_DECLARE_FINAL_TYPE (MadoBars, mado_bars, MADO, BARS, GtkWidget)

GtkWidget *mado_bars_new (MadoKind kind);
void mado_bars_append (MadoBars *self, const char *name, gint64 value, const char *number);

guint mado_bars_get_n (MadoBars *self);
double mado_bars_get_share (MadoBars *self, guint i);

G_END_DECLS
