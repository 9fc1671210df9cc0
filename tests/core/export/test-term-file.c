/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of terms. The oracles are files written by hand after the standards, and what is read of
 * what was written. The folder of the files comes in MADO_TERM_FILES. */
#include "core/export/mado-term-file.h"

#include <gio/gio.h>
#include <string.h>

#define TBX(entries)                                                                               \
  "<?xml version=\"1.0\"?>\n<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"en\""                 \
  " xmlns=\"urn:iso:std:iso:30042:ed-2\"><text><body>\n" entries "</body></text></tbx>\n"
#define ENTRY(en, ja)                                                                              \
  "<conceptEntry id=\"c\"><langSec xml:lang=\"en\"><termSec><term>" en                             \
  "</term></termSec></langSec>"                                                                    \
  "<langSec xml:lang=\"ja\"><termSec><term>" ja "</term></termSec></langSec></conceptEntry>\n"

static GPtrArray *
load (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("MADO_TERM_FILES"), name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  GPtrArray *terms = mado_term_file_load (file, NULL, &error);

  g_assert_no_error (error);
  return terms;
}

static void
assert_term (GPtrArray *terms, guint i, const char *en, const char *ja, const char *reading,
             const char *note, const char *source)
{
  const MadoOwnTerm *term = g_ptr_array_index (terms, i);

  g_assert_cmpstr (term->en, ==, en);
  g_assert_cmpstr (term->ja, ==, ja);
  g_assert_cmpstr (term->reading, ==, reading);
  g_assert_cmpstr (term->note, ==, note);
  g_assert_cmpstr (term->source, ==, source);
  g_assert_true (g_str_has_prefix (term->id, MADO_OWN_TERM_PREFIX));
}

static void
test_reads_a_tsv_file_written_by_hand (void)
{
  g_autoptr (GPtrArray) terms = load ("terms-by-hand.tsv");

  g_assert_cmpuint (terms->len, ==, 3);
  assert_term (terms, 0, "joint call", "共同公募", "きょうどうこうぼ",
               "A call that both sides pay for.", "Handbook, p. 4");
  assert_term (terms, 1, "memorandum of understanding", "覚書", "おぼえがき", NULL, NULL);
  assert_term (terms, 2, "EU-Japan science week", "日欧科学技術週間", NULL,
               "\"quoted\" and 50 % <done> & more", NULL);
}

static void
test_reads_a_tbx_file_written_by_hand (void)
{
  g_autoptr (GPtrArray) terms = load ("terms-by-hand.tbx");
  g_autoptr (GPtrArray) first = load ("terms-by-hand-2008.tbx");

  g_assert_cmpuint (terms->len, ==, 2);
  assert_term (terms, 0, "joint call", "共同公募", "きょうどうこうぼ",
               "A call that both sides pay for.", "Handbook, p. 4");
  assert_term (terms, 1, "memorandum of understanding", "覚書", NULL,
               "Signed by two sides & binding on neither.", NULL);
  g_assert_cmpuint (first->len, ==, 1);
  assert_term (first, 0, "host institution", "受入機関", NULL, NULL, NULL);
}

static GPtrArray *
make_terms (void)
{
  static const struct
  {
    const char *en, *ja, *reading, *note, *source;
  } all[] = {
    { "grant agreement", "助成金契約", "じょせいきんけいやく", "Between funder & funded <both>",
      "https://example.org/a?b=1&c=2" },
    { "\"quoted\"", "「引用」", NULL, NULL, NULL },
    { "ﬁne Ａ", "データ　管理", "データ　かんり", "両側の注記です。", "便覧、4頁" },
    { "=1+1", "数式", NULL, "- not a formula", NULL },
  };
  g_autoptr (GError) error = NULL;
  GPtrArray *terms = mado_own_terms_new ();

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_ptr_array_add (terms, mado_own_term_new (NULL, all[i].en, all[i].ja, all[i].reading,
                                                 all[i].note, all[i].source, &error));
      g_assert_no_error (error);
    }
  return terms;
}

