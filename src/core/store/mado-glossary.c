/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Terms taken apart: "Joint committee (JC)", "アクセッションフォーム（加入書）". */
#include "core/store/mado-glossary.h"

#include <string.h>

/* At most so many characters are an abbreviation. */
#define MAX_ABBREVIATION 12

static const struct
{
  const char *open;
  const char *close;
} brackets[] = {
  { "(", ")" },
  { "（", "）" },
};

/*
 * mado_glossary_split:
 * @title: such as "Joint committee (JC)"
 * @inner: (out) (transfer full) (nullable): "JC"; %NULL when no bracket stands at the end
 *
 * A bracket in the middle is left out, and names nothing by itself.
 *
 * Returns: (transfer full): "Joint committee"
 */
char *
mado_glossary_split (const char *title, char **inner)
{
  *inner = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (brackets); i++)
    {
      const char *open = strstr (title, brackets[i].open);
      const char *close = open != NULL ? strstr (open, brackets[i].close) : NULL;
      const char *begin = close != NULL ? open + strlen (brackets[i].open) : NULL;
      const char *rest = close != NULL ? close + strlen (brackets[i].close) : NULL;
      g_autofree char *base = NULL;

      if (close == NULL || open == title)
        continue;
      if (*rest == ',')
        rest = ""; /* a remark: "(ERC), form used by funders" */
      if (*rest == '\0')
        *inner = g_strstrip (g_strndup (begin, close - begin));
      base = g_strndup (title, open - title);
      return g_strstrip (g_strconcat (base, rest, NULL));
    }
  return g_strdup (title);
}

/*
 * mado_glossary_is_abbreviation:
 *
 * Whether @text is one word in capitals whose letters stand in @of in that order, the first one
 * first: CAO is one of Cabinet Office, JSPS is none of Bilateral Programs.
 */
gboolean
mado_glossary_is_abbreviation (const char *text, const char *of)
{
  gsize length = strlen (text);

  if (length < 2 || length > MAX_ABBREVIATION
      || g_ascii_tolower (text[0]) != g_ascii_tolower (of[0]))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isupper (text[i]) && !g_ascii_isdigit (text[i]))
        return FALSE;
      while (*of != '\0' && g_ascii_tolower (*of) != g_ascii_tolower (text[i]))
        of++;
      if (*of == '\0')
        return FALSE;
      of++;
    }
  return TRUE;
}

static gboolean
is_japanese (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_utf8_get_char (at) >= 0x2e80)
      return TRUE;
  return FALSE;
}

/*
 * mado_glossary_foreach:
 * @title: a term's
 *
 * Calls @func for each key (not yet folded) and each word that it adds to a query: what the term is
 * called in the other language, and for an abbreviation its long form.
 */
void
mado_glossary_foreach (const MadoText *title, MadoGlossaryFunc func, gpointer user_data)
{
  const char *en = mado_text_get_exact (title, MADO_LANGUAGE_EN);
  const char *ja = mado_text_get_exact (title, MADO_LANGUAGE_JA);
  g_autofree char *en_inner = NULL;
  g_autofree char *ja_inner = NULL;
  g_autofree char *en_base = en != NULL ? mado_glossary_split (en, &en_inner) : NULL;
  g_autofree char *ja_base = ja != NULL ? mado_glossary_split (ja, &ja_inner) : NULL;

  if (en_inner != NULL && !mado_glossary_is_abbreviation (en_inner, en_base))
    g_clear_pointer (&en_inner, g_free);
  /* A Japanese term in Latin letters has them from the English one. */
  if (ja_inner != NULL && !is_japanese (ja_inner))
    {
      if (en_inner == NULL && en_base != NULL && mado_glossary_is_abbreviation (ja_inner, en_base))
        en_inner = g_strdup (ja_inner);
      g_clear_pointer (&ja_inner, g_free);
    }

  if (en_inner != NULL)
    func (en_inner, en_base, MADO_LANGUAGE_EN, user_data);
  if (en_base == NULL || ja_base == NULL)
    return;
  {
    const char *const en_keys[] = { en, en_base, en_inner };
    const char *const ja_keys[] = { ja, ja_base, ja_inner };

    for (guint i = 0; i < G_N_ELEMENTS (en_keys); i++)
      {
        if (en_keys[i] != NULL)
          func (en_keys[i], ja_base, MADO_LANGUAGE_JA, user_data);
        if (en_keys[i] != NULL && ja_inner != NULL)
          func (en_keys[i], ja_inner, MADO_LANGUAGE_JA, user_data);
        if (ja_keys[i] != NULL)
          func (ja_keys[i], en_base, MADO_LANGUAGE_EN, user_data);
      }
  }
}
