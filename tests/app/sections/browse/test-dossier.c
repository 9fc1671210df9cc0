/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list that becomes a document: which edition and which search it is of, every record once and in
 * the list's order, and the same bytes each time. */
#include "app/sections/browse/mado-dossier.h"

#include <string.h>

#include "support/store-fixture.h"

typedef struct
{
  StoreFixture store;
  MadoReader *reader;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (MadoApplied) applied = { 0 };

  store_set_up (&self->store, NULL);
  mado_writer_apply_bundle (self->store.writer, NULL, &applied, NULL, &error);
  g_assert_no_error (error);
  self->reader = mado_reader_open (self->store.profile, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->reader, mado_reader_close);
  store_tear_down (&self->store, NULL);
}

static MadoDossier *
make (Fixture *self, MadoKind kind, const char *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoQuery) parsed = mado_query_parse (query, NULL, NULL, &error);
  const MadoRequest request = { 1u << kind, parsed, MADO_ORDER_DEFAULT, MADO_LANGUAGE_EN };
  MadoDossier *dossier = g_new0 (MadoDossier, 1);

  g_assert_no_error (error);
  dossier->title = g_strdup ("Agreements");
  dossier->query = g_strdup (query);
  dossier->rowids = mado_reader_all (self->reader, &request, NULL, NULL, &error);
  g_assert_no_error (error);
  return dossier;
}

static char *
write_out (Fixture *self, const MadoDossier *dossier)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = mado_dossier_write (dossier, self->reader, NULL, &error);
  gsize length;
  const char *data;

  g_assert_no_error (error);
  data = g_bytes_get_data (bytes, &length);
  g_assert_true (g_utf8_validate (data, (gssize) length, NULL));
  return g_strndup (data, length);
}

/* xD07: what was searched for is a text as any other. */
static void
says_of_which_edition_and_search_it_is (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoDossier) dossier = make (self, MADO_KIND_AGREEMENT, "<script> quantum");
  g_autofree char *html = write_out (self, dossier);
  g_autofree char *edition
      = store_ask (&self->store, "SELECT edition FROM sets WHERE name = 'core'");
  g_autofree char *wanted = g_strdup_printf ("Madoguchi, edition %d (", atoi (edition));

  g_assert_nonnull (strstr (html, "<h1>Agreements: &lt;script&gt; quantum</h1>"));
  g_assert_nonnull (strstr (html, wanted));
  g_assert_null (strstr (html, "Calls as they stand"));
}

static void
holds_every_record_once_in_the_order_of_the_list (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoDossier) dossier = make (self, MADO_KIND_AGREEMENT, "");
  g_autofree char *html = write_out (self, dossier);
  const char *at = html;

  g_assert_cmpuint (dossier->rowids->len, >, 10);
  for (guint i = 0; i < dossier->rowids->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MadoRecord) record = mado_reader_get_record_by_rowid (
          self->reader, g_array_index (dossier->rowids, gint64, i), NULL, &error);
      g_autofree char *article
          = g_strdup_printf ("<article id=\"%s\">", mado_record_get_id (record));

      g_assert_no_error (error);
      at = strstr (at, article);
      g_assert_nonnull (at);
      g_assert_null (strstr (at + 1, article));
    }
  g_assert_null (strstr (at + 1, "<article"));
}

static void
is_the_same_each_time (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoDossier) dossier = make (self, MADO_KIND_AGREEMENT, "quantum");
  g_autofree char *first = write_out (self, dossier);
  g_autofree char *second = write_out (self, dossier);

  g_assert_cmpstr (first, ==, second);
}

/* Edition and search say what it is: another computer makes the same of them. */
static void
is_the_same_from_another_store (Fixture *self, gconstpointer data)
{
  Fixture other = { 0 };
  g_autoptr (MadoDossier) dossier = make (self, MADO_KIND_AGREEMENT, "quantum");
  g_autofree char *first = write_out (self, dossier);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, first, -1);
  g_autoptr (MadoDossier) again = NULL;
  g_autofree char *second = NULL, *other_hash = NULL;

  set_up (&other, NULL);
  again = make (&other, MADO_KIND_AGREEMENT, "quantum");
  second = write_out (&other, again);
  other_hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, second, -1);
  tear_down (&other, NULL);
  g_assert_cmpstr (hash, ==, other_hash);
}

static void
names_the_day_that_calls_are_judged_by (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoDossier) dossier = make (self, MADO_KIND_OPPORTUNITY, "");
  g_autofree char *html = write_out (self, dossier);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *year = g_date_time_format (now, "%Y</p>");
  const char *line = strstr (html, "<p>Calls as they stand on ");

  g_assert_nonnull (line);
  g_assert_nonnull (strstr (line, year));
}

static void
ends_when_it_is_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoDossier) dossier = make (self, MADO_KIND_AGREEMENT, "");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (mado_dossier_write (dossier, self->reader, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/app/dossier/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("says-of-which-edition-and-search-it-is", says_of_which_edition_and_search_it_is);
  ADD ("holds-every-record-once-in-the-order-of-the-list",
       holds_every_record_once_in_the_order_of_the_list);
  ADD ("is-the-same-each-time", is_the_same_each_time);
  ADD ("is-the-same-from-another-store", is_the_same_from_another_store);
  ADD ("names-the-day-that-calls-are-judged-by", names_the_day_that_calls_are_judged_by);
  ADD ("ends-when-it-is-cancelled", ends_when_it_is_cancelled);
  return g_test_run ();
}
