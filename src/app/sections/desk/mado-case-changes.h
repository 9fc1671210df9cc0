/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person can change on a case and take back, each with its name for the stack of undo. Every
 * one is a further event; taking it back is one more. */
#pragma once

#include "app/sections/desk/mado-case-desk.h"

G_BEGIN_DECLS

/* Refused when somebody else has set the field since @seen was shown. */
void mado_case_change_field (MadoCaseDesk *desk, MadoCase *seen, MadoCaseField field,
                             const char *value);
/* @title: JSON text of {"en","ja"} */
void mado_case_change_link (MadoCaseDesk *desk, MadoCase *seen, const char *record,
                            const char *title, gboolean linked);
void mado_case_change_link_record (MadoCaseDesk *desk, MadoCase *seen, MadoRecord *record,
                                   gboolean linked);
void mado_case_change_merge (MadoCaseDesk *desk, MadoCase *seen, MadoCase *into,
                             const char *reason);
/* @seen: merged into another case; it is one of its own again */
void mado_case_change_split (MadoCaseDesk *desk, MadoCase *seen);
/* A note that the desk has taken already. */
void mado_case_change_noted (MadoCaseDesk *desk, MadoCase *after, const char *text);

G_END_DECLS
