/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text from strangers made fit for the screen. */
#include "app/widgets/mado-inert.h"

#define ELLIPSIS "…"

typedef enum
{
  FATE_KEEP,
  FATE_DROP,  /* invisible, and nothing is lost without it */
  FATE_SPACE, /* a break, or a control that stands where a space may stand */
  FATE_BREAK, /* a line break, where lines are kept */
  FATE_SHOW,  /* would reorder its surroundings: shown by its number instead */
  FATE_MARK,  /* sits on the letter before it */
  FATE_JOIN,  /* joins letters in scripts that join, and only there */
} Fate;

/* The characters that change what stands around them, or that nobody sees (Unicode 15,
 * Default_Ignorable and Bidi_Control). */
static Fate
judge (gunichar c)
{
  if (c == '\n' || c == 0x2028 || c == 0x2029)
    return FATE_BREAK;
  if (c < 0x20 || (c >= 0x7f && c <= 0x9f))
    return FATE_SPACE;
  if (c < 0x300)
    return c == 0xad ? FATE_DROP : FATE_KEEP;
  if ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
    return FATE_SHOW;
  if (c == 0x200c || c == 0x200d)
    return FATE_JOIN;
  if (c == 0x200b || c == 0x200e || c == 0x200f || c == 0x61c || c == 0x34f || c == 0x180e
      || (c >= 0x2060 && c <= 0x2065) || (c >= 0x206a && c <= 0x206f) || c == 0xfeff
      || (c >= 0xfff9 && c <= 0xfffb) || c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0
      || (c >= 0xe0000 && c <= 0xe00ff) || (c >= 0xe01f0 && c <= 0xe0fff))
    return FATE_DROP;
  switch (g_unichar_type (c))
    {
    case G_UNICODE_NON_SPACING_MARK:
    case G_UNICODE_ENCLOSING_MARK:
      return FATE_MARK;
    default:
      return FATE_KEEP;
    }
}

/* Arabic, Indic and emoji letters join by U+200C and U+200D; between others these hide a
 * difference. */
static gboolean
joins (gunichar before)
{
  GUnicodeScript script = g_unichar_get_script (before);

  switch (script)
    {
    case G_UNICODE_SCRIPT_LATIN:
    case G_UNICODE_SCRIPT_GREEK:
    case G_UNICODE_SCRIPT_CYRILLIC:
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_HANGUL:
    case G_UNICODE_SCRIPT_INVALID_CODE:
      return FALSE;
    case G_UNICODE_SCRIPT_COMMON:
    case G_UNICODE_SCRIPT_INHERITED:
      return g_unichar_type (before) == G_UNICODE_OTHER_SYMBOL || before == 0xfe0f;
    default:
      return TRUE;
    }
}

typedef struct
{
  GString *out;
  gboolean lines;
  guint n_characters;
  guint n_lines;
  guint n_marks; /* in a row */
  gunichar before;
} Copy;

static void
copy_character (Copy *copy, gunichar c, const char *at, gsize length)
{
  Fate fate = judge (c);

  if (fate == FATE_BREAK && (!copy->lines || ++copy->n_lines > MADO_INERT_LINES))
    fate = FATE_SPACE;
  if (fate == FATE_JOIN)
    fate = joins (copy->before) && copy->n_marks < MADO_INERT_MARKS ? FATE_MARK : FATE_DROP;

  switch (fate)
    {
    case FATE_DROP:
    case FATE_JOIN:
      return;
    case FATE_MARK:
      if (++copy->n_marks > MADO_INERT_MARKS || copy->out->len == 0)
        return;
      g_string_append_len (copy->out, at, length);
      copy->before = c;
      return; /* not a character of its own */
    case FATE_SHOW:
      g_string_append_printf (copy->out, "[U+%04X]", c);
      copy->n_characters += 8;
      break;
    case FATE_SPACE:
      g_string_append_c (copy->out, ' ');
      break;
    case FATE_BREAK:
      g_string_append_c (copy->out, '\n');
      break;
    case FATE_KEEP:
    default:
      g_string_append_len (copy->out, at, length);
      break;
    }
  copy->n_marks = 0;
  copy->before = c;
  copy->n_characters++;
}

/* Moves what of @spans lies at @from to @to; both ends of every span are moved once, since @from
 * only grows. */
static void
move_spans (GArray *spans, GArray *moved, gsize from, gsize to)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const MadoSpan *span = &g_array_index (spans, MadoSpan, i);
      MadoSpan *target = &g_array_index (moved, MadoSpan, i);

      if (span->start >= from)
        target->start = to;
      if (span->end >= from)
        target->end = to;
    }
}

