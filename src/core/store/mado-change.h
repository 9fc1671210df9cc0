/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How one run of rows becomes another, told so that rows somebody looks at stay where they can. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint position;
  guint removed;
  guint added;
} MadoChange;

/* transfer full (element-type MadoChange): from the first row on, each as it is once those before
 * it are made, and each the smallest between the rows that stay.
 *
 * @old: (element-type gint64), the rows known of @n_old, from the first on; those that are not
 * known are taken for unchanged, since nobody has seen them. @new: (element-type gint64), all rows.
 * @held: (element-type gint64), rows that somebody looks at: as many of them stay as can, unless
 * that took so many changes that all rows are told as new. */
GArray *mado_changes_between (GArray *old, guint n_old, GArray *new, GArray *held);

G_END_DECLS
