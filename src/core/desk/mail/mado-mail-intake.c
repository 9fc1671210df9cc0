/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a file to a message of a case. */
#include "core/desk/cases/mado-attachment.h"
#include "core/desk/cases/mado-case-index.h"
#include "core/desk/mail/mado-mail.h"

#include <string.h>

#include "core/json/mado-json.h"

/* The parts of a name in the order in which they stand: who knows better corrects it. */
static MadoCasePerson *
new_person (const MadoMail *mail)
{
  MadoCasePerson *person = mado_case_person_new ();

  if (*mail->name != '\0')
    person->family = g_strdup (mail->name);
  if (*mail->address != '\0')
    person->address = g_strdup (mail->address);
  return person;
}

static gboolean
keep_parts (MadoDesk *desk, const MadoMail *mail, MadoCaseMessage *message, GError **error)
{
  for (guint i = 0; i < mail->parts->len; i++)
    {
      const MadoMailPart *part = g_ptr_array_index (mail->parts, i);
      char *hash = mado_attachment_keep (desk, part->bytes, error);
      MadoCaseAttachment *attachment;

      if (hash == NULL)
        return FALSE;
      attachment = g_new0 (MadoCaseAttachment, 1);
      attachment->name = g_strdup (part->name);
      attachment->type = g_strdup (part->type);
      attachment->size = (gint64) g_bytes_get_size (part->bytes);
      attachment->sha256 = hash;
      g_ptr_array_add (message->attachments, attachment);
    }
  return TRUE;
}

/**
 * mado_mail_take_in:
 * @raw: a mail, or a text in any charset
 * @error: MADO_RECORD_ERROR_MALFORMED, MADO_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): what came
 */
MadoCaseMessage *
mado_mail_take_in (MadoDesk *desk, GBytes *raw, GError **error)
{
  g_autoptr (MadoMail) mail = NULL;
  g_autoptr (MadoCaseMessage) message = NULL;

  g_return_val_if_fail (desk != NULL && raw != NULL, NULL);

  mail = mado_mail_is_mail (raw) ? mado_mail_parse (raw, error) : mado_mail_from_text (raw);
  if (mail == NULL)
    return NULL;
  message = mado_case_message_new ();
  message->raw = mado_attachment_keep (desk, raw, error);
  if (message->raw == NULL || !keep_parts (desk, mail, message, error))
    return NULL;
  message->subject = g_strdup (mail->subject);
  message->text = g_strdup (mail->text);
  message->received = mail->date;
  message->language = g_strdup (
      mado_case_text_is_japanese (*mail->text != '\0' ? mail->text : mail->subject) ? "ja" : "en");
  message->person = new_person (mail);
  return g_steal_pointer (&message);
}

MadoCaseMessage *
mado_mail_take_in_file (MadoDesk *desk, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) raw = NULL;

  g_return_val_if_fail (desk != NULL && G_IS_FILE (file), NULL);

  raw = mado_json_load_file (file, MADO_MAIL_MAX, cancellable, error);
  return raw != NULL ? mado_mail_take_in (desk, raw, error) : NULL;
}
