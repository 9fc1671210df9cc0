/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Heading, checks, "More…". */
#include "app/sections/search/mado-facet-block.h"

#include <glib/gi18n.h>

#include "app/widgets/mado-display.h"
#include "app/widgets/mado-plain-label.h"

static void
tag (GtkWidget *widget, const char *field, const char *value)
{
  g_object_set_data_full (G_OBJECT (widget), "field", g_strdup (field), g_free);
  g_object_set_data_full (G_OBJECT (widget), "value", g_strdup (value), g_free);
}

static GtkWidget *
make_check (const MadoFacetBlock *block, const MadoFacetOffer *offer)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (offer->label);
  g_autofree char *number
      = mado_number_format ((gint64) offer->count, mado_display_get_interface_language ());
  GtkWidget *count = gtk_label_new (number);
  /* Translators: a value of a filter and how many records have it. */
  g_autofree char *name = g_strdup_printf (_ ("%s, %s"), offer->label, number);

  mado_plain_label_tag (GTK_LABEL (label));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (label, offer->label);
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (count, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), box);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), offer->is_chosen);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  tag (check, block->field, offer->value);
  return check;
}

static GtkWidget *
make_heading (const MadoFacetBlock *block, gboolean is_folded)
{
  GtkWidget *heading = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (block->title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (is_folded ? "pan-end-symbolic"
                                                                         : "pan-down-symbolic"));
  gtk_button_set_child (GTK_BUTTON (heading), box);
  gtk_widget_add_css_class (heading, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (heading), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  block->title, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (heading), GTK_ACCESSIBLE_STATE_EXPANDED, !is_folded,
                               -1);
  tag (heading, block->field, NULL);
  return heading;
}

GtkWidget *
mado_facet_block_new (const MadoFacetBlock *block, gboolean is_folded, GCallback toggled,
                      GCallback more, GCallback folded, gpointer user_data)
{
  GtkWidget *self = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *heading = make_heading (block, is_folded);

  gtk_widget_add_css_class (self, "facet");
  gtk_box_append (GTK_BOX (self), heading);
  g_signal_connect_object (heading, "clicked", folded, user_data, G_CONNECT_SWAPPED);
  for (guint i = 0; !is_folded && i < block->offers->len; i++)
    {
      GtkWidget *check = make_check (block, g_ptr_array_index (block->offers, i));

      gtk_box_append (GTK_BOX (self), check);
      g_signal_connect_object (check, "toggled", toggled, user_data, G_CONNECT_SWAPPED);
    }
  if (!is_folded && block->n_more > 0)
    {
      GtkWidget *button = gtk_button_new_with_label (_ ("More…"));
      /* Translators: what a button does; %s is the name of a filter such as "Year". */
      g_autofree char *name = g_strdup_printf (_ ("More values of %s"), block->title);

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_halign (button, GTK_ALIGN_START);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      tag (button, block->field, NULL);
      gtk_box_append (GTK_BOX (self), button);
      g_signal_connect_object (button, "clicked", more, user_data, G_CONNECT_SWAPPED);
    }
  return self;
}

const char *
mado_facet_block_get_field (GtkWidget *child)
{
  return g_object_get_data (G_OBJECT (child), "field");
}

const char *
mado_facet_block_get_value (GtkWidget *child)
{
  return g_object_get_data (G_OBJECT (child), "value");
}
