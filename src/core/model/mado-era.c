/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The eras of Japan, from an own table: the C library's %EY is not to be had everywhere. */
#include "core/model/mado-date-private.h"

/* Each era starts on the day that its order or law names: Dajokan proclamation 337 of 1872 (the
 * solar calendar from 1 January of Meiji 6), the rescripts of 30 July 1912 and 25 December 1926,
 * and the cabinet orders under the Era Name Act (Act 43 of 1979), 1/1989 and 143/2019. */
static const MadoEra eras[MADO_N_ERAS] = {
  { "明治", 'M', 1867, { MADO_PRECISION_DAY, 1873, 1, 1 } },
  { "大正", 'T', 1911, { MADO_PRECISION_DAY, 1912, 7, 30 } },
  { "昭和", 'S', 1925, { MADO_PRECISION_DAY, 1926, 12, 25 } },
  { "平成", 'H', 1988, { MADO_PRECISION_DAY, 1989, 1, 8 } },
  { "令和", 'R', 2018, { MADO_PRECISION_DAY, 2019, 5, 1 } },
};

const MadoEra *
mado_era_get (guint i)
{
  g_assert (i < MADO_N_ERAS);

  return &eras[i];
}

static guint
find_on_day (gint day)
{
  guint i = MADO_N_ERAS - 1;

  while (i > 0 && day < mado_date_point_get_first_day (eras[i].start))
    i--;
  return i;
}

gboolean
mado_era_find (MadoDatePoint point, guint *first, guint *last)
{
  if (mado_date_point_get_first_day (point) < mado_date_point_get_first_day (eras[0].start)
      || point.year > eras[MADO_N_ERAS - 1].year_before + MADO_ERA_LAST_YEAR)
    return FALSE;

  *first = find_on_day (mado_date_point_get_first_day (point));
  *last = find_on_day (mado_date_point_get_last_day (point));
  return TRUE;
}

/**
 * mado_date_format_era_year:
 * @year: of the Gregorian calendar
 *
 * For an axis, where room is short: the era by its first character.
 *
 * Returns: (transfer full) (nullable): "令5", "平31・令元" for a year of two eras; %NULL where no
 *   era is known
 */
char *
mado_date_format_era_year (gint year)
{
  MadoDatePoint point = { MADO_PRECISION_YEAR, 0, 0, 0 };
  GString *out;
  guint first, last;

  point.year = CLAMP (year, 0, G_MAXINT16);
  if (!mado_date_point_is_valid (point) || !mado_era_find (point, &first, &last))
    return NULL;
  out = g_string_new (NULL);
  for (guint i = first; i <= last; i++)
    {
      gint era_year = year - eras[i].year_before;

      if (i > first)
        g_string_append (out, "・");
      g_string_append_len (out, eras[i].name, g_utf8_next_char (eras[i].name) - eras[i].name);
      if (era_year == 1)
        g_string_append (out, "元");
      else
        g_string_append_printf (out, "%d", era_year);
    }
  return g_string_free (out, FALSE);
}
