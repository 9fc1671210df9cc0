/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The overview says what the bundled records say. */
#include "support/store-fixture.h"

#include "app/sections/overview/mado-overview-blocks.h"
#include "app/sections/overview/mado-overview-content.h"

#include <adwaita.h>

#include <glib/gstdio.h>

#define TODAY "2026-11-23"

static gint
find_day (const char *iso)
{
  g_autoptr (MadoDate) date = mado_date_new_from_iso (iso, NULL);

  return mado_date_get_first_day (date);
}

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
  guint disputed;
  guint total;
} Plain;

static gboolean
count_cb (const char *id, const char *record_form, gpointer user_data)
{
  Plain *plain = user_data;

  plain->total++;
  plain->answers += strstr (record_form, "\"check_before_use\":true") != NULL;
  plain->disputed += store_sources_differ (record_form);
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
      = mado_overview_content_read (fixture->reader, find_day (TODAY), NULL, &error);
  Plain plain = { 0 };
  guint64 held = 0;

  g_assert_no_error (error);
  mado_reader_foreach (fixture->reader, count_cb, &plain, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (plain.answers, >, 0);
  g_assert_cmpuint (get_count (content, MADO_LOOK_ANSWERS), ==, plain.answers);
  g_assert_cmpuint (get_count (content, MADO_LOOK_CALLS), ==, plain.calls);
  g_assert_cmpuint (get_count (content, MADO_LOOK_DISPUTED), ==, plain.disputed);
  for (guint kind = 1; kind < MADO_N_KINDS; kind++)
    held += content->standing.counts[kind];
  g_assert_cmpuint (held, ==, plain.total);
}

static void
test_names_no_record_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoOverviewContent) content
      = mado_overview_content_read (fixture->reader, find_day (TODAY), NULL, &error);
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
      = mado_overview_content_read (fixture->reader, find_day (TODAY), NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < content->looks->len; i++)
    {
      MadoLook *look = content->looks->pdata[i];

      if (look->reason == MADO_LOOK_DISPUTED)
        {
          g_autofree char *json = mado_json_to_record_form (mado_record_get_json (look->record));

          g_assert_true (store_sources_differ (json));
        }
    }
}

static void
test_the_newest_come_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoOverviewContent) content
      = mado_overview_content_read (fixture->reader, find_day (TODAY), NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (content->newest->len, >, 1);
  for (guint i = 1; i < content->newest->len; i++)
    g_assert_cmpint (mado_record_get_sort_day (content->newest->pdata[i - 1]), >=,
                     mado_record_get_sort_day (content->newest->pdata[i]));
}

/* The oracle of open calls: the day on which each would close, of all that say they are open and
 * give one. */
static gboolean
collect_open_cb (const char *id, const char *record_form, gpointer user_data)
{
  g_autoptr (JsonNode) node = json_from_string (record_form, NULL);
  JsonObject *record = json_node_get_object (node);

  if (!g_str_equal (json_object_get_string_member (record, "kind"), "opportunity")
      || !g_str_equal (json_object_get_string_member (record, "status"), "open"))
    return TRUE;
  if (json_object_has_member (record, "closes_on"))
    g_hash_table_insert (user_data, g_strdup (id),
                         g_strdup (json_object_get_string_member (record, "closes_on")));
  return TRUE;
}

static void
test_calls_stand_in_the_order_in_which_they_close (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoOverviewContent) content
      = mado_overview_content_read (fixture->reader, find_day (TODAY), NULL, &error);
  g_autoptr (GHashTable) open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const char *before = TODAY;

  g_assert_no_error (error);
  g_assert_true (mado_reader_foreach (fixture->reader, collect_open_cb, open, NULL, &error));
  g_assert_cmpuint (content->calls->len, >, 0);
  for (guint i = 0; i < content->calls->len; i++)
    {
      const char *id = mado_record_get_id (((MadoLook *) content->calls->pdata[i])->record);
      const char *closes = g_hash_table_lookup (open, id);

      g_assert_nonnull (closes);
      g_assert_cmpstr (closes, >=, before);
      before = closes;
    }
}

