/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A feed is added: its root file, whose keys are shown to be compared, its name here, and where it
 * is. */
#pragma once

#include "app/sections/updates/mado-updates.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define MADO_TYPE_FEED_FORM (mado_feed_form_get_type ())
G_DECLARE_FINAL_TYPE (MadoFeedForm, mado_feed_form, MADO, FEED_FORM, AdwExpanderRow)

void mado_feed_form_set_context (MadoFeedForm *self, MadoContext *context);

G_END_DECLS
