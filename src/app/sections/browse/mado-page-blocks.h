/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The blocks of a record's page, from top to bottom; each is there only if it has content. */
#pragma once

#include "app/sections/browse/mado-page-content.h"
#include "app/sections/browse/mado-parallel.h"

G_BEGIN_DECLS

void mado_page_blocks_fill (GtkBox *body, const MadoPageContent *content,
                            MadoVocabulary *vocabulary, gboolean is_narrow);
void mado_page_blocks_fill_parallel (MadoParallel *parallel, const MadoPageContent *content,
                                     MadoVocabulary *vocabulary);

G_END_DECLS
