/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of the help, which the program brings along in both languages, and what a page is made
 * of: a title behind "# ", headings behind "## ", items behind "- ", lines to type behind four
 * spaces, paragraphs between empty lines, and `code` in any of them. */
#pragma once

#include <gtk/gtk.h>

#include "core/model/mado-text.h"

G_BEGIN_DECLS

guint mado_help_get_n (void);
const char *mado_help_get_id (guint i); /* "start", "search" … */
gboolean mado_help_find (const char *id, guint *i);
const char *mado_help_find_for_section (const char *section); /* the id of the page that fits it */

char *mado_help_dup_text (guint i, MadoLanguage language);
char *mado_help_dup_title (const char *text);
gboolean mado_help_text_holds (const char *text, const char *words);
void mado_help_text_fill (GtkBox *box, const char *text, MadoLanguage language);

G_END_DECLS
