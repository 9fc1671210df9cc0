/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks what a damaged desk is to be made anew from, with what each choice would keep, and does it.
 * The damaged file is only read. */
#pragma once

#include <adwaita.h>

#include "core/mado-context.h"

G_BEGIN_DECLS

#define MADO_TYPE_REPAIR (mado_repair_get_type ())
G_DECLARE_FINAL_TYPE (MadoRepair, mado_repair, MADO, REPAIR, AdwWindow)

/* Signal: "repaired" (the desk is another file now). */
MadoRepair *mado_repair_new (GtkWindow *parent, MadoContext *context);

G_END_DECLS
