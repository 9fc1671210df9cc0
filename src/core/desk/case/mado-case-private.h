/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of a case share. */
#pragma once

#include "core/desk/case/mado-case.h"

G_BEGIN_DECLS

struct _MadoCase
{
  GObject parent_instance;

  GPtrArray *events;
  GPtrArray *setters[MADO_N_CASE_FIELDS];
  GPtrArray *links;
  GPtrArray *merges;
  GHashTable *removed; /* (nullable): ids of notes that were taken back, as the events have them */
  GArray *waits;
  MadoCaseEvent *opened; /* (unowned) (nullable) */
  const char *merged_into;
  gint64 updated_at;
  gint64 received_at;
};

G_END_DECLS
