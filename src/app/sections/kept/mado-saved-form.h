/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for the name of a search that is to be kept, or for another one. */
#pragma once

#include <adwaita.h>

#include "core/mado-context.h"
#include "core/store/mado-saved-search.h"

G_BEGIN_DECLS

#define MADO_TYPE_SAVED_FORM (mado_saved_form_get_type ())
G_DECLARE_FINAL_TYPE (MadoSavedForm, mado_saved_form, MADO, SAVED_FORM, AdwWindow)

/* @search: (nullable): what is renamed */
GtkWidget *mado_saved_form_new (MadoContext *context, const MadoSavedSearch *search,
                                const char *section, const char *query);

G_END_DECLS
