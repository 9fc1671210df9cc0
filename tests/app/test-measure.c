/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What our widgets ask for keeps to the rules of measuring, at every width: newer toolkits compare
 * the answers with each other, and warn. */
#include <adwaita.h>

#include "app/widgets/mado-badge.h"
#include "app/widgets/mado-bars.h"
#include "app/widgets/mado-chart.h"
#include "app/widgets/mado-columns.h"
#include "app/widgets/mado-mark.h"
#include "app/widgets/mado-row-face.h"
#include "app/widgets/mado-still.h"
#include "app/widgets/mado-text-label.h"
#include "app/widgets/mado-wrap.h"

#define STEP 3    /* pixels between two widths */
#define MOST 1200 /* pixels */
#define ENGLISH                                                                                    \
  "Agreement on cooperation in science and technology between Japan and the European Union"
#define JAPANESE                                                                                   \
  "科学技術における協力に関する日本国政府と欧州共同体との間の協定（2009年11月30日署名）"

typedef struct
{
  int minimum;
  int natural;
} Size;

static Size
measure (GtkWidget *widget, GtkOrientation orientation, int for_size)
{
  Size size;

  gtk_widget_measure (widget, orientation, for_size, &size.minimum, &size.natural, NULL, NULL);
  g_assert_cmpint (size.minimum, >=, 0);
  g_assert_cmpint (size.natural, >=, size.minimum);
  return size;
}

/* GTK's documentation of gtk_widget_measure(): asked for no width, the answer is the least height
 * over all widths; so no width may have a lower one. */
static void
assert_rules (GtkWidget *widget)
{
  const Size width = measure (widget, GTK_ORIENTATION_HORIZONTAL, -1);
  const Size lowest = measure (widget, GTK_ORIENTATION_VERTICAL, -1);

  for (int given = width.minimum; given < MAX (width.natural, width.minimum) + MOST; given += STEP)
    {
      const Size height = measure (widget, GTK_ORIENTATION_VERTICAL, given);

      if (height.minimum < lowest.minimum || height.natural < lowest.minimum)
        g_error ("%s is at least %d high, but at a width of %d only %d and %d",
                 G_OBJECT_TYPE_NAME (widget), lowest.minimum, given, height.minimum,
                 height.natural);
    }
  g_assert_cmpint (measure (widget, GTK_ORIENTATION_HORIZONTAL, lowest.natural).minimum, <=,
                   width.natural);
}

/* As it stands, and in a row beside a narrow label, as a page has it. Takes @widget. */
static void
assert_measures (GtkWidget *widget)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_window_set_child (GTK_WINDOW (window), row);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_box_append (GTK_BOX (row), gtk_label_new ("1(2)"));
  gtk_box_append (GTK_BOX (row), widget);
  assert_rules (widget);
  assert_rules (row);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* @japanese: (nullable): missing, the label says that it falls back */
static GtkWidget *
make_label (const char *english, const char *japanese, int lines)
{
  g_autoptr (MadoText) text = mado_text_new (english, japanese);
  GtkWidget *label = mado_text_label_new (text);

  g_object_set (label, "lines", lines, "choice", japanese ? MADO_CHOICE_CONTENT : MADO_CHOICE_JA,
                "mark-fallback", japanese == NULL, NULL);
  return label;
}

/* A label of GTK's own that breaks anywhere, beside a badge. */
static GtkWidget *
make_head (const char *language)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (language);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (head), mado_badge_new (MADO_BADGE_OK, "Authentic"));
  return head;
}

static GtkWidget *
make_columns (int least_width, guint most)
{
  GtkWidget *columns = mado_columns_new (least_width, most);
  GtkWidget *wide = make_label (ENGLISH, JAPANESE, 0);

  gtk_widget_add_css_class (wide, "wide");
  mado_columns_append (MADO_COLUMNS (columns), make_head ("English"));
  mado_columns_append (MADO_COLUMNS (columns), make_head ("日本語"));
  mado_columns_append (MADO_COLUMNS (columns), wide);
  for (guint i = 0; i < 5; i++)
    mado_columns_append (MADO_COLUMNS (columns),
                         make_label (i % 2 ? ENGLISH : "1 January 2011", JAPANESE, 0));
  return columns;
}

static void
test_columns (void)
{
  for (guint most = 1; most <= 4; most++)
    {
      assert_measures (make_columns (1, most));
      assert_measures (make_columns (170, most));
      assert_measures (make_columns (900, most));
    }
  assert_measures (mado_columns_new (170, 2));
}

static void
test_words_in_lines (void)
{
  GtkWidget *wrap = mado_wrap_new (6);

  for (guint i = 0; i < 7; i++)
    mado_wrap_append (MADO_WRAP (wrap), i % 3 ? mado_badge_new (MADO_BADGE_INFO, "Horizon Europe")
                                              : make_label (ENGLISH, JAPANESE, i));
  assert_measures (wrap);
  assert_measures (mado_wrap_new (6));
}

