/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The drawing of the timeline as a widget: its state, its size, what it is told. */
#include "app/sections/dialogue/mado-timeline-view-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/widgets/mado-scale.h"

#define GUTTER_EN 150 /* pixels at text scale 1.0 */
#define GUTTER_JA 140
#define NARROW 500
#define NAME_LINE 16
#define LANE 15
#define ZOOM_DATE 2.0 /* years on either side of a date that is gone to */

enum
{
  CHOSEN,
  LEFT,
  FILTERED,
  MOVED,
  DATE_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoTimelineView, mado_timeline_view, GTK_TYPE_WIDGET)

static void
clear_row (gpointer data)
{
  g_clear_pointer (&((MadoTimelineRow *) data)->layout, mado_layout_free);
}

double
mado_timeline_view_get_gutter (MadoTimelineView *self)
{
  gboolean is_ja = mado_display_get_interface_language () == MADO_LANGUAGE_JA;

  return self->is_narrow ? 0 : (is_ja ? GUTTER_JA : GUTTER_EN) * self->unit;
}

/* Bars ask for no more lanes than they fill. */
static double
get_track_height (MadoTimelineView *self, const MadoTimelineTrack *track)
{
  g_autoptr (MadoLayout) layout = NULL;

  if (track->mode != MADO_TRACK_LANES)
    return track->height * self->unit;
  layout = mado_layout_new (self->data, track, 1, 1, self->today);
  return MIN (track->height, (int) MAX (layout->n_lanes, 2) * LANE + 1) * self->unit;
}

static void
make_rows (MadoTimelineView *self)
{
  double y = MADO_TIMELINE_AXIS * self->unit;

  g_array_set_size (self->rows, 0);
  for (guint i = 0; self->data && i < mado_timeline_data_get_n_tracks (self->data); i++)
    {
      const MadoTimelineTrack *track = mado_timeline_data_get_track (self->data, i);
      MadoTimelineRow row = { i, y };

      if (!track->is_shown)
        continue;
      row.name_height = self->is_narrow ? NAME_LINE * self->unit : 0;
      row.height = get_track_height (self, track) + row.name_height;
      y += row.height;
      g_array_append_val (self->rows, row);
    }
}

/* The layouts are those of one zoom; they are made when they are drawn or asked for. */
void
mado_timeline_view_ensure_rows (MadoTimelineView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      MadoTimelineRow *row = &g_array_index (self->rows, MadoTimelineRow, i);

      if (row->layout && self->rows_scale == self->axis.scale)
        continue;
      g_clear_pointer (&row->layout, mado_layout_free);
      row->layout
          = mado_layout_new (self->data, mado_timeline_data_get_track (self->data, row->track),
                             self->axis.scale, self->unit, self->today);
    }
  self->rows_scale = self->axis.scale;
}

MadoTimelineRow *
mado_timeline_view_get_row (MadoTimelineView *self, guint track)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_array_index (self->rows, MadoTimelineRow, i).track == track)
      return &g_array_index (self->rows, MadoTimelineRow, i);
  return NULL;
}

void
mado_timeline_view_axis_changed (MadoTimelineView *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[MOVED], 0);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
mado_timeline_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                            int *minimum, int *natural, int *minimum_baseline,
                            int *natural_baseline)
{
  MadoTimelineView *self = MADO_TIMELINE_VIEW (widget);
  double height = MADO_TIMELINE_AXIS * self->unit;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = 200;
      return;
    }
  for (guint i = 0; i < self->rows->len; i++)
    height += g_array_index (self->rows, MadoTimelineRow, i).height;
  *minimum = *natural = (int) (height + 1);
}

/* The first time that there are items and a width, the usual stretch of time is shown. */
static void
place_axis (MadoTimelineView *self)
{
  gint first, last;

  if (self->axis.width <= 0 || !self->data
      || !mado_timeline_data_get_span (self->data, &first, &last))
    return;
  self->axis.first = MIN (first, self->today);
  self->axis.last = MAX (last, self->today);
  if (self->is_placed)
    return;
  mado_axis_show_usual (&self->axis, self->today);
  self->is_placed = TRUE;
}

static gboolean
resize_cb (gpointer user_data)
{
  gtk_widget_queue_resize (user_data);
  return G_SOURCE_REMOVE;
}

static gboolean
moved_cb (gpointer user_data)
{
  mado_timeline_view_axis_changed (user_data);
  return G_SOURCE_REMOVE;
}

