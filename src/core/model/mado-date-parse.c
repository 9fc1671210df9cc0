/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as people type them: English, Japanese, Japanese era, ISO; points and ranges. */
#include "core/model/mado-date-private.h"

#include "core/json/mado-json.h"

#include <string.h>

#define MAX_TEXT 200 /* bytes; the longest date that is written is far shorter */

static const MadoDatePoint open_point = { MADO_PRECISION_NONE };

/* What one side of a range may mean: a point, or the twelve months of a fiscal year. */
typedef struct
{
  MadoDatePoint start;
  MadoDatePoint end;
} Span;

/* Texts are compared after NFKC, which also folds full-width digits, ～ and ㋿. */
static gboolean
skip (const char **p, const char *token)
{
  if (!g_str_has_prefix (*p, token))
    return FALSE;
  *p += strlen (token);
  return TRUE;
}

static void
skip_spaces (const char **p)
{
  while (**p == ' ')
    (*p)++;
}

static gint
get_kanji_digit (gunichar c)
{
  static const gunichar digits[]
      = { 0x3007 /* 〇 */, 0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94, 0x516d, 0x4e03, 0x516b, 0x4e5d };

  for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
    if (c == digits[i])
      return i;
  return -1;
}

/* 三十一 or 二〇二六. */
static gboolean
read_kanji_number (const char **p, guint *value)
{
  const char *start = *p;
  guint tens = 0, ones = 0, n = 0;

  for (;; *p = g_utf8_next_char (*p), n++)
    {
      gunichar c = g_utf8_get_char (*p);
      gint digit = get_kanji_digit (c);

      if (c == 0x5341 /* 十 */ && tens == 0 && ones < 10)
        {
          tens = MAX (ones, 1) * 10;
          ones = 0;
        }
      else if (digit >= 0 && n < 4 && (tens == 0 || ones == 0))
        ones = ones * 10 + digit;
      else
        break;
    }
  *value = tens + ones;
  return *p > start;
}

/* At most four digits; @n_digits is 0 for kanji. */
static gboolean
read_number (const char **p, guint *value, guint *n_digits)
{
  *value = *n_digits = 0;
  while (g_ascii_isdigit (**p) && *n_digits < 5)
    {
      *value = *value * 10 + (guint) (*(*p)++ - '0');
      (*n_digits)++;
    }
  if (*n_digits > 0)
    return *n_digits <= 4;
  return read_kanji_number (p, value);
}

static const MadoEra *
read_era (const char **p)
{
  for (guint i = 0; i < MADO_N_ERAS; i++)
    {
      const MadoEra *era = mado_era_get (i);

      if (skip (p, era->name))
        return era;
      if (g_ascii_toupper (**p) == era->letter
          && (g_ascii_isdigit ((*p)[1]) || g_str_has_prefix (*p + 1, "元")))
        {
          (*p)++;
          return era;
        }
    }
  return NULL;
}

/* A year of an era or of our calendar. */
static gboolean
read_year (const char **p, const MadoEra **era, MadoDatePoint *point)
{
  guint value, n_digits;

  *era = read_era (p);
  if (*era != NULL)
    skip_spaces (p);
  if (*era != NULL && skip (p, "元"))
    value = 1;
  else if (!read_number (p, &value, &n_digits))
    return FALSE;
  else if (*era != NULL ? value < 1 || value > MADO_ERA_LAST_YEAR || n_digits > 2
                        : n_digits != 4 && n_digits != 0)
    return FALSE;

  point->precision = MADO_PRECISION_YEAR;
  point->year = (*era != NULL ? (*era)->year_before : 0) + (gint) value;
  return TRUE;
}

/* An era has no days before its first. Days after its last are read: what was written before a
 * change of era names such days (平成32年), and says plainly which they are. */
static gboolean
begins_within_era (const MadoEra *era, MadoDatePoint point)
{
  return era == NULL
         || mado_date_point_get_last_day (point) >= mado_date_point_get_first_day (era->start);
}

/* "(令和5年)" after a year: one of the years in it must be the same. */
static gboolean
read_same_year (const char **p, gint year)
{
  gboolean is_same = FALSE;

  do
    {
      const MadoEra *era;
      MadoDatePoint point = open_point;

      if (!read_year (p, &era, &point) || !skip (p, "年"))
        return FALSE;
      if (mado_date_point_is_valid (point) && begins_within_era (era, point))
        is_same |= point.year == year;
    }
  while (skip (p, "・"));
  return is_same && skip (p, ")");
}

static gboolean
read_part (const char **p, const char *unit, guint8 *part)
{
  guint value, n_digits;

  skip_spaces (p);
  if (!read_number (p, &value, &n_digits) || n_digits > 2 || value < 1 || value > 31)
    return FALSE;
  skip_spaces (p);
  *part = value;
  return skip (p, unit);
}

