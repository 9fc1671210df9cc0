/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Title, count, and the buttons of the place where the list stands. */
#include "app/sections/browse/mado-browse-header.h"

#include <adwaita.h>

#include "app/sections/glossary/mado-glossary.h"

struct _MadoBrowseHeader
{
  GtkWidget parent_instance;

  AdwHeaderBar *bar;
  GtkWidget *back_button;
  GtkWidget *sections_button;
  GtkLabel *title;
  GtkLabel *count;
  GtkWidget *own_terms; /* nullable: made when the glossary is first shown */
};

G_DEFINE_FINAL_TYPE (MadoBrowseHeader, mado_browse_header, GTK_TYPE_WIDGET)

static void
mado_browse_header_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_browse_header_parent_class)->dispose (object);
}

static void
mado_browse_header_class_init (MadoBrowseHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_browse_header_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/madoguchi/Madoguchi/sections/browse/mado-browse-header.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoBrowseHeader, bar);
  gtk_widget_class_bind_template_child (widget_class, MadoBrowseHeader, back_button);
  gtk_widget_class_bind_template_child (widget_class, MadoBrowseHeader, sections_button);
  gtk_widget_class_bind_template_child (widget_class, MadoBrowseHeader, title);
  gtk_widget_class_bind_template_child (widget_class, MadoBrowseHeader, count);
}

static void
mado_browse_header_init (MadoBrowseHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
mado_browse_header_set_title (MadoBrowseHeader *self, const char *title)
{
  g_return_if_fail (MADO_IS_BROWSE_HEADER (self));

  gtk_label_set_label (self->title, title);
}

void
mado_browse_header_set_section (MadoBrowseHeader *self, const MadoSection *section)
{
  gboolean is_glossary;

  g_return_if_fail (MADO_IS_BROWSE_HEADER (self) && section);

  mado_browse_header_set_title (self, mado_section_get_title (section));
  is_glossary = mado_section_has (section, MADO_KIND_TERM);
  if (is_glossary && !self->own_terms)
    {
      self->own_terms = mado_glossary_make_button ();
      mado_browse_header_pack_end (self, self->own_terms);
    }
  if (self->own_terms)
    gtk_widget_set_visible (self->own_terms, is_glossary);
}

void
mado_browse_header_set_count (MadoBrowseHeader *self, const char *count)
{
  g_return_if_fail (MADO_IS_BROWSE_HEADER (self));

  gtk_label_set_label (self->count, count);
}

void
mado_browse_header_pack_end (MadoBrowseHeader *self, GtkWidget *child)
{
  g_return_if_fail (MADO_IS_BROWSE_HEADER (self));

  adw_header_bar_pack_end (self->bar, child);
}

void
mado_browse_header_set_place (MadoBrowseHeader *self, MadoPlace place)
{
  g_return_if_fail (MADO_IS_BROWSE_HEADER (self));

  mado_place_apply (place, self->bar, self->back_button, self->sections_button);
}
