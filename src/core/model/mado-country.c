/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A locale without a language, "und_BE", has nothing but its country. */
#include "core/model/mado-country.h"

#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#define MOST 128 /* letters of a name */

/**
 * mado_country_get_name:
 * @code: two letters, as in ISO 3166-1; anything else is given back
 * @language: in which it is called
 */
const char *
mado_country_get_name (const char *code, MadoLanguage language)
{
  UChar name[MOST];
  char text[MOST * 3];
  char locale[] = "und_XX";
  UErrorCode status = U_ZERO_ERROR;
  int length;

  g_return_val_if_fail (code != NULL, NULL);

  if (strlen (code) != 2 || !g_ascii_isupper (code[0]) || !g_ascii_isupper (code[1]))
    return code;
  memcpy (locale + strlen ("und_"), code, 2);
  length = uloc_getDisplayCountry (locale, mado_language_get_code (language), name, MOST, &status);
  if (U_SUCCESS (status) && length < MOST)
    u_strToUTF8 (text, sizeof text, NULL, name, length, &status);
  /* There are few countries: each name is kept once. */
  return U_SUCCESS (status) && status != U_STRING_NOT_TERMINATED_WARNING ? g_intern_string (text)
                                                                         : code;
}
