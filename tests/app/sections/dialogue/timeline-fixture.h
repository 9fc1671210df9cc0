/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outlines for tests of the timeline, made of records as a file would have them. */
#pragma once

#include "app/sections/dialogue/mado-timeline-data.h"

typedef struct
{
  const char *id;
  const char *kind;
  const char *type;
  const char *series; /* nullable */
  gint number;        /* 0: none */
  const char *start;  /* nullable */
  const char *end;    /* nullable: open; the same as @start: a point */
  const char *step;   /* nullable: id of what it is a step to */
} Example;

/* transfer full (element-type MadoOutline); rowids count from 1 in the order given. */
GPtrArray *timeline_make_outlines (const Example *examples, guint n);
MadoTimelineData *timeline_make_data (const char *section, const Example *examples, guint n);
MadoTimelineTrack *timeline_find_track (MadoTimelineData *data, const char *id);
gboolean timeline_is_in (MadoTimelineData *data, const char *track, const char *id);
