/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table of orders, and which of them make sense where. */
#include "app/sections/browse/mado-order.h"

#include <glib/gi18n.h>

#include "app/sections/mado-per-section.h"

static const struct
{
  const char *word;
  const char *title; /* untranslated */
  MadoOrder order;
} orders[] = {
  { MADO_ORDER_WORD_DEFAULT, NC_ ("order", "Best match or newest"), MADO_ORDER_DEFAULT },
  { "deadline", NC_ ("order", "Deadline, next first"), MADO_ORDER_DEADLINE },
  { "newest", NC_ ("order", "Newest first"), MADO_ORDER_NEWEST },
  { "oldest", NC_ ("order", "Oldest first"), MADO_ORDER_OLDEST },
  { "name", NC_ ("order", "Name"), MADO_ORDER_NAME_EN },
  { "name-back", NC_ ("order", "Name, from the last"), MADO_ORDER_NAME_EN },
  { "name-en", NC_ ("order", "English name, A to Z"), MADO_ORDER_NAME_EN },
  { "name-ja", NC_ ("order", "Japanese reading, あ to わ"), MADO_ORDER_NAME_JA },
};

/* A mixture of kinds with and without dates has only its days in common. */
static gboolean
is_by_name (const MadoSection *section)
{
  for (MadoKind kind = MADO_KIND_NONE + 1; kind < MADO_N_KINDS; kind++)
    if (mado_section_has (section, kind) && mado_kind_is_dated (kind))
      return FALSE;
  return TRUE;
}

static gboolean
has_order (const MadoSection *section, const char *word)
{
  if (g_str_equal (word, MADO_ORDER_WORD_DEFAULT))
    return TRUE;
  if (g_str_equal (word, "deadline"))
    return mado_section_has (section, MADO_KIND_OPPORTUNITY);
  return (g_str_equal (word, "name-en") || g_str_equal (word, "name-ja")) == is_by_name (section);
}

guint
mado_order_list (const MadoSection *section, const char *words[MADO_ORDER_MOST])
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (orders) && n < MADO_ORDER_MOST; i++)
    if (has_order (section, orders[i].word))
      words[n++] = orders[i].word;
  return n;
}

const char *
mado_order_get_title (const MadoSection *section, const char *word)
{
  if (g_str_equal (word, MADO_ORDER_WORD_DEFAULT) && is_by_name (section))
    return C_ ("order", "Best match or name");
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (g_str_equal (orders[i].word, word))
      return g_dpgettext2 (GETTEXT_PACKAGE, "order", orders[i].title);
  g_return_val_if_reached ("");
}

gboolean
mado_order_has_index (const MadoSection *section)
{
  return is_by_name (section);
}

char *
mado_orders_lookup (const char *kept, const MadoSection *section)
{
  g_autofree char *word = mado_per_section_lookup (kept, section);

  for (guint i = 0; word && i < G_N_ELEMENTS (orders); i++)
    if (g_str_equal (orders[i].word, word) && has_order (section, word))
      return g_steal_pointer (&word);
  return g_strdup (MADO_ORDER_WORD_DEFAULT);
}

char *
mado_orders_change (const char *kept, const MadoSection *section, const char *word)
{
  return mado_per_section_change (kept, section,
                                  g_str_equal (word, MADO_ORDER_WORD_DEFAULT) ? NULL : word);
}

static MadoOrder
get_order (const MadoSection *section, const char *word, gboolean has_words, MadoLanguage language)
{
  MadoOrder by_name = language == MADO_LANGUAGE_JA ? MADO_ORDER_NAME_JA : MADO_ORDER_NAME_EN;

  if (g_str_equal (word, "name") || g_str_equal (word, "name-back"))
    return by_name;
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (g_str_equal (orders[i].word, word) && orders[i].order != MADO_ORDER_DEFAULT)
      return orders[i].order;
  if (has_words)
    return MADO_ORDER_DEFAULT;
  return is_by_name (section) ? by_name : MADO_ORDER_NEWEST;
}

/**
 * mado_order_make_request:
 * @query: (nullable): lent to the request
 * @kept: the orders of all sections, as they are remembered
 *
 * A query of filters alone has nothing that could match better or worse.
 */
MadoRequest
mado_order_make_request (const MadoSection *section, MadoQuery *query, const char *kept,
                         MadoDisplay *display)
{
  MadoLanguage language = mado_display_get_interface_language ();
  g_autofree char *word = mado_orders_lookup (kept, section);
  gboolean has_words = query && mado_query_get_needles (query)->len > 0;
  MadoRequest request
      = { section->kinds, query, section->order, language, mado_display_get_latin_last (display) };

  request.order = get_order (section, word, has_words, language);
  request.is_backwards = g_str_equal (word, "name-back");
  return request;
}
