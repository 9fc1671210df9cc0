/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed becomes one clean line each; what cannot be a term is refused, and why is said. */
#include "core/store/mado-own-term.h"

#include <string.h>

#include "core/store/mado-tokens.h"

#define LONGEST_TERM 200 /* characters */
#define LONGEST_NOTE 2000
#define LONGEST_SOURCE 500

/* A record has a summary: where there is no note, it says what is certain. */
#define NO_NOTE_EN "A term that was added at this desk."
#define NO_NOTE_JA "この窓口で追加した用語です。"

void
mado_own_term_free (MadoOwnTerm *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->en);
  g_free (self->ja);
  g_free (self->reading);
  g_free (self->note);
  g_free (self->source);
  g_free (self);
}

static void
free_term (gpointer term)
{
  mado_own_term_free (term);
}

GPtrArray *
mado_own_terms_new (void)
{
  return g_ptr_array_new_with_free_func (free_term);
}

static gboolean
refuse (GError **error, MadoRecordError code, const char *what, const char *problem)
{
  g_set_error (error, MADO_RECORD_ERROR, code, "%s %s", what, problem);
  return FALSE;
}

/* Blanks and line breaks become one space each, and none at the ends. Returns: (transfer full)
 * (nullable): %NULL where there is a character that no line of text has */
static char *
make_line (const char *text)
{
  g_autofree char *whole = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  g_autoptr (GString) line = g_string_new (NULL);
  gboolean blank = FALSE;

  if (whole == NULL)
    return NULL;
  for (const char *at = whole; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (g_unichar_isspace (character) || g_unichar_type (character) == G_UNICODE_LINE_SEPARATOR
          || g_unichar_type (character) == G_UNICODE_PARAGRAPH_SEPARATOR)
        {
          blank = line->len > 0;
          continue;
        }
      if (g_unichar_iscntrl (character))
        return NULL;
      if (blank)
        g_string_append_c (line, ' ');
      blank = FALSE;
      g_string_append_unichar (line, character);
    }
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/* @line: (out) (transfer full) (nullable): %NULL where @text is empty */
static gboolean
take (const char *text, const char *what, glong longest, char **line, GError **error)
{
  g_autofree char *clean = NULL;

  *line = NULL;
  if (text == NULL || *text == '\0')
    return TRUE;
  if (!g_utf8_validate (text, -1, NULL))
    return refuse (error, MADO_RECORD_ERROR_MALFORMED, what, "is not UTF-8");
  clean = make_line (text);
  if (clean == NULL)
    return refuse (error, MADO_RECORD_ERROR_MALFORMED, what, "has a control character");
  if (g_utf8_strlen (clean, -1) > longest)
    return refuse (error, MADO_RECORD_ERROR_MALFORMED, what, "is too long");
  if (*clean != '\0')
    *line = g_steal_pointer (&clean);
  return TRUE;
}

/**
 * mado_own_term_is_kana:
 * @text: one line
 *
 * Returns: whether it is written in hiragana and katakana, with spaces and middle dots between
 */
gboolean
mado_own_term_is_kana (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  if (*text == '\0')
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (character != ' ' && (character < 0x3041 || character > 0x30ff))
        return FALSE;
    }
  return TRUE;
}

/**
 * mado_own_term_new:
 * @id: (nullable): of a term that is changed; %NULL: of a new one, which gets its own
 * @en: (nullable): the English term
 * @ja: (nullable): the Japanese one
 * @reading: (nullable): in kana
 * @note: (nullable): what it means, or when it is used
 * @source: (nullable): where it was found: a title or an address
 * @error: in MADO_RECORD_ERROR: which of them is missing, too long, or no line of text
 *
 * Returns: (transfer full) (nullable): the term
 */
MadoOwnTerm *
mado_own_term_new (const char *id, const char *en, const char *ja, const char *reading,
                   const char *note, const char *source, GError **error)
{
  g_autoptr (MadoOwnTerm) self = g_new0 (MadoOwnTerm, 1);
  g_autofree char *random = NULL;

  if (!take (en, "the English term", LONGEST_TERM, &self->en, error)
      || !take (ja, "the Japanese term", LONGEST_TERM, &self->ja, error)
      || !take (reading, "the reading", LONGEST_TERM, &self->reading, error)
      || !take (note, "the note", LONGEST_NOTE, &self->note, error)
      || !take (source, "the source", LONGEST_SOURCE, &self->source, error))
    return NULL;
  if (self->en == NULL || self->ja == NULL)
    {
      refuse (error, MADO_RECORD_ERROR_MISSING_FIELD,
              self->en == NULL ? "the English term" : "the Japanese term", "is missing");
      return NULL;
    }
  if (self->reading != NULL && !mado_own_term_is_kana (self->reading))
    {
      refuse (error, MADO_RECORD_ERROR_MALFORMED, "the reading", "is not in kana");
      return NULL;
    }
  random = g_uuid_string_random ();
  self->id = id != NULL ? g_strdup (id) : g_strconcat (MADO_OWN_TERM_PREFIX, random, NULL);
  return g_steal_pointer (&self);
}

