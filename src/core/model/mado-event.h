/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An event: a seminar, a forum, a training. */
#pragma once

#include "core/model/mado-record.h"

G_BEGIN_DECLS

#define MADO_TYPE_EVENT (mado_event_get_type ())
G_DECLARE_FINAL_TYPE (MadoEvent, mado_event, MADO, EVENT, MadoRecord)

G_END_DECLS
