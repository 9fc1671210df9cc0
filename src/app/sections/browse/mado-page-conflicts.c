/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where sources disagree: every value with its sources, which one the record uses, and why. */
#include "app/sections/browse/mado-page-build.h"

#include <glib/gi18n.h>

#include "app/sections/browse/mado-facts.h"
#include "app/widgets/mado-badge.h"
#include "app/widgets/mado-scale.h"

#define VALUE 200 /* pixels of the column of values at text scale 1.0 */

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

static GtkWidget *
make_sources (MadoPageBuild *build, MadoSources *cited)
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

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_set_tooltip_text (label, title);
      gtk_widget_add_css_class (label, "row-sub");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

/* A claim that is a bare date is written as dates are here; a longer one as it stands. */
static GtkWidget *
make_value (MadoPageBuild *build, const MadoClaim *claim)
{
  g_autoptr (MadoDate) date
      = mado_date_new_from_iso (mado_text_get (claim->value, MADO_LANGUAGE_EN, NULL), NULL);
  g_autofree char *text = date ? mado_page_build_format_date (build, date) : NULL;

  return text ? mado_page_build_label (text, "claim")
              : mado_page_build_text (claim->value, MADO_CHOICE_CONTENT, "claim");
}

static GtkWidget *
make_claim (MadoPageBuild *build, const MadoClaim *claim, gboolean used)
{
  GtkWidget *line
      = gtk_box_new (build->is_narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL,
                     build->is_narrow ? 2 : 14);
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *value = make_value (build, claim);

  gtk_box_append (GTK_BOX (left), value);
  if (used)
    {
      gtk_widget_add_css_class (value, "used");
      gtk_box_append (GTK_BOX (left), mado_badge_new (MADO_BADGE_OK, _ ("used in this record")));
    }
  if (!build->is_narrow)
    gtk_widget_set_size_request (left, mado_scale_apply (GTK_WIDGET (build->body), VALUE), -1);
  gtk_box_append (GTK_BOX (line), left);
  gtk_box_append (GTK_BOX (line), make_sources (build, claim->sources));
  return line;
}

static GtkWidget *
make_heading (MadoPageBuild *build, const MadoConflict *conflict)
{
  const char *field
      = mado_facts_get_name (mado_record_get_kind (build->content->record), conflict->field);
  g_autofree char *text = field ? g_strdup_printf (_ ("Sources disagree: %s"), field)
                                : g_strdup (_ ("Sources disagree"));
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "mado-differ-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), mado_page_build_label (text, "heading"));
  return line;
}

void
mado_page_add_conflicts (MadoPageBuild *build)
{
  MadoRecord *record = build->content->record;
  MadoConflicts *conflicts = mado_record_get_conflicts (record);

  for (guint i = 0; i < mado_conflicts_get_n (conflicts); i++)
    {
      const MadoConflict *conflict = mado_conflicts_get (conflicts, i);
      GtkWidget *block = mado_page_build_add (build, gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
      gint used = mado_facts_find_used (record, conflict);

      gtk_widget_add_css_class (block, "differ");
      gtk_box_append (GTK_BOX (block), make_heading (build, conflict));
      for (guint k = 0; k < mado_claims_get_n (conflict->values); k++)
        gtk_box_append (GTK_BOX (block), make_claim (build, mado_claims_get (conflict->values, k),
                                                     (gint) k == used));
      if (!conflict->assessment)
        continue;
      gtk_box_append (GTK_BOX (block), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      gtk_box_append (GTK_BOX (block), mado_page_build_label (_ ("Our reading"), "fact-k"));
      gtk_box_append (GTK_BOX (block), mado_page_build_text (conflict->assessment,
                                                             MADO_CHOICE_CONTENT, "assessment"));
    }
}
