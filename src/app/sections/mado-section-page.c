/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The interface of a page that fills a section without a list. */
#include "app/sections/mado-section-page.h"

G_DEFINE_INTERFACE (MadoSectionPage, mado_section_page, GTK_TYPE_WIDGET)

static void
mado_section_page_default_init (MadoSectionPageInterface *iface)
{
}

/**
 * mado_section_page_set_context:
 * @self: a page
 * @context: (transfer none): the open context
 *
 * Gives the page the door to the records. It is called once, when the context is open.
 */
void
mado_section_page_set_context (MadoSectionPage *self, MadoContext *context)
{
  g_return_if_fail (MADO_IS_SECTION_PAGE (self));
  g_return_if_fail (MADO_IS_CONTEXT (context));

  MADO_SECTION_PAGE_GET_IFACE (self)->set_context (self, context);
}

/**
 * mado_section_page_set_place:
 * @self: a page
 * @place: flags of #MadoPlace
 *
 * Tells the page which buttons its header bar shows.
 */
void
mado_section_page_set_place (MadoSectionPage *self, MadoPlace place)
{
  g_return_if_fail (MADO_IS_SECTION_PAGE (self));

  MADO_SECTION_PAGE_GET_IFACE (self)->set_place (self, place);
}

/**
 * mado_section_page_search:
 * @self: the list of a section
 *
 * Puts the keys into the list's search.
 *
 * Returns: %FALSE where they are there already, or there is none
 */
gboolean
mado_section_page_search (MadoSectionPage *self)
{
  g_return_val_if_fail (MADO_IS_SECTION_PAGE (self), FALSE);

  return MADO_SECTION_PAGE_GET_IFACE (self)->search
         && MADO_SECTION_PAGE_GET_IFACE (self)->search (self);
}

/**
 * mado_section_page_leave:
 * @self: the list of a section
 * @from_page: the keys are in the page beside it, and come back to the list
 *
 * Takes one step out: from the page to the list, from a search to the whole list.
 */
void
mado_section_page_leave (MadoSectionPage *self, gboolean from_page)
{
  g_return_if_fail (MADO_IS_SECTION_PAGE (self));

  if (MADO_SECTION_PAGE_GET_IFACE (self)->leave)
    MADO_SECTION_PAGE_GET_IFACE (self)->leave (self, from_page);
}

/**
 * mado_section_page_filter:
 * @self: the list of a section
 *
 * Opens its filters, where it has any.
 */
void
mado_section_page_filter (MadoSectionPage *self)
{
  g_return_if_fail (MADO_IS_SECTION_PAGE (self));

  if (MADO_SECTION_PAGE_GET_IFACE (self)->filter)
    MADO_SECTION_PAGE_GET_IFACE (self)->filter (self);
}

void
mado_place_apply (MadoPlace place, AdwHeaderBar *bar, GtkWidget *back, GtkWidget *sections)
{
  g_return_if_fail (ADW_IS_HEADER_BAR (bar) && GTK_IS_WIDGET (back));

  adw_header_bar_set_show_start_title_buttons (bar, (place & MADO_PLACE_START_BUTTONS) != 0);
  adw_header_bar_set_show_end_title_buttons (bar, (place & MADO_PLACE_END_BUTTONS) != 0);
  gtk_widget_set_visible (back, (place & MADO_PLACE_BACK) != 0);
  if (sections)
    gtk_widget_set_visible (sections, (place & MADO_PLACE_SECTIONS) != 0);
}

/**
 * mado_section_page_set_covered:
 * @pane: what stands under the bar of another while @place says so
 * @bar: its own header bar
 */
void
mado_section_page_set_covered (GtkWidget *pane, GtkWidget *bar, MadoPlace place)
{
  gboolean is_covered = (place & MADO_PLACE_COVERED) != 0;

  gtk_widget_set_visible (bar, !is_covered);
  if (is_covered)
    gtk_widget_add_css_class (pane, "covered");
  else
    gtk_widget_remove_css_class (pane, "covered");
}
