/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a line of Japanese may not begin or end: no closing mark, small kana or prolonged sound
 * begins one, no opening bracket ends one (JIS X 4051, the classes cl-01 to cl-11 of JLREQ). */
#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

void mado_line_breaks_add (PangoAttrList *attributes, const char *text);

G_END_DECLS
