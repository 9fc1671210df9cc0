/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file of terms would change, shown before it is taken. */
#pragma once

#include <adwaita.h>

#include "core/mado-context.h"
#include "core/store/mado-term-plan.h"

G_BEGIN_DECLS

#define MADO_TYPE_TERM_IMPORT (mado_term_import_get_type ())
G_DECLARE_FINAL_TYPE (MadoTermImport, mado_term_import, MADO, TERM_IMPORT, AdwWindow)

/* Reads the file and opens the window, or says in that of @widget what is wrong with it. */
void mado_term_import_begin (GtkWidget *widget, MadoContext *context, GFile *file, GPtrArray *own);
GtkWidget *mado_term_import_new (GtkWindow *parent, MadoContext *context, GPtrArray *plan);

G_END_DECLS
