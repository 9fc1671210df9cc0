/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes anything for a calendar file: what is read are real days, each once and in order, with
 * names of one line. */
#include "core/desk/calendars/mado-holidays.h"

#include <string.h>

#include "core/json/mado-json.h"
#include "core/model/mado-day.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoHolidays) holidays = mado_holidays_parse ((const char *) data, size, &error);

  if (holidays == NULL)
    {
      g_assert_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED);
      return 0;
    }
  g_assert_cmpuint (holidays->days->len, >, 0);
  g_assert_cmpuint (holidays->days->len, <=, MADO_HOLIDAYS_MOST_DAYS);
  for (guint i = 0; i < holidays->days->len; i++)
    {
      const MadoClosedDay *day = &g_array_index (holidays->days, MadoClosedDay, i);
      g_autofree char *iso = mado_day_format_iso (day->day);
      const char *title = mado_text_get (day->title, MADO_LANGUAGE_EN, NULL);

      g_assert_cmpint (mado_day_parse (iso), ==, day->day);
      g_assert_true (i == 0 || (day - 1)->day < day->day);
      g_assert_true (g_utf8_validate (title, -1, NULL));
      g_assert_null (strpbrk (title, "\n\r\t"));
      g_assert_cmpuint (strlen (title), >, 0);
    }
  return 0;
}
