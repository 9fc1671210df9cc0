/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values of records from their JSON: a function a type. Nothing is guessed, nothing is repaired. */
#include "core/model/mado-reading-private.h"

#include "core/model/mado-date-private.h"
#include "core/model/mado-values-private.h"

#include <string.h>

gboolean
mado_reading_fail (GError **error, MadoRecordError code, const char *what)
{
  g_set_error (error, MADO_RECORD_ERROR, code, "' %s", what);
  return FALSE;
}

gboolean
mado_reading_is_id (const char *text)
{
  gsize length = strnlen (text, MADO_ID_MAX + 1);

  if (length == 0 || length > MADO_ID_MAX)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      gboolean is_hyphen = text[i] == '-';

      if (!is_hyphen && !g_ascii_islower (text[i]) && !g_ascii_isdigit (text[i]))
        return FALSE;
      if (is_hyphen && (i == 0 || i + 1 == length || text[i - 1] == '-'))
        return FALSE;
    }
  return TRUE;
}

/* Lends the string. */
static const char *
get_string (JsonNode *node, GError **error)
{
  const char *text;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      mado_reading_fail (error, MADO_RECORD_ERROR_WRONG_TYPE, "is not a string");
      return NULL;
    }
  text = json_node_get_string (node);
  if (*text == '\0')
    {
      mado_reading_fail (error, MADO_RECORD_ERROR_MALFORMED, "is empty");
      return NULL;
    }
  return text;
}

gboolean
mado_reading_string (JsonNode *node, gpointer member, GError **error)
{
  const char *text = get_string (node, error);

  if (text == NULL)
    return FALSE;
  *(char **) member = g_strdup (text);
  return TRUE;
}

/* An unknown word is shown as it is; but a word is short. */
gboolean
mado_reading_word (JsonNode *node, gpointer member, GError **error)
{
  const char *text = get_string (node, error);

  if (text == NULL)
    return FALSE;
  if (strlen (text) > MADO_ID_MAX)
    return mado_reading_fail (error, MADO_RECORD_ERROR_MALFORMED, "is too long for a word");
  *(char **) member = g_strdup (text);
  return TRUE;
}

gboolean
mado_reading_id (JsonNode *node, gpointer member, GError **error)
{
  const char *text = get_string (node, error);

  if (text == NULL)
    return FALSE;
  if (!mado_reading_is_id (text))
    return mado_reading_fail (error, MADO_RECORD_ERROR_MALFORMED, "is not an id");
  *(char **) member = g_strdup (text);
  return TRUE;
}

JsonObject *
mado_reading_get_object (JsonNode *node, GError **error)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  mado_reading_fail (error, MADO_RECORD_ERROR_WRONG_TYPE, "is not an object");
  return NULL;
}

gboolean
mado_reading_optional (JsonObject *object, const char *name, MadoReader reader, gpointer member,
                       GError **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || reader (node, member, error))
    return TRUE;
  g_prefix_error (error, ".%s", name);
  return FALSE;
}

gboolean
mado_reading_required (JsonObject *object, const char *name, MadoReader reader, gpointer member,
                       GError **error)
{
  if (json_object_has_member (object, name))
    return mado_reading_optional (object, name, reader, member, error);
  g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MISSING_FIELD, ".%s' is missing", name);
  return FALSE;
}

static const char *
get_optional_string (JsonObject *object, const char *name, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);
  const char *text;

  if (node == NULL)
    return NULL;
  text = get_string (node, error);
  if (text == NULL)
    g_prefix_error (error, ".%s", name);
  return text;
}

