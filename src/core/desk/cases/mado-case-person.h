/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who asks: a document of its own in desk.db, named by a random id, so that no event, log or file
 * holds a name. Never changed: what is corrected is a new document, and a case is set to it. */
#pragma once

#include <json-glib/json-glib.h>

#include "core/store/mado-database.h"

G_BEGIN_DECLS

typedef struct
{
  char *family; /* name in parts; each member is nullable */
  char *given;
  char *family_reading; /* in kana or Latin letters */
  char *given_reading;
  char *organisation;
  char *address; /* of mail */
  char *language;
} MadoCasePerson;

MadoCasePerson *mado_case_person_new (void);
MadoCasePerson *mado_case_person_copy (const MadoCasePerson *self);
void mado_case_person_free (MadoCasePerson *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCasePerson, mado_case_person_free)

gboolean mado_case_person_is_empty (const MadoCasePerson *self);
/* "Mueller Anna" or 山田 花子; of a person without a name the address; "" without either. transfer
 * full */
char *mado_case_person_dup_name (const MadoCasePerson *self);
JsonObject *mado_case_person_to_json (const MadoCasePerson *self);

gboolean mado_case_person_put (MadoDatabase *database, const char *id, const MadoCasePerson *self,
                               GError **error);
/* FALSE with @error when it cannot be read; @self (out, nullable): none where it was erased */
gboolean mado_case_person_get (MadoDatabase *database, const char *id, MadoCasePerson **self,
                               GError **error);
gboolean mado_case_person_erase (MadoDatabase *database, const char *id, GError **error);

G_END_DECLS