static MadoLook *
find_look (MadoOverviewContent *content, MadoLookReason reason, const char *id)
{
  for (guint i = 0; i < content->looks->len; i++)
    {
      MadoLook *look = content->looks->pdata[i];

      if (look->reason == reason && g_str_equal (mado_record_get_id (look->record), id))
        return look;
    }
  return NULL;
}

static void
test_no_call_is_open_when_all_days_have_passed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoOverviewContent) content
      = mado_overview_content_read (fixture->reader, find_day ("2040-01-01"), NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (content->calls->len, ==, 0);
  g_assert_nonnull (find_look (content, MADO_LOOK_PASSED, "opp-msca-dn-2026"));
}

/* The seventh Joint Committee met on 7 December 2023; those before it came within two years and a
 * half. */
static void
test_a_gap_is_told_once_it_is_the_longest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoOverviewContent) soon
      = mado_overview_content_read (fixture->reader, find_day ("2024-02-01"), NULL, &error);
  g_autoptr (MadoOverviewContent) later
      = mado_overview_content_read (fixture->reader, find_day ("2032-01-01"), NULL, &error);

  g_assert_no_error (error);
  g_assert_null (find_look (soon, MADO_LOOK_GAP, "jc-7-2023"));
  g_assert_nonnull (find_look (later, MADO_LOOK_GAP, "jc-7-2023"));
}

static void
test_no_figure_is_of_the_future (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoOverviewContent) content
      = mado_overview_content_read (fixture->reader, find_day (TODAY), NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (content->figures->len, ==, 3);
  for (guint i = 0; i < content->figures->len; i++)
    g_assert_cmpint (mado_record_get_sort_day (content->figures->pdata[i]), <=, find_day (TODAY));
}

typedef gboolean (*Match) (GtkWidget *widget, const char *wanted);

static gboolean
says (GtkWidget *widget, const char *wanted)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), wanted);
}

/* After the edition and its day. */
static gboolean
ends (GtkWidget *widget, const char *wanted)
{
  const char *text = GTK_IS_LABEL (widget) ? gtk_label_get_label (GTK_LABEL (widget)) : "";

  return g_str_has_prefix (text, "Edition ") && g_str_has_suffix (text, wanted);
}

static gboolean
is_told (GtkWidget *widget, const char *wanted)
{
  return GTK_IS_LABEL (widget)
         && g_str_has_suffix (gtk_label_get_label (GTK_LABEL (widget)), wanted);
}

static gboolean
leads_to (GtkWidget *widget, const char *wanted)
{
  GVariant *target = GTK_IS_ACTIONABLE (widget)
                         ? gtk_actionable_get_action_target_value (GTK_ACTIONABLE (widget))
                         : NULL;
  g_autofree char *text = target ? g_variant_print (target, FALSE) : NULL;

  return g_strcmp0 (text, wanted) == 0;
}

static gboolean
is_there (GtkWidget *widget, Match match, const char *wanted)
{
  if (match (widget, wanted))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (is_there (child, match, wanted))
      return TRUE;
  return FALSE;
}

/* The overview as it is on a day, in no window. */
static GtkWidget *
show (Fixture *fixture, const char *day, gboolean is_narrow)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoOverviewContent) content
      = mado_overview_content_read (fixture->reader, find_day (day), NULL, &error);
  const MadoOverviewRows rows = { mado_reader_get_vocabulary (fixture->reader), MADO_LANGUAGE_EN,
                                  find_day (day), is_narrow };
  GtkWidget *columns = g_object_ref_sink (mado_columns_new (400, 2));

  g_assert_no_error (error);
  mado_overview_blocks_fill (MADO_COLUMNS (columns), content, &rows, NULL);
  return columns;
}

static void
test_that_no_call_is_open_is_said_with_the_edition (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkWidget) later = show (fixture, "2040-01-01", FALSE);
  g_autoptr (GtkWidget) now = show (fixture, TODAY, FALSE);

  g_assert_true (is_there (later, says, "No call in this edition is open."));
  g_assert_true (is_there (later, ends, "What has opened since then stands on the official page."));
  g_assert_true (is_there (later, says, "EU Funding & Tenders Portal"));
  g_assert_false (is_there (now, says, "No call in this edition is open."));
}

