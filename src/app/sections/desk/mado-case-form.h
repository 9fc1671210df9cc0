/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking in a case by hand: what somebody asked on the telephone, at an event, in person. While it
 * is written, open cases that are like it are named. What was written is kept when the window is
 * closed, and is there when it is opened again. */
#pragma once

#include "app/sections/desk/mado-case-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define MADO_TYPE_CASE_FORM (mado_case_form_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseForm, mado_case_form, MADO, CASE_FORM, AdwWindow)

GtkWidget *mado_case_form_new (GtkWindow *parent, MadoCaseDesk *desk);

G_END_DECLS
