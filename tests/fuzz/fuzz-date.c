/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Types anything as a date: what is read is a date of the calendar, and is read again from what is
 * written of it. */
#include "core/model/mado-date.h"

#include <string.h>

#include "core/json/mado-json.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
assert_same (MadoDate *date, MadoLanguage language, MadoDateStyle style)
{
  g_autofree char *text = mado_date_format (date, language, style);
  g_autoptr (MadoDate) again = mado_date_parse (text, NULL);

  if (again == NULL || mado_date_compare (date, again) != 0)
    g_assert_cmpstr (text, ==, "read as another date");
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDate) date = mado_date_parse (text, &error);
  g_autofree char *upper = NULL;
  g_autofree char *lower = NULL;

  if (date == NULL)
    {
      g_assert_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  g_assert_cmpint (mado_date_get_first_day (date), <=, mado_date_get_last_day (date));
  mado_date_format_gutter (date, MADO_LANGUAGE_JA, &upper, &lower);
  assert_same (date, MADO_LANGUAGE_EN, MADO_DATE_ISO);
  assert_same (date, MADO_LANGUAGE_EN, MADO_DATE_FULL);
  assert_same (date, MADO_LANGUAGE_EN, MADO_DATE_SHORT);
  assert_same (date, MADO_LANGUAGE_JA, MADO_DATE_FULL);
  assert_same (date, MADO_LANGUAGE_JA, MADO_DATE_FULL | MADO_DATE_ERA);
  return 0;
}
