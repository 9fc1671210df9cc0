/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way through the records shown, as in a browser. */
#include "app/mado-history.h"

/* Takes @found. */
static void
assert_leads_to (char *found, const char *expected)
{
  g_assert_cmpstr (found, ==, expected);
  g_free (found);
}

static void
test_leads_back_and_forward (void)
{
  g_autoptr (MadoHistory) history = mado_history_new ();

  mado_history_leave (history, "a");
  mado_history_leave (history, "b");
  assert_leads_to (mado_history_go_back (history, "c"), "b");
  assert_leads_to (mado_history_go_back (history, "b"), "a");
  assert_leads_to (mado_history_go_back (history, "a"), NULL);
  assert_leads_to (mado_history_go_forward (history, "a"), "b");
  assert_leads_to (mado_history_go_forward (history, "b"), "c");
  assert_leads_to (mado_history_go_forward (history, "c"), NULL);
}

static void
test_another_record_ends_the_way_forward (void)
{
  g_autoptr (MadoHistory) history = mado_history_new ();

  mado_history_leave (history, "a");
  assert_leads_to (mado_history_go_back (history, "b"), "a");
  mado_history_leave (history, "a");
  assert_leads_to (mado_history_go_forward (history, "c"), NULL);
  assert_leads_to (mado_history_go_back (history, "c"), "a");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/history/leads-back-and-forward", test_leads_back_and_forward);
  g_test_add_func ("/app/history/another-record-ends-the-way-forward",
                   test_another_record_ends_the_way_forward);
  return g_test_run ();
}
