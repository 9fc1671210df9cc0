/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TBX, as ISO 30042:2019 has it (conceptEntry, langSec, termSec) and as its first edition had it
 * (termEntry, langSet, tig or ntig). Of an entry the first English and the first Japanese term are
 * taken; a further Japanese one in kana is the reading. A scan comes before the parser: what could
 * grow or reach out (document types, entities) is refused, and so is what nests too deep. */
#include "core/export/mado-term-file-private.h"

#include <string.h>

#define DEEPEST 32
#define MOST_ELEMENTS 400000
#define MOST_ATTRIBUTES 64
#define LONGEST_TEXT 8192 /* bytes of what is read of one element */

typedef enum
{
  TAKES_NOTHING,
  TAKES_TERM,
  TAKES_NOTE,
  TAKES_DEFINITION,
  TAKES_SOURCE,
} Taking;

typedef struct
{
  MadoTermGathering gathering;
  GMarkupParseContext *context; /* unowned */
  guint depth;
  guint n_elements;
  gboolean has_root;
  guint entry;   /* depth of the entry that is being read; 0: none */
  guint line;    /* on which it began */
  guint section; /* depth of the language's section; 0: none */
  gboolean is_en;
  gboolean is_ja;
  Taking taking;
  guint taken_at; /* depth of the element whose text is being taken */
  GString *text;
  char *en; /* of the entry, all nullable */
  char *ja;
  char *reading;
  char *note;
  char *definition;
  char *source;
} Reading;

static void
forget_entry (Reading *self)
{
  g_clear_pointer (&self->en, g_free);
  g_clear_pointer (&self->ja, g_free);
  g_clear_pointer (&self->reading, g_free);
  g_clear_pointer (&self->note, g_free);
  g_clear_pointer (&self->definition, g_free);
  g_clear_pointer (&self->source, g_free);
}

static void
clear_reading (Reading *self)
{
  forget_entry (self);
  mado_term_gathering_clear (&self->gathering);
  g_string_free (self->text, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, clear_reading)

static guint
get_line (Reading *self)
{
  gint line;

  g_markup_parse_context_get_position (self->context, &line, NULL);
  return (guint) MAX (line, 1);
}

/* The style dct names what dca has as types: basic:definition, min:subjectField. */
static const char *
get_local_name (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

static const char *
find_attribute (const char **names, const char **values, const char *wanted)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], wanted))
      return values[i];
  return NULL;
}

static gboolean
is_language (const char *code, const char *language)
{
  gsize length = strlen (language);

  return code != NULL && g_ascii_strncasecmp (code, language, length) == 0
         && (code[length] == '\0' || code[length] == '-' || code[length] == '_');
}

static gboolean
is_one_of (const char *name, const char *one, const char *other)
{
  return g_str_equal (name, one) || g_str_equal (name, other);
}

static Taking
find_taking (Reading *self, const char *name, const char *type)
{
  const char *what = type != NULL ? type : name;

  if (self->section != 0 && g_str_equal (name, "term"))
    return TAKES_TERM;
  if (g_str_equal (name, "note"))
    return TAKES_NOTE;
  if (g_str_equal (what, "definition"))
    return TAKES_DEFINITION;
  return g_str_equal (what, "source") ? TAKES_SOURCE : TAKES_NOTHING;
}

static void
begin_section (Reading *self, const char *language)
{
  self->section = self->depth;
  self->is_en = is_language (language, "en");
  self->is_ja = is_language (language, "ja");
}

static void
start_cb (GMarkupParseContext *context, const char *element, const char **names,
          const char **values, gpointer user_data, GError **error)
{
  Reading *self = user_data;
  const char *name = get_local_name (element);

  self->depth++;
  if (self->depth > DEEPEST || ++self->n_elements > MOST_ELEMENTS
      || g_strv_length ((char **) names) > MOST_ATTRIBUTES)
    {
      mado_term_file_refuse (error, get_line (self), "there is more in it than a TBX file has");
      return;
    }
  if (self->depth == 1)
    {
      self->has_root = is_one_of (name, "tbx", "martif");
      if (!self->has_root)
        mado_term_file_refuse (error, get_line (self),
                               "this is no TBX file: it begins with \"%.40s\", not with \"tbx\"",
                               name);
      return;
    }
  if (self->entry == 0)
    {
      if (is_one_of (name, "conceptEntry", "termEntry"))
        {
          self->entry = self->depth;
          self->line = get_line (self);
        }
      return;
    }
  if (self->section == 0 && is_one_of (name, "langSec", "langSet"))
    {
      begin_section (self, find_attribute (names, values, "xml:lang"));
      return;
    }
  if (self->taking != TAKES_NOTHING)
    return; /* mark-up within a text */
  self->taking = find_taking (self, name, find_attribute (names, values, "type"));
  self->taken_at = self->depth;
  g_string_truncate (self->text, 0);
}

/* The first of each kind counts. */
static void
take (char **into, const char *text)
{
  if (*into == NULL)
    *into = g_strdup (text);
}

static void
take_term (Reading *self, const char *text)
{
  g_autofree char *line = g_strstrip (g_strdup (text));

  if (self->is_en)
    take (&self->en, line);
  else if (self->is_ja && self->ja == NULL)
    take (&self->ja, line);
  else if (self->is_ja && mado_own_term_is_kana (line))
    take (&self->reading, line);
}

static void
take_text (Reading *self)
{
  switch (self->taking)
    {
    case TAKES_TERM:
      take_term (self, self->text->str);
      break;
    case TAKES_NOTE:
      take (&self->note, self->text->str);
      break;
    case TAKES_DEFINITION:
      take (&self->definition, self->text->str);
      break;
    case TAKES_SOURCE:
      take (&self->source, self->text->str);
      break;
    case TAKES_NOTHING:
      break;
    }
  self->taking = TAKES_NOTHING;
}

