/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page of a record shows, read in one go on the reader's thread. */
#pragma once

#include "core/mado-context.h"

G_BEGIN_DECLS

/* The records of one kind that name an organisation or have a theme. */
typedef struct
{
  MadoKind kind;
  guint64 count;
  GPtrArray *records; /* (element-type MadoRecord), the newest of them */
} MadoPageGroup;

typedef struct
{
  MadoRecord *record;
  GPtrArray *connections; /* (element-type MadoConnection) */
  GPtrArray *themes;      /* (element-type MadoRecord) */
  MadoRecord *previous;   /* nullable: the meeting before this one in its series */
  GPtrArray *groups;      /* (element-type MadoPageGroup): of organisations and themes */
  guint64 n_appearances;
  gint first_year; /* of the appearances; 0 where it is not known */
  gint last_year;
} MadoPageContent;

MadoPageContent *mado_page_content_read (MadoReader *reader, const char *id,
                                         GCancellable *cancellable, GError **error);
void mado_page_content_free (MadoPageContent *self);
char *mado_page_content_make_query (MadoRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPageContent, mado_page_content_free)

G_END_DECLS
