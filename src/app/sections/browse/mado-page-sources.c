/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where it comes from: each source with its number, how to cite it, and where it would lead. */
#include "app/sections/browse/mado-page-build.h"

#include <glib/gi18n.h>

#include "app/sections/mado-launch.h"
#include "app/widgets/mado-plain-label.h"
#include "app/widgets/mado-uri.h"
#include "core/export/mado-citation.h"

/* The number under which the page lists the same source; 0 where it does not. */
static guint
find_source (MadoSources *sources, const MadoSource *wanted)
{
  for (guint i = 0; i < mado_sources_get_n (sources); i++)
    {
      const MadoSource *source = mado_sources_get (sources, i);

      if (g_strcmp0 (source->url, wanted->url) == 0
          && (wanted->url || g_strcmp0 (source->title, wanted->title) == 0))
        return i + 1;
    }
  return 0;
}

/**
 * mado_page_build_cited:
 * @cited: (nullable): where one fact comes from
 *
 * Returns: (transfer floating): a line for each: "[3] title", with the number of the page's list
 */
GtkWidget *
mado_page_build_cited (MadoPageBuild *build, MadoSources *cited)
{
  MadoSources *listed = mado_record_get_sources (build->content->record);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  for (guint i = 0; i < mado_sources_get_n (cited); i++)
    {
      const MadoSource *source = mado_sources_get (cited, i);
      guint number = find_source (listed, source);
      g_autofree char *title = mado_inert_line (source->title, NULL);
      g_autofree char *text
          = number > 0 ? g_strdup_printf ("[%u] %s", number, title) : g_strdup (title);
      GtkWidget *label = gtk_label_new (text);

      mado_plain_label_tag (GTK_LABEL (label));
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_set_tooltip_text (label, title);
      gtk_widget_add_css_class (label, "row-sub");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static void
open_cb (GtkWidget *button, const char *url)
{
  mado_launch_link (button, url);
}

static GtkWidget *
make_open_button (const char *title, const char *host, const char *url)
{
  GtkWidget *open = gtk_button_new_from_icon_name ("mado-open-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("Open %s"), title);
  g_autofree char *tip = g_strdup_printf (_ ("Open at %s"), host);

  gtk_widget_add_css_class (open, "flat");
  gtk_widget_add_css_class (open, "inline-button");
  gtk_widget_set_valign (open, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (open, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (open), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_data (open, "clicked", G_CALLBACK (open_cb), g_strdup (url),
                         (GClosureNotify) (void (*) (void)) g_free, 0);
  return open;
}

static GtkWidget *
make_number (guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "source-number");
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  return label;
}

/* "host · retrieved 22 Nov 2026"; an address that is not opened stands there as text. */
static char *
make_sub (MadoPageBuild *build, const MadoSource *source, const char *host)
{
  g_autofree char *day = source->accessed
                             ? mado_date_format (source->accessed, build->language, MADO_DATE_SHORT)
                             : NULL;
  g_autofree char *read = day ? g_strdup_printf (_ ("retrieved %s"), day) : NULL;
  const char *parts[] = { host ? host : source->url, read };
  g_autoptr (GString) sub = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i])
      g_string_append_printf (sub, "%s%s", sub->len > 0 ? " · " : "", parts[i]);
  return g_string_free (g_steal_pointer (&sub), FALSE);
}

static void
add_source (MadoPageBuild *build, guint number, const MadoSource *source)
{
  GtkWidget *line = mado_page_build_add (build, gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10));
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *host = source->url ? mado_uri_dup_host (source->url) : NULL;
  g_autofree char *sub = make_sub (build, source, host);
  g_autofree char *title = mado_inert_line (source->title, NULL);
  g_autofree char *citation
      = mado_citation_for_source (source, build->language, MADO_CITATION_TEXT);
  g_autofree char *name = g_strdup_printf (_ ("Copy as citation: %s"), title);

  gtk_box_append (GTK_BOX (line), make_number (number));
  gtk_box_append (GTK_BOX (words), mado_page_build_label (source->title, NULL));
  gtk_box_append (GTK_BOX (words), mado_page_build_label (sub, "row-sub"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line),
                  mado_page_build_copy_button ("mado-cite-symbolic", name, citation));
  if (host)
    gtk_box_append (GTK_BOX (line), make_open_button (title, host, source->url));
}

void
mado_page_add_sources (MadoPageBuild *build)
{
  MadoSources *sources = mado_record_get_sources (build->content->record);

  if (mado_sources_get_n (sources) == 0)
    return;
  mado_page_build_add_heading (build, _ ("Sources"), mado_sources_get_n (sources));
  for (guint i = 0; i < mado_sources_get_n (sources); i++)
    add_source (build, i + 1, mado_sources_get (sources, i));
}
