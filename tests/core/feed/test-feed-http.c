/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Updates over HTTP as a whole, from a server that plays tricks with one file at a time. */
#include "core/feed/mado-feed-http.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/feed/mado-feed-error.h"
#include "core/feed/mado-updater.h"
#include "core/net/mado-net-error.h"
#include "support/fault-server.h"
#include "support/feed-fixture.h"
#include "support/store-fixture.h"

#define EDITION "SELECT json ->> '$.title.en', count (*) FROM records GROUP BY 1"
#define DAY 86400

typedef struct
{
  StoreFixture store;
  FaultServer *server;
  MadoPace pace;
  char *folder;
  char *web;
  char *secrets;
  char *address;
  gint64 now;
  GError *error;
} Fixture;

static gboolean
do_not_wait (guint ms, gpointer wait_data, GCancellable *cancellable, GError **error)
{
  return TRUE;
}

static void
set_up_with (Fixture *self, FaultCertificate certificate)
{
  store_set_up (&self->store, NULL);
  self->folder = g_dir_make_tmp ("mado-web-XXXXXX", NULL);
  self->web = g_build_filename (self->folder, "web", NULL);
  self->secrets = g_build_filename (self->folder, "secrets", NULL);
  feed_publish (self->web, self->secrets, 1);
  self->server = fault_server_new (certificate);
  fault_server_serve (self->server, self->web);
  self->address = fault_server_make_address (self->server, "/web");
  self->pace = *mado_pace_get_usual ();
  self->pace.wait = do_not_wait;
  self->now = FEED_NOW;
  feed_trust (self->store.profile, self->web, self->address);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  set_up_with (self, FAULT_NO_CERTIFICATE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  fault_server_free (self->server);
  store_remove_profile (self->folder);
  g_free (self->folder);
  g_free (self->web);
  g_free (self->secrets);
  g_free (self->address);
  g_clear_error (&self->error);
  store_tear_down (&self->store, NULL);
}

static gboolean
update (Fixture *self)
{
  g_auto (MadoFeedSource) source = { 0 };
  g_autoptr (MadoUpdater) updater = NULL;

  g_clear_error (&self->error);
  if (!mado_feed_source_open_address (&source, self->address, 0, &self->pace, &self->error))
    return FALSE;
  updater = mado_updater_open (self->store.profile, "us", self->now, &self->error);
  return updater
         && mado_updater_run (updater, &source, self->store.writer, NULL, NULL, &self->error);
}

static void
assert_updated (Fixture *self, int edition)
{
  g_autofree char *expected = g_strdup_printf ("Edition %d|%d", edition, FEED_RECORDS);

  update (self);
  g_assert_no_error (self->error);
  store_assert_answer (&self->store, EDITION, expected);
}

static void
assert_refused (Fixture *self, GQuark domain, int code, const char *words)
{
  g_assert_false (update (self));
  g_assert_error (self->error, domain, code);
  if (!strstr (self->error->message, words))
    g_assert_cmpstr (self->error->message, ==, words);
}

/* Has the first edition, and asks for the second. */
static void
go_on_to_second (Fixture *self)
{
  assert_updated (self, 1);
  feed_publish (self->web, self->secrets, 2);
}

static void
assert_first_stays (Fixture *self)
{
  g_autofree char *expected = g_strdup_printf ("Edition 1|%d", FEED_RECORDS);

  store_assert_answer (&self->store, EDITION, expected);
}

static void
test_brings_a_set_up_to_date (Fixture *self, gconstpointer data)
{
  go_on_to_second (self);
  assert_updated (self, 2);
}

static void
test_nothing_new_is_one_question_and_the_one_for_the_next_root (Fixture *self, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  assert_updated (self, 1);
  before = fault_server_dup_asked (self->server);
  assert_updated (self, 1);
  after = fault_server_dup_asked (self->server);
  g_assert_cmpstr (after + strlen (before), ==,
                   " /web/metadata/2.root.json /web/metadata/timestamp.json");
}

static void
test_a_break_leaves_the_edition_and_is_gone_on_from (Fixture *self, gconstpointer data)
{
  g_autofree char *range = NULL;

  go_on_to_second (self);
  fault_server_spoil (self->server, ".gz", "/cut");
  assert_refused (self, MADO_NET_ERROR, MADO_NET_ERROR_UNREACHABLE, "");
  assert_first_stays (self);
  fault_server_spoil (self->server, "", NULL);
  assert_updated (self, 2);
  /* The pack is what was asked for last. */
  range = fault_server_dup_header (self->server, "range");
  g_assert_nonnull (range);
  g_assert_cmpuint (g_ascii_strtoull (range + strlen ("bytes="), NULL, 10), >, 0);
}

static void
test_a_part_of_something_else_is_got_anew (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) packs = NULL;
  g_autofree char *folder = g_build_filename (self->store.profile, "feeds/us/packs", NULL);
  const char *name;

  go_on_to_second (self);
  fault_server_spoil (self->server, ".gz", "/cut");
  g_assert_false (update (self));
  packs = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (packs)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ".part"))
        g_assert_true (g_file_set_contents (path, "what a disk made of it", -1, NULL));
    }
  fault_server_spoil (self->server, "", NULL);
  g_assert_false (update (self));
  assert_first_stays (self);
  assert_updated (self, 2);
}

