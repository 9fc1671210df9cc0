/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case on its way out. For the enquirer there is only what they wrote and what was answered:
 * nothing is left out of the whole, a few members are taken into nothing, so that what is new in a
 * case stays inside until somebody lets it out here. */
#pragma once

#include "core/desk/cases/mado-case-person.h"
#include "core/desk/case/mado-case.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_CASE_FOR_ENQUIRER, /* messages and replies */
  MADO_CASE_FOR_DESK,     /* everything */
} MadoCaseAudience;

/* @others (element-type MadoCase): those that were merged into it. */
JsonNode *mado_case_export_json (MadoCase *self, GPtrArray *others, MadoCaseAudience audience);
char *mado_case_export_text (MadoCase *self, GPtrArray *others, MadoCaseAudience audience);

/* The last reply as a draft for a mail program; NULL where none was given. transfer full, both */
char *mado_case_export_mail (MadoCase *self, const MadoCasePerson *person);
char *mado_case_export_mailto (MadoCase *self, const MadoCasePerson *person);

/* Removes the drafts that lie in a folder for the mail program; fine where there is no folder. */
gboolean mado_case_export_empty_outbox (const char *folder, GError **error);

G_END_DECLS
