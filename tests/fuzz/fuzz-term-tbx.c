/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes anything for a TBX file of terms: what is read is read again as it was from what is written
 * of it. */
#include "core/export/mado-term-file.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) terms = mado_term_file_parse_tbx ((const char *) data, size, &error);
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *text = NULL;

  if (terms == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == MADO_RECORD_ERROR);
      return 0;
    }
  text = mado_term_file_write_tbx (terms);
  again = mado_term_file_parse_tbx (text, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, terms->len);
  for (guint i = 0; i < terms->len; i++)
    g_assert_true (mado_own_term_equal (terms->pdata[i], again->pdata[i]));
  return 0;
}