/* What follows 年: nothing, 5月, 5月3日. */
static gboolean
read_month_and_day (const char *p, MadoDatePoint *point)
{
  skip_spaces (&p);
  if (*p == '\0')
    return TRUE;
  if (!read_part (&p, "月", &point->month))
    return FALSE;
  point->precision = MADO_PRECISION_MONTH;
  skip_spaces (&p);
  if (*p == '\0')
    return TRUE;
  if (!read_part (&p, "日", &point->day))
    return FALSE;
  point->precision = MADO_PRECISION_DAY;
  skip_spaces (&p);
  return *p == '\0';
}

/* What follows a year in figures: nothing, -05, .5.3, /5/3; one mark throughout. */
static gboolean
read_figures (const char *p, MadoDatePoint *point)
{
  char mark[2] = { *p, '\0' };
  guint value, n_digits;

  if (*p == '\0')
    return TRUE;
  if (strchr ("-./", *p++) == NULL || !read_number (&p, &value, &n_digits) || n_digits < 1
      || n_digits > 2)
    return FALSE;
  point->month = value;
  point->precision = MADO_PRECISION_MONTH;
  if (*p == '\0')
    return TRUE;
  if (!skip (&p, mark) || !read_number (&p, &value, &n_digits) || n_digits < 1 || n_digits > 2)
    return FALSE;
  point->day = value;
  point->precision = MADO_PRECISION_DAY;
  return *p == '\0';
}

/* The fiscal year of Japan: April to March (Public Finance Act, article 11). */
static void
set_fiscal_year (Span *span, gint year)
{
  span->start = (MadoDatePoint){ MADO_PRECISION_MONTH, year, 4, 0 };
  span->end = (MadoDatePoint){ MADO_PRECISION_MONTH, year + 1, 3, 0 };
}

static gboolean
parse_year_first (const char *p, Span *span)
{
  const MadoEra *era;
  MadoDatePoint point = open_point;
  const char *after_year;

  if (!read_year (&p, &era, &point))
    return FALSE;

  after_year = p;
  skip_spaces (&after_year);
  if (skip (&after_year, "年度") && *after_year == '\0')
    {
      set_fiscal_year (span, point.year);
      return mado_date_point_is_valid (span->start) && mado_date_point_is_valid (span->end)
             && begins_within_era (era, span->end);
    }
  if (skip (&after_year, "年"))
    {
      if (skip (&after_year, "(") && !read_same_year (&after_year, point.year))
        return FALSE;
      if (!read_month_and_day (after_year, &point))
        return FALSE;
    }
  else if (!read_figures (p, &point))
    return FALSE;
  span->start = span->end = point;
  return mado_date_point_is_valid (point) && begins_within_era (era, point);
}

static guint8
find_month (const char *word)
{
  static const char *const names[]
      = { "january", "february", "march",     "april",   "may",      "june",
          "july",    "august",   "september", "october", "november", "december" };
  gsize length = strlen (word);

  if (length > 3 && word[length - 1] == '.')
    length--;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (length >= 3 && length <= strlen (names[i])
        && g_ascii_strncasecmp (names[i], word, length) == 0)
      return i + 1;
  return 0;
}

/* 5, 5th: @suffixes says whether the latter may be. */
static gboolean
parse_english_number (const char *word, guint n_digits, gboolean suffixes, guint *value)
{
  guint n;

  if (!g_ascii_isdigit (*word) || !read_number (&word, value, &n) || n > n_digits)
    return FALSE;
  if (suffixes && *word != '\0')
    return g_ascii_strcasecmp (word, "st") == 0 || g_ascii_strcasecmp (word, "nd") == 0
           || g_ascii_strcasecmp (word, "rd") == 0 || g_ascii_strcasecmp (word, "th") == 0;
  return *word == '\0' && (suffixes || n == n_digits);
}

/* May 2026; 5 May 2026; May 5, 2026. */
static gboolean
parse_english (const char *text, Span *span)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  MadoDatePoint point = { MADO_PRECISION_MONTH };
  guint day = 0, year, month_at = 0;

  words = g_strsplit_set (text, " ,", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      g_ptr_array_add (parts, words[i]);
  if (parts->len < 2 || parts->len > 3
      || !parse_english_number (parts->pdata[parts->len - 1], 4, FALSE, &year))
    return FALSE;

  if (parts->len == 3)
    {
      month_at = find_month (parts->pdata[0]) == 0 ? 1 : 0;
      if (!parse_english_number (parts->pdata[1 - month_at], 2, TRUE, &day))
        return FALSE;
      point.precision = MADO_PRECISION_DAY;
    }
  point.year = year;
  point.month = find_month (parts->pdata[month_at]);
  point.day = day;
  span->start = span->end = point;
  return mado_date_point_is_valid (point);
}

static gboolean
parse_span (const char *text, Span *span)
{
  return parse_year_first (text, span) || parse_english (text, span);
}

/* In "2022年5月7日～9日" the right side says only what differs. */
static gboolean
parse_rest_in_japanese (const char *right, MadoDatePoint left, Span *span)
{
  g_autofree char *text = NULL;

  if (*right == '\0' || strstr (right, "年") != NULL)
    return FALSE;
  if (strstr (right, "月") == NULL)
    text = g_strdup_printf ("%d年%d月%s", left.year, left.month, right);
  else
    text = g_strdup_printf ("%d年%s", left.year, right);
  return parse_span (text, span);
}

