/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A feed is trusted no more, and is again when that is undone. */
#pragma once

#include "core/mado-context.h"

G_BEGIN_DECLS

void mado_feed_removal_do (MadoContext *context, const char *feed);

G_END_DECLS
