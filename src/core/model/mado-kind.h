/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thirteen kinds of record: THE table of kinds is in mado-kind.c, one row each. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The numbers are kept in databases (the rowid's upper six bits): never renumber, only append.
 * MADO_KIND_NONE stands for "any kind" in requests. */
typedef enum
{
  MADO_KIND_NONE = 0,
  MADO_KIND_DIALOGUE = 1,
  MADO_KIND_AGREEMENT = 2,
  MADO_KIND_PROJECT = 3,
  MADO_KIND_OPPORTUNITY = 4,
  MADO_KIND_EVENT = 5,
  MADO_KIND_NEWS = 6,
  MADO_KIND_ORGANISATION = 7,
  MADO_KIND_PERSON = 8,
  MADO_KIND_DOCUMENT = 9,
  MADO_KIND_TERM = 10,
  MADO_KIND_ANSWER = 11,
  MADO_KIND_FIGURE = 12,
  MADO_KIND_THEME = 13,
  MADO_N_KINDS,
} MadoKind;

MadoKind mado_kind_from_word (const char *word); /* "agreement"; MADO_KIND_NONE when unknown */
const char *mado_kind_to_word (MadoKind kind);
const char *mado_kind_get_file (MadoKind kind); /* "agreements.json" */
GType mado_kind_get_record_type (MadoKind kind);
gboolean
mado_kind_is_dated (MadoKind kind); /* false: sorted by name (organisation, person, term, theme) */

G_END_DECLS
