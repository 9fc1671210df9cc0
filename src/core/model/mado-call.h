/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a call can be applied for on a day: the one place that decides it, for badges, facets,
 * queries and the overview. What it goes by is kept in the index, so that it can be told without
 * the record. Nothing looks open that may not be: such a call is undated. */
#pragma once

#include "core/model/mado-record.h"
#include "core/model/mado-vocabulary.h"

G_BEGIN_DECLS

#define MADO_CALL_SOON 30 /* days before its end in which a call is closing */

/**
 * MadoCallState:
 * @MADO_CALL_OPEN: applications are accepted, and the last day is known
 * @MADO_CALL_CLOSING: open, and the last day is near
 * @MADO_CALL_UPCOMING: announced, not yet open
 * @MADO_CALL_UNDATED: no last day is known, or nobody has confirmed that it is open
 * @MADO_CALL_CLOSED: over
 *
 * Bits: a call that is closing is open as well; the others exclude each other.
 */
typedef enum
{
  MADO_CALL_OPEN = 1 << 0,
  MADO_CALL_CLOSING = 1 << 1,
  MADO_CALL_UPCOMING = 1 << 2,
  MADO_CALL_UNDATED = 1 << 3,
  MADO_CALL_CLOSED = 1 << 4,
} MadoCallState;
#define MADO_N_CALL_STATES 5

/* What a call says of itself, days since 1800-01-01, 0 where it says nothing. */
typedef struct
{
  const char *status; /* nullable, lent by the record or the text it was read from */
  gint opens;         /* the day on which it opens at the earliest */
  gint opened;        /* the day on which it is certain to have opened */
  gint closing;       /* the day on which it closes at the earliest */
  gint closes;        /* the day on which it is certain to have its end */
} MadoCall;

/* "open", "closing", "upcoming", "undated", "closed" */
const char *mado_call_state_to_word (MadoCallState state);
MadoCallState mado_call_state_from_word (const char *word); /* 0: there is none */

void mado_call_read (MadoCall *self, MadoRecord *record);
/* "closed|82713|82713|82800|82800" and back; parsing gives FALSE for anything else and writes into
 * @text.
 */
char *mado_call_format (const MadoCall *self);
gboolean mado_call_parse (MadoCall *self, char *text);
/* Bits of MadoCallState. @vocabulary (nullable) says which statuses mean open. */
guint mado_call_judge (const MadoCall *self, MadoVocabulary *vocabulary, gint today);
/* Which of its states a status has. */
MadoState mado_call_get_state_of (const char *status, MadoVocabulary *vocabulary);

/* Today by the local clock, in days since 1800-01-01. */
gint mado_call_get_today (void);

G_END_DECLS
