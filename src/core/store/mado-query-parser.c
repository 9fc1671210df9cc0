/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the query language by recursive descent: OR of AND of terms. Every mistake has a place. */
#include <string.h>

#include "core/store/mado-database.h"
#include "core/store/mado-query-node.h"

#define MAX_CHARACTERS 2000
#define MAX_TERMS 64
#define MAX_DEPTH 8
#define WIDE_COLON 0xff1a

typedef struct
{
  gunichar *typed;
  gunichar *text; /* what is typed full-width for the syntax is plain here; ends with 0 */
  guint length;
  guint at;
  guint depth;
  guint n_terms;
  MadoVocabulary *vocabulary;
  gint today;
  guint mistake; /* where */
  GError *error; /* set: give up */
} Parser;

static MadoNode *parse_or (Parser *self);

static void
fail (Parser *self, guint position, const char *format, const char *word)
{
  g_autofree char *what = NULL;

  if (self->error != NULL)
    return;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  what = g_strdup_printf (format, word);
#pragma GCC diagnostic pop
  self->mistake = position;
  g_set_error (&self->error, MADO_STORE_ERROR, MADO_STORE_ERROR_BAD_QUERY, "at character %u: %s",
               position + 1, what);
}

/* A Japanese keyboard gives the full-width forms; they mean the same here. */
static gunichar
simplify (gunichar c)
{
  switch (c)
    {
    case 0x3000: /* the wide space */
    case '\t':
    case '\n':
    case '\r':
      return ' ';
    case 0x201c: /* “ */
    case 0x201d: /* ” */
    case 0x201e: /* „ */
    case 0xff02: /* ＂ */
      return '"';
    case WIDE_COLON: /* plain text as well: see measure_field() */
      return c;
    default:
      return c - 0xff01 <= 0xff5d - 0xff01 ? c - 0xff01 + '!' : c;
    }
}

static inline gunichar
peek (Parser *self)
{
  return self->text[self->at];
}

static inline gboolean
ends_term (gunichar c)
{
  return c == 0 || c == ' ';
}

static void
skip_spaces (Parser *self)
{
  while (peek (self) == ' ')
    self->at++;
}

static char *
get_text (Parser *self, guint first, guint last)
{
  return g_ucs4_to_utf8 (self->text + first, (glong) (last - first), NULL, NULL, NULL);
}

/* The same as it was typed: a label may have wide parentheses. */
static char *
get_typed (Parser *self, guint first, guint last)
{
  return g_ucs4_to_utf8 (self->typed + first, (glong) (last - first), NULL, NULL, NULL);
}

static gboolean
is_at_word (Parser *self, const char *word)
{
  guint n = (guint) strlen (word);

  for (guint i = 0; i < n; i++)
    if (self->text[self->at + i] != (gunichar) word[i])
      return FALSE;
  return ends_term (self->text[self->at + n]);
}

/* Where the piece that begins here ends: at a space, or at a parenthesis that closes more than the
 * piece has opened: 22011A0406(01) is one piece. */
static guint
find_end (Parser *self)
{
  guint opened = 0;
  guint i = self->at;

  for (; !ends_term (self->text[i]) && self->text[i] != '"'; i++)
    if (self->text[i] == '(')
      opened++;
    else if (self->text[i] == ')' && opened == 0)
      break;
    else if (self->text[i] == ')')
      opened--;
  return i;
}

/* Reads to the closing quotation mark; @closed (out) is FALSE when the text ends first, as it does
 * while somebody types. */
static char *
read_quoted (Parser *self, gboolean *closed)
{
  guint first = ++self->at;

  while (peek (self) != 0 && peek (self) != '"')
    self->at++;
  *closed = peek (self) == '"';
  if (*closed)
    self->at++;
  return get_typed (self, first, self->at - (*closed ? 1 : 0));
}

static MadoNode *
parse_quoted (Parser *self)
{
  gboolean closed;
  g_autofree char *text = read_quoted (self, &closed);
  MadoNode *node = mado_node_new_text (text, !closed, MADO_COLUMNS_ALL);

  if (node != NULL)
    node->is_plain = TRUE;
  return node;
}

/* The length of "field" where "field:" begins here, else 0. Fields are spelled with the letters of
 * ASCII, so that 日欧：協力 is text; so is an address, and what a wide colon parts without being a
 * field (EU：日本). */
static guint
measure_field (Parser *self)
{
  const gunichar *text = self->text + self->at;
  g_autofree char *field = NULL;
  guint n = 0;

  while (text[n] == '_' || (text[n] < 0x80 && g_ascii_isalpha ((char) text[n])))
    n++;
  if (n == 0 || (text[n] != ':' && text[n] != WIDE_COLON))
    return 0;
  if (text[n] == ':')
    return text[n + 1] == '/' && text[n + 2] == '/' ? 0 : n;
  field = get_text (self, self->at, self->at + n);
  return mado_query_field_exists (field) ? n : 0;
}

