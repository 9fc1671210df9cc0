/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stars and notes keep the title and the last text of a record that an update took away. */
#include "app/sections/kept/mado-kept-content.h"

#include "support/store-fixture.h"

static char *
dup_json (MadoRecord *record)
{
  return mado_json_to_record_form (mado_record_get_json (record));
}

static void
note (MadoDesk *desk, MadoRecord *record, const char *text)
{
  g_autofree char *json = dup_json (record);
  g_autofree char *title = mado_json_to_record_form (
      json_object_get_member (json_node_get_object (mado_record_get_json (record)), "title"));

  g_assert_true (mado_desk_set_note (desk, mado_record_get_id (record), title, text, NULL));
  g_assert_true (mado_desk_keep_copy (desk, mado_record_get_id (record), json, NULL));
}

/* A store has its vocabulary from the bundle. */
static void
set_up (StoreFixture *self, gconstpointer data)
{
  g_auto (MadoApplied) applied = { 0 };

  store_set_up (self, data);
  g_assert_true (mado_writer_apply_bundle (self->writer, NULL, &applied, NULL, NULL));
}

static GPtrArray *
read_rows (StoreFixture *self, MadoDesk *desk)
{
  g_autoptr (MadoReader) reader = mado_reader_open (self->profile, NULL);
  GPtrArray *rows = mado_kept_rows_list (desk, NULL);

  g_assert_nonnull (rows);
  g_assert_true (mado_kept_rows_look_up (rows, reader, NULL));
  return rows;
}

static void
assert_row (GPtrArray *rows, guint i, const char *id, gboolean vanished, const char *title)
{
  const MadoKeptRow *row = g_ptr_array_index (rows, i);

  g_assert_cmpstr (row->id, ==, id);
  g_assert_cmpint (row->has_vanished, ==, vanished);
  g_assert_cmpstr (mado_text_get (row->title, MADO_LANGUAGE_JA, NULL), ==, title);
}

static void
test_vanished (StoreFixture *self, gconstpointer data)
{
  g_autoptr (MadoDesk) desk = mado_desk_open (self->profile, NULL);
  g_autoptr (MadoRecord) gone = store_make_term ("gone", "Gone", "去");
  g_autoptr (MadoRecord) stays = store_make_term ("stays", "Stays", "残");
  g_autoptr (GPtrArray) before = NULL, after = NULL;
  const MadoKeptRow *row;
  g_autofree char *was = dup_json (gone), *is = NULL;

  store_apply (self, "fx", store_list (g_object_ref (gone), g_object_ref (stays), NULL), NULL);
  note (desk, stays, "one");
  note (desk, gone, "two");
  before = read_rows (self, desk);
  assert_row (before, 0, "gone", FALSE, "去");
  assert_row (before, 1, "stays", FALSE, "残");

  store_apply (self, "fx", store_list (store_make_term ("stays", "Stays", "改"), NULL), NULL);
  after = read_rows (self, desk);
  assert_row (after, 0, "gone", TRUE, "去");
  assert_row (after, 1, "stays", FALSE, "改");
  row = g_ptr_array_index (after, 0);
  g_assert_cmpstr (row->note, ==, "two");
  is = dup_json (row->record);
  g_assert_cmpstr (is, ==, was);
}

static void
test_without_copy (StoreFixture *self, gconstpointer data)
{
  g_autoptr (MadoDesk) desk = mado_desk_open (self->profile, NULL);
  g_autoptr (GPtrArray) rows = NULL;

  g_assert_true (mado_desk_set_starred (desk, "bare", "{}", TRUE, NULL));
  rows = read_rows (self, desk);
  assert_row (rows, 0, "bare", TRUE, "bare");
  g_assert_null (((const MadoKeptRow *) g_ptr_array_index (rows, 0))->record);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/app/kept/a-vanished-record-keeps-note-title-and-text", StoreFixture, NULL, set_up,
              test_vanished, store_tear_down);
  g_test_add ("/app/kept/a-star-without-a-copy-shows-its-id", StoreFixture, NULL, set_up,
              test_without_copy, store_tear_down);
  return g_test_run ();
}
