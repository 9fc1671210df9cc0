/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all kinds of record have in common: reads, checks, exposes and frees by the field tables. */
#include "core/model/mado-record.h"

#include "core/json/mado-json.h"
#include "core/model/mado-reading.h"

#include <string.h>

typedef struct
{
  JsonNode *json; /* sealed */
  char *id;
  char *type;
  char *status;
  char *series;
  MadoNumber number;
  MadoText *title;
  char *reading;
  MadoText *summary;
  MadoParagraphs *body;
  MadoDate *date;
  MadoText *place;
  MadoIdentifiers *identifiers;
  MadoWords *themes;
  MadoParticipants *participants;
  MadoLinks *links;
  MadoConflicts *conflicts;
  MadoText *uncertain;
  MadoSources *sources;
} MadoRecordPrivate;

static const MadoField base_fields[] = {
  MADO_FIELD (MadoRecordPrivate, id, MADO_FIELD_REQUIRED),
  MADO_FIELD_WORD (MadoRecordPrivate, type, "", MADO_FIELD_FACET),
  MADO_FIELD_WORD (MadoRecordPrivate, status, "status", MADO_FIELD_FACET),
  MADO_FIELD_WORD (MadoRecordPrivate, series, "series", MADO_FIELD_FACET),
  MADO_FIELD (MadoRecordPrivate, number, 0),
  MADO_FIELD (MadoRecordPrivate, title, MADO_FIELD_REQUIRED | MADO_FIELD_SEARCHED),
  MADO_FIELD (MadoRecordPrivate, reading, MADO_FIELD_SEARCHED),
  MADO_FIELD (MadoRecordPrivate, summary, MADO_FIELD_REQUIRED | MADO_FIELD_SEARCHED),
  MADO_FIELD (MadoRecordPrivate, body, MADO_FIELD_SEARCHED),
  MADO_FIELD (MadoRecordPrivate, date, MADO_FIELD_PERIOD | MADO_FIELD_FACET_YEAR),
  MADO_FIELD (MadoRecordPrivate, place, MADO_FIELD_SEARCHED),
  MADO_FIELD (MadoRecordPrivate, identifiers, MADO_FIELD_SEARCHED),
  MADO_FIELD (MadoRecordPrivate, themes, MADO_FIELD_FACET),
  MADO_FIELD (MadoRecordPrivate, participants, MADO_FIELD_FACET),
  MADO_FIELD (MadoRecordPrivate, links, 0),
  MADO_FIELD (MadoRecordPrivate, conflicts, MADO_FIELD_SEARCHED),
  MADO_FIELD (MadoRecordPrivate, uncertain, MADO_FIELD_SEARCHED),
  MADO_FIELD (MadoRecordPrivate, sources, 0),
};

#define N_BASE G_N_ELEMENTS (base_fields)
G_STATIC_ASSERT (N_BASE <= 32); /* the bits of MadoRecordClass.required */

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (MadoRecord, mado_record, G_TYPE_OBJECT)

static MadoRecordPrivate *
get_private (MadoRecord *self)
{
  return mado_record_get_instance_private (self);
}

static gboolean
is_base_field (const MadoField *field)
{
  return field >= base_fields && field < base_fields + N_BASE;
}

static gpointer
get_place (MadoRecord *self, const MadoField *field)
{
  gpointer base = is_base_field (field) ? (gpointer) get_private (self) : self;

  return G_STRUCT_MEMBER_P (base, field->offset);
}

static void
get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  MadoRecord *self = MADO_RECORD (object);
  const MadoField *field = pspec->owner_type == MADO_TYPE_RECORD
                               ? &base_fields[property_id - 1]
                               : &MADO_RECORD_GET_CLASS (self)->fields[property_id - 1];

  mado_reading_get_value (field->type, get_place (self, field), value);
}

static void
finalize (GObject *object)
{
  MadoRecord *self = MADO_RECORD (object);
  guint n = mado_record_get_n_fields (self);

  for (guint i = 0; i < n; i++)
    {
      const MadoField *field = mado_record_get_field (self, i);

      mado_reading_clear (field->type, get_place (self, field));
    }
  g_clear_pointer (&get_private (self)->json, json_node_unref);

  G_OBJECT_CLASS (mado_record_parent_class)->finalize (object);
}

static void
install_properties (MadoRecordClass *klass, const MadoField *fields, guint n_fields)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  /* GObject clears get_property in every class that is derived. */
  object_class->get_property = get_property;
  for (guint i = 0; i < n_fields; i++)
    g_object_class_install_property (object_class, i + 1, mado_reading_new_property (&fields[i]));
}

