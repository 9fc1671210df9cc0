/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What other programs are given to open: a file that cannot run, nor holds what runs. */
#include "core/desk/cases/mado-attachment-copy.h"
#include "core/desk/cases/mado-attachment.h"
#include "support/desk-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define BYTES(text) (text), sizeof (text) - 1

static const struct
{
  const char *name;
  const char *content;
  gsize length;
  gboolean may_open;
} files[] = {
  { "a.pdf", BYTES ("%PDF-1.7"), TRUE },
  { "A.PDF", BYTES ("%PDF-1.7"), TRUE },
  { "\xe7\x94\xb3\xe8\xab\x8b.txt", BYTES ("\xe7\x94\xb3\xe8\xab\x8b"), TRUE },
  { "mzee.csv", BYTES ("mzee,1"), TRUE },
  { "a.docx", BYTES ("PK\x03\x04....word/document.xml"), TRUE },
  { "-rf.txt", BYTES (""), TRUE },
  { "a/../../b.txt", BYTES ("a"), TRUE },
  /* By their names. */
  { "run.sh", BYTES ("echo"), FALSE },
  { "a.pdf.exe", BYTES ("%PDF"), FALSE },
  { "a.desktop", BYTES ("%PDF"), FALSE },
  { "a.docm", BYTES ("PK\x03\x04"), FALSE },
  { "a.doc", BYTES ("a"), FALSE },
  { "a.html", BYTES ("<p>"), FALSE },
  { "a.svg", BYTES ("a"), FALSE },
  { "a.jar", BYTES ("PK\x03\x04"), FALSE },
  { "a.zip", BYTES ("PK\x03\x04"), FALSE },
  { "a", BYTES ("a"), FALSE },
  { "", BYTES ("a"), FALSE },
  { ".pdf", BYTES ("%PDF"), FALSE },
  { "..", BYTES ("a"), FALSE },
  { "a.pdf.", BYTES ("%PDF"), FALSE },
  /* By what is in them. */
  { "a.txt", BYTES ("#!/bin/sh\n"), FALSE },
  { "a.txt", BYTES ("\xef\xbb\xbf\n [Desktop Entry]\nExec=rm"), FALSE },
  { "a.png",
    BYTES ("\x7f"
           "ELF\x02"),
    FALSE },
  { "a.pdf", BYTES ("MZ\x90"), FALSE },
  { "a.docx", BYTES ("\xd0\xcf\x11\xe0\xa1"), FALSE },
  { "a.docx", BYTES ("PK\x03\x04....word/vbaProject.bin...."), FALSE },
  { "a.odt", BYTES ("PK\x03\x04....Basic/script-lc.xml"), FALSE },
  { "a.txt", BYTES ("\n<!doctype html><script>"), FALSE },
  { "a.png", BYTES ("<SVG onload='x'>"), FALSE },
};

static void
assert_copied (const char *path, const char *folder, guint i)
{
  g_autofree char *content = NULL;
  gsize length;
  GStatBuf status;

  g_assert_true (g_str_has_prefix (path, folder));
  g_assert_null (strstr (path, "/../"));
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 07777, ==, 0400);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_cmpmem (content, length, files[i].content, files[i].length);
}

static void
opens_only_what_cannot_run (DeskFixture *self, gconstpointer data)
{
  g_autofree char *root = g_build_filename (self->profile, "copies", NULL);
  g_autofree char *folder = g_build_filename (root, "1", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (files[i].content, files[i].length);
      g_autofree char *hash = mado_attachment_keep (self->desk, bytes, NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *path
          = mado_attachment_copy (self->desk, hash, files[i].name, folder, &error);

      g_test_message ("%u: %s", i, files[i].name);
      if (files[i].may_open)
        assert_copied (path, folder, i);
      else
        g_assert_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_ALLOWED);
    }
  g_assert_true (mado_attachment_copy_remove_all (root, NULL));
  g_assert_false (g_file_test (root, G_FILE_TEST_EXISTS));
  /* Nothing is there, and that is what was asked for. */
  g_assert_true (mado_attachment_copy_remove_all (root, NULL));
}

/* Again takes the place of the first, which may only be read; a long name is cut before its end. */
static void
copies_again_and_cuts_long_names (DeskFixture *self, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (self->profile, "copies", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a", 1);
  g_autofree char *hash = mado_attachment_keep (self->desk, bytes, NULL);
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *path = NULL, *again = NULL, *cut = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (name, "\xe7\x94\xb3");
  g_string_append (name, ".pdf");
  path = mado_attachment_copy (self->desk, hash, name->str, folder, NULL);
  again = mado_attachment_copy (self->desk, hash, name->str, folder, NULL);
  cut = g_path_get_basename (path);
  g_assert_cmpstr (path, ==, again);
  g_assert_true (g_str_has_suffix (cut, "\xb3.pdf"));
  g_assert_cmpuint (strlen (cut), <=, 255);
  g_assert_true (g_utf8_validate (cut, -1, NULL));
}

static void
copies_nothing_that_was_changed (DeskFixture *self, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (self->profile, "copies", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a", 1);
  g_autofree char *hash = mado_attachment_keep (self->desk, bytes, NULL);
  g_autofree char *kept = mado_attachment_get_path (self->desk, hash);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (kept, "b", 1, NULL));
  g_assert_null (mado_attachment_copy (self->desk, hash, "a.txt", folder, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/desk/attachment-copy/" name, DeskFixture, NULL, desk_set_up, function,             \
              desk_tear_down)
  ADD ("opens-only-what-cannot-run", opens_only_what_cannot_run);
  ADD ("copies-again-and-cuts-long-names", copies_again_and_cuts_long_names);
  ADD ("copies-nothing-that-was-changed", copies_nothing_that_was_changed);
#undef ADD
  return g_test_run ();
}
