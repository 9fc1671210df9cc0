/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases as they are listed: views, filters, search. Reading a page costs the same with a hundred
 * cases and with ten thousand. */
#pragma once

#include "core/desk/case/mado-case-field.h"
#include "core/store/mado-desk.h"
#include "core/store/mado-query.h"

G_BEGIN_DECLS

/* A case as a list shows it; immutable and counted. */
typedef struct
{
  gint64 row;
  char *id;
  gint64 number;
  MadoCaseStage stage;
  char *values[MADO_N_CASE_FIELDS]; /* "" where there is none */
  char *name;                       /* of the enquirer; "" */
  char *organisation;               /* "" */
  gint64 opened;                    /* all three: Unix microseconds */
  gint64 updated;
  gint64 received;
  GArray *waits; /* (element-type MadoCaseWait), as mado_case_get_waits() */
  gboolean is_disputed;
  char *snippet; /* nullable: the passage that a search found */
} MadoCaseRow;
#define MADO_TYPE_CASE_ROW (mado_case_row_get_type ())
GType mado_case_row_get_type (void);
MadoCaseRow *mado_case_row_ref (MadoCaseRow *self);
void mado_case_row_unref (MadoCaseRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCaseRow, mado_case_row_unref)

/**
 * MadoCaseView:
 * @MADO_CASE_VIEW_ALL: every case, what happened last first
 * @MADO_CASE_VIEW_LIVE: what is not answered or closed
 * @MADO_CASE_VIEW_MINE: live and assigned to somebody
 * @MADO_CASE_VIEW_DUE: live, the clock running, and due as the request's function says; the oldest
 *   first
 * @MADO_CASE_VIEW_WAITING: for the enquirer or a third party
 * @MADO_CASE_VIEW_UNASSIGNED: live and assigned to nobody
 * @MADO_CASE_VIEW_NO_NEXT: live, not waiting, and without a day of the next step
 * @MADO_CASE_VIEW_DONE: answered or closed
 *
 * A live case whose next step is on a later day rests: mine, due, unassigned leave it out until
 * then.
 */
typedef enum
{
  MADO_CASE_VIEW_ALL,
  MADO_CASE_VIEW_LIVE,
  MADO_CASE_VIEW_MINE,
  MADO_CASE_VIEW_DUE,
  MADO_CASE_VIEW_WAITING,
  MADO_CASE_VIEW_UNASSIGNED,
  MADO_CASE_VIEW_NO_NEXT,
  MADO_CASE_VIEW_DONE,
  MADO_N_CASE_VIEWS,
} MadoCaseView;
const char *mado_case_view_to_word (MadoCaseView view);
MadoCaseView mado_case_view_from_word (const char *word); /* MADO_N_CASE_VIEWS: none */

/**
 * MadoCaseDue:
 * @MADO_CASE_IS_NOT_DUE: there is time
 * @MADO_CASE_IS_DUE: somebody has to look at it
 * @MADO_CASE_NONE_IS_DUE: there is time for it and for all that came later
 *
 * What a question that came later is due by lies no earlier, unless its clock stood still: so the
 * first that never waited and has time ends the search.
 */
typedef enum
{
  MADO_CASE_IS_NOT_DUE,
  MADO_CASE_IS_DUE,
  MADO_CASE_NONE_IS_DUE,
} MadoCaseDue;
typedef MadoCaseDue (*MadoCaseDueFunc) (const MadoCaseRow *row, gpointer user_data);

/* What to list. All members are lent, and each pointer is nullable. */
typedef struct
{
  MadoCaseView view;
  const char *who;   /* whose cases are mine */
  gboolean is_own;   /* only those that are @who's or nobody's */
  const char *today; /* ISO 8601; NULL: nothing rests */
  /* Each field that is given has one of these values, of which each is a line. */
  const char *values[MADO_N_CASE_FIELDS];
  gint64 number;            /* of the only case that is wanted; 0: any */
  const char *record;       /* linked to it, or cited in a reply */
  MadoQuery *query;         /* words only; newest cases first, those found by title before others */
  const MadoCaseRow *after; /* the last row of the page before; not of a search or of what is due */
  MadoCaseDueFunc is_due;   /* of VIEW_DUE */
  gpointer due_data;
} MadoCaseRequest;

GPtrArray *mado_case_list (MadoDesk *desk, const MadoCaseRequest *request, guint limit,
                           GCancellable *cancellable, GError **error);
gboolean mado_case_list_count (MadoDesk *desk, const MadoCaseRequest *request, guint *count,
                               GCancellable *cancellable, GError **error);

G_END_DECLS
