/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The block of facts: names over values, in as many columns as fit. */
#include "app/sections/browse/mado-page-build.h"

#include <glib/gi18n.h>

#include "app/sections/browse/mado-facts.h"
#include "app/widgets/mado-badge.h"
#include "app/widgets/mado-columns.h"
#include "app/widgets/mado-inert.h"

/* What the record does not say itself: how it stands among the others. */
static void
append_appearances (MadoPageBuild *build, GPtrArray *facts)
{
  const MadoAppearances *appearances = build->content->appearances;

  if (!appearances)
    return;
  if (appearances->total > 0)
    {
      g_autofree char *number = mado_number_format ((gint64) appearances->total, build->language);
      g_autofree char *count = g_strdup_printf (
          ngettext ("%s record", "%s records", (gulong) appearances->total), number);

      g_ptr_array_add (facts, mado_fact_new (_ ("Appears in"), count));
    }
  /* Of a sample the first year would be a wrong one. */
  if (appearances->years->len > 0 && !appearances->is_sample)
    {
      const gint first = g_array_index (appearances->years, MadoYearCount, 0).year;
      const gint last
          = g_array_index (appearances->years, MadoYearCount, appearances->years->len - 1).year;
      g_autofree char *years
          = first == last ? g_strdup_printf ("%d", first) : g_strdup_printf ("%d–%d", first, last);

      g_ptr_array_add (facts, mado_fact_new (_ ("First and last year"), years));
    }
}

static void
append_since (MadoPageBuild *build, GPtrArray *facts)
{
  const MadoPageContent *content = build->content;
  g_autofree char *since = content->previous
                               ? mado_facts_format_since (mado_record_get_date (content->previous),
                                                          mado_record_get_date (content->record))
                               : NULL;

  if (since)
    g_ptr_array_add (facts, mado_fact_new (_ ("Since the previous meeting"), since));
}

/* Of an item: the date of what it reports is not that of its publication, nor the day it was read.
 * Where it reports several things their dates stand with the links. */
static void
append_reported (MadoPageBuild *build, GPtrArray *facts)
{
  GPtrArray *connections = build->content->connections;
  MadoDate *date = NULL;
  guint n = 0;

  if (mado_record_get_kind (build->content->record) != MADO_KIND_NEWS)
    return;
  for (guint i = 0; i < connections->len; i++)
    {
      const MadoConnection *one = g_ptr_array_index (connections, i);

      if (!one->record || one->is_role || !one->outgoing || !g_str_equal (one->rel, "reports"))
        continue;
      n++;
      date = mado_kind_is_dated (mado_record_get_kind (one->record))
                 ? mado_record_get_date (one->record)
                 : NULL;
    }
  if (n == 1 && date)
    {
      g_autofree char *when = mado_page_build_format_date (build, date);

      g_ptr_array_add (facts, mado_fact_new (C_ ("fact", "Date of what is reported"), when));
    }
}

static void
append_retrieved (MadoPageBuild *build, GPtrArray *facts)
{
  MadoSources *sources = mado_record_get_sources (build->content->record);
  const MadoSource *first = mado_sources_get_n (sources) > 0 ? mado_sources_get (sources, 0) : NULL;

  if (mado_record_get_kind (build->content->record) == MADO_KIND_NEWS && first && first->accessed)
    {
      g_autofree char *when = mado_page_build_format_date (build, first->accessed);

      g_ptr_array_add (facts, mado_fact_new (C_ ("fact", "Retrieved"), when));
    }
}

static GtkWidget *
make_value (const MadoFact *fact)
{
  GtkWidget *value = fact->text ? mado_page_build_text (fact->text, MADO_CHOICE_CONTENT, "fact-v")
                                : mado_page_build_label (fact->value, "fact-v");
  const char *copied = fact->is_code ? fact->value : fact->address;
  GtkWidget *line;

  if (!fact->doubt && !copied)
    return value;
  line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (line), value);
  if (fact->doubt)
    {
      GtkWidget *badge = mado_badge_new (MADO_BADGE_WARN, fact->doubt);

      gtk_widget_set_valign (badge, GTK_ALIGN_START);
      gtk_widget_set_hexpand (value, TRUE);
      gtk_box_append (GTK_BOX (line), badge);
    }
  if (copied)
    {
      g_autofree char *inert = mado_inert_line (copied, NULL);
      g_autofree char *name = g_strdup_printf (_ ("Copy %s"), inert);

      gtk_label_set_selectable (GTK_LABEL (value), TRUE);
      gtk_box_append (GTK_BOX (line),
                      mado_page_build_copy_button ("edit-copy-symbolic", name, copied));
    }
  return line;
}

void
mado_page_add_facts (MadoPageBuild *build)
{
  const MadoFactSource source = { build->content->record,
                                  build->vocabulary,
                                  build->language,
                                  mado_display_get_era (build->display),
                                  mado_display_get_surname_first (build->display),
                                  mado_page_has_steps (build),
                                  mado_display_get_today (build->display) };
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_fact_free);
  GtkWidget *columns;

  append_appearances (build, facts);
  g_ptr_array_extend_and_steal (facts, mado_facts_list (&source));
  append_reported (build, facts);
  append_retrieved (build, facts);
  append_since (build, facts);
  if (facts->len == 0)
    return;
  columns = mado_page_build_add (build, mado_columns_new (150, 3));
  gtk_widget_add_css_class (columns, "facts");
  for (guint i = 0; i < facts->len; i++)
    {
      const MadoFact *fact = g_ptr_array_index (facts, i);
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

      gtk_box_append (GTK_BOX (box), mado_page_build_label (fact->name, "fact-k"));
      gtk_box_append (GTK_BOX (box), make_value (fact));
      if (fact->is_wide)
        gtk_widget_add_css_class (box, "wide");
      mado_columns_append (MADO_COLUMNS (columns), box);
    }
}
