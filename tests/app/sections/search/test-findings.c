/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a search over everything finds among the bundled records, and what it offers instead. */
#include "app/sections/search/mado-leap.h"
#include "app/sections/search/mado-relax.h"
#include "support/store-fixture.h"

typedef ReaderFixture Fixture;

static MadoFindings *
find (Fixture *self, const char *text, guint32 kinds)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoQuery) query = mado_findings_parse (text, NULL, NULL, &error);
  MadoFindings *findings;

  g_assert_no_error (error);
  findings = mado_findings_read (self->reader, query, kinds, NULL, MADO_LANGUAGE_EN, NULL, &error);
  g_assert_no_error (error);
  return findings;
}

static void
test_groups (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoFindings) findings = find (self, "joint committee", 0);
  guint64 sum = 0;

  g_assert_cmpuint (findings->groups->len, >, 2);
  for (guint i = 0; i < findings->groups->len; i++)
    {
      const MadoFindingsGroup *group = g_ptr_array_index (findings->groups, i);

      sum += group->count;
      g_assert_cmpuint (group->hits->len, ==,
                        MIN (group->count, i == 0 ? MADO_FINDINGS_FIRST : MADO_FINDINGS_OTHERS));
      for (guint j = 0; j < group->hits->len; j++)
        {
          const MadoHit *hit = g_ptr_array_index (group->hits, j);

          g_assert_true (!group->section
                         || mado_section_has (group->section, mado_record_get_kind (hit->record)));
        }
    }
  g_assert_cmpuint (sum, ==, findings->count);
  g_assert_null (findings->relaxations);
}

static void
test_identifier (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoFindings) findings = find (self, "32011D0213", 0);
  g_autoptr (MadoLeap) leap
      = mado_leap_read (self->reader, "32011D0213", MADO_LEAP_TITLES, NULL, NULL);
  const MadoFindingsGroup *group = g_ptr_array_index (findings->groups, 0);
  const MadoHit *hit = g_ptr_array_index (group->hits, 0);
  const MadoHit *leapt = g_ptr_array_index (leap->hits, 0);

  g_assert_nonnull (strstr (
      mado_text_get (mado_record_get_title (hit->record), MADO_LANGUAGE_EN, NULL), "2011/213"));
  g_assert_cmpint (leapt->rowid, ==, hit->rowid);
}

static void
test_leap (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoLeap) leap = mado_leap_read (self->reader, "quant", MADO_LEAP_TITLES, NULL, NULL);
  gboolean words = FALSE;

  g_assert_cmpuint (leap->hits->len, >, 2);
  g_assert_cmpuint (leap->hits->len, <=, MADO_LEAP_MOST);
  for (guint i = 0; i < leap->hits->len; i++)
    {
      const MadoHit *hit = g_ptr_array_index (leap->hits, i);
      MadoKind kind = mado_record_get_kind (hit->record);
      gboolean is_word = kind == MADO_KIND_TERM || kind == MADO_KIND_THEME;

      g_assert_true (is_word || !words);
      words = words || is_word;
    }
}

/* Two filters that each leave nothing: without one of them there is still nothing. */
static void
test_filters (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoFindings) findings
      = find (self, "quantum year:1950 status:ended", 1u << MADO_KIND_AGREEMENT);
  g_autoptr (MadoFindings) alone = find (self, "quantum", 1u << MADO_KIND_AGREEMENT);
  const MadoRelaxation *words = NULL;

  g_assert_cmpuint (findings->count, ==, 0);
  g_assert_cmpuint (alone->count, >, 0);
  for (guint i = 0; i < findings->relaxations->len; i++)
    if (((MadoRelaxation *) findings->relaxations->pdata[i])->way == MADO_RELAXATION_WORDS)
      words = findings->relaxations->pdata[i];
  g_assert_nonnull (words);
  g_assert_cmpstr (words->text, ==, "quantum");
  g_assert_cmpuint (words->count, ==, alone->count);
  /* No agreement of the bundled records is of 1950. */
  g_assert_cmpstr (g_ptr_array_index (findings->lost, 0), ==, "year:1950");
}

/* Each offer is kept: its query finds as many records as it says. */
static void
test_offers (Fixture *self, gconstpointer data)
{
  static const char *const asked[] = { "quantum year:1950 is:starred",
                                       "committee (type:zzzz) year:(1950 OR 1951)",
                                       "quantm committee",
                                       "S&T agreement zzzz",
                                       "第27回首脳協議",
                                       "キヤノン財団",
                                       "committee type:treaty zzzz" };

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autoptr (MadoFindings) findings = find (self, asked[i], 0);

      g_assert_cmpuint (findings->count, ==, 0);
      g_assert_cmpuint (findings->relaxations->len, >, 0);
      for (guint j = 0; j < findings->relaxations->len; j++)
        {
          const MadoRelaxation *relaxation = g_ptr_array_index (findings->relaxations, j);
          g_autoptr (MadoFindings) instead = find (self, relaxation->text, 0);

          g_assert_cmpuint (relaxation->count, >, 0);
          g_assert_cmpuint (instead->count, ==, relaxation->count);
        }
    }
}

