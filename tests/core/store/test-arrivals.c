/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What came with a newer edition is unread until it is opened, and stays as it was left. */
#include "core/store/mado-arrivals.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/store/mado-schema.h"
#include "core/store/mado-unread.h"
#include "support/store-fixture.h"

typedef struct
{
  StoreFixture store;
  MadoReader *reader;
  MadoDesk *desk;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (MadoApplied) applied = { 0 };

  store_set_up (&self->store, NULL);
  g_assert_true (mado_writer_apply_bundle (self->store.writer, NULL, &applied, NULL, &error));
  self->reader = mado_reader_open (self->store.profile, &error);
  g_assert_no_error (error);
  self->desk = mado_desk_open (self->store.profile, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->reader, mado_reader_close);
  g_clear_pointer (&self->desk, mado_desk_close);
  store_tear_down (&self->store, NULL);
}

static void
look (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) arrivals = mado_reader_list_arrivals (self->reader, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (mado_desk_note_arrivals (self->desk, arrivals, 1, &error));
  g_assert_no_error (error);
}

static void
assert_unread (Fixture *self, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) unread = mado_desk_list_unread (self->desk, &error);
  g_autoptr (GString) ids = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < unread->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "",
                            ((MadoArrival *) g_ptr_array_index (unread, i))->id);
  g_assert_cmpstr (ids->str, ==, expected);
}

static void
assert_found (Fixture *self, const char *text, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoQuery) query = mado_query_parse (text, NULL, NULL, &error);
  MadoRequest request = { 0, query, MADO_ORDER_DEFAULT, MADO_LANGUAGE_EN };
  g_autoptr (GArray) rows = NULL;

  g_assert_no_error (error);
  rows = mado_reader_all (self->reader, &request, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, n);
}

static void
add_events (Fixture *self, const char *set)
{
  store_merge (&self->store, set,
               store_list (store_make_event ("x-talk", "2026-11-20"),
                           store_make_event ("x-visit", "2026-11-21"), NULL),
               NULL);
}

static void
the_first_look_finds_nothing_new (Fixture *self, gconstpointer data)
{
  look (self);
  assert_unread (self, "");
  look (self);
  assert_unread (self, "");
  assert_found (self, "is:unread", 0);
}

static void
what_comes_later_is_unread_until_it_is_read (Fixture *self, gconstpointer data)
{
  const char *const talk[] = { "x-talk", "st-agreement", NULL };
  g_autoptr (GError) error = NULL;

  look (self);
  add_events (self, "feed");
  look (self);
  assert_unread (self, "x-talk x-visit");
  assert_found (self, "is:unread", 2);
  g_assert_true (mado_desk_set_unread (self->desk, talk, FALSE, &error));
  look (self);
  assert_unread (self, "x-visit");
  assert_found (self, "is:unread kind:event", 1);
  assert_found (self, "is:unread is:starred", 0);
  g_assert_true (mado_desk_set_unread (self->desk, talk, TRUE, &error));
  assert_unread (self, "x-talk x-visit");
}

static void
what_a_person_writes_is_no_news (Fixture *self, gconstpointer data)
{
  look (self);
  add_events (self, "own");
  look (self);
  assert_unread (self, "");
}

/* Marks are the desk's: an update that takes the record away leaves them, with its title. */
static void
marks_outlive_the_record (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) unread = NULL;
  const MadoArrival *talk;

  look (self);
  add_events (self, "feed");
  look (self);
  store_apply (&self->store, "feed", g_ptr_array_new_with_free_func (g_object_unref), NULL);
  look (self);
  assert_unread (self, "x-talk x-visit");
  assert_found (self, "is:unread", 0);
  unread = mado_desk_list_unread (self->desk, NULL);
  talk = g_ptr_array_index (unread, 0);
  g_assert_nonnull (strstr (talk->title, "\"en\""));
  g_assert_cmpint (talk->kind, ==, MADO_KIND_EVENT);
}

