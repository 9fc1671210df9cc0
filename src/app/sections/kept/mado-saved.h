/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person does with saved searches: saves, renames and removes them. Each is a step that can
 * be undone. */
#pragma once

#include <gtk/gtk.h>

#include "core/mado-context.h"
#include "core/store/mado-saved-search.h"

G_BEGIN_DECLS

/* @before, @after: (nullable): of one search; without the one it is new, without the other gone */
void mado_saved_change (MadoContext *context, const MadoSavedSearch *before,
                        const MadoSavedSearch *after);

/* What is searched, and where. @section: its word */
char *mado_saved_describe (const char *section, const char *query);

void mado_saved_add (GtkWidget *widget, MadoContext *context, const char *section,
                     const char *query);
void mado_saved_rename (GtkWidget *widget, MadoContext *context, const MadoSavedSearch *search);

G_END_DECLS
