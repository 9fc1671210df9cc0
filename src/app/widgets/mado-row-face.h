/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a row of a list of records looks like: a gutter, a mark or a tag, a title of up to two
 * lines, a second line with badges, a snippet, and what stands at the end.
 *
 * A list view makes two hundred rows and each widget in them costs some five kilobytes and its part
 * of every frame, so that what is plain text or a shape is drawn and is no widget of its own. */
#pragma once

#include <gtk/gtk.h>

#include "app/widgets/mado-text-label.h"
#include "core/model/mado-kind.h"

G_BEGIN_DECLS

#define MADO_TYPE_ROW_FACE (mado_row_face_get_type ())
G_DECLARE_DERIVABLE_TYPE (MadoRowFace, mado_row_face, MADO, ROW_FACE, GtkWidget)

struct _MadoRowFaceClass
{
  GtkWidgetClass parent_class;
};

MadoTextLabel *mado_row_face_get_snippet (MadoRowFace *self);
char *mado_row_face_dup_words (MadoRowFace *self);
void mado_row_face_clear (MadoRowFace *self);
void mado_row_face_set_gutter (MadoRowFace *self, int width, const char *upper, const char *lower);
void mado_row_face_set_dot (MadoRowFace *self, gboolean has_dot);
void mado_row_face_set_mark (MadoRowFace *self, MadoKind kind, guint number);
void mado_row_face_set_tag (MadoRowFace *self, GtkWidget *tag);
void mado_row_face_set_title (MadoRowFace *self, const char *text, MadoLanguage language,
                              GArray *spans);
void mado_row_face_set_second (MadoRowFace *self, const char *text);
void mado_row_face_add_badge (MadoRowFace *self, GtkWidget *badge);
void mado_row_face_add_end (MadoRowFace *self, GtkWidget *widget);

G_END_DECLS