/* A desk of the first schema step is taken further, and a copy of it kept. */
static void
an_older_desk_is_backed_up (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->store.profile, "desk.db", NULL);
  g_autofree char *copy = g_strconcat (path, ".backup-1", NULL);
  const char *const first[] = { mado_schema_desk[0], NULL };
  g_autoptr (GError) error = NULL;
  MadoDatabase *old;

  g_clear_pointer (&self->desk, mado_desk_close);
  g_assert_cmpint (g_remove (path), ==, 0);
  old = mado_database_open (path, first, MADO_DATABASE_DURABLE, &error);
  g_assert_no_error (error);
  mado_database_close (old);
  /* Before that the reader makes do with it. */
  assert_found (self, "is:starred", 0);
  assert_found (self, "is:unread", 0);
  self->desk = mado_desk_open (self->store.profile, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS));
  look (self);
  assert_unread (self, "");
}

static gpointer
open_reader (gpointer profile, GError **error)
{
  return mado_reader_open (profile, error);
}

static gpointer
open_desk (gpointer profile, GError **error)
{
  return mado_desk_open (profile, error);
}

static void
close_reader (gpointer handle)
{
  mado_reader_close (handle);
}

static void
close_desk (gpointer handle)
{
  mado_desk_close (handle);
}

static void
count_cb (guint *n)
{
  ++*n;
}

static void
wait_for (guint *n, guint wanted)
{
  while (*n < wanted)
    g_main_context_iteration (NULL, TRUE);
}

/* The window's side: marks hold at once, and are on the disk behind that. */
static void
rows_know_at_once (Fixture *self, gconstpointer data)
{
  const char *const talk[] = { "x-talk", NULL };
  g_autoptr (MadoWorker) reader
      = mado_worker_new ("reader", MADO_WORKER_NEWEST_FIRST, open_reader,
                         g_strdup (self->store.profile), g_free, close_reader);
  g_autoptr (MadoWorker) desk
      = mado_worker_new ("desk", MADO_WORKER_OLDEST_FIRST, open_desk,
                         g_strdup (self->store.profile), g_free, close_desk);
  g_autoptr (MadoUnread) unread = mado_unread_new (reader, desk);
  guint n = 0;

  g_signal_connect_swapped (unread, "changed", G_CALLBACK (count_cb), &n);
  mado_unread_refresh (unread);
  wait_for (&n, 1);
  g_assert_cmpuint (mado_unread_count (unread, MADO_ARRIVAL_KINDS), ==, 0);
  add_events (self, "feed");
  mado_unread_refresh (unread);
  wait_for (&n, 2);
  g_assert_true (mado_unread_contains (unread, "x-talk"));
  g_assert_cmpuint (mado_unread_count (unread, 1u << MADO_KIND_EVENT), ==, 2);
  g_assert_cmpuint (mado_unread_count (unread, 1u << MADO_KIND_NEWS), ==, 0);
  mado_unread_set (unread, talk, FALSE);
  g_assert_false (mado_unread_contains (unread, "x-talk"));
  mado_unread_refresh (unread);
  wait_for (&n, 4);
  g_assert_false (mado_unread_contains (unread, "x-talk"));
  assert_unread (self, "x-visit");
  mado_unread_set (unread, talk, TRUE);
  g_assert_true (mado_unread_contains (unread, "x-talk"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/store/arrivals/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("the-first-look-finds-nothing-new", the_first_look_finds_nothing_new);
  ADD ("what-comes-later-is-unread-until-it-is-read", what_comes_later_is_unread_until_it_is_read);
  ADD ("what-a-person-writes-is-no-news", what_a_person_writes_is_no_news);
  ADD ("marks-outlive-the-record", marks_outlive_the_record);
  ADD ("an-older-desk-is-backed-up", an_older_desk_is_backed_up);
  ADD ("rows-know-at-once", rows_know_at_once);
#undef ADD
  return g_test_run ();
}
