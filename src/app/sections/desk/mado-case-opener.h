/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens what hangs on a message with the program that is the user's for it: a copy that can only be
 * read, for as long as this program runs. */
#pragma once

#include <gtk/gtk.h>

#include "app/sections/desk/mado-case-desk.h"

G_BEGIN_DECLS

/* @widget: in the window that says what went wrong; @name: of the file, as a stranger gave it */
void mado_case_opener_open (GtkWidget *widget, MadoCaseDesk *desk, const char *sha256,
                            const char *name);
/* In which the copies of all programs that run are. transfer full (type filename) */
char *mado_case_opener_dup_folder (void);
/* Removes the copies of this program. */
void mado_case_opener_clean (void);

G_END_DECLS
