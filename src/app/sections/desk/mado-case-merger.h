/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merging a case into another one: both are shown, and why they are one is asked for. It can be
 * taken back. */
#pragma once

#include "app/sections/desk/mado-case-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define MADO_TYPE_CASE_MERGER (mado_case_merger_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseMerger, mado_case_merger, MADO, CASE_MERGER, AdwWindow)

/* @page: of the case that goes; @into (nullable): the id of the other one */
GtkWidget *mado_case_merger_new (GtkWindow *parent, MadoCaseDesk *desk, const MadoCasePage *page,
                                 const char *into);

G_END_DECLS
