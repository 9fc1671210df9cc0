/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The badge of a call says until when, from when, or since when; a closed one never looks open. */
#include "app/sections/browse/mado-call-badge.h"

#include <adwaita.h>

#include "app/sections/browse/mado-record-row.h"
#include "app/widgets/mado-badge.h"

#define VOCABULARY                                                                                 \
  "{\"format\":1,\"kind\":\"vocabulary\",\"lists\":{\"status\":["                                  \
  "{\"id\":\"open\",\"en\":\"Open\",\"ja\":\"募集中\",\"state\":\"open\"},"                     \
  "{\"id\":\"closed\",\"en\":\"Closed\",\"ja\":\"終了\",\"state\":\"closed\"},"                  \
  "{\"id\":\"announced\",\"en\":\"Announced\",\"ja\":\"予告\",\"state\":\"unknown\"},"           \
  "{\"id\":\"check-current\",\"en\":\"Check\",\"ja\":\"要確認\",\"state\":\"unknown\"}]}}"

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node
      = mado_json_parse (text, strlen (text), MADO_JSON_MAX_LINE, MADO_JSON_NONE, NULL, &error);

  g_assert_no_error (error);
  return node;
}

static MadoVocabulary *
make_vocabulary (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) words = parse (VOCABULARY);
  MadoVocabulary *vocabulary = mado_vocabulary_new_from_json (words, &error);

  g_assert_no_error (error);
  return vocabulary;
}

static MadoRecord *
make_call (const char *status, const char *members)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf (
      "{\"id\":\"call\",\"kind\":\"opportunity\",\"type\":\"funding\",\"status\":\"%s\","
      "\"title\":{\"en\":\"Call\"},\"summary\":{\"en\":\"A call.\"},\"who\":{\"en\":\"Anyone\"},"
      "\"participants\":[{\"organisation\":\"jst\",\"role\":\"funder\"}]%s}",
      status, members);
  g_autoptr (JsonNode) node = parse (text);
  MadoRecord *record = mado_record_new_from_json (node, &error);

  g_assert_no_error (error);
  return record;
}

/* Where it is a certain day. */
static MadoDisplay *
make_display (const char *today)
{
  MadoDisplay *display = mado_display_new ();
  g_autoptr (MadoDate) day = mado_date_new_from_iso (today, NULL);

  mado_display_set_today (display, mado_date_get_first_day (day));
  return display;
}

/* The long and the short badge of a call on a day. */
static void
assert_badges (const char *status, const char *members, const char *today, const char *wanted)
{
  g_autoptr (MadoVocabulary) vocabulary = make_vocabulary ();
  g_autoptr (MadoRecord) record = make_call (status, members);
  g_autoptr (MadoDisplay) display = make_display (today);
  MadoOpportunityState state = mado_call_get_state (record, vocabulary, display);
  GtkWidget *full, *brief;
  g_autofree char *shown = NULL;

  full = g_object_ref_sink (mado_call_badge_new (record, vocabulary, state, MADO_LANGUAGE_EN));
  brief
      = g_object_ref_sink (mado_call_badge_new_short (record, vocabulary, state, MADO_LANGUAGE_EN));
  shown = g_strjoin (" | ", mado_badge_get_label (MADO_BADGE (full)),
                     mado_badge_get_label (MADO_BADGE (brief)), NULL);
  g_assert_cmpstr (shown, ==, wanted);
  g_object_unref (full);
  g_object_unref (brief);
}

#define VALUE(day)                                                                                 \
  "{\"value\":{\"en\":\"" day                                                                      \
  "\"},\"sources\":[{\"title\":\"A source\",\"accessed\":\"2026-11-22\"}]}"
#define DISPUTE                                                                                    \
  ",\"conflicts\":[{\"field\":\"closes_on\",\"values\":[" VALUE ("2027-04-06") "," VALUE (         \
      "2027-04-07") "],\"assessment\":{\"en\":\"Unclear.\"}}]"
#define DATES ",\"opens_on\":\"2026-12-08\",\"closes_on\":\"2027-04-06\""

static void
test_a_call_says_when (void)
{
  assert_badges ("open", DATES, "2026-12-07", "Opens 8 December 2026 | Opens 8 Dec");
  assert_badges ("open", DATES, "2027-01-01", "Open | Closes 6 Apr");
  assert_badges ("open", DATES, "2027-04-07", "Closed 6 April 2027 | Closed");
  assert_badges ("announced", DATES, "2027-01-01", "Announced | Announced");
}

static void
test_a_closed_call_says_no_day_that_is_not_known (void)
{
  assert_badges ("closed", "", "2027-01-01", "Closed | Closed");
  assert_badges ("closed", ",\"closes_on\":\"2018-01\"", "2027-01-01",
                 "Closed January 2018 | Closed");
}

static void
test_what_may_not_be_open_is_to_be_checked (void)
{
  assert_badges ("open", "", "2027-01-01", "Check | Check before use");
  assert_badges ("check-current", DATES, "2027-01-01", "Check | Check before use");
}

/* The end of the period in which a scheme runs is no day until which one may apply. */
static void
test_a_scheme_says_until_when_it_runs (void)
{
  static const char years[] = ",\"date\":{\"start\":\"2021\",\"end\":\"2027\"}";
  static const char started[] = ",\"date\":{\"start\":\"2021\"}";

  assert_badges ("open", years, "2026-11-27", "Running until 2027 | Running until 2027");
  assert_badges ("open", years, "2027-12-31", "Running until 2027 | Running until 2027");
  assert_badges ("open", years, "2028-01-01", "Closed | Closed");
  assert_badges ("open", started, "2026-11-27", "Check | Check before use");
  assert_badges ("check-current", years, "2026-11-27", "Check | Check before use");
}

/* What a row says to who does not see it. */
static void
assert_row_says (const char *status, const char *members, const char *today, const char *wanted)
{
  g_autoptr (MadoVocabulary) vocabulary = make_vocabulary ();
  g_autoptr (MadoRecord) record = make_call (status, members);
  g_autoptr (MadoDisplay) display = make_display (today);
  const MadoHit hit = { .record = record };
  GtkWidget *place = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  GtkWidget *row = mado_record_row_new ();

  mado_display_attach (place, display);
  gtk_box_append (GTK_BOX (place), row);
  mado_record_row_set_hit (MADO_RECORD_ROW (row), &hit, vocabulary);
  gtk_test_accessible_assert_property (place, GTK_ACCESSIBLE_PROPERTY_LABEL, wanted);
  g_object_unref (place);
}

static void
test_a_row_says_what_its_badges_show (void)
{
  assert_row_says ("open", DATES, "2027-01-01", "Call, funding · Anyone, Closes 6 Apr");
  assert_row_says ("open", DATES DISPUTE, "2027-04-07",
                   "Call, funding · Anyone, Closed, Sources disagree");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/app/call-badge/a-call-says-when", test_a_call_says_when);
  g_test_add_func ("/app/call-badge/a-closed-call-says-no-day-that-is-not-known",
                   test_a_closed_call_says_no_day_that_is_not_known);
  g_test_add_func ("/app/call-badge/what-may-not-be-open-is-to-be-checked",
                   test_what_may_not_be_open_is_to_be_checked);
  g_test_add_func ("/app/call-badge/a-scheme-says-until-when-it-runs",
                   test_a_scheme_says_until_when_it_runs);
  g_test_add_func ("/app/call-badge/a-row-says-what-its-badges-show",
                   test_a_row_says_what_its_badges_show);
  return g_test_run ();
}
