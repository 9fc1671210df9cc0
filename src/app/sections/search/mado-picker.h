/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An entry over the rows that answer what is typed in it. The focus stays in the entry: the arrows
 * choose a row, Enter picks it. Whoever owns it finds the rows. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_PICKER (mado_picker_get_type ())
G_DECLARE_FINAL_TYPE (MadoPicker, mado_picker, MADO, PICKER, GtkBox)

/* @hint: what is to be typed; @rows: what the rows are, for assistive tools */
void mado_picker_set_words (MadoPicker *self, const char *hint, const char *rows);
GtkEditable *mado_picker_get_entry (MadoPicker *self);
GtkListBox *mado_picker_get_rows (MadoPicker *self);

/* Empties the entry and brings the focus to it. */
void mado_picker_begin (MadoPicker *self);
void mado_picker_clear (MadoPicker *self);
/* @row: taken over */
void mado_picker_append (MadoPicker *self, GtkWidget *row);
/* After the last row: chooses the first one, or says that nothing was found. */
void mado_picker_end (MadoPicker *self);

/* Signals: "asked" (const char *text: for rows), "picked" (GtkListBoxRow, nullable: Enter while
 * there is none), "stopped" (Escape). */

G_END_DECLS
