/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charsets as they are used in Japanese and European mail, not as they are declared: what is called
 * Shift_JIS is that of Windows, and what is called US-ASCII is anything. */
#include "core/desk/mail/mado-mail-text.h"

#include <errno.h>
#include <string.h>

#define MAX_NAME 150 /* characters */
#define ESCAPE '\x1b'

static const struct
{
  const char *declared;
  const char *used;
} aliases[] = {
  { "shift_jis", "CP932" },   { "shift-jis", "CP932" },    { "sjis", "CP932" },
  { "x-sjis", "CP932" },      { "windows-31j", "CP932" },  { "ms_kanji", "CP932" },
  { "euc-jp", "EUC-JP-MS" },  { "x-euc-jp", "EUC-JP-MS" }, { "eucjp", "EUC-JP-MS" },
  { "iso-8859-1", "CP1252" }, { "latin1", "CP1252" },      { "utf8", "UTF-8" },
  { "iso-2022-jp", NULL },    { "iso-2022-jp-ms", NULL },  { "cp50220", NULL },
  { "cp50221", NULL },        { "us-ascii", "" },          { "ascii", "" },
  { "unknown-8bit", "" },     { "x-unknown", "" },         { "default", "" },
};

/* ISO-2022-JP is EUC-JP with the eighth bits taken off and escapes in their place; taken back, the
 * characters that Microsoft and NEC put into its gaps are read too. Returns: EUC-JP */
static GString *
undo_escapes (const char *bytes, gsize length)
{
  GString *euc = g_string_sized_new (length);
  guint width = 1;
  gboolean is_kana = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      guchar byte = (guchar) bytes[i];

      if (byte == ESCAPE && i + 2 < length && (bytes[i + 1] == '$' || bytes[i + 1] == '('))
        {
          width = bytes[i + 1] == '$' ? 2 : 1;
          is_kana = bytes[i + 1] == '(' && bytes[i + 2] == 'I';
          i += bytes[i + 1] == '$' && bytes[i + 2] == '(' && i + 3 < length ? 3 : 2;
        }
      else if (byte < 0x20)
        {
          /* A line ends in ASCII, whatever was forgotten. */
          width = byte == '\n' ? 1 : width;
          is_kana = is_kana && byte != '\n';
          g_string_append_c (euc, (char) byte);
        }
      else if (width == 2 && i + 1 < length && byte > 0x20 && byte < 0x7f)
        {
          g_string_append_c (euc, (char) (byte | 0x80));
          g_string_append_c (euc, (char) (bytes[++i] | 0x80));
        }
      else
        {
          if (is_kana && byte < 0x60)
            g_string_append_c (euc, (char) 0x8e);
          g_string_append_c (euc, (char) (is_kana && byte < 0x60 ? byte | 0x80 : byte));
        }
    }
  return euc;
}

static gboolean
has_escapes (const char *bytes, gsize length)
{
  for (const char *at = bytes; (at = memchr (at, ESCAPE, length - (gsize) (at - bytes))) != NULL;
       at++)
    if ((gsize) (at - bytes) + 2 < length && (at[1] == '$' || at[1] == '('))
      return TRUE;
  return FALSE;
}

static char *
convert_strictly (const char *bytes, gsize length, const char *charset)
{
  return g_convert (bytes, (gssize) length, "UTF-8", charset, NULL, NULL, NULL);
}

