/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a date is written for people, in English and Japanese: no more exact than it is. */
#include "core/model/mado-date-private.h"

static const char *const month_names[]
    = { NULL,   "January", "February",  "March",   "April",    "May",     "June",
        "July", "August",  "September", "October", "November", "December" };

#define STYLE_MASK 0xf

/* The Japanese parts of a point that are written: all, or those that differ from the point before.
 */
typedef enum
{
  FROM_YEAR,
  FROM_MONTH,
  FROM_DAY,
} Part;

static void
append_month (GString *out, guint month, MadoDateStyle style)
{
  g_string_append_len (out, month_names[month], (style & STYLE_MASK) == MADO_DATE_SHORT ? 3 : -1);
}

static void
append_era_year (GString *out, guint i, gint year)
{
  const MadoEra *era = mado_era_get (i);
  gint era_year = year - era->year_before;

  g_string_append (out, era->name);
  if (era_year == 1)
    g_string_append (out, "元年");
  else
    g_string_append_printf (out, "%d年", era_year);
}

/* （令和5年）, and （平成31年・令和元年） for a point that cannot tell which it lies in. */
static void
append_era (GString *out, MadoDatePoint point)
{
  guint first, last;

  if (!mado_era_find (point, &first, &last))
    return;
  g_string_append (out, "（");
  for (guint i = first; i <= last; i++)
    {
      if (i > first)
        g_string_append (out, "・");
      append_era_year (out, i, point.year);
    }
  g_string_append (out, "）");
}

static void
append_japanese (GString *out, MadoDatePoint point, Part part, MadoDateStyle style)
{
  if (part <= FROM_YEAR)
    {
      g_string_append_printf (out, "%d年", point.year);
      if (style & MADO_DATE_ERA)
        append_era (out, point);
    }
  if (part <= FROM_MONTH && point.precision >= MADO_PRECISION_MONTH)
    g_string_append_printf (out, "%d月", point.month);
  if (point.precision >= MADO_PRECISION_DAY)
    g_string_append_printf (out, "%d日", point.day);
}

static void
append_english (GString *out, MadoDatePoint point, gboolean with_year, MadoDateStyle style)
{
  if (point.precision >= MADO_PRECISION_DAY)
    g_string_append_printf (out, "%d ", point.day);
  if (point.precision >= MADO_PRECISION_MONTH)
    {
      append_month (out, point.month, style);
      if (with_year)
        g_string_append_c (out, ' ');
    }
  if (with_year || point.precision == MADO_PRECISION_YEAR)
    g_string_append_printf (out, "%d", point.year);
}

static void
append_iso (GString *out, MadoDatePoint point)
{
  if (point.precision == MADO_PRECISION_NONE)
    {
      g_string_append (out, "..");
      return;
    }
  g_string_append_printf (out, "%04d", point.year);
  if (point.precision >= MADO_PRECISION_MONTH)
    g_string_append_printf (out, "-%02d", point.month);
  if (point.precision >= MADO_PRECISION_DAY)
    g_string_append_printf (out, "-%02d", point.day);
}

static char *
format_iso (const MadoDate *self, MadoDatePoint start, MadoDatePoint end)
{
  GString *out = g_string_new (NULL);

  append_iso (out, start);
  if (mado_date_is_period (self))
    {
      g_string_append_c (out, '/');
      append_iso (out, end);
    }
  return g_string_free (out, FALSE);
}

/* What two points of one precision have in common need not be written twice. */
static Part
find_difference (MadoDatePoint start, MadoDatePoint end, MadoDateStyle style)
{
  guint first, last, end_first, end_last;

  if (start.precision != end.precision || start.year != end.year)
    return FROM_YEAR;
  /* In a year with two eras, each point carries its own. */
  if ((style & MADO_DATE_ERA) && mado_era_find (start, &first, &last)
      && mado_era_find (end, &end_first, &end_last) && (first != end_first || last != end_last))
    return FROM_YEAR;
  return start.month == end.month ? FROM_DAY : FROM_MONTH;
}

