/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The badge of a call: open, closed, or to be checked, by what its record says of its end. */
#include "app/widgets/mado-badge.h"

#include <adwaita.h>

#define VOCABULARY                                                                                 \
  "{\"format\":1,\"kind\":\"vocabulary\",\"lists\":{\"status\":["                                  \
  "{\"id\":\"open\",\"en\":\"Open\",\"ja\":\"募集中\",\"state\":\"open\"},"                     \
  "{\"id\":\"closed\",\"en\":\"Closed\",\"ja\":\"終了\",\"state\":\"closed\"},"                  \
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

/* The badge of an opportunity with the status "open" and these further members, on 23 November
 * 2026. */
static void
assert_badge (const char *members, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) words = parse (VOCABULARY);
  g_autoptr (MadoVocabulary) vocabulary = mado_vocabulary_new_from_json (words, &error);
  g_autofree char *text = g_strdup_printf (
      "{\"id\":\"call\",\"kind\":\"opportunity\",\"type\":\"funding\",\"status\":\"open\","
      "\"title\":{\"en\":\"Call\",\"ja\":\"公募\"},\"summary\":{\"en\":\"A "
      "call.\",\"ja\":\"公募です。\"},"
      "\"who\":{\"en\":\"Anyone\",\"ja\":\"どなたでも\"},"
      "\"participants\":[{\"organisation\":\"jst\",\"role\":\"funder\"}],\"direction\":\"both\"%s}",
      members);
  g_autoptr (JsonNode) node = parse (text);
  g_autoptr (MadoRecord) record = mado_record_new_from_json (node, &error);
  g_autoptr (MadoDate) today = mado_date_new_from_iso ("2026-11-23", NULL);
  GtkWidget *badge;

  g_assert_no_error (error);
  badge = g_object_ref_sink (mado_badge_new_for_status (record, vocabulary, MADO_LANGUAGE_EN,
                                                        mado_date_get_first_day (today)));
  g_test_message ("%s", members);
  g_assert_cmpstr (mado_badge_get_label (MADO_BADGE (badge)), ==, wanted);
  g_object_unref (badge);
}

static void
test_an_open_call_is_open_to_its_last_day (void)
{
  assert_badge (",\"closes_on\":\"2026-11-23\"", "Open");
}

static void
test_a_call_past_its_last_day_is_closed (void)
{
  assert_badge (",\"closes_on\":\"2026-11-22\"", "Closed");
  assert_badge (",\"date\":{\"end\":\"2025\"}", "Closed");
}

static void
test_a_call_without_a_last_day_is_to_be_checked (void)
{
  assert_badge ("", "Check");
  assert_badge (",\"date\":{\"start\":\"2021\"}", "Check");
  /* The end of the period in which a scheme runs is no closing day. */
  assert_badge (",\"date\":{\"start\":\"2026-01\",\"end\":\"2026-12\"}", "Check");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/app/badge/an-open-call-is-open-to-its-last-day",
                   test_an_open_call_is_open_to_its_last_day);
  g_test_add_func ("/app/badge/a-call-past-its-last-day-is-closed",
                   test_a_call_past_its_last_day_is_closed);
  g_test_add_func ("/app/badge/a-call-without-a-last-day-is-to-be-checked",
                   test_a_call_without_a_last_day_is_to_be_checked);
  return g_test_run ();
}