static void
test_lost (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoFindings) findings = find (self, "quantm committee", 0);
  g_autoptr (MadoFindings) elsewhere = find (self, "Horizon", 1u << MADO_KIND_PERSON);
  const MadoRelaxation *last
      = g_ptr_array_index (elsewhere->relaxations, elsewhere->relaxations->len - 1);

  g_assert_cmpuint (findings->lost->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (findings->lost, 0), ==, "quantm");
  g_assert_cmpint (last->way, ==, MADO_RELAXATION_EVERYWHERE);
}

static void
test_colon (void)
{
  g_autoptr (GError) error = NULL;
  guint mistake = 0;
  g_autoptr (MadoQuery) mended
      = mado_findings_parse ("Horizon Europe: calls: now", NULL, &mistake, &error);
  g_autoptr (MadoQuery) field = NULL;
  g_autoptr (MadoQuery) open = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (mistake, ==, 8);
  field = mado_findings_parse ("title:horizon", NULL, &mistake, &error);
  g_assert_nonnull (field);
  g_assert_cmpuint (mistake, ==, G_MAXUINT);
  open = mado_findings_parse ("Europe: (joint", NULL, &mistake, &error);
  g_assert_null (open);
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_BAD_QUERY);
  g_assert_cmpuint (mistake, ==, 8);
}

static void
test_plain (void)
{
  static const struct
  {
    const char *text, *plain;
  } cases[] = { { "(joint: \"committee", "joint committee" },
                { "a OR b AND -c NOT d", "a b c d" },
                { "EU-Japan ORANGE", "EU-Japan ORANGE" },
                { "（合同委員会　協定：", "合同委員会 協定" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *plain = mado_findings_make_plain (cases[i].text);

      g_assert_cmpstr (plain, ==, cases[i].plain);
    }
}

static void
test_apart (void)
{
  g_auto (GStrv) summit = mado_relax_take_apart ("第27回首脳協議");
  g_auto (GStrv) foundation = mado_relax_take_apart ("キヤノン財団");
  g_auto (GStrv) english = mado_relax_take_apart ("committee");
  g_auto (GStrv) words = mado_relax_split ("S&T　\"joint committee\" -type:treaty OR x");
  g_autofree char *parts = g_strjoinv ("|", summit);
  g_autofree char *others = g_strjoinv ("|", foundation);
  g_autofree char *split = g_strjoinv ("|", words);

  g_assert_cmpstr (parts, ==, "第27回|首脳|協議");
  g_assert_cmpstr (others, ==, "キヤノン|財団");
  g_assert_null (english);
  g_assert_cmpstr (split, ==, "S&T|\"joint committee\"|-type:treaty|x");
}

/* Who links a record wants any that has the words, those with them in the title first. */
static void
test_texts (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoLeap) titles
      = mado_leap_read (self->reader, "mobility", MADO_LEAP_TITLES, NULL, NULL);
  g_autoptr (MadoLeap) texts
      = mado_leap_read (self->reader, "mobility", MADO_LEAP_TEXTS, NULL, NULL);
  gboolean only_text = FALSE;

  g_assert_cmpuint (texts->hits->len, >, titles->hits->len);
  for (guint i = 0; i < texts->hits->len; i++)
    {
      const MadoHit *hit = g_ptr_array_index (texts->hits, i);
      MadoText *title = mado_record_get_title (hit->record);
      g_autofree char *en = g_utf8_casefold (mado_text_get (title, MADO_LANGUAGE_EN, NULL), -1);

      only_text = only_text || strstr (en, "mobility") == NULL;
    }
  g_assert_true (only_text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name, function)                                                                       \
  g_test_add (name, Fixture, NULL, reader_set_up, function, reader_tear_down)
  TEST ("/app/findings/groups-by-section-and-counts-all", test_groups);
  TEST ("/app/findings/puts-the-record-with-the-number-first", test_identifier);
  TEST ("/app/leap/puts-words-last", test_leap);
  TEST ("/app/leap/reaches-texts-when-asked-to", test_texts);
  TEST ("/app/findings/keeps-each-offer", test_offers);
  TEST ("/app/findings/offers-the-words-without-their-filters", test_filters);
  TEST ("/app/findings/names-the-word-to-blame", test_lost);
#undef TEST
  g_test_add_func ("/app/findings/takes-a-colon-after-a-word-as-text", test_colon);
  g_test_add_func ("/app/findings/leaves-the-words-alone", test_plain);
  g_test_add_func ("/app/findings/takes-japanese-apart", test_apart);
  return g_test_run ();
}
