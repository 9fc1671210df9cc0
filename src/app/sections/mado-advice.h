/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one place that turns an error into a sentence in the user's language: what happened, and what
 * to do next. */
#pragma once

#include "core/mado-context.h"

G_BEGIN_DECLS

/* transfer full */
char *mado_advice_explain (const GError *error);
/* What goes wrong with the user's own file, and with bringing the records up to date: there the
 * same codes mean something else. */
char *mado_advice_explain_desk (const GError *error);
char *mado_advice_explain_edition (const GError *error);
/* What goes wrong with a calendar of working days, or a file of closed days. */
char *mado_advice_explain_calendar (const GError *error);
/* What goes wrong with a file of terms. */
char *mado_advice_explain_terms (const GError *error);
/* What goes wrong with an update from a feed. */
char *mado_advice_explain_update (const GError *error);
char *mado_advice_explain_query (const char *text, guint position);

G_END_DECLS
