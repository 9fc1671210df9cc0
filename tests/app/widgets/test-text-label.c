/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The label of record text: language, fallback, nothing read as markup. */
#include "app/widgets/mado-text-label.h"

#include <adwaita.h>
#include <time.h>

typedef struct
{
  GtkWidget *window;
  MadoDisplay *display;
  MadoTextLabel *label;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MadoText) text = mado_text_new ("Joint Committee", "合同委員会");

  fixture->window = gtk_window_new ();
  fixture->display = mado_display_new ();
  mado_display_attach (fixture->window, fixture->display);
  fixture->label = MADO_TEXT_LABEL (mado_text_label_new (text));
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->label));
  gtk_widget_set_visible (fixture->window, TRUE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->display);
}

static const char *
get_language_at (MadoTextLabel *label, int at)
{
  PangoAttrList *attributes = mado_text_label_get_attributes (label);
  PangoAttrIterator *iterator = pango_attr_list_get_iterator (attributes);
  const char *language = NULL;
  int start, end;

  do
    {
      PangoAttribute *found = pango_attr_iterator_get (iterator, PANGO_ATTR_LANGUAGE);

      pango_attr_iterator_range (iterator, &start, &end);
      if (start <= at && at < end && found)
        language = pango_language_to_string (((PangoAttrLanguage *) found)->value);
    }
  while (pango_attr_iterator_next (iterator));
  pango_attr_iterator_destroy (iterator);
  return language;
}

static void
test_follows_the_content_language (Fixture *fixture, gconstpointer data)
{
  mado_display_set_content_language (fixture->display, MADO_CONTENT_EN);
  g_assert_cmpstr (mado_text_label_get_shown (fixture->label), ==, "Joint Committee");
  mado_display_set_content_language (fixture->display, MADO_CONTENT_JA);
  g_assert_cmpstr (mado_text_label_get_shown (fixture->label), ==, "合同委員会");
  g_assert_false (mado_text_label_get_is_fallback (fixture->label));
}

static void
test_tells_pango_the_language (Fixture *fixture, gconstpointer data)
{
  mado_display_set_content_language (fixture->display, MADO_CONTENT_JA);
  g_assert_cmpstr (get_language_at (fixture->label, 0), ==, "ja");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (fixture->label), "lang-ja"));
  mado_display_set_content_language (fixture->display, MADO_CONTENT_EN);
  g_assert_cmpstr (get_language_at (fixture->label, 0), ==, "en");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (fixture->label), "lang-ja"));
}

/* Japanese in an English text takes Japanese shapes. */
static void
test_mixed_text_has_ranges (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MadoText) text = mado_text_new ("The word 準参加 is used", NULL);

  mado_display_set_content_language (fixture->display, MADO_CONTENT_EN);
  mado_text_label_set_text (fixture->label, text);
  g_assert_cmpstr (get_language_at (fixture->label, 0), ==, "en");
  g_assert_cmpstr (get_language_at (fixture->label, 9), ==, "ja");
}

/* As JIS X 4051 has it, and W3C's JLREQ tells in 3.1.7 and 3.1.8. */
#define NEVER_FIRST                                                                                \
  "、。，．・：；？！」』）］〉》】ー々ゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
#define NEVER_LAST "「『（［〈《【"

static guint
count_lines (MadoTextLabel *label, int width)
{
  const char *text = mado_text_label_get_shown (label);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (label), text);
  guint n = 0;

  pango_layout_set_attributes (layout, mado_text_label_get_attributes (label));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  for (GSList *at = pango_layout_get_lines_readonly (layout); at; at = at->next, n++)
    {
      PangoLayoutLine *line = at->data;
      const char *start = text + line->start_index;
      g_autofree char *whole = g_strndup (start, line->length);

      if (line->length == 0)
        continue;
      g_test_message ("%d: %s", width, whole);
      g_assert_true (n == 0 || !g_utf8_strchr (NEVER_FIRST, -1, g_utf8_get_char (start)));
      g_assert_false (g_utf8_strchr (NEVER_LAST, -1,
                                     g_utf8_get_char (g_utf8_prev_char (start + line->length))));
    }
  return n;
}

