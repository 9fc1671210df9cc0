/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the overview: each a button with one badge that says why it is here. */
#include "app/sections/overview/mado-overview-rows.h"

#include <glib/gi18n.h>

#include "app/sections/browse/mado-fact-values.h"
#include "app/sections/browse/mado-facts.h"
#include "app/sections/mado-sections.h"
#include "app/widgets/mado-badge.h"
#include "app/widgets/mado-display.h"
#include "app/widgets/mado-inert.h"
#include "app/widgets/mado-mark.h"
#include "app/widgets/mado-plain-label.h"
#include "app/widgets/mado-text-label.h"
#include "core/model/mado-day.h"

/* What a row leads to and says, beside its mark. */
typedef struct
{
  MadoRecord *record;  /* gives the mark, and what is opened where there is no query */
  const char *title;   /* nullable: the record's own */
  const char *sub;     /* nullable */
  GtkWidget *badge;    /* nullable */
  const char *section; /* nullable: where the query is asked; else everywhere */
  const char *query;   /* nullable */
} Row;

/**
 * mado_overview_append_block:
 * @count: stands beside the heading; 0 for none
 *
 * Returns: (transfer none): the block, to which rows are appended
 */
GtkBox *
mado_overview_append_block (GtkBox *column, const char *heading, guint count)
{
  GtkWidget *block = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *number = g_strdup_printf ("%u", count);

  gtk_box_append (GTK_BOX (line), mado_plain_label_new (heading, "heading"));
  if (count > 0)
    gtk_box_append (GTK_BOX (line), mado_plain_label_new (number, "row-sub"));
  gtk_widget_add_css_class (line, "block-head");
  gtk_box_append (GTK_BOX (block), line);
  gtk_box_append (column, block);
  return GTK_BOX (block);
}

static void
open_record_cb (GtkWidget *button, MadoRecord *record)
{
  const MadoSection *section = mado_sections_find_kind (mado_record_get_kind (record));

  if (section)
    gtk_widget_activate_action (button, "win.open-section", "(ss)", section->id, "");
  gtk_widget_activate_action (button, "win.open-record", "s", mado_record_get_id (record));
}

static void
lead (GtkWidget *button, const Row *row)
{
  if (row->query && row->section)
    {
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-section");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", row->section, row->query);
    }
  else if (row->query)
    {
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.search-everywhere");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", row->query);
    }
  else
    g_signal_connect_data (button, "clicked", G_CALLBACK (open_record_cb),
                           g_object_ref (row->record),
                           (GClosureNotify) (void (*) (void)) g_object_unref, 0);
}

static GtkWidget *
make_words (const Row *row)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label;

  if (row->title)
    label = mado_plain_label_new (row->title, "row-title");
  else
    {
      label = mado_text_label_new (mado_record_get_title (row->record));
      g_object_set (label, "lines", 2, "mark-fallback", FALSE, NULL);
    }
  gtk_box_append (GTK_BOX (words), label);
  if (row->sub)
    gtk_box_append (GTK_BOX (words), mado_plain_label_new (row->sub, "row-sub"));
  gtk_widget_set_hexpand (words, TRUE);
  return words;
}

static char *
dup_title (MadoRecord *record, MadoLanguage language)
{
  return mado_inert_line (mado_text_get (mado_record_get_title (record), language, NULL), NULL);
}

/* Beside the text it keeps its words, and a long title takes another line. */
static void
append_badge (GtkWidget *box, GtkWidget *badge, gboolean is_narrow)
{
  GtkWidget *label = gtk_widget_get_last_child (badge);

  if (!is_narrow && GTK_IS_LABEL (label))
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (box), badge);
}

