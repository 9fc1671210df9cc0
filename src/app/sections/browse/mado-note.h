/* SPDX-License-Identifier: GPL-3.0-or-later */
/* My note on a record: written in its place, saved by itself, undone like any other change. */
#pragma once

#include <gtk/gtk.h>

#include "core/mado-context.h"

G_BEGIN_DECLS

#define MADO_TYPE_NOTE (mado_note_get_type ())
G_DECLARE_FINAL_TYPE (MadoNote, mado_note, MADO, NOTE, GtkBox)

GtkWidget *mado_note_new (MadoContext *context);
void mado_note_set_record (MadoNote *self, MadoRecord *record);

G_END_DECLS