static void
test_what_is_written_is_read_as_it_was (void)
{
  g_autoptr (GPtrArray) terms = make_terms ();
  g_autofree char *tsv = mado_term_file_write_tsv (terms);
  g_autofree char *tbx = mado_term_file_write_tbx (terms);
  const char *const files[] = { tsv, tbx };

  for (guint k = 0; k < G_N_ELEMENTS (files); k++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) again = mado_term_file_parse (files[k], strlen (files[k]), &error);

      g_assert_no_error (error);
      g_assert_cmpuint (again->len, ==, terms->len);
      for (guint i = 0; i < terms->len; i++)
        g_assert_true (mado_own_term_equal (terms->pdata[i], again->pdata[i]));
    }
}

static void
test_a_wrong_file_is_refused_whole_with_its_line (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } wrong[] = {
    { "", "line 1: there is no term in the file" },
    { "a\tb\n", "line 1: the columns have to be named" },
    { "en\tja\ten\n", "line 1: the column \"en\" occurs twice" },
    { "en\tja\na\tい\nb\n", "line 3: the Japanese term is missing" },
    { "en\tja\n\tい\n", "line 2: the English term is missing" },
    { "en\tja\treading\na\t意\timi\n", "line 2: the reading is not in kana" },
    { "en\tja\na\tい\r\nb\tろ\n\na\tい\n", "line 5: the same two terms stand on line 2" },
    { "en\tja\na\tい\nb\x07\tろ\n", "line 3: the English term has a control character" },
    { "en\tja\na\tい\nb\t\xff\n", "line 3: this is not UTF-8" },
    { "<html></html>", "line 1: this is no TBX file" },
    { "<?xml version=\"1.0\"?>\n<!DOCTYPE tbx SYSTEM \"x.dtd\">\n<tbx/>",
      "line 2: a document type is not read" },
    { "<tbx>\n<!ENTITY a \"b\">\n</tbx>", "line 2: a document type is not read" },
    { TBX (ENTRY ("a", "い") "<conceptEntry>\n"), "line 5: this is not well-formed XML" },
    { TBX ("<b>&a;</b>"), "line 3: this is not well-formed XML" },
    { TBX (ENTRY ("a", "い") ENTRY ("a", "い")), "line 4: the same two terms stand on line 3" },
    { TBX (ENTRY ("a", "")), "line 3: the Japanese term is missing" },
    { TBX (""), "line 1: there is no term in the file" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (mado_term_file_parse (wrong[i].text, strlen (wrong[i].text), &error));
      g_assert_true (error->domain == MADO_RECORD_ERROR);
      if (!g_str_has_prefix (error->message, wrong[i].message))
        g_error ("%u: %s", i, error->message);
    }
}

static void
test_a_file_may_not_be_without_end (void)
{
  g_autoptr (GString) deep = g_string_new ("<tbx>");
  g_autoptr (GString) many = g_string_new ("en\tja\n");
  g_autoptr (GString) wide = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (deep, "<a>");
  g_assert_null (mado_term_file_parse (deep->str, deep->len, &error));
  g_assert_true (g_str_has_prefix (error->message, "line 1: there is more in it"));
  g_clear_error (&error);
  for (guint i = 0; i <= MADO_TERM_FILE_MOST_TERMS; i++)
    g_string_append_printf (many, "a%u\tい\n", i);
  g_assert_null (mado_term_file_parse (many->str, many->len, &error));
  g_assert_true (g_str_has_prefix (error->message, "line 20002: a file has no more than 20000"));
  g_clear_error (&error);
  g_string_set_size (wide, MADO_TERM_FILE_MOST + 1);
  memset (wide->str, 'a', wide->len);
  g_assert_null (mado_term_file_parse (wide->str, wide->len, &error));
  g_assert_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/export/term-file/" name, function)
  ADD ("reads-a-tsv-file-written-by-hand", test_reads_a_tsv_file_written_by_hand);
  ADD ("reads-a-tbx-file-written-by-hand", test_reads_a_tbx_file_written_by_hand);
  ADD ("what-is-written-is-read-as-it-was", test_what_is_written_is_read_as_it_was);
  ADD ("a-wrong-file-is-refused-whole-with-its-line",
       test_a_wrong_file_is_refused_whole_with_its_line);
  ADD ("a-file-may-not-be-without-end", test_a_file_may_not_be_without_end);
#undef ADD
  return g_test_run ();
}
