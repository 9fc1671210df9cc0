/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record and a list as PDF, read back by another program (pdftotext of Poppler): real text in
 * both languages, the edition and the page's number on each page. */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "app/sections/browse/mado-copy.h"
#include "app/sections/browse/mado-list-sheet.h"
#include "app/sections/mado-print.h"
#include "support/store-fixture.h"

typedef ReaderFixture Fixture;

static void
assert_has (const char *text, const char *wanted)
{
  if (!strstr (text, wanted))
    g_error ("“%s” is not in: %s", wanted, text);
}

/* Each page ends with a form feed. Takes @sheet.
 * Returns: (transfer full): the text of the PDF */
static char *
print (MadoSheet *sheet, guint *n_pages)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkPrintOperation) operation = mado_print_new (sheet);
  g_autofree char *folder = g_dir_make_tmp ("print.XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "sheet.pdf", NULL);
  const char *command[] = { "pdftotext", "-layout", path, "-", NULL };
  char *text = NULL;
  int status;

  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (
      gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error), ==,
      GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_unlink (path);
  g_rmdir (folder);
  *n_pages = 0;
  for (const char *at = text; (at = strchr (at, '\f')); at++)
    (*n_pages)++;
  return text;
}

static void
assert_numbered (const char *text, guint n_pages)
{
  g_auto (GStrv) pages = g_strsplit (text, "\f", -1);

  for (guint i = 0; i < n_pages; i++)
    {
      g_autofree char *number = g_strdup_printf ("Page %u of %u", i + 1, n_pages);

      assert_has (pages[i], number);
      assert_has (pages[i], "edition 3");
    }
}

static void
test_record (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoPageContent) content
      = mado_page_content_read (self->reader, "st-agreement", NULL, &error);
  const MadoCopy copy
      = { content, mado_reader_get_vocabulary (self->reader), { MADO_LANGUAGE_EN, TRUE, TRUE } };
  MadoConflicts *conflicts;
  g_autofree char *text = NULL;
  guint n_pages;

  g_assert_no_error (error);
  conflicts = mado_record_get_conflicts (content->record);
  text = print (mado_copy_make_sheet (&copy), &n_pages);
  assert_has (text, "Agreement");
  assert_has (text, "協定");
  assert_has (text, "29 March 2011");
  assert_has (text, "record st-agreement");
  if (mado_conflicts_get_n (conflicts) > 0) /* Its values differ: test-bundle.py looks. */
    assert_has (text, "Sources disagree");
  for (guint i = 0; i < mado_sources_get_n (mado_record_get_sources (content->record)); i++)
    {
      g_auto (GStrv) words = g_strsplit (
          mado_sources_get (mado_record_get_sources (content->record), i)->title, " ", 2);

      assert_has (text, words[0]);
    }
  g_assert_cmpuint (n_pages, >, 1);
  assert_numbered (text, n_pages);
}

static void
test_list (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const MadoRequest request
      = { 1u << MADO_KIND_AGREEMENT, NULL, MADO_ORDER_DEFAULT, MADO_LANGUAGE_JA };
  g_autoptr (GArray) rowids = mado_reader_all (self->reader, &request, NULL, NULL, &error);
  MadoListSheet *wanted;
  MadoSheet *sheet;
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;
  guint n_pages;

  g_assert_no_error (error);
  wanted = mado_list_sheet_new ("Agreements", "協定", rowids,
                                mado_reader_get_vocabulary (self->reader), MADO_LANGUAGE_JA);
  sheet = mado_list_sheet_read (wanted, self->reader, NULL, &error);
  g_assert_no_error (error);
  text = print (sheet, &n_pages);
  assert_has (text, "Agreements: 協定");
  assert_numbered (text, n_pages);
  for (guint i = 0; i < rowids->len; i++)
    {
      g_autoptr (MadoRecord) record = mado_reader_get_record_by_rowid (
          self->reader, g_array_index (rowids, gint64, i), NULL, &error);
      const char *title = mado_text_get (mado_record_get_title (record), MADO_LANGUAGE_JA, NULL);
      g_autofree char *start = g_utf8_substring (title, 0, MIN (6, g_utf8_strlen (title, -1)));

      assert_has (text, start);
    }
  mado_list_sheet_free (wanted);
}

static void
test_long_words_and_nothing (void)
{
  MadoSheet *sheet = mado_sheet_new ();
  g_autofree char *wide = g_strnfill (20000, 'x');
  g_autofree char *text = NULL, *none = NULL;
  guint n_pages;

  mado_sheet_set_title (sheet, wide);
  mado_sheet_add (sheet, MADO_SHEET_HEADING, MADO_LANGUAGE_EN, "Label", wide);
  mado_sheet_add (sheet, MADO_SHEET_TEXT, MADO_LANGUAGE_JA, NULL, "終わり");
  text = print (sheet, &n_pages);
  assert_has (text, "終わり");
  g_assert_cmpuint (n_pages, >, 2);
  none = print (mado_sheet_new (), &n_pages);
  g_assert_cmpuint (n_pages, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/app/print/a-record-is-text-in-both-languages", Fixture, NULL, reader_set_up,
              test_record, reader_tear_down);
  g_test_add ("/app/print/a-list-has-each-of-its-records", Fixture, NULL, reader_set_up, test_list,
              reader_tear_down);
  g_test_add_func ("/app/print/what-is-long-takes-pages", test_long_words_and_nothing);
  return g_test_run ();
}
