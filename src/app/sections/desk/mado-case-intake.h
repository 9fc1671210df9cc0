/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking in what has come: mail and text files that are opened or dropped, and what is pasted. What
 * is taken in is on the disk before it is shown. */
#pragma once

#include "app/sections/desk/mado-case-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* "cases.take-file" and "cases.take-clipboard", of widgets that are given to the next. */
void mado_case_intake_install_actions (GtkWidgetClass *klass);
/* What is dropped on @widget or pasted there is taken in. */
void mado_case_intake_add (GtkWidget *widget, MadoCaseDesk *desk);

G_END_DECLS