static char *
read_value (Parser *self, gboolean *is_prefix)
{
  gboolean closed;
  guint first = self->at;
  guint end;

  *is_prefix = FALSE;
  if (peek (self) == '"')
    return read_quoted (self, &closed);
  if (peek (self) == '(')
    return fail (self, first, "a value is one word or stands in quotation marks", NULL), NULL;
  end = self->at = find_end (self);
  *is_prefix = end > first + 1 && self->text[end - 1] == '*';
  return get_typed (self, first, *is_prefix ? end - 1 : end);
}

/* One value; @first is where the value stands. */
static MadoNode *
parse_value (Parser *self, const char *field)
{
  guint first = self->at;
  g_autofree char *value = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_prefix;
  MadoNode *node;

  value = read_value (self, &is_prefix);
  if (value == NULL)
    return NULL;
  g_strstrip (value);
  if (*value == '\0')
    return fail (self, first, "“%s:” needs a value", field), NULL;
  node = mado_query_field_resolve (field, value, is_prefix, self->vocabulary, self->today, &error);
  if (node == NULL)
    fail (self, first, "%s", error->message);
  return node;
}

/* field:(one OR other) */
static MadoNode *
parse_values (Parser *self, const char *field)
{
  guint start = self->at++;
  GPtrArray *nodes = mado_node_list_new ();

  for (;;)
    {
      skip_spaces (self);
      if (++self->n_terms > MAX_TERMS)
        fail (self, start, "the query has more than %s terms", G_STRINGIFY (MAX_TERMS));
      if (self->error == NULL && peek (self) != 0)
        mado_node_list_add (nodes, parse_value (self, field));
      skip_spaces (self);
      if (self->error != NULL || !is_at_word (self, "OR"))
        break;
      self->at += 2;
    }
  if (self->error == NULL && peek (self) != ')')
    fail (self, peek (self) == 0 ? start : self->at,
          peek (self) == 0 ? "the parenthesis that opens here is not closed"
                           : "values in parentheses are joined by OR",
          NULL);
  self->at += peek (self) == ')';
  return mado_node_new_list (MADO_NODE_OR, nodes);
}

static MadoNode *
parse_field (Parser *self, guint length)
{
  guint start = self->at;
  g_autofree char *field = get_text (self, start, start + length);
  MadoNode *node;

  if (!mado_query_field_exists (field))
    return fail (self, start, "there is no field “%s” to search in", field), NULL;
  self->at = start + length + 1;
  node = peek (self) == '(' ? parse_values (self, field) : parse_value (self, field);
  if (node != NULL)
    node->field = mado_query_field_get_name (field);
  return node;
}

/* A piece: words as they stand, with * at the end to let the last go on; or a range 2011..2015. */
static MadoNode *
parse_piece (Parser *self)
{
  guint start = self->at;
  guint end = self->at = find_end (self);
  gboolean starred = end > start + 1 && self->text[end - 1] == '*';
  g_autofree char *text = get_text (self, start, starred ? end - 1 : end);
  MadoNode *node = NULL;

  if (strstr (text, "..") != NULL)
    node = mado_query_field_new_date (text, NULL);
  if (node != NULL)
    return node;
  node = mado_node_new_text (text, starred || end == self->length, MADO_COLUMNS_ALL);
  if (node != NULL)
    node->is_plain = !starred;
  return node;
}

static MadoNode *
parse_group (Parser *self)
{
  guint start = self->at++;
  MadoNode *node;

  if (++self->depth > MAX_DEPTH)
    return fail (self, start, "the parentheses are nested too deeply", NULL), NULL;
  node = parse_or (self);
  self->depth--;
  if (peek (self) == ')')
    self->at++;
  else
    fail (self, start, "the parenthesis that opens here is not closed", NULL);
  return node;
}

static MadoNode *
parse_term (Parser *self)
{
  guint start = self->at;
  guint field_length;
  MadoNode *node;

  if (peek (self) == '(')
    return parse_group (self);
  if (++self->n_terms > MAX_TERMS)
    return fail (self, start, "the query has more than %s terms", G_STRINGIFY (MAX_TERMS)), NULL;
  field_length = measure_field (self);
  if (peek (self) == '"')
    node = parse_quoted (self);
  else if (field_length > 0)
    node = parse_field (self, field_length);
  else
    node = parse_piece (self);
  if (node != NULL)
    node->position = start;
  return node;
}

static gboolean
is_at_end (Parser *self)
{
  skip_spaces (self);
  return peek (self) == 0 || peek (self) == ')' || self->error != NULL;
}

