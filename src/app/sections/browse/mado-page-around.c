/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands around a record: the bodies that an agreement set up with their meetings, the chain
 * of what replaced what, and the offices of an organisation with who holds and who held them. */
#include "app/sections/browse/mado-page-build.h"

#include <glib/gi18n.h>

#include "app/sections/browse/mado-page-relatives.h"
#include "app/sections/mado-sections.h"
#include "app/widgets/mado-badge.h"

static GtkWidget *
add_rows (MadoPageBuild *build)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (box, "link-rows");
  return mado_page_build_add (build, box);
}

static void
add_all_meetings (MadoPageBuild *build, GtkBox *box, const MadoPageCommittee *committee)
{
  const MadoSection *section = mado_sections_find_kind (MADO_KIND_DIALOGUE);
  g_autofree char *query = g_strconcat ("org:", mado_record_get_id (committee->body), NULL);
  g_autofree char *number = mado_number_format (committee->n_meetings, build->language);
  g_autofree char *label
      /* Translators: %s is the number of meetings of a committee. */
      = g_strdup_printf (ngettext ("All %s meeting", "All %s meetings", committee->n_meetings),
                         number);
  GtkWidget *button;

  if (!section || committee->n_meetings <= committee->meetings->len)
    return;
  button = gtk_button_new_with_label (label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_margin_start (button, 24);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-section");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", section->id, query);
  gtk_box_append (box, button);
}

void
mado_page_add_committees (MadoPageBuild *build)
{
  GPtrArray *committees = build->content->relatives->committees;
  GtkWidget *box;

  if (committees->len == 0)
    return;
  mado_page_build_add_heading (build, _ ("Bodies set up by this agreement"), 0);
  box = add_rows (build);
  for (guint i = 0; i < committees->len; i++)
    {
      const MadoPageCommittee *committee = g_ptr_array_index (committees, i);

      gtk_box_append (GTK_BOX (box), mado_page_build_link (build, committee->body, NULL));
      for (guint k = 0; k < committee->meetings->len; k++)
        {
          GtkWidget *row
              = mado_page_build_link (build, g_ptr_array_index (committee->meetings, k), NULL);

          gtk_widget_set_margin_start (row, 24);
          gtk_box_append (GTK_BOX (box), row);
        }
      add_all_meetings (build, GTK_BOX (box), committee);
    }
}

static GtkWidget *
make_this (MadoPageBuild *build, MadoRecord *record)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title
      = mado_page_build_text (mado_record_get_title (record), MADO_CHOICE_CONTENT, "this-one");

  gtk_widget_add_css_class (box, "link-row");
  gtk_widget_set_margin_start (box, 18);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), mado_page_build_label (_ ("this record"), "row-sub"));
  return box;
}

void
mado_page_add_chain (MadoPageBuild *build)
{
  GPtrArray *chain = build->content->relatives->chain;
  const char *id = mado_record_get_id (build->content->record);
  GtkWidget *box;

  if (chain->len == 0)
    return;
  mado_page_build_add_heading (build, _ ("What replaced what, oldest first"), 0);
  box = add_rows (build);
  for (guint i = 0; i < chain->len; i++)
    {
      MadoRecord *record = g_ptr_array_index (chain, i);

      gtk_box_append (GTK_BOX (box), g_str_equal (mado_record_get_id (record), id)
                                         ? make_this (build, record)
                                         : mado_page_build_link (build, record, NULL));
    }
}

/* "attested 29 Nov 2018", "formerly, 2015–2019", "formerly": no more than the record says. */
static char *
format_tenure (MadoPageBuild *build, MadoRecord *person)
{
  MadoDate *date = mado_record_get_date (person);
  MadoDate *as_of = mado_record_lookup_date (person, "as_of");
  gboolean is_former = mado_record_lookup_flag (person, "historic") == MADO_FLAG_YES;
  MadoDate *shown = date && mado_date_is_period (date) ? date : as_of ? as_of : date;
  g_autofree char *day = shown ? mado_date_format (shown, build->language, MADO_DATE_SHORT) : NULL;
  g_autofree char *when = NULL;

  if (day && shown != date)
    /* Translators: a day on which a source names somebody as the holder of an office. */
    when = g_strdup_printf (_ ("attested %s"), day);
  else
    when = g_steal_pointer (&day);
  if (!is_former)
    return g_steal_pointer (&when);
  return when ? g_strjoin (" · ", _ ("formerly"), when, NULL) : g_strdup (_ ("formerly"));
}

static const char *
get_office (MadoPageBuild *build, MadoRecord *person)
{
  MadoText *office = mado_record_lookup_text (person, "office");

  return office ? mado_text_get (office, build->language, NULL) : "";
}

static void
add_office (MadoPageBuild *build, GtkBox *box, guint first)
{
  GPtrArray *people = build->content->relatives->people;
  MadoText *office = mado_record_lookup_text (g_ptr_array_index (people, first), "office");
  const char *wanted = get_office (build, g_ptr_array_index (people, first));

  if (office)
    {
      GtkWidget *head = mado_page_build_text (office, MADO_CHOICE_CONTENT, "office");

      gtk_widget_set_margin_start (head, 8);
      gtk_widget_set_margin_top (head, 6);
      gtk_box_append (box, head);
    }
  for (guint i = first; i < people->len; i++)
    {
      MadoRecord *person = g_ptr_array_index (people, i);
      g_autofree char *tenure = format_tenure (build, person);

      if (g_str_equal (get_office (build, person), wanted))
        gtk_box_append (box, mado_page_build_link (build, person, tenure));
    }
}

/* Each office once, with who holds it and then who held it: a former holder is kept, and marked. */
void
mado_page_add_offices (MadoPageBuild *build)
{
  GPtrArray *people = build->content->relatives->people;
  GtkWidget *box;

  if (people->len == 0)
    return;
  mado_page_build_add_heading (build, _ ("Offices and their holders"), people->len);
  box = add_rows (build);
  for (guint i = 0; i < people->len; i++)
    {
      const char *office = get_office (build, g_ptr_array_index (people, i));
      gboolean is_told = FALSE;

      for (guint k = 0; k < i; k++)
        is_told |= g_str_equal (get_office (build, g_ptr_array_index (people, k)), office);
      if (!is_told)
        add_office (build, GTK_BOX (box), i);
    }
}