static void
append_row (const MadoOverviewRows *rows, GtkBox *block, const Row *row)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = make_words (row);
  GtkWidget *mark = mado_mark_new (mado_record_get_kind (row->record));
  g_autofree char *title
      = row->title ? g_strdup (row->title) : dup_title (row->record, rows->language);
  const char *badge = row->badge ? mado_badge_get_label (MADO_BADGE (row->badge)) : NULL;
  g_autofree char *name
      = g_strjoin (", ", title, row->sub ? row->sub : badge, row->sub ? badge : NULL, NULL);

  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), words);
  if (row->badge)
    append_badge (rows->is_narrow ? words : box, row->badge, rows->is_narrow);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "link-row");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  lead (button, row);
  gtk_box_append (block, button);
}

/* --- What needs attention --- */

static char *
format_date (MadoDate *date, MadoLanguage language)
{
  return date ? mado_date_format (date, language, MADO_DATE_SHORT) : NULL;
}

/* The end alone, where the date is a period. */
static char *
format_end (MadoDate *date, MadoLanguage language)
{
  g_autoptr (MadoDate) end = mado_date_dup_end (date);

  return format_date (end ? end : date, language);
}

static void
append_counted (const MadoOverviewRows *rows, GtkBox *block, const MadoLook *look)
{
  const MadoSection *section = mado_sections_find_kind (mado_record_get_kind (look->record));
  const gulong n = (gulong) MIN (look->count, G_MAXULONG);
  g_autofree char *first = dup_title (look->record, rows->language);
  g_autofree char *number = mado_number_format ((gint64) look->count, rows->language);
  g_autofree char *count = g_strconcat (number, look->is_more ? "+" : "", NULL);
  g_autofree char *title = NULL;
  Row row = { look->record, NULL, first, NULL, section ? section->id : NULL, look->query };

  if (look->reason == MADO_LOOK_ANSWERS)
    title = g_strdup_printf (
        ngettext ("%s answer to check before use", "%s answers to check before use", n), count);
  else if (look->reason == MADO_LOOK_CALLS)
    title = g_strdup_printf (ngettext ("%s call or scheme to check before it is quoted",
                                       "%s calls and schemes to check before they are quoted", n),
                             count);
  else
    {
      title = g_strdup_printf (ngettext ("%s record in which sources disagree",
                                         "%s records in which sources disagree", n),
                               count);
      row.section = NULL;
    }
  row.title = title;
  row.badge = mado_badge_new (MADO_BADGE_PLAIN, count);
  append_row (rows, block, &row);
}

/* "EU-Japan Summit: 2 years 11 months since the last meeting" */
static void
append_gap (const MadoOverviewRows *rows, GtkBox *block, const MadoLook *look)
{
  g_autoptr (MadoDate) today = mado_day_to_date (rows->today);
  g_autofree char *since = mado_facts_format_since (look->date, today);
  g_autofree char *last = format_date (look->date, rows->language);
  const char *series = mado_vocabulary_get_label (
      rows->vocabulary, "series", mado_record_get_series (look->record), rows->language);
  /* Translators: a series of meetings, and the time since the last of them. */
  g_autofree char *title
      = since ? g_strdup_printf (_ ("%1$s: %2$s since the last meeting"), series, since) : NULL;
  /* Translators: %s is the day of the last meeting among the records. */
  g_autofree char *sub = g_strdup_printf (_ ("The last one in this collection: %s"), last);
  const Row row = { look->record, title ? title : series, sub,
                    mado_badge_new (MADO_BADGE_INFO, C_ ("badge", "Longest gap")) };

  append_row (rows, block, &row);
}

