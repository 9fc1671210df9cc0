/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Terms of the bundled glossary in running text. */
#include "core/store/mado-term-spots.h"

#include <string.h>

#include "support/store-fixture.h"

typedef ReaderFixture Fixture;

/* @found (nullable): the stretch of @text and the term's id that are expected, "joint committees =
 * g-joint-committee". */
static void
assert_spot (MadoTermSpot *spot, const char *text, const char *found)
{
  g_autofree char *stretch = spot ? g_strndup (text + spot->start, spot->end - spot->start) : NULL;
  g_autofree char *said
      = spot ? g_strconcat (stretch, " = ", mado_record_get_id (spot->term), NULL) : NULL;

  g_test_message ("%s", text);
  g_assert_cmpstr (said, ==, found);
}

/* Under the first character of @under. */
static void
assert_term (Fixture *self, const char *text, const char *under, const char *found)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoTermSpot) spot = mado_reader_find_term_at (
      self->reader, text, (gsize) (strstr (text, under) - text), NULL, &error);

  g_assert_no_error (error);
  assert_spot (spot, text, found);
}

static void
finds_a_term_in_mid_sentence (Fixture *self, gconstpointer data)
{
  assert_term (self, "日本の準参加に関する協定です。", "参加",
               "準参加 = g-association-to-a-programme");
  assert_term (self, "It sets up a Joint Committee (Article 6).", "Committee",
               "Joint Committee = g-joint-committee");
  assert_term (self,
               "the joint\xc2\xa0"
               "committee met",
               "joint",
               "joint\xc2\xa0"
               "committee = g-joint-committee");
}

static void
prefers_the_longest_term (Fixture *self, gconstpointer data)
{
  assert_term (self, "準参加国の機関", "準", "準参加国 = g-associated-country");
  assert_term (self, "第7回日EU科学技術協力合同委員会が開かれた", "合同",
               "日EU科学技術協力合同委員会 = g-joint-committee-on-s-t-cooperation");
  assert_term (self, "科学技術協力協定の下で", "協定",
               "科学技術協力協定 = g-agreement-on-cooperation-in-science-and-technology");
}

static void
knows_plurals_and_short_forms (Fixture *self, gconstpointer data)
{
  assert_term (self, "both joint committees met", "committees",
               "joint committees = g-joint-committee");
  assert_term (self, "Ask the NCP first.", "NCP", "NCP = g-national-contact-point-ncp");
}

static void
finds_none_within_words (Fixture *self, gconstpointer data)
{
  /* 課 is a term, 課題 is another word; "union" is not "unit". */
  assert_term (self, "解決すべき課題は多い", "課", NULL);
  assert_term (self, "disassociation", "association", NULL);
  assert_term (self, "He is a joint. Committee members left.", "Committee", NULL);
  assert_term (self, "", "", NULL);
}

static void
finds_the_next_one (Fixture *self, gconstpointer data)
{
  const char *text = "In 2011 the Joint Committee met; the joint statement followed.";
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoTermSpot) first = mado_reader_find_term_from (self->reader, text, 0, NULL, &error);
  g_autoptr (MadoTermSpot) second
      = mado_reader_find_term_from (self->reader, text, first->end, NULL, &error);
  g_autoptr (MadoTermSpot) none
      = mado_reader_find_term_from (self->reader, text, second->end, NULL, &error);

  g_assert_no_error (error);
  assert_spot (first, text, "Joint Committee = g-joint-committee");
  assert_spot (second, text, "joint statement = g-joint-statement");
  g_assert_null (none);
}

/* A text of any length is answered soon: it is looked through for a bounded stretch. */
static void
is_bounded (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (MadoTermSpot) spot = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "漢");
  g_string_append (text, "準参加");
  spot = mado_reader_find_term_from (self->reader, text->str, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (spot);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/store/term-spots/" name, Fixture, NULL, reader_set_up, func, reader_tear_down)
  ADD ("finds-a-term-in-mid-sentence", finds_a_term_in_mid_sentence);
  ADD ("prefers-the-longest-term", prefers_the_longest_term);
  ADD ("knows-plurals-and-short-forms", knows_plurals_and_short_forms);
  ADD ("finds-none-within-words", finds_none_within_words);
  ADD ("finds-the-next-one", finds_the_next_one);
  ADD ("is-bounded", is_bounded);
#undef ADD
  return g_test_run ();
}
