/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filters are found by a scan of the text's top level and written in front of the words: the last
 * word stays the last, and goes on as one types. */
#include "core/store/mado-choice.h"

#include <string.h>

#include "core/store/mado-query-node.h"
#include "core/store/mado-schema.h"

/* A piece of the text between spaces that stand in no quotation marks and no parentheses. */
typedef struct
{
  gsize start;
  gsize end;
} Piece;

static void
free_choice (gpointer data)
{
  MadoChoice *choice = data;

  g_free (choice->field);
  g_ptr_array_unref (choice->values);
  g_free (choice);
}

static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c);
}

static gboolean
is_quote (gunichar c)
{
  return c == '"' || c == 0x201c || c == 0x201d || c == 0x201e || c == 0xff02;
}

static int
get_depth (gunichar c)
{
  if (c == '(' || c == 0xff08)
    return 1;
  return c == ')' || c == 0xff09 ? -1 : 0;
}

static GArray *
cut (const char *text)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  gboolean quoted = FALSE;
  gboolean inside = FALSE;
  int depth = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      Piece piece = { (gsize) (at - text), (gsize) (at - text) };

      if (is_space (c) && !quoted && depth == 0)
        {
          inside = FALSE;
          continue;
        }
      if (!inside)
        g_array_append_val (pieces, piece);
      inside = TRUE;
      quoted ^= is_quote (c);
      depth = quoted ? depth : MAX (depth + get_depth (c), 0);
      g_array_index (pieces, Piece, pieces->len - 1).end = (gsize) (g_utf8_next_char (at) - text);
    }
  return pieces;
}

static gboolean
is_word (const char *text, const Piece *piece, const char *word)
{
  return piece->end - piece->start == strlen (word)
         && strncmp (text + piece->start, word, strlen (word)) == 0;
}

/* One value from @at on: a word, or words in quotation marks. NULL where it is neither whole nor
 * exact; @at is moved behind it. */
static char *
read_value (const char **at, const char *end)
{
  const char *start = *at;
  const char *stop;
  gsize last;

  if (start < end && is_quote (g_utf8_get_char (start)))
    {
      start = stop = g_utf8_next_char (start);
      while (stop < end && !is_quote (g_utf8_get_char (stop)))
        stop = g_utf8_next_char (stop);
      if (stop >= end)
        return NULL;
      *at = g_utf8_next_char (stop);
      return g_strstrip (g_strndup (start, (gsize) (stop - start)));
    }
  for (stop = start;
       stop < end && !is_space (g_utf8_get_char (stop)) && get_depth (g_utf8_get_char (stop)) == 0;)
    stop = g_utf8_next_char (stop);
  *at = stop;
  last = (gsize) (stop - start);
  return last == 0 || start[last - 1] == '*' ? NULL : g_strndup (start, last);
}