static void
append_single (const MadoOverviewRows *rows, GtkBox *block, const MadoLook *look)
{
  const char *status = mado_vocabulary_get_label (
      rows->vocabulary, "status", mado_record_get_status (look->record), rows->language);
  g_autofree char *date = look->date ? format_end (look->date, rows->language) : NULL;
  g_autofree char *label = NULL;
  g_autofree char *sub = NULL;
  Row row = { look->record, NULL, status };

  switch (look->reason)
    {
    case MADO_LOOK_CLOSES:
      /* Translators: %s is the day on which a call closes. */
      label = g_strdup_printf (_ ("Closes %s"), date);
      row.sub = mado_text_get (mado_record_lookup_text (look->record, "who"), rows->language, NULL);
      row.badge = mado_badge_new (MADO_BADGE_OK, label);
      break;
    case MADO_LOOK_PASSED:
      /* Translators: %s is a day that has passed. */
      label = g_strdup_printf (_ ("Its day was %s"), date);
      /* Translators: %s is a status such as "Open". */
      row.sub = sub = g_strdup_printf (_ ("Closed, though its status still says “%s”"), status);
      row.badge = mado_badge_new (MADO_BADGE_WARN, label);
      break;
    case MADO_LOOK_AHEAD:
      /* Translators: %s is a day that is still to come. */
      label = g_strdup_printf (_ ("Ahead: %s"), date);
      row.badge = mado_badge_new (MADO_BADGE_INFO, label);
      break;
    case MADO_LOOK_PROVISIONAL:
      row.sub = _ ("Applied provisionally, not yet in force");
      /* Translators: %s is the day from which an agreement is applied. */
      label = g_strdup_printf (C_ ("badge", "Applied since %s"), date);
      row.badge = mado_badge_new (MADO_BADGE_INFO, label);
      break;
    case MADO_LOOK_RENEWAL:
      row.sub = _ ("The renewal clause was not read in the text.");
      row.badge = mado_badge_new (MADO_BADGE_WARN, C_ ("badge", "To verify"));
      break;
    default:
      row.badge = mado_badge_new (MADO_BADGE_WARN, C_ ("badge", "Not confirmed"));
      break;
    }
  append_row (rows, block, &row);
}

void
mado_overview_append_look (const MadoOverviewRows *rows, GtkBox *block, const MadoLook *look)
{
  if (look->query)
    append_counted (rows, block, look);
  else if (look->reason == MADO_LOOK_GAP)
    append_gap (rows, block, look);
  else
    append_single (rows, block, look);
}

/* --- Records and figures --- */

void
mado_overview_append_record (const MadoOverviewRows *rows, GtkBox *block, MadoRecord *record)
{
  MadoDate *date = mado_record_get_date (record);
  g_autofree char *day = date ? mado_date_format (date, rows->language, MADO_DATE_FULL) : NULL;
  g_autofree char *sub
      = g_strjoin (" · ", mado_kind_get_title (mado_record_get_kind (record)), day, NULL);
  const Row row = { record, NULL, sub };

  append_row (rows, block, &row);
}

/**
 * mado_overview_append_figure:
 *
 * A key figure: the number in large, what it is, and until when.
 */
void
mado_overview_append_figure (const MadoOverviewRows *rows, GtkBox *block, MadoRecord *record)
{
  g_autofree char *value = mado_fact_format_figure (record, rows->vocabulary, rows->language);
  g_autofree char *title = dup_title (record, rows->language);
  g_autofree char *day = format_date (mado_record_get_date (record), rows->language);
  g_autofree char *sub = g_strjoin (" · ", title, day, NULL);
  g_autofree char *name = g_strdup_printf ("%s, %s", value, sub);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  const Row row = { record };

  gtk_box_append (GTK_BOX (words), mado_plain_label_new (value, "bignum"));
  gtk_box_append (GTK_BOX (words), mado_plain_label_new (sub, "row-sub"));
  gtk_button_set_child (GTK_BUTTON (button), words);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "link-row");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  lead (button, &row);
  gtk_box_append (block, button);
}

/**
 * mado_overview_append_show_all:
 * @section: the section's id
 * @name: what is shown, for assistive tools
 */
void
mado_overview_append_show_all (GtkBox *block, const char *section, const char *query,
                               const char *name)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Show all"));
  g_autofree char *full = g_strdup_printf (_ ("Show all: %s"), name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-section");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", section, query);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, full, -1);
  gtk_box_append (block, button);
}
