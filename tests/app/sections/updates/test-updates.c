/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window knows of feeds, and says of them. No mado lies beside this program: an update
 * that is begun here fails. */
#include "app/sections/updates/mado-errand.h"
#include "app/sections/updates/mado-updates-words.h"

#include <string.h>

#include "app/sections/mado-undo.h"
#include "core/feed/mado-updater.h"
#include "core/net/mado-net-error.h"
#include "support/feed-fixture.h"

typedef struct
{
  FeedFixture feed;
  MadoContext *context;
  MadoUpdates *updates;
  guint n_changed;
} Fixture;

static void
count_cb (Fixture *self)
{
  self->n_changed++;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_auto (MadoApplied) applied = { 0 };

  feed_set_up (&self->feed, NULL);
  g_assert_true (mado_writer_apply_bundle (self->feed.store.writer, NULL, &applied, NULL, NULL));
  feed_publish (self->feed.web, self->feed.secrets, 1);
  self->context = mado_context_new (self->feed.store.profile);
  self->updates = mado_updates_get (self->context);
  g_signal_connect_swapped (self->updates, "changed", G_CALLBACK (count_cb), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->context);
  feed_tear_down (&self->feed, NULL);
}

static void
update (Fixture *self)
{
  const MadoFeedSource source = mado_feed_source_for_folder (self->feed.web);
  g_autoptr (MadoUpdater) updater
      = mado_updater_open (self->feed.store.profile, "us", FEED_NOW, NULL);

  g_assert_true (mado_updater_run (updater, &source, self->feed.store.writer, NULL, NULL, NULL));
}

static void
trust_and_update (Fixture *self)
{
  feed_trust (self->feed.store.profile, self->feed.web, "https://feed.example/");
  update (self);
}

static void
reload (Fixture *self)
{
  guint before = self->n_changed;

  mado_updates_reload (self->updates);
  while (self->n_changed == before)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_without_a_feed_it_is_as_it_came (Fixture *self, gconstpointer data)
{
  g_autofree char *words = NULL;

  reload (self);
  g_assert_true (mado_updates_is_current (self->updates));
  g_assert_cmpstr (mado_updates_get_state (self->updates), ==, "As the program brought them");
  words = mado_updates_describe (self->updates);
  g_assert_nonnull (strstr (words, "root file"));
}

static void
test_what_was_confirmed_is_current (Fixture *self, gconstpointer data)
{
  g_autofree char *words = NULL;

  trust_and_update (self);
  reload (self);
  g_assert_true (mado_updates_is_current (self->updates));
  g_assert_cmpstr (mado_updates_get_state (self->updates), ==, "Signed and complete");
  g_assert_cmpint (mado_updates_get_confirmed (self->updates), ==, FEED_NOW);
  words = mado_updates_describe (self->updates);
  g_assert_nonnull (strstr (words, "15 January 2027"));
}

/* The day until which it holds is in the file that the update kept. */
static void
test_what_has_expired_stays_readable_and_says_so (Fixture *self, gconstpointer data)
{
  g_autofree char *path
      = g_build_filename (self->feed.store.profile, "feeds/us/metadata/timestamp.json", NULL);
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;
  char *year;

  trust_and_update (self);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  year = strstr (text, "\"expires\":\"2027");
  g_assert_nonnull (year);
  memcpy (year + strlen ("\"expires\":\""), "2020", 4);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  reload (self);
  g_assert_false (mado_updates_is_current (self->updates));
  g_assert_cmpstr (mado_updates_get_state (self->updates), ==, "Not confirmed of late");
  words = mado_updates_describe (self->updates);
  g_assert_nonnull (strstr (words, "Everything stays readable"));
}

static void
test_an_earlier_edition_says_so (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoUpdater) updater = NULL;
  const MadoFeedStanding *feed = NULL;
  const MadoFeedSet *set;
  g_autofree char *words = NULL;

  trust_and_update (self);
  feed_publish (self->feed.web, self->feed.secrets, 2);
  update (self);
  updater = mado_updater_open (self->feed.store.profile, "us", FEED_NOW, NULL);
  g_assert_true (
      mado_updater_return (updater, self->feed.store.writer, "terms", 1, NULL, NULL, NULL, NULL));
  reload (self);
  g_assert_false (mado_updates_is_current (self->updates));
  g_assert_cmpstr (mado_updates_get_state (self->updates), ==, "An earlier edition");
  words = mado_updates_describe (self->updates);
  g_assert_cmpstr (words, ==,
                   "Edition 2 of “terms” is the newest. Updates leave this set alone until you go "
                   "back to it.");
  set = mado_updates_find_held (self->updates, &feed);
  g_assert_cmpstr (feed->name, ==, "us");
  g_assert_cmpint (set->edition, ==, 1);
  g_assert_true (mado_feed_set_can_go_to (set, 2));
  g_assert_false (mado_feed_set_can_go_to (set, 1));
}

