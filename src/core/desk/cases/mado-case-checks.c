/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Six looks at a reply. */
#include "core/desk/cases/mado-case-checks.h"

#include <string.h>

#include "core/desk/cases/mado-case-index.h"
#include "core/model/mado-opportunity.h"
#include "core/store/mado-tokens.h"

#define LEAST_PASSAGE 12 /* bytes, folded: four Japanese characters, two English words */

static const char *const words[MADO_N_CASE_CHECKS] = {
  [MADO_CASE_CHECK_EMPTY] = "empty",
  [MADO_CASE_CHECK_LANGUAGE] = "language",
  [MADO_CASE_CHECK_PLACEHOLDER] = "placeholder",
  [MADO_CASE_CHECK_INTERNAL] = "internal",
  [MADO_CASE_CHECK_CLOSED_CALL] = "closed-call",
  [MADO_CASE_CHECK_STALE_FACT] = "stale-fact",
};

const char *
mado_case_check_to_word (MadoCaseCheck check)
{
  g_return_val_if_fail (check < MADO_N_CASE_CHECKS, NULL);

  return words[check];
}

void
mado_case_flaw_free (MadoCaseFlaw *self)
{
  if (self == NULL)
    return;
  g_free (self->what);
  g_free (self);
}

static void
add (GPtrArray *flaws, MadoCaseCheck check, char *what)
{
  MadoCaseFlaw *flaw = g_new (MadoCaseFlaw, 1);

  flaw->check = check;
  flaw->what = what;
  g_ptr_array_add (flaws, flaw);
}

/* A sentence, or a line: what somebody would copy. */
static const char *
find_end_of_passage (const char *at)
{
  for (; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      gboolean is_stop = character == '.' || character == '!' || character == '?';

      if (character == '\n' || character == 0x3002
          || (is_stop && (at[1] == ' ' || at[1] == '\n' || at[1] == '\0')))
        return at;
    }
  return at;
}

/* An English answer may quote a Japanese word, and a Japanese one be full of English names: what
 * most of its sentences are written in counts. */
static gboolean
is_japanese (const char *text)
{
  guint n_japanese = 0, n = 0;

  for (const char *at = text; *at != '\0';)
    {
      const char *end = find_end_of_passage (at);
      g_autofree char *passage = g_strstrip (g_strndup (at, (gsize) (end - at)));

      n += *passage != '\0';
      n_japanese += mado_case_text_is_japanese (passage);
      at = *end != '\0' ? g_utf8_next_char (end) : end;
    }
  return 2 * n_japanese > n;
}

static void
check_language (MadoCase *the_case, const char *text, GPtrArray *flaws)
{
  const char *language = mado_case_get_value (the_case, MADO_CASE_LANGUAGE);

  if (*language != '\0' && is_japanese (text) != g_str_equal (language, "ja"))
    add (flaws, MADO_CASE_CHECK_LANGUAGE, g_strdup (language));
}

static void
check_gaps (const char *text, GPtrArray *flaws)
{
  for (const char *at = text; (at = strstr (at, "{{")) != NULL; at += 2)
    {
      const char *end = strstr (at, "}}");
      gsize length = end != NULL ? (gsize) (end - at) + 2 : strlen (at);

      add (flaws, MADO_CASE_CHECK_PLACEHOLDER, g_strndup (at, MIN (length, 80)));
    }
}

static void
check_note (const char *note, const char *folded, GPtrArray *flaws)
{
  for (const char *at = note; *at != '\0';)
    {
      const char *end = find_end_of_passage (at);
      g_autofree char *passage = g_strstrip (g_strndup (at, (gsize) (end - at)));
      g_autofree char *needle = mado_tokens_fold (passage, -1);

      if (strlen (needle) >= LEAST_PASSAGE && strstr (folded, needle) != NULL)
        add (flaws, MADO_CASE_CHECK_INTERNAL, g_steal_pointer (&passage));
      at = *end != '\0' ? g_utf8_next_char (end) : end;
    }
}

static void
check_notes (MadoCase *the_case, const char *text, GPtrArray *flaws)
{
  g_autofree char *folded = mado_tokens_fold (text, -1);
  GPtrArray *events = mado_case_get_events (the_case);

  for (guint i = 0; i < events->len; i++)
    {
      const char *note = mado_case_event_get_kind (events->pdata[i]) == MADO_CASE_NOTED
                             ? mado_case_event_get_text (events->pdata[i], "text")
                             : NULL;

      if (note != NULL)
        check_note (note, folded, flaws);
    }
}

