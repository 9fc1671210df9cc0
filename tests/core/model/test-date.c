/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates: what is read, what is refused, how they are written; days against GDate, eras against ICU.
 */
#include "core/model/mado-date.h"

#include "core/json/mado-json.h"

#include <string.h>

typedef struct
{
  const char *text;
  const char *iso;
} Vector;

static char *
format_iso (MadoDate *date)
{
  return mado_date_format (date, MADO_LANGUAGE_EN, MADO_DATE_ISO);
}

static void
assert_parsed (const char *text, const char *iso)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDate) date = mado_date_parse (text, &error);
  g_autofree char *got = NULL;

  g_assert_no_error (error);
  got = format_iso (date);
  if (strcmp (got, iso) != 0)
    g_error ("%s: %s, not %s", text, got, iso);
}

static void
assert_refused (const char *text)
{
  g_autoptr (GError) error = NULL;
  MadoDate *date = mado_date_parse (text, &error);

  if (date != NULL)
    g_error ("%s was read", text);
  g_assert_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED);
}

static MadoDate *
make (const char *start, const char *end)
{
  g_autoptr (GError) error = NULL;
  MadoDate *date = mado_date_new_period (start, end, &error);

  g_assert_no_error (error);
  return date;
}

static void
test_reads_japanese (void)
{
  static const Vector vectors[] = {
    { "令和8年5月", "2026-05" },
    { "令和8年5月3日", "2026-05-03" },
    { "令和8年", "2026" },
    { "令和元年", "2019" },
    { "令和元年5月1日", "2019-05-01" },
    { "平成31年4月30日", "2019-04-30" },
    { "平成元年1月8日", "1989-01-08" },
    { "平成元年", "1989" },
    { "昭和64年1月7日", "1989-01-07" },
    { "昭和元年12月25日", "1926-12-25" },
    { "大正元年7月30日", "1912-07-30" },
    { "明治6年1月1日", "1873-01-01" },
    { "平成21年11月30日", "2009-11-30" },
    { "R8", "2026" },
    { "R8.5", "2026-05" },
    { "R8.5.3", "2026-05-03" },
    { "r8.5.3", "2026-05-03" },
    { "R08.05.03", "2026-05-03" },
    { "R8/5/3", "2026-05-03" },
    { "R8-5-3", "2026-05-03" },
    { "R元.5.1", "2019-05-01" },
    { "H31.4.30", "2019-04-30" },
    { "S64.1.7", "1989-01-07" },
    { "2026年5月", "2026-05" },
    { "2026年5月3日", "2026-05-03" },
    { "2026年", "2026" },
    { "2026 年 5 月 3 日", "2026-05-03" },
    { "２０２６年５月３日", "2026-05-03" },
    { "Ｒ８．５", "2026-05" },
    { "令和８年　５月", "2026-05" },
    { "㋿8年5月", "2026-05" },
    { "二〇二六年五月三日", "2026-05-03" },
    { "令和八年五月三十一日", "2026-05-31" },
    { "平成十年十月十日", "1998-10-10" },
    { "平成二十年", "2008" },
    /* As it was written before the era changed. */
    { "平成32年3月31日", "2020-03-31" },
    { "令和3年（2021年）", "2021" },
    { "2023年（令和5年）12月7日", "2023-12-07" },
    { "2019年（平成31年・令和元年）", "2019" },
    { "令和8年度", "2026-04/2027-03" },
    { "令和元年度", "2019-04/2020-03" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    assert_parsed (vectors[i].text, vectors[i].iso);
}

static void
test_reads_english_and_iso (void)
{
  static const Vector vectors[] = {
    { "2026", "2026" },
    { "2026-05", "2026-05" },
    { "2026-5", "2026-05" },
    { "2026-05-03", "2026-05-03" },
    { "2026/5/3", "2026-05-03" },
    { "2026.05.03", "2026-05-03" },
    { "２０２６－０５", "2026-05" },
    { "May 2026", "2026-05" },
    { "may 2026", "2026-05" },
    { "5 May 2026", "2026-05-05" },
    { "5 May, 2026", "2026-05-05" },
    { "May 5, 2026", "2026-05-05" },
    { "1st May 2026", "2026-05-01" },
    { "30 Sept. 2014", "2014-09-30" },
    { "Sep 2014", "2014-09" },
    { "  7 December 2023 ", "2023-12-07" },
    { "29 February 2024", "2024-02-29" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    assert_parsed (vectors[i].text, vectors[i].iso);
}

static void
test_reads_ranges (void)
{
  static const Vector vectors[] = {
    { "2011..2015", "2011/2015" },
    { "2011.. 2015", "2011/2015" },
    { "2011..", "2011/.." },
    { "..2015", "../2015" },
    { "2011–2015", "2011/2015" },
    { "2011-2015", "2011/2015" },
    { "2011～2015", "2011/2015" },
    { "2011〜2015", "2011/2015" },
    { "２０１１‥２０１５", "2011/2015" },
    { "2011/2015", "2011/2015" },
    { "2011/..", "2011/.." },
    { "2018-10..2019-03", "2018-10/2019-03" },
    { "2018-10-07..2019", "2018-10-07/2019" },
    { "R1.5..R8.5", "2019-05/2026-05" },
    { "R1-R8", "2019/2026" },
    { "平成31年4月～令和元年5月", "2019-04/2019-05" },
    { "平成21年11月30日から令和8年5月まで", "2009-11-30/2026-05" },
    { "令和8年5月から", "2026-05/.." },
    { "2019年まで", "../2019" },
    { "May 2019 to June 2020", "2019-05/2020-06" },
    { "2011..2011", "2011" },
    { "2019-12..2019", "2019-12/2019" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    assert_parsed (vectors[i].text, vectors[i].iso);
}

/* xJ09. */
static void
test_refuses_what_is_no_date (void)
{
  static const char *const texts[] = {
    "",
    " ",
    "..",
    "/",
    "–",
    "since September 2014",
    "2023-02-30",
    "2023-02-29",
    "9999-99-99",
    "9999",
    "2026-13",
    "2026-00",
    "2026-05-00",
    "2026-05-32",
    "2026年13月",
    "2026年2月30日",
    "2026年5月3日金曜日",
    "2026年3日",
    "令和0年",
    "令和八十年九十月",
    "令和元年4月30日", /* was Heisei */
    "令和元年4月",
    "R1.4.30",
    "平成0年",
    "平成元年1月7日",
    "明治5年", /* another calendar */
    "昭和元年12月24日",
    "令和8年（2025年）5月",
    "2015..2011",
    "2015–2011",
    "1867",
    "99",
    "8.5",
    "20260503",
    "12026",
    "0x7EA",
    "2026-5-",
    "2026-05/03",
    "+2026",
    "-2026",
    "2026-05-03T12:00",
    "32 May 2026",
    "May",
    "Ma 2026",
    "Mayo 2026",
    "5 6 2026",
    "31 June 2026",
    "quantum",
    "令和",
    "R",
    "元年",
    "2011..quantum",
    "2011...2015x",
    "\xff\xfe",
    "2026\xe5",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_refused (texts[i]);
}

static void
test_refuses_what_is_endless (void)
{
  g_autofree char *digits = g_strnfill (1000000, '2');
  g_autofree char *dots = g_strnfill (200, '.');
  g_autofree char *hyphens = g_strnfill (200, '-');
  g_autofree char *spaces = g_strnfill (200, ' ');
  g_autofree char *far = g_strconcat ("2026", spaces, "x", NULL);

  assert_refused (digits);
  assert_refused (dots);
  assert_refused (hyphens);
  assert_refused (far);
}

static void
test_the_error_names_the_text (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_date_parse ("令和0年", &error));
  g_assert_cmpstr (error->message, ==, "“令和0年” is not a date");
}

static void
test_files_have_one_form (void)
{
  static const char *const refused[]
      = { "",           "2018-1",      "2018-10-7",   "2018/10", "18-10-07", "2018-10-00",
          "2018-02-29", "2018-10-07 ", "1867",        "9999",    "２０１８", "2018-10-",
          "R8",         "2018..",      "2018-10-07T", "+018" };
  static const char *const read[] = { "2018", "2018-10", "2018-10-07", "2020-02-29" };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (mado_date_new_from_iso (refused[i], &error));
      g_assert_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED);
    }
  for (guint i = 0; i < G_N_ELEMENTS (read); i++)
    {
      g_autoptr (MadoDate) date = mado_date_new_from_iso (read[i], NULL);
      g_autofree char *iso = format_iso (date);

      g_assert_cmpstr (iso, ==, read[i]);
      g_assert_false (mado_date_is_period (date));
    }
}

static void
test_a_period_does_not_end_before_it_starts (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDate) in_the_end = make ("2019-12-31", "2019");
  g_autoptr (MadoDate) open = make ("2013-09", NULL);

  g_assert_true (mado_date_is_period (in_the_end));
  g_assert_true (mado_date_is_period (open));
  g_assert_null (mado_date_new_period ("2017-03", "2017-02", &error));
  g_assert_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED);
  g_clear_error (&error);
  g_assert_null (mado_date_new_period ("2017-03", "2017-02-30", &error));
  g_assert_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED);
}

static void
test_no_day_is_invented (void)
{
  g_autoptr (MadoDate) year = mado_date_new_from_iso ("2018", NULL);
  g_autoptr (MadoDate) month = mado_date_new_from_iso ("2018-10", NULL);
  g_autoptr (MadoDate) open = make (NULL, "2018-10");

  g_assert_cmpint (mado_date_get_start (year).precision, ==, MADO_PRECISION_YEAR);
  g_assert_cmpint (mado_date_get_start (year).month, ==, 0);
  g_assert_cmpint (mado_date_get_end (month).precision, ==, MADO_PRECISION_MONTH);
  g_assert_cmpint (mado_date_get_end (month).day, ==, 0);
  g_assert_cmpint (mado_date_get_start (open).precision, ==, MADO_PRECISION_NONE);
  g_assert_cmpint (mado_date_get_first_day (open), ==, 0);
  g_assert_cmpint (mado_date_get_last_day (year) - mado_date_get_first_day (year), ==, 364);
}

/* The oracle knows nothing of the code: GDate's own arithmetic. */
static void
test_days_are_those_of_the_calendar (void)
{
  g_autoptr (GDate) origin = g_date_new_dmy (1, 1, 1800);

  for (gint year = 1868; year <= 9998; year += year < 2200 ? 1 : 97)
    for (gint month = 1; month <= 12; month++)
      for (gint day = 1; day <= 31; day++)
        {
          g_autofree char *iso = g_strdup_printf ("%04d-%02d-%02d", year, month, day);
          g_autoptr (MadoDate) date = mado_date_new_from_iso (iso, NULL);
          GDate expected;

          g_assert_cmpint (date != NULL, ==, g_date_valid_dmy (day, month, year));
          if (date == NULL)
            continue;
          g_date_set_dmy (memset (&expected, 0, sizeof expected), day, month, year);
          g_assert_cmpint (mado_date_get_first_day (date), ==,
                           g_date_days_between (origin, &expected));
          g_assert_cmpint (mado_date_get_last_day (date), ==, mado_date_get_first_day (date));
        }
}

static void
test_years_and_months_reach_to_their_last_day (void)
{
  static const char *const vectors[][3] = {
    { "2018", "2018-01-01", "2018-12-31" },    { "2020-02", "2020-02-01", "2020-02-29" },
    { "2100-02", "2100-02-01", "2100-02-28" }, { "1900", "1900-01-01", "1900-12-31" },
    { "2018-04", "2018-04-01", "2018-04-30" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (MadoDate) date = mado_date_new_from_iso (vectors[i][0], NULL);
      g_autoptr (MadoDate) first = mado_date_new_from_iso (vectors[i][1], NULL);
      g_autoptr (MadoDate) last = mado_date_new_from_iso (vectors[i][2], NULL);

      g_assert_cmpint (mado_date_get_first_day (date), ==, mado_date_get_first_day (first));
      g_assert_cmpint (mado_date_get_last_day (date), ==, mado_date_get_first_day (last));
    }
}

static void
test_sorts_by_start_then_by_end (void)
{
  /* Ascending. */
  MadoDate *dates[] = {
    make ("2009", "2009"),    make ("2010-01-01", "2010-01-01"),
    make ("2010", "2010"),    make ("2010", NULL),
    make (NULL, "2010-02"),   make ("2010-03", "2010-03"),
    make ("2010-03", "2011"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    for (guint k = 0; k < G_N_ELEMENTS (dates); k++)
      g_assert_cmpint (mado_date_compare (dates[i], dates[k]), ==, (i > k) - (i < k));
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    g_clear_pointer (&dates[i], mado_date_unref);
}

/* Anything may be typed: it is read or refused, never more. */
static void
test_survives_nonsense (void)
{
  static const char *const pieces[]
      = { "令和", "R",    "8", "元", "年",   "月",  "日", ".",    "..", "-",  "–",  "/",  "～",
          "から", "まで", "5", "12", "2026", "May", " ",  "年度", "（", "）", "・", "十", "\xff" };
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  guint n_read = 0;

  for (guint i = 0; i < 200000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (MadoDate) date = NULL;

      for (gint k = g_rand_int_range (random, 1, 9); k > 0; k--)
        g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      date = mado_date_parse (text->str, NULL);
      if (date != NULL)
        {
          g_autofree char *iso = format_iso (date);

          assert_parsed (iso, iso);
          n_read++;
        }
    }
  g_test_message ("%u were dates", n_read);
  g_assert_cmpuint (n_read, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/date/reads-japanese", test_reads_japanese);
  g_test_add_func ("/model/date/reads-english-and-iso", test_reads_english_and_iso);
  g_test_add_func ("/model/date/reads-ranges", test_reads_ranges);
  g_test_add_func ("/model/date/refuses-what-is-no-date", test_refuses_what_is_no_date);
  g_test_add_func ("/model/date/refuses-what-is-endless", test_refuses_what_is_endless);
  g_test_add_func ("/model/date/the-error-names-the-text", test_the_error_names_the_text);
  g_test_add_func ("/model/date/files-have-one-form", test_files_have_one_form);
  g_test_add_func ("/model/date/a-period-does-not-end-before-it-starts",
                   test_a_period_does_not_end_before_it_starts);
  g_test_add_func ("/model/date/no-day-is-invented", test_no_day_is_invented);
  g_test_add_func ("/model/date/days-are-those-of-the-calendar",
                   test_days_are_those_of_the_calendar);
  g_test_add_func ("/model/date/years-and-months-reach-to-their-last-day",
                   test_years_and_months_reach_to_their_last_day);
  g_test_add_func ("/model/date/sorts-by-start-then-by-end", test_sorts_by_start_then_by_end);
  g_test_add_func ("/model/date/survives-nonsense", test_survives_nonsense);

  return g_test_run ();
}
