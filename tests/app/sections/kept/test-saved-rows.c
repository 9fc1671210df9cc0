/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A saved search finds what its section finds, and says how much of it the last update brought. */
#include "app/sections/kept/mado-saved-rows.h"

#include "core/feed/mado-updater.h"
#include "support/feed-fixture.h"

/* A store has its vocabulary from the bundle. */
static void
set_up (FeedFixture *self, gconstpointer data)
{
  g_auto (MadoApplied) applied = { 0 };

  feed_set_up (self, NULL);
  g_assert_true (mado_writer_apply_bundle (self->store.writer, NULL, &applied, NULL, NULL));
}

static void
update (FeedFixture *self, int edition)
{
  const MadoFeedSource source = mado_feed_source_for_folder (self->web);
  g_autoptr (MadoUpdater) updater = NULL;

  feed_publish (self->web, self->secrets, edition);
  if (edition == 1)
    feed_trust (self->store.profile, self->web, NULL);
  updater = mado_updater_open (self->store.profile, "us", FEED_NOW + edition, NULL);
  g_assert_true (mado_updater_run (updater, &source, self->store.writer, NULL, NULL, NULL));
}

static void
keep (FeedFixture *self, const char *name, const char *section, const char *query)
{
  g_autoptr (MadoDesk) desk = mado_desk_open (self->store.profile, NULL);
  g_autoptr (MadoSavedSearch) search = mado_saved_search_new (NULL, name, section, query, NULL);

  g_assert_true (mado_desk_put_search (desk, search, NULL));
}

static GPtrArray *
read_rows (FeedFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDesk) desk = mado_desk_open (self->store.profile, NULL);
  g_autoptr (MadoReader) reader = mado_reader_open (self->store.profile, NULL);
  GPtrArray *rows = mado_saved_rows_list (desk, &error);

  g_assert_no_error (error);
  mado_saved_rows_count (rows, reader, self->store.profile, NULL, &error);
  g_assert_no_error (error);
  return rows;
}

static void
assert_row (GPtrArray *rows, guint i, const char *name, gint64 count, guint n_new)
{
  const MadoSavedRow *row = g_ptr_array_index (rows, i);

  g_assert_cmpstr (row->search->name, ==, name);
  if (count >= 0)
    g_assert_cmpint ((gint64) row->count, ==, count);
  else
    g_assert_cmpuint (row->count, >, 0);
  g_assert_cmpuint (row->n_new, ==, n_new);
  g_assert_false (row->is_more);
}

/* Of the second edition r14 is new, r4 is changed, and r3 is gone. */
static void
test_the_badge_counts_what_the_last_update_brought (FeedFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) before = NULL, after = NULL;

  keep (self, "1 added", "glossary", "id:r14");
  keep (self, "2 changed", "glossary", "id:r4");
  keep (self, "3 removed", "glossary", "id:r3");
  keep (self, "4 all", "glossary", "\"Edition 2\"");
  keep (self, "5 elsewhere", "agreements", "id:r14");
  keep (self, "6 old", "agreements", "status:in-force");
  update (self, 1);
  before = read_rows (self);
  assert_row (before, 0, "1 added", 0, 0);
  assert_row (before, 1, "2 changed", 1, 1);
  assert_row (before, 2, "3 removed", 1, 1);
  assert_row (before, 3, "4 all", 0, 0);
  update (self, 2);
  after = read_rows (self);
  assert_row (after, 0, "1 added", 1, 1);
  assert_row (after, 1, "2 changed", 1, 1);
  assert_row (after, 2, "3 removed", 0, 0);
  assert_row (after, 3, "4 all", FEED_RECORDS, FEED_RECORDS);
  assert_row (after, 4, "5 elsewhere", 0, 0);
  assert_row (after, 5, "6 old", -1, 0);
}

static void
test_words_of_the_glossary_find_here_too (FeedFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;

  keep (self, "1", "agreements", "協定");
  keep (self, "2", "agreements", "agreement");
  rows = read_rows (self);
  assert_row (rows, 0, "1", -1, 0);
  g_assert_cmpuint (((MadoSavedRow *) rows->pdata[0])->count, ==,
                    ((MadoSavedRow *) rows->pdata[1])->count);
}

static void
test_what_cannot_be_read_says_so (FeedFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;

  keep (self, "1", "agreements", "country:(");
  keep (self, "2", "no-section", "agreement");
  keep (self, "3", "agreements", "agreement");
  rows = read_rows (self);
  g_assert_true (((MadoSavedRow *) rows->pdata[0])->is_mistaken);
  g_assert_true (((MadoSavedRow *) rows->pdata[1])->is_mistaken);
  g_assert_false (((MadoSavedRow *) rows->pdata[2])->is_mistaken);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/app/saved-rows/" name, FeedFixture, NULL, set_up, function, feed_tear_down)
  ADD ("the-badge-counts-what-the-last-update-brought",
       test_the_badge_counts_what_the_last_update_brought);
  ADD ("words-of-the-glossary-find-here-too", test_words_of_the_glossary_find_here_too);
  ADD ("what-cannot-be-read-says-so", test_what_cannot_be_read_says_so);
  return g_test_run ();
}
