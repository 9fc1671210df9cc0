/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record for people to read in a terminal. */
#pragma once

#include "cli/mado-command.h"

G_BEGIN_DECLS

void mado_show_record (MadoCommand *command, MadoRecord *record, const char *set,
                       GPtrArray *connections);
void mado_show_connection (MadoCommand *command, const MadoConnection *connection);
/* Those for which sources disagree, or those where they say the same. */
void mado_show_conflicts (MadoCommand *command, MadoRecord *record, gboolean disputed,
                          const char *heading);

G_END_DECLS
