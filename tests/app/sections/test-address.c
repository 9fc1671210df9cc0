/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses from outside show something, or are refused with the reason; they never ask for more.
 */
#include "app/sections/mado-address.h"

#include <string.h>

#define N_RANDOM 10000

/* @record, @section, @query: nullable, as they must be read. */
static void
assert_reads (const char *text, const char *record, const char *section, const char *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoAddress) address = mado_address_parse (text, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (address->record, ==, record);
  g_assert_cmpstr (address->section, ==, section);
  g_assert_cmpstr (address->query, ==, query);
}

static void
assert_refused (const char *text, MadoAddressError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoAddress) address = mado_address_parse (text, &error);

  g_assert_null (address);
  g_assert_error (error, MADO_ADDRESS_ERROR, (int) code);
}

static void
test_a_record_is_named (void)
{
  assert_reads ("madoguchi://record/st-agreement", "st-agreement", NULL, NULL);
  /* Steps up lead no further than to the top. */
  assert_reads ("madoguchi://record/../../jc-1", "jc-1", NULL, NULL);
  assert_reads ("Madoguchi://RECORD/cordis-101012345", "cordis-101012345", NULL, NULL);
}

static void
test_a_case_is_named (void)
{
  static const char *const refused[]
      = { "madoguchi://case/12", "madoguchi://case/", "madoguchi://case",
          "madoguchi://case/6f1c0f5a-9d1b-4e0c-8f0a-2b7d3c4e5f6", "madoguchi://case/riken" };
  g_autoptr (MadoAddress) address
      = mado_address_parse ("madoguchi://CASE/6F1C0f5a-9d1b-4e0c-8f0a-2b7d3c4e5f60", NULL);

  g_assert_cmpstr (address->desk_case, ==, "6f1c0f5a-9d1b-4e0c-8f0a-2b7d3c4e5f60");
  g_assert_true (address->record == NULL && address->section == NULL && address->query == NULL);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    assert_refused (refused[i], MADO_ADDRESS_ERROR_MALFORMED);
  assert_refused ("madoguchi://case/6f1c0f5a-9d1b-4e0c-8f0a-2b7d3c4e5f60?q=a",
                  MADO_ADDRESS_ERROR_WANTS_MORE);
}

static void
test_a_section_is_named_with_its_search (void)
{
  assert_reads ("madoguchi://section/agreements", NULL, "agreements", NULL);
  assert_reads ("madoguchi://section/agreements?q=", NULL, "agreements", NULL);
  /* 協定 in percents, as RFC 3986 writes its UTF-8. */
  assert_reads ("madoguchi://section/agreements?q=%E5%8D%94%E5%AE%9A%20a%26b", NULL, "agreements",
                "協定 a&b");
}

static void
test_everything_is_searched (void)
{
  assert_reads ("madoguchi://search?q=%E5%8D%94%E5%AE%9A", NULL, NULL, "協定");
  assert_reads ("madoguchi://search", NULL, NULL, NULL);
}

static void
test_what_is_written_is_read_again (void)
{
  static const char *const queries[]
      = { "a b", "協定 status:\"in force\"", "a&b=c#d?e/f%20+g", "'; DROP" };
  g_autofree char *record = mado_address_for_record ("jc-7-2023");

  assert_reads (record, "jc-7-2023", NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *section = mado_address_for_section ("dialogue", queries[i]);

      g_autofree char *search = mado_address_for_search (queries[i]);

      assert_reads (section, NULL, "dialogue", queries[i]);
      assert_reads (search, NULL, NULL, queries[i]);
    }
}

