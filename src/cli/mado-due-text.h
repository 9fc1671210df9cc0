/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the verb due explains itself to people, day by day, in the language of the answer. */
#pragma once

#include "cli/mado-command.h"
#include "core/desk/mado-due.h"

G_BEGIN_DECLS

char *mado_due_format_day (gint day, MadoLanguage language); /* transfer full */
void mado_due_print_text (const MadoDue *due, MadoLanguage language);
void mado_due_print_agreement (MadoCommand *command, MadoRecord *record, gint today);

G_END_DECLS
