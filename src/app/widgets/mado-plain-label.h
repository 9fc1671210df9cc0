/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A label of plain words, from the left and as many lines as it takes: of the program, or of
 * strangers. Texts of a record, which are in two languages, are for MadoTextLabel. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *mado_plain_label_new (const char *text, const char *css);
void mado_plain_label_tag (GtkLabel *label);

G_END_DECLS
