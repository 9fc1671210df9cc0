/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mails from strangers: what cannot be a mail is refused, what is too much is left in the raw mail,
 * and nothing takes long. The encodings are tested from outside, by what Python writes. */
#include "core/desk/cases/mado-attachment.h"
#include "core/desk/cases/mado-case-traces.h"
#include "core/desk/mail/mado-mail.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/desk-fixture.h"
#include "support/store-fixture.h"

#define HEADER "From: Anna Beispiel <anna@example.org>\r\nSubject: A question\r\n"

static MadoMail *
parse (const char *text)
{
  g_autoptr (GBytes) raw = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  MadoMail *mail = mado_mail_parse (raw, &error);

  g_assert_no_error (error);
  return mail;
}

static void
assert_bounded (GString *text)
{
  g_autoptr (GBytes) raw = g_bytes_new (text->str, text->len);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoMail) mail = mado_mail_parse (raw, &error);

  if (mail == NULL)
    {
      g_assert_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED);
      return;
    }
  g_assert_cmpuint (strlen (mail->text), <=, MADO_CASE_MAX_TEXT);
  g_assert_cmpuint (mail->parts->len, <=, MADO_MAIL_MAX_PARTS);
  g_assert_true (g_utf8_validate (mail->text, -1, NULL));
  g_assert_true (g_utf8_validate (mail->subject, -1, NULL));
}

static void
takes_the_text_and_what_hangs_on_it (void)
{
  static const char text[]
      = HEADER "Date: Thu, 26 Nov 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\n"
               "Content-Type: multipart/mixed; boundary=x\r\n\r\n"
               "--x\r\nContent-Type: multipart/alternative; boundary=y\r\n\r\n"
               "--y\r\nContent-Type: text/html\r\n\r\n<p>Hello <b>there</b>\r\n"
               "--y\r\nContent-Type: text/plain\r\n\r\nHello there\r\n--y--\r\n"
               "--x\r\nContent-Type: application/pdf; name=\"../../etc/-rf \xe2\x80\xae.pdf\"\r\n"
               "Content-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n"
               "UERG\r\n--x--\r\n";
  g_autoptr (MadoMail) mail = parse (text);
  const MadoMailPart *part;

  g_assert_cmpstr (mail->subject, ==, "A question");
  g_assert_cmpstr (mail->name, ==, "Anna Beispiel");
  g_assert_cmpstr (mail->address, ==, "anna@example.org");
  g_assert_cmpint (mail->date, ==, 1795683600);
  g_assert_cmpstr (mail->text, ==, "Hello there");
  g_assert_cmpuint (mail->parts->len, ==, 1);
  part = g_ptr_array_index (mail->parts, 0);
  g_assert_cmpstr (part->name, ==, "-rf .pdf");
  g_assert_cmpstr (part->type, ==, "application/pdf");
  g_assert_cmpmem (g_bytes_get_data (part->bytes, NULL), g_bytes_get_size (part->bytes), "PDF", 3);
}

/* xU08, xD07: no picture is shown or fetched, and no script is read. */
static void
reads_html_where_there_is_nothing_else (void)
{
  g_autoptr (MadoMail) mail
      = parse (HEADER "Content-Type: text/html; charset=utf-8\r\n\r\n"
                      "<html><head><title>T</title><style>p { color: red }</style></head><body>"
                      "<p>One &amp; two&#33;<br>three<script>alert (1)</script> &#x65e5;</p>"
                      "<img src=\"http://tracker.example/1.svg\" width=99999 height=99999>"
                      "<!-- four > five --></body>");

  g_assert_cmpstr (mail->text, ==, "One & two!\nthree 日");
}

static void
survives_mails_that_mean_harm (void)
{
  g_autoptr (GString) deep = g_string_new (HEADER);
  g_autoptr (GString) many = g_string_new (
      HEADER "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n");
  g_autoptr (GString) header = g_string_new (HEADER);
  g_autoptr (GString) line = g_string_new (HEADER "\r\n");
  g_autoptr (GString) subject = g_string_new ("Subject: ");
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (deep, "Content-Type: multipart/mixed; boundary=b%u\r\n\r\n--b%u\r\n", i,
                            i);
  for (guint i = 0; i < 100000; i++)
    g_string_append (many, "--x\r\n\r\na\r\n");
  for (guint i = 0; i < 200000; i++)
    g_string_append (header, "X-A: b\r\n");
  for (guint i = 0; i < 4000000; i++)
    g_string_append_c (line, 'a');
  for (guint i = 0; i < 20000; i++)
    g_string_append (subject, "=?iso-2022-jp?B?GyRCRnxLXBsoQg==?= ");
  g_string_append (subject, "\r\n\r\ntext");
  assert_bounded (deep);
  assert_bounded (many);
  assert_bounded (header);
  assert_bounded (line);
  assert_bounded (subject);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 60 * G_USEC_PER_SEC);
}

