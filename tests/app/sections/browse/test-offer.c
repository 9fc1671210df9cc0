/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is dragged out: the same record as text, as HTML and as a file, each as whoever takes it
 * asks for it, and nothing before. */
#include "app/sections/browse/mado-offer.h"

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#include "support/store-fixture.h"

#define DAY (24 * 60 * 60)

typedef struct
{
  StoreFixture store;
  MadoContext *context;
  MadoDisplay *display;
  char *folder; /* where files are written to */
  guint n_failed;
} Fixture;

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  mado_context_open_finish (MADO_CONTEXT (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  gboolean is_open = FALSE;

  store_set_up (&self->store, NULL);
  self->context = mado_context_new (self->store.profile);
  self->display = mado_display_new ();
  self->folder = g_build_filename (g_get_user_cache_dir (), "madoguchi", "dragged", NULL);
  mado_context_open_async (self->context, NULL, opened_cb, &is_open);
  while (!is_open)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_clear_object (&self->display);
  g_clear_object (&self->context);
  g_free (self->folder);
  store_tear_down (&self->store, NULL);
}

static void
failed_cb (Fixture *self, const GError *error)
{
  self->n_failed++;
}

static void
given_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* What somebody who takes the drop reads. transfer full, nullable: @error is set */
static char *
take (Fixture *self, const char *id, MadoOfferKind kind, const char *mime_type, GError **error)
{
  g_autoptr (MadoOffer) offer = mado_offer_new (self->context, self->display, id, kind);
  g_autoptr (GdkContentFormats) formats
      = gdk_content_provider_ref_formats (GDK_CONTENT_PROVIDER (offer));
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_true (gdk_content_formats_contain_mime_type (formats, mime_type));
  g_signal_connect_swapped (offer, "failed", G_CALLBACK (failed_cb), self);
  gdk_content_provider_write_mime_type_async (GDK_CONTENT_PROVIDER (offer), mime_type, stream,
                                              G_PRIORITY_DEFAULT, NULL, given_cb, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  if (!gdk_content_provider_write_mime_type_finish (GDK_CONTENT_PROVIDER (offer), result, error))
    return NULL;
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static char *
take_well (Fixture *self, const char *id, MadoOfferKind kind, const char *mime_type)
{
  g_autoptr (GError) error = NULL;
  char *given = take (self, id, kind, mime_type, &error);

  g_assert_no_error (error);
  return given;
}

/* The file that a list of addresses names, which has to be the only one on it. */
static char *
take_file (Fixture *self, const char *id, MadoOfferKind kind, char **content)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *given = take_well (self, id, kind, "text/uri-list");
  g_auto (GStrv) addresses = g_uri_list_extract_uris (given);
  char *path;

  g_assert_cmpuint (g_strv_length (addresses), ==, 1);
  path = g_filename_from_uri (addresses[0], NULL, &error);
  g_assert_no_error (error);
  g_file_get_contents (path, content, NULL, &error);
  g_assert_no_error (error);
  return path;
}

static void
assert_has (const char *text, const char *wanted)
{
  if (!strstr (text, wanted))
    g_error ("“%s” is not in: %s", wanted, text);
}

static void
gives_a_record_in_every_form (Fixture *self, gconstpointer data)
{
  g_autofree char *text
      = take_well (self, "st-agreement", MADO_OFFER_RECORD, "text/plain;charset=utf-8");
  g_autofree char *html = take_well (self, "st-agreement", MADO_OFFER_RECORD, "text/html");
  g_autofree char *file = NULL;
  g_autofree char *path = take_file (self, "st-agreement", MADO_OFFER_RECORD, &file);
  const char *const said[]
      = { "Agreement on cooperation in science and technology", "29 March 2011", "22011A0406(01)" };

  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      assert_has (text, said[i]);
      assert_has (html, said[i]);
      assert_has (file, said[i]);
    }
  g_assert_null (strchr (text, '<'));
  assert_has (html, "<h1");
  g_assert_true (g_str_has_prefix (file, "<!doctype html>\n"));
  g_assert_true (g_str_has_suffix (file, "</html>\n"));
  g_assert_true (g_str_has_prefix (path, self->folder));
  g_assert_true (g_str_has_suffix (path, ".html"));
}

static void
gives_both_languages_where_both_are_read (Fixture *self, gconstpointer data)
{
  g_autofree char *alone = NULL, *both = NULL;

  mado_display_set_content_language (self->display, MADO_CONTENT_EN);
  alone = take_well (self, "st-agreement", MADO_OFFER_RECORD, "text/html");
  mado_display_set_content_language (self->display, MADO_CONTENT_BOTH);
  both = take_well (self, "st-agreement", MADO_OFFER_RECORD, "text/html");
  g_assert_null (strstr (alone, "協定"));
  assert_has (both, "協定");
}

static void
gives_a_citation_in_every_form (Fixture *self, gconstpointer data)
{
  g_autofree char *text
      = take_well (self, "st-agreement", MADO_OFFER_CITATION, "text/plain;charset=utf-8");
  g_autofree char *html = take_well (self, "st-agreement", MADO_OFFER_CITATION, "text/html");
  g_autofree char *file = NULL;
  g_autofree char *path = take_file (self, "st-agreement", MADO_OFFER_CITATION, &file);

  assert_has (text, "Agreement on cooperation in science and technology");
  g_assert_null (strchr (text, '\n'));
  assert_has (html, "Agreement on cooperation in science and technology");
  g_assert_cmpint (file[0], ==, '@');
  g_assert_true (g_str_has_suffix (path, ".bib"));
}

static void
writes_no_file_before_one_is_asked_for (Fixture *self, gconstpointer data)
{
  g_autofree char *text
      = take_well (self, "st-agreement", MADO_OFFER_RECORD, "text/plain;charset=utf-8");
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);

  g_assert_true (!dir || !g_dir_read_name (dir));
}

