/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One pass over a JSON text, without recursion and in linear time but for sorting the names of each
 * object, that refuses everything but the strict subset of RFC 8259 that Madoguchi reads. */
#include "core/json/mado-json-scan.h"

#include "core/json/mado-json.h"

#include <string.h>

/* What may come next. */
typedef enum
{
  EXPECT_VALUE,
  EXPECT_VALUE_OR_END, /* just after '[' */
  EXPECT_NAME,         /* after ',' in an object */
  EXPECT_NAME_OR_END,  /* just after '{' */
  EXPECT_COLON,
  EXPECT_COMMA_OR_END,
  EXPECT_NOTHING, /* the one value is complete */
} Expect;

typedef struct
{
  char bracket;     /* the one that closes this container */
  guint first_name; /* where its names begin in Scan.names */
} Level;

/* A member's name, without escapes, and where it stood, for the message. */
typedef struct
{
  const char *text; /* into the scanned text, or decoded */
  gsize length;
  char *decoded; /* owned; only when the name holds escapes */
  const char *at;
  const char *line_start;
  guint line;
} Name;

typedef struct
{
  const char *at;
  const char *end;
  const char *line_start;
  guint line;
  Expect expect;
  Level levels[MADO_JSON_MAX_DEPTH];
  guint depth;
  GArray *names; /* of Name: those of all open objects, innermost last */
  guint n_values;
  GArray *lines; /* nullable */
} Scan;

static void
clear_name (gpointer data)
{
  Name *name = data;

  g_clear_pointer (&name->decoded, g_free);
}

/* Columns count characters, as an editor does. */
static gboolean G_GNUC_PRINTF (5, 6) fail_at (const char *at, const char *line_start, guint line,
                                              GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED, "line %u, column %ld: %s",
               line, g_utf8_strlen (line_start, at - line_start) + 1, message);
  return FALSE;
}

#define fail(self, ...) fail_at ((self)->at, (self)->line_start, (self)->line, __VA_ARGS__)

static gboolean
fail_unexpected (Scan *self, const char *expected, GError **error)
{
  gunichar character;

  if (self->at == self->end)
    return fail (self, error, "expected %s, found the end of the text", expected);
  character = g_utf8_get_char (self->at);
  if (g_unichar_isgraph (character))
    return fail (self, error, "expected %s, found “%.*s”", expected,
                 (int) (g_utf8_next_char (self->at) - self->at), self->at);
  return fail (self, error, "expected %s, found the character U+%04X", expected, character);
}

static gboolean
fail_expectation (Scan *self, GError **error)
{
  gboolean in_object = self->depth > 0 && self->levels[self->depth - 1].bracket == '}';

  switch (self->expect)
    {
    case EXPECT_VALUE:
      return fail_unexpected (self, "a value", error);
    case EXPECT_VALUE_OR_END:
      return fail_unexpected (self, "a value or “]”", error);
    case EXPECT_NAME:
      return fail_unexpected (self, "a name in double quotes", error);
    case EXPECT_NAME_OR_END:
      return fail_unexpected (self, "a name in double quotes or “}”", error);
    case EXPECT_COLON:
      return fail_unexpected (self, "“:”", error);
    case EXPECT_COMMA_OR_END:
      return fail_unexpected (self, in_object ? "“,” or “}”" : "“,” or “]”", error);
    case EXPECT_NOTHING:
      return fail_unexpected (self, "nothing after the value", error);
    default:
      g_assert_not_reached ();
    }
}

/* Refuses bytes that are not UTF-8, and U+0000, before anything else is looked at. */
static gboolean
check_characters (const char *text, gsize length, GError **error)
{
  const char *bad;
  const char *line_start = text;
  guint line = 1;

  if (g_utf8_validate_len (text, length, &bad))
    return TRUE;
  for (const char *at = text; at < bad; at++)
    if (*at == '\n')
      {
        line_start = at + 1;
        line++;
      }
  if (*bad == '\0')
    return fail_at (bad, line_start, line, error, "the character U+0000 is not allowed");
  return fail_at (bad, line_start, line, error, "the byte 0x%02X is not valid UTF-8",
                  (guint) (guchar) *bad);
}