static void
mado_timeline_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MadoTimelineView *self = MADO_TIMELINE_VIEW (widget);
  gboolean is_narrow = width < NARROW * self->unit, was_placed = self->is_placed;
  double right, before = self->axis.width;

  if (is_narrow != self->is_narrow)
    {
      self->is_narrow = is_narrow;
      make_rows (self);
      /* Sizes are being given out: ask for another height once that is done. */
      g_idle_add_full (G_PRIORITY_HIGH_IDLE, resize_cb, g_object_ref (self), g_object_unref);
    }
  right = self->axis.start + (self->axis.scale > 0 ? self->axis.width / self->axis.scale : 0);
  self->axis.width = MAX (width - mado_timeline_view_get_gutter (self), 1);
  /* What was at the right edge stays there. */
  if (self->is_placed)
    self->axis.start = right - self->axis.width / self->axis.scale;
  place_axis (self);
  /* Who shows the years asks for another size then, which nobody may while sizes are given out. */
  if (self->is_placed && (!was_placed || self->axis.width != before))
    g_idle_add_full (G_PRIORITY_HIGH_IDLE, moved_cb, g_object_ref (self), g_object_unref);
}

static void
mado_timeline_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MadoTimelineView *self = MADO_TIMELINE_VIEW (widget);

  if (!self->is_placed)
    return;
  mado_timeline_view_ensure_rows (self);
  mado_timeline_view_draw (self, snapshot);
}

static void
read_display (MadoTimelineView *self)
{
  MadoDisplay *display = mado_display_get_for_widget (GTK_WIDGET (self));

  self->today = mado_display_get_today (display);
  self->language = mado_display_get_language (display);
}

static void
display_changed_cb (MadoTimelineView *self)
{
  read_display (self);
  g_hash_table_remove_all (self->texts);
  mado_timeline_view_update (self);
}

static void
mado_timeline_view_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mado_timeline_view_parent_class)->root (widget);
  g_signal_connect_object (mado_display_get_for_widget (widget), "notify",
                           G_CALLBACK (display_changed_cb), widget, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify",
                           G_CALLBACK (gtk_widget_queue_draw), widget, G_CONNECT_SWAPPED);
  display_changed_cb (MADO_TIMELINE_VIEW (widget));
}

static void
mado_timeline_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  MadoTimelineView *self = MADO_TIMELINE_VIEW (widget);
  double unit = mado_scale_get (widget);

  GTK_WIDGET_CLASS (mado_timeline_view_parent_class)->css_changed (widget, change);
  g_hash_table_remove_all (self->texts);
  gtk_widget_queue_draw (widget);
  if (unit == self->unit)
    return;
  self->unit = unit;
  make_rows (self);
  gtk_widget_queue_resize (widget);
}

static void
mado_timeline_view_dispose (GObject *object)
{
  MadoTimelineView *self = MADO_TIMELINE_VIEW (object);

  g_clear_object (&self->vocabulary);
  g_clear_object (&self->vadjustment);
  self->data = NULL;
  g_array_set_size (self->rows, 0);
  G_OBJECT_CLASS (mado_timeline_view_parent_class)->dispose (object);
}

static void
mado_timeline_view_finalize (GObject *object)
{
  MadoTimelineView *self = MADO_TIMELINE_VIEW (object);

  g_array_unref (self->rows);
  g_hash_table_unref (self->texts);
  g_free (self->selected);
  g_free (self->label);
  G_OBJECT_CLASS (mado_timeline_view_parent_class)->finalize (object);
}

