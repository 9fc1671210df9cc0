/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the popover of filters offers for cases. */
#include "app/sections/desk/mado-case-filters.h"
#include "app/sections/desk/mado-case-words.h"
#include "app/sections/search/mado-facet-sheet.h"
#include "core/model/mado-vocabulary.h"

#include <string.h>

#define VALUES 15u

static void
free_facet (gpointer data)
{
  MadoCaseFacet *self = data;

  g_free (self->value);
  g_free (self);
}

static GPtrArray *
make_facets (void)
{
  GPtrArray *facets = g_ptr_array_new_with_free_func (free_facet);

  for (guint i = 0; i < VALUES; i++)
    {
      MadoCaseFacet *facet = g_new0 (MadoCaseFacet, 1);

      facet->field = MADO_CASE_TAGS;
      facet->value = g_strdup_printf ("tag-%02u", i);
      facet->count = VALUES - i;
      g_ptr_array_add (facets, facet);
    }
  return facets;
}

static gboolean
offers (const MadoFacetBlock *block, const char *value)
{
  for (guint i = 0; i < block->offers->len; i++)
    if (g_str_equal (((MadoFacetOffer *) block->offers->pdata[i])->value, value))
      return TRUE;
  return FALSE;
}

/* What most cases have, and how many more there are; what is chosen is never among those. */
static void
test_shortened (void)
{
  MadoCaseFilters *filters = mado_case_filters_new ();
  g_autoptr (GPtrArray) facets = make_facets ();
  g_autoptr (GHashTable) whole = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) sheet = mado_case_filters_make_sheet (filters, facets, whole);
  g_autoptr (GPtrArray) chosen = NULL, all = NULL;
  const MadoFacetBlock *block = sheet->pdata[0];

  g_assert_cmpuint (sheet->len, ==, 1);
  /* Ten, then "More…". */
  g_assert_cmpuint (block->offers->len, ==, 10);
  g_assert_cmpuint (block->n_more, ==, 5);
  g_assert_true (offers (block, "tag-00") && !offers (block, "tag-14"));
  mado_case_filters_toggle (filters, "tags", "tag-14");
  mado_case_filters_toggle (filters, "tags", "gone");
  chosen = mado_case_filters_make_sheet (filters, facets, whole);
  block = chosen->pdata[0];
  g_assert_true (offers (block, "tag-14") && offers (block, "gone"));
  g_assert_cmpuint (block->n_more, ==, 4);
  g_hash_table_add (whole, (gpointer) "tags");
  all = mado_case_filters_make_sheet (filters, facets, whole);
  block = all->pdata[0];
  g_assert_cmpuint (block->offers->len, ==, VALUES + 1);
  g_assert_cmpuint (block->n_more, ==, 0);
  mado_case_filters_free (filters);
}

static char *
load (const char *root, const char *path)
{
  g_autofree char *whole = g_build_filename (root, path, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (whole, &text, NULL, NULL));
  return text;
}

/* A topic is called as the vocabulary of the records calls it, in both languages. */
static void
test_topics (gconstpointer root)
{
  g_autofree char *json = load (root, "data/records/vocabulary.json");
  g_autofree char *catalogue = load (root, "po/ja.po");
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  g_autoptr (MadoVocabulary) vocabulary = mado_vocabulary_new_from_json (node, NULL);
  g_autoptr (GPtrArray) topics = mado_case_words_list_topics ();

  g_assert_cmpuint (topics->len, ==, mado_vocabulary_get_n (vocabulary, "answer_category"));
  for (guint i = 0; i < topics->len; i++)
    {
      const MadoWord *word = mado_vocabulary_find (vocabulary, "answer_category", topics->pdata[i]);
      const char *en = mado_text_get (word->label, MADO_LANGUAGE_EN, NULL);
      g_autofree char *entry
          = g_strdup_printf ("msgctxt \"case\"\nmsgid \"%s\"\nmsgstr \"%s\"\n", en,
                             mado_text_get (word->label, MADO_LANGUAGE_JA, NULL));

      g_assert_cmpstr (mado_case_words_get_value (MADO_CASE_TOPIC, word->id), ==, en);
      g_test_message ("%s", entry);
      g_assert_nonnull (strstr (catalogue, entry));
    }
  /* Another one is shown as it is. */
  g_assert_cmpstr (mado_case_words_get_value (MADO_CASE_TOPIC, "visas"), ==, "visas");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  g_test_add_func ("/app/cases/filters/shorten-a-long-facet", test_shortened);
  g_test_add_data_func ("/app/cases/filters/call-topics-as-the-vocabulary-does", argv[1],
                        test_topics);
  return g_test_run ();
}
