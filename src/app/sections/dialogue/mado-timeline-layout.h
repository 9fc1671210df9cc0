/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the items of a track stand at one zoom: marks that never overlap, bundles where there is no
 * room for each, bars in lanes, the line of a series. A pure computation; it does not know which
 * part is on screen, so that nothing moves while one pans. */
#pragma once

#include "app/sections/dialogue/mado-timeline-data.h"

G_BEGIN_DECLS

#define MADO_LAYOUT_MARK 11.0 /* pixels at text scale 1.0: the side of a mark */
#define MADO_LAYOUT_DISC 18.0 /* and of a numbered disc */
#define MADO_LAYOUT_SLOT 7.0  /* by which marks that stand close are moved up and down */

typedef enum
{
  MADO_PLACED_MARK,
  MADO_PLACED_DISC,
  MADO_PLACED_BUNDLE, /* a disc with a count */
  MADO_PLACED_BAR,
} MadoPlacedForm;

/* x is in pixels from 1800-01-01 on, at the layout's scale. */
typedef struct
{
  MadoPlacedForm form;
  guint item;   /* of a bundle the first */
  guint index;  /* marks: in @order */
  guint count;  /* items from @index on that it stands for */
  double x;     /* the middle; of a bar the left end */
  double end;   /* the right end of a bar */
  double limit; /* where the next bar of its lane begins: names end there */
  gint8 slot;   /* -1: up, 0: in the middle, 1: down */
  guint8 lane;
} MadoPlaced;

/* A stretch of the line of a series; dotted where numbers are not in the collection. */
typedef struct
{
  double from;
  double to;
  gboolean is_dotted;
} MadoJoint;

/* The place of a number that is not in the collection. It has no date: it stands between its
 * neighbours. */
typedef struct
{
  double x;
  gint64 number;
} MadoGhost;

typedef struct
{
  GArray *marks;  /* (element-type MadoPlaced): marks, discs and bundles, by x */
  GArray *bars;   /* (element-type MadoPlaced): by x */
  GArray *order;  /* (element-type guint): the items of @marks, by time */
  GArray *hidden; /* (element-type guint): items that found no lane */
  GArray *joints; /* (element-type MadoJoint) */
  GArray *ghosts; /* (element-type MadoGhost) */
  guint n_lanes;  /* used by bars */
} MadoLayout;

MadoLayout *mado_layout_new (MadoTimelineData *data, const MadoTimelineTrack *track, double scale,
                             double unit, gint today);
void mado_layout_free (MadoLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoLayout, mado_layout_free)

/* The marks whose middle lies from @left to @right: the first of them, and how many. */
guint mado_layout_cull (const MadoLayout *self, double left, double right, guint *n);
/* What stands for @item; %NULL where it found no lane. */
const MadoPlaced *mado_layout_find (const MadoLayout *self, guint item);
double mado_placed_get_half (const MadoPlaced *self, double unit);

G_END_DECLS