static gboolean
is_stale (MadoRecord *record, gint today)
{
  JsonObject *object = json_node_get_object (mado_record_get_json (record));
  const char *reviewed = json_object_get_string_member_with_default (object, "reviewed_on", NULL);
  g_autoptr (MadoDate) date = reviewed != NULL ? mado_date_new_from_iso (reviewed, NULL) : NULL;

  if (g_strcmp0 (mado_record_get_status (record), "check-current") == 0
      || json_object_get_boolean_member_with_default (object, "check_before_use", FALSE))
    return TRUE;
  return date != NULL && today - mado_date_get_last_day (date) > MADO_CASE_STALE_DAYS;
}

static void
check_record (MadoRecord *record, MadoVocabulary *vocabulary, gint today, GPtrArray *flaws)
{
  if (mado_record_get_kind (record) == MADO_KIND_OPPORTUNITY
      && mado_opportunity_get_state (record, vocabulary, today) == MADO_OPPORTUNITY_CLOSED)
    add (flaws, MADO_CASE_CHECK_CLOSED_CALL, g_strdup (mado_record_get_id (record)));
  if (is_stale (record, today))
    add (flaws, MADO_CASE_CHECK_STALE_FACT, g_strdup (mado_record_get_id (record)));
}

GPtrArray *
mado_case_check_reply (MadoCase *the_case, const char *text, GPtrArray *cited,
                       MadoVocabulary *vocabulary, gint today)
{
  GPtrArray *flaws = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_flaw_free);
  g_autofree char *bare = NULL;

  g_return_val_if_fail (MADO_IS_CASE (the_case) && text != NULL && cited != NULL, flaws);

  bare = g_strstrip (g_strdup (text));
  if (*bare == '\0')
    {
      add (flaws, MADO_CASE_CHECK_EMPTY, g_strdup (""));
      return flaws;
    }
  check_language (the_case, text, flaws);
  check_gaps (text, flaws);
  check_notes (the_case, text, flaws);
  for (guint i = 0; i < cited->len; i++)
    check_record (cited->pdata[i], vocabulary, today, flaws);
  return flaws;
}

static void
append_paragraph (GString *text, const MadoText *paragraph, MadoLanguage language)
{
  const char *words_of_it = paragraph != NULL ? mado_text_get (paragraph, language, NULL) : NULL;

  if (words_of_it == NULL)
    return;
  if (text->len > 0)
    g_string_append (text, "\n\n");
  g_string_append (text, words_of_it);
}

char *
mado_case_write_answer (MadoRecord *answer, MadoLanguage language)
{
  GString *text = g_string_new (NULL);
  MadoParagraphs *body;

  g_return_val_if_fail (MADO_IS_RECORD (answer), g_string_free (text, FALSE));

  append_paragraph (text, mado_record_get_summary (answer), language);
  body = mado_record_get_body (answer);
  for (guint i = 0; body != NULL && i < mado_paragraphs_get_n (body); i++)
    append_paragraph (text, mado_paragraphs_get (body, i), language);
  return g_string_free (text, FALSE);
}

char *
mado_case_fill (const char *text, MadoCase *the_case, const MadoCasePerson *person,
                const char *officer)
{
  g_autofree char *name = person != NULL ? mado_case_person_dup_name (person) : NULL;
  g_autofree char *number
      = g_strdup_printf ("case:%" G_GINT64_FORMAT, mado_case_get_number (the_case));
  const struct
  {
    const char *gap;
    const char *value;
  } gaps[] = {
    { "{{enquirer}}", name },
    { "{{organisation}}", person != NULL ? person->organisation : NULL },
    { "{{case}}", number },
    { "{{officer}}", officer },
  };
  GString *filled = g_string_new (NULL);

  /* In one pass: what is filled in is never looked at again. */
  for (const char *at = text; *at != '\0';)
    {
      guint i = 0;

      while (i < G_N_ELEMENTS (gaps) && !g_str_has_prefix (at, gaps[i].gap))
        i++;
      if (i < G_N_ELEMENTS (gaps) && gaps[i].value != NULL && *gaps[i].value != '\0')
        {
          g_string_append (filled, gaps[i].value);
          at += strlen (gaps[i].gap);
        }
      else
        g_string_append_c (filled, *at++);
    }
  return g_string_free (filled, FALSE);
}