static void
test_lines_break_where_japanese_may (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = {
    "「準参加」の協定（２０２５年）は、スーパーコンピューターの研究者が、ちょっと待っていた"
    "「ホライズン・ヨーロッパ」への参加を、日々可能にします。「そうですか。」『はい！』と人々は。",
    "要項は（https://example.org/a/very/long/address/without/any/place/to/break/at/all）、"
    "そしてsupercalifragilisticexpialidocious。",
  };

  mado_display_set_content_language (fixture->display, MADO_CONTENT_JA);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (MadoText) text = mado_text_new (NULL, texts[i]);

      mado_text_label_set_text (fixture->label, text);
      /* What is copied is the text itself. */
      g_assert_cmpstr (mado_text_label_get_shown (fixture->label), ==, texts[i]);
      for (int width = 40; width <= 800; width += 40)
        count_lines (fixture->label, width);
      g_assert_cmpuint (count_lines (fixture->label, 60), >, 3 * count_lines (fixture->label, 800));
    }
}

/* A date that fits into a line stands in one. */
static void
test_no_line_breaks_a_date (Fixture *fixture, gconstpointer data)
{
  static const char date[] = "2026年5月12日";
  g_autoptr (MadoText) text
      = mado_text_new (NULL, "第一期の締切は2026年5月12日であり、次は2026年5月12日とする。");

  mado_display_set_content_language (fixture->display, MADO_CONTENT_JA);
  mado_text_label_set_text (fixture->label, text);
  for (int width = 140; width <= 400; width += 10)
    {
      g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (
          GTK_WIDGET (fixture->label), mado_text_label_get_shown (fixture->label));
      guint n = 0;

      pango_layout_set_attributes (layout, mado_text_label_get_attributes (fixture->label));
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_width (layout, width * PANGO_SCALE);
      for (GSList *at = pango_layout_get_lines_readonly (layout); at; at = at->next)
        {
          PangoLayoutLine *line = at->data;
          g_autofree char *whole = g_strndup (
              mado_text_label_get_shown (fixture->label) + line->start_index, line->length);

          for (const char *found = whole; (found = strstr (found, date)); found += strlen (date))
            n++;
        }
      g_test_message ("%d", width);
      g_assert_cmpuint (n, ==, 2);
    }
}

static void
test_marks_a_fallback (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MadoText) text = mado_text_new ("English only", NULL);

  mado_display_set_content_language (fixture->display, MADO_CONTENT_JA);
  mado_text_label_set_text (fixture->label, text);
  g_assert_cmpstr (mado_text_label_get_shown (fixture->label), ==, "English only");
  g_assert_true (mado_text_label_get_is_fallback (fixture->label));
  g_assert_cmpint (mado_text_label_get_shown_language (fixture->label), ==, MADO_LANGUAGE_EN);
}

/* xU01. */
static void
test_reads_no_markup (Fixture *fixture, gconstpointer data)
{
  mado_text_label_set_plain (fixture->label, "<b>x</b> & </markup", MADO_LANGUAGE_EN);
  g_assert_cmpstr (mado_text_label_get_shown (fixture->label), ==, "<b>x</b> & </markup");
}

/* The time that this thread was at work, in milliseconds: another program's share is not in it. */
static double
get_work (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return 1e3 * now.tv_sec + now.tv_nsec / 1e6;
}

