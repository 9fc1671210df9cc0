/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks the parts of a mail and takes what a person reads. */
#include "core/desk/mail/mado-mail.h"

#include <string.h>

#include <gmime/gmime.h>

#include "core/desk/mail/mado-mail-text.h"
#include "core/json/mado-json.h"

#define MAX_LINE 2000       /* characters of a subject or a name */
#define MAX_TYPE 100        /* bytes */
#define MAX_BOUNDARIES 5000 /* lines that may part a mail: GMime makes an object for each part */
#define MAX_HEADER (256 * 1024) /* bytes before the first empty line */

typedef struct
{
  MadoMail *mail;
  char *html; /* nullable: what is read where there is no plain text */
  guint n_parts;
} Reading;

static void
free_part (gpointer data)
{
  MadoMailPart *self = data;

  g_free (self->name);
  g_free (self->type);
  g_bytes_unref (self->bytes);
  g_free (self);
}

static MadoMail *
new_mail (void)
{
  MadoMail *self = g_new0 (MadoMail, 1);

  self->parts = g_ptr_array_new_with_free_func (free_part);
  return self;
}

void
mado_mail_free (MadoMail *self)
{
  if (self == NULL)
    return;
  g_free (self->subject);
  g_free (self->name);
  g_free (self->address);
  g_free (self->text);
  g_ptr_array_unref (self->parts);
  g_free (self);
}

static void
start_gmime (void)
{
  static gsize started;

  if (g_once_init_enter (&started))
    {
      g_mime_init ();
      g_once_init_leave (&started, 1);
    }
}

/* A line of a header as it may be shown; GMime leaves what nobody encoded as it came. */
static char *
clean_line (const char *line)
{
  g_autofree char *text = NULL;
  char *end;

  if (line == NULL)
    return g_strdup ("");
  text = mado_mail_text_decode (line, strlen (line), "", MAX_LINE, NULL);
  for (end = text; *end != '\0'; end++)
    if (*end == '\n' || *end == '\t')
      *end = ' ';
  return g_strdup (g_strstrip (text));
}

static GBytes *
read_content (GMimePart *part)
{
  GMimeDataWrapper *content = g_mime_part_get_content (part);
  GMimeStream *stream;
  GBytes *bytes;

  if (content == NULL)
    return g_bytes_new (NULL, 0);
  stream = g_mime_stream_mem_new ();
  g_mime_data_wrapper_write_to_stream (content, stream);
  bytes = g_bytes_new (g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (stream))->data,
                       g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (stream))->len);
  g_object_unref (stream);
  return bytes;
}

static char *
describe_type (GMimeObject *object)
{
  GMimeContentType *type = g_mime_object_get_content_type (object);
  g_autofree char *word = type != NULL ? g_mime_content_type_get_mime_type (type) : NULL;

  return word != NULL && strlen (word) <= MAX_TYPE && g_utf8_validate (word, -1, NULL)
             ? g_steal_pointer (&word)
             : g_strdup ("application/octet-stream");
}

static void
add_part (Reading *self, const char *name, char *type, GBytes *bytes)
{
  MadoMailPart *part = g_new0 (MadoMailPart, 1);

  part->name = mado_mail_text_clean_name (name);
  part->type = type;
  part->bytes = bytes;
  g_ptr_array_add (self->mail->parts, part);
}

static gboolean
is_attached (GMimeObject *object)
{
  const char *disposition = g_mime_object_get_disposition (object);

  return disposition != NULL && g_ascii_strcasecmp (disposition, "attachment") == 0;
}

/* The first text is the message; a further one hangs on it. */
static gboolean
take_text (Reading *self, GMimePart *part)
{
  GMimeContentType *type = g_mime_object_get_content_type (GMIME_OBJECT (part));
  gboolean is_html = g_mime_content_type_is_type (type, "text", "html");
  g_autoptr (GBytes) bytes = NULL;
  gsize length;
  const char *data;
  char **place = is_html ? &self->html : &self->mail->text;
  gboolean cut;

  if ((!is_html && !g_mime_content_type_is_type (type, "text", "plain")) || *place != NULL
      || is_attached (GMIME_OBJECT (part)))
    return FALSE;
  bytes = read_content (part);
  data = g_bytes_get_data (bytes, &length);
  *place = mado_mail_text_decode (data != NULL ? data : "", length,
                                  g_mime_content_type_get_parameter (type, "charset"),
                                  MADO_CASE_MAX_TEXT, &cut);
  self->mail->is_cut = self->mail->is_cut || cut;
  return TRUE;
}

static void
take_message (Reading *self, GMimeMessagePart *part)
{
  GMimeMessage *message = g_mime_message_part_get_message (part);
  g_autofree char *whole
      = message != NULL ? g_mime_object_to_string (GMIME_OBJECT (message), NULL) : NULL;

  if (whole != NULL)
    add_part (self, "message.eml", g_strdup ("message/rfc822"),
              g_bytes_new (whole, strlen (whole)));
}

static void take_object (Reading *self, GMimeObject *object, guint depth);

static void
take_multipart (Reading *self, GMimeMultipart *multipart, guint depth)
{
  int n = g_mime_multipart_get_count (multipart);

  for (int i = 0; i < n; i++)
    take_object (self, g_mime_multipart_get_part (multipart, i), depth + 1);
}

