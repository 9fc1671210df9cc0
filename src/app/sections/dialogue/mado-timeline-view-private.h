/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the timeline's drawing share: its state, and what each of them does. */
#pragma once

#include "app/sections/dialogue/mado-timeline-axis.h"
#include "app/sections/dialogue/mado-timeline-layout.h"
#include "app/sections/dialogue/mado-timeline-view.h"
#include "app/widgets/mado-display.h"
#include "app/widgets/mado-palette.h"

G_BEGIN_DECLS

#define MADO_TIMELINE_AXIS 26.0 /* pixels at text scale 1.0: the height of the axis */

/* A track that is shown, and where. */
typedef struct
{
  guint track;
  double y;
  double height;
  double name_height; /* narrow: the line above, in which the name stands */
  MadoLayout *layout;
} MadoTimelineRow;

struct _MadoTimelineView
{
  GtkWidget parent_instance;
  MadoTimelineData *data;     /* nullable; the owner's */
  MadoVocabulary *vocabulary; /* nullable with it */
  GtkAdjustment *vadjustment; /* nullable */
  MadoAxis axis;
  gboolean is_placed; /* the axis shows what was asked for */
  GArray *rows;       /* (element-type MadoTimelineRow) */
  double rows_scale;  /* pixels a day for which the layouts are */
  GHashTable *texts;  /* text with its style: its layout */
  double unit;        /* the text scale */
  gboolean is_narrow;
  gint today;
  MadoLanguage language;
  gboolean has_cursor;
  guint cursor_track; /* in the data */
  guint cursor;       /* item */
  char *selected;     /* nullable: id of the record that the page shows */
  char *label;        /* nullable: what was said last */
  double drag_x;      /* of the drag under way */
  double pinch;       /* scale at its beginning */
  double pointer_x;
};

/* mado-timeline-view.c */
double mado_timeline_view_get_gutter (MadoTimelineView *self);
void mado_timeline_view_ensure_rows (MadoTimelineView *self);
MadoTimelineRow *mado_timeline_view_get_row (MadoTimelineView *self, guint track);
void mado_timeline_view_axis_changed (MadoTimelineView *self);

/* mado-timeline-draw.c, mado-timeline-paint.c */
typedef enum
{
  MADO_TIMELINE_TEXT_AXIS,
  MADO_TIMELINE_TEXT_NAME,
  MADO_TIMELINE_TEXT_NUMBER,
  MADO_TIMELINE_TEXT_BAR,
  MADO_TIMELINE_TEXT_PLATE,
  MADO_TIMELINE_TEXT_GHOST,
} MadoTimelineText;
void mado_timeline_view_draw (MadoTimelineView *self, GtkSnapshot *snapshot);
PangoLayout *mado_timeline_view_get_text (MadoTimelineView *self, const char *text,
                                          MadoTimelineText style);
void mado_timeline_view_paint_row (MadoTimelineView *self, GtkSnapshot *snapshot,
                                   const MadoTimelineRow *row, const MadoInk *ink);
void mado_timeline_view_append_text (GtkSnapshot *snapshot, PangoLayout *layout, double x, double y,
                                     const GdkRGBA *color);

/* mado-timeline-hit.c: what lies under a point */
typedef struct
{
  const MadoTimelineRow *row; /* NULL: nothing */
  const MadoPlaced *placed;
  const MadoGhost *ghost;
  gboolean is_more; /* the count of what found no lane */
} MadoTimelineHit;
void mado_timeline_view_pick (MadoTimelineView *self, double x, double y, MadoTimelineHit *hit);
guint mado_timeline_view_count_hidden (MadoTimelineView *self, const MadoTimelineRow *row);
double mado_timeline_row_get_middle (const MadoTimelineRow *row, const MadoPlaced *placed,
                                     double unit);

/* mado-timeline-words.c */
char *mado_timeline_view_describe (MadoTimelineView *self, guint item);
char *mado_timeline_view_format_date (MadoTimelineView *self, const MadoTimelineItem *item);
char *mado_timeline_view_format_place (MadoTimelineView *self, guint item);
char *mado_timeline_view_format_since (MadoTimelineView *self, const MadoTimelineTrack *track,
                                       gint *last_day);
char *mado_timeline_view_format_year (MadoTimelineView *self, gint year);
char *mado_timeline_view_format_name (MadoTimelineView *self, const MadoTimelineItem *item);
gboolean mado_timeline_view_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard,
                                           GtkTooltip *tooltip);

/* mado-timeline-walk.c, mado-timeline-input.c */
void mado_timeline_view_set_cursor (MadoTimelineView *self, guint track, guint item);
void mado_timeline_view_choose (MadoTimelineView *self, guint item);
gboolean mado_timeline_view_walk_time (MadoTimelineView *self, gint step);
gboolean mado_timeline_view_walk_track (MadoTimelineView *self, gint step);
void mado_timeline_view_go_near (MadoTimelineView *self, double day);
gboolean mado_timeline_view_walk_to_end (MadoTimelineView *self, gboolean last);
void mado_timeline_view_add_input (MadoTimelineView *self);
void mado_timeline_view_class_add_keys (GtkWidgetClass *klass);

G_END_DECLS
