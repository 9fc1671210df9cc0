/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What countries are called. The names are ICU's, of Unicode's CLDR. */
#pragma once

#include "core/model/mado-text.h"

G_BEGIN_DECLS

/* @code: ISO 3166-1 alpha-2. transfer none, for good: its name, or the code itself where it is
 * nobody's */
const char *mado_country_get_name (const char *code, MadoLanguage language);

G_END_DECLS
