/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the timeline says: to assistive tools, in tooltips, and beside marks. */
#include "app/sections/dialogue/mado-timeline-view-private.h"

#include <glib/gi18n.h>

#include "app/sections/browse/mado-facts.h"
#include "app/widgets/mado-inert.h"
#include "app/widgets/mado-text-label.h"
#include "core/model/mado-day.h"

#define TOOLTIP_TITLES 5 /* of a disc that stands for several */
#define NAME_MOST 60     /* characters of a bar's name */

static gboolean
has_era (MadoTimelineView *self)
{
  return mado_display_get_era (mado_display_get_for_widget (GTK_WIDGET (self)));
}

/* The year as the axis has it, in the interface's language: "2023", "2023（令5）". */
char *
mado_timeline_view_format_year (MadoTimelineView *self, gint year)
{
  gboolean is_ja = mado_display_get_interface_language () == MADO_LANGUAGE_JA;
  g_autofree char *era = is_ja && has_era (self) ? mado_date_format_era_year (year) : NULL;

  return era ? g_strdup_printf ("%d（%s）", year, era) : g_strdup_printf ("%d", year);
}

/* The date at the precision it has. transfer full */
char *
mado_timeline_view_format_date (MadoTimelineView *self, const MadoTimelineItem *item)
{
  MadoDateStyle style = MADO_DATE_FULL;

  if (self->language == MADO_LANGUAGE_JA && has_era (self))
    style |= MADO_DATE_ERA;
  return item->outline->date ? mado_date_format (item->outline->date, self->language, style)
                             : g_strdup ("");
}

/* The name of a bar: what stands before the colon or the bracket of its title, an acronym for the
 * most. */
char *
mado_timeline_view_format_name (MadoTimelineView *self, const MadoTimelineItem *item)
{
  static const char *const ends[] = { ":", "：", "（", " (" };
  g_autofree char *inert
      = mado_inert_line (mado_text_get (item->outline->title, self->language, NULL), NULL);
  gsize length = strlen (inert);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const char *end = strstr (inert, ends[i]);

      if (end && end > inert)
        length = MIN (length, (gsize) (end - inert));
    }
  inert[length] = '\0';
  return g_utf8_substring (inert, 0, MIN (g_utf8_strlen (inert, -1), NAME_MOST));
}

/* The highest number of a series, which is how many there have been. */
static gint64
find_highest (MadoTimelineView *self, const char *series)
{
  gint64 highest = 0;

  for (guint i = 0; i < mado_timeline_data_get_n_items (self->data); i++)
    {
      const MadoOutline *outline = mado_timeline_data_get_item (self->data, i)->outline;

      if (outline->number.is_set && g_strcmp0 (outline->series, series) == 0)
        highest = MAX (highest, outline->number.value);
    }
  return highest;
}

static char *
format_series (MadoTimelineView *self, const MadoOutline *outline)
{
  const char *label;

  if (!outline->series)
    return NULL;
  label = mado_vocabulary_get_label (self->vocabulary, "series", outline->series, self->language);
  if (!outline->number.is_set)
    return g_strdup (label);
  /* Translators: the number in a series, how many there are, the name of the series. */
  return g_strdup_printf (_ ("no. %1$d of %2$d, %3$s"),
                          (int) CLAMP (outline->number.value, 0, 9999),
                          (int) CLAMP (find_highest (self, outline->series), 0, 9999), label);
}

/* Where an item stands in the list beside the drawing: "9 of 40". transfer full */
char *
mado_timeline_view_format_place (MadoTimelineView *self, guint item)
{
  const MadoTimelineItem *it = mado_timeline_data_get_item (self->data, item);

  if (it->position == MADO_TIMELINE_NOT_LISTED)
    return it->is_context ? g_strdup (C_ ("timeline", "in another section"))
           : mado_timeline_data_is_searched (self->data)
               ? g_strdup (C_ ("timeline", "not found by the search"))
               : g_strdup (C_ ("timeline", "not in the list"));
  return g_strdup_printf (C_ ("timeline", "%1$d of %2$d"), it->position + 1,
                          (int) mado_timeline_data_get_n_listed (self->data));
}

/* "Seventh EU-Japan Joint Committee, 7 December 2023, 9 of 40, no. 7 of 7, EU-Japan …" */
char *
mado_timeline_view_describe (MadoTimelineView *self, guint item)
{
  const MadoTimelineItem *it = mado_timeline_data_get_item (self->data, item);
  g_autofree char *title
      = mado_inert_line (mado_text_get (it->outline->title, self->language, NULL), NULL);
  g_autofree char *date = mado_timeline_view_format_date (self, it);
  g_autofree char *place = mado_timeline_view_format_place (self, item);
  g_autofree char *series = format_series (self, it->outline);
  const char *comma = self->language == MADO_LANGUAGE_JA ? "、" : ", ";

  return g_strjoin (comma, title, date, place, series, NULL);
}

