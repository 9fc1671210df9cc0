/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window asks of a page that fills a section without a list (the overview). The page has
 * its own header bar; it opens records and sections through the window's actions "win.open-record"
 * (s: the id) and "win.open-section" (ss: section id, query). */
#pragma once

#include "core/mado-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * MadoPlace:
 * @MADO_PLACE_START_BUTTONS: the leftmost shown header bar: it has the window's start buttons
 * @MADO_PLACE_END_BUTTONS: the rightmost one: it has the end buttons
 * @MADO_PLACE_BACK: it stands alone and shows a back button, action "win.back"
 * @MADO_PLACE_SECTIONS: the sidebar is folded: it shows a sections button, action "win.sections"
 * @MADO_PLACE_COVERED: another header bar lies over it and does its work
 * @MADO_PLACE_TURNS: list and page take turns, and either has the room of both
 *
 * Where in the window a header bar stands at the moment.
 */
typedef enum
{
  MADO_PLACE_START_BUTTONS = 1 << 0,
  MADO_PLACE_END_BUTTONS = 1 << 1,
  MADO_PLACE_BACK = 1 << 2,
  MADO_PLACE_SECTIONS = 1 << 3,
  MADO_PLACE_COVERED = 1 << 4,
  MADO_PLACE_TURNS = 1 << 5,
} MadoPlace;

/* Shows the buttons of @bar that belong there. @sections (nullable): a page beside a list has none.
 */
void mado_place_apply (MadoPlace place, AdwHeaderBar *bar, GtkWidget *back, GtkWidget *sections);

#define MADO_TYPE_SECTION_PAGE (mado_section_page_get_type ())
G_DECLARE_INTERFACE (MadoSectionPage, mado_section_page, MADO, SECTION_PAGE, GtkWidget)

struct _MadoSectionPageInterface
{
  GTypeInterface parent_interface;
  void (*set_context) (MadoSectionPage *self, MadoContext *context); /* called once it is open */
  void (*set_place) (MadoSectionPage *self, MadoPlace place);
  /* Of a list: nullable, both. */
  gboolean (*search) (MadoSectionPage *self); /* FALSE: the keys are in its search already */
  void (*leave) (MadoSectionPage *self, gboolean from_page);
  void (*filter) (MadoSectionPage *self); /* nullable too: opens the filters of the list */
};

void mado_section_page_set_context (MadoSectionPage *self, MadoContext *context);
void mado_section_page_set_place (MadoSectionPage *self, MadoPlace place);

gboolean mado_section_page_search (MadoSectionPage *self);
void mado_section_page_leave (MadoSectionPage *self, gboolean from_page);
void mado_section_page_filter (MadoSectionPage *self);

/* A pane under the bar of another has none of its own. */
void mado_section_page_set_covered (GtkWidget *pane, GtkWidget *bar, MadoPlace place);

G_END_DECLS
