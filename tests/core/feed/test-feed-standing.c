/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of feeds without asking anybody, their history, and reports between processes. */
#include "core/feed/mado-feed-standing.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/feed/mado-feed-error.h"
#include "core/feed/mado-feed-report.h"
#include "core/feed/mado-updater.h"
#include "core/net/mado-net-error.h"
#include "support/feed-fixture.h"

#define ADDRESS "https://feed.example/web"

typedef FeedFixture Fixture;

static void
update (Fixture *self, int edition)
{
  const MadoFeedSource source = mado_feed_source_for_folder (self->web);
  g_autoptr (MadoUpdater) updater = NULL;
  g_autoptr (GError) error = NULL;

  feed_publish (self->web, self->secrets, edition);
  if (edition == 1)
    feed_trust (self->store.profile, self->web, ADDRESS);
  updater = mado_updater_open (self->store.profile, "us", FEED_NOW + edition, &error);
  g_assert_no_error (error);
  mado_updater_run (updater, &source, self->store.writer, NULL, NULL, &error);
  g_assert_no_error (error);
}

static GPtrArray *
list (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *feeds = mado_feed_list_standings (self->store.profile, NULL, &error);

  g_assert_no_error (error);
  return feeds;
}

static void
test_says_how_a_feed_stands (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) none = list (self);
  g_autoptr (GPtrArray) feeds = NULL;
  const MadoFeedStanding *feed;
  const MadoFeedSet *set;

  g_assert_cmpuint (none->len, ==, 0);
  update (self, 1);
  update (self, 2);
  feeds = list (self);
  g_assert_cmpuint (feeds->len, ==, 1);
  feed = g_ptr_array_index (feeds, 0);
  g_assert_cmpstr (feed->name, ==, "us");
  g_assert_cmpstr (feed->place, ==, ADDRESS);
  g_assert_cmpint (feed->confirmed, ==, FEED_NOW + 2);
  g_assert_cmpint (feed->expires, ==, FEED_NOW + 7 * 86400);
  g_assert_cmpuint (feed->root->keys->len, ==, 3);
  g_assert_cmpint (feed->root->threshold, ==, 2);
  g_assert_cmpuint (strlen (g_ptr_array_index (feed->root->keys, 0)), ==, 64);
  g_assert_cmpuint (feed->sets->len, ==, 1);
  set = g_ptr_array_index (feed->sets, 0);
  g_assert_cmpstr (set->name, ==, "terms");
  g_assert_cmpint (set->edition, ==, 2);
}

/* Edition 2 has r0, r2 … r22: six of edition 1 have changed, six are new, six are gone. */
static void
test_the_history_names_what_changed (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) feeds = NULL;
  const MadoFeedStanding *feed;
  const MadoFeedStep *step;
  const MadoFeedChange *gone;

  update (self, 1);
  update (self, 2);
  feeds = list (self);
  feed = g_ptr_array_index (feeds, 0);
  g_assert_cmpuint (feed->history->len, ==, 2);
  step = g_ptr_array_index (feed->history, 0);
  g_assert_cmpint (step->from, ==, 1);
  g_assert_cmpint (step->to, ==, 2);
  g_assert_cmpint (step->time, ==, FEED_NOW + 2);
  g_assert_cmpint (step->counts[MADO_FATE_ADDED][MADO_KIND_TERM], ==, 6);
  g_assert_cmpint (step->counts[MADO_FATE_CHANGED][MADO_KIND_TERM], ==, 6);
  g_assert_cmpint (step->counts[MADO_FATE_REMOVED][MADO_KIND_TERM], ==, 6);
  g_assert_cmpuint (step->changes[MADO_FATE_REMOVED]->len, ==, 6);
  gone = g_ptr_array_index (step->changes[MADO_FATE_REMOVED], 0);
  g_assert_cmpstr (mado_text_get (gone->title, MADO_LANGUAGE_EN, NULL), ==, "Edition 1");
  step = g_ptr_array_index (feed->history, 1);
  g_assert_true (step->whole);
  g_assert_cmpint (step->from, ==, 0);
}

static void
test_the_history_has_an_end (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 1; i <= MADO_FEED_STEPS_MOST + 5; i++)
    {
      g_autoptr (MadoFeedStep) step = mado_feed_step_new ("terms");

      step->to = i;
      for (int j = 0; j < MADO_FEED_KIND_MOST + 5; j++)
        mado_feed_step_add (step, MADO_FATE_ADDED, MADO_KIND_TERM, "r", NULL);
      g_assert_true (mado_feed_history_add (self->folder, step, &error));
    }
  steps = mado_feed_history_read (self->folder, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (steps->len, ==, MADO_FEED_STEPS_MOST);
  g_assert_cmpint (((MadoFeedStep *) g_ptr_array_index (steps, 0))->to, ==,
                   MADO_FEED_STEPS_MOST + 5);
  g_assert_cmpuint (((MadoFeedStep *) g_ptr_array_index (steps, 0))->changes[MADO_FATE_ADDED]->len,
                    ==, MADO_FEED_KIND_MOST);
  g_assert_cmpuint (((MadoFeedStep *) g_ptr_array_index (steps, 9))->changes[MADO_FATE_ADDED]->len,
                    ==, 0);
  g_assert_cmpint (
      ((MadoFeedStep *) g_ptr_array_index (steps, 9))->counts[MADO_FATE_ADDED][MADO_KIND_TERM], ==,
      MADO_FEED_KIND_MOST + 5);
}

