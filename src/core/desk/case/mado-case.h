/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case: what its events come to. Immutable, so it may cross threads. Where two people set the
 * same field without knowing of each other, both values stand, and the later in the order of events
 * is shown first. */
#pragma once

#include "core/desk/case/mado-case-event.h"
#include "core/desk/case/mado-case-field.h"

G_BEGIN_DECLS

#define MADO_TYPE_CASE (mado_case_get_type ())
G_DECLARE_FINAL_TYPE (MadoCase, mado_case, MADO, CASE, GObject)

MadoCase *mado_case_fold (GPtrArray *events);

const char *mado_case_get_id (MadoCase *self);
gint64 mado_case_get_number (MadoCase *self); /* of case:N; 0: it was not opened here yet */
gint64 mado_case_get_n (MadoCase *self);      /* of the last event: what was seen */
/* "" where nothing is set. */
const char *mado_case_get_value (MadoCase *self, MadoCaseField field);
/* The SET or OPENED events that give the field its value, the one shown last; more than one: they
 * contradict each other. (element-type MadoCaseEvent) transfer none */
GPtrArray *mado_case_get_setters (MadoCase *self, MadoCaseField field);
gboolean mado_case_is_disputed (MadoCase *self, MadoCaseField field);
MadoCaseStage mado_case_get_stage (MadoCase *self);

/* In their order. (element-type MadoCaseEvent) transfer none */
GPtrArray *mado_case_get_events (MadoCase *self);
MadoCaseEvent *mado_case_get_event (MadoCase *self, const char *id); /* nullable, transfer none */
/* Whether @event is a message or a note that is to be read: one that was taken back is not. */
gboolean mado_case_shows (MadoCase *self, MadoCaseEvent *event);
/* The LINKED events that stand, one a record. (element-type MadoCaseEvent) transfer none */
GPtrArray *mado_case_get_links (MadoCase *self);
/* The MERGED events that stand. (element-type MadoCaseEvent) transfer none */
GPtrArray *mado_case_get_merges (MadoCase *self);
const char *mado_case_get_merged_into (MadoCase *self); /* nullable */

gint64 mado_case_get_opened_at (MadoCase *self);   /* Unix microseconds */
gint64 mado_case_get_updated_at (MadoCase *self);  /* the latest time of an event */
gint64 mado_case_get_received_at (MadoCase *self); /* of the first message, from which it is due */
/* When the clock stood still, in the order of events. (element-type MadoCaseWait) transfer none */
typedef struct
{
  gint64 from; /* Unix microseconds */
  gint64 to;   /* G_MAXINT64: it waits still */
} MadoCaseWait;
GArray *mado_case_get_waits (MadoCase *self);

JsonNode *mado_case_to_json (MadoCase *self);

G_END_DECLS
