/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is measured on generated records is worth something only as long as they are no smaller than
 * real ones. */
#include <string.h>

#include "bench/generator.h"

#define N 2001
#define LEAST 800 /* bytes of the median record */

static gint
compare (gconstpointer a, gconstpointer b)
{
  return (*(const gint *) a > *(const gint *) b) - (*(const gint *) a < *(const gint *) b);
}

static void
the_median_record_is_no_small_one (gconstpointer folder)
{
  g_autoptr (Generator) generator = generator_new (folder);
  g_autoptr (GArray) lengths = g_array_new (FALSE, FALSE, sizeof (gint));
  gint median;

  for (guint i = 0; i < N; i++)
    {
      g_autofree char *json = generator_make (generator, i);
      gint length = (gint) strlen (json);

      g_array_append_val (lengths, length);
    }
  g_array_sort (lengths, compare);
  median = g_array_index (lengths, gint, N / 2);
  g_test_message ("%d bytes", median);
  g_assert_cmpint (median, >=, LEAST);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);

  g_test_add_data_func ("/bench/generator/the-median-record-is-no-small-one", argv[1],
                        the_median_record_is_no_small_one);
  return g_test_run ();
}
