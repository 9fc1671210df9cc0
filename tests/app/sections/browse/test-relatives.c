/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands around a bundled record: committees and their meetings, chains, holders of offices.
 */
#include "app/sections/browse/mado-page-relatives.h"
#include "support/store-fixture.h"

typedef ReaderFixture Fixture;

static MadoPageRelatives *
read_relatives (Fixture *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoRecord) record = mado_reader_get_record (self->reader, id, NULL, &error);
  g_autoptr (GPtrArray) connections = NULL;
  MadoPageRelatives *relatives;

  g_assert_no_error (error);
  connections = mado_reader_list_connections (self->reader, id, 300, NULL, &error);
  g_assert_no_error (error);
  relatives = mado_page_relatives_read (self->reader, record, connections, NULL, &error);
  g_assert_no_error (error);
  return relatives;
}

static char *
join_ids (GPtrArray *records)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "",
                            mado_record_get_id (g_ptr_array_index (records, i)));
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static void
test_committee (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoPageRelatives) relatives = read_relatives (self, "st-agreement");
  const MadoPageCommittee *committee;
  g_autofree char *ids = NULL;

  g_assert_cmpuint (relatives->committees->len, ==, 1);
  committee = g_ptr_array_index (relatives->committees, 0);
  g_assert_cmpstr (mado_record_get_id (committee->body), ==, "joint-st-committee");
  g_assert_cmpuint (committee->n_meetings, ==, 7);
  ids = join_ids (committee->meetings);
  g_assert_cmpstr (ids, ==, "jc-7-2023 jc-6-2021 jc-5-2019 jc-4-2017");
}

static void
test_other_committee (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoPageRelatives) relatives = read_relatives (self, "spa");

  g_assert_cmpuint (relatives->committees->len, ==, 0);
}

static void
test_chain (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoPageRelatives) relatives = read_relatives (self, "doc-swd-2016-329");
  g_autoptr (MadoPageRelatives) pair = read_relatives (self, "jeupiste");
  g_autofree char *ids = join_ids (relatives->chain);

  g_assert_cmpstr (ids, ==, "doc-roadmap-2014 doc-swd-2016-329 doc-roadmap-2018");
  g_assert_cmpuint (pair->chain->len, ==, 0);
}

static void
test_people (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoPageRelatives) relatives = read_relatives (self, "dg-rtd-c1");
  g_autofree char *ids = join_ids (relatives->people);

  g_assert_cmpstr (ids, ==, "anne-haglund-morrissey patrick-vittet-philippe");
}

static MadoRecord *
make_person (const char *historic, const char *date)
{
  g_autofree char *text = g_strdup_printf (
      "{\"id\":\"one\",\"kind\":\"person\",\"title\":{\"en\":\"One\"},\"summary\":{\"en\":\"One\"},"
      "\"office\":{\"en\":\"Officer\"},\"historic\":%s,\"date\":{%s},"
      "\"participants\":[{\"organisation\":\"mofa\",\"role\":\"office-held\"}]}",
      historic, date);

  return store_parse (text);
}

static void
test_order (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoRecord) holder = make_person ("false", "\"start\":\"2010\",\"end\":\"2010\"");
  g_autoptr (MadoRecord) recent = make_person ("true", "\"start\":\"2015\",\"end\":\"2019\"");
  g_autoptr (MadoRecord) older = make_person ("true", "\"start\":\"2016\",\"end\":\"2018\"");

  g_assert_cmpint (mado_page_relatives_compare_people (holder, recent), <, 0);
  g_assert_cmpint (mado_page_relatives_compare_people (recent, older), <, 0);
  g_assert_cmpint (mado_page_relatives_compare_people (older, holder), >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define TEST(path, function)                                                                       \
  g_test_add ("/app/relatives/" path, Fixture, NULL, reader_set_up, function, reader_tear_down)
  TEST ("an-agreement-has-its-committee-and-the-meetings", test_committee);
  TEST ("a-committee-of-another-agreement-is-not-its-own", test_other_committee);
  TEST ("a-chain-runs-from-the-oldest-and-begins-with-three", test_chain);
  TEST ("former-holders-are-kept", test_people);
  TEST ("holders-stand-before-former-ones", test_order);

  return g_test_run ();
}
