/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of a term of the desk's own. */
#pragma once

#include <adwaita.h>

#include "core/mado-context.h"
#include "core/store/mado-own-term.h"

G_BEGIN_DECLS

#define MADO_TYPE_TERM_FORM (mado_term_form_get_type ())
G_DECLARE_FINAL_TYPE (MadoTermForm, mado_term_form, MADO, TERM_FORM, AdwWindow)

GtkWidget *mado_term_form_new (GtkWindow *parent, MadoContext *context, const MadoOwnTerm *term);

G_END_DECLS
