/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the blocks of a page are built with and of; each block adds itself only if it has content.
 */
#pragma once

#include "app/sections/browse/mado-page-content.h"
#include "app/widgets/mado-display.h"
#include "app/widgets/mado-text-label.h"

G_BEGIN_DECLS

typedef struct
{
  GtkBox *body;
  const MadoPageContent *content;
  MadoVocabulary *vocabulary;
  MadoDisplay *display;
  MadoLanguage language;
  gboolean is_narrow;
  gboolean is_side; /* of a page on which each language is scrolled by itself */
  MadoChoice side;  /* and which one this is */
} MadoPageBuild;

GtkWidget *mado_page_build_add (MadoPageBuild *build, GtkWidget *child);
GtkBox *mado_page_build_add_heading (MadoPageBuild *build, const char *text, guint64 count);
GtkWidget *mado_page_build_label (const char *text, const char *css);
GtkWidget *mado_page_build_text (MadoText *text, MadoChoice choice, const char *css);
GtkWidget *mado_page_build_copy_button (const char *icon, const char *name, const char *copied);
GtkWidget *mado_page_build_link (MadoPageBuild *build, MadoRecord *record, const char *relation);
GtkWidget *mado_page_build_cited (MadoPageBuild *build, MadoSources *cited);
char *mado_page_build_format_date (const MadoPageBuild *build, const MadoDate *date);

gboolean mado_page_has_steps (MadoPageBuild *build);
void mado_page_add_steps (MadoPageBuild *build);
void mado_page_add_facts (MadoPageBuild *build);
void mado_page_add_conflicts (MadoPageBuild *build);
void mado_page_add_articles (MadoPageBuild *build);
void mado_page_add_eligibility (MadoPageBuild *build);
void mado_page_add_participants (MadoPageBuild *build);
void mado_page_add_committees (MadoPageBuild *build);
void mado_page_add_chain (MadoPageBuild *build);
void mado_page_add_offices (MadoPageBuild *build);
void mado_page_add_series (MadoPageBuild *build);
void mado_page_add_links (MadoPageBuild *build);
void mado_page_add_charts (MadoPageBuild *build);
void mado_page_add_appearances (MadoPageBuild *build);
void mado_page_add_sources (MadoPageBuild *build);

G_END_DECLS
