/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a feed. */
#include "support/feed-fixture.h"

#include "core/feed/mado-feed-folder.h"
#include "core/feed/mado-publisher.h"

void
feed_publish (const char *web, const char *secrets, int edition)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoPublisher) publisher = NULL;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) published = NULL;

  if (!g_file_test (web, G_FILE_TEST_EXISTS))
    g_assert_true (mado_publisher_init (web, secrets, FEED_NOW, &error));
  publisher = mado_publisher_open (web, secrets, FEED_NOW, &error);
  g_assert_no_error (error);
  for (int i = 0; i < FEED_RECORDS; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%d", i * edition);
      g_autofree char *title = g_strdup_printf ("Edition %d", edition);

      g_ptr_array_add (records, store_make_term (id, title, "第一版の術語集"));
    }
  g_assert_true (mado_publisher_add (publisher, "terms", records, &error));
  published = mado_publisher_publish (publisher, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (published->len, ==, 1);
}

void
feed_trust (const char *profile, const char *web, const char *place)
{
  g_autofree char *path = g_build_filename (web, "metadata", "1.root.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) root = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  root = g_bytes_new (text, length);
  mado_feed_trust (profile, "us", root, place, &error);
  g_assert_no_error (error);
}

void
feed_set_up (FeedFixture *self, gconstpointer data)
{
  store_set_up (&self->store, NULL);
  self->folder = g_dir_make_tmp ("mado-web-XXXXXX", NULL);
  self->web = g_build_filename (self->folder, "web", NULL);
  self->secrets = g_build_filename (self->folder, "secrets", NULL);
}

void
feed_tear_down (FeedFixture *self, gconstpointer data)
{
  store_remove_profile (self->folder);
  g_free (self->folder);
  g_free (self->web);
  g_free (self->secrets);
  store_tear_down (&self->store, NULL);
}
