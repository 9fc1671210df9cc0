/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases to try the desk on: a file of the program, in both languages, whose days are counted from
 * the day on which it is taken in. They are written as any other case, so they belong on a desk
 * that is thrown away. Not for the main thread. */
#pragma once

#include "core/model/mado-text.h"
#include "core/store/mado-desk.h"

G_BEGIN_DECLS

gboolean mado_samples_fill (MadoDesk *desk, MadoLanguage language, GDateTime *now, const char *by,
                            GError **error);
/* The same with a file that is not the program's own. */
gboolean mado_samples_fill_from (MadoDesk *desk, GBytes *file, MadoLanguage language,
                                 GDateTime *now, const char *by, GError **error);

G_END_DECLS
