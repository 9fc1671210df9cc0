/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is remembered for each section, in one line of the settings:
 * "funding=deadline;events=oldest". Values have neither "=" nor ";". */
#pragma once

#include "app/sections/mado-sections.h"

G_BEGIN_DECLS

/* transfer full; nullable: nothing is remembered for @section */
char *mado_per_section_lookup (const char *kept, const MadoSection *section);
/* transfer full. @value (nullable): nothing is remembered any more */
char *mado_per_section_change (const char *kept, const MadoSection *section, const char *value);

G_END_DECLS
