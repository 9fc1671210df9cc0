/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The block that says why an update failed, and what to do. */
#pragma once

#include "app/sections/updates/mado-updates.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *mado_update_failure_new (MadoUpdates *updates, const char *feed);

G_END_DECLS
