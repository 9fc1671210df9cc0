/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A figure: a number with its unit, its cut-off and its source. */
#pragma once

#include "core/model/mado-record.h"

G_BEGIN_DECLS

#define MADO_TYPE_FIGURE (mado_figure_get_type ())
G_DECLARE_FINAL_TYPE (MadoFigure, mado_figure, MADO, FIGURE, MadoRecord)

G_END_DECLS
