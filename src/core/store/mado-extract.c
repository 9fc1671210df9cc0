/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record's members become columns, names, facet values and keys, by type and flags of their
 * field. */
#include "core/store/mado-extract.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

#include "core/model/mado-call.h"
#include "core/store/mado-database.h"
#include "core/store/mado-glossary.h"
#include "core/store/mado-romaji.h"
#include "core/store/mado-schema.h"
#include "core/store/mado-tokens.h"

#define MAX_YEARS 200 /* that one date is filed under; a period may claim to last for ever */
#define MAX_KEY 512   /* characters of a name that its place in the alphabet depends on */

struct _MadoExtract
{
  GString *columns[MADO_N_COLUMNS];
  GPtrArray *names;
  GHashTable *known_names; /* (element-type utf8): those of names */
  GPtrArray *pairs;
  GPtrArray *glossary;
  GByteArray *keys[2];
  gboolean has_keys;
  UCollator *collators[2];
};

static void
free_pair (gpointer data)
{
  MadoFacetPair *pair = data;

  g_free (pair->value);
  g_free (pair);
}

static void
free_entry (gpointer data)
{
  MadoGlossaryEntry *entry = data;

  g_free (entry->key);
  g_free (entry->word);
  g_free (entry);
}

/* Texts of one column are apart: no phrase runs from one into the next. */
static void
append (GString *column, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  if (column->len > 0)
    g_string_append_c (column, '\n');
  g_string_append (column, text);
}

static void
append_text (MadoExtract *self, const MadoText *text, MadoColumn en)
{
  if (text == NULL)
    return;
  append (self->columns[en], mado_text_get_exact (text, MADO_LANGUAGE_EN));
  append (self->columns[en + 1], mado_text_get_exact (text, MADO_LANGUAGE_JA));
}

static void
add_name (MadoExtract *self, const char *text)
{
  g_autofree char *folded = text != NULL ? mado_tokens_fold (text, -1) : NULL;

  if (folded == NULL || *folded == '\0' || g_hash_table_contains (self->known_names, folded))
    return;
  g_hash_table_add (self->known_names, folded);
  g_ptr_array_add (self->names, g_steal_pointer (&folded));
}

/* What is searched as a name, and found when typed exactly. */
static void
append_name (MadoExtract *self, const char *text)
{
  append (self->columns[MADO_COLUMN_NAMES], text);
  add_name (self, text);
}

static void
append_token (MadoExtract *self, const char *field, const char *value)
{
  GString *column = self->columns[MADO_COLUMN_FACETS];
  g_autofree char *token = mado_schema_facet_token (field, value);

  if (column->len > 0)
    g_string_append_c (column, ' ');
  g_string_append (column, token);
}

static void
add_key_cb (const char *key, gpointer user_data)
{
  append_token (user_data, MADO_ROMAJI_FIELD, key);
}

/* A person is found by either name's reading, and by both in either order. */
static void
add_name_readings (MadoExtract *self, const MadoPersonName *name)
{
  g_autofree char *family_first = NULL, *given_first = NULL;

  mado_romaji_foreach (name->family_reading, add_key_cb, self);
  if (name->given_reading == NULL)
    return;
  family_first = g_strconcat (name->family_reading, name->given_reading, NULL);
  given_first = g_strconcat (name->given_reading, name->family_reading, NULL);
  mado_romaji_foreach (name->given_reading, add_key_cb, self);
  mado_romaji_foreach (family_first, add_key_cb, self);
  mado_romaji_foreach (given_first, add_key_cb, self);
}

static void
append_person (MadoExtract *self, const MadoPersonName *name)
{
  for (MadoLanguage language = MADO_LANGUAGE_EN; language <= MADO_LANGUAGE_JA; language++)
    for (int surname_first = 0; surname_first <= 1; surname_first++)
      {
        g_autofree char *text = mado_person_name_format (name, language, surname_first);

        append_name (self, text);
      }
  if (name->family_reading != NULL)
    {
      g_autofree char *reading = g_strconcat (
          name->family_reading, name->given_reading != NULL ? " " : "", name->given_reading, NULL);

      append_name (self, reading);
      add_name_readings (self, name);
    }
}

static void
append_conflicts (MadoExtract *self, const MadoConflicts *conflicts)
{
  for (guint i = 0; i < mado_conflicts_get_n (conflicts); i++)
    {
      const MadoConflict *conflict = mado_conflicts_get (conflicts, i);

      for (guint j = 0; j < mado_claims_get_n (conflict->values); j++)
        append_text (self, mado_claims_get (conflict->values, j)->value, MADO_COLUMN_TEXT_EN);
      append_text (self, conflict->assessment, MADO_COLUMN_TEXT_EN);
    }
}

