/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of MadoRowFace share. */
#pragma once

#include "app/widgets/mado-row-face.h"

G_BEGIN_DECLS

typedef struct
{
  MadoTextLabel *snippet; /* made when first asked for */
  GtkWidget *tag;         /* nullable: stands in place of the mark */
  GPtrArray *badges;
  GPtrArray *ends;

  PangoLayout *title; /* these are laid out when first measured */
  PangoLayout *second;
  PangoLayout *gutter;
  char *title_text; /* nullable: the record is not read yet, and a bar is shown */
  MadoLanguage title_language;
  GArray *title_spans; /* nullable */
  char *gutter_text;
  gsize gutter_upper; /* bytes of it that are the first line */
  char *second_text;
  int gutter_width; /* 0: there is none */
  MadoKind kind;
  guint number;
  gboolean has_dot;
} MadoRowFacePrivate;

MadoRowFacePrivate *mado_row_face_get_private (MadoRowFace *self);

/* mado-row-face-layout.c */
GtkSizeRequestMode mado_row_face_get_request_mode (GtkWidget *widget);
void mado_row_face_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                            int *minimum, int *natural, int *minimum_baseline,
                            int *natural_baseline);
void mado_row_face_size_allocate (GtkWidget *widget, int width, int height, int baseline);
void mado_row_face_draw (MadoRowFace *self, GtkSnapshot *snapshot);

G_END_DECLS
