/* SPDX-License-Identifier: GPL-3.0-or-later */
/* desk.db: what cannot be made again. For now stars and what is unread
 * (mado-arrivals.h); notes, own records and cases follow. Lives on
 * the desk's thread. When damaged it is opened read-only and never touched. */
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

G_END_DECLS
