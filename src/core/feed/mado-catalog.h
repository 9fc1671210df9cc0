/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a feed offers of one set: the whole of it, and packs that lead from edition to edition. */
#pragma once

#include "core/store/mado-set-state.h"
#include <gio/gio.h>

G_BEGIN_DECLS

#define MADO_CATALOG_SCHEMA 1           /* of the records that this program understands */
#define MADO_CATALOG_MOST (1024 * 1024) /* bytes of a catalogue */
#define MADO_CATALOG_PACKS_MOST 64      /* that are applied one after the other */
#define MADO_PACK_RATIO_MOST 200        /* to which what is compressed may swell */

/**
 * MadoPack:
 * @from: the edition that it starts from; #MADO_PACK_FULL: none, it is the whole set
 * @to: the edition that it leads to
 * @path: of the target
 * @bytes: of the file
 * @raw_bytes: of what is in it
 * @puts: records that come
 * @dels: records that go; of a whole set 0
 */
typedef struct
{
  gint64 from;
  gint64 to;
  char *path;
  gint64 bytes;
  gint64 raw_bytes;
  gint64 puts;
  gint64 dels;
} MadoPack;

#define MADO_PACK_FULL (-1)

MadoPack *mado_pack_new (const char *set, gint64 from, gint64 to);
void mado_pack_free (MadoPack *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPack, mado_pack_free)

typedef struct
{
  char *set;
  gint64 schema;
  gint64 seq; /* the edition that is current */
  char *date; /* nullable: of that edition, ISO */
  MadoPack *full;
  GPtrArray *packs; /* (element-type MadoPack) */
  MadoSetState state;
} MadoCatalog;

MadoCatalog *mado_catalog_new (const char *set);
MadoCatalog *mado_catalog_parse (GBytes *bytes, const char *set, GError **error);
GBytes *mado_catalog_write (const MadoCatalog *self);
void mado_catalog_free (MadoCatalog *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCatalog, mado_catalog_free)

GPtrArray *mado_catalog_choose (const MadoCatalog *self, gint64 edition, gboolean known,
                                GError **error);

gboolean mado_catalog_is_set_name (const char *name);
char *mado_catalog_make_path (const char *set);

G_END_DECLS
