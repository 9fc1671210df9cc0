/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the verb due explains itself to people, day by day, in the language of the answer. */
#pragma once

#include "core/desk/mado-due.h"

G_BEGIN_DECLS

void mado_due_print_text (const MadoDue *due, MadoLanguage language);

G_END_DECLS
