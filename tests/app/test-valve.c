/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A few at once, then so many a second. */
#include "app/mado-valve.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

static guint
count_passes (MadoValve *valve, guint n, gint64 start, gint64 step)
{
  guint passed = 0;

  for (guint i = 0; i < n; i++)
    passed += mado_valve_pass (valve, start + step * (gint64) i);
  return passed;
}

static void
test_a_flood_passes_drop_by_drop (void)
{
  MadoValve valve = MADO_VALVE_INIT (6, SECOND / 2);

  /* A hundred thousand within ten seconds: six at once, and two in each second. */
  g_assert_cmpuint (count_passes (&valve, 100000, 5 * SECOND, SECOND / 10000), <=, 6 + 20);
  g_assert_true (mado_valve_pass (&valve, 60 * SECOND));
}

static void
test_a_person_is_never_stopped (void)
{
  MadoValve valve = MADO_VALVE_INIT (6, SECOND / 2);

  g_assert_cmpuint (count_passes (&valve, 1000, 5 * SECOND, SECOND), ==, 1000);
}

static void
test_rest_fills_it_no_further_than_the_burst (void)
{
  MadoValve valve = MADO_VALVE_INIT (6, SECOND / 2);

  count_passes (&valve, 10, 0, 1);
  g_assert_cmpuint (count_passes (&valve, 10, 1000000 * SECOND, 1), ==, 6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/valve/a-flood-passes-drop-by-drop", test_a_flood_passes_drop_by_drop);
  g_test_add_func ("/app/valve/a-person-is-never-stopped", test_a_person_is_never_stopped);
  g_test_add_func ("/app/valve/rest-fills-it-no-further-than-the-burst",
                   test_rest_fills_it_no_further_than_the_burst);
  return g_test_run ();
}
