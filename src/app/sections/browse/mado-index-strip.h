/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The letters beside a list by name: あかさたな, or A to Z. Choosing one goes to its first record.
 */
#pragma once

#include "core/mado-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_INDEX_STRIP (mado_index_strip_get_type ())
G_DECLARE_FINAL_TYPE (MadoIndexStrip, mado_index_strip, MADO, INDEX_STRIP, GtkWidget)

/* Signal: "jumped" (guint row). It is visible only beside a list by name that is long enough. */
void mado_index_strip_set_request (MadoIndexStrip *self, MadoContext *context,
                                   const MadoRequest *request);

G_END_DECLS