/* Whatever a server answers in place of a file: it is refused with the right words, and what the
 * store holds stays. */
static void
play_tricks (Fixture *self, const char *part, const char *held)
{
  static const struct
  {
    const char *trick;
    int code;
    const char *words;
  } tricks[] = {
    { "/page", MADO_NET_ERROR_LOGIN_PAGE, "wants a login" },
    { "/511", MADO_NET_ERROR_LOGIN_PAGE, "wants a login" },
    { "/404", MADO_NET_ERROR_NOT_FOUND, "no such file" },
    { "/500", MADO_NET_ERROR_UNREACHABLE, "500" },
    { "/401", MADO_NET_ERROR_REFUSED, "password" },
    { "/endless", MADO_NET_ERROR_TOO_LARGE, "more than" },
    { "/huge", MADO_NET_ERROR_TOO_LARGE, "more than" },
    { "/slow-headers", MADO_NET_ERROR_TOO_SLOW, "in time" },
    { "/gzip", MADO_NET_ERROR_REFUSED, "packed" },
    { "/loop", MADO_NET_ERROR_REFUSED, "on and on" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tricks); i++)
    {
      g_test_message ("%s for %s", tricks[i].trick, part);
      fault_server_spoil (self->server, part, tricks[i].trick);
      /* A slow machine must not look like a slow server. */
      self->pace.headers_ms
          = tricks[i].code == MADO_NET_ERROR_TOO_SLOW ? 500 : mado_pace_get_usual ()->headers_ms;
      assert_refused (self, MADO_NET_ERROR, tricks[i].code, tricks[i].words);
      store_assert_answer (&self->store, EDITION, held);
    }
  fault_server_spoil (self->server, "", NULL);
  self->pace.headers_ms = mado_pace_get_usual ()->headers_ms;
}

static void
test_each_trick_with_each_file_leaves_the_edition (Fixture *self, gconstpointer data)
{
  static const char *const parts[]
      = { "timestamp.json", "snapshot.json", ".terms.json", "catalog.json", ".gz" };

  self->pace.tries = 1;
  play_tricks (self, ".targets.json", "");
  go_on_to_second (self);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    play_tricks (self, parts[i], "Edition 1|12");
  assert_updated (self, 2);
}

/* A host that has a page for every address has one for the next root too. */
static void
test_a_page_in_place_of_the_next_root_is_named (Fixture *self, gconstpointer data)
{
  assert_updated (self, 1);
  fault_server_spoil (self->server, "2.root", "/page");
  assert_refused (self, MADO_NET_ERROR, MADO_NET_ERROR_LOGIN_PAGE, "a page for every address");
  assert_first_stays (self);
}

