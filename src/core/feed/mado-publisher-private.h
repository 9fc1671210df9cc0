/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the publisher share. */
#pragma once

#include "core/feed/mado-publisher-metadata.h"
#include "core/feed/mado-publisher.h"
#include "core/feed/tuf/mado-tuf-metadata.h"

G_BEGIN_DECLS

struct _MadoPublisher
{
  char *folder;  /* that is served */
  char *secrets; /* that is not */
  gint64 now;
  MadoTufMetadata *root; /* nullable, before there is one: the newest */
  gint64 timestamp_version;
  gint64 snapshot_version;
  GHashTable *versions; /* (element-type utf8 gint64): of targets and of each set's role */
};

MadoTufSigner *mado_publisher_load_key (MadoPublisher *self, const char *name, GError **error);
JsonNode *mado_publisher_find_key (MadoPublisher *self, const char *name, GError **error);
JsonNode *mado_publisher_make_key (const char *secrets, const char *name, GError **error);
char *mado_publisher_get_set_key (const char *set);

GBytes *mado_publisher_read (MadoPublisher *self, gint64 version, const char *role, GError **error);
gboolean mado_publisher_write (MadoPublisher *self, gint64 version, const char *role, GBytes *bytes,
                               GError **error);
gboolean mado_publisher_sign_role (MadoPublisher *self, const char *role, const char *key,
                                   JsonNode *body, GError **error);
gint64 mado_publisher_get_version (MadoPublisher *self, const char *role);
void mado_publisher_set_version (MadoPublisher *self, const char *role, gint64 version);
gboolean mado_publisher_finish (MadoPublisher *self, GError **error);

/* A record that is to be published. */
typedef struct
{
  gint64 place; /* kind and day: so the store of whoever reads it grows at its end */
  char *id;
  char *form;
} MadoStaged;

void mado_staged_init (MadoStaged *self, MadoRecord *record);
void mado_staged_clear (MadoStaged *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoStaged, mado_staged_clear)
int mado_staged_compare (const MadoStaged *one, const MadoStaged *two);

/* Holds one record at a time. */
typedef struct _MadoStagedLines MadoStagedLines;

gboolean mado_staged_remove (MadoPublisher *publisher, const char *set, gboolean *was_there,
                             GError **error);
MadoStagedLines *mado_staged_lines_open (MadoPublisher *publisher, const char *set, GError **error);
void mado_staged_lines_free (MadoStagedLines *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoStagedLines, mado_staged_lines_free)
gboolean mado_staged_lines_rewind (MadoStagedLines *self, GError **error);
const MadoStaged *mado_staged_lines_next (MadoStagedLines *self, GError **error);

MadoEdition *mado_publisher_make_edition (MadoPublisher *self, const char *set, guint editions,
                                          gboolean *changed, GError **error);

G_END_DECLS
