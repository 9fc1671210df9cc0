/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The blocks of a record's page, from top to bottom; each is there only if it has content. */
#pragma once

#include "core/mado-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a page shows, read in one go on the reader's thread. */
typedef struct
{
  MadoRecord *record;
  GPtrArray *connections; /* (element-type MadoConnection) */
  GPtrArray *themes;      /* (element-type MadoRecord) */
} MadoPageContent;

void mado_page_content_free (MadoPageContent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPageContent, mado_page_content_free)

void mado_page_blocks_fill (GtkBox *body, const MadoPageContent *content,
                            MadoVocabulary *vocabulary);

G_END_DECLS
