/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xS06: a desk of each version that there was is taken to the newest one, and nothing in it is
 * lost. What is in it is read by SQLite alone. */
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "core/store/mado-desk.h"
#include "core/store/mado-schema.h"
#include "support/store-fixture.h"

#define TITLE "{\"en\":\"A\",\"ja\":\"あ\"}"

/* The rows of an answer, quoted. transfer full */
static char *
ask (const char *path, const char *other, const char *sql)
{
  GString *answer = g_string_new (NULL);
  sqlite3_stmt *statement = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  if (other != NULL)
    {
      g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS other", other);

      g_assert_cmpint (sqlite3_exec (db, attach, NULL, NULL, NULL), ==, SQLITE_OK);
    }
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (statement); i++)
      g_string_append_printf (answer, "%s%c", (const char *) sqlite3_column_text (statement, i),
                              i + 1 < sqlite3_column_count (statement) ? '|' : '\n');
  g_assert_cmpint (sqlite3_finalize (statement), ==, SQLITE_OK);
  sqlite3_close (db);
  return g_string_free (answer, FALSE);
}

/* The tables of a desk, each with its columns. transfer full */
static GStrv
list_tables (const char *path)
{
  g_autofree char *tables = ask (path, NULL,
                                 "SELECT t.name, group_concat (c.name) FROM pragma_table_list AS t,"
                                 " pragma_table_info (t.name) AS c WHERE t.type = 'table' AND"
                                 " t.schema = 'main' AND t.name NOT LIKE 'sqlite%' GROUP BY 1");

  return g_strsplit (g_strchomp (tables), "\n", -1);
}

/* Every row of the tables, of the columns that they had. transfer full */
static char *
dump (const char *path, GStrv tables)
{
  GString *rows = g_string_new (NULL);

  for (guint i = 0; tables[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (tables[i], "|", 2);
      g_autofree char *sql
          = g_strdup_printf ("SELECT '%s', %s FROM %s ORDER BY 2", parts[0], parts[1], parts[0]);
      g_autofree char *found = ask (path, NULL, sql);

      /* A table with nothing in it would prove nothing: put a row into it in fill(). */
      g_assert_cmpstr (found, !=, "");
      g_string_append (rows, found);
    }
  return g_string_free (rows, FALSE);
}

/* One case, as its tables have it. */
static const char a_case[] = "INSERT INTO case_events VALUES ('c', 1, 'e', '{}', 's', 'h', 1, 'l');"
                             "INSERT INTO case_persons VALUES ('p', '{}', 1);"
                             "INSERT INTO case_drafts VALUES ('d', '{}', 1);"
                             "INSERT INTO cases VALUES (1, 'c', 1, 0, 't', 'new', '', '', '', '', "
                             "'', 'ja', '', '', '', '',"
                             "                          '', '', 1, 2, 3, '', 0, NULL, 0);"
                             "INSERT INTO case_links VALUES ('a', 1);"
                             "INSERT INTO case_counts VALUES ('live', 1)";

/* A desk of today with a row in each table that an older one may have. */
static void
fill (const char *profile)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDesk) desk = mado_desk_open (profile, &error);
  g_autofree char *arrival
      = g_strdup_printf ("INSERT INTO arrivals VALUES ('news-1', %d, '" TITLE
                         "', 5, 1, %" G_GINT64_FORMAT "); INSERT INTO arrivals_since VALUES (3)",
                         MADO_KIND_NEWS, mado_schema_digest_entry ("news-1", TITLE, NULL));
  g_autofree char *term
      = g_strdup_printf ("INSERT INTO terms VALUES ('own-term-a', '{}', %" G_GINT64_FORMAT ")",
                         mado_schema_digest_entry ("own-term-a", "term", "{}"));

  g_assert_no_error (error);
  g_assert_true (mado_desk_set_starred (desk, "a", TITLE, TRUE, NULL));
  g_assert_true (mado_desk_set_starred (desk, "b", TITLE, TRUE, NULL));
  g_assert_true (mado_desk_set_note (desk, "a", TITLE, "要確認", NULL));
  g_assert_true (mado_desk_keep_copy (desk, "a", "{\"id\":\"a\"}", NULL));
  g_assert_true (mado_database_exec (mado_desk_get_database (desk), arrival, NULL));
  g_assert_true (mado_database_exec (mado_desk_get_database (desk), term, NULL));
  g_assert_true (mado_database_exec (mado_desk_get_database (desk), a_case, NULL));
}

/* The desk as the version of the first @n steps would have it. Returns its tables. */
static GStrv
make_older (const char *path, const char *full, guint n)
{
  g_autofree const char **steps = g_new0 (const char *, n + 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_path_get_dirname (path);
  MadoDatabase *database;
  GStrv tables;

  for (guint i = 0; i < n; i++)
    steps[i] = mado_schema_desk[i];
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  database = mado_database_open (path, steps, MADO_DATABASE_DURABLE, &error);
  g_assert_no_error (error);
  mado_database_close (database);
  tables = list_tables (path);
  for (guint i = 0; tables[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (tables[i], "|", 2);
      g_autofree char *sql = g_strdup_printf ("INSERT INTO main.%s (%s) SELECT %s FROM other.%s",
                                              parts[0], parts[1], parts[1], parts[0]);

      g_free (ask (path, full, sql));
    }
  return tables;
}

static void
assert_upgrades (const char *folder, const char *full, guint n, gint newest)
{
  g_autofree char *profile = g_strdup_printf ("%s/version-%u", folder, n);
  g_autofree char *path = g_build_filename (profile, "desk.db", NULL);
  g_autofree char *backup = g_strdup_printf ("%s.backup-%u", path, n);
  g_auto (GStrv) tables = make_older (path, full, n);
  g_autofree char *before = dump (path, tables);
  g_autoptr (GError) error = NULL;
  MadoDesk *desk = mado_desk_open (profile, &error);
  g_autofree char *after = NULL;
  g_autofree char *kept = NULL;
  gboolean starred = FALSE;

  g_assert_no_error (error);
  g_assert_no_error (mado_desk_get_reason (desk));
  g_assert_cmpint (mado_database_get_version (mado_desk_get_database (desk)), ==, newest);
  g_assert_true (mado_desk_is_starred (desk, "b", &starred, NULL));
  g_assert_true (starred);
  /* What came later is there too, to be written. */
  g_assert_true (mado_desk_set_note (desk, "z", TITLE, "Later", NULL));
  g_assert_true (mado_desk_set_note (desk, "z", TITLE, "", NULL));
  mado_desk_close (desk);
  after = dump (path, tables);
  kept = dump (backup, tables);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (kept, ==, before);
  store_remove_profile (profile);
}

static void
every_older_desk_is_taken_along (void)
{
  g_autofree char *folder = g_dir_make_tmp ("mado-upgrade-XXXXXX", NULL);
  g_autofree char *profile = g_build_filename (folder, "newest", NULL);
  g_autofree char *full = g_build_filename (profile, "desk.db", NULL);
  guint newest = g_strv_length ((GStrv) mado_schema_desk);

  fill (profile);
  for (guint n = 1; n < newest; n++)
    assert_upgrades (folder, full, n, (gint) newest);
  g_test_message ("xS06: %u older versions", newest - 1);
  g_assert_cmpuint (newest, >, 1);
  store_remove_profile (profile);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/upgrade/every-older-desk-is-taken-along",
                   every_older_desk_is_taken_along);
  return g_test_run ();
}
