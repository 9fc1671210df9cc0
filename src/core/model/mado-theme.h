/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A theme of the cooperation. */
#pragma once

#include "core/model/mado-record.h"

G_BEGIN_DECLS

#define MADO_TYPE_THEME (mado_theme_get_type ())
G_DECLARE_FINAL_TYPE (MadoTheme, mado_theme, MADO, THEME, MadoRecord)

G_END_DECLS
