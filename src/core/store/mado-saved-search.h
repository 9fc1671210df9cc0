/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A search that somebody keeps: a name, the section that is searched, and the query as it is typed.
 * Immutable. Kept in desk.db, which is never made again; what it finds is found anew each time. */
#pragma once

#include "core/store/mado-desk.h"

G_BEGIN_DECLS

#define MADO_SAVED_SEARCHES_MOST 1000 /* in a desk */
/* For "desk-changed" of the context: one of the saved searches, whichever. */
#define MADO_SAVED_SEARCHES_CHANGED "saved-searches"

typedef struct
{
  char *id;
  char *name;    /* one line */
  char *section; /* its word */
  char *query;
} MadoSavedSearch;

MadoSavedSearch *mado_saved_search_new (const char *id, const char *name, const char *section,
                                        const char *query, GError **error);
MadoSavedSearch *mado_saved_search_copy (const MadoSavedSearch *self);
void mado_saved_search_free (MadoSavedSearch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoSavedSearch, mado_saved_search_free)

/* On the desk's thread. */
gboolean mado_desk_put_search (MadoDesk *self, const MadoSavedSearch *search, GError **error);
gboolean mado_desk_drop_search (MadoDesk *self, const char *id, GError **error);
GPtrArray *mado_desk_list_searches (MadoDesk *self, GError **error);

G_END_DECLS
