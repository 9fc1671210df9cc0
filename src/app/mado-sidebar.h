/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sections, each with the number of its records, from the table of sections. */
#pragma once

#include "app/sections/mado-sections.h"
#include "app/sections/updates/mado-updates.h"

G_BEGIN_DECLS

#define MADO_TYPE_SIDEBAR (mado_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (MadoSidebar, mado_sidebar, MADO, SIDEBAR, GtkBox)

/* Signal: "section-chosen" (const char *id). */
void mado_sidebar_set_standing (MadoSidebar *self, const guint64 *counts, gint64 edition,
                                const char *date);
void mado_sidebar_set_count (MadoSidebar *self, const char *id, guint64 count);
void mado_sidebar_follow (MadoSidebar *self, MadoUpdates *updates);
void mado_sidebar_select (MadoSidebar *self, const char *id);
void mado_sidebar_set_title_buttons (MadoSidebar *self, gboolean start, gboolean end);

G_END_DECLS