/* Every byte that is none of the charset's becomes U+FFFD. */
static char *
convert_loosely (const char *bytes, gsize length, const char *charset)
{
  GIConv converter = g_iconv_open ("UTF-8", charset);
  g_autoptr (GString) text = g_string_sized_new (length);
  char *in = (char *) bytes;
  gsize left = length;

  if (converter == (GIConv) -1)
    return NULL;
  while (left > 0)
    {
      char buffer[1024];
      char *out = buffer;
      gsize room = sizeof buffer;
      gsize done = g_iconv (converter, &in, &left, &out, &room);
      int problem = errno;

      g_string_append_len (text, buffer, out - buffer);
      if (done != (gsize) -1 || problem == E2BIG)
        continue;
      g_string_append (text, "\xef\xbf\xbd");
      in++;
      left--;
    }
  g_iconv_close (converter);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* How much of it looks like Japanese that somebody wrote: kana are frequent there and rare in what
 * a wrong charset makes. */
static gint
judge (const char *text)
{
  gint score = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (character >= 0x3040 && character < 0x3100)
        score += 4;
      else if (character >= 0x4e00 && character < 0xa000)
        score += 1;
      else if (character >= 0xff61 && character < 0xffa0)
        score -= 4;
    }
  return score;
}

static char *
guess (const char *bytes, gsize length)
{
  g_autofree char *euc = NULL;
  g_autofree char *sjis = NULL;

  if (g_utf8_validate_len (bytes, length, NULL))
    return g_strndup (bytes, length);
  euc = convert_strictly (bytes, length, "EUC-JP-MS");
  sjis = convert_strictly (bytes, length, "CP932");
  if (euc != NULL && (sjis == NULL || judge (euc) >= judge (sjis)))
    return g_steal_pointer (&euc);
  return sjis != NULL ? g_steal_pointer (&sjis) : convert_loosely (bytes, length, "CP1252");
}

/* Returns: (nullable): the charset that is meant; "" for none that can be believed */
static const char *
find_charset (const char *declared, gboolean *is_escaped)
{
  *is_escaped = FALSE;
  if (declared == NULL)
    return "";
  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (g_ascii_strcasecmp (declared, aliases[i].declared) == 0)
      {
        *is_escaped = aliases[i].used == NULL;
        return aliases[i].used != NULL ? aliases[i].used : "EUC-JP-MS";
      }
  return declared;
}

static char *
decode (const char *bytes, gsize length, const char *declared)
{
  gboolean is_escaped;
  const char *charset = find_charset (declared, &is_escaped);
  char *text;

  if (is_escaped || (*charset == '\0' && has_escapes (bytes, length)))
    {
      g_autoptr (GString) euc = undo_escapes (bytes, length);

      return convert_loosely (euc->str, euc->len, "EUC-JP-MS");
    }
  if (*charset == '\0')
    return guess (bytes, length);
  text = convert_strictly (bytes, length, charset);
  if (text == NULL && g_utf8_validate_len (bytes, length, NULL))
    text = g_strndup (bytes, length);
  if (text == NULL)
    text = convert_loosely (bytes, length, charset);
  return text != NULL ? text : guess (bytes, length);
}

/* Line ends become one character each, other control characters none. */
static void
clean (GString *to, const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (character == '\r' && at[1] == '\n')
        continue;
      if (character == '\r')
        character = '\n';
      if (!g_unichar_iscntrl (character) || character == '\n' || character == '\t')
        g_string_append_unichar (to, character);
    }
}

char *
mado_mail_text_decode (const char *bytes, gsize length, const char *charset, gsize max,
                       gboolean *cut)
{
  /* No charset takes more than eight bytes for one of UTF-8, escapes included. */
  gsize used = MIN (length, max * 8);
  g_autofree char *text = NULL;
  g_autofree char *valid = NULL;
  GString *cleaned = g_string_new (NULL);

  if (cut != NULL)
    *cut = used < length;
  while (used > 0 && bytes[used - 1] == '\0')
    used--;
  text = decode (bytes, used, charset);
  valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  clean (cleaned, valid);
  if (cleaned->len > max)
    {
      const char *end = g_utf8_find_prev_char (cleaned->str, cleaned->str + max + 1);

      g_string_truncate (cleaned, (gsize) (end - cleaned->str));
      if (cut != NULL)
        *cut = TRUE;
    }
  return g_string_free (cleaned, FALSE);
}

static gboolean
begins_tag (const char *at, const char *name)
{
  gsize length = strlen (name);

  return g_ascii_strncasecmp (at, name, length) == 0 && !g_ascii_isalnum (at[length]);
}