static void
skip_space (Scan *self)
{
  for (; self->at < self->end; self->at++)
    if (*self->at == '\n')
      {
        self->line_start = self->at + 1;
        self->line++;
      }
    else if (*self->at != ' ' && *self->at != '\t' && *self->at != '\r')
      return;
}

/* The four digits after "\u", or -1. */
static int
get_code_unit (const char *at, const char *end)
{
  int unit = 0;

  if (end - at < 4)
    return -1;
  for (guint i = 0; i < 4; i++)
    {
      if (!g_ascii_isxdigit (at[i]))
        return -1;
      unit = unit * 16 + g_ascii_xdigit_value (at[i]);
    }
  return unit;
}

/* Reads "\uXXXX" or a pair of them; @at stands on the backslash and is moved behind. */
static gboolean
scan_code_point (Scan *self, gunichar *character, GError **error)
{
  int unit = get_code_unit (self->at + 2, self->end);
  int low;

  if (unit < 0)
    return fail (self, error, "“\\u” needs four hexadecimal digits");
  if (unit == 0)
    return fail (self, error, "the character U+0000 is not allowed");
  *character = unit;
  if (unit >= 0xD800 && unit <= 0xDFFF)
    {
      low = self->end - self->at >= 12 && self->at[6] == '\\' && self->at[7] == 'u'
                ? get_code_unit (self->at + 8, self->end)
                : -1;
      if (unit > 0xDBFF || low < 0xDC00 || low > 0xDFFF)
        return fail (self, error, "half of a surrogate pair (U+%04X) stands alone", (guint) unit);
      *character = 0x10000 + ((gunichar) (unit - 0xD800) << 10) + (gunichar) (low - 0xDC00);
      self->at += 6;
    }
  self->at += 6;
  return TRUE;
}

static gboolean
scan_escape (Scan *self, GString *decoded, GError **error)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *found;
  gunichar character = 0;

  if (self->end - self->at < 2)
    return fail (self, error, "a string does not end");
  if (self->at[1] == 'u')
    {
      if (!scan_code_point (self, &character, error))
        return FALSE;
      if (decoded != NULL)
        g_string_append_unichar (decoded, character);
      return TRUE;
    }
  found = strchr (letters, self->at[1]);
  if (found == NULL)
    return fail (self, error, "a backslash is followed by what is no escape");
  if (decoded != NULL)
    g_string_append_c (decoded, meanings[found - letters]);
  self->at += 2;
  return TRUE;
}

/* @at stands on the opening quote and is moved behind the closing one. @decoded (nullable) takes
 * what the string means. */
static gboolean
scan_string (Scan *self, GString *decoded, GError **error)
{
  const char *start = self->at++;
  const char *run = self->at;

  while (self->at < self->end && *self->at != '"')
    {
      if ((guchar) *self->at < 0x20)
        return fail (self, error, "the control character U+%04X in a string must be escaped",
                     (guint) *self->at);
      if (*self->at != '\\')
        {
          self->at++;
          continue;
        }
      if (decoded != NULL)
        g_string_append_len (decoded, run, self->at - run);
      if (!scan_escape (self, decoded, error))
        return FALSE;
      run = self->at;
    }
  if (self->at == self->end)
    return fail_at (start, self->line_start, self->line, error, "a string does not end");
  if (decoded != NULL)
    g_string_append_len (decoded, run, self->at - run);
  self->at++;
  return TRUE;
}

