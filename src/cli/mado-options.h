/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options of all verbs, and how a command line is taken apart. */
#pragma once

#include "cli/mado-verbs.h"

G_BEGIN_DECLS

gboolean mado_options_parse_global (MadoCommand *command, GStrv *arguments, GError **error);
gboolean mado_options_parse_verb (MadoCommand *command, const MadoVerb *verb, GStrv *arguments,
                                  GError **error);
char *mado_options_describe (const MadoVerb *verb);

G_END_DECLS
