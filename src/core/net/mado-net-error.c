/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The error domain of the network. */
#include "core/net/mado-net-error.h"

G_DEFINE_QUARK (mado_net_error, mado_net_error)