static const char *
skip_spaces (const char *at, const char *end)
{
  while (at < end && is_space (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  return at;
}

static gboolean
add_value (GPtrArray *values, const char *field, char *value, MadoVocabulary *vocabulary)
{
  if (value == NULL || *value == '\0')
    {
      g_free (value);
      return FALSE;
    }
  g_ptr_array_add (values, mado_query_field_name_value (field, value, vocabulary));
  g_free (value);
  return TRUE;
}

/* The values behind "field:", to the end of the piece; NULL where they are no filter. */
static GPtrArray *
read_values (const char *field, const char *at, const char *end, MadoVocabulary *vocabulary)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  if (at >= end)
    return NULL;
  if (get_depth (g_utf8_get_char (at)) != 1)
    {
      if (!add_value (values, field, read_value (&at, end), vocabulary) || at != end)
        return NULL;
      return g_steal_pointer (&values);
    }
  for (at = g_utf8_next_char (at);;)
    {
      at = skip_spaces (at, end);
      if (!add_value (values, field, read_value (&at, end), vocabulary))
        return NULL;
      at = skip_spaces (at, end);
      if (end - at < 2 || at[0] != 'O' || at[1] != 'R')
        break;
      at += 2;
    }
  if (at >= end || get_depth (g_utf8_get_char (at)) != -1 || g_utf8_next_char (at) != end)
    return NULL;
  return g_steal_pointer (&values);
}

/* Words are searched, and an id is found: neither is a filter. */
static gboolean
is_filter (const char *field)
{
  return mado_query_field_exists (field)
         && !g_str_equal (mado_query_field_get_name (field), "title")
         && !g_str_equal (mado_query_field_get_name (field), "id");
}

static MadoChoice *
read_choice (const char *text, const Piece *piece, MadoVocabulary *vocabulary)
{
  const char *end = text + piece->end;
  const char *at = text + piece->start;
  g_autofree char *field = NULL;
  GPtrArray *values;
  MadoChoice *choice;

  while (at < end && (g_ascii_isalpha (*at) || *at == '_'))
    at++;
  field = g_strndup (text + piece->start, (gsize) (at - text) - piece->start);
  if (at >= end || (*at != ':' && g_utf8_get_char (at) != 0xff1a) || !is_filter (field))
    return NULL;
  values = read_values (field, g_utf8_next_char (at), end, vocabulary);
  if (values == NULL)
    return NULL;
  choice = g_new (MadoChoice, 1);
  choice->field = g_strdup (mado_query_field_get_name (field));
  choice->values = values;
  choice->start = piece->start;
  choice->end = piece->end;
  return choice;
}

static gboolean
has_or (const char *text, GArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++)
    if (is_word (text, &g_array_index (pieces, Piece, i), "OR"))
      return TRUE;
  return FALSE;
}

/**
 * mado_choices_list:
 * @text: a query, as typed
 * @vocabulary: (nullable): for values that are typed as labels
 *
 * A query whose alternatives stand at the top level has no filters: each would belong to one of
 * them.
 *
 * Returns: (transfer full) (element-type MadoChoice): the filters
 */
GPtrArray *
mado_choices_list (const char *text, MadoVocabulary *vocabulary)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (free_choice);
  g_autoptr (GArray) pieces = NULL;

  g_return_val_if_fail (text != NULL, choices);

  if (!g_utf8_validate (text, -1, NULL))
    return choices;
  pieces = cut (text);
  for (guint i = 0; !has_or (text, pieces) && i < pieces->len; i++)
    {
      gboolean is_denied = i > 0 && is_word (text, &g_array_index (pieces, Piece, i - 1), "NOT");
      MadoChoice *choice
          = is_denied ? NULL : read_choice (text, &g_array_index (pieces, Piece, i), vocabulary);

      if (choice != NULL)
        g_ptr_array_add (choices, choice);
    }
  return choices;
}

/* The index knows neither capitals nor spaces. */
static gboolean
is_same (const char *field, const char *one, const char *two)
{
  g_autofree char *first = mado_schema_facet_token (field, one);
  g_autofree char *second = mado_schema_facet_token (field, two);

  return g_str_equal (first, second);
}

static guint
find_value (const MadoChoice *choice, const char *value)
{
  for (guint i = 0; i < choice->values->len; i++)
    if (is_same (choice->field, g_ptr_array_index (choice->values, i), value))
      return i;
  return G_MAXUINT;
}

gboolean
mado_choices_have (GPtrArray *choices, const char *field, const char *value)
{
  for (guint i = 0; i < choices->len; i++)
    {
      const MadoChoice *choice = g_ptr_array_index (choices, i);

      if (g_str_equal (choice->field, field) && find_value (choice, value) != G_MAXUINT)
        return TRUE;
    }
  return FALSE;
}

static void
append_value (GString *text, const char *value)
{
  gboolean is_plain = *value != '\0' && !g_str_equal (value, "OR");

  for (const char *c = value; *c != '\0'; c++)
    is_plain = is_plain && (g_ascii_isalnum (*c) || strchr ("-_.", *c) != NULL);
  if (is_plain)
    {
      g_string_append (text, value);
      return;
    }
  g_string_append_c (text, '"');
  for (const char *c = value; *c != '\0'; c++)
    if (*c != '"')
      g_string_append_c (text, *c);
  g_string_append_c (text, '"');
}