/* transfer full, nullable: "2 years 11 months since" the last numbered one of the track */
char *
mado_timeline_view_format_since (MadoTimelineView *self, const MadoTimelineTrack *track,
                                 gint *last_day)
{
  const MadoTimelineItem *last = NULL;
  g_autofree char *since = NULL;
  g_autoptr (MadoDate) today = NULL;

  *last_day = 0;
  for (guint i = track->items->len; i-- > 0 && !last;)
    {
      const MadoTimelineItem *item
          = mado_timeline_data_get_item (self->data, g_array_index (track->items, guint, i));

      if (item->outline->number.is_set && g_strcmp0 (item->outline->series, track->series) == 0)
        last = item;
    }
  if (!last || last->last > self->today)
    return NULL;
  *last_day = last->last;
  today = mado_day_to_date (self->today);
  since = mado_facts_format_since (last->outline->date, today);
  /* Translators: of a series of meetings; %s is "2 years 11 months". */
  return since ? g_strdup_printf (_ ("%s since"), since) : NULL;
}

static void
append_line (GtkBox *box, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 50);
  gtk_box_append (box, label);
}

static void
append_title (GtkBox *box, const MadoOutline *outline)
{
  GtkWidget *label = mado_text_label_new (outline->title);

  g_object_set (label, "lines", 2, "mark-fallback", FALSE, NULL);
  gtk_widget_set_size_request (label, 260, -1);
  gtk_box_append (box, label);
}

static void
append_item (MadoTimelineView *self, GtkBox *box, guint item)
{
  const MadoTimelineItem *it = mado_timeline_data_get_item (self->data, item);
  g_autofree char *date = mado_timeline_view_format_date (self, it);
  g_autofree char *place = mado_timeline_view_format_place (self, item);
  g_autofree char *series = format_series (self, it->outline);
  g_autofree char *line = g_strjoin (" · ", date, place, NULL);

  append_title (box, it->outline);
  append_line (box, line);
  if (series)
    append_line (box, series);
}

static void
append_bundle (MadoTimelineView *self, GtkBox *box, const MadoTimelineHit *hit)
{
  guint shown = MIN (hit->placed->count, TOOLTIP_TITLES);
  guint all = hit->placed->count;
  g_autofree char *many
      = g_strdup_printf (ngettext ("%u record here: zoom in to tell them apart",
                                   "%u records here: zoom in to tell them apart", all),
                         all);

  append_line (box, many);
  for (guint i = 0; i < shown; i++)
    append_title (
        box, mado_timeline_data_get_item (
                 self->data, g_array_index (hit->row->layout->order, guint, hit->placed->index + i))
                 ->outline);
  if (hit->placed->count > shown)
    {
      guint rest = hit->placed->count - shown;
      g_autofree char *more = g_strdup_printf (ngettext ("and %u more", "and %u more", rest), rest);

      append_line (box, more);
    }
}

static void
append_hidden (MadoTimelineView *self, GtkBox *box, const MadoTimelineRow *row)
{
  guint n = mado_timeline_view_count_hidden (self, row);
  g_autofree char *text
      = g_strdup_printf (ngettext ("%u more finds no room here. A click shows the list.",
                                   "%u more find no room here. A click shows the list.", n),
                         n);

  append_line (box, text);
}

gboolean
mado_timeline_view_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard,
                                  GtkTooltip *tooltip)
{
  MadoTimelineView *self = MADO_TIMELINE_VIEW (widget);
  GtkBox *box;
  MadoTimelineHit hit;

  if (keyboard)
    return FALSE;
  mado_timeline_view_pick (self, x, y, &hit);
  if (!hit.placed && !hit.ghost && !hit.is_more)
    return FALSE;
  box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 2));
  if (hit.is_more)
    append_hidden (self, box, hit.row);
  else if (hit.ghost)
    {
      g_autofree char *text
          = g_strdup_printf (_ ("no. %d is not in this collection"), (int) hit.ghost->number);

      append_line (box, text);
    }
  else if (hit.placed->count > 1)
    append_bundle (self, box, &hit);
  else
    append_item (self, box, hit.placed->item);
  gtk_tooltip_set_custom (tooltip, GTK_WIDGET (box));
  return TRUE;
}
