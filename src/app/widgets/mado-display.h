/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the user wants records shown: the content language (chosen apart from the interface's), the
 * Japanese era, the order of names, how the two languages move, and the day that counts as today.
 * One object for a window, found from any widget in it. */
#pragma once

#include <gtk/gtk.h>
#include "core/model/mado-text.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_CONTENT_EN,
  MADO_CONTENT_JA,
  MADO_CONTENT_BOTH, /* side by side; rows and facts take the interface's language */
} MadoContentLanguage;
#define MADO_TYPE_CONTENT_LANGUAGE (mado_content_language_get_type ())
GType mado_content_language_get_type (void);

#define MADO_TYPE_DISPLAY (mado_display_get_type ())
G_DECLARE_FINAL_TYPE (MadoDisplay, mado_display, MADO, DISPLAY, GObject)

/* Properties, notified: "content-language", "era", "surname-first", "latin-last", "today"; for
 * reading side by side "scroll-together" and "follow-selection". */
MadoDisplay *mado_display_new (void);

/* How the text of a record is written where it leaves the window: copied, printed, saved, dragged.
 */
typedef struct
{
  MadoLanguage language; /* the first of the languages, and that of values */
  gboolean both;         /* the texts in the other language follow */
  gboolean era;
  gboolean surname_first;
} MadoRendering;

MadoRendering mado_display_get_rendering (MadoDisplay *self);

void mado_display_attach (GtkWidget *root, MadoDisplay *self);
MadoDisplay *mado_display_get_for_widget (GtkWidget *widget);

MadoContentLanguage mado_display_get_content_language (MadoDisplay *self);
void mado_display_set_content_language (MadoDisplay *self, MadoContentLanguage language);
gboolean mado_display_get_era (MadoDisplay *self);
void mado_display_set_era (MadoDisplay *self, gboolean era);
gboolean mado_display_get_surname_first (MadoDisplay *self);
gboolean mado_display_get_latin_last (MadoDisplay *self);
gboolean mado_display_get_scroll_together (MadoDisplay *self);
gboolean mado_display_get_follow_selection (MadoDisplay *self);
gint mado_display_get_today (MadoDisplay *self);
GDateTime *mado_display_dup_now (MadoDisplay *self); /* nullable: a test has set today */
void mado_display_set_today (MadoDisplay *self, gint today);

MadoLanguage mado_display_get_language (MadoDisplay *self);
MadoLanguage mado_display_get_interface_language (void);

G_END_DECLS
