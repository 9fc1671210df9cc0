/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where sources were compared: every value with its sources, which one the record uses, and why. It
 * is amber where they disagree. */
#include "app/sections/browse/mado-page-build.h"

#include <glib/gi18n.h>

#include "app/sections/browse/mado-facts.h"
#include "app/widgets/mado-badge.h"
#include "app/widgets/mado-scale.h"

#define VALUE 200 /* pixels of the column of values at text scale 1.0 */

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
  gtk_box_append (GTK_BOX (line), mado_page_build_cited (build, claim->sources));
  return line;
}

static GtkWidget *
make_heading (MadoPageBuild *build, const MadoConflict *conflict)
{
  const char *name
      = mado_conflict_is_disputed (conflict) ? "mado-differ-symbolic" : "object-select-symbolic";
  g_autofree char *text = mado_facts_format_conflict (build->content->record, conflict);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", name, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

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

      gtk_widget_add_css_class (block, mado_conflict_is_disputed (conflict) ? "differ" : "facts");
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
