/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The conversation of a case: what was received, what was answered, and the notes between. Each is
 * told from the others by its place, its shape, its head and its accessible name. */
#pragma once

#include "app/sections/desk/mado-case-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mado_case_messages_fill (GtkBox *box, MadoCaseDesk *desk, const MadoCasePage *page);

G_END_DECLS
