/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The updates: how current the records are, what changed, and from where they come. */
#pragma once

#include "app/sections/mado-section-page.h"

G_BEGIN_DECLS

#define MADO_TYPE_UPDATES_PAGE (mado_updates_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoUpdatesPage, mado_updates_page, MADO, UPDATES_PAGE, GtkBox)

G_END_DECLS
