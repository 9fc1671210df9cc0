/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the blocks of a page are built of. */
#include "app/sections/browse/mado-page-build.h"

#include <glib/gi18n.h>

#include "app/widgets/mado-plain-label.h"

#define INNER 8  /* by which text stands further in than the ground of a row under the pointer */
#define SHOWN 2u /* seconds for which a button says that it copied */

GtkWidget *
mado_page_build_add (MadoPageBuild *build, GtkWidget *child)
{
  if (!gtk_widget_has_css_class (child, "link-rows"))
    {
      gtk_widget_set_margin_start (child, INNER);
      gtk_widget_set_margin_end (child, INNER);
    }
  gtk_box_append (build->body, child);
  return child;
}

/**
 * mado_page_build_label:
 * @text: in whatever language the reader is in; made inert
 * @css: (nullable): a style class
 */
GtkWidget *
mado_page_build_label (const char *text, const char *css)
{
  g_autofree char *inert = mado_inert_text (text, NULL);
  GtkWidget *label = gtk_label_new (inert);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_WORD);
  mado_plain_label_tag (GTK_LABEL (label));
  if (css)
    gtk_widget_add_css_class (label, css);
  return label;
}

GtkWidget *
mado_page_build_text (MadoText *text, MadoChoice choice, const char *css)
{
  GtkWidget *label = mado_text_label_new (text);

  mado_text_label_set_choice (MADO_TEXT_LABEL (label), choice);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  if (css)
    gtk_widget_add_css_class (label, css);
  return label;
}

/**
 * mado_page_build_add_heading:
 * @count: stands beside the text; 0 for none
 *
 * Returns: (transfer none): the line, to which more can be appended at its end
 */
GtkBox *
mado_page_build_add_heading (MadoPageBuild *build, const char *text, guint64 count)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_set_margin_top (line, 8);
  gtk_box_append (GTK_BOX (line), mado_page_build_label (text, "heading"));
  if (count > 0)
    {
      g_autofree char *number
          = mado_number_format ((gint64) MIN (count, G_MAXINT64), build->language);
      GtkWidget *label = mado_page_build_label (number, "numeric");

      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (line), label);
    }
  mado_page_build_add (build, line);
  return GTK_BOX (line);
}

static gboolean
forget_copied_cb (gpointer button)
{
  gtk_button_set_icon_name (GTK_BUTTON (button), g_object_get_data (button, "icon"));
  return G_SOURCE_REMOVE;
}

static void
copy_cb (GtkWidget *button, const char *copied)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (button), copied);
  gtk_button_set_icon_name (GTK_BUTTON (button), "object-select-symbolic");
  g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, SHOWN, forget_copied_cb, g_object_ref (button),
                              g_object_unref);
}

/**
 * mado_page_build_copy_button:
 * @name: what it does, for its tooltip and for assistive tools
 * @copied: what it puts on the clipboard
 */
GtkWidget *
mado_page_build_copy_button (const char *icon, const char *name, const char *copied)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  g_object_set_data_full (G_OBJECT (button), "icon", g_strdup (icon), g_free);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "inline-button");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (copy_cb), g_strdup (copied),
                         (GClosureNotify) (void (*) (void)) g_free, 0);
  return button;
}

char *
mado_page_build_format_date (const MadoPageBuild *build, const MadoDate *date)
{
  return mado_date_format (date, build->language,
                           MADO_DATE_FULL
                               | (mado_display_get_era (build->display) ? MADO_DATE_ERA : 0));
}
