/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the passage of a record that a hit shows under its title, and the languages that matched.
 */
#include "core/store/mado-snippet.h"

#include <string.h>

#define LEAD 24      /* columns shown before the match where there are as many */
#define ROW 40       /* columns of a narrow row: a match that ends in them needs no cut before it */
#define WORD_SLIP 16 /* characters to give up for the sake of a whole word */

typedef struct
{
  MadoSnippet *snippet;
  GPtrArray *needles;
  GPtrArray *plain; /* the needles that ASCII text can hold */
  gboolean wants_passage;
} Hunt;

static gboolean
is_in_text (GPtrArray *needles, const char *text)
{
  g_autoptr (GArray) ranges = needles->len > 0 ? mado_needles_find (needles, text) : NULL;

  return ranges != NULL && ranges->len > 0;
}

/* Every needle stands in the title, in either language. */
static gboolean
is_told_by_title (MadoText *title, GPtrArray *needles)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_set_size (one, 1);
  for (guint i = 0; i < needles->len; i++)
    {
      gboolean found = FALSE;

      g_ptr_array_index (one, 0) = g_ptr_array_index (needles, i);
      for (guint language = 0; !found && language <= MADO_LANGUAGE_JA; language++)
        {
          const char *text = mado_text_get_exact (title, language);

          found = text != NULL && is_in_text (one, text);
        }
      if (!found)
        return FALSE;
    }
  return TRUE;
}

static gboolean *
get_matched (MadoSnippet *snippet, MadoLanguage language)
{
  return language == MADO_LANGUAGE_JA ? &snippet->matched_ja : &snippet->matched_en;
}

/* Looks at one text, but only as far as something is still to be learnt from it. */
static void
look_at (Hunt *hunt, const char *text, MadoLanguage language, gboolean is_title)
{
  gboolean *matched = get_matched (hunt->snippet, language);
  gboolean wants_passage = hunt->wants_passage && !is_title;
  GPtrArray *needles;
  g_autoptr (GArray) ranges = NULL;

  if (text == NULL || (*matched && !wants_passage))
    return;
  needles = g_str_is_ascii (text) ? hunt->plain : hunt->needles;
  if (needles->len == 0)
    return;
  ranges = mado_needles_find (needles, text);
  if (ranges->len == 0)
    return;
  *matched = TRUE;
  if (wants_passage)
    {
      const MadoRange *range = &g_array_index (ranges, MadoRange, 0);

      hunt->snippet->passage = mado_snippet_cut (text, range->start, range->end);
      hunt->snippet->language = language;
      hunt->wants_passage = FALSE;
    }
}

static void
look_at_text (Hunt *hunt, const MadoText *text, gboolean is_title)
{
  for (guint language = 0; language <= MADO_LANGUAGE_JA; language++)
    look_at (hunt, mado_text_get_exact (text, language), language, is_title);
}

static gboolean
is_finished (const Hunt *hunt)
{
  return hunt->snippet->matched_en && hunt->snippet->matched_ja && !hunt->wants_passage;
}

static void
look_at_field (Hunt *hunt, MadoRecord *record, const MadoField *field)
{
  if (!mado_record_has (record, field))
    return;
  if (field->type == MADO_FIELD_TEXT)
    look_at_text (hunt, *(MadoText *const *) mado_record_peek (record, field), FALSE);
  if (field->type == MADO_FIELD_PARAGRAPHS)
    {
      MadoParagraphs *body = *(MadoParagraphs *const *) mado_record_peek (record, field);

      for (guint i = 0; i < mado_paragraphs_get_n (body) && !is_finished (hunt); i++)
        look_at_text (hunt, mado_paragraphs_get (body, i), FALSE);
    }
}

/**
 * mado_snippet_find:
 * @self: (out caller-allocates): clear it with mado_snippet_clear()
 * @record: a hit
 * @needles: (element-type MadoNeedle): what the query looks for; without any, nothing is found
 *
 * Finds the first passage of the record, in the order of its fields and English first, that holds a
 * needle, and whether any of its English and of its Japanese text holds one. A record that was
 * found by its id or another name alone matches in both.
 */
