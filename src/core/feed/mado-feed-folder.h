/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a profile keeps of each feed that it trusts: feeds/NAME/ with "metadata", "packs" that came
 * and are not applied yet, and "feed.json". */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What feed.json says. */
typedef struct
{
  gint64 confirmed; /* the time of the last update that found everything right; 0: never */
  GPtrArray *sets;  /* (element-type utf8): that the feed has brought */
  char *place;      /* nullable: the address that it is asked for under; without one, a folder is
                     * named each time */
  GHashTable *held; /* nullable (element-type utf8 gint64): sets of which an earlier edition was
                     * returned to, each with the newest edition that is known */
} MadoFeedMemory;

void mado_feed_memory_clear (MadoFeedMemory *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoFeedMemory, mado_feed_memory_clear)
gboolean mado_feed_memory_read (MadoFeedMemory *self, const char *folder, GError **error);
gint64 mado_feed_memory_get_newest (const MadoFeedMemory *self, const char *set, gint64 edition);
void mado_feed_memory_hold (MadoFeedMemory *self, const char *set, gint64 newest);
void mado_feed_memory_release (MadoFeedMemory *self, const char *set);
gboolean mado_feed_memory_write (const MadoFeedMemory *self, const char *folder, GError **error);

gboolean mado_feed_trust (const char *profile, const char *name, GBytes *root, const char *place,
                          GError **error);
gboolean mado_feed_remove (const char *profile, const char *name, GError **error);
gboolean mado_feed_restore (const char *profile, const char *name, GError **error);
GPtrArray *mado_feed_list (const char *profile, GError **error);
char *mado_feed_get_folder (const char *profile, const char *name);
char *mado_feed_find_owner (const char *profile, const char *set, const char *but, GError **error);
int mado_feed_lock (const char *profile, GError **error);

G_END_DECLS