static gboolean
scan_name (Scan *self, GError **error)
{
  Level *level = &self->levels[self->depth - 1];
  Name name = { .at = self->at, .line_start = self->line_start, .line = self->line };
  gsize length;

  if (self->names->len - level->first_name >= MADO_JSON_MAX_MEMBERS)
    return fail (self, error, "an object has more than %d members", MADO_JSON_MAX_MEMBERS);
  if (!scan_string (self, NULL, error))
    return FALSE;
  name.text = name.at + 1;
  name.length = length = self->at - name.text - 1;
  if (memchr (name.text, '\\', length) != NULL)
    {
      g_autoptr (GString) decoded = g_string_sized_new (length);

      self->at = name.at;
      if (!scan_string (self, decoded, error))
        return FALSE;
      name.length = decoded->len;
      name.text = name.decoded = g_string_free (g_steal_pointer (&decoded), FALSE);
    }
  g_array_append_val (self->names, name);
  self->expect = EXPECT_COLON;
  return TRUE;
}

/* Equal names lie side by side afterwards, in the order of the text. */
static int
compare_names (gconstpointer a, gconstpointer b)
{
  const Name *first = a;
  const Name *second = b;
  int order = memcmp (first->text, second->text, MIN (first->length, second->length));

  if (order != 0)
    return order;
  if (first->length != second->length)
    return first->length < second->length ? -1 : 1;
  return first->at < second->at ? -1 : first->at > second->at;
}

/* Sorting, not hashing: a stranger can choose names that all hash alike, and make a table of them
 * take hours. */
static gboolean
check_names (Scan *self, GError **error)
{
  guint first_name = self->levels[self->depth - 1].first_name;
  guint n_names = self->names->len - first_name;
  Name *names;
  const Name *twin = NULL;

  if (n_names < 2)
    return TRUE;
  names = &g_array_index (self->names, Name, first_name);
  qsort (names, n_names, sizeof (Name), compare_names);
  for (guint i = 1; i < n_names; i++)
    if (names[i].length == names[i - 1].length
        && memcmp (names[i].text, names[i - 1].text, names[i].length) == 0
        && (twin == NULL || names[i].at < twin->at))
      twin = &names[i];
  if (twin == NULL)
    return TRUE;
  return fail_at (twin->at, twin->line_start, twin->line, error,
                  "the name “%.*s” occurs twice in one object", (int) MIN (twin->length, 100),
                  twin->text);
}

static gboolean
scan_number (Scan *self, GError **error)
{
  const char *start = self->at;
  gboolean negative = *start == '-';
  guint64 limit = (guint64) G_MAXINT64 + (negative ? 1 : 0);
  guint64 value = 0;
  gboolean fits = TRUE;

  if (negative)
    self->at++;
  if (self->at == self->end || !g_ascii_isdigit (*self->at))
    return fail_unexpected (self, "a digit", error);
  if (*self->at == '0')
    self->at++;
  else
    for (; self->at < self->end && g_ascii_isdigit (*self->at); self->at++)
      {
        guint digit = g_ascii_digit_value (*self->at);

        fits = fits && value <= (limit - digit) / 10;
        value = fits ? value * 10 + digit : value;
      }
  if (self->at < self->end && strchr (".eE", *self->at) != NULL)
    return fail (self, error, "numbers are whole here: no fraction, no exponent");
  if (!fits)
    return fail_at (start, self->line_start, self->line, error,
                    "the number does not fit into 64 bits");
  return TRUE;
}

static gboolean
scan_word (Scan *self, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (self->end - self->at) < length || memcmp (self->at, word, length) != 0)
    return FALSE;
  self->at += length;
  return TRUE;
}

static gboolean
open_level (Scan *self, GError **error)
{
  gboolean is_object = *self->at == '{';

  if (self->depth == MADO_JSON_MAX_DEPTH)
    return fail (self, error, "nested deeper than %d levels", MADO_JSON_MAX_DEPTH);
  self->levels[self->depth].bracket = is_object ? '}' : ']';
  self->levels[self->depth].first_name = self->names->len;
  self->depth++;
  self->at++;
  self->expect = is_object ? EXPECT_NAME_OR_END : EXPECT_VALUE_OR_END;
  return TRUE;
}