static void
append_list (MadoExtract *self, const MadoField *field, gconstpointer list)
{
  switch (field->type)
    {
    case MADO_FIELD_PARAGRAPHS:
      for (guint i = 0; i < mado_paragraphs_get_n (list); i++)
        append_text (self, mado_paragraphs_get (list, i), MADO_COLUMN_TEXT_EN);
      break;
    case MADO_FIELD_IDENTIFIERS:
      for (guint i = 0; i < mado_identifiers_get_n (list); i++)
        append_name (self, mado_identifiers_get (list, i)->value);
      break;
    case MADO_FIELD_ARTICLES:
      for (guint i = 0; i < mado_articles_get_n (list); i++)
        append_text (self, mado_articles_get (list, i)->content, MADO_COLUMN_TEXT_EN);
      break;
    case MADO_FIELD_ELIGIBILITIES:
      for (guint i = 0; i < mado_eligibilities_get_n (list); i++)
        {
          append_text (self, mado_eligibilities_get (list, i)->scope, MADO_COLUMN_TEXT_EN);
          append_text (self, mado_eligibilities_get (list, i)->who, MADO_COLUMN_TEXT_EN);
        }
      break;
    case MADO_FIELD_NAME_VARIANTS:
      for (guint i = 0; i < mado_name_variants_get_n (list); i++)
        append_name (self, mado_name_variants_get (list, i)->ja);
      break;
    case MADO_FIELD_SOURCES:
      for (guint i = 0; i < mado_sources_get_n (list); i++)
        append (self->columns[MADO_COLUMN_TEXT_EN], mado_sources_get (list, i)->title);
      break;
    case MADO_FIELD_CONFLICTS:
      append_conflicts (self, list);
      break;
    case MADO_FIELD_PERSON_NAME:
      append_person (self, list);
      break;
    default:
      break;
    }
}

static void
append_searched (MadoExtract *self, MadoRecord *record, const MadoField *field)
{
  gconstpointer place = mado_record_peek (record, field);

  if (!mado_record_has (record, field))
    return;
  if (field->type == MADO_FIELD_TEXT)
    append_text (self, *(MadoText *const *) place,
                 strcmp (field->name, "title") == 0 ? MADO_COLUMN_TITLE_EN : MADO_COLUMN_TEXT_EN);
  else if (field->type == MADO_FIELD_STRING)
    append_name (self, *(char *const *) place);
  else if (field->type != MADO_FIELD_NUMBER && field->type != MADO_FIELD_MONEY
           && field->type != MADO_FIELD_FLAG)
    append_list (self, field, *(gconstpointer const *) place);
}

/* A day as mado-query-call.c asks for it; 0 is none. */
static void
append_day (MadoExtract *self, const char *field, gint day)
{
  g_autofree char *digits = g_strdup_printf ("%06d", day);

  if (day > 0)
    append_token (self, field, digits);
}

static void
add_pair (MadoExtract *self, const char *field, const char *value)
{
  MadoFacetPair *pair;

  for (guint i = 0; i < self->pairs->len; i++)
    {
      pair = g_ptr_array_index (self->pairs, i);
      if (strcmp (pair->value, value) == 0 && strcmp (pair->field, field) == 0)
        return;
    }
  pair = g_new (MadoFacetPair, 1);
  pair->field = field;
  pair->value = g_strdup (value);
  g_ptr_array_add (self->pairs, pair);
  append_token (self, field, value);
}

static void
add_facet (MadoExtract *self, MadoRecord *record, const MadoField *field)
{
  gconstpointer place = mado_record_peek (record, field);
  gconstpointer list;

  if (!mado_record_has (record, field))
    return;
  switch (field->type)
    {
    case MADO_FIELD_STRING:
      add_pair (self, field->name, *(char *const *) place);
      break;
    case MADO_FIELD_FLAG:
      add_pair (self, field->name, *(const MadoFlag *) place == MADO_FLAG_YES ? "yes" : "no");
      break;
    case MADO_FIELD_WORDS:
      list = *(gconstpointer const *) place;
      for (guint i = 0; i < mado_words_get_n (list); i++)
        add_pair (self, field->name, mado_words_get (list, i));
      break;
    case MADO_FIELD_PARTICIPANTS:
      list = *(gconstpointer const *) place;
      for (guint i = 0; i < mado_participants_get_n (list); i++)
        add_pair (self, field->name, mado_participants_get (list, i)->organisation);
      break;
    default:
      break;
    }
}

