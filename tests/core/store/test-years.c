/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts by year and by role equal those of a plain scan of the records' JSON. */
#include "core/store/mado-reader.h"
#include "support/store-fixture.h"

#include <stdlib.h>

typedef struct
{
  StoreFixture store;
  MadoReader *reader;
  GPtrArray *nodes; /* (element-type JsonNode): every record, parsed without the code at test */
} Fixture;

static gboolean
parse_cb (const char *id, const char *record_form, gpointer user_data)
{
  g_ptr_array_add (user_data, json_from_string (record_form, NULL));
  return TRUE;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (MadoApplied) applied = { 0 };

  store_set_up (&self->store, NULL);
  g_assert_true (mado_writer_apply_bundle (self->store.writer, NULL, &applied, NULL, &error));
  self->reader = mado_reader_open (self->store.profile, &error);
  g_assert_no_error (error);
  self->nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_assert_true (mado_reader_foreach (self->reader, parse_cb, self->nodes, NULL, &error));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->nodes, g_ptr_array_unref);
  g_clear_pointer (&self->reader, mado_reader_close);
  store_tear_down (&self->store, NULL);
}

/* --- The plain scan --- */

typedef struct
{
  const char *organisation; /* nullable: any record */
  const char *kind;         /* nullable: any kind that has dates */
  GHashTable *years;        /* "2019" → count */
  GHashTable *roles;
  guint total;
} Plain;

static void
count_up (GHashTable *counts, const char *key)
{
  g_hash_table_insert (counts, g_strdup (key),
                       GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1));
}

static const char *
find_day (JsonObject *record)
{
  JsonObject *date;

  if (json_object_has_member (record, "closes_on"))
    return json_object_get_string_member (record, "closes_on");
  if (!json_object_has_member (record, "date"))
    return NULL;
  date = json_object_get_object_member (record, "date");
  return json_object_get_string_member (date,
                                        json_object_has_member (date, "start") ? "start" : "end");
}

static gboolean
count_roles (Plain *plain, JsonObject *record)
{
  JsonArray *all = json_object_has_member (record, "participants")
                       ? json_object_get_array_member (record, "participants")
                       : NULL;
  gboolean found = FALSE;

  for (guint i = 0; all && i < json_array_get_length (all); i++)
    {
      JsonObject *one = json_array_get_object_element (all, i);

      if (g_strcmp0 (json_object_get_string_member (one, "organisation"), plain->organisation) != 0)
        continue;
      count_up (plain->roles, json_object_get_string_member (one, "role"));
      found = TRUE;
    }
  return found;
}

static void
scan_record (Plain *plain, JsonObject *record)
{
  static const char *const undated[] = { "organisation", "person", "term", "theme", NULL };
  const char *kind = json_object_get_string_member (record, "kind");
  const char *day = find_day (record);
  g_autofree char *year = g_strndup (day ? day : "", 4);

  if (plain->kind && !g_str_equal (kind, plain->kind))
    return;
  if (plain->organisation && !count_roles (plain, record))
    return;
  plain->total++;
  if (day && !g_strv_contains (undated, kind))
    count_up (plain->years, year);
}

static void
scan (Fixture *self, Plain *plain)
{
  plain->years = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  plain->roles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < self->nodes->len; i++)
    scan_record (plain, json_node_get_object (self->nodes->pdata[i]));
}

static void
clear_plain (Plain *plain)
{
  g_hash_table_unref (plain->years);
  g_hash_table_unref (plain->roles);
}

static void
assert_years (GArray *years, const Plain *plain)
{
  g_assert_cmpuint (years->len, ==, g_hash_table_size (plain->years));
  for (guint i = 0; i < years->len; i++)
    {
      const MadoYearCount *one = &g_array_index (years, MadoYearCount, i);
      g_autofree char *year = g_strdup_printf ("%d", one->year);

      g_assert_cmpuint (one->count, ==,
                        GPOINTER_TO_UINT (g_hash_table_lookup (plain->years, year)));
      if (i > 0)
        g_assert_cmpint (g_array_index (years, MadoYearCount, i - 1).year, <, one->year);
    }
}

/* --- The tests --- */

static void
counts_a_kind_by_year_as_a_plain_scan_does (Fixture *self, gconstpointer data)
{
  static const struct
  {
    MadoKind kind;
    const char *word;
  } kinds[] = { { MADO_KIND_DIALOGUE, "dialogue" },
                { MADO_KIND_OPPORTUNITY, "opportunity" },
                { MADO_KIND_FIGURE, "figure" },
                { MADO_KIND_TERM, "term" } };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GError) error = NULL;
      Plain plain = { NULL, kinds[i].word };
      gboolean is_sample = TRUE;
      g_autoptr (GArray) years = mado_reader_count_years (self->reader, 1u << kinds[i].kind, NULL,
                                                          1000, &is_sample, NULL, &error);

      g_assert_no_error (error);
      scan (self, &plain);
      assert_years (years, &plain);
      g_assert_false (is_sample);
      clear_plain (&plain);
    }
}

