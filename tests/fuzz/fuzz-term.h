/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes anything for a file of terms: what is read is read again as it was from what is written of
 * it. */
#pragma once

#include "core/export/mado-term-file.h"

#include <string.h>

typedef GPtrArray *(*ParseTerms) (const char *text, gsize length, GError **error);
typedef char *(*WriteTerms) (GPtrArray *terms);

static inline void
try_terms (const guint8 *data, size_t size, ParseTerms parse, WriteTerms write)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) terms = parse ((const char *) data, size, &error);
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *text = NULL;

  if (terms == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == MADO_RECORD_ERROR);
      return;
    }
  text = write (terms);
  again = parse (text, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, terms->len);
  for (guint i = 0; i < terms->len; i++)
    g_assert_true (mado_own_term_equal (terms->pdata[i], again->pdata[i]));
}