/* What the state of a call on any day follows from. */
static void
add_call (MadoExtract *self, MadoRecord *record)
{
  MadoCall call;
  g_autofree char *value = NULL;

  mado_call_read (&call, record);
  value = mado_call_format (&call);
  add_pair (self, MADO_CALL_FIELD, value);
  append_day (self, MADO_CALL_OPENS, call.opens);
  append_day (self, MADO_CALL_OPENED, call.opened);
  append_day (self, MADO_CALL_MAY_CLOSE, call.closing);
  append_day (self, MADO_CALL_CLOSES, call.closes);
}

/* Who pays is what people ask a call for first. */
static void
add_funders (MadoExtract *self, MadoRecord *record)
{
  const MadoParticipants *participants = mado_record_get_participants (record);

  for (guint i = 0; i < mado_participants_get_n (participants); i++)
    if (g_strcmp0 (mado_participants_get (participants, i)->role, "funder") == 0)
      add_pair (self, "funder", mado_participants_get (participants, i)->organisation);
}

/* A period without an end is filed under the years that it is known to have begun in: what it lasts
 * for is not known, and 200 years that have not come would drown the list of years. */
static void
add_years (MadoExtract *self, MadoRecord *record, const MadoField *field)
{
  const MadoDate *date = *(MadoDate *const *) mado_record_peek (record, field);
  MadoDatePoint start, end;
  gint first, last;

  if (field->type != MADO_FIELD_DATE || date == NULL)
    return;
  start = mado_date_get_start (date);
  end = mado_date_get_end (date);
  first = start.precision != MADO_PRECISION_NONE ? start.year : end.year;
  last = end.precision != MADO_PRECISION_NONE ? end.year : first;
  for (gint year = first; year <= last && year < first + MAX_YEARS; year++)
    {
      char digits[8];

      g_snprintf (digits, sizeof digits, "%d", year);
      add_pair (self, "year", digits);
    }
}

static void
set_key (MadoExtract *self, MadoLanguage language, const char *text)
{
  UChar wide[MAX_KEY];
  int32_t length = 0;
  UErrorCode code = U_ZERO_ERROR;
  GByteArray *key = self->keys[language];

  /* What does not fit is cut; what is no UTF-8 is replaced. */
  u_strFromUTF8WithSub (wide, MAX_KEY, &length, text, -1, 0xfffd, NULL, &code);
  length = MIN (length, MAX_KEY);
  g_byte_array_set_size (key, MAX_KEY);
  length = ucol_getSortKey (self->collators[language], wide, length, key->data, key->len);
  if ((guint) length > key->len)
    {
      int32_t size = u_strlen (wide) < MAX_KEY ? u_strlen (wide) : MAX_KEY;

      g_byte_array_set_size (key, length);
      length = ucol_getSortKey (self->collators[language], wide, size, key->data, key->len);
    }
  g_byte_array_set_size (key, length);
}

static void
set_keys (MadoExtract *self, MadoRecord *record)
{
  MadoText *title = mado_record_get_title (record);
  const char *reading = mado_record_get_reading (record);

  self->has_keys = !mado_kind_is_dated (mado_record_get_kind (record));
  if (!self->has_keys)
    return;
  set_key (self, MADO_LANGUAGE_EN, mado_text_get (title, MADO_LANGUAGE_EN, NULL));
  set_key (self, MADO_LANGUAGE_JA,
           reading != NULL ? reading : mado_text_get (title, MADO_LANGUAGE_JA, NULL));
}

static void
add_entry_cb (const char *key, const char *word, MadoLanguage language, gpointer user_data)
{
  MadoExtract *self = user_data;
  g_autofree char *folded = mado_tokens_fold (key, -1);
  g_autofree char *folded_word = mado_tokens_fold (word, -1);
  MadoGlossaryEntry *entry;

  if (*folded == '\0' || *folded_word == '\0' || strcmp (folded, folded_word) == 0)
    return;
  entry = g_new (MadoGlossaryEntry, 1);
  entry->key = g_steal_pointer (&folded);
  entry->word = g_strdup (word);
  entry->language = language;
  g_ptr_array_add (self->glossary, entry);
}

