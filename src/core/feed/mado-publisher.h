/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The side of a feed that gives: a folder to be served by any web host, and a folder of secrets
 * that never is: keys ("keys") and the records to be published next ("sets"). The same records,
 * keys and time give the same bytes. */
#pragma once

#include "core/feed/mado-catalog.h"
#include "core/model/mado-record.h"

G_BEGIN_DECLS

typedef struct _MadoPublisher MadoPublisher;

gboolean mado_publisher_init (const char *folder, const char *secrets, gint64 now, GError **error);

MadoPublisher *mado_publisher_open (const char *folder, const char *secrets, gint64 now,
                                    GError **error);
void mado_publisher_close (MadoPublisher *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPublisher, mado_publisher_close)

gboolean mado_publisher_add (MadoPublisher *self, const char *set, GPtrArray *records,
                             GError **error);

/* Records on their way to be published: a set may be larger than memory. */
typedef struct _MadoStaging MadoStaging;

MadoStaging *mado_staging_begin (MadoPublisher *publisher, const char *set, GError **error);
gboolean mado_staging_add (MadoStaging *self, GPtrArray *records, GError **error);
gboolean mado_staging_end (MadoStaging *self, GError **error);
void mado_staging_free (MadoStaging *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoStaging, mado_staging_free)

/* An edition that was published. */
typedef struct
{
  char *set;
  gint64 seq;
  gint64 records;
  gint64 puts; /* since the edition before */
  gint64 dels;
} MadoEdition;

void mado_edition_free (MadoEdition *self);

gboolean mado_publisher_retire (MadoPublisher *self, const char *set, GError **error);
GPtrArray *mado_publisher_publish (MadoPublisher *self, guint editions, GError **error);
gboolean mado_publisher_prune (MadoPublisher *self, guint *removed, GError **error);
gboolean mado_publisher_stamp (MadoPublisher *self, GError **error);

/* How far the next root is. */
typedef struct
{
  gint64 version;
  guint missing; /* signatures; 0: it is published */
  GPtrArray
      *new_keys; /* (element-type utf8): a role and a key that the root before does not name */
  char *draft;   /* (type filename): where it waits while signatures are missing */
  gboolean leaves_old; /* what a key that was replaced has signed is to be published again */
} MadoNextRoot;

void mado_next_root_free (MadoNextRoot *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoNextRoot, mado_next_root_free)

MadoNextRoot *mado_publisher_sign (MadoPublisher *self, GError **error);

G_END_DECLS
