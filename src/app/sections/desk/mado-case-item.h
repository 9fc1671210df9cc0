/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case in the list's model: its row, and when it is due. Immutable. */
#pragma once

#include "app/sections/desk/mado-case-desk.h"

G_BEGIN_DECLS

#define MADO_TYPE_CASE_ITEM (mado_case_item_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseItem, mado_case_item, MADO, CASE_ITEM, GObject)

MadoCaseItem *mado_case_item_new (MadoCaseRow *row, MadoCaseDesk *desk);
const MadoCaseRow *mado_case_item_get_row (MadoCaseItem *self);
const MadoDeadline *mado_case_item_get_deadline (MadoCaseItem *self); /* nullable */

G_END_DECLS