static void
add_titles (MadoExtract *self, MadoRecord *record)
{
  MadoText *title = mado_record_get_title (record);
  MadoKind kind = mado_record_get_kind (record);

  for (MadoLanguage language = MADO_LANGUAGE_EN; language <= MADO_LANGUAGE_JA; language++)
    {
      const char *text = mado_text_get_exact (title, language);
      g_autofree char *inner = NULL;
      g_autofree char *base = NULL;

      add_name (self, text);
      if (text == NULL || (kind != MADO_KIND_ORGANISATION && kind != MADO_KIND_TERM))
        continue;
      base = mado_glossary_split (text, &inner);
      add_name (self, base);
      if (inner != NULL && mado_glossary_is_abbreviation (inner, base))
        add_name (self, inner);
    }
}

/*
 * mado_extract_new:
 * @error: CANNOT_OPEN when ICU has no collation (its data is missing)
 */
MadoExtract *
mado_extract_new (GError **error)
{
  static const char *const locales[] = { "", "ja" };
  g_autoptr (MadoExtract) self = g_new0 (MadoExtract, 1);

  for (guint i = 0; i < MADO_N_COLUMNS; i++)
    self->columns[i] = g_string_sized_new (1024);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->known_names = g_hash_table_new (g_str_hash, g_str_equal);
  self->pairs = g_ptr_array_new_with_free_func (free_pair);
  self->glossary = g_ptr_array_new_with_free_func (free_entry);
  for (guint i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      UErrorCode code = U_ZERO_ERROR;

      self->keys[i] = g_byte_array_new ();
      self->collators[i] = ucol_open (locales[i], &code);
      if (U_FAILURE (code))
        {
          g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN,
                       "the rules of sorting cannot be read: %s", u_errorName (code));
          return NULL;
        }
    }
  return g_steal_pointer (&self);
}

void
mado_extract_free (MadoExtract *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < MADO_N_COLUMNS; i++)
    if (self->columns[i] != NULL)
      g_string_free (self->columns[i], TRUE);
  g_clear_pointer (&self->known_names, g_hash_table_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->pairs, g_ptr_array_unref);
  g_clear_pointer (&self->glossary, g_ptr_array_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->keys); i++)
    {
      g_clear_pointer (&self->keys[i], g_byte_array_unref);
      g_clear_pointer (&self->collators[i], ucol_close);
    }
  g_free (self);
}

static void
clear (MadoExtract *self)
{
  for (guint i = 0; i < MADO_N_COLUMNS; i++)
    g_string_truncate (self->columns[i], 0);
  g_hash_table_remove_all (self->known_names);
  g_ptr_array_set_size (self->names, 0);
  g_ptr_array_set_size (self->pairs, 0);
  g_ptr_array_set_size (self->glossary, 0);
}

/* Reads @record of the set @set; what was read before is gone. */
void
mado_extract_read (MadoExtract *self, MadoRecord *record, const char *set)
{
  clear (self);
  append_token (self, "kind", mado_kind_to_word (mado_record_get_kind (record)));
  append_token (self, "set", set);
  if (mado_record_is_disputed (record))
    append_token (self, "is", "disputed");
  append_name (self, mado_record_get_id (record));
  for (guint i = 0; i < mado_record_get_n_fields (record); i++)
    {
      const MadoField *field = mado_record_get_field (record, i);

      if (field->flags & MADO_FIELD_SEARCHED)
        append_searched (self, record, field);
      if (field->flags & MADO_FIELD_FACET)
        add_facet (self, record, field);
      if (field->flags & MADO_FIELD_FACET_YEAR)
        add_years (self, record, field);
    }
  if (mado_record_get_kind (record) == MADO_KIND_OPPORTUNITY)
    {
      add_call (self, record);
      add_funders (self, record);
    }
  if (mado_record_get_reading (record) != NULL)
    mado_romaji_foreach (mado_record_get_reading (record), add_key_cb, self);
  add_titles (self, record);
  set_keys (self, record);
  if (mado_record_get_kind (record) == MADO_KIND_TERM)
    mado_glossary_foreach (mado_record_get_title (record), add_entry_cb, self);
}

const GString *
mado_extract_get_column (MadoExtract *self, MadoColumn column)
{
  return self->columns[column];
}

GPtrArray *
mado_extract_get_names (MadoExtract *self)
{
  return self->names;
}

GPtrArray *
mado_extract_get_pairs (MadoExtract *self)
{
  return self->pairs;
}

GPtrArray *
mado_extract_get_glossary (MadoExtract *self)
{
  return self->glossary;
}

const GByteArray *
mado_extract_get_key (MadoExtract *self, MadoLanguage language)
{
  return self->has_keys ? self->keys[language] : NULL;
}
