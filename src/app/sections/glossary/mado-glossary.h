/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person does with terms of the desk's own: adds, edits and removes them, brings them in
 * from files and gives them out. Each change is a step that can be undone. */
#pragma once

#include <gtk/gtk.h>

#include "core/mado-context.h"
#include "core/store/mado-own-term.h"

G_BEGIN_DECLS

void mado_glossary_follow (MadoContext *context);
void mado_glossary_change (MadoContext *context, const char *name, GPtrArray *before,
                           GPtrArray *after);

void mado_glossary_add (GtkWidget *widget, MadoContext *context);
void mado_glossary_edit (GtkWidget *widget, MadoContext *context, const char *id);
void mado_glossary_remove (GtkWidget *widget, MadoContext *context, const char *id);
void mado_glossary_import (GtkWidget *widget, MadoContext *context);
void mado_glossary_export (GtkWidget *widget, MadoContext *context, const char *format);

GtkWidget *mado_glossary_make_button (void);

G_END_DECLS
