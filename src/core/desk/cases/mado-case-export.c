/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON, text and mail drafts of a case. */
#include "core/desk/cases/mado-case-export.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/json/mado-json.h"

#define LINE 57 /* bytes that base64 makes a line of 76 characters of */

static gint
compare_events (gconstpointer a, gconstpointer b)
{
  MadoCaseEvent *one = *(MadoCaseEvent *const *) a, *two = *(MadoCaseEvent *const *) b;
  gint64 at_one = mado_case_event_get_at (one), at_two = mado_case_event_get_at (two);

  return at_one != at_two ? (at_one < at_two ? -1 : 1) : mado_case_event_compare (one, two);
}

static gboolean
is_for (MadoCaseEvent *event, MadoCaseAudience audience)
{
  MadoCaseEventKind kind = mado_case_event_get_kind (event);

  return audience == MADO_CASE_FOR_DESK || kind == MADO_CASE_RECEIVED || kind == MADO_CASE_REPLIED;
}

/* Of several cases there is no common counter: for a reader they stand by time. */
static GPtrArray *
list_events (MadoCase *self, GPtrArray *others, MadoCaseAudience audience)
{
  GPtrArray *events = g_ptr_array_new ();

  for (guint i = 0; i <= (others != NULL ? others->len : 0); i++)
    {
      GPtrArray *own = mado_case_get_events (i == 0 ? self : others->pdata[i - 1]);

      for (guint k = 0; k < own->len; k++)
        if (is_for (own->pdata[k], audience))
          g_ptr_array_add (events, own->pdata[k]);
    }
  if (others != NULL && others->len > 0)
    g_ptr_array_sort (events, compare_events);
  return events;
}

static char *
format_time (MadoCaseEvent *event)
{
  gint64 at = mado_case_event_get_at (event) / G_USEC_PER_SEC;
  g_autoptr (GDateTime) time
      = g_date_time_new_from_unix_utc (mado_case_event_get_number (event, "received", at));

  return time != NULL ? g_date_time_format_iso8601 (time) : g_strdup ("");
}

static void
copy_text (JsonObject *to, MadoCaseEvent *event, const char *name)
{
  const char *text = mado_case_event_get_text (event, name);

  if (text != NULL)
    json_object_set_string_member (to, name, text);
}

/* Names of files only: who wrote has them. */
static void
copy_attachments (JsonObject *to, MadoCaseEvent *event)
{
  JsonArray *all = mado_case_event_get_attachments (event);
  JsonArray *names;

  if (all == NULL)
    return;
  names = json_array_new ();
  for (guint i = 0; i < json_array_get_length (all); i++)
    {
      JsonNode *element = json_array_get_element (all, i);

      if (JSON_NODE_HOLDS_OBJECT (element))
        json_array_add_string_element (names, json_object_get_string_member_with_default (
                                                  json_node_get_object (element), "name", ""));
    }
  json_object_set_array_member (to, "attachments", names);
}

static JsonObject *
message_to_json (MadoCaseEvent *event)
{
  JsonObject *object = json_object_new ();
  g_autofree char *time = format_time (event);

  json_object_set_string_member (object, "kind",
                                 mado_case_event_kind_to_word (mado_case_event_get_kind (event)));
  json_object_set_string_member (object, "at", time);
  copy_text (object, event, "subject");
  copy_text (object, event, "text");
  copy_attachments (object, event);
  return object;
}

static JsonArray *
others_to_json (GPtrArray *others)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; others != NULL && i < others->len; i++)
    json_array_add_element (array, mado_case_to_json (others->pdata[i]));
  return array;
}

JsonNode *
mado_case_export_json (MadoCase *self, GPtrArray *others, MadoCaseAudience audience)
{
  JsonNode *node;
  JsonObject *object;
  JsonArray *messages;
  g_autoptr (GPtrArray) events = NULL;

  g_return_val_if_fail (MADO_IS_CASE (self), NULL);

  if (audience == MADO_CASE_FOR_DESK)
    {
      node = mado_case_to_json (self);
      json_object_set_array_member (json_node_get_object (node), "merged", others_to_json (others));
      return node;
    }
  events = list_events (self, others, MADO_CASE_FOR_ENQUIRER);
  object = json_object_new ();
  messages = json_array_new ();
  json_object_set_int_member (object, "number", mado_case_get_number (self));
  for (guint i = 0; i < events->len; i++)
    json_array_add_object_element (messages, message_to_json (events->pdata[i]));
  json_object_set_array_member (object, "messages", messages);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);
  return node;
}

static void
append_event (GString *text, MadoCaseEvent *event, MadoCaseAudience audience)
{
  g_autofree char *time = format_time (event);
  const char *members[] = { "subject", "text", "field", "value", "record", "reason" };
  guint n = audience == MADO_CASE_FOR_DESK ? G_N_ELEMENTS (members) : 2;

  g_string_append_printf (text, "\n%s %s", time,
                          mado_case_event_kind_to_word (mado_case_event_get_kind (event)));
  if (audience == MADO_CASE_FOR_DESK)
    g_string_append_printf (text, " (%s)", mado_case_event_get_by (event));
  g_string_append_c (text, '\n');
  for (guint i = 0; i < n; i++)
    if (mado_case_event_get_text (event, members[i]) != NULL)
      g_string_append_printf (text, "%s\n", mado_case_event_get_text (event, members[i]));
}

