/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The saved searches with what they find: the desk says which there are, the reader how much each
 * finds, and how much of that came with the last update. */
#pragma once

#include "core/mado-context.h"
#include "core/store/mado-saved-search.h"

G_BEGIN_DECLS

typedef struct
{
  MadoSavedSearch *search;
  guint64 count;
  guint64 n_new;        /* hits that the last update added or changed */
  gboolean is_more;     /* that, or more: an update names the first of its records only */
  gboolean is_mistaken; /* the query cannot be read, or the section is none */
} MadoSavedRow;

/* Both (element-type MadoSavedRow), by name. Each on its own thread. */
GPtrArray *mado_saved_rows_list (MadoDesk *desk, GError **error); /* transfer full, nullable */
gboolean mado_saved_rows_count (GPtrArray *rows, MadoReader *reader, const char *profile,
                                GCancellable *cancellable, GError **error);

G_END_DECLS