static char *
make_inert (const char *text, gboolean lines, guint limit, GArray *spans)
{
  g_autoptr (GArray) moved = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  Copy copy = { .out = out, .lines = lines };
  const char *at = text;
  gboolean more = TRUE;

  if (spans != NULL)
    moved = g_array_copy (spans);
  while (more)
    {
      gunichar c = g_utf8_get_char_validated (at, -1);
      const char *next;

      if (moved != NULL)
        move_spans (spans, moved, at - text, out->len);
      if (c == 0 || copy.n_characters >= limit)
        {
          more = FALSE;
          continue;
        }
      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          copy_character (&copy, 0xfffd, "\xef\xbf\xbd", 3);
          at++;
          continue;
        }
      next = g_utf8_next_char (at);
      copy_character (&copy, c, at, next - at);
      at = next;
    }
  if (*at != '\0')
    g_string_append (out, ELLIPSIS);
  if (moved != NULL)
    {
      g_array_set_size (spans, 0);
      g_array_append_vals (spans, moved->data, moved->len);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * mado_inert_line:
 * @text: any text, not trusted in any way
 * @spans: (nullable) (element-type MadoSpan) (inout): byte ranges of @text, moved to those of the
 * result
 *
 * For titles, rows and facts: breaks become spaces, at most %MADO_INERT_LINE characters, then "…".
 *
 * Returns: (transfer full): valid UTF-8
 */
char *
mado_inert_line (const char *text, GArray *spans)
{
  g_return_val_if_fail (text != NULL, NULL);
  return make_inert (text, FALSE, MADO_INERT_LINE, spans);
}

/**
 * mado_inert_text:
 *
 * As mado_inert_line(), for paragraphs: keeps line breaks, at most %MADO_INERT_TEXT characters.
 *
 * Returns: (transfer full): valid UTF-8
 */
char *
mado_inert_text (const char *text, GArray *spans)
{
  g_return_val_if_fail (text != NULL, NULL);
  return make_inert (text, TRUE, MADO_INERT_TEXT, spans);
}

static gboolean
is_written_leftwards (gunichar c)
{
  return (c >= 0x590 && c <= 0x8ff) || (c >= 0xfb1d && c <= 0xfdff) || (c >= 0xfe70 && c <= 0xfeff)
         || (c >= 0x10800 && c <= 0x10fff) || (c >= 0x1e800 && c <= 0x1efff);
}

/**
 * mado_inert_isolate:
 * @text: any text
 *
 * As mado_inert_line(), between U+2068 and U+2069, so that a text written from right to left keeps
 * its place when it is put together with others in one label.
 *
 * Returns: (transfer full): valid UTF-8
 */
char *
mado_inert_isolate (const char *text)
{
  g_autofree char *line = mado_inert_line (text, NULL);
  const char *at;

  g_return_val_if_fail (line != NULL, NULL);
  /* Most texts need no isolation, and a label without it is easier to compare and to copy. */
  for (at = line; *at != '\0'; at = g_utf8_next_char (at))
    {
      if (is_written_leftwards (g_utf8_get_char (at)))
        return g_strconcat ("\u2068", line, "\u2069", NULL);
    }
  return g_steal_pointer (&line);
}

static MadoLanguage
guess_language (gunichar c, MadoLanguage before)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
      return MADO_LANGUAGE_JA;
    case G_UNICODE_SCRIPT_LATIN:
      return MADO_LANGUAGE_EN;
    default:
      /* Full-width forms and CJK punctuation belong to the Japanese around them. */
      if ((c >= 0x3000 && c <= 0x30ff) || (c >= 0xff00 && c <= 0xffef))
        return MADO_LANGUAGE_JA;
      return before;
    }
}

static void
add_language (PangoAttrList *attributes, MadoLanguage language, gsize start, gsize end)
{
  PangoAttribute *attribute
      = pango_attr_language_new (pango_language_from_string (mado_language_get_code (language)));

  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_change (attributes, attribute);
}

/**
 * mado_inert_add_languages:
 * @attributes: takes the language attributes
 * @text: the text as it is shown
 * @language: the language of the whole
 *
 * The whole text gets @language, stretches in the other writing get theirs: without it Pango takes
 * the Han characters of an English text from whatever font comes first, often with Chinese shapes.
 */
void
mado_inert_add_languages (PangoAttrList *attributes, const char *text, MadoLanguage language)
{
  MadoLanguage current = language;
  const char *start = text, *at;

  g_return_if_fail (attributes != NULL && text != NULL);

  add_language (attributes, language, PANGO_ATTR_INDEX_FROM_TEXT_BEGINNING,
                PANGO_ATTR_INDEX_TO_TEXT_END);
  for (at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      MadoLanguage found = guess_language (g_utf8_get_char (at), current);

      if (found == current)
        continue;
      if (current != language)
        add_language (attributes, current, start - text, at - text);
      current = found;
      start = at;
    }
  if (current != language)
    add_language (attributes, current, start - text, at - text);
}
