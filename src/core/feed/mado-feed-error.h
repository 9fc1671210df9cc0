/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be wrong with a feed, whatever way its files came. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MadoFeedError:
 * @MADO_FEED_ERROR_BAD_SIGNATURE: a file is not signed by those who may sign it
 * @MADO_FEED_ERROR_STALE: a file has expired, or is older than one that was seen before
 * @MADO_FEED_ERROR_DAMAGED: a file is not what it should be, or does not belong to the others
 * @MADO_FEED_ERROR_CLOCK: the computer's clock cannot be right
 * @MADO_FEED_ERROR_NO_TARGET: nobody who may has signed for a file of that name
 * @MADO_FEED_ERROR_TOO_NEW: a newer version of the program is needed to read it
 * @MADO_FEED_ERROR_BUSY: another update is at work
 * @MADO_FEED_ERROR_UNKNOWN: no feed of that name is trusted here
 * @MADO_FEED_ERROR_TAKEN: a set of that name is here already, of another origin
 * @MADO_FEED_ERROR_NOT_KEPT: no way back to that edition is kept
 *
 * What a caller can act on when a feed is refused.
 */
typedef enum
{
  MADO_FEED_ERROR_BAD_SIGNATURE,
  MADO_FEED_ERROR_STALE,
  MADO_FEED_ERROR_DAMAGED,
  MADO_FEED_ERROR_CLOCK,
  MADO_FEED_ERROR_NO_TARGET,
  MADO_FEED_ERROR_TOO_NEW,
  MADO_FEED_ERROR_BUSY,
  MADO_FEED_ERROR_UNKNOWN,
  MADO_FEED_ERROR_TAKEN,
  MADO_FEED_ERROR_NOT_KEPT,
} MadoFeedError;

#define MADO_FEED_ERROR (mado_feed_error_quark ())
GQuark mado_feed_error_quark (void);

G_END_DECLS
