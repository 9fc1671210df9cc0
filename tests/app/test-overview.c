/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The overview says what the bundled records say. */
#include "app/sections/overview/mado-overview-content.h"

#include <glib/gstdio.h>

typedef struct
{
  char *profile;
  MadoReader *reader;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoWriter) writer = NULL;
  g_auto (MadoApplied) applied = { 0 };

  fixture->profile = g_dir_make_tmp ("overview-XXXXXX", &error);
  g_assert_no_error (error);
  writer = mado_writer_open (fixture->profile, &error);
  g_assert_no_error (error);
  mado_writer_apply_bundle (writer, NULL, &applied, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&writer, mado_writer_close);
  fixture->reader = mado_reader_open (fixture->profile, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->profile, 0, NULL);
  const char *name;

  mado_reader_close (fixture->reader);
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (fixture->profile, name, NULL);

      g_remove (path);
    }
  g_rmdir (fixture->profile);
  g_free (fixture->profile);
}

/* The oracle: every record, looked at one by one. */
typedef struct
{
  guint answers;
  guint calls;
  guint total;
} Plain;

static gboolean
count_cb (const char *id, const char *record_form, gpointer user_data)
{
  Plain *plain = user_data;

  plain->total++;
  plain->answers += strstr (record_form, "\"check_before_use\":true") != NULL;
  plain->calls += strstr (record_form, "\"kind\":\"opportunity\"") != NULL
                  && strstr (record_form, "\"status\":\"check-current\"") != NULL;
  return TRUE;
}

static guint64
get_count (MadoOverviewContent *content, MadoLookReason reason)
{
  for (guint i = 0; i < content->looks->len; i++)
    if (((MadoLook *) content->looks->pdata[i])->reason == reason)
      return ((MadoLook *) content->looks->pdata[i])->count;
  return 0;
}

static void
test_counts_what_a_plain_scan_counts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoOverviewContent) content
      = mado_overview_content_read (fixture->reader, NULL, &error);
  Plain plain = { 0 };
  guint64 held = 0;

  g_assert_no_error (error);
  mado_reader_foreach (fixture->reader, count_cb, &plain, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (plain.answers, >, 0);
  g_assert_cmpuint (get_count (content, MADO_LOOK_ANSWERS), ==, plain.answers);
  g_assert_cmpuint (get_count (content, MADO_LOOK_CALLS), ==, plain.calls);
  for (guint kind = 1; kind < MADO_N_KINDS; kind++)
    held += content->standing.counts[kind];
  g_assert_cmpuint (held, ==, plain.total);
}

static void
test_names_no_record_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoOverviewContent) content
      = mado_overview_content_read (fixture->reader, NULL, &error);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_no_error (error);
  for (guint i = 0; i < content->looks->len; i++)
    g_assert_true (g_hash_table_add (
        seen, (gpointer) mado_record_get_id (((MadoLook *) content->looks->pdata[i])->record)));
}

static void
test_disputed_records_have_conflicts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoOverviewContent) content
      = mado_overview_content_read (fixture->reader, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < content->looks->len; i++)
    {
      MadoLook *look = content->looks->pdata[i];

      if (look->reason == MADO_LOOK_DISPUTED)
        g_assert_cmpuint (mado_conflicts_get_n (mado_record_get_conflicts (look->record)), >, 0);
    }
}

static void
test_the_newest_come_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoOverviewContent) content
      = mado_overview_content_read (fixture->reader, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (content->newest->len, >, 1);
  for (guint i = 1; i < content->newest->len; i++)
    g_assert_cmpint (mado_record_get_sort_day (content->newest->pdata[i - 1]), >=,
                     mado_record_get_sort_day (content->newest->pdata[i]));
}

static void
test_a_cancelled_reading_gives_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (mado_overview_content_read (fixture->reader, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/app/overview/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("counts-what-a-plain-scan-counts", test_counts_what_a_plain_scan_counts);
  ADD ("names-no-record-twice", test_names_no_record_twice);
  ADD ("disputed-records-have-conflicts", test_disputed_records_have_conflicts);
  ADD ("the-newest-come-first", test_the_newest_come_first);
  ADD ("a-cancelled-reading-gives-nothing", test_a_cancelled_reading_gives_nothing);
  return g_test_run ();
}
