/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The official numbers that a text may be, in the form in which records have them: CELEX, OJ, ELI,
 * DOI, grant and other numbers, as people and web pages write them. Pure functions of text. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The most exact first; empty where @text can be no number. transfer full */
GStrv mado_identifier_list_forms (const char *text);

G_END_DECLS