static void
mado_timeline_view_class_init (MadoTimelineViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mado_timeline_view_dispose;
  object_class->finalize = mado_timeline_view_finalize;
  widget_class->get_request_mode = get_request_mode;
  widget_class->measure = mado_timeline_view_measure;
  widget_class->size_allocate = mado_timeline_view_size_allocate;
  widget_class->snapshot = mado_timeline_view_snapshot;
  widget_class->root = mado_timeline_view_root;
  widget_class->css_changed = mado_timeline_view_css_changed;
  widget_class->query_tooltip = mado_timeline_view_query_tooltip;
  signals[CHOSEN] = g_signal_new ("chosen", MADO_TYPE_TIMELINE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[LEFT] = g_signal_new ("left", MADO_TYPE_TIMELINE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[FILTERED] = g_signal_new ("filtered", MADO_TYPE_TIMELINE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[MOVED] = g_signal_new ("moved", MADO_TYPE_TIMELINE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[DATE_WANTED] = g_signal_new ("date-wanted", MADO_TYPE_TIMELINE_VIEW, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  mado_timeline_view_class_add_keys (widget_class);
}

static void
mado_timeline_view_init (MadoTimelineView *self)
{
  self->unit = 1;
  self->rows = g_array_new (FALSE, FALSE, sizeof (MadoTimelineRow));
  g_array_set_clear_func (self->rows, clear_row);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Timeline"), -1);
  mado_timeline_view_add_input (self);
}

GtkWidget *
mado_timeline_view_new (void)
{
  return g_object_new (MADO_TYPE_TIMELINE_VIEW, NULL);
}

void
mado_timeline_view_set_data (MadoTimelineView *self, MadoTimelineData *data,
                             MadoVocabulary *vocabulary)
{
  g_return_if_fail (MADO_IS_TIMELINE_VIEW (self));

  g_array_set_size (self->rows, 0);
  self->data = data;
  g_set_object (&self->vocabulary, vocabulary);
  self->has_cursor = FALSE;
  g_clear_pointer (&self->label, g_free);
  mado_timeline_view_update (self);
}

/* What comes next is of another section: it is shown from its usual years on. */
void
mado_timeline_view_begin_anew (MadoTimelineView *self)
{
  g_return_if_fail (MADO_IS_TIMELINE_VIEW (self));

  self->is_placed = FALSE;
}

void
mado_timeline_view_update (MadoTimelineView *self)
{
  g_return_if_fail (MADO_IS_TIMELINE_VIEW (self));

  make_rows (self);
  place_axis (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->is_placed)
    g_signal_emit (self, signals[MOVED], 0);
}

void
mado_timeline_view_set_vadjustment (MadoTimelineView *self, GtkAdjustment *adjustment)
{
  g_return_if_fail (MADO_IS_TIMELINE_VIEW (self) && !self->vadjustment);

  self->vadjustment = g_object_ref (adjustment);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

/* In which track an item stands; where it stands in the cursor's too, there. */
static gboolean
find_track (MadoTimelineView *self, guint item, guint *track)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      guint number = g_array_index (self->rows, MadoTimelineRow, i).track;
      GArray *items = mado_timeline_data_get_track (self->data, number)->items;

      for (guint k = 0; k < items->len; k++)
        if (g_array_index (items, guint, k) == item)
          {
            *track = number;
            return TRUE;
          }
    }
  return FALSE;
}

/* The page shows another record: the drawing follows, as far as it draws it. */
void
mado_timeline_view_set_selected (MadoTimelineView *self, const char *id)
{
  guint item, track;

  g_return_if_fail (MADO_IS_TIMELINE_VIEW (self));

  if (g_strcmp0 (self->selected, id) == 0)
    return;
  g_free (self->selected);
  self->selected = g_strdup (id);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (!id || !self->data || !mado_timeline_data_find (self->data, id, &item)
      || (self->has_cursor && self->cursor == item) || !find_track (self, item, &track))
    return;
  mado_timeline_view_set_cursor (self, track, item);
}

const char *
mado_timeline_view_get_label (MadoTimelineView *self)
{
  g_return_val_if_fail (MADO_IS_TIMELINE_VIEW (self), NULL);

  return self->label;
}

const char *
mado_timeline_view_get_current (MadoTimelineView *self)
{
  g_return_val_if_fail (MADO_IS_TIMELINE_VIEW (self), NULL);

  return self->has_cursor ? mado_timeline_data_get_item (self->data, self->cursor)->outline->id
                          : NULL;
}

void
mado_timeline_view_get_years (MadoTimelineView *self, gint *first, gint *last)
{
  guint month;

  g_return_if_fail (MADO_IS_TIMELINE_VIEW (self));

  mado_axis_get_date ((gint) self->axis.start, first, &month);
  mado_axis_get_date ((gint) mado_axis_get_day (&self->axis, self->axis.width), last, &month);
}

/* Around the mark under the keys where that is on screen, else around the middle. */
void
mado_timeline_view_zoom (MadoTimelineView *self, double factor)
{
  double x = self->axis.width / 2;

  g_return_if_fail (MADO_IS_TIMELINE_VIEW (self));

  if (!self->is_placed)
    return;
  if (self->has_cursor)
    {
      const MadoTimelineItem *item = mado_timeline_data_get_item (self->data, self->cursor);
      double its = mado_axis_get_x (&self->axis, mado_timeline_item_get_day (item));

      if (its >= 0 && its <= self->axis.width)
        x = its;
    }
  mado_axis_zoom (&self->axis, factor, x);
  mado_timeline_view_axis_changed (self);
}

void
mado_timeline_view_show_usual (MadoTimelineView *self)
{
  g_return_if_fail (MADO_IS_TIMELINE_VIEW (self));

  if (!self->is_placed)
    return;
  mado_axis_show_usual (&self->axis, self->today);
  mado_timeline_view_axis_changed (self);
}

void
mado_timeline_view_show_today (MadoTimelineView *self)
{
  g_return_if_fail (MADO_IS_TIMELINE_VIEW (self));

  if (!self->is_placed)
    return;
  mado_axis_reveal (&self->axis, self->today, self->today, 30 * self->unit);
  mado_timeline_view_axis_changed (self);
}

/* Shows a date with the years around it; the keys go on from the record nearest to it. */
void
mado_timeline_view_show_date (MadoTimelineView *self, const MadoDate *date)
{
  gint first, last;
  double around = ZOOM_DATE * MADO_DAYS_A_YEAR;

  g_return_if_fail (MADO_IS_TIMELINE_VIEW (self) && date != NULL);

  if (!self->is_placed)
    return;
  first = mado_date_get_first_day (date);
  last = mado_date_get_last_day (date);
  if (first == 0)
    first = MIN (self->axis.first, last);
  if (last == G_MAXINT)
    last = MAX (self->axis.last, first);
  mado_axis_show_range (&self->axis, first - around, last + around);
  mado_timeline_view_axis_changed (self);
  mado_timeline_view_go_near (self, (first + last) / 2.0);
}
