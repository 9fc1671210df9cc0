/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two texts of one reply or note, written at the same time by two who did not see each other's: one
 * of them stays, or both. Until then nothing is lost of either. */
#pragma once

#include "app/sections/desk/mado-case-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define MADO_TYPE_CASE_COMPARER (mado_case_comparer_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseComparer, mado_case_comparer, MADO, CASE_COMPARER, AdwWindow)

/* @text: has another one */
GtkWidget *mado_case_comparer_new (GtkWindow *parent, MadoCaseEditor *text);

G_END_DECLS