static char *
format_japanese (const MadoDate *self, MadoDatePoint start, MadoDatePoint end, MadoDateStyle style)
{
  GString *out = g_string_new (NULL);

  if (start.precision == MADO_PRECISION_NONE)
    {
      append_japanese (out, end, FROM_YEAR, style);
      g_string_append (out, "まで");
    }
  else if (end.precision == MADO_PRECISION_NONE)
    {
      append_japanese (out, start, FROM_YEAR, style);
      g_string_append (out, "から");
    }
  else
    {
      append_japanese (out, start, FROM_YEAR, style);
      if (mado_date_is_period (self))
        {
          g_string_append (out, "～");
          append_japanese (out, end, find_difference (start, end, style), style);
        }
    }
  return g_string_free (out, FALSE);
}

static void
append_english_period (GString *out, MadoDatePoint start, MadoDatePoint end, MadoDateStyle style)
{
  Part difference = find_difference (start, end, MADO_DATE_FULL);

  if (difference == FROM_DAY && start.precision == MADO_PRECISION_DAY)
    {
      g_string_append_printf (out, "%d–", start.day);
      append_english (out, end, TRUE, style);
      return;
    }
  append_english (out, start, difference == FROM_YEAR, style);
  /* Years and months are closed up, longer points have spaces round the dash. */
  if (start.precision == end.precision
      && (start.precision == MADO_PRECISION_YEAR
          || (start.precision == MADO_PRECISION_MONTH && difference == FROM_MONTH)))
    g_string_append (out, "–");
  else
    g_string_append (out, " – ");
  append_english (out, end, TRUE, style);
}

static char *
format_english (const MadoDate *self, MadoDatePoint start, MadoDatePoint end, MadoDateStyle style)
{
  GString *out = g_string_new (NULL);

  if (start.precision == MADO_PRECISION_NONE)
    {
      g_string_append (out, "until ");
      append_english (out, end, TRUE, style);
    }
  else if (end.precision == MADO_PRECISION_NONE)
    {
      /* Not "since": that would say that it still goes on. */
      g_string_append (out, "from ");
      append_english (out, start, TRUE, style);
    }
  else if (mado_date_is_period (self))
    append_english_period (out, start, end, style);
  else
    append_english (out, start, TRUE, style);
  return g_string_free (out, FALSE);
}

/**
 * mado_date_format:
 * @self: a date
 * @language: the language it is written in
 * @style: how, see #MadoDateStyle
 *
 * Returns: (transfer full): the date, no more exact than it is
 */
char *
mado_date_format (const MadoDate *self, MadoLanguage language, MadoDateStyle style)
{
  MadoDatePoint start, end;

  g_return_val_if_fail (self != NULL, NULL);

  start = mado_date_get_start (self);
  end = mado_date_get_end (self);
  if ((style & STYLE_MASK) == MADO_DATE_ISO)
    return format_iso (self, start, end);
  if (language == MADO_LANGUAGE_JA)
    return format_japanese (self, start, end, style);
  return format_english (self, start, end, style);
}

/**
 * mado_date_format_gutter:
 * @self: a date
 * @language: the language it is written in
 * @upper: (out) (transfer full): the upper line
 * @lower: (out) (transfer full) (nullable): the lower line, %NULL where the upper one says all
 *
 * The two lines that stand beside a row, of the start, or of the end where only that is known.
 */
void
mado_date_format_gutter (const MadoDate *self, MadoLanguage language, char **upper, char **lower)
{
  MadoDatePoint point;
  g_autoptr (GString) out = g_string_new (NULL);

  g_return_if_fail (self != NULL && upper != NULL && lower != NULL);

  point = mado_date_get_start (self);
  if (point.precision == MADO_PRECISION_NONE)
    point = mado_date_get_end (self);

  *lower = NULL;
  if (language == MADO_LANGUAGE_JA)
    {
      append_japanese (out, point, point.precision == MADO_PRECISION_YEAR ? FROM_YEAR : FROM_MONTH,
                       MADO_DATE_SHORT);
      if (point.precision != MADO_PRECISION_YEAR)
        *lower = g_strdup_printf ("%d年", point.year);
    }
  else
    {
      append_english (out, point, FALSE, MADO_DATE_SHORT);
      if (point.precision != MADO_PRECISION_YEAR)
        *lower = g_strdup_printf ("%d", point.year);
    }
  *upper = g_strdup (out->str);
}
