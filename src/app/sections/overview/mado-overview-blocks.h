/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The blocks of the overview: on the left what needs attention and what is new, on the right
 * figures and charts. */
#pragma once

#include "app/sections/overview/mado-overview-rows.h"
#include "app/widgets/mado-columns.h"

G_BEGIN_DECLS

void mado_overview_blocks_fill (MadoColumns *columns, const MadoOverviewContent *content,
                                const MadoOverviewRows *rows, GtkWidget *first);

G_END_DECLS