gboolean
mado_reading_text (JsonNode *node, gpointer member, GError **error)
{
  JsonObject *object = mado_reading_get_object (node, error);
  g_autoptr (GError) local = NULL;
  const char *en, *ja = NULL;

  if (object == NULL)
    return FALSE;
  en = get_optional_string (object, "en", &local);
  if (local == NULL)
    ja = get_optional_string (object, "ja", &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (en == NULL && ja == NULL)
    return mado_reading_fail (error, MADO_RECORD_ERROR_MISSING_FIELD,
                              "has neither English nor Japanese");
  *(MadoText **) member = mado_text_new (en, ja);
  return TRUE;
}

/* Lends a list of strings; NULL with no error where it is absent. */
static JsonArray *
get_paragraphs (JsonObject *object, const char *name, GError **error)
{
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *array;

  if (node == NULL)
    return NULL;
  array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  if (array == NULL || json_array_get_length (array) == 0
      || json_array_get_length (array) > MADO_LIST_MAX)
    {
      mado_reading_fail (error, MADO_RECORD_ERROR_WRONG_TYPE, "is not a list of paragraphs");
      g_prefix_error (error, ".%s", name);
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (get_string (json_array_get_element (array, i), error) == NULL)
      {
        g_prefix_error (error, ".%s[%u]", name, i);
        return NULL;
      }
  return array;
}

static gboolean
read_paragraphs (JsonNode *node, gpointer member, GError **error)
{
  JsonObject *object = mado_reading_get_object (node, error);
  g_autoptr (GError) local = NULL;
  JsonArray *en, *ja = NULL;
  guint n;
  MadoParagraphs *paragraphs;

  if (object == NULL)
    return FALSE;
  en = get_paragraphs (object, "en", &local);
  if (local == NULL)
    ja = get_paragraphs (object, "ja", &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (en == NULL && ja == NULL)
    return mado_reading_fail (error, MADO_RECORD_ERROR_MISSING_FIELD,
                              "has neither English nor Japanese");
  n = json_array_get_length (en != NULL ? en : ja);
  if (en != NULL && ja != NULL && json_array_get_length (ja) != n)
    return mado_reading_fail (error, MADO_RECORD_ERROR_MALFORMED,
                              "has not the same paragraphs in both languages");

  paragraphs = mado_paragraphs_new (n);
  for (guint i = 0; i < n; i++)
    mado_paragraphs_take (
        paragraphs, i,
        mado_text_new (en != NULL ? json_array_get_string_element (en, i) : NULL,
                       ja != NULL ? json_array_get_string_element (ja, i) : NULL));
  *(MadoParagraphs **) member = paragraphs;
  return TRUE;
}

static gboolean
read_point (JsonNode *node, gpointer member, GError **error)
{
  MadoDatePoint *point = member;
  const char *text = get_string (node, error);

  if (text == NULL)
    return FALSE;
  if (!mado_date_point_parse_iso (text, strlen (text), point)
      || point->year < MADO_RECORD_FIRST_YEAR)
    return mado_reading_fail (error, MADO_RECORD_ERROR_MALFORMED, "is not a date");
  return TRUE;
}

gboolean
mado_reading_date (JsonNode *node, gpointer member, GError **error)
{
  MadoDatePoint point;

  if (!read_point (node, &point, error))
    return FALSE;
  *(MadoDate **) member = mado_date_new_from_points (point, point);
  return TRUE;
}

static gboolean
read_period (JsonNode *node, gpointer member, GError **error)
{
  JsonObject *object = mado_reading_get_object (node, error);
  MadoDatePoint start = { MADO_PRECISION_NONE }, end = { MADO_PRECISION_NONE };
  MadoDate *date;

  if (object == NULL || !mado_reading_optional (object, "start", read_point, &start, error)
      || !mado_reading_optional (object, "end", read_point, &end, error))
    return FALSE;
  if (start.precision == MADO_PRECISION_NONE && end.precision == MADO_PRECISION_NONE)
    return mado_reading_fail (error, MADO_RECORD_ERROR_MISSING_FIELD, "has neither start nor end");
  date = mado_date_new_from_points (start, end);
  if (date == NULL)
    return mado_reading_fail (error, MADO_RECORD_ERROR_MALFORMED, "ends before it starts");
  *(MadoDate **) member = date;
  return TRUE;
}

static gboolean
read_number (JsonNode *node, gpointer member, GError **error)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return mado_reading_fail (error, MADO_RECORD_ERROR_WRONG_TYPE, "is not a whole number");
  *(MadoNumber *) member = (MadoNumber){ json_node_get_int (node), TRUE };
  return TRUE;
}

static gboolean
read_currency (JsonNode *node, gpointer member, GError **error)
{
  const char *text = get_string (node, error);

  if (text == NULL)
    return FALSE;
  if (strlen (text) != 3 || strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3)
    return mado_reading_fail (error, MADO_RECORD_ERROR_MALFORMED, "is not a currency");
  memcpy (member, text, 4);
  return TRUE;
}

static gboolean
read_money (JsonNode *node, gpointer member, GError **error)
{
  JsonObject *object = mado_reading_get_object (node, error);
  MadoNumber minor_units = { 0 };
  MadoMoney money = { 0 };

  if (object == NULL
      || !mado_reading_required (object, "minor_units", read_number, &minor_units, error)
      || !mado_reading_required (object, "currency", read_currency, money.currency, error))
    return FALSE;
  money.minor_units = minor_units.value;
  *(MadoMoney *) member = money;
  return TRUE;
}

static gboolean
read_flag (JsonNode *node, gpointer member, GError **error)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return mado_reading_fail (error, MADO_RECORD_ERROR_WRONG_TYPE, "is neither true nor false");
  *(MadoFlag *) member = json_node_get_boolean (node) ? MADO_FLAG_YES : MADO_FLAG_NO;
  return TRUE;
}

typedef struct
{
  MadoText *text;
  char *reading;
} NamePart;

static gboolean
read_name_part (JsonNode *node, gpointer member, GError **error)
{
  NamePart *part = member;

  return mado_reading_text (node, &part->text, error)
         && mado_reading_optional (json_node_get_object (node), "reading", mado_reading_string,
                                   &part->reading, error);
}

static gboolean
read_person_name (JsonNode *node, gpointer member, GError **error)
{
  JsonObject *object = mado_reading_get_object (node, error);
  NamePart family = { NULL }, given = { NULL };
  g_autoptr (MadoPersonName) name = g_new0 (MadoPersonName, 1);
  gboolean ok = object != NULL
                && mado_reading_required (object, "family", read_name_part, &family, error)
                && mado_reading_required (object, "given", read_name_part, &given, error);

  name->family = family.text;
  name->family_reading = family.reading;
  name->given = given.text;
  name->given_reading = given.reading;
  if (!ok)
    return FALSE;
  *(MadoPersonName **) member = g_steal_pointer (&name);
  return TRUE;
}

/* What each type needs; in the order of MadoFieldType. */
static const struct
{
  MadoReader read;
  GType (*get_type) (void); /* boxed; NULL: see new_property */
  void (*unref) (gpointer value);
} types[] = {
  [MADO_FIELD_STRING] = { mado_reading_string, NULL, g_free },
  [MADO_FIELD_TEXT] = { mado_reading_text, mado_text_get_type, (GDestroyNotify) mado_text_unref },
  [MADO_FIELD_PARAGRAPHS]
  = { read_paragraphs, mado_paragraphs_get_type, (GDestroyNotify) mado_paragraphs_unref },
  [MADO_FIELD_DATE] = { mado_reading_date, mado_date_get_type, (GDestroyNotify) mado_date_unref },
  [MADO_FIELD_NUMBER] = { read_number, mado_number_get_type, NULL },
  [MADO_FIELD_MONEY] = { read_money, mado_money_get_type, NULL },
  [MADO_FIELD_FLAG] = { read_flag, NULL, NULL },
  [MADO_FIELD_WORDS]
  = { mado_reading_words, mado_words_get_type, (GDestroyNotify) mado_words_unref },
  [MADO_FIELD_IDENTIFIERS] = { mado_reading_identifiers, mado_identifiers_get_type,
                               (GDestroyNotify) mado_identifiers_unref },
  [MADO_FIELD_PARTICIPANTS] = { mado_reading_participants, mado_participants_get_type,
                                (GDestroyNotify) mado_participants_unref },
  [MADO_FIELD_LINKS]
  = { mado_reading_links, mado_links_get_type, (GDestroyNotify) mado_links_unref },
  [MADO_FIELD_CONFLICTS]
  = { mado_reading_conflicts, mado_conflicts_get_type, (GDestroyNotify) mado_conflicts_unref },
  [MADO_FIELD_SOURCES]
  = { mado_reading_sources, mado_sources_get_type, (GDestroyNotify) mado_sources_unref },
  [MADO_FIELD_ARTICLES]
  = { mado_reading_articles, mado_articles_get_type, (GDestroyNotify) mado_articles_unref },
  [MADO_FIELD_ELIGIBILITIES] = { mado_reading_eligibilities, mado_eligibilities_get_type,
                                 (GDestroyNotify) mado_eligibilities_unref },
  [MADO_FIELD_STAGES]
  = { mado_reading_stages, mado_stages_get_type, (GDestroyNotify) mado_stages_unref },
  [MADO_FIELD_NAME_VARIANTS] = { mado_reading_name_variants, mado_name_variants_get_type,
                                 (GDestroyNotify) mado_name_variants_unref },
  [MADO_FIELD_PERSON_NAME]
  = { read_person_name, mado_person_name_get_type, (GDestroyNotify) mado_person_name_free },
};

gboolean
mado_reading_read (const MadoField *field, JsonNode *node, gpointer member, GError **error)
{
  if (field->flags & MADO_FIELD_PERIOD)
    return read_period (node, member, error);
  if (field->type == MADO_FIELD_STRING && field->list != NULL)
    return mado_reading_word (node, member, error);
  return types[field->type].read (node, member, error);
}

gboolean
mado_reading_is_set (MadoFieldType type, gconstpointer member)
{
  switch (type)
    {
    case MADO_FIELD_NUMBER:
      return ((const MadoNumber *) member)->is_set;
    case MADO_FIELD_MONEY:
      return ((const MadoMoney *) member)->currency[0] != '\0';
    case MADO_FIELD_FLAG:
      return *(const MadoFlag *) member != MADO_FLAG_UNSET;
    default:
      return *(const gconstpointer *) member != NULL;
    }
}

void
mado_reading_clear (MadoFieldType type, gpointer member)
{
  if (types[type].unref != NULL && *(gpointer *) member != NULL)
    types[type].unref (*(gpointer *) member);
}

void
mado_reading_get_value (MadoFieldType type, gconstpointer member, GValue *value)
{
  switch (type)
    {
    case MADO_FIELD_STRING:
      g_value_set_string (value, *(char *const *) member);
      break;
    case MADO_FIELD_FLAG:
      g_value_set_uint (value, *(const MadoFlag *) member);
      break;
    case MADO_FIELD_NUMBER:
    case MADO_FIELD_MONEY:
      g_value_set_boxed (value, mado_reading_is_set (type, member) ? member : NULL);
      break;
    default:
      g_value_set_boxed (value, *(const gconstpointer *) member);
    }
}

GParamSpec *
mado_reading_new_property (const MadoField *field)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  g_autofree char *name = g_strdelimit (g_strdup (field->name), "_", '-');
  const char *interned = g_intern_string (name);

  if (field->type == MADO_FIELD_STRING)
    return g_param_spec_string (interned, NULL, NULL, NULL, flags);
  if (field->type == MADO_FIELD_FLAG)
    return g_param_spec_uint (interned, NULL, NULL, MADO_FLAG_UNSET, MADO_FLAG_YES, MADO_FLAG_UNSET,
                              flags);
  return g_param_spec_boxed (interned, NULL, NULL, types[field->type].get_type (), flags);
}
