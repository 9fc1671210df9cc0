/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the list pane. */
#pragma once

#include "core/mado-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void mado_browse_rows_fit (GtkListView *view, MadoList *list, MadoContext *context);

G_END_DECLS
