/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A network that is as a test wants it. */
#pragma once

#include <gio/gio.h>

/* transfer full */
GNetworkMonitor *fake_monitor_new (gboolean available, gboolean metered,
                                   GNetworkConnectivity connectivity);
