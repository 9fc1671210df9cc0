/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What core says of a failed update, in the reader's language. Core speaks English, and the process
 * that fetches hands on nothing but its sentences. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *mado_update_detail_translate (const char *message);

G_END_DECLS
