/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records that a list keeps: the pages used last, a hundred rows each. */
#pragma once

#include "core/store/mado-reader.h"

G_BEGIN_DECLS

#define MADO_PAGE_LENGTH 100 /* rows */
#define MADO_PAGES_KEPT 20

typedef struct _MadoPages MadoPages;

MadoPages *mado_pages_new (void);
void mado_pages_free (MadoPages *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPages, mado_pages_free)

MadoHit *mado_pages_get (MadoPages *self, guint position); /* transfer none, nullable */
/* @hits: (element-type MadoHit), the page's rows from its first on; drops the page unused longest.
 */
void mado_pages_put (MadoPages *self, guint page, GPtrArray *hits);
void mado_pages_drop_from (MadoPages *self, guint page);
guint mado_pages_get_n (MadoPages *self);

G_END_DECLS
