/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers and money: integers only, written with digits in groups of three. */
#include "core/model/mado-values.h"

#include <string.h>

#include "core/model/mado-sum.h"

static MadoNumber *
copy_number (const MadoNumber *self)
{
  return g_memdup2 (self, sizeof *self);
}

static MadoMoney *
copy_money (const MadoMoney *self)
{
  return g_memdup2 (self, sizeof *self);
}

G_DEFINE_BOXED_TYPE (MadoNumber, mado_number, copy_number, g_free)
G_DEFINE_BOXED_TYPE (MadoMoney, mado_money, copy_money, g_free)

static char *
group_digits (guint64 value, gboolean negative)
{
  char buffer[32]; /* 20 digits, 6 commas, a sign */
  char *p = buffer + sizeof buffer;
  guint n = 0;

  *--p = '\0';
  do
    {
      if (n > 0 && n % 3 == 0)
        *--p = ',';
      *--p = '0' + value % 10;
      value /= 10;
      n++;
    }
  while (value > 0);
  if (negative)
    *--p = '-';
  return g_strdup (p);
}

static guint64
get_magnitude (gint64 value)
{
  return value < 0 ? -(guint64) value : (guint64) value;
}

/**
 * mado_number_format:
 * @value: a number
 * @language: the language it is written for; both group by three
 *
 * Returns: (transfer full): such as "93,500,000,000"
 */
char *
mado_number_format (gint64 value, MadoLanguage language)
{
  return group_digits (get_magnitude (value), value < 0);
}

/**
 * mado_money_format:
 * @self: an amount
 * @language: the language it is written for
 *
 * English has the code of the currency before the amount, Japanese the word after it; cents are
 * shown where there are any.
 *
 * Returns: (transfer full) (nullable): such as "EUR 7,000,000" or "700万ユーロ"; %NULL when unset
 */
char *
mado_money_format (const MadoMoney *self, MadoLanguage language)
{
  gboolean is_yen;
  gint64 units;
  g_autofree char *whole = NULL;
  g_autofree char *amount = NULL;
  guint cents = 0;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->currency[0] == '\0')
    return NULL;

  is_yen = strcmp (self->currency, "JPY") == 0;
  units = is_yen ? self->minor_units : self->minor_units / 100;
  if (!is_yen)
    cents = get_magnitude (self->minor_units) % 100;
  if (cents == 0 && (is_yen || strcmp (self->currency, "EUR") == 0))
    whole = mado_sum_format (units, language);
  else
    whole = group_digits (get_magnitude (units), self->minor_units < 0);
  amount = cents > 0 ? g_strdup_printf ("%s.%02u", whole, cents) : g_strdup (whole);

  if (language == MADO_LANGUAGE_JA && is_yen)
    return g_strconcat (amount, "円", NULL);
  if (language == MADO_LANGUAGE_JA && strcmp (self->currency, "EUR") == 0)
    return g_strconcat (amount, "ユーロ", NULL);
  return g_strconcat (self->currency, " ", amount, NULL);
}
