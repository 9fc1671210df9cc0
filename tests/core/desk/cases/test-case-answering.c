/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a question to a reply that may go: what it resembles, what helps, and what is looked at. The
 * records are those that the program brings along. */
#include "core/desk/cases/mado-case-checks.h"
#include "core/desk/lists/mado-case-similar.h"

#include <string.h>

#include "core/json/mado-json.h"
#include "core/model/mado-day.h"
#include "support/desk-fixture.h"
#include "support/store-fixture.h"

typedef struct
{
  ReaderFixture records;
  DeskFixture desk;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  reader_set_up (&self->records, NULL);
  desk_set_up (&self->desk, NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  desk_tear_down (&self->desk, NULL);
  reader_tear_down (&self->records, NULL);
}

static MadoCaseProbe *
probe (Fixture *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  MadoCaseProbe *made = mado_case_probe_new (self->records.reader, text, NULL, &error);

  g_assert_no_error (error);
  return made;
}

static GPtrArray *
list_similar (Fixture *self, const char *text, gboolean only_live, guint least)
{
  g_autoptr (MadoCaseProbe) words = probe (self, text);
  g_autoptr (GError) error = NULL;
  GPtrArray *all
      = mado_case_list_similar (self->desk.desk, words, NULL, only_live, least, 5, NULL, &error);

  g_assert_no_error (error);
  return all;
}

static const MadoCaseLikeness *
get_first (GPtrArray *all)
{
  g_assert_cmpuint (all->len, >, 0);
  return g_ptr_array_index (all, 0);
}

static void
finds_the_english_sibling_of_a_japanese_question (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) sibling
      = desk_add (&self->desk, "Joint Committee", "When did the Joint Committee meet last?");
  g_autoptr (MadoCase) other = desk_add (&self->desk, "Visa", "How do I get a visa for Germany?");
  g_autoptr (GPtrArray) all = list_similar (self, "合同委員会はいつ開催されますか。", FALSE, 1);
  const MadoCaseLikeness *first = get_first (all);

  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpint (first->row->number, ==, mado_case_get_number (sibling));
  g_assert_true (g_strv_contains ((const char *const *) first->matched, "合同委員会"));
}

static void
is_silent_without_a_rule (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) twin
      = desk_add (&self->desk, "Consortium", "consortium agreement eligibility");
  g_autoptr (GPtrArray) none = list_similar (self, "consortium agreement eligibility", TRUE, 0);
  g_autoptr (GPtrArray) two = list_similar (self, "consortium agreement eligibility", TRUE, 2);
  g_autoptr (GPtrArray) empty = list_similar (self, "", TRUE, 1);
  g_autoptr (GPtrArray) marks = list_similar (self, "\" OR * ( NEAR ) -- '; DROP", TRUE, 1);
  g_autoptr (GPtrArray) done = NULL;

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (two->len, ==, 1);
  g_assert_cmpuint (empty->len, ==, 0);
  g_assert_cmpuint (marks->len, ==, 0);
  twin = desk_set (&self->desk, g_steal_pointer (&twin), MADO_CASE_STATUS, "closed");
  done = list_similar (self, "consortium agreement eligibility", TRUE, 2);
  g_assert_cmpuint (done->len, ==, 0);
}

static void
assert_suggested (Fixture *self, const char *question, const char *id)
{
  g_autoptr (MadoCaseProbe) words = probe (self, question);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = mado_case_list_suggestions (self->records.reader, words,
                                                          1u << MADO_KIND_ANSWER, 5, NULL, &error);
  gboolean found = FALSE;

  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    {
      const MadoCaseLikeness *likeness = g_ptr_array_index (all, i);

      found = found || strcmp (mado_record_get_id (likeness->hit->record), id) == 0;
      g_assert_cmpuint (g_strv_length (likeness->matched), >, 0);
    }
  if (!found)
    g_error ("%s: %s is not among the answers", question, id);
}

static void
suggests_answers_in_both_languages (Fixture *self, gconstpointer data)
{
  assert_suggested (self, "Can our Japanese university coordinate a Horizon Europe project?",
                    "faq-coordinator-role");
  assert_suggested (self, "日本の機関はコーディネーターになれますか。", "faq-coordinator-role");
  assert_suggested (self, "What is a LEAR and when do we appoint one?", "faq-lear-role");
  assert_suggested (self, "提案書は英語で作成する必要がありますか。", "faq-language-of-proposal");
}

static void
bounds_what_is_looked_at (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (MadoCaseProbe) words = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "wordnumber%u 協定 ", i);
  words = probe (self, text->str);
  g_assert_cmpuint (mado_case_probe_get_n_words (words), <=, MADO_CASE_PROBE_MAX_WORDS);
}