static void
test_a_failure_stays_until_it_is_made_good (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) failed = NULL;

  trust_and_update (self);
  reload (self);
  mado_updates_look (self->updates);
  while (!mado_updates_get_failure (self->updates, "us"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (mado_updates_get_failure (self->updates, "us"), G_IO_ERROR, G_IO_ERROR_FAILED);
  failed = mado_updates_list_failed (self->updates);
  g_assert_cmpuint (failed->len, ==, 1);
  g_assert_cmpstr (mado_updates_get_state (self->updates), ==, "Last update failed");
  g_assert_null (mado_updates_get_running (self->updates));
}

static void
test_a_removed_feed_comes_back (Fixture *self, gconstpointer data)
{
  trust_and_update (self);
  reload (self);
  mado_updates_remove (self->updates, "us");
  while (mado_updates_get_feeds (self->updates)->len > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (mado_undo_undo (mado_undo_get (self->context)));
  while (mado_updates_get_feeds (self->updates)->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (mado_updates_get_confirmed (self->updates), ==, FEED_NOW);
}

/* xF22: what nobody asked for is no news while it is the network's; all else is. */
static void
test_a_look_by_itself_is_quiet_about_the_network (void)
{
  static const struct
  {
    int code;
    gboolean is_quiet;
  } looks[] = { { MADO_NET_ERROR_UNREACHABLE, TRUE },
                { MADO_NET_ERROR_METERED, TRUE },
                { MADO_NET_ERROR_CERTIFICATE, FALSE },
                { MADO_NET_ERROR_REFUSED, FALSE } };
  MadoErrand *errand = mado_errand_new ("us", NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (MADO_NET_ERROR, looks[i].code, "");

      errand->is_background = TRUE;
      g_assert_cmpint (mado_errand_is_quiet (errand, error), ==, looks[i].is_quiet);
      errand->is_background = FALSE;
      g_assert_false (mado_errand_is_quiet (errand, error));
    }
  mado_errand_free (errand);
}

static void
test_keys_stand_in_groups (void)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  const MadoFeedRoot root = { .threshold = 2, .keys = keys };
  g_autofree char *title = mado_updates_format_threshold (&root);
  g_autofree char *text = NULL;

  g_ptr_array_add (keys, "0123456789abcdef01");
  g_ptr_array_add (keys, "a\nb\342\200\256c");
  text = mado_updates_format_keys (&root);
  g_assert_cmpstr (text, ==, "01234567 89abcdef 01\na?b???c");
  g_assert_cmpstr (title, ==, "Root keys, of which 2 of 0 sign");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/app/updates/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("without-a-feed-it-is-as-it-came", test_without_a_feed_it_is_as_it_came);
  ADD ("what-was-confirmed-is-current", test_what_was_confirmed_is_current);
  ADD ("what-has-expired-stays-readable-and-says-so",
       test_what_has_expired_stays_readable_and_says_so);
  ADD ("an-earlier-edition-says-so", test_an_earlier_edition_says_so);
  ADD ("a-failure-stays-until-it-is-made-good", test_a_failure_stays_until_it_is_made_good);
  ADD ("a-removed-feed-comes-back", test_a_removed_feed_comes_back);
#undef ADD
  g_test_add_func ("/app/updates/a-look-by-itself-is-quiet-about-the-network",
                   test_a_look_by_itself_is_quiet_about_the_network);
  g_test_add_func ("/app/updates/keys-stand-in-groups", test_keys_stand_in_groups);
  return g_test_run ();
}
