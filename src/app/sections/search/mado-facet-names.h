/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What facets and their values are called, and in which order they stand. Values are named on the
 * reader's thread: themes and organisations are records. */
#pragma once

#include "core/mado-context.h"

G_BEGIN_DECLS

/* Translated; a field that has no name of its own is called by its member. transfer full */
char *mado_facet_dup_title (const char *field);
guint mado_facet_get_place (const char *field); /* lower ones stand first */
/* In @language, made inert. @kinds: those of the list. transfer full */
char *mado_facet_name_value (MadoReader *reader, guint32 kinds, const char *field,
                             const char *value, MadoLanguage language);

G_END_DECLS