/* xD02. */
static void
test_whoever_asks_for_more_is_refused (void)
{
  static const char *const addresses[] = {
    "madoguchi://import/?from=https://example.org/",
    "madoguchi://delete/st-agreement",
    "madoguchi://sync/example.org",
    "madoguchi://record/st-agreement?action=delete",
    "madoguchi://section/agreements?q=x&delete=1",
    "madoguchi://section/agreements?import=x",
    "madoguchi://search?q=x&save=1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    assert_refused (addresses[i], MADO_ADDRESS_ERROR_WANTS_MORE);
}

/* xD03. */
static void
test_what_is_no_id_is_refused (void)
{
  static const char *const addresses[] = {
    "madoguchi:",
    "madoguchi://record",
    "madoguchi://record/",
    "madoguchi:///record/x",
    "madoguchi://record/-rf",
    "madoguchi://record/a--b",
    "madoguchi://record/$(x)",
    "madoguchi://record/~root",
    "madoguchi://record/a%00b",
    "madoguchi://record/a%0Ab",
    "madoguchi://record/a/b",
    "madoguchi://me@record/x",
    "madoguchi://record:1/x",
    "madoguchi://record/x#y",
    "madoguchi://section/agreements?q=a%0Ab",
    "madoguchi://section/agreements?q=%FF",
    "madoguchi://section/agreements?q=%",
    "madoguchi://search/agreements?q=x",
  };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    assert_refused (addresses[i], MADO_ADDRESS_ERROR_MALFORMED);
}

static void
test_another_scheme_is_refused (void)
{
  assert_refused ("https://record/st-agreement", MADO_ADDRESS_ERROR_FOREIGN);
  assert_refused ("/etc/passwd", MADO_ADDRESS_ERROR_FOREIGN);
  assert_refused ("", MADO_ADDRESS_ERROR_FOREIGN);
}

/* xD01. */
static void
test_a_megabyte_is_refused (void)
{
  g_autofree char *long_id = g_strnfill (1 << 20, 'a');
  g_autofree char *text = mado_address_for_record (long_id);

  assert_refused (text, MADO_ADDRESS_ERROR_TOO_LONG);
}

/* Random bytes, and good addresses with some bytes changed. */
static char *
make_random (GRand *rand)
{
  static const char *const seeds[]
      = { "madoguchi://record/st-agreement", "madoguchi://section/agreements?q=%E5%8D%94%20a&b=c#d",
          "madoguchi://", "madoguchi:record/x?q=1" };
  GString *text = g_string_new (seeds[g_rand_int_range (rand, 0, G_N_ELEMENTS (seeds))]);
  int changes = g_rand_int_range (rand, 0, 12);

  for (int i = 0; i < changes; i++)
    {
      gssize place = g_rand_int_range (rand, 0, (gint32) text->len + 1);
      char byte = (char) g_rand_int_range (rand, 1, 256);

      if (g_rand_boolean (rand) || (gsize) place == text->len)
        g_string_insert_len (text, place, &byte, 1);
      else
        text->str[place] = byte;
    }
  return g_string_free (text, FALSE);
}

static void
test_ten_thousand_odd_ones_are_read_or_refused (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261126);
  guint n_read = 0;

  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autofree char *text = make_random (rand);
      g_autoptr (GError) error = NULL;
      g_autoptr (MadoAddress) address = mado_address_parse (text, &error);

      g_assert_true ((address != NULL) == (error == NULL));
      if (address == NULL)
        continue;
      n_read++;
      g_assert_true (!address->record || !address->section);
      if (!address->record && !address->section)
        continue;
      g_assert_true (g_regex_match_simple (
          "^[a-z0-9]+(-[a-z0-9]+)*$", address->record ? address->record : address->section, 0, 0));
    }
  /* Both answers occur: the changes are neither all harmless nor all fatal. */
  g_assert_cmpuint (n_read, >, N_RANDOM / 100);
  g_assert_cmpuint (n_read, <, N_RANDOM / 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/address/a-record-is-named", test_a_record_is_named);
  g_test_add_func ("/app/address/a-case-is-named", test_a_case_is_named);
  g_test_add_func ("/app/address/a-section-is-named-with-its-search",
                   test_a_section_is_named_with_its_search);
  g_test_add_func ("/app/address/everything-is-searched", test_everything_is_searched);
  g_test_add_func ("/app/address/what-is-written-is-read-again",
                   test_what_is_written_is_read_again);
  g_test_add_func ("/app/address/whoever-asks-for-more-is-refused",
                   test_whoever_asks_for_more_is_refused);
  g_test_add_func ("/app/address/what-is-no-id-is-refused", test_what_is_no_id_is_refused);
  g_test_add_func ("/app/address/another-scheme-is-refused", test_another_scheme_is_refused);
  g_test_add_func ("/app/address/a-megabyte-is-refused", test_a_megabyte_is_refused);
  g_test_add_func ("/app/address/ten-thousand-odd-ones-are-read-or-refused",
                   test_ten_thousand_odd_ones_are_read_or_refused);
  return g_test_run ();
}
