/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strip over list and page. */
#include "app/sections/dialogue/mado-timeline.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/sections/dialogue/mado-timeline-goto.h"
#include "app/sections/dialogue/mado-timeline-pieces.h"
#include "app/sections/dialogue/mado-timeline-tracks.h"
#include "app/sections/dialogue/mado-timeline-view.h"
#include "app/sections/mado-advice.h"
#include "app/sections/mado-per-section.h"

#define ZOOM 1.5

struct _MadoTimeline
{
  GtkBox parent_instance;

  AdwHeaderBar *header;
  GtkWidget *back_button;
  GtkWidget *sections_button;
  GtkWidget *today_button;
  GtkMenuButton *date_button;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkMenuButton *tracks_button;
  MadoTimelineTracks *tracks;
  MadoTimelineView *view;

  MadoContext *context;
  MadoList *list;
  const MadoSection *section; /* nullable: nothing was shown yet */
  MadoTimelineData *data;     /* nullable with it */
  MadoPieces *pieces;         /* nullable: nothing is being read */
  gboolean is_complete;
  char *selected; /* nullable */
  char *choices;  /* of tracks, of all sections, as they are remembered */
};

enum
{
  CHOSEN,
  LEFT,
  FILTERED,
  N_SIGNALS
};

enum
{
  PROP_0,
  PROP_TRACKS,
  N_PROPS
};

static guint signals[N_SIGNALS];
static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (MadoTimeline, mado_timeline, GTK_TYPE_BOX)

static void
update_subtitle (MadoTimeline *self)
{
  gint first, last;
  guint n = 0;
  g_autofree char *years = NULL, *tracks = NULL, *both = NULL;

  for (guint i = 0; i < mado_timeline_data_get_n_tracks (self->data); i++)
    n += mado_timeline_data_get_track (self->data, i)->is_shown;
  mado_timeline_view_get_years (self->view, &first, &last);
  /* Translators: the years that the timeline shows. */
  years = g_strdup_printf (_ ("%1$d – %2$d"), first, last);
  tracks = g_strdup_printf (ngettext ("%u track", "%u tracks", n), n);
  both = g_strjoin (" · ", years, tracks, NULL);
  gtk_label_set_label (self->subtitle, both);
}

static void
moved_cb (MadoTimeline *self)
{
  if (self->data)
    update_subtitle (self);
}

static void
drop_data (MadoTimeline *self)
{
  g_clear_pointer (&self->pieces, mado_pieces_cancel);
  if (self->view)
    mado_timeline_view_set_data (self->view, NULL, NULL);
  if (self->tracks)
    mado_timeline_tracks_set_data (self->tracks, NULL);
  g_clear_pointer (&self->data, mado_timeline_data_free);
}

