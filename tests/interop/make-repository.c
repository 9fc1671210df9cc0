/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make-repository FOLDER : writes a repository that our code signed, for another implementation. */
#include <glib/gstdio.h>
#include <string.h>

#include "support/tuf-fixture.h"

#define LATER "2999-01-01T00:00:00Z"

static void
put (TufFixture *self, const char *name, JsonNode *body, const char *keys)
{
  tuf_put (self, name, tuf_with (body, TUF_EXPIRES, LATER), keys);
}

static void
write_file (const char *folder, const char *name, const char *data, gsize length)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, data, (gssize) length, &error);
  g_assert_no_error (error);
}

/* Its content is its name. */
static void
write_target (const char *folder, const char *name)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);
  g_autofree char *full = g_strdup_printf ("%s.%s", digest, name);

  write_file (folder, full, name, strlen (name));
}

int
main (int argc, char **argv)
{
  TufFixture self = { 0 };
  g_autofree char *metadata = g_build_filename (argv[1], "metadata", NULL);
  g_autofree char *targets = g_build_filename (argv[1], "targets", NULL);
  GHashTableIter iter;
  gpointer name, bytes;

  tuf_set_up (&self, NULL);
  put (&self, "1.root.json", tuf_make_root (&self, 1, "045", "1", "2", "3"), "04");
  put (&self, "1.cordis.json", tuf_make_targets (&self, 1, "cordis.txt"), "5");
  put (&self, "1.targets.json",
       tuf_delegate (&self, tuf_make_targets (&self, 1, "hello.txt"), "cordis", '5', "\"cor*\""),
       "3");
  put (&self, "1.snapshot.json",
       tuf_with (tuf_make_snapshot (&self, 1, 1), "\"meta\":{",
                 "\"meta\":{\"cordis.json\":{\"version\":1},"),
       "2");
  put (&self, "timestamp.json", tuf_make_timestamp (&self, 1, 1), "1");
  g_assert_cmpint (g_mkdir (metadata, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (targets, 0700), ==, 0);
  g_hash_table_iter_init (&iter, self.files);
  while (g_hash_table_iter_next (&iter, &name, &bytes))
    write_file (metadata, name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  write_target (targets, "hello.txt");
  write_target (targets, "cordis.txt");
  tuf_tear_down (&self, NULL);
  return 0;
}
