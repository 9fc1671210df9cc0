/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text from strangers on the screen: nothing of it reorders, hides or swells. */
#include "app/widgets/mado-inert.h"

static void
assert_line (const char *text, const char *shown)
{
  g_autofree char *line = mado_inert_line (text, NULL);

  g_assert_cmpstr (line, ==, shown);
}

static void
test_markup_stays_as_it_is (void)
{
  assert_line ("<b>x</b> & <span size='99999999'>", "<b>x</b> & <span size='99999999'>");
  assert_line ("</markup", "</markup");
}

/* xU03. */
static void
test_reordering_controls_are_shown_by_number (void)
{
  /* RIGHT-TO-LEFT OVERRIDE, and its end. */
  g_autofree char *line = mado_inert_line ("invoice\u202egpj.exe\u202c", NULL);

  g_assert_null (g_utf8_strchr (line, -1, 0x202e));
  g_assert_nonnull (strstr (line, "202E"));
  /* Isolates reorder too. */
  g_clear_pointer (&line, g_free);
  line = mado_inert_line ("a\u2067b\u2069c", NULL);
  g_assert_null (g_utf8_strchr (line, -1, 0x2067));
}

static void
test_what_nobody_sees_is_dropped (void)
{
  assert_line ("Hori\u200bzon", "Horizon");
  assert_line ("\ufeffEurope", "Europe");
  /* Tag characters carry hidden text. */
  assert_line ("JST\U000e0041\U000e0042", "JST");
}

static void
test_joiners_stay_only_where_letters_join (void)
{
  assert_line ("pay\u200dpal", "paypal");
  assert_line ("نمی\u200cدانم", "نمی\u200cدانم");
}

static void
test_a_line_has_no_breaks_and_no_controls (void)
{
  g_autofree char *line = mado_inert_line ("one\ntwo\tthree\x01", NULL);

  for (const char *p = line; *p != '\0'; p++)
    g_assert_cmpint ((guchar) *p, >=, ' ');
}

static void
test_a_megabyte_becomes_a_line (void)
{
  g_autofree char *text = g_strnfill (1000000, 'x');
  g_autofree char *line = mado_inert_line (text, NULL);

  g_assert_cmpint (g_utf8_strlen (line, -1), <=, MADO_INERT_LINE + 1);
  g_assert_true (g_str_has_suffix (line, "…"));
}

static void
test_marks_on_one_letter_are_bounded (void)
{
  GString *text = g_string_new ("a");
  g_autofree char *line = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append_unichar (text, 0x301);
  line = mado_inert_line (text->str, NULL);
  g_assert_cmpint (g_utf8_strlen (line, -1), <=, 1 + MADO_INERT_MARKS);
  g_string_free (text, TRUE);
}

static void
test_lines_of_a_paragraph_are_bounded (void)
{
  g_autofree char *breaks = g_strnfill (100000, '\n');
  g_autofree char *text = mado_inert_text (breaks, NULL);
  guint lines = 0;

  for (const char *p = text; *p != '\0'; p++)
    lines += *p == '\n';
  g_assert_cmpint (lines, <=, MADO_INERT_LINES);
}

static void
test_spans_follow_what_is_dropped (void)
{
  const char *text = "a\u200bquantum b";
  MadoSpan span = { 4, 11 }; /* "quantum" in the original */
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (MadoSpan));
  g_autofree char *line = NULL;
  g_autofree char *marked = NULL;

  g_array_append_val (spans, span);
  line = mado_inert_line (text, spans);
  g_assert_cmpint (spans->len, ==, 1);
  span = g_array_index (spans, MadoSpan, 0);
  marked = g_strndup (line + span.start, span.end - span.start);
  g_assert_cmpstr (marked, ==, "quantum");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/inert/markup-stays-as-it-is", test_markup_stays_as_it_is);
  g_test_add_func ("/app/inert/reordering-controls-are-shown-by-number",
                   test_reordering_controls_are_shown_by_number);
  g_test_add_func ("/app/inert/what-nobody-sees-is-dropped", test_what_nobody_sees_is_dropped);
  g_test_add_func ("/app/inert/joiners-stay-only-where-letters-join",
                   test_joiners_stay_only_where_letters_join);
  g_test_add_func ("/app/inert/a-line-has-no-breaks-and-no-controls",
                   test_a_line_has_no_breaks_and_no_controls);
  g_test_add_func ("/app/inert/a-megabyte-becomes-a-line", test_a_megabyte_becomes_a_line);
  g_test_add_func ("/app/inert/marks-on-one-letter-are-bounded",
                   test_marks_on_one_letter_are_bounded);
  g_test_add_func ("/app/inert/lines-of-a-paragraph-are-bounded",
                   test_lines_of_a_paragraph_are_bounded);
  g_test_add_func ("/app/inert/spans-follow-what-is-dropped", test_spans_follow_what_is_dropped);
  return g_test_run ();
}