/* An entry that lacks one of the two languages is of no use here, and no mistake either. */
static void
end_entry (Reading *self, GError **error)
{
  if (self->en != NULL && self->ja != NULL)
    mado_term_gathering_take (&self->gathering,
                              mado_own_term_new (NULL, self->en, self->ja, self->reading,
                                                 self->note != NULL ? self->note : self->definition,
                                                 self->source, error),
                              self->line, error);
  forget_entry (self);
}

static void
end_cb (GMarkupParseContext *context, const char *element, gpointer user_data, GError **error)
{
  Reading *self = user_data;

  if (self->taking != TAKES_NOTHING && self->depth == self->taken_at)
    take_text (self);
  if (self->depth == self->section)
    self->section = 0;
  if (self->depth == self->entry)
    {
      self->entry = 0;
      end_entry (self, error);
    }
  self->depth--;
}

static void
text_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer user_data,
         GError **error)
{
  Reading *self = user_data;

  if (self->taking == TAKES_NOTHING)
    return;
  if (self->text->len + length > LONGEST_TEXT)
    mado_term_file_refuse (error, get_line (self), "a text is too long");
  else
    g_string_append_len (self->text, text, (gssize) length);
}

/* Before the parser: nothing that declares anything. CDATA and comments are not among it. */
static gboolean
scan (const char *text, gsize length, GError **error)
{
  guint line = 1;

  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '\n')
        line++;
      if (length - i < 3 || text[i] != '<' || text[i + 1] != '!')
        continue;
      if (text[i + 2] != '-' && text[i + 2] != '[')
        return mado_term_file_refuse (
            error, line,
            "a document type is not read; remove the lines from \"<!\" to \">\" and try again");
    }
  return TRUE;
}

static gboolean
parse (Reading *self, const char *text, gsize length, GError **error)
{
  static const GMarkupParser parser = { start_cb, end_cb, text_cb, NULL, NULL };
  g_autoptr (GMarkupParseContext) context
      = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, self, NULL);
  g_autoptr (GError) local_error = NULL;

  self->context = context;
  if (g_markup_parse_context_parse (context, text, (gssize) length, &local_error)
      && g_markup_parse_context_end_parse (context, &local_error))
    return TRUE;
  if (local_error->domain == MADO_RECORD_ERROR)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    mado_term_file_refuse (error, get_line (self), "this is not well-formed XML");
  return FALSE;
}

/**
 * mado_term_file_parse_tbx:
 *
 * As mado_term_file_parse(), of TBX.
 */
GPtrArray *
mado_term_file_parse_tbx (const char *text, gsize length, GError **error)
{
  g_auto (Reading) self = { 0 };

  g_return_val_if_fail (text != NULL, NULL);

  self.text = g_string_new (NULL);
  mado_term_gathering_begin (&self.gathering);
  if (!mado_term_file_scan (&text, &length, error) || !scan (text, length, error)
      || !parse (&self, text, length, error))
    return NULL;
  return mado_term_gathering_finish (&self.gathering, error);
}

static void
append (GString *text, const char *indent, const char *before, const char *content,
        const char *after)
{
  g_autofree char *escaped = content != NULL ? g_markup_escape_text (content, -1) : NULL;

  if (escaped != NULL)
    g_string_append_printf (text, "%s%s%s%s\n", indent, before, escaped, after);
}

static void
append_entry (GString *text, const MadoOwnTerm *term)
{
  append (text, "      ", "<conceptEntry id=\"", term->id, "\">");
  append (text, "        ", "<admin type=\"source\">", term->source, "</admin>");
  append (text, "        ", "<note>", term->note, "</note>");
  g_string_append (text, "        <langSec xml:lang=\"en\">\n          <termSec>\n");
  append (text, "            ", "<term>", term->en, "</term>");
  g_string_append (text, "          </termSec>\n        </langSec>\n"
                         "        <langSec xml:lang=\"ja\">\n          <termSec>\n");
  append (text, "            ", "<term>", term->ja, "</term>");
  g_string_append (text, "          </termSec>\n");
  if (term->reading != NULL)
    {
      g_string_append (text, "          <termSec>\n");
      append (text, "            ", "<term>", term->reading, "</term>");
      g_string_append (text, "            <termNote type=\"termType\">variant</termNote>\n"
                             "          </termSec>\n");
    }
  g_string_append (text, "        </langSec>\n      </conceptEntry>\n");
}

/**
 * mado_term_file_write_tbx:
 * @terms: (element-type MadoOwnTerm): what is written, in this order
 *
 * The reading stands as a variant of the Japanese term: TBX-Basic has no place for one.
 *
 * Returns: (transfer full): the file, which mado_term_file_parse_tbx() reads as it was
 */
char *
mado_term_file_write_tbx (GPtrArray *terms)
{
  GString *text = g_string_new (
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"en\" "
      "xmlns=\"urn:iso:std:iso:30042:ed-2\">\n"
      "  <tbxHeader>\n    <fileDesc>\n      <sourceDesc>\n"
      "        <p>Terms of a desk, written by Madoguchi</p>\n"
      "      </sourceDesc>\n    </fileDesc>\n  </tbxHeader>\n  <text>\n    <body>\n");

  g_return_val_if_fail (terms != NULL, NULL);

  for (guint i = 0; i < terms->len; i++)
    append_entry (text, g_ptr_array_index (terms, i));
  g_string_append (text, "    </body>\n  </text>\n</tbx>\n");
  return g_string_free (text, FALSE);
}