/* The list beside says what is a hit, and where it stands. */
static void
follow_list_cb (MadoTimeline *self)
{
  if (!self->data || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  mado_timeline_data_set_list (self->data, mado_list_get_rowids (self->list),
                               mado_list_get_query (self->list) != NULL);
  mado_timeline_view_update (self->view);
}

static void
piece_cb (GPtrArray *outlines, gboolean is_last, const GError *error, gpointer user_data)
{
  MadoTimeline *self = user_data;

  if (!outlines)
    {
      g_autofree char *advice = mado_advice_explain (error);

      gtk_label_set_label (self->subtitle, advice);
      self->is_complete = TRUE;
      return;
    }
  mado_timeline_data_add (self->data, outlines);
  follow_list_cb (self);
  self->is_complete = is_last;
  if (self->selected)
    {
      mado_timeline_view_set_selected (self->view, NULL);
      mado_timeline_view_set_selected (self->view, self->selected);
    }
}

static void
reload_cb (MadoTimeline *self)
{
  g_autofree char *choice
      = self->section ? mado_per_section_lookup (self->choices, self->section) : NULL;

  if (!self->section)
    return;
  drop_data (self);
  self->is_complete = FALSE;
  self->data = mado_timeline_data_new (self->section);
  if (choice)
    mado_timeline_data_choose (self->data, choice);
  mado_timeline_view_set_data (self->view, self->data, mado_context_get_vocabulary (self->context));
  mado_timeline_tracks_set_data (self->tracks, self->data);
  self->pieces = mado_pieces_read (self->context, mado_timeline_data_get_kinds (self->section),
                                   piece_cb, self);
}

static void
chosen_cb (MadoTimeline *self, const char *id, gboolean is_listed)
{
  g_signal_emit (self, signals[CHOSEN], 0, id, is_listed);
}

static void
left_cb (MadoTimeline *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

/* The list of the kind, of the years on screen. */
static void
filtered_cb (MadoTimeline *self, guint track)
{
  const MadoSection *section
      = mado_sections_find_kind (mado_timeline_data_get_track (self->data, track)->kind);
  g_autofree char *query = NULL;
  gint first, last;

  mado_timeline_view_get_years (self->view, &first, &last);
  query = g_strdup_printf ("year:%d..%d", first, last);
  if (section)
    g_signal_emit (self, signals[FILTERED], 0, section->id, query);
}

static void
date_wanted_cb (MadoTimeline *self)
{
  gtk_menu_button_popup (self->date_button);
}

static void
date_chosen_cb (MadoTimeline *self, MadoDate *date)
{
  mado_timeline_view_show_date (self->view, date);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
zoom_in_cb (MadoTimeline *self)
{
  mado_timeline_view_zoom (self->view, ZOOM);
}

static void
zoom_out_cb (MadoTimeline *self)
{
  mado_timeline_view_zoom (self->view, 1 / ZOOM);
}

static void
today_cb (MadoTimeline *self)
{
  mado_timeline_view_show_today (self->view);
}

static void
tracks_changed_cb (MadoTimeline *self)
{
  g_autofree char *choice = mado_timeline_data_dup_choice (self->data);
  g_autofree char *choices = mado_per_section_change (self->choices, self->section, choice);

  g_object_set (self, "tracks", choices, NULL);
  mado_timeline_view_update (self->view);
}

static void
add_tracks_button (MadoTimeline *self)
{
  self->tracks = MADO_TIMELINE_TRACKS (mado_timeline_tracks_new ());
  self->tracks_button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_label (self->tracks_button, _ ("Tracks"));
  gtk_menu_button_set_popover (self->tracks_button, GTK_WIDGET (self->tracks));
  gtk_widget_add_css_class (GTK_WIDGET (self->tracks_button), "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tracks_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Tracks"), -1);
  g_signal_connect_object (self->tracks, "changed", G_CALLBACK (tracks_changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_header_bar_pack_end (self->header, GTK_WIDGET (self->tracks_button));
}

static void
add_view (MadoTimeline *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new (), *viewport = gtk_viewport_new (NULL, NULL);
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (scroller);

  self->view = MADO_TIMELINE_VIEW (mado_timeline_view_new ());
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), GTK_WIDGET (self->view));
  /* The drawing says itself what is to be seen: its focus is the whole of it. */
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), FALSE);
  gtk_scrolled_window_set_child (scrolled, viewport);
  gtk_scrolled_window_set_policy (scrolled, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (scrolled, TRUE);
  gtk_widget_set_vexpand (scroller, TRUE);
  mado_timeline_view_set_vadjustment (self->view, gtk_scrolled_window_get_vadjustment (scrolled));
  g_signal_connect_object (self->view, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "left", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "filtered", G_CALLBACK (filtered_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "date-wanted", G_CALLBACK (date_wanted_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), scroller);
}

static void
mado_timeline_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TRACKS)
    g_value_set_string (value, MADO_TIMELINE (object)->choices);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mado_timeline_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MadoTimeline *self = MADO_TIMELINE (object);

  if (id != PROP_TRACKS)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  g_free (self->choices);
  self->choices = g_strdup (g_value_get_string (value) ? g_value_get_string (value) : "");
}

static void
mado_timeline_finalize (GObject *object)
{
  g_free (MADO_TIMELINE (object)->choices);
  G_OBJECT_CLASS (mado_timeline_parent_class)->finalize (object);
}

static void
mado_timeline_dispose (GObject *object)
{
  MadoTimeline *self = MADO_TIMELINE (object);

  drop_data (self);
  self->view = NULL;
  self->tracks = NULL;
  g_clear_object (&self->list);
  g_clear_object (&self->context);
  g_clear_pointer (&self->selected, g_free);
  G_OBJECT_CLASS (mado_timeline_parent_class)->dispose (object);
}

