/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes anything for a mail: what is read of it can be shown, and is no more than was asked for. */
#include "core/desk/mail/mado-mail.h"

#include <string.h>

#include "core/json/mado-json.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
check_text (const char *text, gsize max)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpuint (strlen (text), <=, max);
}

static void
check_mail (const MadoMail *mail)
{
  check_text (mail->subject, 4000);
  check_text (mail->name, 4000);
  check_text (mail->address, 4000);
  check_text (mail->text, MADO_CASE_MAX_TEXT);
  g_assert_cmpint (mail->date, >=, 0);
  g_assert_cmpuint (mail->parts->len, <=, MADO_MAIL_MAX_PARTS);
  for (guint i = 0; i < mail->parts->len; i++)
    {
      const MadoMailPart *part = g_ptr_array_index (mail->parts, i);

      check_text (part->name, 1000);
      check_text (part->type, 100);
      g_assert_cmpuint (strlen (part->name), >, 0);
      g_assert_null (strpbrk (part->name, "/\\\n\r"));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GBytes) raw = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoMail) text = mado_mail_from_text (raw);
  g_autoptr (MadoMail) mail = mado_mail_parse (raw, &error);

  check_mail (text);
  mado_mail_is_mail (raw);
  if (mail != NULL)
    check_mail (mail);
  else
    g_assert_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED);
  return 0;
}