/* field:value, field:(one OR other), or nothing. */
static char *
write_choice (const char *field, GPtrArray *values)
{
  GString *text = g_string_new (NULL);

  if (values->len > 0)
    g_string_append_printf (text, "%s:%s", field, values->len > 1 ? "(" : "");
  for (guint i = 0; i < values->len; i++)
    {
      g_string_append (text, i > 0 ? " OR " : "");
      append_value (text, g_ptr_array_index (values, i));
    }
  g_string_append (text, values->len > 1 ? ")" : "");
  return g_string_free (text, FALSE);
}

/* @text with @piece in place of the choice; a space that then parts nothing goes with it. */
static char *
replace (const char *text, gsize start, gsize end, const char *piece)
{
  const char *rest = text + end;

  if (*piece == '\0')
    while (*rest != '\0' && is_space (g_utf8_get_char (rest)))
      rest = g_utf8_next_char (rest);
  return g_strdup_printf ("%.*s%s%s", (int) start, text, piece, rest);
}

/* Alternatives are put in parentheses, else the filter would belong to the first of them; the last
 * word goes on as it did. */
static char *
put_in_front (const char *text, const char *piece)
{
  const char *words = skip_spaces (text, text + strlen (text));
  g_autoptr (GArray) pieces = cut (words);
  g_autofree char *alternatives = NULL;
  gboolean goes_on;

  if (!has_or (words, pieces))
    return g_strdup_printf ("%s %s", piece, words);
  alternatives = g_strchomp (g_strdup (words));
  goes_on = strlen (alternatives) == strlen (words)
            && strchr ("\")*", words[strlen (words) - 1]) == NULL;
  return g_strdup_printf ("%s (%s%s)", piece, alternatives, goes_on ? "*" : "");
}

/**
 * mado_choices_toggle:
 * @text: a query, as typed
 * @field: a field's own name
 * @value: an id
 *
 * Values of one field are alternatives: field:(one OR other).
 *
 * Returns: (transfer full): the query with the value chosen when it was not, and without it when it
 *   was
 */
char *
mado_choices_toggle (const char *text, MadoVocabulary *vocabulary, const char *field,
                     const char *value)
{
  g_autofree char *valid = NULL;
  g_autofree char *piece = NULL;
  g_autoptr (GPtrArray) choices = NULL;
  g_autoptr (GPtrArray) alone = g_ptr_array_new ();
  MadoChoice *other = NULL;

  g_return_val_if_fail (text != NULL && field != NULL && value != NULL, NULL);

  valid = g_utf8_make_valid (text, -1);
  choices = mado_choices_list (valid, vocabulary);
  for (guint i = 0; i < choices->len; i++)
    {
      MadoChoice *choice = g_ptr_array_index (choices, i);
      guint at = g_str_equal (choice->field, field) ? find_value (choice, value) : G_MAXUINT;

      if (at != G_MAXUINT)
        {
          g_ptr_array_remove_index (choice->values, at);
          piece = write_choice (field, choice->values);
          return replace (valid, choice->start, choice->end, piece);
        }
      if (other == NULL && g_str_equal (choice->field, field))
        other = choice;
    }
  if (other != NULL)
    {
      g_ptr_array_add (other->values, g_strdup (value));
      piece = write_choice (field, other->values);
      return replace (valid, other->start, other->end, piece);
    }
  g_ptr_array_add (alone, (gpointer) value);
  piece = write_choice (field, alone);
  return put_in_front (valid, piece);
}

char *
mado_choices_clear (const char *text, MadoVocabulary *vocabulary)
{
  char *cleared = g_utf8_make_valid (text, -1);
  g_autoptr (GPtrArray) choices = mado_choices_list (cleared, vocabulary);

  for (guint i = choices->len; i-- > 0;)
    {
      const MadoChoice *choice = g_ptr_array_index (choices, i);
      char *shorter = replace (cleared, choice->start, choice->end, "");

      g_free (cleared);
      cleared = shorter;
    }
  return cleared;
}
