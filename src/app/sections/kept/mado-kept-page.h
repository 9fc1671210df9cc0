/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The section of stars and notes: everything that was marked or written on, also what has vanished
 * from the collection since. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MADO_TYPE_KEPT_PAGE (mado_kept_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoKeptPage, mado_kept_page, MADO, KEPT_PAGE, GtkBox)

G_END_DECLS
