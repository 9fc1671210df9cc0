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
} MadoFeedError;

#define MADO_FEED_ERROR (mado_feed_error_quark ())
GQuark mado_feed_error_quark (void);

G_END_DECLS
