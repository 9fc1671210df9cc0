/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a page reads beside its record: the edition, the series of a figure, where an organisation
 * appears. */
#include "app/sections/browse/mado-page-content.h"
#include "support/store-fixture.h"

#define FIGURE                                                                                       \
  "{\"id\":\"%s\",\"kind\":\"figure\",\"title\":{\"en\":\"A\",\"ja\":\"甲\"},"                      \
  "\"summary\":{\"en\":\"A.\",\"ja\":\"甲です。\"},\"date\":{\"end\":\"%s\"},\"series\":\"%s\"," \
  "\"value\":%d,\"qualifier\":\"exact\",\"unit\":\"%s\",\"themes\":[\"quantum\"],"                   \
  "\"sources\":[{\"title\":\"T\",\"accessed\":\"2026-11-22\"}]}"

typedef struct
{
  StoreFixture store;
  MadoReader *reader;
} Fixture;

static MadoRecord *
make_figure (const char *id, const char *end, const char *series, int value, const char *unit)
{
  g_autofree char *json = g_strdup_printf (FIGURE, id, end, series, value, unit);

  return store_parse (json);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (MadoApplied) applied = { 0 };

  store_set_up (&self->store, NULL);
  g_assert_true (mado_writer_apply_bundle (self->store.writer, NULL, &applied, NULL, &error));
  store_merge (&self->store, "own",
               store_list (make_figure ("own-late", "2024", "summit-days", 3, "events"),
                           make_figure ("own-early", "2020", "summit-days", 1, "events"),
                           make_figure ("own-middle", "2022-05", "summit-days", 2, "events"),
                           make_figure ("own-euro", "2021", "summit-days", 9, "EUR"),
                           make_figure ("own-other", "2021", "other-days", 9, "events"), NULL),
               NULL);
  self->reader = mado_reader_open (self->store.profile, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->reader, mado_reader_close);
  store_tear_down (&self->store, NULL);
}

static MadoPageContent *
read_page (Fixture *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  MadoPageContent *content = mado_page_content_read (self->reader, id, NULL, &error);

  g_assert_no_error (error);
  return content;
}

static void
a_series_is_in_order_of_time_and_of_one_unit (Fixture *self, gconstpointer data)
{
  static const char *const wanted[] = { "own-early", "own-middle", "own-late" };
  g_autoptr (MadoPageContent) content = read_page (self, "own-late");

  g_assert_cmpuint (content->series->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_cmpstr (mado_record_get_id (content->series->pdata[i]), ==, wanted[i]);
}

static void
a_figure_alone_is_no_series (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoPageContent) other = read_page (self, "own-other");
  g_autoptr (MadoPageContent) bundled = read_page (self, "fig-qneko-partners");

  g_assert_cmpuint (other->series->len, ==, 1);
  g_assert_cmpuint (bundled->series->len, ==, 0);
}

static void
the_edition_is_that_of_the_bundled_records (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoPageContent) bundled = read_page (self, "st-agreement");
  g_autoptr (MadoPageContent) own = read_page (self, "own-late");
  g_autofree char *wanted
      = store_ask (&self->store, "SELECT edition, date FROM sets WHERE name = 'core'");
  const MadoCitationEdition edition = mado_page_content_get_edition (bundled);
  g_autofree char *found
      = g_strdup_printf ("%" G_GINT64_FORMAT "|%s", edition.edition, edition.date);

  g_assert_true (g_str_has_prefix (wanted, found));
  g_assert_cmpint (edition.edition, >, 0);
  g_assert_cmpint (mado_page_content_get_edition (own).edition, ==, 0);
}

static void
an_organisation_appears_where_the_list_finds_it (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoPageContent) content = read_page (self, "jst");
  g_autoptr (MadoQuery) query = mado_query_parse ("org:jst", NULL, NULL, &error);
  const MadoRequest request = { 0, query, MADO_ORDER_NEWEST, MADO_LANGUAGE_EN };
  guint64 counts[MADO_N_KINDS] = { 0 };
  g_autoptr (GArray) rowids = mado_reader_all (self->reader, &request, counts, NULL, &error);
  guint n_groups = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (content->appearances->total, ==, rowids->len);
  for (guint kind = 0; kind < MADO_N_KINDS; kind++)
    {
      g_assert_cmpuint (content->appearances->counts[kind], ==, counts[kind]);
      n_groups += counts[kind] > 0 ? 1 : 0;
    }
  g_assert_cmpuint (content->groups->len, ==, n_groups);
  for (guint i = 0; i < content->groups->len; i++)
    g_assert_cmpuint (((MadoPageGroup *) content->groups->pdata[i])->records->len, <=, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/app/page-content/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-series-is-in-order-of-time-and-of-one-unit",
       a_series_is_in_order_of_time_and_of_one_unit);
  ADD ("a-figure-alone-is-no-series", a_figure_alone_is_no_series);
  ADD ("the-edition-is-that-of-the-bundled-records", the_edition_is_that_of_the_bundled_records);
  ADD ("an-organisation-appears-where-the-list-finds-it",
       an_organisation_appears_where_the_list_finds_it);
  return g_test_run ();
}
