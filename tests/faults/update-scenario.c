/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xF19, xF20: after whatever happens the set is of the old edition or of the new one, and the next
 * update brings the new one. */
#include "faults/update-scenario.h"

#include "core/feed/mado-publisher.h"
#include "core/feed/mado-updater.h"
#include "core/store/mado-doctor.h"
#include "support/feed-fixture.h"
#include "support/store-fixture.h"

/* "old" has the first edition only. Made once, and only read by those who are disturbed. */
static char *
get_web (const char *name)
{
  static char *folder;
  g_autofree char *web = NULL;
  g_autofree char *secrets = NULL;

  if (folder == NULL)
    {
      static const char *const names[] = { "old", "new" };
      g_autofree char *keys = NULL;

      folder = g_dir_make_tmp ("mado-web-XXXXXX", NULL);
      keys = g_build_filename (folder, "secrets", NULL);
      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        {
          g_autofree char *made = g_build_filename (folder, names[i], NULL);

          g_assert_true (mado_publisher_init (made, keys, FEED_NOW, NULL));
          feed_publish (made, keys, 1);
        }
      web = g_build_filename (folder, "new", NULL);
      feed_publish (web, keys, 2);
      g_clear_pointer (&web, g_free);
    }
  if (name == NULL)
    return g_steal_pointer (&folder);
  return g_build_filename (folder, name, NULL);
}

void
update_tear_down (void)
{
  g_autofree char *folder = NULL;

  g_free (get_web ("new"));
  folder = get_web (NULL);
  store_remove_profile (folder);
}

static gboolean
update_from (const char *profile, const char *name, GError **error)
{
  g_autofree char *web = get_web (name);
  const MadoFeedSource source = mado_feed_source_for_folder (web);
  g_autoptr (MadoWriter) writer = mado_writer_open (profile, error);
  g_autoptr (MadoUpdater) updater
      = writer ? mado_updater_open (profile, "us", FEED_NOW, error) : NULL;

  return updater && mado_updater_run (updater, &source, writer, NULL, NULL, error);
}

void
update_prepare (const char *profile)
{
  g_autofree char *web = get_web ("old");
  g_autoptr (GError) error = NULL;

  feed_trust (profile, web, NULL);
  update_from (profile, "old", &error);
  g_assert_no_error (error);
}

void
update_run (const char *profile, Tell tell, gpointer user_data)
{
  if (update_from (profile, "new", NULL))
    tell ('2', user_data);
}

static gint64
check_whole (const char *profile)
{
  g_autoptr (GError) error = NULL;
  StoreFixture store = { (char *) profile, mado_writer_open (profile, &error) };
  g_autofree char *titles = NULL;
  g_autofree char *expected = NULL;
  gint64 edition;

  g_assert_no_error (error);
  edition = mado_writer_get_edition (store.writer, "terms");
  titles = store_ask (&store, "SELECT json -> '$.title.en', count (*) FROM records GROUP BY 1");
  if (edition > 0)
    expected = g_strdup_printf ("\"Edition %d\"|%d", (int) edition, FEED_RECORDS);
  g_assert_cmpstr (titles, ==, expected ? expected : "");
  mado_writer_close (store.writer);
  return edition;
}

void
update_check (const char *profile, const char *told)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) feeds = NULL;
  gint64 edition = check_whole (profile);

  for (; *told != '\0'; told++)
    g_assert_cmpint (edition, >=, *told - '0');
  findings = mado_doctor_check (profile, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
  /* Of a profile that the power cut left before it was ready, nothing more is asked. */
  feeds = mado_feed_list (profile, &error);
  if (feeds == NULL || feeds->len == 0)
    return;
  update_from (profile, "new", &error);
  g_assert_no_error (error);
  g_assert_cmpint (check_whole (profile), ==, 2);
}

void
return_prepare (const char *profile)
{
  g_autoptr (GError) error = NULL;

  update_prepare (profile);
  update_from (profile, "new", &error);
  g_assert_no_error (error);
}

void
return_run (const char *profile, Tell tell, gpointer user_data)
{
  g_autoptr (MadoWriter) writer = mado_writer_open (profile, NULL);
  g_autoptr (MadoUpdater) updater
      = writer ? mado_updater_open (profile, "us", FEED_NOW, NULL) : NULL;

  if (updater && mado_updater_return (updater, writer, "terms", 1, NULL, NULL, NULL, NULL))
    tell ('1', user_data);
}

static void
go_on (const char *profile)
{
  g_autofree char *web = get_web ("new");
  const MadoFeedSource source = mado_feed_source_for_folder (web);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoWriter) writer = mado_writer_open (profile, &error);
  g_autoptr (MadoUpdater) updater
      = writer ? mado_updater_open (profile, "us", FEED_NOW, &error) : NULL;
  gboolean is_newest = FALSE;

  g_assert_no_error (error);
  mado_updater_release (updater, writer, NULL, &is_newest, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  mado_updater_run (updater, &source, writer, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* Whichever edition is there is whole; what was told to be returned to, updates leave alone; and
 * the newest is come to from everywhere. */
void
return_check (const char *profile, const char *told)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) feeds = NULL;
  gint64 edition = check_whole (profile);

  findings = mado_doctor_check (profile, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
  feeds = mado_feed_list (profile, &error);
  if (feeds == NULL || feeds->len == 0)
    return;
  if (*told == '1')
    {
      g_assert_cmpint (edition, ==, 1);
      update_from (profile, "new", &error);
      g_assert_no_error (error);
      g_assert_cmpint (check_whole (profile), ==, 1);
    }
  go_on (profile);
  g_assert_cmpint (check_whole (profile), ==, 2);
}
