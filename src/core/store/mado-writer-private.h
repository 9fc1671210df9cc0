/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the writer share. */
#pragma once

#include "core/store/mado-index.h"
#include "core/store/mado-writer.h"

G_BEGIN_DECLS

#define MADO_LARGE_SHARE 10 /* a change of more than a tenth of the records is large */

struct _MadoWriter
{
  char *path;
  MadoDatabase *database; /* NULL while the file is replaced, or when it could not be reopened */
  MadoIndex *index;
  char *rebuilt;
  gboolean was_damaged;
  gboolean is_suspect; /* a change has failed on this connection */
  char *need;          /* why the file is to be built anew; NULL: it is not */
  gboolean is_damaged; /* it is for that reason, and there is no connection */
};

/* What is done within a transaction: all of it, or FALSE with @error. */
typedef gboolean (*MadoWriterWork) (MadoWriter *self, gconstpointer data, GCancellable *cancellable,
                                    GError **error);

gboolean mado_writer_transact (MadoWriter *self, MadoWriterWork work, gconstpointer data,
                               GCancellable *cancellable, GError **error);
gboolean mado_writer_count (MadoWriter *self, gint64 *total, GError **error);

G_END_DECLS
