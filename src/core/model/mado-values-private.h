/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How values are built, for this room only: outside it they are immutable. */
#pragma once

#include "core/model/mado-values.h"

G_BEGIN_DECLS

/* Paragraphs being made: @n places, each to be filled once. */
MadoParagraphs *mado_paragraphs_new (guint n);
void mado_paragraphs_take (MadoParagraphs *self, guint i, MadoText *paragraph);

/* The one array behind every list type: reference counted, of items of one size. A list such as
 * MadoSources is such an array; the types differ so that the compiler tells them apart. */
typedef struct
{
  guint n;
  guint item_size;
  GDestroyNotify clear; /* frees what an item holds; accepts a half-filled one */
  gpointer items[];
} MadoArray;

/* @n zeroed items, to be filled through mado_array_at(). */
MadoArray *mado_array_new (guint n, guint item_size, GDestroyNotify clear);
void mado_array_unref (MadoArray *self);
gpointer mado_array_at (const MadoArray *self, guint i);

void mado_source_clear (gpointer item);
void mado_claim_clear (gpointer item);
void mado_conflict_clear (gpointer item);
void mado_identifier_clear (gpointer item);
void mado_participant_clear (gpointer item);
void mado_link_clear (gpointer item);
void mado_article_clear (gpointer item);
void mado_eligibility_clear (gpointer item);
void mado_stage_clear (gpointer item);
void mado_name_variant_clear (gpointer item);
void mado_string_clear (gpointer item); /* an item that is a char * */

G_END_DECLS
