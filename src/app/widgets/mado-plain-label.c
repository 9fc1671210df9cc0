/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/mado-plain-label.h"

#include "app/widgets/mado-inert.h"

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
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  return label;
}
