/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Updates as a whole, where it is the profile that is not as it should be. */
#include "core/feed/mado-updater.h"

#include <string.h>
#include <sys/statvfs.h>

#include "core/feed/mado-feed-error.h"
#include "core/feed/mado-publisher-private.h"
#include "support/feed-fixture.h"

#define EDITION "SELECT json ->> '$.title.en', count (*) FROM records GROUP BY 1"

typedef FeedFixture Fixture;

static guint64 room = G_MAXUINT32; /* bytes that every disk has */

/* This definition comes before the C library's. */
int
statvfs (const char *path, struct statvfs *space)
{
  *space = (struct statvfs){ .f_frsize = 1, .f_bavail = room };
  return 0;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  room = G_MAXUINT32;
  feed_set_up (self, data);
  feed_publish (self->web, self->secrets, 1);
  feed_trust (self->store.profile, self->web, NULL);
}

/* (transfer full) (nullable) */
static MadoUpdater *
update (Fixture *self, GError **error)
{
  const MadoFeedSource source = mado_feed_source_for_folder (self->web);
  g_autoptr (MadoUpdater) updater = mado_updater_open (self->store.profile, "us", FEED_NOW, error);

  g_assert_nonnull (updater);
  return mado_updater_run (updater, &source, self->store.writer, NULL, NULL, error)
             ? g_steal_pointer (&updater)
             : NULL;
}

/* xF20: it is said before anything is fetched. */
static void
test_says_how_much_room_it_needs (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoUpdater) later = NULL;

  room = 1000;
  g_assert_null (update (self, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_FULL);
  g_assert_cmpstr (error->message, ==, "the update needs 1 MB of room, and 0 MB are free");
  store_assert_answer (&self->store, EDITION, "");
  g_clear_error (&error);
  room = G_MAXUINT32;
  later = update (self, &error);
  g_assert_no_error (error);
  store_assert_answer (&self->store, EDITION, "Edition 1|12");
}

/* xF17: the packs come to another digest than the publisher's. */
static void
test_gets_the_whole_set_where_packs_do_not_fit (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoUpdater) first = update (self, &error);
  g_autoptr (MadoUpdater) second = NULL;
  const MadoOutcome *outcome;

  g_assert_no_error (error);
  g_clear_pointer (&first, mado_updater_close);
  store_exec (&self->store, "UPDATE sets SET state = substr (state, 2) || '0'"
                            " WHERE name = 'terms'");
  feed_publish (self->web, self->secrets, 2);
  second = update (self, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mado_updater_get_outcomes (second)->len, ==, 1);
  outcome = g_ptr_array_index (mado_updater_get_outcomes (second), 0);
  g_assert_true (outcome->step->whole);
  g_assert_cmpint (outcome->step->to, ==, 2);
  store_assert_answer (&self->store, EDITION, "Edition 2|12");
}

/* Writes the catalogue of the set as a newer program would, and has it signed. */
static void
publish_newer (Fixture *self)
{
  g_autoptr (MadoPublisher) publisher
      = mado_publisher_open (self->web, self->secrets, FEED_NOW, NULL);
  gint64 version = mado_publisher_get_version (publisher, "terms");
  g_autoptr (GBytes) bytes = mado_publisher_read (publisher, version, "terms", NULL);
  g_autoptr (MadoTufMetadata) role = mado_tuf_metadata_new (bytes, MADO_TUF_TARGETS, NULL);
  g_autofree char *path = mado_catalog_make_path ("terms");
  const MadoTufTarget *target = g_hash_table_lookup (role->targets, path);
  g_autofree char *old
      = g_strdup_printf ("%s/targets/terms/%s.catalog.json", self->web, target->hashes.sha256);
  g_autoptr (JsonNode) body = mado_metadata_make_targets (version + 1, FEED_NOW);
  g_autofree char *text = NULL;
  g_autofree char *sha256 = NULL;
  g_autofree char *newer = NULL;

  g_assert_true (g_file_get_contents (old, &text, NULL, NULL));
  *(strstr (text, "\"schema\":") + strlen ("\"schema\":")) = '9';
  sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  newer = g_strdup_printf ("%s/targets/terms/%s.catalog.json", self->web, sha256);
  g_assert_true (g_file_set_contents (newer, text, -1, NULL));
  mado_metadata_add_target (body, path, (gint64) strlen (text), sha256);
  g_assert_true (mado_publisher_sign_role (publisher, "terms", "set-terms", body, NULL));
  g_assert_true (mado_publisher_finish (publisher, NULL));
}

/* xF25. */
static void
test_keeps_what_is_there_when_the_feed_is_for_a_newer_program (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoUpdater) first = update (self, &error);

  g_assert_no_error (error);
  g_clear_pointer (&first, mado_updater_close);
  publish_newer (self);
  g_assert_null (update (self, &error));
  g_assert_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_TOO_NEW);
  store_assert_answer (&self->store, EDITION, "Edition 1|12");
}

#define ADD(sentence, test)                                                                        \
  g_test_add ("/feed/updater/" sentence, Fixture, NULL, set_up, test, feed_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("says-how-much-room-it-needs", test_says_how_much_room_it_needs);
  ADD ("gets-the-whole-set-where-packs-do-not-fit", test_gets_the_whole_set_where_packs_do_not_fit);
  ADD ("keeps-what-is-there-when-the-feed-is-for-a-newer-program",
       test_keeps_what_is_there_when_the_feed_is_for_a_newer_program);
  return g_test_run ();
}
