/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the timeline draws, without a widget: records as items, each with the days that its date may
 * mean, and tracks of items in order of time. An item may stand in several tracks. */
#pragma once

#include "core/mado-context.h"

#include "app/sections/mado-sections.h"

G_BEGIN_DECLS

#define MADO_TIMELINE_NOT_LISTED (-1)

typedef enum
{
  MADO_FORM_DAY,
  MADO_FORM_MONTH,
  MADO_FORM_YEAR,
  MADO_FORM_PERIOD,
} MadoForm;

typedef struct
{
  MadoOutline *outline;
  MadoForm form;
  gint first;    /* days since 1800-01-01 that the date may mean; both 0 for an undated record */
  gint last;     /* G_MAXINT: the end is open */
  gint position; /* in the list beside the drawing; MADO_TIMELINE_NOT_LISTED */
  gboolean is_context; /* of a kind that the list does not list */
  gboolean starts_open;
} MadoTimelineItem;

typedef enum
{
  MADO_TRACK_MARKS,
  MADO_TRACK_SERIES, /* numbered discs on a line */
  MADO_TRACK_LANES,  /* bars above each other, with their names */
} MadoTrackMode;

typedef struct
{
  const char *id;
  char *title;
  MadoKind kind;
  MadoTrackMode mode;
  guint lanes;
  int height; /* pixels at text scale 1.0 */
  gboolean is_shown;
  const char *series; /* nullable: whose numbers the discs bear */
  GArray *items;      /* (element-type guint): in order of time */
} MadoTimelineTrack;

typedef struct _MadoTimelineData MadoTimelineData;

MadoTimelineData *mado_timeline_data_new (const MadoSection *section);
void mado_timeline_data_free (MadoTimelineData *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTimelineData, mado_timeline_data_free)

/* The kinds to be read: those of the section that have dates, and those that go with them; 0 where
 * there is nothing to draw. */
guint32 mado_timeline_data_get_kinds (const MadoSection *section);

guint mado_timeline_data_get_n_items (MadoTimelineData *self);
const MadoTimelineItem *mado_timeline_data_get_item (MadoTimelineData *self, guint i);
guint mado_timeline_data_get_n_tracks (MadoTimelineData *self); /* those not shown too */
MadoTimelineTrack *mado_timeline_data_get_track (MadoTimelineData *self, guint i);
guint mado_timeline_data_get_n_listed (MadoTimelineData *self); /* rows of the list */
gboolean mado_timeline_data_is_searched (MadoTimelineData *self);
/* The days between which there is something; FALSE where there is nothing. */
gboolean mado_timeline_data_get_span (MadoTimelineData *self, gint *first, gint *last);
/* The ids of what the list lists, in its order. transfer full */
GStrv mado_timeline_data_list_ids (MadoTimelineData *self);
/* FALSE where no item has the id. */
gboolean mado_timeline_data_find (MadoTimelineData *self, const char *id, guint *item);

void mado_timeline_data_add (MadoTimelineData *self, GPtrArray *outlines);
void mado_timeline_data_set_list (MadoTimelineData *self, GArray *rowids, gboolean is_searched);
/* Which tracks are shown, and their order, to be remembered: "summits,-ministers,talks". What is
 * not known is left out, and tracks that are not named come last. */
char *mado_timeline_data_dup_choice (MadoTimelineData *self); /* transfer full */
void mado_timeline_data_choose (MadoTimelineData *self, const char *choice);
void mado_timeline_data_move_track (MadoTimelineData *self, guint from, guint to);

/* Where the day is that an item stands for: that of its mark, or the beginning of its bar. */
double mado_timeline_item_get_day (const MadoTimelineItem *self);
gboolean mado_timeline_item_is_lit (MadoTimelineData *data, guint item);

G_END_DECLS
