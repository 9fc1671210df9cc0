/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One thing that happened to a case, immutable and counted. Its text is its content: a JSON object
 * in record form, {"at","by","case","data","id","kind","n"}. The order of a case's events is that
 * of n, a counter that is one more than the highest seen, and then of the id; the time "at" is
 * there for people and orders nothing. */
#pragma once

#include <json-glib/json-glib.h>

#include "core/model/mado-text.h"

G_BEGIN_DECLS

/**
 * MadoCaseEventKind:
 * @MADO_CASE_OPENED: data: "number" and the first value of any field
 * @MADO_CASE_RECEIVED: a message came: "text", "subject", "person", "language", "received" (Unix
 *   seconds), "raw" (SHA-256 of the mail), "attachments" ([{"name","type","size","sha256"}])
 * @MADO_CASE_REPLIED: an answer was given: "text", "language", "citations" (ids of records)
 * @MADO_CASE_NOTED: "text", which never leaves the desk; or "removes" (ids of the notes that are
 *   taken back)
 * @MADO_CASE_SET: "field", "value", "replaces" (ids of the events whose value it takes the place
 * of)
 * @MADO_CASE_LINKED: "record", "title"; or "record" and "removes" (ids of the links that go)
 * @MADO_CASE_MERGED: "into" or "from" (a case), "reason"
 * @MADO_CASE_SPLIT: "undoes" (ids of merges), "reason"
 * @MADO_CASE_ERASED: "events", the ids of events whose content is taken away, and "left", in the
 *   same order, the SHA-256 of what is left of each
 */
typedef enum
{
  MADO_CASE_OPENED,
  MADO_CASE_RECEIVED,
  MADO_CASE_REPLIED,
  MADO_CASE_NOTED,
  MADO_CASE_SET,
  MADO_CASE_LINKED,
  MADO_CASE_MERGED,
  MADO_CASE_SPLIT,
  MADO_CASE_ERASED,
  MADO_N_CASE_EVENT_KINDS,
} MadoCaseEventKind;

#define MADO_CASE_MAX_CONTENT (768 * 1024) /* bytes of an event */
#define MADO_CASE_MAX_TEXT (256 * 1024)    /* bytes of a message or a note; the raw mail is whole */

typedef struct _MadoCaseEvent MadoCaseEvent;
#define MADO_TYPE_CASE_EVENT (mado_case_event_get_type ())
GType mado_case_event_get_type (void);

const char *mado_case_event_kind_to_word (MadoCaseEventKind kind);

MadoCaseEvent *mado_case_event_new (const char *case_id, gint64 n, MadoCaseEventKind kind,
                                    const char *by, gint64 at, JsonObject *data, GError **error);
MadoCaseEvent *mado_case_event_parse (const char *content, gsize length, GError **error);
MadoCaseEvent *mado_case_event_erase (MadoCaseEvent *self);
MadoCaseEvent *mado_case_event_ref (MadoCaseEvent *self);
void mado_case_event_unref (MadoCaseEvent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCaseEvent, mado_case_event_unref)

/* What is asked here lives as long as the event. */
const char *mado_case_event_get_id (MadoCaseEvent *self);
const char *mado_case_event_get_case (MadoCaseEvent *self);
gint64 mado_case_event_get_n (MadoCaseEvent *self);
MadoCaseEventKind mado_case_event_get_kind (MadoCaseEvent *self);
const char *mado_case_event_get_by (MadoCaseEvent *self);
gint64 mado_case_event_get_at (MadoCaseEvent *self); /* Unix microseconds */
gboolean mado_case_event_is_erased (MadoCaseEvent *self);
const char *mado_case_event_get_content (MadoCaseEvent *self, gsize *length);
/* Of the members of "data"; NULL, @fallback and NULL where there is none of that name and type. */
const char *mado_case_event_get_text (MadoCaseEvent *self, const char *name);
gint64 mado_case_event_get_number (MadoCaseEvent *self, const char *name, gint64 fallback);
const char *const *mado_case_event_get_list (MadoCaseEvent *self, const char *name);
void mado_case_event_read_shown (MadoCaseEvent *self);
/* Of a LINKED event: what the record was called, in @language or the other one. transfer full,
 * nullable */
char *mado_case_event_dup_title (MadoCaseEvent *self, MadoLanguage language);
/* The objects {"name","sha256","size",…} of a message. transfer none, nullable */
JsonArray *mado_case_event_get_attachments (MadoCaseEvent *self);
/* Whatever it is, parsed: of an event that nobody waits for. transfer full, nullable */
JsonNode *mado_case_event_dup_member (MadoCaseEvent *self, const char *name);

gint mado_case_event_compare (MadoCaseEvent *self, MadoCaseEvent *other);

/* A random id (RFC 4122, version 4) that nobody can guess. transfer full */
char *mado_case_make_id (void);
gboolean mado_case_is_id (const char *text);

G_END_DECLS
