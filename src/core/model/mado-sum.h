/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sum of money for people: with figures in groups of three, or in Japanese by 万, 億 and 兆. */
#pragma once

#include "core/model/mado-text.h"

G_BEGIN_DECLS

char *mado_sum_format (gint64 value, MadoLanguage language); /* "93,500,000,000", "935億" */

G_END_DECLS