static void
take_object (Reading *self, GMimeObject *object, guint depth)
{
  if (object == NULL)
    return;
  if (++self->n_parts > MADO_MAIL_MAX_PARTS || depth > MADO_MAIL_MAX_DEPTH)
    self->mail->is_cut = TRUE;
  else if (GMIME_IS_MULTIPART (object))
    take_multipart (self, GMIME_MULTIPART (object), depth);
  else if (GMIME_IS_MESSAGE_PART (object))
    take_message (self, GMIME_MESSAGE_PART (object));
  else if (GMIME_IS_PART (object) && !take_text (self, GMIME_PART (object)))
    add_part (self, g_mime_part_get_filename (GMIME_PART (object)), describe_type (object),
              read_content (GMIME_PART (object)));
}

static void
take_sender (MadoMail *self, GMimeMessage *message)
{
  InternetAddressList *list = g_mime_message_get_from (message);
  InternetAddress *sender = list != NULL && internet_address_list_length (list) > 0
                                ? internet_address_list_get_address (list, 0)
                                : NULL;

  self->name = clean_line (sender != NULL ? internet_address_get_name (sender) : NULL);
  self->address
      = clean_line (sender != NULL && INTERNET_ADDRESS_IS_MAILBOX (sender)
                        ? internet_address_mailbox_get_addr (INTERNET_ADDRESS_MAILBOX (sender))
                        : NULL);
}

static GMimeMessage *
parse (const char *data, gsize length)
{
  static const char *charsets[] = { "utf-8", "iso-2022-jp", "euc-jp", "cp932", "cp1252", NULL };
  GMimeParserOptions *options = g_mime_parser_options_new ();
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer (data, length);
  GMimeParser *parser = g_mime_parser_new_with_stream (stream);
  GMimeMessage *message;

  g_mime_parser_options_set_fallback_charsets (options, charsets);
  message = g_mime_parser_construct_message (parser, options);
  g_object_unref (parser);
  g_object_unref (stream);
  g_mime_parser_options_free (options);
  return message;
}

static gboolean
set_too_much (const char *what, GError **error)
{
  g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED,
               "mail: %s; it is not read. Save what matters of it as a text file and take that in",
               what);
  return FALSE;
}

/* What would make GMime take a hundred times the room of the mail. */
static gboolean
check_shape (const char *data, gsize length, GError **error)
{
  const char *end = data + length;
  guint n = 0;

  if (length > MADO_MAIL_MAX)
    return set_too_much ("larger than 32 MiB", error);
  for (const char *at = data; (at = memmem (at, (gsize) (end - at), "\n--", 3)) != NULL; at += 3)
    if (++n > MAX_BOUNDARIES)
      return set_too_much ("it has too many parts", error);
  if (length > MAX_HEADER && memmem (data, MAX_HEADER, "\n\n", 2) == NULL
      && memmem (data, MAX_HEADER, "\r\n\r\n", 4) == NULL)
    return set_too_much ("its header has no end", error);
  return TRUE;
}

/**
 * mado_mail_parse:
 * @raw: as it came
 * @error: MADO_RECORD_ERROR_MALFORMED: it is no mail, or has more than can be read
 *
 * Returns: (transfer full) (nullable): what is in it
 */
MadoMail *
mado_mail_parse (GBytes *raw, GError **error)
{
  g_autoptr (MadoMail) self = new_mail ();
  Reading reading = { self, NULL, 0 };
  GMimeMessage *message;
  GDateTime *date;
  gsize length;
  const char *data;

  g_return_val_if_fail (raw != NULL, NULL);

  data = g_bytes_get_data (raw, &length);
  if (data == NULL || length == 0)
    {
      set_too_much ("there is nothing in it", error);
      return NULL;
    }
  if (!check_shape (data, length, error))
    return NULL;
  start_gmime ();
  message = parse (data, length);
  if (message == NULL)
    {
      set_too_much ("it has no header of a mail", error);
      return NULL;
    }
  self->subject = clean_line (g_mime_message_get_subject (message));
  take_sender (self, message);
  date = g_mime_message_get_date (message);
  self->date = date != NULL ? MAX (0, g_date_time_to_unix (date)) : 0;
  take_object (&reading, g_mime_message_get_mime_part (message), 0);
  if (self->text == NULL)
    self->text = reading.html != NULL ? mado_mail_text_from_html (reading.html) : g_strdup ("");
  g_free (reading.html);
  g_object_unref (message);
  return g_steal_pointer (&self);
}

MadoMail *
mado_mail_from_text (GBytes *raw)
{
  MadoMail *self = new_mail ();
  gsize length;
  const char *data = g_bytes_get_data (raw, &length);

  self->subject = g_strdup ("");
  self->name = g_strdup ("");
  self->address = g_strdup ("");
  self->text = mado_mail_text_decode (data != NULL ? data : "", length, NULL, MADO_CASE_MAX_TEXT,
                                      &self->is_cut);
  return self;
}

/* "Name: value" in the first line that is no mbox separator, and one of the headers that every mail
 * has. */
gboolean
mado_mail_is_mail (GBytes *raw)
{
  static const char *const names[]
      = { "from:",       "date:",         "subject:",      "received:", "return-path:",  "to:",
          "message-id:", "mime-version:", "delivered-to:", "reply-to:", "content-type:", "x-" };
  gsize length;
  const char *data = g_bytes_get_data (raw, &length);
  const char *line = data;

  if (data == NULL)
    return FALSE;
  if (length > 5 && memcmp (data, "From ", 5) == 0)
    {
      line = memchr (data, '\n', length);
      if (line == NULL)
        return FALSE;
      line++;
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (length - (gsize) (line - data) > strlen (names[i])
        && g_ascii_strncasecmp (line, names[i], strlen (names[i])) == 0)
      return TRUE;
  return FALSE;
}
