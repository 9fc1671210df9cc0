/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How dates are written for people; the eras are held against ICU's Japanese calendar. */
#include "core/model/mado-date.h"

#include <string.h>
#include <unicode/udat.h>
#include <unicode/ustring.h>

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

static MadoDate *
make (const char *start, const char *end)
{
  g_autoptr (GError) error = NULL;
  MadoDate *date = mado_date_new_period (start, end, &error);

  g_assert_no_error (error);
  return date;
}

static void
test_writes_for_people (void)
{
  static const struct
  {
    const char *start, *end;
    const char *full, *brief, *ja, *era;
  } vectors[] = {
    { "2023-12-07", "2023-12-07", "7 December 2023", "7 Dec 2023", "2023年12月7日",
      "2023年（令和5年）12月7日" },
    { "2022-05", "2022-05", "May 2022", "May 2022", "2022年5月", "2022年（令和4年）5月" },
    { "2010", "2010", "2010", "2010", "2010年", "2010年（平成22年）" },
    { "2011", "2015", "2011–2015", "2011–2015", "2011年～2015年",
      "2011年（平成23年）～2015年（平成27年）" },
    { "2022-05-07", "2022-05-09", "7–9 May 2022", "7–9 May 2022", "2022年5月7日～9日",
      "2022年（令和4年）5月7日～9日" },
    { "2022-05-30", "2022-06-02", "30 May – 2 June 2022", "30 May – 2 Jun 2022",
      "2022年5月30日～6月2日", "2022年（令和4年）5月30日～6月2日" },
    { "2022-05", "2022-06", "May–June 2022", "May–Jun 2022", "2022年5月～6月",
      "2022年（令和4年）5月～6月" },
    { "2022-12-30", "2023-01-02", "30 December 2022 – 2 January 2023", "30 Dec 2022 – 2 Jan 2023",
      "2022年12月30日～2023年1月2日", "2022年（令和4年）12月30日～2023年（令和5年）1月2日" },
    { "2019-04-20", "2019-05-10", "20 April – 10 May 2019", "20 Apr – 10 May 2019",
      "2019年4月20日～5月10日", "2019年（平成31年）4月20日～2019年（令和元年）5月10日" },
    { "2018", "2019-03", "2018 – March 2019", "2018 – Mar 2019", "2018年～2019年3月",
      "2018年（平成30年）～2019年（平成31年）3月" },
    { "2001-12-08", NULL, "from 8 December 2001", "from 8 Dec 2001", "2001年12月8日から",
      "2001年（平成13年）12月8日から" },
    { NULL, "2019", "until 2019", "until 2019", "2019年まで", "2019年（平成31年・令和元年）まで" },
    { "2019-04-30", "2019-04-30", "30 April 2019", "30 Apr 2019", "2019年4月30日",
      "2019年（平成31年）4月30日" },
    { "2019-05-01", "2019-05-01", "1 May 2019", "1 May 2019", "2019年5月1日",
      "2019年（令和元年）5月1日" },
    { "2019", "2019", "2019", "2019", "2019年", "2019年（平成31年・令和元年）" },
    { "1989-01", "1989-01", "January 1989", "Jan 1989", "1989年1月",
      "1989年（昭和64年・平成元年）1月" },
    { "1989-01", "1989-02", "January–February 1989", "Jan–Feb 1989", "1989年1月～2月",
      "1989年（昭和64年・平成元年）1月～1989年（平成元年）2月" },
    { "1912-06", "1912-07", "June–July 1912", "Jun–Jul 1912", "1912年6月～7月",
      "1912年（明治45年）6月～1912年（明治45年・大正元年）7月" },
    { "2117", "2118", "2117–2118", "2117–2118", "2117年～2118年", "2117年（令和99年）～2118年" },
    { "1872-12-31", "1872-12-31", "31 December 1872", "31 Dec 1872", "1872年12月31日",
      "1872年12月31日" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (MadoDate) date = make (vectors[i].start, vectors[i].end);
      g_autofree char *full = mado_date_format (date, MADO_LANGUAGE_EN, MADO_DATE_FULL);
      g_autofree char *brief = mado_date_format (date, MADO_LANGUAGE_EN, MADO_DATE_SHORT);
      g_autofree char *ja = mado_date_format (date, MADO_LANGUAGE_JA, MADO_DATE_FULL);
      g_autofree char *era
          = mado_date_format (date, MADO_LANGUAGE_JA, MADO_DATE_FULL | MADO_DATE_ERA);
      g_autofree char *not_english
          = mado_date_format (date, MADO_LANGUAGE_EN, MADO_DATE_FULL | MADO_DATE_ERA);

      g_assert_cmpstr (full, ==, vectors[i].full);
      g_assert_cmpstr (brief, ==, vectors[i].brief);
      g_assert_cmpstr (ja, ==, vectors[i].ja);
      g_assert_cmpstr (era, ==, vectors[i].era);
      g_assert_cmpstr (not_english, ==, full);
    }
}

static void
test_writes_the_gutter (void)
{
  static const struct
  {
    const char *start, *end;
    const char *upper, *lower, *upper_ja, *lower_ja;
  } vectors[] = {
    { "2023-12-07", "2023-12-07", "7 Dec", "2023", "12月7日", "2023年" },
    { "2022-05", NULL, "May", "2022", "5月", "2022年" },
    { "2010", "2012", "2010", NULL, "2010年", NULL },
    { NULL, "2019-03", "Mar", "2019", "3月", "2019年" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (MadoDate) date = make (vectors[i].start, vectors[i].end);
      g_autofree char *upper = NULL;
      g_autofree char *lower = NULL;
      g_autofree char *upper_ja = NULL;
      g_autofree char *lower_ja = NULL;

      mado_date_format_gutter (date, MADO_LANGUAGE_EN, &upper, &lower);
      mado_date_format_gutter (date, MADO_LANGUAGE_JA, &upper_ja, &lower_ja);
      g_assert_cmpstr (upper, ==, vectors[i].upper);
      g_assert_cmpstr (lower, ==, vectors[i].lower);
      g_assert_cmpstr (upper_ja, ==, vectors[i].upper_ja);
      g_assert_cmpstr (lower_ja, ==, vectors[i].lower_ja);
    }
}

static void
assert_read_again (MadoDate *date, MadoLanguage language, MadoDateStyle style)
{
  g_autofree char *text = mado_date_format (date, language, style);
  g_autofree char *iso = format_iso (date);

  assert_parsed (text, iso);
}

static void
test_what_is_written_is_read_again (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < 5000; i++)
    {
      gint year = g_rand_int_range (random, 1873, 2100);
      gint month = g_rand_int_range (random, 1, 13);
      gint day = g_rand_int_range (random, 1, 29);
      gint form = g_rand_int_range (random, 0, 3);
      gint later = g_rand_int_range (random, 0, 3);
      g_autofree char *start = g_strdup_printf ("%04d-%02d-%02d", year, month, day);
      g_autofree char *end
          = g_strdup_printf ("%04d-%02d-%02d", later == 0 ? year + 1 : year,
                             later == 1 ? MIN (month + 1, 12) : month, later == 2 ? 28 : day);
      g_autoptr (MadoDate) date = NULL;

      start[form == 0 ? 4 : form == 1 ? 7 : 10] = '\0';
      end[form == 0 ? 4 : form == 1 ? 7 : 10] = '\0';
      date = make (start, g_rand_boolean (random) ? end : start);
      assert_read_again (date, MADO_LANGUAGE_EN, MADO_DATE_FULL);
      assert_read_again (date, MADO_LANGUAGE_EN, MADO_DATE_SHORT);
      assert_read_again (date, MADO_LANGUAGE_EN, MADO_DATE_ISO);
      assert_read_again (date, MADO_LANGUAGE_JA, MADO_DATE_FULL);
      assert_read_again (date, MADO_LANGUAGE_JA, MADO_DATE_FULL | MADO_DATE_ERA);
    }
}

/* The oracle is ICU's Japanese calendar. */
static char *
format_with_icu (UDateFormat *format, GDate *date)
{
  UErrorCode status = U_ZERO_ERROR;
  UDate at = (g_date_get_julian (date) - 719163.0) * 86400000.0; /* 719163: 1970-01-01 */
  UChar wide[100];
  char text[300];

  udat_format (format, at, wide, G_N_ELEMENTS (wide), NULL, &status);
  u_strToUTF8 (text, sizeof text, NULL, wide, -1, &status);
  g_assert_true (U_SUCCESS (status));
  return g_strdup (text);
}

static void
test_eras_are_those_of_icu (void)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar utc[] = { 'U', 'T', 'C', 0 };
  UChar whole[] = { 'G', 'y', 0x5e74, 'M', 0x6708, 'd', 0x65e5, 0 };
  UDateFormat *format = udat_open (UDAT_PATTERN, UDAT_PATTERN, "ja_JP@calendar=japanese", utc, -1,
                                   whole, -1, &status);
  GDate date;

  g_assert_true (U_SUCCESS (status));
  g_date_set_dmy (memset (&date, 0, sizeof date), 1, 1, 1873);
  for (; g_date_get_year (&date) < 2060; g_date_add_days (&date, 1))
    {
      g_autofree char *expected = format_with_icu (format, &date);
      g_autofree char *iso = g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date),
                                              g_date_get_month (&date), g_date_get_day (&date));
      g_autoptr (MadoDate) made = mado_date_new_from_iso (iso, NULL);
      g_autofree char *written
          = mado_date_format (made, MADO_LANGUAGE_JA, MADO_DATE_FULL | MADO_DATE_ERA);
      const char *open = strstr (written, "（");
      const char *close = strstr (written, "）");
      g_autoptr (GString) ours = g_string_new (NULL);

      g_string_append_len (ours, open + strlen ("（"), close - open - strlen ("（"));
      g_string_append (ours, close + strlen ("）"));
      g_assert_cmpstr (ours->str, ==, expected);
      assert_parsed (expected, iso);
    }
  udat_close (format);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/date-format/writes-for-people", test_writes_for_people);
  g_test_add_func ("/model/date-format/writes-the-gutter", test_writes_the_gutter);
  g_test_add_func ("/model/date-format/what-is-written-is-read-again",
                   test_what_is_written_is_read_again);
  g_test_add_func ("/model/date-format/eras-are-those-of-icu", test_eras_are_those_of_icu);

  return g_test_run ();
}
