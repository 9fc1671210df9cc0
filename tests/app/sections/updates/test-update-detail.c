/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What core says is known again whatever was filled in; what a library said is called so. Without a
 * catalogue a sentence is its own translation. */
#include "app/sections/updates/mado-update-detail.h"

#include <locale.h>

static void
check (const char *message, const char *expected)
{
  g_autofree char *text = mado_update_detail_translate (message);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_knows_a_sentence_whatever_is_filled_in (void)
{
  static const char *const messages[] = {
    "the computer is offline",
    "feed.example has no such file (404)",
    "timestamp.json: 0 of the keys that may sign it have, and 1 have to",
    "terms/delta/1-2.ndjson.gz: line 12: it breaks off",
    "a page came in place of a file of feed.example: the network wants a login first, or the "
    "server has a page for every address",
    "feed.example: its certificate has expired; its certificate is for another name",
    "feed.example answers with the status 503; it asks to be left alone for 10 minutes",
    "it offers edition 3 of the set \"tokyo\", and edition 4 is here already",
    "the update needs 250 MB of room, and 10 MB are free",
  };

  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    check (messages[i], messages[i]);
}

static void
test_calls_what_a_library_said_by_its_name (void)
{
  check ("Connection refused", "the system reports “Connection refused”");
  check ("feed.example: Connection refused",
         "feed.example: the system reports “Connection refused”");
  check ("feed.example: Could not connect: Network is unreachable",
         "feed.example: the system reports “Could not connect: Network is unreachable”");
  check ("", "the system reports “”");
  check ("100 %s %1$s %n", "the system reports “100 %s %1$s %n”");
  check ("the set \"%s\": it breaks off", "the set \"%s\": it breaks off");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/update-detail/knows-a-sentence-whatever-is-filled-in",
                   test_knows_a_sentence_whatever_is_filled_in);
  g_test_add_func ("/app/update-detail/calls-what-a-library-said-by-its-name",
                   test_calls_what_a_library_said_by_its_name);
  return g_test_run ();
}
