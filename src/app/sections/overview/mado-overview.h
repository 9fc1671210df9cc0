/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first section: what needs attention, what is new, some figures, and what is held. */
#pragma once

#include "app/sections/mado-section-page.h"

G_BEGIN_DECLS

#define MADO_TYPE_OVERVIEW (mado_overview_get_type ())
G_DECLARE_FINAL_TYPE (MadoOverview, mado_overview, MADO, OVERVIEW, GtkBox)

G_END_DECLS