static void
test_a_damaged_history_begins_anew (Fixture *self, gconstpointer data)
{
  static const char *const texts[]
      = { "",
          "{",
          "[]",
          "{\"steps\":{}}",
          "{\"steps\":[{}]}",
          "{\"steps\":[{\"set\":\"t\",\"from\":0,\"to\":1,\"time\":1,\"bytes\":1,\"refused\":0,"
          "\"whole\":true,\"changes\":[{\"fate\":\"added\",\"kind\":\"term\",\"count\":-1,"
          "\"records\":[]}]}]}" };
  g_autofree char *path = g_build_filename (self->folder, "history.json", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (MadoFeedStep) step = mado_feed_step_new ("terms");
      g_autoptr (GPtrArray) steps = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      g_assert_null (mado_feed_history_read (self->folder, &error));
      g_assert_nonnull (error);
      g_assert_true (mado_feed_history_add (self->folder, step, NULL));
      steps = mado_feed_history_read (self->folder, NULL);
      g_assert_cmpuint (steps->len, ==, 1);
    }
}

static void
test_a_feed_that_is_removed_leaves_its_records_and_comes_back (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) feeds = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GError) error = NULL;

  update (self, 1);
  g_assert_true (mado_feed_remove (self->store.profile, "us", &error));
  g_assert_no_error (error);
  feeds = list (self);
  g_assert_cmpuint (feeds->len, ==, 0);
  store_assert_answer (&self->store, "SELECT count (*) FROM records", "12");
  g_assert_true (mado_feed_restore (self->store.profile, "us", &error));
  again = list (self);
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_cmpint (((MadoFeedStanding *) g_ptr_array_index (again, 0))->confirmed, ==,
                   FEED_NOW + 1);
  /* One that was trusted anew meanwhile is not overwritten. */
  g_assert_true (mado_feed_remove (self->store.profile, "us", &error));
  feed_trust (self->store.profile, self->web, NULL);
  g_assert_false (mado_feed_restore (self->store.profile, "us", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (mado_feed_remove (self->store.profile, "us", &error));
}

static void
test_a_report_says_the_same_on_the_other_side (void)
{
  g_autoptr (GError) wrong
      = g_error_new (MADO_NET_ERROR, MADO_NET_ERROR_CERTIFICATE, "its \"certificate\" 期限切れ");
  const MadoFeedReport sent[] = { { MADO_FEED_STAGE_FETCHING, 3, 70 },
                                  { MADO_FEED_STAGE_APPLYING, 0, 0 },
                                  { MADO_FEED_STAGE_ENDED, 0, 0, wrong } };

  for (guint i = 0; i < G_N_ELEMENTS (sent); i++)
    {
      g_autofree char *line = mado_feed_report_write (&sent[i]);
      g_auto (MadoFeedReport) got = { 0 };

      g_assert_null (strchr (line, '\n'));
      g_assert_true (mado_feed_report_read (&got, line, strlen (line), NULL));
      g_assert_cmpint (got.stage, ==, sent[i].stage);
      g_assert_cmpuint (got.done, ==, sent[i].done);
      g_assert_cmpuint (got.all, ==, sent[i].all);
      g_assert_cmpint (got.error != NULL, ==, sent[i].error != NULL);
      if (got.error)
        {
          g_assert_error (got.error, MADO_NET_ERROR, MADO_NET_ERROR_CERTIFICATE);
          g_assert_cmpstr (got.error->message, ==, wrong->message);
        }
    }
}

static void
test_what_is_no_report_is_refused (void)
{
  static const char *const lines[] = { "mado: records",
                                       "[]",
                                       "{}",
                                       "{\"stage\":\"dancing\",\"done\":0,\"all\":0}",
                                       "{\"stage\":\"ended\",\"done\":-1,\"all\":0}",
                                       "{\"stage\":\"ended\",\"done\":0,\"all\":0,\"error\":{}}" };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_auto (MadoFeedReport) got = { 0 };
      g_autoptr (GError) error = NULL;

      g_assert_false (mado_feed_report_read (&got, lines[i], strlen (lines[i]), &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/feed/" name, Fixture, NULL, feed_set_up, function, feed_tear_down)
  ADD ("standing/says-how-a-feed-stands", test_says_how_a_feed_stands);
  ADD ("history/names-what-changed", test_the_history_names_what_changed);
  ADD ("history/has-an-end", test_the_history_has_an_end);
  ADD ("history/begins-anew-when-damaged", test_a_damaged_history_begins_anew);
  ADD ("folder/a-feed-that-is-removed-leaves-its-records-and-comes-back",
       test_a_feed_that_is_removed_leaves_its_records_and_comes_back);
#undef ADD
  g_test_add_func ("/feed/report/says-the-same-on-the-other-side",
                   test_a_report_says_the_same_on_the_other_side);
  g_test_add_func ("/feed/report/what-is-none-is-refused", test_what_is_no_report_is_refused);
  return g_test_run ();
}
