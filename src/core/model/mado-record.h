/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record: what the program knows of one meeting, agreement, project …; abstract, one final class
 * per kind. Immutable, so it crosses threads freely; a change is a new object. It keeps its sealed
 * JSON, so members that this version does not know survive. */
#pragma once

#include "core/json/mado-json.h"
#include "core/model/mado-field.h"
#include "core/model/mado-kind.h"

G_BEGIN_DECLS

#define MADO_TYPE_RECORD (mado_record_get_type ())
G_DECLARE_DERIVABLE_TYPE (MadoRecord, mado_record, MADO, RECORD, GObject)

struct _MadoRecordClass
{
  GObjectClass parent_class;
  MadoKind kind;
  const MadoField *fields; /* of this kind, beyond the base's */
  guint n_fields;
  guint32 required; /* bit i: this kind requires the base's field i */
};

/* For a kind's class_init: installs its table, and makes the fields properties (read-only; numbers
 * and money boxed, flags as guint). @required (nullable): the members of every kind that this one
 * requires, separated by spaces. */
void mado_record_class_install (MadoRecordClass *klass, MadoKind kind, const MadoField *fields,
                                guint n_fields, const char *required);

/* From one record's object (sealed; its "kind" chooses the class). Errors of MADO_RECORD_ERROR name
 * the record and the member: record "st-agreement": 'signed_on' is not a date. */
MadoRecord *mado_record_new_from_json (JsonNode *node, GError **error);
JsonNode *mado_record_get_json (MadoRecord *self); /* transfer none, sealed */

MadoKind mado_record_get_kind (MadoRecord *self);
const char *mado_record_get_id (MadoRecord *self);
const char *mado_record_get_type_word (
    MadoRecord *self); /* nullable; list "<kind>_type", for terms and answers the category */
const char *mado_record_get_status (MadoRecord *self); /* nullable */
const char *mado_record_get_series (MadoRecord *self); /* nullable */
MadoNumber mado_record_get_number (MadoRecord *self);
const char *mado_record_get_reading (MadoRecord *self); /* nullable */
MadoText *mado_record_get_title (MadoRecord *self);
MadoText *mado_record_get_summary (MadoRecord *self);
MadoParagraphs *mado_record_get_body (MadoRecord *self); /* nullable, as all below */
MadoDate *mado_record_get_date (MadoRecord *self);
MadoText *mado_record_get_place (MadoRecord *self);
MadoText *mado_record_get_uncertain (MadoRecord *self);
MadoIdentifiers *mado_record_get_identifiers (MadoRecord *self);
MadoWords *mado_record_get_themes (MadoRecord *self);
MadoParticipants *mado_record_get_participants (MadoRecord *self);
MadoLinks *mado_record_get_links (MadoRecord *self);
MadoConflicts *mado_record_get_conflicts (MadoRecord *self);
MadoSources *mado_record_get_sources (MadoRecord *self);
/* Whether sources disagree in one of its conflicts at least. */
gboolean mado_record_is_disputed (MadoRecord *self);

/* The table, base fields first. */
guint mado_record_get_n_fields (MadoRecord *self);
const MadoField *mado_record_get_field (MadoRecord *self, guint i);
const MadoField *mado_record_find_field (MadoRecord *self, const char *name); /* nullable */
/* Where the member lies: cast by field->type (char **, MadoText **, MadoNumber *, …). */
gconstpointer mado_record_peek (MadoRecord *self, const MadoField *field);
gboolean mado_record_has (MadoRecord *self, const MadoField *field);

/* A member by its name, so that nobody needs getters of thirteen kinds: NULL or unset where the
 * record has it not, or its kind has no such field of that type. Transfer none. */
gconstpointer mado_record_lookup (MadoRecord *self, const char *name, MadoFieldType type);
const char *mado_record_lookup_string (MadoRecord *self, const char *name);
MadoText *mado_record_lookup_text (MadoRecord *self, const char *name);
MadoDate *mado_record_lookup_date (MadoRecord *self, const char *name);
MadoNumber mado_record_lookup_number (MadoRecord *self, const char *name);
const MadoMoney *mado_record_lookup_money (MadoRecord *self, const char *name);
MadoFlag mado_record_lookup_flag (MadoRecord *self, const char *name);
MadoWords *mado_record_lookup_words (MadoRecord *self, const char *name);

/* The day by which lists sort and the timeline draws: the start of "date" (else its end), for
 * opportunities closes_on where it is there; days since 1800-01-01, 0 when undated. */
gint mado_record_get_sort_day (MadoRecord *self);

/* A file: {"format": 1, "kind": …, "records": […]}, or record-form lines, one record each. A text
 * that is not strict JSON is refused whole (NULL, @error); a record that breaks its kind's table is
 * refused alone: @refused (element-type GError, transfer full) gets one error a record, with its
 * line. Returns: (transfer full) (element-type MadoRecord) */
GPtrArray *mado_records_parse (const char *text, gsize length, const char *name,
                               MadoJsonFlags flags, GPtrArray **refused, GError **error);

G_END_DECLS