static void
keeps_a_hostile_title_in_its_folder (Fixture *self, gconstpointer data)
{
  g_autofree char *file = NULL, *path = NULL, *folder = NULL, *long_path = NULL;
  g_autofree char *wide = g_strnfill (5000, 'x');

  store_apply (&self->store, "own",
               store_list (store_make_term ("one", "../../<b>/.ssh/a\\b:c", "甲"),
                           store_make_term ("two", wide, "乙"), NULL),
               NULL);
  path = take_file (self, "one", MADO_OFFER_RECORD, &file);
  folder = g_path_get_dirname (path);
  g_assert_cmpstr (folder, ==, self->folder);
  g_assert_null (strstr (file, "<b>/"));
  g_clear_pointer (&file, g_free);
  long_path = take_file (self, "two", MADO_OFFER_RECORD, &file);
}

static void
removes_what_nobody_reads_any_more (Fixture *self, gconstpointer data)
{
  g_autofree char *old = g_build_filename (self->folder, "old.html", NULL);
  g_autofree char *young = g_build_filename (self->folder, "young.html", NULL);
  g_autofree char *file = NULL, *path = NULL;
  struct utimbuf times = { time (NULL) - DAY - 60, time (NULL) - DAY - 60 };

  g_mkdir_with_parents (self->folder, 0700);
  g_file_set_contents (old, "old", -1, NULL);
  g_file_set_contents (young, "young", -1, NULL);
  g_assert_cmpint (g_utime (old, &times), ==, 0);
  path = take_file (self, "st-agreement", MADO_OFFER_RECORD, &file);
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (young, G_FILE_TEST_EXISTS));
}

static void
says_that_a_record_has_gone (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (take (self, "no-such-record", MADO_OFFER_RECORD, "text/html", &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (self->n_failed, ==, 1);
}

static void
says_that_no_file_can_be_written (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_rmdir (self->folder);
  g_assert_true (g_file_set_contents (self->folder, "in the way", -1, NULL));
  g_assert_null (take (self, "st-agreement", MADO_OFFER_RECORD, "text/uri-list", &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (self->n_failed, ==, 1);
  g_unlink (self->folder);
}

int
main (int argc, char *argv[])
{
  g_autofree char *cache = g_dir_make_tmp ("mado-offer-XXXXXX", NULL);
  int status;

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/app/offer/gives-a-record-in-every-form", gives_a_record_in_every_form);
  ADD ("/app/offer/gives-both-languages-where-both-are-read",
       gives_both_languages_where_both_are_read);
  ADD ("/app/offer/gives-a-citation-in-every-form", gives_a_citation_in_every_form);
  ADD ("/app/offer/writes-no-file-before-one-is-asked-for", writes_no_file_before_one_is_asked_for);
  ADD ("/app/offer/keeps-a-hostile-title-in-its-folder", keeps_a_hostile_title_in_its_folder);
  ADD ("/app/offer/removes-what-nobody-reads-any-more", removes_what_nobody_reads_any_more);
  ADD ("/app/offer/says-that-a-record-has-gone", says_that_a_record_has_gone);
  ADD ("/app/offer/says-that-no-file-can-be-written", says_that_no_file_can_be_written);
  status = g_test_run ();
  store_remove_profile (cache);
  return status;
}
