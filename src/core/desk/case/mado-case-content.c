/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reader of one shape of JSON: an object of numbers, texts, and one object of members. */
#include "core/desk/case/mado-case-content.h"

#include <string.h>

#include "core/json/mado-json.h"

typedef struct
{
  const char *at;
  const char *end;
  char *out; /* where the next text is decoded to; there is room, since no text grows */
  MadoContent *content;
} Cursor;

static gboolean
take (Cursor *self, char character)
{
  if (self->at == self->end || *self->at != character)
    return FALSE;
  self->at++;
  return TRUE;
}

static gboolean
decode_unicode (Cursor *self)
{
  gunichar character = 0;

  if (self->end - self->at < 4)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    {
      gint digit = g_ascii_xdigit_value (*self->at++);

      if (digit < 0)
        return FALSE;
      character = character * 16 + (gunichar) digit;
    }
  if (character == 0 || (character >= 0xd800 && character < 0xe000))
    return FALSE;
  self->out += g_unichar_to_utf8 (character, self->out);
  return TRUE;
}

static gboolean
decode_escape (Cursor *self)
{
  static const char escapes[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *found;
  char escape;

  if (self->at == self->end)
    return FALSE;
  escape = *self->at++;
  if (escape == 'u')
    return decode_unicode (self);
  found = escape != '\0' ? strchr (escapes, escape) : NULL;
  if (found == NULL)
    return FALSE;
  *self->out++ = meanings[found - escapes];
  return TRUE;
}

/* Returns: (nullable): the text, in the buffer */
static const char *
read_text (Cursor *self)
{
  const char *text = self->out;

  if (!take (self, '"'))
    return NULL;
  while (self->at < self->end && *self->at != '"')
    {
      guchar character = (guchar) *self->at++;

      if (character < 0x20 || (character == '\\' && !decode_escape (self)))
        return NULL;
      if (character != '\\')
        *self->out++ = (char) character;
    }
  if (!take (self, '"'))
    return NULL;
  *self->out++ = '\0';
  return text;
}

static gboolean
read_number (Cursor *self, gint64 *number)
{
  gboolean negative = take (self, '-');
  const char *start = self->at;

  *number = 0;
  while (self->at < self->end && g_ascii_isdigit (*self->at))
    {
      gint64 digit = *self->at++ - '0';

      if (__builtin_mul_overflow (*number, 10, number)
          || __builtin_sub_overflow (*number, digit, number))
        return FALSE;
    }
  if (self->at == start || (!negative && *number == G_MININT64))
    return FALSE;
  if (!negative)
    *number = -*number;
  return TRUE;
}

/* Passes over whatever stands here, by its brackets; who needs it has it parsed. */
static const char *
skip_value (Cursor *self)
{
  const char *start = self->at;
  char *text = self->out;
  guint depth = 0;

  do
    {
      if (self->at == self->end)
        return NULL;
      if (*self->at == '"')
        {
          if (read_text (self) == NULL)
            return NULL;
          continue;
        }
      depth += *self->at == '{' || *self->at == '[';
      if (*self->at == '}' || *self->at == ']')
        {
          if (depth == 0)
            return NULL;
          depth--;
        }
      self->at++;
    }
  while (depth > 0
         || (self->at < self->end && *self->at != ',' && *self->at != '}' && *self->at != ']'));
  /* What was decoded on the way is overwritten by the whole. */
  memcpy (text, start, (gsize) (self->at - start));
  self->out = text + (self->at - start);
  *self->out++ = '\0';
  return text;
}

/* A list of texts. Returns: %FALSE, with the cursor anywhere, when it is another list */
static gboolean
read_list (Cursor *self, MadoMember *member)
{
  GPtrArray *list = g_ptr_array_new ();

  g_ptr_array_add (self->content->lists, list);
  if (!take (self, '['))
    return FALSE;
  while (self->at < self->end && *self->at == '"' && list->len < MADO_CONTENT_MAX_LIST)
    {
      const char *text = read_text (self);

      if (text == NULL)
        return FALSE;
      g_ptr_array_add (list, (gpointer) text);
      if (!take (self, ','))
        break;
      if (self->at == self->end || *self->at != '"')
        return FALSE;
    }
  g_ptr_array_add (list, NULL);
  member->list = (const char **) list->pdata;
  return take (self, ']');
}

static gboolean
read_value (Cursor *self, MadoMember *member)
{
  const char *start = self->at;
  char *out = self->out;

  if (self->at == self->end)
    return FALSE;
  if (*self->at == '"')
    {
      member->type = MADO_MEMBER_TEXT;
      member->text = read_text (self);
      return member->text != NULL;
    }
  if (*self->at == '-' || g_ascii_isdigit (*self->at))
    {
      member->type = MADO_MEMBER_NUMBER;
      return read_number (self, &member->number);
    }
  member->type = MADO_MEMBER_LIST;
  if (*self->at == '[' && read_list (self, member))
    return TRUE;
  self->at = start;
  self->out = out;
  member->type = MADO_MEMBER_OTHER;
  member->list = NULL;
  member->text = skip_value (self);
  return member->text != NULL;
}

static gboolean
read_members (Cursor *self)
{
  MadoContent *content = self->content;

  if (!take (self, '{'))
    return FALSE;
  if (take (self, '}'))
    return TRUE;
  do
    {
      MadoMember *member = &content->members[content->n_members];

      if (content->n_members == MADO_CONTENT_MAX_MEMBERS)
        return FALSE;
      member->name = read_text (self);
      if (member->name == NULL || !take (self, ':') || !read_value (self, member))
        return FALSE;
      content->n_members++;
    }
  while (take (self, ','));
  return take (self, '}');
}

static gboolean
take_name (Cursor *self, const char *name)
{
  gsize length = strlen (name);

  if ((gsize) (self->end - self->at) < length || memcmp (self->at, name, length) != 0)
    return FALSE;
  self->at += length;
  return TRUE;
}

/* The names stand in the order of record form. */
static gboolean
read_content (Cursor *self)
{
  MadoContent *content = self->content;

  if (!take_name (self, "{\"at\":") || !read_number (self, &content->at) || !take (self, ','))
    return FALSE;
  if (!take_name (self, "\"by\":") || (content->by = read_text (self)) == NULL)
    return FALSE;
  if (!take_name (self, ",\"case\":") || (content->case_id = read_text (self)) == NULL)
    return FALSE;
  if (!take_name (self, ",\"data\":") || !read_members (self))
    return FALSE;
  if (!take_name (self, ",\"id\":") || (content->id = read_text (self)) == NULL)
    return FALSE;
  if (!take_name (self, ",\"kind\":") || (content->kind = read_text (self)) == NULL)
    return FALSE;
  return take_name (self, ",\"n\":") && read_number (self, &content->n) && take (self, '}')
         && self->at == self->end;
}

/*
 * mado_content_read:
 * @self: zeroed; to be cleared in any case
 * @text: need not end in NUL
 * @error: MADO_RECORD_ERROR_MALFORMED
 */
gboolean
mado_content_read (MadoContent *self, const char *text, gsize length, GError **error)
{
  Cursor cursor = { text, text + length, NULL, self };

  self->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  /* A skipped value, which has no quotes of its own, is as long as it stands there, and its NUL
   * takes the place of the comma or the bracket that follows. */
  self->buffer = g_malloc (length + 1);
  cursor.out = self->buffer;
  if (g_utf8_validate_len (text, length, NULL) && read_content (&cursor))
    return TRUE;
  g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED,
               "event: byte %" G_GSIZE_FORMAT " is not that of an event in record form",
               (gsize) (cursor.at - text));
  return FALSE;
}

void
mado_content_clear (MadoContent *self)
{
  g_clear_pointer (&self->buffer, g_free);
  g_clear_pointer (&self->lists, g_ptr_array_unref);
}
