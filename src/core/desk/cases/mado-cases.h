/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cases of a desk: taken in, changed, merged. Every call blocks, and what it returns is on the
 * disk. A change is made against the case as it was seen: when somebody else has changed the same
 * meanwhile, it is refused (MADO_DESK_ERROR_CHANGED_ELSEWHERE) and nothing is lost. */
#pragma once

#include "core/desk/cases/mado-case-person.h"
#include "core/desk/case/mado-case.h"
#include "core/store/mado-desk.h"

G_BEGIN_DECLS

/* What an attachment is called by who sent it; its content is in a file named by its hash. */
typedef struct
{
  char *name;
  char *type;
  gint64 size;
  char *sha256;
} MadoCaseAttachment;
void mado_case_attachment_free (MadoCaseAttachment *self);

/* A message as it comes in. Every member is nullable. */
typedef struct
{
  MadoCasePerson *person;
  char *subject;
  char *text;
  char *language;
  char *raw;              /* SHA-256 of the mail as it came */
  GPtrArray *attachments; /* (element-type MadoCaseAttachment) */
  gint64 received;        /* Unix seconds; 0: now */
} MadoCaseMessage;
MadoCaseMessage *mado_case_message_new (void);
void mado_case_message_free (MadoCaseMessage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCaseMessage, mado_case_message_free)

/* One thing to be done to a case. */
typedef struct _MadoCaseEdit MadoCaseEdit;
void mado_case_edit_free (MadoCaseEdit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCaseEdit, mado_case_edit_free)
MadoCaseEdit *mado_case_edit_note (const char *text);
MadoCaseEdit *mado_case_edit_unnote (MadoCase *seen, const char *text, const char *by);
MadoCaseEdit *mado_case_edit_reply (const char *text, const char *language,
                                    const char *const *citations);
MadoCaseEdit *mado_case_edit_set (MadoCase *seen, MadoCaseField field, const char *value,
                                  GError **error);
MadoCaseEdit *mado_case_edit_link (const char *record, const char *title);
MadoCaseEdit *mado_case_edit_unlink (MadoCase *seen, const char *record);
MadoCaseEdit *mado_case_edit_undo (MadoCase *seen, const char *event, GError **error);

MadoCase *mado_cases_open (MadoDesk *desk, const char *name, GError **error);
/* All are transfer full, and NULL with @error. @values: MADO_N_CASE_FIELDS of them, each nullable
 */
MadoCase *mado_cases_add (MadoDesk *desk, const char *const *values, const MadoCaseMessage *message,
                          const char *by, GError **error);
MadoCase *mado_cases_receive (MadoDesk *desk, MadoCase *seen, const MadoCaseMessage *message,
                              const char *by, GError **error);
MadoCase *mado_cases_change (MadoDesk *desk, MadoCase *seen, GPtrArray *edits, const char *by,
                             GError **error);
MadoCase *mado_cases_merge (MadoDesk *desk, MadoCase *seen, MadoCase *into, const char *reason,
                            const char *by, GError **error);
MadoCase *mado_cases_split (MadoDesk *desk, MadoCase *seen, const char *reason, const char *by,
                            GError **error);

/* Events of another desk; those that are here already are passed over. */
gboolean mado_cases_take (MadoDesk *desk, GPtrArray *events, const char *outbox, GError **error);
/* Who asks in a case; @person (out, nullable): nobody is named, or it was erased */
gboolean mado_cases_get_person (MadoDesk *desk, MadoCase *self, MadoCasePerson **person,
                                GError **error);
/* The cases that were merged into this one, transitively. (element-type MadoCase) transfer full */
GPtrArray *mado_cases_list_merged (MadoDesk *desk, MadoCase *self, GError **error);

gboolean mado_cases_rebuild (MadoDesk *desk, gboolean with_index, GCancellable *cancellable,
                             GError **error);
/* @wrong (element-type utf8): gets a sentence where what is listed is not what the events say */
gboolean mado_cases_check (MadoDesk *desk, GPtrArray *wrong, GCancellable *cancellable,
                           GError **error);

G_END_DECLS
