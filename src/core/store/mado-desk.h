/* SPDX-License-Identifier: GPL-3.0-or-later */
/* desk.db: what cannot be made again. For now stars, notes and what is unread (mado-arrivals.h);
 * own records and cases follow. Lives on the desk's thread. When damaged it is opened read-only and
 * never touched. */
#pragma once

#include "core/store/mado-database.h"

G_BEGIN_DECLS

typedef struct _MadoDesk MadoDesk;

MadoDesk *mado_desk_open (const char *profile, GError **error);
void mado_desk_close (MadoDesk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoDesk, mado_desk_close)

/* (nullable): none when the file cannot be read at all */
MadoDatabase *mado_desk_get_database (MadoDesk *self);
const GError *mado_desk_get_reason (MadoDesk *self); /* why it is read-only */
gboolean mado_desk_is_read_only (MadoDesk *self, char **why);
gboolean mado_desk_check_rows (MadoDatabase *database, GPtrArray *wrong, GError **error);

gboolean mado_desk_set_starred (MadoDesk *self, const char *id, const char *title, gboolean starred,
                                GError **error);
gboolean mado_desk_is_starred (MadoDesk *self, const char *id, gboolean *starred, GError **error);
GPtrArray *mado_desk_list_starred (MadoDesk *self, GError **error);

/* A record that somebody starred or wrote a note on. */
typedef struct
{
  char *id;
  char *title; /* JSON text of {"en","ja"}, as it was then */
  gboolean starred;
  char *note; /* nullable */
} MadoKept;

void mado_kept_free (MadoKept *self);

gboolean mado_desk_set_note (MadoDesk *self, const char *id, const char *title, const char *text,
                             GError **error);
gboolean mado_desk_get_note (MadoDesk *self, const char *id, char **text, GError **error);
GPtrArray *mado_desk_list_kept (MadoDesk *self, GError **error);

gboolean mado_desk_back_up (MadoDesk *self, GDateTime *today, GError **error);
/* Of what was erased no copy may tell: one of now takes the place of them all. */
gboolean mado_desk_renew_backups (MadoDesk *self, GDateTime *today, GError **error);
/* Desks that were damaged, saved into another file and are never touched. (element-type filename)
 * transfer full */
GPtrArray *mado_desk_list_damaged (MadoDesk *self);

gboolean mado_desk_keep_copy (MadoDesk *self, const char *id, const char *json, GError **error);
gboolean mado_desk_get_copy (MadoDesk *self, const char *id, char **json, GError **error);

G_END_DECLS
