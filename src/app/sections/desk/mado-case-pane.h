/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of cases beside their page: a search, the views with their counts, the rows. Files that
 * are dropped on it are taken in. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_CASE_PANE (mado_case_pane_get_type ())
G_DECLARE_FINAL_TYPE (MadoCasePane, mado_case_pane, MADO, CASE_PANE, GtkBox)

G_END_DECLS
