/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passages: the texts of a page that have another half in the other language. Both halves carry one
 * number, by which they find each other. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_PASSAGE_TITLE 1
#define MADO_PASSAGE_SUMMARY 2
#define MADO_PASSAGE_BODY 100       /* and the number of the paragraph */
#define MADO_PASSAGE_ARTICLE 100000 /* and the number of the article */

void mado_passage_set (GtkWidget *widget, guint number);
guint mado_passage_get (GtkWidget *widget); /* 0: neither it nor what it is in is one */

GtkWidget *mado_passage_find (GtkWidget *within, guint number);
GtkWidget *mado_passage_find_at (GtkWidget *within, GtkWidget *viewport, double y);
void mado_passage_show_followed (GtkWidget *within, guint number);

G_END_DECLS
