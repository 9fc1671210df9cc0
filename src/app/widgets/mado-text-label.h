/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only way record text reaches the screen. It picks the language by the window's MadoDisplay
 * and follows it, tells Pango the language, marks a fallback, makes text inert (mado-inert.h) and
 * never reads markup. */
#pragma once

#include "app/widgets/mado-display.h"
#include "app/widgets/mado-inert.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_CHOICE_CONTENT, /* the content language; side by side the interface's */
  MADO_CHOICE_OTHER, /* the one that CONTENT is not; hidden where the text has one language only */
  MADO_CHOICE_EN,
  MADO_CHOICE_JA,
} MadoChoice;
#define MADO_TYPE_CHOICE (mado_choice_get_type ())
GType mado_choice_get_type (void);

#define MADO_TYPE_TEXT_LABEL (mado_text_label_get_type ())
G_DECLARE_FINAL_TYPE (MadoTextLabel, mado_text_label, MADO, TEXT_LABEL, GtkWidget)

/* Properties: "text" (MadoText), "choice", "lines" (0: wraps without end, 1: one line, n: wraps up
 * to n, then …), "selectable", "mark-fallback", "xalign". */
GtkWidget *mado_text_label_new (MadoText *text);
void mado_text_label_set_text (MadoTextLabel *self, MadoText *text);
MadoText *mado_text_label_get_text (MadoTextLabel *self);
void mado_text_label_set_plain (MadoTextLabel *self, const char *text, MadoLanguage language);
void mado_text_label_set_spans (MadoTextLabel *self, MadoLanguage language, GArray *spans);
void mado_text_label_set_choice (MadoTextLabel *self, MadoChoice choice);
const char *mado_text_label_get_shown (MadoTextLabel *self);
MadoLanguage mado_text_label_get_shown_language (MadoTextLabel *self);
gboolean mado_text_label_get_is_fallback (MadoTextLabel *self);
PangoAttrList *mado_text_label_get_attributes (MadoTextLabel *self);

/* Places are bytes of the text as it stands on the screen. */
gboolean mado_text_label_get_selection (MadoTextLabel *self, MadoSpan *span);
void mado_text_label_select (MadoTextLabel *self, const MadoSpan *span);
gboolean mado_text_label_find_place (MadoTextLabel *self, double x, double y, gsize *place);
gboolean mado_text_label_get_bounds (MadoTextLabel *self, const MadoSpan *span,
                                     GtkWidget *relative_to, GdkRectangle *bounds);

G_END_DECLS