/* Returns: what follows the tag that @at stands on, and everything in it that nobody reads */
static const char *
skip_tag (const char *at)
{
  static const char *const unread[] = { "style", "script", "head", "title" };
  const char *end;

  if (g_str_has_prefix (at, "<!--"))
    {
      end = strstr (at, "-->");
      return end != NULL ? end + 3 : at + strlen (at);
    }
  end = strchr (at, '>');
  if (end == NULL)
    return at + strlen (at);
  for (guint i = 0; i < G_N_ELEMENTS (unread); i++)
    if (begins_tag (at + 1, unread[i]))
      {
        g_autofree char *closing = g_strconcat ("</", unread[i], NULL);

        for (const char *found = end; (found = strstr (found, "</")) != NULL; found += 2)
          if (g_ascii_strncasecmp (found, closing, strlen (closing)) == 0)
            {
              end = strchr (found, '>');
              return end != NULL ? end + 1 : found + strlen (found);
            }
        return end + strlen (end);
      }
  return end + 1;
}

static gboolean
breaks_line (const char *at)
{
  static const char *const names[]
      = { "br", "p", "/p", "div", "/div", "tr", "li", "h1", "h2", "h3", "hr", "blockquote" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (begins_tag (at + 1, names[i]))
      return TRUE;
  return FALSE;
}

static const char *
take_entity (const char *at, GString *text)
{
  static const struct
  {
    const char *name;
    const char *text;
  } entities[] = { { "&amp;", "&" },   { "&lt;", "<" },   { "&gt;", ">" },
                   { "&quot;", "\"" }, { "&nbsp;", " " }, { "&apos;", "'" } };

  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (g_str_has_prefix (at, entities[i].name))
      {
        g_string_append (text, entities[i].text);
        return at + strlen (entities[i].name);
      }
  if (at[1] == '#')
    {
      gboolean is_hex = at[2] == 'x' || at[2] == 'X';
      char *end;
      guint64 number = g_ascii_strtoull (at + (is_hex ? 3 : 2), &end, is_hex ? 16 : 10);

      if (*end == ';' && number > 0 && number <= 0x10ffff && g_unichar_validate ((gunichar) number))
        {
          g_string_append_unichar (text, (gunichar) number);
          return end + 1;
        }
    }
  g_string_append_c (text, '&');
  return at + 1;
}

char *
mado_mail_text_from_html (const char *html)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GString *cleaned;

  for (const char *at = html; *at != '\0';)
    if (*at == '<')
      {
        if (breaks_line (at) && text->len > 0 && text->str[text->len - 1] != '\n')
          g_string_append_c (text, '\n');
        at = skip_tag (at);
      }
    else if (*at == '&')
      at = take_entity (at, text);
    else
      {
        gboolean is_space = *at == '\n' || *at == '\r' || *at == '\t' || *at == ' ';

        if (!is_space)
          g_string_append_c (text, *at);
        else if (text->len > 0 && !g_ascii_isspace (text->str[text->len - 1]))
          g_string_append_c (text, ' ');
        at++;
      }
  cleaned = g_string_sized_new (text->len);
  clean (cleaned, text->str);
  return g_strchomp (g_string_free (cleaned, FALSE));
}

char *
mado_mail_text_clean_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);
  const char *start = valid;
  GString *cleaned = g_string_new (NULL);
  guint n = 0;

  for (const char *at = valid; *at != '\0'; at++)
    if (*at == '/' || *at == '\\')
      start = at + 1;
  for (const char *at = start; *at != '\0' && n < MAX_NAME; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      GUnicodeType type = g_unichar_type (character);

      /* Format characters turn text around, or cannot be seen. */
      if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_SURROGATE
          || type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR)
        continue;
      g_string_append_unichar (cleaned, character);
      n++;
    }
  if (strspn (cleaned->str, ". ") == cleaned->len)
    g_string_assign (cleaned, "attachment");
  return g_string_free (cleaned, FALSE);
}
