/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the feeds of a profile stand, for those who look: nothing here asks anybody, verifies
 * anything, or needs the libraries that do. */
#pragma once

#include "core/feed/mado-feed-history.h"
#include <gio/gio.h>

G_BEGIN_DECLS

/* What a root file says of itself. */
typedef struct
{
  gint64 version;
  gint64 expires;   /* seconds since 1970, UTC; 0: it does not say */
  gint64 threshold; /* of its keys, so many have to sign the next one */
  GPtrArray *keys;  /* (element-type utf8): their identifiers, 64 hexadecimal digits mostly */
} MadoFeedRoot;

MadoFeedRoot *mado_feed_root_read (GBytes *bytes, GError **error);
MadoFeedRoot *mado_feed_root_load (GFile *file, GCancellable *cancellable, GError **error);
void mado_feed_root_free (MadoFeedRoot *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoFeedRoot, mado_feed_root_free)

/* A set that a feed has brought. */
typedef struct
{
  char *name;
  gint64 edition;
  char *date;    /* nullable: of the edition, ISO */
  gint64 newest; /* that is known, when an earlier edition was returned to; else 0 */
  GArray
      *kept; /* (element-type gint64): the other editions that can be gone to, the newest first */
} MadoFeedSet;

gboolean mado_feed_set_can_go_to (const MadoFeedSet *self, gint64 edition);

typedef struct
{
  char *name;
  char *place;        /* nullable: the address that it is asked for under */
  MadoFeedRoot *root; /* that is trusted now */
  gint64 confirmed;   /* seconds since 1970, UTC: the last update that found it right; 0: never */
  gint64 expires;     /* until then what was confirmed is current; 0: it never was */
  GPtrArray *sets;    /* (element-type MadoFeedSet) */
  GPtrArray *history; /* (element-type MadoFeedStep): the newest first */
} MadoFeedStanding;

void mado_feed_standing_free (MadoFeedStanding *self);

GPtrArray *mado_feed_list_standings (const char *profile, GCancellable *cancellable,
                                     GError **error);
/* What the newest update did, which may have brought several sets, all at one moment. transfer
 * container (element-type MadoFeedStep), theirs */
GPtrArray *mado_feed_list_newest_steps (GPtrArray *feeds);

G_END_DECLS
