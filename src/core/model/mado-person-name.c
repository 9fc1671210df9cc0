/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The name of a person: family and given name apart, so that the order follows the language. */
#include "core/model/mado-values.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (MadoPersonName, mado_person_name, mado_person_name_copy, mado_person_name_free)

/* Names written in katakana are foreign: they keep their own order, given name first. */
static gboolean
is_katakana (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!(c >= 0x30a0 && c <= 0x30ff) && c != ' ' && c != 0x3000 && c != 0xff1d)
        return FALSE;
    }
  return *text != '\0';
}

static char *
format_japanese (const char *family, const char *given)
{
  if (is_katakana (family) && is_katakana (given))
    return g_strconcat (given, "・", family, NULL);
  return g_strconcat (family, " ", given, NULL);
}

static char *
format_english (const char *family, const char *given, gboolean surname_first)
{
  g_autofree char *capitals = NULL;

  if (!surname_first)
    return g_strconcat (given, " ", family, NULL);
  capitals = g_utf8_strup (family, -1);
  return g_strconcat (capitals, " ", given, NULL);
}

/**
 * mado_person_name_copy:
 * @self: a name
 *
 * Returns: (transfer full): a copy
 */
MadoPersonName *
mado_person_name_copy (const MadoPersonName *self)
{
  MadoPersonName *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (MadoPersonName, 1);
  if (self->family != NULL)
    copy->family = mado_text_ref (self->family);
  if (self->given != NULL)
    copy->given = mado_text_ref (self->given);
  copy->family_reading = g_strdup (self->family_reading);
  copy->given_reading = g_strdup (self->given_reading);
  return copy;
}

/**
 * mado_person_name_free:
 * @self: (transfer full): a name
 */
void
mado_person_name_free (MadoPersonName *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->family, mado_text_unref);
  g_clear_pointer (&self->given, mado_text_unref);
  g_free (self->family_reading);
  g_free (self->given_reading);
  g_free (self);
}

/**
 * mado_person_name_format:
 * @self: a name
 * @language: the language of the text that the name stands in
 * @surname_first: in English, "YAMADA Taro" rather than "Taro Yamada"
 *
 * A name that is not given in @language is written in the other one, by that one's rules.
 * Honorifics are not part of it.
 *
 * Returns: (transfer full): the whole name
 */
char *
mado_person_name_format (const MadoPersonName *self, MadoLanguage language, gboolean surname_first)
{
  const char *family, *given;

  g_return_val_if_fail (self != NULL, NULL);

  /* Never half in one script: both parts in the language, or both in the other. */
  if (mado_text_get_exact (self->family, language) == NULL
      || mado_text_get_exact (self->given, language) == NULL)
    language = language == MADO_LANGUAGE_JA ? MADO_LANGUAGE_EN : MADO_LANGUAGE_JA;
  family = mado_text_get (self->family, language, NULL);
  given = mado_text_get (self->given, language, NULL);
  return language == MADO_LANGUAGE_JA ? format_japanese (family, given)
                                      : format_english (family, given, surname_first);
}

/**
 * mado_person_name_address:
 * @self: a name
 * @language: of the letter
 * @surname_first: as for mado_person_name_format()
 *
 * A Japanese letter puts 様 behind whatever name it is. An English one has no honorific that does
 * not tell whether the person is a man or a woman, which a record does not know.
 *
 * Returns: (transfer full): the whole name with the honorific of @language
 */
char *
mado_person_name_address (const MadoPersonName *self, MadoLanguage language, gboolean surname_first)
{
  g_autofree char *name = mado_person_name_format (self, language, surname_first);

  g_return_val_if_fail (name != NULL, NULL);

  return g_strconcat (name, language == MADO_LANGUAGE_JA ? " 様" : NULL, NULL);
}
