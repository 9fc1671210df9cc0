/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands in for the fuzzer: runs a target on every file of its corpus, and for a second on what is
 * like them, so that make check does too, with any compiler. */
#include <gio/gio.h>

#define LIKENESSES_LAST (G_USEC_PER_SEC) /* microseconds */
#define CHANGES_MOST 4
#define LENGTH_MOST 8192

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static GBytes *
read_file (const char *path)
{
  g_autofree char *text = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new (text, length);
}

static void
run_file (gconstpointer data)
{
  g_autoptr (GBytes) bytes = read_file (data);

  LLVMFuzzerTestOneInput (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* A bit, a piece that is gone, or a piece of @other in between. */
static void
change (GByteArray *input, GBytes *other, GRand *random)
{
  guint at = input->len > 0 ? (guint) g_rand_int_range (random, 0, (gint) input->len) : 0;
  gsize length;
  const guint8 *data = g_bytes_get_data (other, &length);
  gsize from = length > 0 ? (gsize) g_rand_int_range (random, 0, (gint) length) : 0;
  gsize n = (gsize) g_rand_int_range (random, 1, 64);
  g_autoptr (GByteArray) rest = NULL;

  switch (g_rand_int_range (random, 0, 3))
    {
    case 0:
      if (input->len > 0)
        input->data[at] ^= (guint8) (1 << g_rand_int_range (random, 0, 8));
      break;
    case 1:
      g_byte_array_remove_range (input, at, (guint) MIN (n, input->len - at));
      break;
    default:
      rest = g_byte_array_new ();
      if (at < input->len)
        g_byte_array_append (rest, input->data + at, input->len - at);
      g_byte_array_set_size (input, at);
      g_byte_array_append (input, data + from, (guint) MIN (n, length - from));
      g_byte_array_append (input, rest->data, rest->len);
    }
}

/* The same ones each time, as many as there is time for. @data: (element-type filename): of the
 * corpus, in order */
static void
run_likenesses (gconstpointer data)
{
  const GPtrArray *paths = data;
  gint64 end = g_get_monotonic_time () + LIKENESSES_LAST;
  guint n = 0;

  for (; g_get_monotonic_time () < end; n++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (n);
      g_autoptr (GBytes) one
          = read_file (paths->pdata[g_rand_int_range (random, 0, (gint) paths->len)]);
      g_autoptr (GBytes) other
          = read_file (paths->pdata[g_rand_int_range (random, 0, (gint) paths->len)]);
      g_autoptr (GByteArray) input = g_byte_array_new ();

      g_byte_array_append (input, g_bytes_get_data (one, NULL),
                           (guint) MIN (g_bytes_get_size (one), LENGTH_MOST));
      for (gint changes = g_rand_int_range (random, 1, CHANGES_MOST + 1); changes > 0; changes--)
        change (input, other, random);
      LLVMFuzzerTestOneInput (input->data, input->len);
    }
  g_test_message ("%u inputs", n);
  g_assert_cmpuint (n, >, 0);
}

static gint
compare_texts (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *likenesses = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  folder = g_dir_open (argv[2], 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (paths, g_build_filename (argv[2], name, NULL));
  g_ptr_array_sort (paths, compare_texts);
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *base = g_path_get_basename (paths->pdata[i]);
      g_autofree char *sentence = g_strdup_printf ("/fuzz/%s/survives-%s", argv[1], base);

      g_test_add_data_func (sentence, paths->pdata[i], run_file);
    }
  likenesses = g_strdup_printf ("/fuzz/%s/survives-what-is-like-them", argv[1]);
  if (paths->len > 0)
    g_test_add_data_func (likenesses, paths, run_likenesses);
  return g_test_run ();
}