/**
 * mado_own_term_copy:
 *
 * Returns: (transfer full): the same term, id included
 */
MadoOwnTerm *
mado_own_term_copy (const MadoOwnTerm *self)
{
  MadoOwnTerm *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (MadoOwnTerm, 1);
  copy->id = g_strdup (self->id);
  copy->en = g_strdup (self->en);
  copy->ja = g_strdup (self->ja);
  copy->reading = g_strdup (self->reading);
  copy->note = g_strdup (self->note);
  copy->source = g_strdup (self->source);
  return copy;
}

/**
 * mado_own_term_equal:
 *
 * Returns: whether both say the same; their ids may differ
 */
gboolean
mado_own_term_equal (const MadoOwnTerm *one, const MadoOwnTerm *other)
{
  g_return_val_if_fail (one != NULL && other != NULL, FALSE);

  return g_str_equal (one->en, other->en) && g_str_equal (one->ja, other->ja)
         && g_strcmp0 (one->reading, other->reading) == 0 && g_strcmp0 (one->note, other->note) == 0
         && g_strcmp0 (one->source, other->source) == 0;
}

char *
mado_own_term_fold (const char *en)
{
  g_return_val_if_fail (en != NULL, NULL);

  return mado_tokens_fold (en, -1);
}

/* --- As a record --- */

static gboolean
has_japanese (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_utf8_get_char (at) >= 0x2e80)
      return TRUE;
  return FALSE;
}

static JsonObject *
make_text (const char *en, const char *ja)
{
  JsonObject *text = json_object_new ();

  if (en != NULL)
    json_object_set_string_member (text, "en", en);
  if (ja != NULL)
    json_object_set_string_member (text, "ja", ja);
  return text;
}

static JsonObject *
make_summary (const char *note)
{
  if (note == NULL)
    return make_text (NO_NOTE_EN, NO_NOTE_JA);
  return has_japanese (note) ? make_text (NULL, note) : make_text (note, NULL);
}

/* The day on which it was written down is the day on which the source was seen. */
static JsonArray *
make_sources (const char *source)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  JsonArray *sources = json_array_new ();
  JsonObject *one = json_object_new ();

  json_object_set_string_member (one, "title", source);
  json_object_set_string_member (one, "accessed", today);
  if (g_str_has_prefix (source, "https://") || g_str_has_prefix (source, "http://"))
    json_object_set_string_member (one, "url", source);
  json_array_add_object_element (sources, one);
  return sources;
}

/**
 * mado_own_term_to_record:
 * @error: in MADO_RECORD_ERROR
 *
 * A term with a source counts as verified: who wrote it down says that it is used there.
 *
 * Returns: (transfer full) (nullable): the record, of the set "own"
 */
MadoRecord *
mado_own_term_to_record (const MadoOwnTerm *self, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  g_return_val_if_fail (self != NULL, NULL);

  object = json_object_new ();
  node = json_node_init_object (json_node_alloc (), object);
  json_object_unref (object);
  json_object_set_string_member (object, "id", self->id);
  json_object_set_string_member (object, "kind", "term");
  json_object_set_string_member (object, "category", MADO_OWN_TERM_CATEGORY);
  json_object_set_object_member (object, "title", make_text (self->en, self->ja));
  json_object_set_object_member (object, "summary", make_summary (self->note));
  json_object_set_boolean_member (object, "verified", self->source != NULL);
  if (self->reading != NULL)
    json_object_set_string_member (object, "reading", self->reading);
  if (self->source != NULL)
    json_object_set_array_member (object, "sources", make_sources (self->source));
  json_node_seal (node);
  return mado_record_new_from_json (node, error);
}

/**
 * mado_own_term_is:
 * @record: any record
 *
 * Returns: whether a person added it to the glossary
 */
gboolean
mado_own_term_is (MadoRecord *record)
{
  g_return_val_if_fail (MADO_IS_RECORD (record), FALSE);

  return mado_record_get_kind (record) == MADO_KIND_TERM
         && g_str_has_prefix (mado_record_get_id (record), MADO_OWN_TERM_PREFIX);
}

/**
 * mado_own_term_new_from_record:
 * @record: any record
 *
 * Returns: (transfer full) (nullable): what was written of it; %NULL where it is no own term
 */
MadoOwnTerm *
mado_own_term_new_from_record (MadoRecord *record)
{
  MadoText *title, *summary;
  MadoSources *sources;
  const char *note;

  g_return_val_if_fail (MADO_IS_RECORD (record), NULL);

  if (!mado_own_term_is (record))
    return NULL;
  title = mado_record_get_title (record);
  summary = mado_record_get_summary (record);
  sources = mado_record_get_sources (record);
  note = mado_text_get (summary, MADO_LANGUAGE_EN, NULL);
  return mado_own_term_new (
      mado_record_get_id (record), mado_text_get_exact (title, MADO_LANGUAGE_EN),
      mado_text_get_exact (title, MADO_LANGUAGE_JA), mado_record_get_reading (record),
      g_str_equal (note, NO_NOTE_EN) ? NULL : note,
      mado_sources_get_n (sources) > 0 ? mado_sources_get (sources, 0)->title : NULL, NULL);
}
