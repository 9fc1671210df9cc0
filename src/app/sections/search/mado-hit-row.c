/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Built once; nothing of it changes later but whether it was read: a search makes new ones. */
#include "app/sections/search/mado-hit-row.h"

#include <glib/gi18n.h>

#include "app/widgets/mado-badge.h"
#include "app/widgets/mado-mark.h"
#include "app/widgets/mado-text-label.h"

/* The core counts bytes in ranges, the label in spans: the same two numbers. */
static void
mark (MadoTextLabel *label, MadoQuery *query, const char *text, MadoLanguage language)
{
  g_autoptr (GArray) ranges = NULL;
  g_autoptr (GArray) spans = NULL;

  if (!query || !text)
    return;
  ranges = mado_findings_mark (query, text);
  spans = g_array_new (FALSE, FALSE, sizeof (MadoSpan));
  for (guint i = 0; i < ranges->len; i++)
    {
      const MadoRange *range = &g_array_index (ranges, MadoRange, i);
      MadoSpan span = { range->start, range->end };

      g_array_append_val (spans, span);
    }
  mado_text_label_set_spans (label, language, spans);
}

GtkWidget *
mado_hit_title_new (MadoRecord *record, MadoQuery *query)
{
  static const MadoLanguage languages[] = { MADO_LANGUAGE_EN, MADO_LANGUAGE_JA };
  MadoText *title = mado_record_get_title (record);
  GtkWidget *label = g_object_new (MADO_TYPE_TEXT_LABEL, "lines", 2, "mark-fallback", FALSE, NULL);

  mado_text_label_set_text (MADO_TEXT_LABEL (label), title);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      MadoLanguage shown;
      const char *text = mado_text_get (title, languages[i], &shown);

      if (shown == languages[i])
        mark (MADO_TEXT_LABEL (label), query, text, shown);
    }
  gtk_widget_add_css_class (label, "row-title");
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

/* In which language it was found; where in both, that in which it is read. */
static const char *
name_language (const MadoHit *hit, MadoLanguage language)
{
  if (hit->matched_en && hit->matched_ja)
    return language == MADO_LANGUAGE_JA ? "JA" : "EN";
  return hit->matched_ja ? "JA" : hit->matched_en ? "EN" : NULL;
}

static GtkWidget *
make_first_line (const MadoHit *hit, MadoQuery *query, MadoLanguage language)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  const char *found_in = name_language (hit, language);

  gtk_widget_add_css_class (dot, "unread-dot");
  gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (dot, FALSE);
  gtk_box_append (GTK_BOX (line), dot);
  gtk_box_append (GTK_BOX (line), mado_hit_title_new (hit->record, query));
  if (found_in)
    {
      GtkWidget *badge = mado_badge_new (MADO_BADGE_PLAIN, found_in);

      gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (line), badge);
    }
  return line;
}

static GtkWidget *
make_passage (const char *text, MadoLanguage language, MadoQuery *query)
{
  GtkWidget *label = g_object_new (MADO_TYPE_TEXT_LABEL, "lines", 2, NULL);

  mado_text_label_set_plain (MADO_TEXT_LABEL (label), text, language);
  mark (MADO_TEXT_LABEL (label), query, text, language);
  gtk_widget_add_css_class (label, "row-sub");
  return label;
}

static GtkWidget *
make_date (const char *date)
{
  GtkWidget *label = gtk_label_new (date);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "row-sub");
  return label;
}

void
mado_hit_row_set_id (GtkListBoxRow *row, MadoRecord *record)
{
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (mado_record_get_id (record)), g_free);
}

/**
 * mado_hit_row_new:
 * @hit: with its record
 * @query: (nullable): what is marked
 */
GtkWidget *
mado_hit_row_new (const MadoHit *hit, MadoQuery *query, MadoDisplay *display)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  MadoLanguage language = mado_display_get_language (display);
  MadoDate *date = mado_record_get_date (hit->record);
  g_autofree char *day = date ? mado_date_format (date, language, MADO_DATE_SHORT) : NULL;
  g_autofree char *title
      = mado_inert_line (mado_text_get (mado_record_get_title (hit->record), language, NULL), NULL);
  g_autofree char *name
      = g_strjoin (", ", title, hit->snippet ? hit->snippet : day, hit->snippet ? day : NULL, NULL);

  gtk_box_append (GTK_BOX (box), make_first_line (hit, query, language));
  if (hit->snippet)
    gtk_box_append (GTK_BOX (box), make_passage (hit->snippet, hit->snippet_language, query));
  else if (mado_record_get_summary (hit->record))
    gtk_box_append (
        GTK_BOX (box),
        make_passage (mado_text_get (mado_record_get_summary (hit->record), language, &language),
                      language, query));
  if (day)
    gtk_box_append (GTK_BOX (box), make_date (day));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "name", g_steal_pointer (&name), g_free);
  mado_hit_row_set_id (GTK_LIST_BOX_ROW (row), hit->record);
  return row;
}

/**
 * mado_hit_row_new_short:
 * @hit: with its record
 * @query: (nullable): what is marked
 */
GtkWidget *
mado_hit_row_new_short (const MadoHit *hit, MadoQuery *query, MadoLanguage language)
{
  MadoKind kind = mado_record_get_kind (hit->record);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = mado_hit_title_new (hit->record, query);
  GtkWidget *section = gtk_label_new (mado_kind_get_title (kind));
  g_autofree char *said
      = mado_inert_line (mado_text_get (mado_record_get_title (hit->record), language, NULL), NULL);
  g_autofree char *name = g_strjoin (", ", said, mado_kind_get_title (kind), NULL);

  g_object_set (title, "lines", 1, NULL);
  gtk_widget_add_css_class (section, "row-sub");
  gtk_box_append (GTK_BOX (box), mado_mark_new (kind));
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), section);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "name", g_steal_pointer (&name), g_free);
  mado_hit_row_set_id (GTK_LIST_BOX_ROW (row), hit->record);
  return row;
}

void
mado_hit_row_set_unread (GtkListBoxRow *row, gboolean is_unread)
{
  GtkWidget *box = gtk_list_box_row_get_child (row);
  GtkWidget *dot = gtk_widget_get_first_child (gtk_widget_get_first_child (box));
  g_autofree char *name
      = g_strjoin (", ", (const char *) g_object_get_data (G_OBJECT (row), "name"),
                   is_unread ? _ ("unread") : NULL, NULL);

  gtk_widget_set_visible (dot, is_unread);
  if (is_unread)
    gtk_widget_add_css_class (box, "unread");
  else
    gtk_widget_remove_css_class (box, "unread");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

const char *
mado_hit_row_get_id (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "id");
}

const char *
mado_hit_row_get_name (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "name");
}
