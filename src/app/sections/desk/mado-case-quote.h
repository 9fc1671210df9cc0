/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reply takes from the records, in the language of who asked. */
#pragma once

#include "app/sections/desk/mado-case-desk.h"
#include "core/desk/cases/mado-case-checks.h"

G_BEGIN_DECLS

/* transfer full: the citation of @record. */
char *mado_case_quote (MadoCaseDesk *desk, MadoCase *the_case, MadoRecord *record);
/* transfer full: the text of @answer, its places filled as far as the case knows, and its citation.
 * @person (nullable): who asked. */
char *mado_case_quote_answer (MadoCaseDesk *desk, MadoCase *the_case, const MadoCasePerson *person,
                              MadoRecord *answer);

G_END_DECLS
