/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ways back: of each edition that is left, a pack is kept in the feed's folder "back" that leads to
 * it again. It is made here, of records that were verified when they came, and is never served; the
 * versions of the metadata do not go back with it. */
#pragma once

#include "core/feed/mado-catalog.h"

G_BEGIN_DECLS

#define MADO_BACK_PACKS_MOST 30                   /* of a set that are kept */
#define MADO_BACK_MOST ((gsize) 32 * 1024 * 1024) /* bytes of what is in one */

typedef struct
{
  char *set;
  char *date; /* nullable: of the edition that it leads to, ISO */
  MadoPack *pack;
} MadoBackPack;

void mado_back_pack_free (MadoBackPack *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoBackPack, mado_back_pack_free)
char *mado_back_pack_get_file (const MadoBackPack *self, const char *folder);

GPtrArray *mado_back_packs_list (const char *folder, GError **error);
GPtrArray *mado_back_packs_find_way (GPtrArray *packs, const char *set, gint64 from, gint64 to);
GArray *mado_back_packs_list_editions (GPtrArray *packs, const char *set, gint64 from);

gboolean mado_back_packs_add (const char *folder, MadoBackPack *pack, GError **error);
gboolean mado_back_packs_forget (const char *folder, const char *set, GError **error);

G_END_DECLS
