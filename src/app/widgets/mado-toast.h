/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said in passing. AdwToast reads markup (libadwaita 1.2 has no way to say that there is
 * none); the names of files and the words of errors are not meant as such. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* @sentence: plain words, made inert. transfer full, as of adw_toast_new(). */
AdwToast *mado_toast_new (const char *sentence);
/* In the window that @widget is in; nowhere when it is in none. */
void mado_toast_say (GtkWidget *widget, const char *sentence);

G_END_DECLS
