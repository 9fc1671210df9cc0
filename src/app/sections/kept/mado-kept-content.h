/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on the page of stars and notes: the desk says on what, the reader what it is called
 * now and whether it is still there. */
#pragma once

#include "core/mado-context.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;
  MadoText *title;
  MadoRecord *record; /* nullable: as it is, or as it was when it was last seen */
  gboolean has_vanished;
  gboolean starred;
  char *note; /* nullable */
} MadoKeptRow;

/* Both (element-type MadoKeptRow), what was touched last first. Each on its own thread. */
GPtrArray *mado_kept_rows_list (MadoDesk *desk, GError **error); /* transfer full, nullable */
gboolean mado_kept_rows_look_up (GPtrArray *rows, MadoReader *reader, GError **error);

G_END_DECLS
