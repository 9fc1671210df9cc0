/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A profile of its own for a test of the store, and what such tests do again and again. */
#include "support/store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

void
store_remove_profile (const char *profile)
{
  g_autoptr (GDir) dir = g_dir_open (profile, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (profile, name, NULL);

      if (g_remove (path) != 0)
        store_remove_profile (path);
    }
  g_rmdir (profile);
}

void
store_reopen (StoreFixture *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->writer, mado_writer_close);
  self->writer = mado_writer_open (self->profile, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->writer);
}

void
store_set_up (StoreFixture *self, gconstpointer data)
{
  self->profile = g_dir_make_tmp ("mado-writer-XXXXXX", NULL);
  store_reopen (self);
}

void
store_tear_down (StoreFixture *self, gconstpointer data)
{
  g_clear_pointer (&self->writer, mado_writer_close);
  store_remove_profile (self->profile);
  g_free (self->profile);
}

char *
store_ask_database (MadoDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement = mado_database_prepare (database, sql, &error);
  GString *answer = g_string_new (NULL);

  g_assert_no_error (error);
  while (mado_database_step (database, statement, NULL, &error))
    {
      if (answer->len > 0)
        g_string_append_c (answer, '\n');
      for (int i = 0; i < sqlite3_column_count (statement); i++)
        g_string_append_printf (answer, "%s%s", i > 0 ? "|" : "",
                                (const char *) sqlite3_column_text (statement, i));
    }
  g_assert_no_error (error);
  return g_string_free (answer, FALSE);
}

char *
store_ask (StoreFixture *self, const char *sql)
{
  return store_ask_database (mado_writer_get_database (self->writer), sql);
}

void
store_assert_answer (StoreFixture *self, const char *sql, const char *expected)
{
  g_autofree char *answer = store_ask (self, sql);

  g_assert_cmpstr (answer, ==, expected);
}

MadoRecord *
store_parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node
      = mado_json_parse (json, strlen (json), MADO_JSON_MAX_FILE, MADO_JSON_NONE, NULL, &error);
  MadoRecord *record;

  g_assert_no_error (error);
  record = mado_record_new_from_json (node, &error);
  g_assert_no_error (error);
  return record;
}

static char *
term_json (const char *id, const char *en, const char *ja)
{
  return g_strdup_printf (
      "{\"id\":\"%s\",\"kind\":\"term\",\"title\":{\"en\":\"%s\",\"ja\":\"%s\"},"
      "\"reading\":\"よみ\",\"summary\":{\"en\":\"About it.\",\"ja\":\"説明です。\"},"
      "\"category\":\"legal\",\"verified\":false}",
      id, en, ja);
}

MadoRecord *
store_make_term (const char *id, const char *en, const char *ja)
{
  g_autofree char *json = term_json (id, en, ja);

  return store_parse (json);
}

MadoRecord *
store_make_event (const char *id, const char *date)
{
  g_autofree char *json = g_strdup_printf (
      "{\"id\":\"%s\",\"kind\":\"event\",\"type\":\"seminar\",\"title\":{\"en\":\"Quantum day\","
      "\"ja\":\"量子の日\"},\"summary\":{\"en\":\"A day.\",\"ja\":\"一日です。\"},"
      "\"date\":{\"start\":\"%s\"},\"themes\":[\"quantum\"],\"participants\":[{\"organisation\":"
      "\"jst\",\"role\":\"organiser\"}],\"sources\":[{\"title\":\"Page\",\"accessed\":\"2026-11-"
      "01\"}]}",
      id, date);

  return store_parse (json);
}

/* @...: records, handed over; NULL ends them */
GPtrArray *
store_list (MadoRecord *first, ...)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
  va_list arguments;

  va_start (arguments, first);
  for (MadoRecord *record = first; record != NULL; record = va_arg (arguments, MadoRecord *))
    g_ptr_array_add (records, record);
  va_end (arguments);
  return records;
}

/* "added changed removed unchanged refused" */
char *
store_describe (const MadoApplied *applied)
{
  return g_strdup_printf ("%u %u %u %u %u", applied->added, applied->changed, applied->removed,
                          applied->unchanged, applied->refused != NULL ? applied->refused->len : 0);
}

void
store_apply (StoreFixture *self, const char *set, GPtrArray *records, const char *expected)
{
  g_auto (MadoApplied) applied = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  mado_writer_apply (self->writer, set, 1, NULL, records, NULL, NULL, NULL, &applied, NULL, &error);
  g_assert_no_error (error);
  found = store_describe (&applied);
  if (expected != NULL)
    g_assert_cmpstr (found, ==, expected);
  g_ptr_array_unref (records);
}

void
store_merge (StoreFixture *self, const char *set, GPtrArray *records, const char *expected)
{
  g_auto (MadoApplied) applied = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  mado_writer_merge (self->writer, set, records, NULL, NULL, &applied, NULL, &error);
  g_assert_no_error (error);
  found = store_describe (&applied);
  if (expected != NULL)
    g_assert_cmpstr (found, ==, expected);
  g_ptr_array_unref (records);
}

GPtrArray *
store_load_bundled (void)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
  StoreFixture bundled = { NULL, NULL };
  g_autofree char *lines = NULL;
  g_auto (GStrv) each = NULL;
  g_auto (MadoApplied) applied = { 0 };
  g_autoptr (GError) error = NULL;

  store_set_up (&bundled, NULL);
  mado_writer_apply_bundle (bundled.writer, NULL, &applied, NULL, &error);
  g_assert_no_error (error);
  lines = store_ask (&bundled, "SELECT json FROM records ORDER BY rowid");
  each = g_strsplit (lines, "\n", -1);
  for (guint i = 0; each[i] != NULL; i++)
    g_ptr_array_add (records, store_parse (each[i]));
  store_tear_down (&bundled, NULL);
  return records;
}

gboolean
store_sources_differ (const char *record_form)
{
  g_autoptr (JsonNode) node = json_from_string (record_form, NULL);
  JsonObject *record = json_node_get_object (node);
  JsonArray *conflicts = json_object_has_member (record, "conflicts")
                             ? json_object_get_array_member (record, "conflicts")
                             : NULL;

  for (guint i = 0; conflicts != NULL && i < json_array_get_length (conflicts); i++)
    {
      JsonArray *values
          = json_object_get_array_member (json_array_get_object_element (conflicts, i), "values");
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

      for (guint k = 0; k < json_array_get_length (values); k++)
        g_hash_table_add (seen, (gpointer) json_object_get_string_member (
                                    json_object_get_object_member (
                                        json_array_get_object_element (values, k), "value"),
                                    "en"));
      if (g_hash_table_size (seen) > 1)
        return TRUE;
    }
  return FALSE;
}

void
store_exec (StoreFixture *self, const char *sql)
{
  g_autoptr (GError) error = NULL;

  mado_database_exec (mado_writer_get_database (self->writer), sql, &error);
  g_assert_no_error (error);
}

void
reader_set_up (ReaderFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (MadoApplied) applied = { 0 };

  store_set_up (&self->store, data);
  g_assert_true (mado_writer_apply_bundle (self->store.writer, NULL, &applied, NULL, &error));
  self->reader = mado_reader_open (self->store.profile, &error);
  g_assert_no_error (error);
}

void
reader_tear_down (ReaderFixture *self, gconstpointer data)
{
  g_clear_pointer (&self->reader, mado_reader_close);
  store_tear_down (&self->store, data);
}