/* A lone hyphen between words denies nothing: it is punctuation. */
static gboolean
skip_denial (Parser *self)
{
  if (peek (self) == '-' && !ends_term (self->text[self->at + 1]))
    {
      self->at++;
      return TRUE;
    }
  if (!is_at_word (self, "NOT"))
    return FALSE;
  self->at += 3;
  skip_spaces (self);
  return TRUE;
}

static MadoNode *
parse_unary (Parser *self)
{
  guint start = self->at;
  gboolean denied = FALSE;
  MadoNode *node;

  while (skip_denial (self))
    denied = !denied;
  if (is_at_end (self))
    return fail (self, start, "NOT needs something after it", NULL), NULL;
  node = parse_term (self);
  return denied ? mado_node_new_not (node) : node;
}

static MadoNode *
parse_and (Parser *self)
{
  GPtrArray *nodes = mado_node_list_new ();

  while (!is_at_end (self) && !is_at_word (self, "OR"))
    {
      if (is_at_word (self, "AND"))
        {
          guint start = self->at;

          self->at += 3;
          if (nodes->len == 0 || is_at_end (self) || is_at_word (self, "OR"))
            fail (self, start, "AND needs something on both sides", NULL);
          continue;
        }
      mado_node_list_add (nodes, parse_unary (self));
    }
  return mado_node_new_list (MADO_NODE_AND, nodes);
}

static MadoNode *
parse_or (Parser *self)
{
  GPtrArray *nodes = mado_node_list_new ();
  guint start = self->at;

  is_at_end (self);
  if (is_at_word (self, "OR"))
    fail (self, self->at, "OR needs something on both sides", NULL);
  mado_node_list_add (nodes, parse_and (self));
  while (!is_at_end (self) && is_at_word (self, "OR"))
    {
      start = self->at;
      self->at += 2;
      if (is_at_end (self) || is_at_word (self, "OR") || is_at_word (self, "AND"))
        fail (self, start, "OR needs something on both sides", NULL);
      mado_node_list_add (nodes, parse_and (self));
    }
  return mado_node_new_list (MADO_NODE_OR, nodes);
}

static const char *
describe_lonely_mark (MadoMarks mark)
{
  if (mark == MADO_MARK_STARRED)
    return "“is:starred” cannot stand beside OR or after NOT";
  if (mark == MADO_MARK_NOTED)
    return "“is:noted” cannot stand beside OR or after NOT";
  return "“is:unread” cannot stand beside OR or after NOT";
}

/* Days and marks are no words of the index: the reader narrows the whole query by them. */
static void
check_level (Parser *self, MadoNode *node, gboolean at_top)
{
  if (!at_top && node->type == MADO_NODE_DAYS)
    fail (self, node->position, "a month or a day cannot stand beside OR or after NOT; a year can",
          NULL);
  if (!at_top && node->type == MADO_NODE_MARK)
    fail (self, node->position, describe_lonely_mark (node->mark), NULL);
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    check_level (self, g_ptr_array_index (node->children, i),
                 at_top && node->type == MADO_NODE_AND);
}

static gboolean
read_text (Parser *self, const char *text)
{
  g_autofree char *start
      = g_utf8_make_valid (text, (gssize) strnlen (text, 4 * MAX_CHARACTERS + 4));
  glong length = 0;

  self->typed = g_utf8_to_ucs4_fast (start, -1, &length);
  self->length = (guint) length;
  if (length > MAX_CHARACTERS)
    {
      fail (self, MAX_CHARACTERS, "the query is longer than %s characters",
            G_STRINGIFY (MAX_CHARACTERS));
      return FALSE;
    }
  self->text = g_new0 (gunichar, self->length + 1);
  for (guint i = 0; i < self->length; i++)
    self->text[i] = simplify (self->typed[i]);
  return TRUE;
}

gboolean
mado_query_parser_run (const char *text, MadoVocabulary *vocabulary, gint today, MadoNode **root,
                       guint *position, GError **error)
{
  Parser parser = { .vocabulary = vocabulary, .today = today };
  g_autoptr (MadoNode) node = NULL;

  if (read_text (&parser, text))
    node = parse_or (&parser);
  if (parser.error == NULL && peek (&parser) == ')')
    fail (&parser, parser.at, "nothing is open that this parenthesis could close", NULL);
  if (node != NULL)
    check_level (&parser, node, TRUE);
  g_free (parser.typed);
  g_free (parser.text);
  if (parser.error != NULL)
    {
      if (position != NULL)
        *position = parser.mistake;
      g_propagate_error (error, parser.error);
      return FALSE;
    }
  *root = g_steal_pointer (&node);
  return TRUE;
}
