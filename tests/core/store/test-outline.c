/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outlines say what the records say, and no more than was asked for is read. */
#include "core/store/mado-reader.h"
#include "support/store-fixture.h"

typedef struct
{
  StoreFixture store;
  MadoReader *reader;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (MadoApplied) applied = { 0 };

  store_set_up (&fixture->store, NULL);
  mado_writer_apply_bundle (fixture->store.writer, NULL, &applied, NULL, &error);
  g_assert_no_error (error);
  fixture->reader = mado_reader_open (fixture->store.profile, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  mado_reader_close (fixture->reader);
  store_tear_down (&fixture->store, NULL);
}

static GArray *
list_rowids (Fixture *fixture)
{
  MadoRequest request = { 0, NULL, MADO_ORDER_NEWEST, MADO_LANGUAGE_EN };
  g_autoptr (GError) error = NULL;
  GArray *rowids = mado_reader_all (fixture->reader, &request, NULL, NULL, &error);

  g_assert_no_error (error);
  return rowids;
}

static void
test_says_what_the_record_says (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) rowids = list_rowids (fixture);
  g_autoptr (GError) error = NULL;
  guint n = MIN (rowids->len, MADO_READER_MAX_OUTLINES);
  g_autoptr (GPtrArray) outlines = mado_reader_list_outlines (
      fixture->reader, (const gint64 *) (gpointer) rowids->data, n, NULL, &error);
  guint n_dated = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (n, >, 700);
  g_assert_cmpuint (outlines->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      const MadoOutline *outline = g_ptr_array_index (outlines, i);
      g_autoptr (MadoRecord) record
          = mado_reader_get_record (fixture->reader, outline->id, NULL, &error);
      MadoNumber number;

      g_assert_no_error (error);
      number = mado_record_get_number (record);
      g_assert_cmpint (outline->rowid, ==, g_array_index (rowids, gint64, i));
      g_assert_cmpint (outline->kind, ==, mado_record_get_kind (record));
      g_assert_cmpstr (outline->type, ==, mado_record_get_type_word (record));
      g_assert_cmpstr (outline->series, ==, mado_record_get_series (record));
      g_assert_cmpint (outline->number.is_set, ==, number.is_set);
      g_assert_cmpint (outline->number.value, ==, number.value);
      g_assert_cmpstr (mado_text_get (outline->title, MADO_LANGUAGE_JA, NULL), ==,
                       mado_text_get (mado_record_get_title (record), MADO_LANGUAGE_JA, NULL));
      if (mado_record_get_date (record))
        g_assert_cmpint (mado_date_compare (outline->date, mado_record_get_date (record)), ==, 0);
      n_dated += outline->date != NULL;
    }
  g_assert_cmpuint (n_dated, >, 200);
}

static void
test_leaves_out_what_is_gone (Fixture *fixture, gconstpointer data)
{
  const gint64 rowids[] = { 1, 2, 3 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outlines
      = mado_reader_list_outlines (fixture->reader, rowids, 3, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (outlines->len, ==, 0);
}

static void
test_can_be_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) rowids = list_rowids (fixture);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GPtrArray *outlines;

  g_cancellable_cancel (cancellable);
  outlines = mado_reader_list_outlines (fixture->reader, (const gint64 *) (gpointer) rowids->data,
                                        10, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (outlines);
}

static void
test_a_call_is_there_from_its_opening_to_its_closing (void)
{
  g_autoptr (MadoRecord) record = store_parse (
      "{\"id\":\"call\",\"kind\":\"opportunity\",\"type\":\"mobility\",\"status\":\"closed\","
      "\"title\":{\"en\":\"Call\",\"ja\":\"公募\"},\"summary\":{\"en\":\"A call.\",\"ja\":"
      "\"公募です。\"},\"who\":{\"en\":\"All\",\"ja\":\"全員\"},\"opens_on\":\"2016-02-01\","
      "\"closes_on\":\"2016-04-15\",\"themes\":[\"mobility\"],\"participants\":[{\"organisation\":"
      "\"jst\",\"role\":\"funder\"}],\"sources\":[{\"title\":\"Page\",\"accessed\":\"2026-11-01\"}]"
      "}");
  MadoOutline *outline = mado_outline_new (7, record);
  g_autofree char *date = mado_date_format (outline->date, MADO_LANGUAGE_EN, MADO_DATE_ISO);

  g_assert_cmpstr (date, ==, "2016-02-01/2016-04-15");
  mado_outline_unref (outline);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/store/outline/says-what-the-record-says", test_says_what_the_record_says);
  ADD ("/store/outline/leaves-out-what-is-gone", test_leaves_out_what_is_gone);
  ADD ("/store/outline/can-be-cancelled", test_can_be_cancelled);
  g_test_add_func ("/store/outline/a-call-is-there-from-its-opening-to-its-closing",
                   test_a_call_is_there_from_its_opening_to_its_closing);
  return g_test_run ();
}
