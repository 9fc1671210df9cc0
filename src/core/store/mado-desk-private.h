/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the desk share. */
#pragma once

#include "core/store/mado-desk.h"

G_BEGIN_DECLS

struct _MadoDesk
{
  MadoDatabase *database; /* NULL: nothing can be read */
  GError *reason;         /* why nothing can be written; NULL when it can */
};

gboolean mado_desk_can_write (MadoDesk *self, GError **error);
gboolean mado_desk_can_read (MadoDesk *self, GError **error);

G_END_DECLS