void
mado_snippet_find (MadoSnippet *self, MadoRecord *record, GPtrArray *needles)
{
  g_autoptr (GPtrArray) plain = g_ptr_array_new ();
  Hunt hunt = { self, needles, plain, FALSE };

  g_return_if_fail (self != NULL && MADO_IS_RECORD (record));

  *self = (MadoSnippet){ 0 };
  if (needles == NULL || needles->len == 0)
    return;
  for (guint i = 0; i < needles->len; i++)
    {
      MadoNeedle *needle = g_ptr_array_index (needles, i);

      if (mado_needle_get_match (needle) != NULL && g_str_is_ascii (mado_needle_get_match (needle)))
        g_ptr_array_add (plain, needle);
    }
  hunt.wants_passage = !is_told_by_title (mado_record_get_title (record), needles);
  look_at_text (&hunt, mado_record_get_title (record), TRUE);
  look_at_text (&hunt, mado_record_get_summary (record), FALSE);
  for (guint i = 0; i < mado_record_get_n_fields (record) && !is_finished (&hunt); i++)
    {
      const MadoField *field = mado_record_get_field (record, i);

      if ((field->flags & MADO_FIELD_SEARCHED) && !g_str_equal (field->name, "title")
          && !g_str_equal (field->name, "summary"))
        look_at_field (&hunt, record, field);
    }
  if (!self->matched_en && !self->matched_ja)
    self->matched_en = self->matched_ja = TRUE;
}

/**
 * mado_snippet_clear:
 * @self: frees what it holds, not itself
 */
void
mado_snippet_clear (MadoSnippet *self)
{
  g_clear_pointer (&self->passage, g_free);
}

static gboolean
is_inside_word (const char *text, const char *at)
{
  gunichar before;
  gunichar after;

  if (at == text || *at == '\0')
    return FALSE;
  before = g_utf8_get_char (g_utf8_prev_char (at));
  after = g_utf8_get_char (at);
  /* Ideographs and kana are written without spaces; any place between them is as good. */
  return g_unichar_isalnum (before) && g_unichar_isalnum (after) && before < 0x2e80
         && after < 0x2e80;
}

/* A mark stays with the character before it. */
static gboolean
is_cut_here (const char *text, const char *at)
{
  return !is_inside_word (text, at) && !g_unichar_ismark (g_utf8_get_char (at));
}

/* A column is half as wide as an ideograph. */
static guint
count_columns (gunichar c)
{
  return g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
}

static gboolean
is_within (const char *text, const char *end, guint columns)
{
  guint n = 0;

  for (; text < end && n <= columns; text = g_utf8_next_char (text))
    n += count_columns (g_utf8_get_char (text));
  return n <= columns;
}

static const char *
step_back (const char *text, const char *at, guint columns)
{
  guint n = 0;

  while (at > text)
    {
      const char *before = g_utf8_prev_char (at);

      n += count_columns (g_utf8_get_char (before));
      if (n > columns)
        break;
      at = before;
    }
  return at;
}

/* Moves @at to a place between words, forwards, but not beyond @limit. */
static const char *
find_cut_after (const char *text, const char *at, const char *limit)
{
  const char *place = at;

  for (guint i = 0; i < WORD_SLIP && place < limit; i++, place = g_utf8_next_char (place))
    if (is_cut_here (text, place))
      return place;
  return at;
}

static const char *
find_cut_before (const char *text, const char *at, const char *limit)
{
  const char *place = at;

  for (guint i = 0; i < WORD_SLIP && place > limit; i++, place = g_utf8_prev_char (place))
    if (is_cut_here (text, place))
      return place;
  return at;
}

char *
mado_snippet_cut (const char *text, gsize start, gsize end)
{
  g_autofree char *passage = NULL;
  const char *first;
  const char *last;
  glong room = MADO_SNIPPET_LENGTH - 2; /* both ellipses */

  g_return_val_if_fail (text != NULL && start <= end && end <= strlen (text), NULL);

  first = is_within (text, text + end, ROW) ? text : step_back (text, text + start, LEAD);
  if (first == text && g_utf8_strlen (text, -1) <= MADO_SNIPPET_LENGTH)
    return g_strstrip (g_strdup (text));
  if (first > text)
    first = find_cut_after (text, first, text + start);
  last = first;
  while (*last != '\0' && room-- > 0)
    last = g_utf8_next_char (last);
  if (*last != '\0')
    last = find_cut_before (text, last, text + MIN (end, (gsize) (last - text)));
  passage = g_strstrip (g_strndup (first, last - first));
  return g_strconcat (first > text ? "…" : "", passage, *last != '\0' ? "…" : "", NULL);
}
