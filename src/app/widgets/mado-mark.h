/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A kind's mark: its shape in its colour; a meeting of a series is a disc with its number. */
#pragma once

#include <gtk/gtk.h>
#include "core/model/mado-kind.h"

G_BEGIN_DECLS

#define MADO_TYPE_MARK (mado_mark_get_type ())
G_DECLARE_FINAL_TYPE (MadoMark, mado_mark, MADO, MARK, GtkWidget)

GtkWidget *mado_mark_new (MadoKind kind);
void mado_mark_set_kind (MadoMark *self, MadoKind kind);
void mado_mark_set_number (MadoMark *self, guint number);
void mado_mark_set_name (MadoMark *self, const char *name);
int mado_mark_get_size (GtkWidget *widget);
void mado_mark_draw (GtkWidget *widget, GtkSnapshot *snapshot, MadoKind kind, guint number,
                     double x, double y);

G_END_DECLS