static void
test_text (void)
{
  for (int lines = 0; lines <= 3; lines++)
    {
      assert_measures (make_label (ENGLISH, JAPANESE, lines));
      assert_measures (make_label (ENGLISH, NULL, lines));
      assert_measures (make_label (ENGLISH "\n\n" JAPANESE, NULL, lines));
      assert_measures (make_label ("", "", lines));
    }
}

static void
test_numbers (void)
{
  GtkWidget *bars = mado_bars_new (MADO_KIND_PROJECT);
  GtkWidget *chart = mado_chart_new (MADO_KIND_PROJECT, "Projects by year");

  for (int year = 2014; year < 2021; year++)
    {
      g_autofree char *name = g_strdup_printf ("%d", year);

      mado_bars_append (MADO_BARS (bars), year % 2 ? ENGLISH : name, year, "1,234,567");
      mado_chart_append (MADO_CHART (chart), name, name, year - 2000, "1,234");
    }
  /* A grid of GTK's is as high as at its least width when it is asked for none. */
  g_object_ref_sink (bars);
  for (int given = measure (bars, GTK_ORIENTATION_HORIZONTAL, -1).minimum; given < MOST; given++)
    measure (bars, GTK_ORIENTATION_VERTICAL, given);
  g_object_unref (bars);
  assert_measures (chart);
  assert_measures (mado_chart_new (MADO_KIND_PROJECT, "None"));
}

/* @has_all: else nothing but a title */
static GtkWidget *
make_row (const char *title, gboolean has_all)
{
  MadoRowFace *row = g_object_new (MADO_TYPE_ROW_FACE, NULL);

  mado_row_face_set_title (row, title, MADO_LANGUAGE_EN, NULL);
  if (!has_all)
    return GTK_WIDGET (row);
  mado_row_face_set_gutter (row, 60, "30 Nov", "2009");
  mado_row_face_set_second (row, ENGLISH);
  mado_row_face_add_badge (row, mado_badge_new (MADO_BADGE_OK, "In force"));
  mado_row_face_add_badge (row, mado_badge_new_disputed (FALSE));
  mado_row_face_set_tag (row, mado_badge_new_side ("joint"));
  mado_row_face_add_end (row, mado_badge_new_tag ("JA", "Found in Japanese"));
  mado_text_label_set_plain (mado_row_face_get_snippet (row), JAPANESE, MADO_LANGUAGE_JA);
  return GTK_WIDGET (row);
}

static void
test_rows (void)
{
  for (guint has_all = 0; has_all < 2; has_all++)
    {
      assert_measures (make_row (ENGLISH, has_all));
      assert_measures (make_row (JAPANESE, has_all));
      assert_measures (make_row ("", has_all));
    }
  assert_measures (g_object_new (MADO_TYPE_ROW_FACE, NULL));
}

/* What is longer than two lines ends in an ellipsis, and a row that is emptied shows a bar. */
static void
test_two_lines (void)
{
  GtkWidget *row = g_object_ref_sink (make_row (ENGLISH, FALSE));
  const int narrow = measure (row, GTK_ORIENTATION_HORIZONTAL, -1).minimum;
  const int one = measure (row, GTK_ORIENTATION_VERTICAL, -1).natural;
  const int two = measure (row, GTK_ORIENTATION_VERTICAL, narrow + 100).natural;

  g_assert_cmpint (two, >, one);
  g_assert_cmpint (two, <=, 2 * one);
  g_assert_cmpint (measure (row, GTK_ORIENTATION_VERTICAL, narrow).natural, ==, two);
  mado_row_face_clear (MADO_ROW_FACE (row));
  g_assert_cmpint (measure (row, GTK_ORIENTATION_VERTICAL, narrow).natural, <, two);
  g_object_unref (row);
}

static void
test_what_has_one_size (void)
{
  assert_measures (mado_mark_new (MADO_KIND_AGREEMENT));
  assert_measures (mado_badge_new (MADO_BADGE_PLAIN, JAPANESE));
  assert_measures (mado_badge_new_tag ("量子", "quantum"));
  assert_measures (mado_still_new (make_label (ENGLISH, JAPANESE, 0)));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/app/measure/columns-are-no-lower-than-they-say", test_columns);
  g_test_add_func ("/app/measure/words-in-lines-are-no-lower-than-they-say", test_words_in_lines);
  g_test_add_func ("/app/measure/text-is-no-lower-than-it-says", test_text);
  g_test_add_func ("/app/measure/numbers-are-no-lower-than-they-say", test_numbers);
  g_test_add_func ("/app/measure/rows-are-no-lower-than-they-say", test_rows);
  g_test_add_func ("/app/measure/the-title-of-a-row-has-two-lines-at-most", test_two_lines);
  g_test_add_func ("/app/measure/what-has-one-size-keeps-it", test_what_has_one_size);
  return g_test_run ();
}