static void
painted_cb (GdkFrameClock *clock, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
draw_a_frame (Fixture *fixture)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (fixture->window);
  gboolean painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

  gtk_widget_queue_draw (fixture->window);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

/* xU04. */
static void
test_a_frame_takes_no_longer_for_a_hostile_text (Fixture *fixture, gconstpointer data)
{
  g_autofree char *megabyte = g_strnfill (1000000, 'x');
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GString) marks = g_string_new ("a");
  const char *texts[3];

  for (guint i = 0; i < 100000; i++)
    g_string_append (lines, "line\n");
  for (guint i = 0; i < 10000; i++)
    g_string_append (marks, "\xcc\x88"); /* U+0308, a combining diaeresis */
  texts[0] = megabyte;
  texts[1] = lines->str;
  texts[2] = marks->str;
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 600, 400);
  g_object_set (fixture->label, "lines", 2, NULL);
  draw_a_frame (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      double began = get_work ();

      mado_text_label_set_plain (fixture->label, texts[i], MADO_LANGUAGE_EN);
      draw_a_frame (fixture);
      g_assert_cmpfloat (get_work () - began, <, 100);
      g_assert_cmpint (gtk_widget_get_width (fixture->window), <=, 600);
    }
}

/* xU09: what is written from right to left is shown whole, in its own direction, and turns nothing
 * round that stands after it. */
static void
test_text_from_right_to_left_is_shown_whole (Fixture *fixture, gconstpointer data)
{
  static const char hebrew[] = "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d (2024) Horizon";
  g_autoptr (PangoLayout) layout = NULL;
  const char *shown;

  mado_text_label_set_plain (fixture->label, hebrew, MADO_LANGUAGE_EN);
  shown = mado_text_label_get_shown (fixture->label);
  g_assert_nonnull (strstr (shown, hebrew));
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (fixture->label), shown);
  g_assert_cmpint (pango_layout_get_unknown_glyphs_count (layout), ==, 0);
  g_assert_cmpint (pango_layout_line_get_resolved_direction (pango_layout_get_line (layout, 0)), ==,
                   PANGO_DIRECTION_RTL);
  mado_text_label_set_plain (fixture->label, "Horizon", MADO_LANGUAGE_EN);
  pango_layout_set_text (layout, mado_text_label_get_shown (fixture->label), -1);
  g_assert_cmpint (pango_layout_line_get_resolved_direction (pango_layout_get_line (layout, 0)), ==,
                   PANGO_DIRECTION_LTR);
}

static void
test_a_megabyte_is_laid_out_as_a_line (Fixture *fixture, gconstpointer data)
{
  g_autofree char *megabyte = g_strnfill (1000000, 'x');
  int minimum, natural;

  g_object_set (fixture->label, "lines", 1, NULL);
  mado_text_label_set_plain (fixture->label, megabyte, MADO_LANGUAGE_EN);
  g_assert_cmpuint (strlen (mado_text_label_get_shown (fixture->label)), <, 2000);
  gtk_widget_measure (GTK_WIDGET (fixture->label), GTK_ORIENTATION_HORIZONTAL, -1, &minimum,
                      &natural, NULL, NULL);
  g_assert_cmpint (minimum, <, 360);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, func) g_test_add ("/app/text-label/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("follows-the-content-language", test_follows_the_content_language);
  ADD ("tells-pango-the-language", test_tells_pango_the_language);
  ADD ("mixed-text-has-ranges", test_mixed_text_has_ranges);
  ADD ("lines-break-where-japanese-may", test_lines_break_where_japanese_may);
  ADD ("no-line-breaks-a-date", test_no_line_breaks_a_date);
  ADD ("marks-a-fallback", test_marks_a_fallback);
  ADD ("reads-no-markup", test_reads_no_markup);
  ADD ("a-frame-takes-no-longer-for-a-hostile-text",
       test_a_frame_takes_no_longer_for_a_hostile_text);
  ADD ("text-from-right-to-left-is-shown-whole", test_text_from_right_to_left_is_shown_whole);
  ADD ("a-megabyte-is-laid-out-as-a-line", test_a_megabyte_is_laid_out_as_a_line);
  return g_test_run ();
}
