/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pango keeps the rules between words; where a line is too narrow for a word it breaks anywhere.
 * Attributes forbid that, and leave the text, which people copy, as it is. */
#include "app/widgets/mado-line-breaks.h"

#include <glib.h>

static const char never_first[]
    = "、。，．・：；？！」』）〕］｝〉》】〗〙〟’”〜～゠‼⁇⁈⁉ー々〻ゝゞヽヾ"
      "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
      "ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ";
static const char never_last[] = "「『（〔［｛〈《【〖〘〝“‘";

static gboolean
is_in (const char *set, gunichar character)
{
  return g_utf8_strchr (set, -1, character) != NULL;
}

static gboolean
is_digit (gunichar character)
{
  return character >= '0' && character <= '9';
}

/* A date is read in one: 2026年5月12日, 令和8年. */
static gboolean
is_in_date (gunichar left, gunichar right)
{
  return (is_digit (left) && is_in ("年月日", right))
         || (is_in ("年月和成", left) && is_digit (right));
}

/* Whether a line may end with @left and the next begin with @right. */
static gboolean
may_part (gunichar left, gunichar right)
{
  return !is_in (never_first, right) && !is_in (never_last, left) && !is_in_date (left, right);
}

static void
forbid (PangoAttrList *attributes, gsize start, gsize end)
{
  PangoAttribute *attribute = pango_attr_allow_breaks_new (FALSE);

  attribute->start_index = (guint) start;
  attribute->end_index = (guint) end;
  pango_attr_list_insert (attributes, attribute);
}

/**
 * mado_line_breaks_add:
 * @attributes: of a layout, which is widened by where it may not break
 * @text: of the layout
 */
void
mado_line_breaks_add (PangoAttrList *attributes, const char *text)
{
  const char *start = NULL; /* of a run that stays together */
  const char *left = text;

  g_return_if_fail (attributes != NULL && text != NULL);

  while (*left != '\0')
    {
      const char *right = g_utf8_next_char (left);
      gboolean parts = *right == '\0' || may_part (g_utf8_get_char (left), g_utf8_get_char (right));

      if (!parts && start == NULL)
        start = left;
      if (parts && start != NULL)
        {
          forbid (attributes, start - text, right - text);
          start = NULL;
        }
      left = right;
    }
}
