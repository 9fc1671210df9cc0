/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The orders in which a section can be listed, the words by which they are remembered, and the
 * request that follows. */
#pragma once

#include "app/sections/mado-sections.h"
#include "app/widgets/mado-display.h"

G_BEGIN_DECLS

#define MADO_ORDER_MOST 6
#define MADO_ORDER_WORD_DEFAULT "default" /* best match first; without words, the section's own */

/* The words of @section's orders; returns how many. */
guint mado_order_list (const MadoSection *section, const char *words[MADO_ORDER_MOST]);
const char *mado_order_get_title (const MadoSection *section, const char *word); /* translated */

gboolean mado_order_has_index (const MadoSection *section); /* its names have readings */

/* @orders: "funding=deadline;events=oldest". transfer full */
char *mado_orders_lookup (const char *orders, const MadoSection *section);
char *mado_orders_change (const char *orders, const MadoSection *section, const char *word);

/* What the list is asked for. @query (nullable) is lent. */
MadoRequest mado_order_make_request (const MadoSection *section, MadoQuery *query,
                                     const char *orders, MadoDisplay *display);

G_END_DECLS
