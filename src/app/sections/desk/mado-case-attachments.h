/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What hangs on a message, and the mail as it came: each can be saved, what
 * cannot hold a program can be opened, and none is ever run. */
#pragma once

#include "app/sections/desk/mado-case-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mado_case_attachments_append (GtkBox *box, MadoCaseDesk *desk, MadoCaseEvent *event);

G_END_DECLS
