/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pointer and the keys of the timeline. */
#include "app/sections/dialogue/mado-timeline-view-private.h"

#define WHEEL 1.18 /* zoom of one step of the wheel */
#define KEY_ZOOM 1.5
#define NEARER 2.5
#define PAN_STEP 90.0 /* pixels of one step of the wheel */
#define AROUND 2.0    /* years on either side of a double click */

void
mado_timeline_view_choose (MadoTimelineView *self, guint item)
{
  const MadoTimelineItem *it = mado_timeline_data_get_item (self->data, item);
  g_autofree char *id = g_strdup (it->outline->id);

  g_signal_emit_by_name (self, "chosen", id, it->position != MADO_TIMELINE_NOT_LISTED);
}

static void
show_around (MadoTimelineView *self, double x)
{
  double day = mado_axis_get_day (&self->axis, x - mado_timeline_view_get_gutter (self));
  double around = AROUND * MADO_DAYS_A_YEAR;

  mado_axis_show_range (&self->axis, day - around, day + around);
  mado_timeline_view_axis_changed (self);
}

static void
clicked_cb (MadoTimelineView *self, int n_press, double x, double y)
{
  MadoTimelineHit hit;

  if (!self->is_placed)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  mado_timeline_view_pick (self, x, y, &hit);
  if (n_press == 2)
    show_around (self, x);
  else if (n_press == 1 && hit.is_more)
    g_signal_emit_by_name (self, "filtered", hit.row->track);
  else if (n_press == 1 && hit.placed && hit.placed->count > 1)
    {
      /* It stands for several: nearer, they come apart. */
      mado_axis_zoom (&self->axis, NEARER, x - mado_timeline_view_get_gutter (self));
      mado_timeline_view_axis_changed (self);
    }
  else if (n_press == 1 && hit.placed)
    {
      guint track = hit.row->track, item = hit.placed->item;

      mado_timeline_view_set_cursor (self, track, item);
      mado_timeline_view_choose (self, item);
    }
}

static gboolean
scrolled_cb (MadoTimelineView *self, double dx, double dy, GtkEventController *controller)
{
  gboolean pans = (gtk_event_controller_get_current_event_state (controller) & GDK_SHIFT_MASK) != 0;

  if (!self->is_placed)
    return FALSE;
  if (pans || ABS (dx) > ABS (dy))
    mado_axis_pan (&self->axis, (pans && dx == 0 ? dy : dx) * PAN_STEP);
  else
    {
      double factor = dy < 0 ? 1 + (WHEEL - 1) * -dy : 1 / (1 + (WHEEL - 1) * dy);

      mado_axis_zoom (&self->axis, CLAMP (factor, .2, 5),
                      self->pointer_x - mado_timeline_view_get_gutter (self));
    }
  mado_timeline_view_axis_changed (self);
  return TRUE;
}

static void
moved_cb (MadoTimelineView *self, double x, double y)
{
  self->pointer_x = x;
}

static void
drag_begun_cb (MadoTimelineView *self, double x, double y)
{
  self->drag_x = 0;
}

static void
dragged_cb (MadoTimelineView *self, double dx, double dy, GtkGesture *gesture)
{
  if (!self->is_placed
      || (self->drag_x == 0
          && !gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int) dx, (int) dy)))
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  mado_axis_pan (&self->axis, self->drag_x - dx);
  self->drag_x = dx;
  mado_timeline_view_axis_changed (self);
}

static void
pinch_begun_cb (MadoTimelineView *self)
{
  self->pinch = 1;
}

static void
pinched_cb (MadoTimelineView *self, double scale, GtkGesture *gesture)
{
  double x = 0, y;

  if (!self->is_placed || scale <= 0)
    return;
  if (!gtk_gesture_is_recognized (gesture)
      || !gtk_gesture_get_bounding_box_center (gesture, &x, &y))
    x = self->pointer_x;
  mado_axis_zoom (&self->axis, CLAMP (scale / self->pinch, .2, 5),
                  x - mado_timeline_view_get_gutter (self));
  self->pinch = scale;
  mado_timeline_view_axis_changed (self);
}

static void
focus_cb (MadoTimelineView *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
mado_timeline_view_add_input (MadoTimelineView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *click = gtk_gesture_click_new (), *drag = gtk_gesture_drag_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkEventController *scroll
      = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  /* At the release, so that what becomes a drag is no click. */
  g_signal_connect_swapped (click, "released", G_CALLBACK (clicked_cb), self);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begun_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (dragged_cb), self);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begun_cb), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinched_cb), self);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scrolled_cb), self);
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (moved_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (moved_cb), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (focus_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, focus);
}