static void
test_a_server_that_wants_to_be_left_alone_is_left_alone (Fixture *self, gconstpointer data)
{
  guint before = fault_server_count (self->server);

  fault_server_spoil (self->server, "timestamp", "/busy-3000");
  assert_refused (self, MADO_NET_ERROR, MADO_NET_ERROR_UNREACHABLE,
                  "asks to be left alone for 51 minutes");
  g_assert_cmpuint (fault_server_count (self->server), ==, before + 2);
}

static void
test_a_wrong_clock_asks_nobody (Fixture *self, gconstpointer data)
{
  guint before;

  assert_updated (self, 1);
  before = fault_server_count (self->server);
  self->now = FEED_NOW - DAY;
  assert_refused (self, MADO_FEED_ERROR, MADO_FEED_ERROR_CLOCK, "clock");
  g_assert_cmpuint (fault_server_count (self->server), ==, before);
}

static void
test_what_has_expired_stays_readable (Fixture *self, gconstpointer data)
{
  assert_updated (self, 1);
  self->now += 30 * DAY;
  assert_refused (self, MADO_FEED_ERROR, MADO_FEED_ERROR_STALE, "timestamp");
  assert_first_stays (self);
}

static void
test_a_certificate_is_named (gconstpointer data)
{
  Fixture self = { 0 };

  set_up_with (&self, GPOINTER_TO_INT (data));
  assert_refused (&self, MADO_NET_ERROR, MADO_NET_ERROR_CERTIFICATE, "its certificate");
  store_assert_answer (&self.store, EDITION, "");
  tear_down (&self, NULL);
}

static void
test_an_address_that_is_not_safe_is_refused (void)
{
  static const char *const bad[] = {
    "http://feed.example/",      "ftp://127.0.0.1/", "https://me:secret@feed.example/", "https://",
    "https://feed.example/?a=b", "file:///etc"
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_auto (MadoFeedSource) source = { 0 };
      g_autoptr (GError) error = NULL;

      g_assert_false (mado_feed_source_open (&source, bad[i], 0, &error));
      g_assert_error (error, MADO_NET_ERROR, MADO_NET_ERROR_REFUSED);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/feed/http/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("brings-a-set-up-to-date", test_brings_a_set_up_to_date);
  ADD ("nothing-new-is-one-question-and-the-one-for-the-next-root",
       test_nothing_new_is_one_question_and_the_one_for_the_next_root);
  ADD ("a-break-leaves-the-edition-and-is-gone-on-from",
       test_a_break_leaves_the_edition_and_is_gone_on_from);
  ADD ("a-part-of-something-else-is-got-anew", test_a_part_of_something_else_is_got_anew);
  ADD ("each-trick-with-each-file-leaves-the-edition",
       test_each_trick_with_each_file_leaves_the_edition);
  ADD ("a-page-in-place-of-the-next-root-is-named", test_a_page_in_place_of_the_next_root_is_named);
  ADD ("a-server-that-wants-to-be-left-alone-is-left-alone",
       test_a_server_that_wants_to_be_left_alone_is_left_alone);
  ADD ("a-wrong-clock-asks-nobody", test_a_wrong_clock_asks_nobody);
  ADD ("what-has-expired-stays-readable", test_what_has_expired_stays_readable);
#undef ADD
  g_test_add_data_func ("/feed/http/a-certificate-of-nobody-is-named",
                        GINT_TO_POINTER (FAULT_GOOD_CERTIFICATE), test_a_certificate_is_named);
  g_test_add_data_func ("/feed/http/a-certificate-of-another-name-is-named",
                        GINT_TO_POINTER (FAULT_OTHER_NAME), test_a_certificate_is_named);
  g_test_add_func ("/feed/http/an-address-that-is-not-safe-is-refused",
                   test_an_address_that_is_not_safe_is_refused);
  return g_test_run ();
}
