/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The button that marks all of a section as read, and offers to take it back; there only while
 * something in the section is unread. */
#pragma once

#include "app/sections/mado-sections.h"
#include "core/mado-context.h"

G_BEGIN_DECLS

#define MADO_TYPE_READ_ALL (mado_read_all_get_type ())
G_DECLARE_FINAL_TYPE (MadoReadAll, mado_read_all, MADO, READ_ALL, GtkButton)

void mado_read_all_set_context (MadoReadAll *self, MadoContext *context);
void mado_read_all_set_kinds (MadoReadAll *self, guint32 kinds); /* bits 1 << MadoKind */

G_END_DECLS
