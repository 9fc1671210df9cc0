/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Pango is told of record text: its languages, where its lines may break, what is highlighted.
 */
#pragma once

#include <pango/pango.h>

#include "core/model/mado-text.h"

G_BEGIN_DECLS

PangoAttrList *mado_text_attributes_new (const char *shown, MadoLanguage language, GArray *spans);

G_END_DECLS
