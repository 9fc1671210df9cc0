/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/mado-plain-label.h"

#include "app/widgets/mado-inert.h"
#include "app/widgets/mado-text-attributes.h"

/**
 * mado_plain_label_new:
 * @text: one line of it, made inert
 * @css: (nullable): a style class
 */
GtkWidget *
mado_plain_label_new (const char *text, const char *css)
{
  g_autofree char *inert = mado_inert_line (text, NULL);
  GtkWidget *label = gtk_label_new (inert);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  mado_plain_label_tag (GTK_LABEL (label));
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  return label;
}

/**
 * mado_plain_label_tag:
 * @label: whose text stays as it is
 *
 * Tells Pango the languages of the label's text by its writing, and where its lines may break:
 * Japanese has Japanese shapes in an English window too.
 */
void
mado_plain_label_tag (GtkLabel *label)
{
  g_autoptr (PangoAttrList) attributes = NULL;

  g_return_if_fail (GTK_IS_LABEL (label));

  attributes = mado_text_attributes_new (gtk_label_get_text (label), MADO_LANGUAGE_EN, NULL);
  gtk_label_set_attributes (label, attributes);
}
