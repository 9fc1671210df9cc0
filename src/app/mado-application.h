/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: its options, its one context, its windows. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MADO_TYPE_APPLICATION (mado_application_get_type ())
G_DECLARE_FINAL_TYPE (MadoApplication, mado_application, MADO, APPLICATION, AdwApplication)

MadoApplication *mado_application_new (void);
gboolean mado_application_starts_over (MadoApplication *self); /* it is a trial that has ended */

G_END_DECLS