static guint
check_organisation (Fixture *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  Plain plain = { id, NULL };
  guint64 most = G_MAXUINT64;
  g_autoptr (MadoAppearances) found
      = mado_reader_read_appearances (self->reader, MADO_KIND_ORGANISATION, id, 1000, NULL, &error);

  g_assert_no_error (error);
  scan (self, &plain);
  g_assert_cmpuint (found->total, ==, plain.total);
  g_assert_false (found->is_sample);
  assert_years (found->years, &plain);
  g_assert_cmpuint (found->roles->len, ==, g_hash_table_size (plain.roles));
  for (guint i = 0; i < found->roles->len; i++)
    {
      const MadoFacetValue *role = found->roles->pdata[i];

      g_assert_cmpuint (role->count, ==,
                        GPOINTER_TO_UINT (g_hash_table_lookup (plain.roles, role->value)));
      g_assert_cmpuint (role->count, <=, most);
      most = role->count;
    }
  clear_plain (&plain);
  return found->roles->len;
}

static void
counts_every_organisation_as_a_plain_scan_does (Fixture *self, gconstpointer data)
{
  guint n_roles = 0;

  for (guint i = 0; i < self->nodes->len; i++)
    {
      JsonObject *record = json_node_get_object (self->nodes->pdata[i]);

      if (g_str_equal (json_object_get_string_member (record, "kind"), "organisation"))
        n_roles += check_organisation (self, json_object_get_string_member (record, "id"));
    }
  g_assert_cmpuint (n_roles, >, 100);
}

static void
counts_a_theme_without_roles (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoAppearances) found
      = mado_reader_read_appearances (self->reader, MADO_KIND_THEME, "quantum", 1000, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (found->total, >, 3);
  g_assert_cmpuint (found->years->len, >, 1);
  g_assert_cmpuint (found->roles->len, ==, 0);
}

static void
says_that_it_is_a_sample_where_there_are_more (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean is_sample = FALSE;
  guint64 counted = 0;
  g_autoptr (GArray) years = mado_reader_count_years (self->reader, 1u << MADO_KIND_DIALOGUE, NULL,
                                                      5, &is_sample, NULL, &error);
  g_autoptr (MadoAppearances) found
      = mado_reader_read_appearances (self->reader, MADO_KIND_ORGANISATION, "jst", 5, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < years->len; i++)
    counted += g_array_index (years, MadoYearCount, i).count;
  g_assert_cmpuint (counted, ==, 5);
  g_assert_cmpint (g_array_index (years, MadoYearCount, years->len - 1).year, ==, 2025);
  g_assert_true (is_sample);
  g_assert_true (found->is_sample);
  g_assert_cmpuint (found->total, >, 30);
}

static void
counts_hits_up_to_a_limit (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoQuery) query = mado_query_parse ("is:disputed", NULL, NULL, &error);
  const MadoRequest request = { 0, query, MADO_ORDER_NEWEST, MADO_LANGUAGE_EN };
  g_autoptr (GPtrArray) disputed = mado_reader_list_disputed (self->reader, &error);
  guint64 count;
  gboolean more;

  g_assert_true (
      mado_reader_count_hits (self->reader, &request, 1000, &count, &more, NULL, &error));
  g_assert_cmpuint (count, ==, disputed->len);
  g_assert_false (more);
  g_assert_true (mado_reader_count_hits (self->reader, &request, 2, &count, &more, NULL, &error));
  g_assert_cmpuint (count, <, disputed->len);
  g_assert_true (more);
}

static void
stops_when_it_is_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (mado_reader_read_appearances (self->reader, MADO_KIND_ORGANISATION, "jst", 1000,
                                               cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/store/years/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("counts-a-kind-by-year-as-a-plain-scan-does", counts_a_kind_by_year_as_a_plain_scan_does);
  ADD ("counts-every-organisation-as-a-plain-scan-does",
       counts_every_organisation_as_a_plain_scan_does);
  ADD ("counts-a-theme-without-roles", counts_a_theme_without_roles);
  ADD ("says-that-it-is-a-sample-where-there-are-more",
       says_that_it_is_a_sample_where_there_are_more);
  ADD ("counts-hits-up-to-a-limit", counts_hits_up_to_a_limit);
  ADD ("stops-when-it-is-cancelled", stops_when_it_is_cancelled);
  return g_test_run ();
}