char *
mado_case_export_text (MadoCase *self, GPtrArray *others, MadoCaseAudience audience)
{
  g_autoptr (GPtrArray) events = NULL;
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (MADO_IS_CASE (self), g_string_free (text, FALSE));

  events = list_events (self, others, audience);
  g_string_append_printf (text, "case:%" G_GINT64_FORMAT, mado_case_get_number (self));
  if (audience == MADO_CASE_FOR_DESK)
    g_string_append_printf (text, " %s", mado_case_get_value (self, MADO_CASE_TITLE));
  g_string_append_c (text, '\n');
  for (guint i = 0; i < events->len; i++)
    append_event (text, events->pdata[i], audience);
  return g_string_free (text, FALSE);
}

static MadoCaseEvent *
find_last (MadoCase *self, MadoCaseEventKind kind)
{
  GPtrArray *events = mado_case_get_events (self);

  for (guint i = events->len; i-- > 0;)
    if (mado_case_event_get_kind (events->pdata[i]) == kind
        && mado_case_event_get_text (events->pdata[i], "text") != NULL)
      return events->pdata[i];
  return NULL;
}

/* "Re: " and what the enquirer wrote over the question; never the title, which is the desk's. */
static char *
make_subject (MadoCase *self)
{
  MadoCaseEvent *question = find_last (self, MADO_CASE_RECEIVED);
  const char *subject = question != NULL ? mado_case_event_get_text (question, "subject") : NULL;

  if (subject == NULL || *subject == '\0')
    return g_strdup_printf ("case:%" G_GINT64_FORMAT, mado_case_get_number (self));
  return g_str_has_prefix (subject, "Re: ") ? g_strdup (subject)
                                            : g_strconcat ("Re: ", subject, NULL);
}

/* An address goes into a header as it is, or not at all. */
static const char *
get_address (const MadoCasePerson *person)
{
  const char *address = person != NULL ? person->address : NULL;

  if (address == NULL || strchr (address, '@') == NULL
      || strpbrk (address, "\r\n\t <>,;:\"()[]\\") != NULL || !g_str_is_ascii (address))
    return "";
  return address;
}

/* RFC 2047, in words of at most 75 characters that each hold whole characters. */
static void
append_encoded (GString *header, const char *text)
{
  for (const char *at = text; *at != '\0';)
    {
      const char *end = at;
      g_autofree char *word = NULL;

      while (*end != '\0' && g_utf8_next_char (end) - at <= 42)
        end = g_utf8_next_char (end);
      word = g_base64_encode ((const guchar *) at, (gsize) (end - at));
      g_string_append_printf (header, "%s=?utf-8?B?%s?=", at != text ? "\r\n " : "", word);
      at = end;
    }
}

static void
append_base64 (GString *mail, const char *text)
{
  gsize length = strlen (text);

  for (gsize at = 0; at < length; at += LINE)
    {
      g_autofree char *line = g_base64_encode ((const guchar *) text + at, MIN (LINE, length - at));

      g_string_append_printf (mail, "%s\r\n", line);
    }
}

/**
 * mado_case_export_mail:
 * @person: (nullable): to whom
 *
 * Returns: (transfer full) (nullable): the last reply as a mail (RFC 5322) that is not sent yet;
 *   %NULL where there is none
 */
char *
mado_case_export_mail (MadoCase *self, const MadoCasePerson *person)
{
  MadoCaseEvent *reply;
  g_autofree char *subject = NULL;
  GString *mail;

  g_return_val_if_fail (MADO_IS_CASE (self), NULL);

  reply = find_last (self, MADO_CASE_REPLIED);
  if (reply == NULL)
    return NULL;
  subject = make_subject (self);
  mail = g_string_new ("X-Unsent: 1\r\n");
  if (*get_address (person) != '\0')
    g_string_append_printf (mail, "To: %s\r\n", get_address (person));
  g_string_append (mail, "Subject: ");
  append_encoded (mail, subject);
  g_string_append (mail, "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                         "Content-Transfer-Encoding: base64\r\n\r\n");
  append_base64 (mail, mado_case_event_get_text (reply, "text"));
  return g_string_free (mail, FALSE);
}

/* The same as an address (RFC 6068). */
char *
mado_case_export_mailto (MadoCase *self, const MadoCasePerson *person)
{
  MadoCaseEvent *reply;
  g_autofree char *subject = NULL;
  g_autofree char *address = NULL;
  g_autofree char *text = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (MADO_IS_CASE (self), NULL);

  reply = find_last (self, MADO_CASE_REPLIED);
  if (reply == NULL)
    return NULL;
  subject = make_subject (self);
  address = g_uri_escape_string (get_address (person), "@", FALSE);
  title = g_uri_escape_string (subject, NULL, FALSE);
  text = g_uri_escape_string (mado_case_event_get_text (reply, "text"), NULL, FALSE);
  return g_strconcat ("mailto:", address, "?subject=", title, "&body=", text, NULL);
}

/* Files that somebody else has put there stay. */
gboolean
mado_case_export_empty_outbox (const char *folder, GError **error)
{
  g_autoptr (GDir) directory = NULL;
  const char *name;

  g_return_val_if_fail (folder != NULL, FALSE);

  directory = g_dir_open (folder, 0, NULL);
  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ".eml") && g_unlink (path) != 0)
        {
          g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s could not be removed", path);
          return FALSE;
        }
    }
  return TRUE;
}
