/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the verb due explains itself to people, day by day, in the language of the answer. */
#pragma once

#include "cli/mado-command.h"
#include "core/desk/calendars/mado-due.h"

G_BEGIN_DECLS

char *mado_due_format_day (gint day, MadoLanguage language); /* transfer full */
/* A calendar file with one whole day, whose id stays the same when the day moves. */
void mado_due_print_ics (const char *id, gint day, const char *title, const char *text);
void mado_due_print_text (const MadoDue *due, MadoLanguage language);
void mado_due_complain (const MadoDue *due, MadoLanguage language);
void mado_due_print_call (MadoCommand *command, MadoRecord *record, guint n, GPtrArray *calendars,
                          MadoClosed closed);
void mado_due_print_agreement (MadoCommand *command, MadoRecord *record, gint today);

G_END_DECLS