typedef enum
{
  EARLIER,
  LATER,
  UP,
  DOWN,
  FIRST,
  LAST,
  OPEN,
  LEAVE,
  ZOOM_IN,
  ZOOM_OUT,
  USUAL,
  TODAY,
  DATE,
  NEXT_HIT,
  PREVIOUS_HIT,
} Key;

/* In a layout from right to left time still runs to the right: it is a scale, not a text. */
static gboolean
walk (MadoTimelineView *self, Key key)
{
  switch (key)
    {
    case EARLIER:
    case LATER:
      return mado_timeline_view_walk_time (self, key == LATER ? 1 : -1);
    case UP:
    case DOWN:
      return mado_timeline_view_walk_track (self, key == DOWN ? 1 : -1);
    case FIRST:
    case LAST:
      return mado_timeline_view_walk_to_end (self, key == LAST);
    default:
      return mado_timeline_view_step_hit (self, key == NEXT_HIT ? 1 : -1);
    }
}

static gboolean
key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  MadoTimelineView *self = MADO_TIMELINE_VIEW (widget);
  guint32 key;

  g_variant_get (arguments, "(u)", &key);
  if (!self->is_placed && key != LEAVE)
    return FALSE;
  switch (key)
    {
    case OPEN:
      if (self->has_cursor)
        mado_timeline_view_choose (self, self->cursor);
      return self->has_cursor;
    case LEAVE:
      g_signal_emit_by_name (self, "left");
      return TRUE;
    case ZOOM_IN:
    case ZOOM_OUT:
      mado_timeline_view_zoom (self, key == ZOOM_IN ? KEY_ZOOM : 1 / KEY_ZOOM);
      return TRUE;
    case USUAL:
      mado_timeline_view_show_usual (self);
      return TRUE;
    case TODAY:
      mado_timeline_view_show_today (self);
      return TRUE;
    case DATE:
      g_signal_emit_by_name (self, "date-wanted");
      return TRUE;
    default:
      return walk (self, key);
    }
}

void
mado_timeline_view_class_add_keys (GtkWidgetClass *klass)
{
  static const struct
  {
    guint value;
    GdkModifierType modifiers;
    Key key;
  } keys[] = {
    { GDK_KEY_Left, 0, EARLIER },
    { GDK_KEY_KP_Left, 0, EARLIER },
    { GDK_KEY_Right, 0, LATER },
    { GDK_KEY_KP_Right, 0, LATER },
    { GDK_KEY_Up, 0, UP },
    { GDK_KEY_KP_Up, 0, UP },
    { GDK_KEY_Down, 0, DOWN },
    { GDK_KEY_KP_Down, 0, DOWN },
    { GDK_KEY_Home, 0, FIRST },
    { GDK_KEY_KP_Home, 0, FIRST },
    { GDK_KEY_End, 0, LAST },
    { GDK_KEY_KP_End, 0, LAST },
    { GDK_KEY_Return, 0, OPEN },
    { GDK_KEY_KP_Enter, 0, OPEN },
    { GDK_KEY_space, 0, OPEN },
    { GDK_KEY_Escape, 0, LEAVE },
    { GDK_KEY_plus, 0, ZOOM_IN },
    { GDK_KEY_equal, 0, ZOOM_IN },
    { GDK_KEY_plus, GDK_SHIFT_MASK, ZOOM_IN },
    { GDK_KEY_KP_Add, 0, ZOOM_IN },
    { GDK_KEY_minus, 0, ZOOM_OUT },
    { GDK_KEY_KP_Subtract, 0, ZOOM_OUT },
    { GDK_KEY_0, 0, USUAL },
    { GDK_KEY_KP_0, 0, USUAL },
    { GDK_KEY_t, 0, TODAY },
    { GDK_KEY_g, 0, DATE },
    { GDK_KEY_g, GDK_CONTROL_MASK, NEXT_HIT },
    { GDK_KEY_g, GDK_CONTROL_MASK | GDK_SHIFT_MASK, PREVIOUS_HIT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (klass, keys[i].value, keys[i].modifiers, key_cb, "(u)",
                                  keys[i].key);
}