static gboolean
close_level (Scan *self, GError **error)
{
  if (!check_names (self, error))
    return FALSE;
  self->depth--;
  g_array_set_size (self->names, self->levels[self->depth].first_name);
  self->at++;
  self->expect = self->depth == 0 ? EXPECT_NOTHING : EXPECT_COMMA_OR_END;
  return TRUE;
}

static gboolean
scan_value (Scan *self, GError **error)
{
  gboolean understood;

  if (++self->n_values > MADO_JSON_MAX_VALUES)
    return fail (self, error, "the text has more than %d values", MADO_JSON_MAX_VALUES);
  if (self->lines != NULL && self->depth == 2 && self->levels[0].bracket == '}'
      && self->levels[1].bracket == ']')
    g_array_append_val (self->lines, self->line);
  if (*self->at == '{' || *self->at == '[')
    return open_level (self, error);
  if (*self->at == '"')
    understood = scan_string (self, NULL, error);
  else if (*self->at == '-' || g_ascii_isdigit (*self->at))
    understood = scan_number (self, error);
  else if (scan_word (self, "true") || scan_word (self, "false") || scan_word (self, "null"))
    understood = TRUE;
  else
    understood = fail_expectation (self, error);
  self->expect = self->depth == 0 ? EXPECT_NOTHING : EXPECT_COMMA_OR_END;
  return understood;
}

/* @at stands on a character that is no space. */
static gboolean
scan_next (Scan *self, GError **error)
{
  char closing = self->depth > 0 ? self->levels[self->depth - 1].bracket : '\0';

  switch (self->expect)
    {
    case EXPECT_VALUE:
      return scan_value (self, error);
    case EXPECT_VALUE_OR_END:
      return *self->at == closing ? close_level (self, error) : scan_value (self, error);
    case EXPECT_NAME:
    case EXPECT_NAME_OR_END:
      if (*self->at == '"')
        return scan_name (self, error);
      if (*self->at == closing && self->expect == EXPECT_NAME_OR_END)
        return close_level (self, error);
      break;
    case EXPECT_COLON:
      if (*self->at != ':')
        break;
      self->at++;
      self->expect = EXPECT_VALUE;
      return TRUE;
    case EXPECT_COMMA_OR_END:
      if (*self->at == closing)
        return close_level (self, error);
      if (*self->at != ',')
        break;
      self->at++;
      self->expect = closing == '}' ? EXPECT_NAME : EXPECT_VALUE;
      return TRUE;
    case EXPECT_NOTHING:
    default:
      break;
    }
  return fail_expectation (self, error);
}

/*
 * mado_json_scan:
 * @text: (nullable): the text, without a byte order mark; need not end in NUL
 * @length: bytes
 * @lines: (nullable) (element-type guint): takes the line on which each element of the arrays that
 *   are members of the root object begins, in the order of the text
 * @error: set to %MADO_RECORD_ERROR_MALFORMED, naming line and column
 *
 * Returns: %TRUE if @text is exactly one JSON value (RFC 8259) in valid UTF-8, nested at most
 *   #MADO_JSON_MAX_DEPTH deep, without U+0000, lone surrogates, equal names in one object,
 * fractions and exponents, with every integer within 64 bits signed, and within the caps.
 */
gboolean
mado_json_scan (const char *text, gsize length, GArray *lines, GError **error)
{
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (Name));
  Scan self = { .line = 1, .expect = EXPECT_VALUE, .names = names, .lines = lines };

  g_return_val_if_fail (text != NULL || length == 0, FALSE);

  g_array_set_clear_func (names, clear_name);
  self.at = self.line_start = text != NULL ? text : "";
  self.end = self.at + length;
  if (!check_characters (self.at, length, error))
    return FALSE;
  while (TRUE)
    {
      skip_space (&self);
      if (self.at == self.end)
        return self.expect == EXPECT_NOTHING || fail_expectation (&self, error);
      if (!scan_next (&self, error))
        return FALSE;
    }
}
