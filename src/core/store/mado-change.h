/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The smallest change of one run of rows into another. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint position;
  guint removed;
  guint added;
} MadoChange;

/* @old: (element-type gint64), the rows known of @n_old, from the first on; those that are not
 * known are taken for unchanged, since nobody has seen them. @new: (element-type gint64), all rows.
 */
MadoChange mado_change_between (GArray *old, guint n_old, GArray *new);

G_END_DECLS
