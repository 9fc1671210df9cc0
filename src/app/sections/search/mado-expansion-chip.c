/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A button with the word, its language, and the sign that takes it out. */
#include "app/sections/search/mado-expansion-chip.h"

#include <glib/gi18n.h>

#include "app/widgets/mado-badge.h"
#include "app/widgets/mado-inert.h"
#include "app/widgets/mado-plain-label.h"

GtkWidget *
mado_expansion_chip_new (const MadoExpansion *expansion, gboolean off)
{
  GtkWidget *self = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *shown = mado_inert_line (expansion->word, NULL);
  g_autofree char *name
      = g_strdup_printf (off ? _ ("Search for %s again") : _ ("Do not search for %s"), shown);
  GtkWidget *word = gtk_label_new (shown);
  gboolean is_japanese = expansion->language == MADO_LANGUAGE_JA;

  gtk_label_set_ellipsize (GTK_LABEL (word), PANGO_ELLIPSIZE_END);
  mado_plain_label_tag (GTK_LABEL (word));
  gtk_widget_add_css_class (word, "chip-word");
  gtk_box_append (GTK_BOX (box), word);
  gtk_box_append (GTK_BOX (box), mado_badge_new (MADO_BADGE_PLAIN, is_japanese ? "JA" : "EN"));
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (off ? "list-add-symbolic"
                                                                   : "window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (self, "chip");
  gtk_widget_add_css_class (self, "exp");
  if (off)
    gtk_widget_add_css_class (self, "off");
  gtk_widget_set_tooltip_text (self, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (self), "word", g_strdup (expansion->word), g_free);
  return self;
}

const char *
mado_expansion_chip_get_word (GtkWidget *chip)
{
  return g_object_get_data (G_OBJECT (chip), "word");
}

static void
clicked_cb (MadoInquiry *inquiry, GtkWidget *chip)
{
  g_autofree char *word = g_strdup (mado_expansion_chip_get_word (chip));

  mado_inquiry_toggle_word (inquiry, word);
}

void
mado_expansion_chips_fill (MadoWrap *wrap, MadoInquiry *inquiry, GPtrArray *expansions)
{
  guint n = expansions ? expansions->len : 0;

  mado_wrap_clear (wrap);
  for (guint i = 0; i < n; i++)
    {
      const MadoExpansion *expansion = g_ptr_array_index (expansions, i);
      GtkWidget *chip
          = mado_expansion_chip_new (expansion, mado_inquiry_is_refused (inquiry, expansion->word));

      g_signal_connect_object (chip, "clicked", G_CALLBACK (clicked_cb), inquiry,
                               G_CONNECT_SWAPPED);
      mado_wrap_append (wrap, chip);
    }
  gtk_widget_set_visible (GTK_WIDGET (wrap), n > 0);
}
