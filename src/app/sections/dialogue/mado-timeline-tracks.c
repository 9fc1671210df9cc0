/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The popover in which tracks are chosen and put in order. */
#include "app/sections/dialogue/mado-timeline-tracks.h"

#include <glib/gi18n.h>

struct _MadoTimelineTracks
{
  GtkPopover parent_instance;
  GtkBox *box;
  MadoTimelineData *data; /* nullable; the owner's */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoTimelineTracks, mado_timeline_tracks, GTK_TYPE_POPOVER)

static void fill (MadoTimelineTracks *self);

static guint
get_number (GtkWidget *widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "track"));
}

static guint
count_shown (MadoTimelineTracks *self)
{
  guint n = 0;

  for (guint i = 0; i < mado_timeline_data_get_n_tracks (self->data); i++)
    n += mado_timeline_data_get_track (self->data, i)->is_shown;
  return n;
}

static void
toggled_cb (MadoTimelineTracks *self, GtkCheckButton *check)
{
  MadoTimelineTrack *track
      = mado_timeline_data_get_track (self->data, get_number (GTK_WIDGET (check)));
  gboolean is_on = gtk_check_button_get_active (check);

  if (track->is_shown == is_on)
    return;
  /* A timeline without a track would be an empty strip. */
  if (!is_on && count_shown (self) == 1)
    {
      gtk_check_button_set_active (check, TRUE);
      return;
    }
  track->is_shown = is_on;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The button is among those that are made anew: it may go only when its click is over. */
static gboolean
refill_cb (gpointer data)
{
  fill (data);
  return G_SOURCE_REMOVE;
}

static void
move_up_cb (MadoTimelineTracks *self, GtkWidget *button)
{
  guint number = get_number (button);

  mado_timeline_data_move_track (self->data, number, number - 1);
  g_signal_emit (self, signals[CHANGED], 0);
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, refill_cb, g_object_ref (self), g_object_unref);
}

static GtkWidget *
make_up_button (MadoTimelineTracks *self, guint number, const char *title)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("go-up-symbolic");
  g_autofree char *name = g_strdup_printf (_ ("Move up: %s"), title);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_sensitive (button, number > 0);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "track", GUINT_TO_POINTER (number));
  g_signal_connect_object (button, "clicked", G_CALLBACK (move_up_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
fill (MadoTimelineTracks *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))))
    gtk_box_remove (self->box, child);
  for (guint i = 0; self->data && i < mado_timeline_data_get_n_tracks (self->data); i++)
    {
      const MadoTimelineTrack *track = mado_timeline_data_get_track (self->data, i);
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
      GtkWidget *check = gtk_check_button_new_with_label (track->title);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), track->is_shown);
      gtk_widget_set_hexpand (check, TRUE);
      g_object_set_data (G_OBJECT (check), "track", GUINT_TO_POINTER (i));
      g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (row), check);
      gtk_box_append (GTK_BOX (row), make_up_button (self, i, track->title));
      gtk_box_append (self->box, row);
    }
}

static void
mado_timeline_tracks_class_init (MadoTimelineTracksClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", MADO_TYPE_TIMELINE_TRACKS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
mado_timeline_tracks_init (MadoTimelineTracks *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 2));
  gtk_popover_set_child (GTK_POPOVER (self), GTK_WIDGET (self->box));
}

GtkWidget *
mado_timeline_tracks_new (void)
{
  return g_object_new (MADO_TYPE_TIMELINE_TRACKS, NULL);
}

/* @data (nullable): stays the owner's, until others are set. */
void
mado_timeline_tracks_set_data (MadoTimelineTracks *self, MadoTimelineData *data)
{
  g_return_if_fail (MADO_IS_TIMELINE_TRACKS (self));

  self->data = data;
  fill (self);
}