static void
mado_record_class_init (MadoRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = finalize;
  klass->fields = base_fields; /* for who asks without a record; each kind puts its own here */
  klass->n_fields = N_BASE;
  install_properties (klass, base_fields, N_BASE);
}

static void
mado_record_init (MadoRecord *self)
{
}

static const MadoField *
find_base_field (const char *name)
{
  for (guint i = 0; i < N_BASE; i++)
    if (strcmp (base_fields[i].name, name) == 0)
      return &base_fields[i];
  return NULL;
}

/**
 * mado_record_class_install:
 * @klass: the class of a kind
 * @kind: the kind
 * @fields: (nullable) (array length=n_fields): its table, which lives as long as the program
 * @n_fields: the table's length
 * @required: (nullable): the members of every kind that this one requires, separated by spaces
 *
 * For a kind's class_init: installs its table, and makes the fields properties.
 */
void
mado_record_class_install (MadoRecordClass *klass, MadoKind kind, const MadoField *fields,
                           guint n_fields, const char *required)
{
  g_auto (GStrv) names = g_strsplit (required != NULL ? required : "", " ", -1);

  klass->kind = kind;
  klass->fields = fields;
  klass->n_fields = n_fields;
  klass->required = 0;
  for (guint i = 0; names[i] != NULL; i++)
    {
      const MadoField *field = find_base_field (names[i]);

      g_assert (field != NULL);
      klass->required |= 1u << (field - base_fields);
    }
  install_properties (klass, fields, n_fields);
}

static gboolean
is_required (MadoRecord *self, const MadoField *field)
{
  if (field->flags & MADO_FIELD_REQUIRED)
    return TRUE;
  return is_base_field (field)
         && (MADO_RECORD_GET_CLASS (self)->required >> (field - base_fields) & 1) != 0;
}

static gboolean
read_field (MadoRecord *self, JsonObject *object, const MadoField *field, GError **error)
{
  JsonNode *node = json_object_get_member (object, field->name);

  if (node != NULL)
    {
      if (mado_reading_read (field, node, get_place (self, field), error))
        return TRUE;
      g_prefix_error (error, "'%s", field->name);
      return FALSE;
    }
  if (!is_required (self, field))
    return TRUE;
  g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MISSING_FIELD, "'%s' is missing",
               field->name);
  return FALSE;
}

/* What a table cannot say of one member alone. */
static gboolean
check_whole (MadoRecord *self, GError **error)
{
  MadoRecordPrivate *priv = get_private (self);

  if (!priv->number.is_set || priv->series != NULL)
    return TRUE;
  g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MISSING_FIELD,
               "'number' stands without 'series'");
  return FALSE;
}

static gboolean
read_fields (MadoRecord *self, JsonObject *object, GError **error)
{
  guint n = mado_record_get_n_fields (self);

  for (guint i = 1; i < n; i++) /* the id is there */
    if (!read_field (self, object, mado_record_get_field (self, i), error))
      return FALSE;
  return check_whole (self, error);
}

static const char *
peek_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

/**
 * mado_record_new_from_json:
 * @node: one record's object; it is sealed if it is not yet
 * @error: return location for an error of %MADO_RECORD_ERROR
 *
 * The member "kind" chooses the class. The record keeps @node: members that its table does not know
 * survive.
 *
 * Returns: (transfer full): the record, or %NULL with an error that names record and member
 */
