/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file on its way, over all the tries that it takes; and what an answer says of it. Private to
 * this room. */
#pragma once

#include "core/net/mado-exchange.h"
#include "core/net/mado-net-error.h"
#include "core/net/mado-transport.h"

G_BEGIN_DECLS

/* One file, over all its tries. */
typedef struct
{
  const char *address;
  guint64 most; /* bytes; of a download, exactly so many */
  MadoTransportForm form;

  /* Of a fetch into memory. */
  GByteArray *bytes; /* nullable: it is a download */
  const char *etag;  /* nullable: what we have of it */
  char *new_etag;    /* nullable */
  gboolean unchanged;

  /* Of a download. */
  int descriptor;
  guint64 done;     /* bytes that are in the file */
  guint n_restarts; /* from 0, because the server did not go on where we were */
  MadoTransportProgress progress;
  gpointer user_data;

  /* Of the last try. */
  gboolean again;  /* another may succeed */
  gint64 asked_ms; /* the server wants that much time; -1: it does not say */
} MadoJob;

/* FALSE, always. */
gboolean mado_net_fail (GError **error, MadoNetError code, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

gboolean mado_job_open (MadoJob *job, const char *path, GError **error);
gboolean mado_job_restart (MadoJob *job, GError **error);
gboolean mado_job_store (MadoJob *job, const guint8 *data, gsize length, GError **error);
gboolean mado_job_refuse_length (MadoJob *job, GError **error);

gboolean mado_answer_check (MadoJob *job, MadoExchange *exchange, GError **error);
gboolean mado_answer_check_form (MadoJob *job, MadoExchange *exchange, const guint8 *data,
                                 gsize length, GError **error);

G_END_DECLS