/* In "7–9 May 2022" and "30 May – 2 June 2022" the left side does. */
static gboolean
parse_rest_in_english (const char *left, const char *right, Span *span)
{
  const char *last_word = strrchr (left, ' ');
  gboolean has_month = find_month (last_word != NULL ? last_word + 1 : left) > 0;
  const char *rest = has_month ? strrchr (right, ' ') : strchr (right, ' ');
  g_autofree char *text = NULL;

  if (*left == '\0' || rest == NULL)
    return FALSE;
  text = g_strconcat (left, rest, NULL);
  return parse_english (text, span);
}

static gboolean
parse_both (const char *left, const char *right, Span *left_span, Span *right_span)
{
  if (parse_span (left, left_span))
    return parse_span (right, right_span)
           || parse_rest_in_japanese (right, left_span->end, right_span);
  return parse_span (right, right_span) && parse_rest_in_english (left, right, left_span);
}

/* An empty side is open; ".." stands for one where ISO 8601-2 writes it. */
static gboolean
parse_sides (const char *left, const char *right, gboolean may_be_open, Span *span)
{
  gboolean left_open = *left == '\0' ? may_be_open : strcmp (left, "..") == 0;
  gboolean right_open = *right == '\0' ? may_be_open : strcmp (right, "..") == 0;
  Span other;

  if (left_open && right_open)
    return FALSE;
  if (left_open)
    {
      span->start = open_point;
      if (!parse_span (right, &other))
        return FALSE;
      span->end = other.end;
      return TRUE;
    }
  if (right_open)
    {
      if (!parse_span (left, span))
        return FALSE;
      span->end = open_point;
      return TRUE;
    }
  if (!parse_both (left, right, span, &other))
    return FALSE;
  span->end = other.end;
  return TRUE;
}

static gboolean
parse_range_at (const char *text, const char *mark, const char *separator, gboolean may_be_open,
                Span *span)
{
  g_autofree char *left = g_strstrip (g_strndup (text, mark - text));
  g_autofree char *right = g_strstrip (g_strdup (mark + strlen (separator)));

  return parse_sides (left, right, may_be_open, span);
}

static gboolean
parse_separated (const char *text, Span *span)
{
  static const struct
  {
    const char *separator;
    gboolean may_be_open;
  } separators[] = {
    { "..", TRUE },   { "–", TRUE },     { "—", TRUE },  { "~", TRUE },  { "〜", TRUE },
    { "から", TRUE }, { " to ", FALSE }, { "/", FALSE }, { "-", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      const char *separator = separators[i].separator;

      for (const char *mark = strstr (text, separator); mark != NULL;
           mark = strstr (mark + 1, separator))
        if (parse_range_at (text, mark, separator, separators[i].may_be_open, span))
          return TRUE;
    }
  return FALSE;
}

static gboolean
parse_range (const char *text, Span *span)
{
  g_autofree char *until = NULL;

  if (g_ascii_strncasecmp (text, "from ", 5) == 0)
    return parse_sides (text + 5, "", TRUE, span);
  if (g_ascii_strncasecmp (text, "until ", 6) == 0)
    return parse_sides ("", text + 6, TRUE, span);
  if (g_str_has_suffix (text, "まで"))
    {
      until = g_strndup (text, strlen (text) - strlen ("まで"));
      return parse_sides ("", until, TRUE, span) || parse_separated (until, span);
    }
  return parse_separated (text, span);
}

static char *
normalise (const char *text)
{
  gsize length = strnlen (text, MAX_TEXT + 1);
  g_autofree char *folded = NULL;

  if (length > MAX_TEXT || !g_utf8_validate (text, length, NULL))
    return NULL;
  folded = g_utf8_normalize (text, length, G_NORMALIZE_NFKC);
  return g_strstrip (g_steal_pointer (&folded));
}

/**
 * mado_date_parse:
 * @text: what somebody typed: 令和8年5月, R8.5, 2026年5月, 2026-05, May 2026, 5 May 2026,
 * 2011..2015, 2011.., ..2015, 2011–2015, 令和8年度; full-width digits and signs too
 * @error: return location for an error of %MADO_RECORD_ERROR
 *
 * The precision is the one that was typed. A day, month or era year that does not exist is refused,
 * never turned into another one.
 *
 * Returns: (transfer full): the date, or %NULL with %MADO_RECORD_ERROR_MALFORMED
 */
MadoDate *
mado_date_parse (const char *text, GError **error)
{
  g_autofree char *folded = NULL;
  MadoDate *self = NULL;
  Span span;

  g_return_val_if_fail (text != NULL, NULL);

  folded = normalise (text);
  if (folded != NULL && (parse_span (folded, &span) || parse_range (folded, &span)))
    self = mado_date_new_from_points (span.start, span.end);
  if (self == NULL)
    {
      g_autofree char *shown = g_utf8_make_valid (text, strnlen (text, MAX_TEXT));

      g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED, "“%s” is not a date",
                   shown);
    }
  return self;
}