static void
tells_a_mail_from_a_text (void)
{
  static const struct
  {
    const char *text;
    gboolean is_mail;
  } texts[] = {
    { "From: a@example.org\n\nx", TRUE },
    { "From x Thu Nov 26\nReceived: y\n\nx", TRUE },
    { "Dear help desk,\n\nFrom: nobody", FALSE },
    { "", FALSE },
    { "From ", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) raw = g_bytes_new (texts[i].text, strlen (texts[i].text));

      g_assert_cmpint (mado_mail_is_mail (raw), ==, texts[i].is_mail);
    }
}

static void
keeps_the_same_file_once (DeskFixture *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("content", 7);
  g_autofree char *hash = mado_attachment_keep (self->desk, bytes, NULL);
  g_autofree char *again = mado_attachment_keep (self->desk, bytes, NULL);
  g_autofree char *path = mado_attachment_get_path (self->desk, hash);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GBytes) loaded = mado_attachment_load (self->desk, hash, NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_cmpstr (hash, ==, again);
  /* Of sha256sum. */
  g_assert_cmpstr (hash, ==, "ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73");
  g_assert_true (g_bytes_equal (loaded, bytes));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_true (g_file_set_contents (path, "another", 7, NULL));
  g_assert_null (mado_attachment_load (self->desk, hash, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_null (mado_attachment_load (self->desk, "../desk.db", &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_NOT_FOUND);
  /* No case names it. */
  g_assert_true (mado_case_traces_sweep (self->desk, NULL));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* Another program removes what no case names between the keeping of a mail and its case. */
static void
names_no_file_that_is_gone (DeskFixture *self, gconstpointer data)
{
  g_autoptr (GBytes) raw = g_bytes_new_static ("From: a@b\r\n\r\nMay we?\r\n", 22);
  g_autoptr (MadoCaseMessage) message = mado_mail_take_in (self->desk, raw, NULL);
  g_autoptr (MadoCase) refused = NULL, taken = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_case_traces_sweep (self->desk, NULL));
  refused = mado_cases_add (self->desk, NULL, message, "anna", &error);
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_NOT_FOUND);
  g_assert_null (refused);
  g_clear_pointer (&message, mado_case_message_free);
  message = mado_mail_take_in (self->desk, raw, NULL);
  taken = mado_cases_add (self->desk, NULL, message, "anna", NULL);
  g_assert_nonnull (taken);
  g_assert_true (mado_case_traces_sweep (self->desk, NULL));
  g_clear_pointer (&raw, g_bytes_unref);
  raw = mado_attachment_load (self->desk, message->raw, NULL);
  g_assert_nonnull (raw);
}

static void
refuses_what_is_no_file (DeskFixture *self, gconstpointer data)
{
  g_autofree char *fifo = g_build_filename (self->profile, "fifo", NULL);
  g_autofree char *sparse = g_build_filename (self->profile, "sparse", NULL);
  const char *paths[] = { self->profile, fifo, sparse, "/proc/self/status", "/dev/zero" };

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_assert_true (g_file_set_contents (sparse, "", 0, NULL));
  g_assert_cmpint (truncate (sparse, G_GINT64_CONSTANT (100) << 30), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (paths[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (mado_mail_take_in_file (self->desk, file, NULL, &error));
      g_assert_nonnull (error);
    }
}

#define ADD_DESK(name, function)                                                                   \
  g_test_add ("/desk/mail/" name, DeskFixture, NULL, desk_set_up, function, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/mail/takes-the-text-and-what-hangs-on-it",
                   takes_the_text_and_what_hangs_on_it);
  g_test_add_func ("/desk/mail/reads-html-where-there-is-nothing-else",
                   reads_html_where_there_is_nothing_else);
  g_test_add_func ("/desk/mail/survives-mails-that-mean-harm", survives_mails_that_mean_harm);
  g_test_add_func ("/desk/mail/tells-a-mail-from-a-text", tells_a_mail_from_a_text);
  ADD_DESK ("keeps-the-same-file-once", keeps_the_same_file_once);
  ADD_DESK ("names-no-file-that-is-gone", names_no_file_that_is_gone);
  ADD_DESK ("refuses-what-is-no-file", refuses_what_is_no_file);
  return g_test_run ();
}
