/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Applies to one set, in one transaction, what comes as a stream and need never be in memory as a
 * whole: the packs of a feed. */
#pragma once

#include "core/store/mado-set-state.h"
#include "core/store/mado-writer.h"

G_BEGIN_DECLS

/**
 * MadoOperation:
 *
 * One step of a flow. What it points to lives until the next one is asked for.
 */
typedef struct
{
  enum
  {
    MADO_OPERATION_PUT,    /* @record is there from now on */
    MADO_OPERATION_DROP,   /* the record @id is not any more */
    MADO_OPERATION_REFUSE, /* a record came that cannot be taken: @refusal says why */
    MADO_OPERATION_CHECK,  /* the set's state is now @state */
  } type;
  MadoRecord *record;
  const char *id;
  const GError *refusal;
  MadoSetState state;
} MadoOperation;

/**
 * MadoNextOperation:
 *
 * Returns: %TRUE with @operation filled in; %FALSE without @error at the end
 */
typedef gboolean (*MadoNextOperation) (MadoOperation *operation, gpointer user_data,
                                       GCancellable *cancellable, GError **error);

typedef enum
{
  MADO_FATE_ADDED,
  MADO_FATE_CHANGED,
  MADO_FATE_REMOVED,
} MadoFate;

/* What becomes of the record @id. @json: (nullable): as it was until now, in record form; nothing
 * of one that is added */
typedef void (*MadoFateFunc) (MadoFate fate, MadoKind kind, const char *id, const char *json,
                              gpointer user_data);

/**
 * MadoFlow:
 * @from: the edition that the set must have; -1: any, and what does not come is to go; -2: any, and
 *   what does not come stays
 * @expected: operations announced, for @progress
 * @told: (nullable): called for each record that changes
 */
typedef struct
{
  const char *set;
  gint64 from;
  gint64 edition;
  const char *date; /* nullable: of the edition, ISO */
  gint64 now;       /* seconds since 1970, kept with the set */
  guint expected;
  MadoNextOperation next;
  gpointer next_data;
  MadoProgress progress; /* nullable */
  gpointer progress_data;
  MadoFateFunc told;
  gpointer told_data;
  MadoApplied *applied;
} MadoFlow;

#define MADO_FLOW_WHOLE_SET (-1)
#define MADO_FLOW_ANY_EDITION (-2)

gboolean mado_writer_flow (MadoWriter *self, const MadoFlow *flow, GCancellable *cancellable,
                           GError **error);

/* What a feed's set was brought to. */
typedef struct
{
  gboolean exists; /* something was put into it once */
  gint64 edition;  /* 0: there is none */
  char *date;      /* nullable */
  gboolean known;  /* @state is */
  MadoSetState state;
  gint64 updated; /* seconds since 1970; 0: never */
} MadoSetStanding;

void mado_set_standing_clear (MadoSetStanding *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoSetStanding, mado_set_standing_clear)
gboolean mado_set_standing_read (MadoSetStanding *self, MadoDatabase *database, const char *set,
                                 GError **error);

G_END_DECLS
