/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The error domain of feeds. */
#include "core/feed/mado-feed-error.h"

G_DEFINE_QUARK (mado_feed_error, mado_feed_error)