MadoRecord *
mado_record_new_from_json (JsonNode *node, GError **error)
{
  g_autoptr (MadoRecord) self = NULL;
  JsonObject *object;
  const char *id, *word;
  MadoKind kind;

  g_return_val_if_fail (node != NULL, NULL);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_WRONG_TYPE,
                   "a record is not an object");
      return NULL;
    }
  object = json_node_get_object (node);
  id = peek_string (object, "id");
  if (id == NULL)
    {
      g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MISSING_FIELD,
                   "a record without 'id'");
      return NULL;
    }
  if (!mado_reading_is_id (id))
    {
      g_autofree char *shown = g_strescape (id, NULL);

      g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED,
                   "record \"%.60s\": 'id' is not made of a-z, 0-9 and hyphens, at most %d bytes",
                   shown, MADO_ID_MAX);
      return NULL;
    }
  word = peek_string (object, "kind");
  kind = mado_kind_from_word (word);
  if (kind == MADO_KIND_NONE)
    {
      g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_UNKNOWN_KIND,
                   "record \"%s\": 'kind' is no kind that is known here", id);
      return NULL;
    }

  self = g_object_new (mado_kind_get_record_type (kind), NULL);
  json_node_seal (node);
  get_private (self)->json = json_node_ref (node);
  get_private (self)->id = g_strdup (id);
  if (!read_fields (self, object, error))
    {
      g_prefix_error (error, "record \"%s\": ", id);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * mado_record_get_json:
 * @self: a record
 *
 * Returns: (transfer none): what it was made from, sealed
 */
JsonNode *
mado_record_get_json (MadoRecord *self)
{
  g_return_val_if_fail (MADO_IS_RECORD (self), NULL);

  return get_private (self)->json;
}

/**
 * mado_record_get_kind:
 * @self: a record
 *
 * Returns: its kind
 */
MadoKind
mado_record_get_kind (MadoRecord *self)
{
  g_return_val_if_fail (MADO_IS_RECORD (self), MADO_KIND_NONE);

  return MADO_RECORD_GET_CLASS (self)->kind;
}

/* What the getters of the header lend. */
#define DEFINE_GETTER(Type, member, unset)                                                         \
  Type mado_record_get_##member (MadoRecord *self)                                                 \
  {                                                                                                \
    g_return_val_if_fail (MADO_IS_RECORD (self), unset);                                           \
    return get_private (self)->member;                                                             \
  }

DEFINE_GETTER (const char *, id, NULL)
DEFINE_GETTER (const char *, status, NULL)
DEFINE_GETTER (const char *, series, NULL)
DEFINE_GETTER (MadoNumber, number, (MadoNumber){ 0 })
DEFINE_GETTER (const char *, reading, NULL)
DEFINE_GETTER (MadoText *, title, NULL)
DEFINE_GETTER (MadoText *, summary, NULL)
DEFINE_GETTER (MadoParagraphs *, body, NULL)
DEFINE_GETTER (MadoDate *, date, NULL)
DEFINE_GETTER (MadoText *, place, NULL)
DEFINE_GETTER (MadoText *, uncertain, NULL)
DEFINE_GETTER (MadoIdentifiers *, identifiers, NULL)
DEFINE_GETTER (MadoWords *, themes, NULL)
DEFINE_GETTER (MadoParticipants *, participants, NULL)
DEFINE_GETTER (MadoLinks *, links, NULL)
DEFINE_GETTER (MadoConflicts *, conflicts, NULL)
DEFINE_GETTER (MadoSources *, sources, NULL)

/**
 * mado_record_get_n_fields:
 * @self: a record
 *
 * Returns: how many fields it can have, those of every kind included
 */
guint
mado_record_get_n_fields (MadoRecord *self)
{
  g_return_val_if_fail (MADO_IS_RECORD (self), 0);

  return N_BASE + MADO_RECORD_GET_CLASS (self)->n_fields;
}

/**
 * mado_record_get_field:
 * @self: a record
 * @i: a position, from 0; the fields of every kind come first
 *
 * Returns: (transfer none): the field
 */
const MadoField *
mado_record_get_field (MadoRecord *self, guint i)
{
  g_return_val_if_fail (MADO_IS_RECORD (self), NULL);
  g_return_val_if_fail (i < N_BASE + MADO_RECORD_GET_CLASS (self)->n_fields, NULL);

  return i < N_BASE ? &base_fields[i] : &MADO_RECORD_GET_CLASS (self)->fields[i - N_BASE];
}

/**
 * mado_record_find_field:
 * @self: a record
 * @name: the name of a member, such as "signed_on"
 *
 * Returns: (transfer none) (nullable): the field, %NULL when the kind has none of that name
 */
const MadoField *
mado_record_find_field (MadoRecord *self, const char *name)
{
  MadoRecordClass *klass;

  g_return_val_if_fail (MADO_IS_RECORD (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  klass = MADO_RECORD_GET_CLASS (self);
  for (guint i = 0; i < klass->n_fields; i++)
    if (strcmp (klass->fields[i].name, name) == 0)
      return &klass->fields[i];
  return find_base_field (name);
}

/**
 * mado_record_peek:
 * @self: a record
 * @field: a field of its kind
 *
 * Returns: (transfer none): where the member lies, to be cast by the field's type
 */
gconstpointer
mado_record_peek (MadoRecord *self, const MadoField *field)
{
  g_return_val_if_fail (MADO_IS_RECORD (self), NULL);
  g_return_val_if_fail (field != NULL, NULL);

  return get_place (self, field);
}

/**
 * mado_record_has:
 * @self: a record
 * @field: a field of its kind
 *
 * Returns: whether the record has a value there
 */
gboolean
mado_record_has (MadoRecord *self, const MadoField *field)
{
  g_return_val_if_fail (MADO_IS_RECORD (self), FALSE);
  g_return_val_if_fail (field != NULL, FALSE);

  return mado_reading_is_set (field->type, get_place (self, field));
}
