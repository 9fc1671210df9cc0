/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text in English and Japanese, and paragraphs of it: one allocation a text, shared by reference.
 */
#include "core/model/mado-text.h"

#include "core/model/mado-values-private.h"

#include <string.h>

struct _MadoText
{
  const char *texts[2]; /* by MadoLanguage; each NULL, or within the same allocation */
  char storage[];
};

struct _MadoParagraphs
{
  guint n;
  MadoText *paragraphs[];
};

G_DEFINE_BOXED_TYPE (MadoText, mado_text, mado_text_ref, mado_text_unref)
G_DEFINE_BOXED_TYPE (MadoParagraphs, mado_paragraphs, mado_paragraphs_ref, mado_paragraphs_unref)

static void
clear_paragraphs (gpointer data)
{
  MadoParagraphs *self = data;

  for (guint i = 0; i < self->n; i++)
    mado_text_unref (self->paragraphs[i]);
}

/**
 * mado_language_get_code:
 * @language: a language
 *
 * Returns: (transfer none): its BCP 47 code, for Pango and for the members of JSON
 */
const char *
mado_language_get_code (MadoLanguage language)
{
  return language == MADO_LANGUAGE_JA ? "ja" : "en";
}

/**
 * mado_text_new:
 * @en: (nullable): the English text
 * @ja: (nullable): the Japanese text
 *
 * At least one of the two must be there.
 *
 * Returns: (transfer full): a new text
 */
MadoText *
mado_text_new (const char *en, const char *ja)
{
  gsize en_size, ja_size;
  MadoText *self;

  g_return_val_if_fail (en != NULL || ja != NULL, NULL);

  en_size = en != NULL ? strlen (en) + 1 : 0;
  ja_size = ja != NULL ? strlen (ja) + 1 : 0;
  self = g_atomic_rc_box_alloc (sizeof (MadoText) + en_size + ja_size);
  self->texts[MADO_LANGUAGE_EN] = NULL;
  self->texts[MADO_LANGUAGE_JA] = NULL;
  if (en != NULL)
    self->texts[MADO_LANGUAGE_EN] = memcpy (self->storage, en, en_size);
  if (ja != NULL)
    self->texts[MADO_LANGUAGE_JA] = memcpy (self->storage + en_size, ja, ja_size);
  return self;
}

/**
 * mado_text_ref:
 * @self: a text
 *
 * Returns: (transfer full): @self
 */
MadoText *
mado_text_ref (MadoText *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * mado_text_unref:
 * @self: (transfer full): a text
 */
void
mado_text_unref (MadoText *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release (self);
}

/**
 * mado_text_get:
 * @self: a text
 * @language: the language that is wanted
 * @shown: (out) (optional): the language of what is returned
 *
 * The text in @language, or in the other one where that is missing: then @shown differs from
 * @language, and whoever shows it marks it as a fallback.
 *
 * Returns: (transfer none) (not nullable): the text
 */
const char *
mado_text_get (const MadoText *self, MadoLanguage language, MadoLanguage *shown)
{
  g_return_val_if_fail (self != NULL, "");
  g_return_val_if_fail (language <= MADO_LANGUAGE_JA, "");

  if (self->texts[language] == NULL)
    language = language == MADO_LANGUAGE_EN ? MADO_LANGUAGE_JA : MADO_LANGUAGE_EN;
  if (shown != NULL)
    *shown = language;
  return self->texts[language];
}

/**
 * mado_text_get_exact:
 * @self: a text
 * @language: the language that is wanted
 *
 * Returns: (transfer none) (nullable): the text in @language, %NULL where it is missing
 */
const char *
mado_text_get_exact (const MadoText *self, MadoLanguage language)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (language <= MADO_LANGUAGE_JA, NULL);

  return self->texts[language];
}

MadoParagraphs *
mado_paragraphs_new (guint n)
{
  MadoParagraphs *self;

  self = g_atomic_rc_box_alloc0 (sizeof (MadoParagraphs) + n * sizeof (MadoText *));
  self->n = n;
  return self;
}

void
mado_paragraphs_take (MadoParagraphs *self, guint i, MadoText *paragraph)
{
  g_assert (i < self->n && self->paragraphs[i] == NULL);

  self->paragraphs[i] = paragraph;
}

/**
 * mado_paragraphs_ref:
 * @self: paragraphs
 *
 * Returns: (transfer full): @self
 */
MadoParagraphs *
mado_paragraphs_ref (MadoParagraphs *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * mado_paragraphs_unref:
 * @self: (transfer full): paragraphs
 */
void
mado_paragraphs_unref (MadoParagraphs *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_paragraphs);
}

/**
 * mado_paragraphs_get_n:
 * @self: (nullable): paragraphs
 *
 * Returns: how many there are; %NULL has none
 */
guint
mado_paragraphs_get_n (const MadoParagraphs *self)
{
  return self != NULL ? self->n : 0;
}

/**
 * mado_paragraphs_get:
 * @self: paragraphs
 * @i: a position, from 0
 *
 * Returns: (transfer none): paragraph @i in both languages
 */
MadoText *
mado_paragraphs_get (const MadoParagraphs *self, guint i)
{
  g_return_val_if_fail (self != NULL && i < self->n, NULL);

  return self->paragraphs[i];
}