static void
mado_timeline_class_init (MadoTimelineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_timeline_dispose;
  G_OBJECT_CLASS (klass)->finalize = mado_timeline_finalize;
  G_OBJECT_CLASS (klass)->get_property = mado_timeline_get_property;
  G_OBJECT_CLASS (klass)->set_property = mado_timeline_set_property;
  props[PROP_TRACKS]
      = g_param_spec_string ("tracks", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
  signals[CHOSEN] = g_signal_new ("chosen", MADO_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[LEFT] = g_signal_new ("left", MADO_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  signals[FILTERED] = g_signal_new ("filtered", MADO_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/madoguchi/Madoguchi/sections/dialogue/mado-timeline.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoTimeline, header);
  gtk_widget_class_bind_template_child (widget_class, MadoTimeline, back_button);
  gtk_widget_class_bind_template_child (widget_class, MadoTimeline, sections_button);
  gtk_widget_class_bind_template_child (widget_class, MadoTimeline, today_button);
  gtk_widget_class_bind_template_child (widget_class, MadoTimeline, date_button);
  gtk_widget_class_bind_template_child (widget_class, MadoTimeline, title);
  gtk_widget_class_bind_template_child (widget_class, MadoTimeline, subtitle);
  gtk_widget_class_bind_template_callback (widget_class, zoom_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_out_cb);
  gtk_widget_class_bind_template_callback (widget_class, today_cb);
}

static void
mado_timeline_init (MadoTimeline *self)
{
  GtkWidget *popover;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->choices = g_strdup ("");
  popover = mado_timeline_goto_new ();
  gtk_menu_button_set_popover (self->date_button, popover);
  g_signal_connect_object (popover, "date-chosen", G_CALLBACK (date_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  add_tracks_button (self);
  add_view (self);
}

/**
 * mado_timeline_new:
 * @context: (transfer none): open
 * @list: (transfer none): the list beside
 */
GtkWidget *
mado_timeline_new (MadoContext *context, MadoList *list)
{
  static const char *const watched[] = { "notify::loading", "notify::complete", "rows-changed" };
  MadoTimeline *self = g_object_new (MADO_TYPE_TIMELINE, NULL);

  self->context = g_object_ref (context);
  self->list = g_object_ref (list);
  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (list, watched[i], G_CALLBACK (follow_list_cb), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "changed", G_CALLBACK (reload_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

gboolean
mado_timeline_fits (const MadoSection *section)
{
  return mado_timeline_data_get_kinds (section) != 0;
}

/**
 * mado_timeline_set_section:
 * @section: one that the timeline fits
 */
void
mado_timeline_set_section (MadoTimeline *self, const MadoSection *section)
{
  g_return_if_fail (MADO_IS_TIMELINE (self) && section != NULL);

  if (self->section == section)
    {
      follow_list_cb (self);
      return;
    }
  self->section = section;
  gtk_label_set_label (self->title, mado_section_get_title (section));
  gtk_label_set_label (self->subtitle, "");
  mado_timeline_view_begin_anew (self->view);
  reload_cb (self);
}

void
mado_timeline_set_place (MadoTimeline *self, MadoPlace place, gboolean is_narrow)
{
  g_return_if_fail (MADO_IS_TIMELINE (self));

  mado_place_apply (place, self->header, self->back_button, self->sections_button);
  gtk_widget_set_visible (self->today_button, !is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->date_button), !is_narrow);
  if (is_narrow)
    gtk_menu_button_set_icon_name (self->tracks_button, "view-more-symbolic");
  else
    gtk_menu_button_set_label (self->tracks_button, _ ("Tracks"));
}

void
mado_timeline_set_selected (MadoTimeline *self, const char *id)
{
  g_return_if_fail (MADO_IS_TIMELINE (self));

  if (self->selected != id)
    {
      g_free (self->selected);
      self->selected = g_strdup (id);
    }
  mado_timeline_view_set_selected (self->view, id);
}

void
mado_timeline_focus (MadoTimeline *self)
{
  g_return_if_fail (MADO_IS_TIMELINE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* To the next record of the list in time (1), or to the one before (-1). */
void
mado_timeline_step_hit (MadoTimeline *self, gint step)
{
  g_return_if_fail (MADO_IS_TIMELINE (self));

  if (mado_timeline_view_step_hit (self->view, step))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

GStrv
mado_timeline_list_ids (MadoTimeline *self)
{
  g_return_val_if_fail (MADO_IS_TIMELINE (self), NULL);

  return self->data ? mado_timeline_data_list_ids (self->data) : g_new0 (char *, 1);
}

gboolean
mado_timeline_is_complete (MadoTimeline *self)
{
  g_return_val_if_fail (MADO_IS_TIMELINE (self), FALSE);

  return self->is_complete;
}
