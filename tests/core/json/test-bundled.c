/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files within the program, asked for by many threads at once, as at a start. */
#include "core/json/mado-bundled.h"

#include "mado-calendars.h"

#define FOLDER "/io/github/madoguchi/Madoguchi/calendars/"
#define THREADS 8

static int n_registered;

static void
register_once (void)
{
  g_atomic_int_inc (&n_registered);
  mado_calendars_register_resource ();
}

static gpointer
load (gpointer bundled)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = mado_bundled_load (bundled, FOLDER "japan.json", &error);

  g_assert_no_error (error);
  return bytes;
}

static void
test_every_thread_has_it (void)
{
  static MadoBundled bundled = { register_once, 0 };
  GThread *threads[THREADS];
  g_autoptr (GBytes) first = NULL;

  for (guint i = 0; i < THREADS; i++)
    threads[i] = g_thread_new ("loads", load, &bundled);
  first = g_thread_join (threads[0]);
  g_assert_cmpuint (g_bytes_get_size (first), >, 1000);
  for (guint i = 1; i < THREADS; i++)
    {
      g_autoptr (GBytes) bytes = g_thread_join (threads[i]);

      g_assert_true (g_bytes_equal (bytes, first));
    }
  g_assert_cmpint (n_registered, ==, 1);
}

static void
test_what_is_not_there_is_told (void)
{
  static MadoBundled bundled = { register_once, 0 };
  g_autoptr (GError) error = NULL;

  bundled.is_registered = 1; /* by the other test */
  g_assert_null (mado_bundled_load (&bundled, FOLDER "mars.json", &error));
  g_assert_error (error, G_RESOURCE_ERROR, G_RESOURCE_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/bundled/every-thread-has-it", test_every_thread_has_it);
  g_test_add_func ("/json/bundled/what-is-not-there-is-told", test_what_is_not_there_is_told);
  return g_test_run ();
}
