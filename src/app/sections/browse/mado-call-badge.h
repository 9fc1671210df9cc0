/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The badge of a call: open and until when, ahead, closed, superseded, or to be checked. */
#pragma once

#include "app/widgets/mado-display.h"
#include "core/model/mado-opportunity.h"

G_BEGIN_DECLS

MadoOpportunityState mado_call_get_state (MadoRecord *record, MadoVocabulary *vocabulary,
                                          MadoDisplay *display);
GtkWidget *mado_call_badge_new (MadoRecord *record, MadoVocabulary *vocabulary,
                                MadoOpportunityState state, MadoLanguage language);
GtkWidget *mado_call_badge_new_short (MadoRecord *record, MadoVocabulary *vocabulary,
                                      MadoOpportunityState state, MadoLanguage language);

G_END_DECLS