static void
test_a_gap_is_told_in_whole_months (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkWidget) day_before = show (fixture, "2026-12-06", FALSE);
  g_autoptr (GtkWidget) on_the_day = show (fixture, "2026-12-07", FALSE);

  g_assert_true (is_there (day_before, is_told, ": 2 years 11 months since the last meeting"));
  g_assert_false (is_there (day_before, is_told, ": 3 years since the last meeting"));
  g_assert_true (is_there (on_the_day, is_told, ": 3 years since the last meeting"));
}

static void
test_what_is_counted_leads_to_its_query (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkWidget) columns = show (fixture, TODAY, TRUE);

  g_assert_true (is_there (columns, leads_to, "('answers', 'check_before_use:yes')"));
  g_assert_true (is_there (columns, leads_to, "('funding', 'status:check-current')"));
  g_assert_true (is_there (columns, leads_to, "'is:disputed'"));
  g_assert_true (is_there (columns, leads_to, "('news', '')"));
}

static void
test_a_cancelled_reading_gives_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (
      mado_overview_content_read (fixture->reader, find_day (TODAY), cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Merges an agreement of @members, further members in JSON, into a set of its own. */
static void
add_agreement (Fixture *fixture, const char *members)
{
  g_autofree char *text = g_strdup_printf (
      "{\"id\":\"pa\",\"kind\":\"agreement\",\"type\":\"international-agreement\","
      "\"status\":\"signed\",\"title\":{\"en\":\"Pact\"},\"summary\":{\"en\":\"A pact.\"},"
      "\"date\":{\"start\":\"2026-10-01\"},"
      "\"participants\":[{\"organisation\":\"jst\",\"role\":\"party\"}]%s}",
      members);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (MadoWriter) writer = mado_writer_open (fixture->profile, &error);
  g_auto (MadoApplied) applied = { 0 };
  MadoRecord *record;

  g_assert_no_error (error);
  record = mado_record_new_from_json (node, &error);
  g_assert_no_error (error);
  g_ptr_array_add (records, record);
  mado_writer_merge (writer, "imported", records, NULL, NULL, &applied, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_provisional (Fixture *fixture, const char *day, gboolean is_told)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoOverviewContent) content
      = mado_overview_content_read (fixture->reader, find_day (day), NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (find_look (content, MADO_LOOK_PROVISIONAL, "pa") != NULL, ==, is_told);
}

static void
test_what_is_only_applied_provisionally_is_told (Fixture *fixture, gconstpointer data)
{
  add_agreement (fixture, ",\"provisional_from\":\"2026-11-01\"");
  assert_provisional (fixture, "2026-10-31", FALSE);
  assert_provisional (fixture, "2026-11-01", TRUE);
  add_agreement (fixture, ",\"provisional_from\":\"2026-11-01\",\"in_force_on\":\"2026-11-20\"");
  assert_provisional (fixture, "2026-11-27", FALSE);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, func) g_test_add ("/app/overview/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("counts-what-a-plain-scan-counts", test_counts_what_a_plain_scan_counts);
  ADD ("names-no-record-twice", test_names_no_record_twice);
  ADD ("disputed-records-have-conflicts", test_disputed_records_have_conflicts);
  ADD ("the-newest-come-first", test_the_newest_come_first);
  ADD ("calls-stand-in-the-order-in-which-they-close",
       test_calls_stand_in_the_order_in_which_they_close);
  ADD ("no-call-is-open-when-all-days-have-passed", test_no_call_is_open_when_all_days_have_passed);
  ADD ("a-gap-is-told-once-it-is-the-longest", test_a_gap_is_told_once_it_is_the_longest);
  ADD ("a-gap-is-told-in-whole-months", test_a_gap_is_told_in_whole_months);
  ADD ("what-is-only-applied-provisionally-is-told",
       test_what_is_only_applied_provisionally_is_told);
  ADD ("no-figure-is-of-the-future", test_no_figure_is_of_the_future);
  ADD ("that-no-call-is-open-is-said-with-the-edition",
       test_that_no_call_is_open_is_said_with_the_edition);
  ADD ("what-is-counted-leads-to-its-query", test_what_is_counted_leads_to_its_query);
  ADD ("a-cancelled-reading-gives-nothing", test_a_cancelled_reading_gives_nothing);
  return g_test_run ();
}
