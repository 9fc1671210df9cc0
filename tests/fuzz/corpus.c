/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands in for the fuzzer: runs a target on every file of its corpus, so that make check does too,
 * with any compiler. */
#include <gio/gio.h>

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
run_file (gconstpointer data)
{
  g_autofree char *text = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (data, &text, &length, &error);
  g_assert_no_error (error);
  LLVMFuzzerTestOneInput ((const guint8 *) text, length);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  folder = g_dir_open (argv[2], 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *sentence = g_strdup_printf ("/fuzz/%s/survives-%s", argv[1], name);

      g_test_add_data_func_full (sentence, g_build_filename (argv[2], name, NULL), run_file,
                                 g_free);
    }
  return g_test_run ();
}
