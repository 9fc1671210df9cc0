/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page of a record shows, read in one go on the reader's thread. */
#pragma once

#include "app/sections/browse/mado-page-relatives.h"
#include "core/export/mado-citation.h"
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
  char *set;              /* whose record it is */
  GPtrArray *connections; /* (element-type MadoConnection) */
  GPtrArray *themes;      /* (element-type MadoRecord) */
  MadoRecord *previous;   /* nullable: the meeting before this one in its series */
  MadoRecord *before;     /* nullable: the next lower number of its series that is there */
  MadoRecord *after;      /* nullable: the next higher one */
  gint64 highest;         /* the highest number of its series */
  MadoPageRelatives *relatives;
  GPtrArray *groups;            /* (element-type MadoPageGroup): of organisations and themes */
  MadoAppearances *appearances; /* nullable: of organisations and themes */
  GPtrArray *series;            /* (element-type MadoRecord): figures, the earliest first */
  MadoStanding standing;        /* what all of it was read in */
  char *digest;                 /* of what the page says: it differs when that does */
} MadoPageContent;

MadoPageContent *mado_page_content_read (MadoReader *reader, const char *id,
                                         GCancellable *cancellable, GError **error);
/* mado-page-series.c: what stands beside the record in its series. */
gboolean mado_page_series_read (MadoPageContent *self, MadoReader *reader,
                                GCancellable *cancellable, GError **error);
void mado_page_content_free (MadoPageContent *self);
char *mado_page_content_make_query (MadoRecord *record);
MadoCitationEdition mado_page_content_get_edition (const MadoPageContent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPageContent, mado_page_content_free)

G_END_DECLS
