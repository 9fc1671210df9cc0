/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lets a few requests from outside through at once, and then so many a second: whoever floods the
 * bus or the command line gets no storm of windows out of it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint burst;     /* how many may come at once */
  gint64 interval; /* microseconds until another one may */
  guint used;
  gint64 since; /* when the count of those used was right */
} MadoValve;

#define MADO_VALVE_INIT(burst, interval)                                                           \
  {                                                                                                \
    burst, interval, 0, 0                                                                          \
  }

gboolean mado_valve_pass (MadoValve *self, gint64 now);

G_END_DECLS
