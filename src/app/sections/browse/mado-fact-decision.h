/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fact that is computed: until when an agreement has to be decided on, with its working. */
#pragma once

#include "app/sections/browse/mado-facts.h"

G_BEGIN_DECLS

void mado_fact_add_decision (const MadoFactSource *source, GPtrArray *facts);

G_END_DECLS
