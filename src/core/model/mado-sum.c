/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Round sums in Japanese are told by ten thousands, as official
 * texts write them. */
#include "core/model/mado-sum.h"

#include "core/model/mado-values.h"

#define MAN G_GUINT64_CONSTANT (10000)
#define OKU (MAN * MAN)
#define CHO (OKU * MAN)

/* Nothing stands between the parts: 3億9,905万. */
static void
append_part (GString *out, guint64 part, const char *unit)
{
  g_autofree char *digits = mado_number_format ((gint64) part, MADO_LANGUAGE_JA);

  if (part > 0)
    g_string_append_printf (out, "%s%s", digits, unit);
}

/**
 * mado_sum_format:
 * @value: a number of euros or yen
 * @language: the language it is written for
 *
 * A sum that is round, as official texts write it: in Japanese by ten thousands (万, 億, 兆), where
 * it is a whole number of them.
 *
 * Returns: (transfer full): such as "93,500,000,000" or "935億"
 */
char *
mado_sum_format (gint64 value, MadoLanguage language)
{
  guint64 magnitude = value < 0 ? -(guint64) value : (guint64) value;
  GString *out;

  if (language != MADO_LANGUAGE_JA || magnitude == 0 || magnitude % MAN != 0)
    return mado_number_format (value, language);
  out = g_string_new (value < 0 ? "-" : NULL);
  append_part (out, magnitude / CHO, "兆");
  append_part (out, magnitude % CHO / OKU, "億");
  append_part (out, magnitude % OKU / MAN, "万");
  return g_string_free (out, FALSE);
}