/* The words of the flaws, in order. */
static void
assert_flaws (Fixture *self, MadoCase *the_case, const char *text, GPtrArray *cited,
              const char *expected)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) flaws = mado_case_check_reply (
      the_case, text, cited != NULL ? cited : none,
      mado_reader_get_vocabulary (self->records.reader), mado_day_parse ("2026-11-27"));
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < flaws->len; i++)
    {
      const MadoCaseFlaw *flaw = g_ptr_array_index (flaws, i);

      g_string_append_printf (found, "%s%s(%s)", i > 0 ? " " : "",
                              mado_case_check_to_word (flaw->check), flaw->what);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
looks_at_language_gaps_and_notes (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) seen = desk_add (&self->desk, "A", "Question");

  seen = desk_set (&self->desk, g_steal_pointer (&seen), MADO_CASE_LANGUAGE, "en");
  seen = desk_change (&self->desk, g_steal_pointer (&seen),
                      mado_case_edit_note ("Their budget is far too small. OK\n予算が足りない。"));
  assert_flaws (self, seen, "Yes, you may apply.", NULL, "");
  assert_flaws (self, seen, " \n", NULL, "empty()");
  assert_flaws (self, seen, "はい、応募できます。", NULL, "language(en)");
  assert_flaws (self, seen, "Dear {{enquirer}}, yes. {{open", NULL,
                "placeholder({{enquirer}}) placeholder({{open)");
  assert_flaws (self, seen, "As we said: THEIR  budget is far too small.", NULL,
                "internal(Their budget is far too small)");
  assert_flaws (self, seen, "OK. The word 予算が足りない is here", NULL,
                "internal(予算が足りない)");
  seen = desk_set (&self->desk, g_steal_pointer (&seen), MADO_CASE_LANGUAGE, "ja");
  assert_flaws (self, seen, "Yes.", NULL, "language(ja)");
  assert_flaws (self, seen, "はい、EU側の大学です。", NULL, "");
}

static MadoRecord *
make_record (const char *json)
{
  return store_parse (json);
}

static void
looks_at_what_is_cited (Fixture *self, gconstpointer data)
{
  static const char *const records[] = {
    "{\"id\":\"stale\",\"kind\":\"answer\",\"status\":\"published\",\"category\":\"process\","
    "\"audience\":[\"ncp\"],\"check_before_use\":false,\"reviewed_on\":\"2025-11-01\","
    "\"title\":{\"en\":\"Stale\"},\"summary\":{\"en\":\"S\"},\"sources\":[{\"title\":\"S\","
    "\"accessed\":\"2026-11-22\"}]}",
    "{\"id\":\"check\",\"kind\":\"answer\",\"status\":\"published\",\"category\":\"process\","
    "\"audience\":[\"ncp\"],\"check_before_use\":true,\"reviewed_on\":\"2026-11-01\","
    "\"title\":{\"en\":\"Check\"},\"summary\":{\"en\":\"S\"},\"sources\":[{\"title\":\"S\","
    "\"accessed\":\"2026-11-22\"}]}",
    "{\"id\":\"fresh\",\"kind\":\"answer\",\"status\":\"published\",\"category\":\"process\","
    "\"audience\":[\"ncp\"],\"check_before_use\":false,\"reviewed_on\":\"2026-11-01\","
    "\"title\":{\"en\":\"Fresh\"},\"summary\":{\"en\":\"S\"},\"sources\":[{\"title\":\"S\","
    "\"accessed\":\"2026-11-22\"}]}",
  };
  g_autoptr (MadoCase) seen = desk_add (&self->desk, "A", "Question");
  g_autoptr (GPtrArray) cited = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    g_ptr_array_add (cited, make_record (records[i]));
  g_ptr_array_add (cited,
                   mado_reader_get_record (self->records.reader, "opp-canon-2027", NULL, NULL));
  assert_flaws (self, seen, "Yes.", cited,
                "stale-fact(stale) stale-fact(check) closed-call(opp-canon-2027)");
}

static void
fills_gaps_once_and_writes_the_language_asked_for (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) seen = desk_add (&self->desk, "A", "Question");
  g_autoptr (MadoCasePerson) person = mado_case_person_new ();
  g_autofree char *filled = NULL;
  g_autofree char *english = NULL;
  g_autofree char *japanese = NULL;
  g_autoptr (MadoRecord) answer
      = mado_reader_get_record (self->records.reader, "faq-coordinator-role", NULL, NULL);

  person->family = g_strdup ("{{case}}");
  filled
      = mado_case_fill ("{{enquirer}}/{{organisation}}/{{case}}/{{officer}}", seen, person, "Anna");
  g_assert_cmpstr (filled, ==, "{{case}}/{{organisation}}/case:1/Anna");
  english = mado_case_write_answer (answer, MADO_LANGUAGE_EN);
  japanese = mado_case_write_answer (answer, MADO_LANGUAGE_JA);
  g_assert_true (g_str_has_prefix (
      english, mado_text_get (mado_record_get_summary (answer), MADO_LANGUAGE_EN, NULL)));
  g_assert_true (g_str_has_prefix (
      japanese, mado_text_get (mado_record_get_summary (answer), MADO_LANGUAGE_JA, NULL)));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/desk/answering/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("finds-the-english-sibling-of-a-japanese-question",
       finds_the_english_sibling_of_a_japanese_question);
  ADD ("is-silent-without-a-rule", is_silent_without_a_rule);
  ADD ("suggests-answers-in-both-languages", suggests_answers_in_both_languages);
  ADD ("bounds-what-is-looked-at", bounds_what_is_looked_at);
  ADD ("looks-at-language-gaps-and-notes", looks_at_language_gaps_and_notes);
  ADD ("looks-at-what-is-cited", looks_at_what_is_cited);
  ADD ("fills-gaps-once-and-writes-the-language-asked-for",
       fills_gaps_once_and_writes_the_language_asked_for);
  return g_test_run ();
}
