/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Updates by mado in a process of its own; its path is the program's argument. */
#include "core/feed/mado-feed-child.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/feed/mado-feed-error.h"
#include "core/feed/mado-feed-standing.h"
#include "core/net/mado-net-error.h"
#include "support/feed-fixture.h"
#include "support/store-fixture.h"

typedef struct
{
  StoreFixture store;
  char *folder;
  char *web;
  char *root;
  GMainLoop *loop;
  GCancellable *cancellable;
  guint n_reports;
  MadoFeedReport last;
  GError *error;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *secrets = NULL;

  store_set_up (&self->store, NULL);
  self->folder = g_dir_make_tmp ("mado-web-XXXXXX", NULL);
  self->web = g_build_filename (self->folder, "web", NULL);
  self->root = g_build_filename (self->web, "metadata", "1.root.json", NULL);
  secrets = g_build_filename (self->folder, "secrets", NULL);
  feed_publish (self->web, secrets, 1);
  self->loop = g_main_loop_new (NULL, FALSE);
  self->cancellable = g_cancellable_new ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  store_remove_profile (self->folder);
  g_free (self->folder);
  g_free (self->web);
  g_free (self->root);
  g_main_loop_unref (self->loop);
  g_object_unref (self->cancellable);
  g_clear_error (&self->error);
  store_tear_down (&self->store, NULL);
}

static void
report_cb (const MadoFeedReport *report, gpointer user_data)
{
  Fixture *self = user_data;

  self->n_reports++;
  self->last = *report;
}

static void
cancel_cb (const MadoFeedReport *report, gpointer user_data)
{
  g_cancellable_cancel (((Fixture *) user_data)->cancellable);
}

static void
run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;

  g_assert_true (mado_feed_child_run_finish (result, &self->error) == (self->error == NULL));
  g_main_loop_quit (self->loop);
}

static void
run (Fixture *self, const char *program, const char *place, const char *root,
     MadoFeedReportFunc report)
{
  const MadoFeedErrand errand = {
    .program = program, .profile = self->store.profile, .feed = "us", .place = place, .root = root
  };

  g_clear_error (&self->error);
  mado_feed_child_run_async (&errand, report, self, self->cancellable, run_cb, self);
  g_main_loop_run (self->loop);
}

static void
test_brings_up_to_date_beside_a_writer_that_is_open (Fixture *self, gconstpointer mado)
{
  run (self, mado, self->web, self->root, report_cb);
  g_assert_no_error (self->error);
  g_assert_cmpuint (self->n_reports, >, 0);
  g_assert_cmpint (self->last.stage, ==, MADO_FEED_STAGE_APPLYING);
  g_assert_cmpuint (self->last.done, ==, self->last.all);
  store_assert_answer (&self->store, "SELECT count (*) FROM records WHERE set_name = 'terms'",
                       "12");
}

static void
test_says_in_its_own_domain_why_it_failed (Fixture *self, gconstpointer mado)
{
  run (self, mado, self->web, NULL, NULL);
  g_assert_error (self->error, MADO_FEED_ERROR, MADO_FEED_ERROR_UNKNOWN);
  run (self, mado, "http://feed.example/", self->root, NULL);
  g_assert_error (self->error, MADO_NET_ERROR, MADO_NET_ERROR_REFUSED);
  run (self, mado, "/nowhere", self->root, NULL);
  g_assert_error (self->error, MADO_NET_ERROR, MADO_NET_ERROR_NOT_FOUND);
}

static void
test_a_cancelled_one_ends_and_leaves_the_old_or_the_new (Fixture *self, gconstpointer mado)
{
  run (self, mado, self->web, self->root, cancel_cb);
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_cancellable_reset (self->cancellable);
  run (self, mado, self->web, NULL, NULL);
  g_assert_no_error (self->error);
  store_assert_answer (&self->store, "SELECT count (*) FROM records WHERE set_name = 'terms'",
                       "12");
}

static void
test_one_that_dies_is_no_success (Fixture *self, gconstpointer mado)
{
  run (self, "/bin/true", self->web, NULL, NULL);
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_FAILED);
  run (self, "/nowhere/mado", self->web, NULL, NULL);
  g_assert_nonnull (self->error);
  /* No mado lies beside this test program. */
  run (self, NULL, self->web, NULL, NULL);
  g_assert_error (self->error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

int
main (int argc, char *argv[])
{
  g_autofree char *mado = NULL;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  mado = g_canonicalize_filename (argv[1], NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/feed/child/" name, Fixture, mado, set_up, function, tear_down)
  ADD ("brings-up-to-date-beside-a-writer-that-is-open",
       test_brings_up_to_date_beside_a_writer_that_is_open);
  ADD ("says-in-its-own-domain-why-it-failed", test_says_in_its_own_domain_why_it_failed);
  ADD ("a-cancelled-one-ends-and-leaves-the-old-or-the-new",
       test_a_cancelled_one_ends_and_leaves_the_old_or_the_new);
  ADD ("one-that-dies-is-no-success", test_one_that_dies_is_no_success);
#undef ADD
  return g_test_run ();
}
