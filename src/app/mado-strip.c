/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline in the window. */
#include "app/mado-strip.h"

#include "app/sections/dialogue/mado-timeline.h"

struct _MadoStrip
{
  GObject parent_instance;
  MadoPanes *panes; /* of the window, which outlives this */
  GtkStack *lists;
  MadoBrowse *browse;
  GSimpleAction *action;
  GSimpleAction *hit_action;
  MadoContext *context;   /* nullable until it is open */
  MadoTimeline *timeline; /* nullable until it is first shown */
  GObject *settings;
  char *selected; /* nullable */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoStrip, mado_strip, G_TYPE_OBJECT)

static gboolean
fits (MadoStrip *self)
{
  return self->context && mado_panes_get_has_list (self->panes)
         && gtk_stack_get_visible_child (self->lists) == GTK_WIDGET (self->browse)
         && mado_timeline_fits (mado_browse_get_section (self->browse));
}

static gboolean
is_wanted (MadoStrip *self)
{
  g_autoptr (GVariant) state = g_action_get_state (G_ACTION (self->action));

  return g_variant_get_boolean (state);
}

/* The record is in the list, whose row becomes the selected one; the page follows that. */
static void
chosen_cb (MadoStrip *self, const char *id, gboolean is_listed)
{
  if (!is_listed)
    {
      gtk_widget_activate_action (GTK_WIDGET (self->panes), "win.open-record", "s", id);
      return;
    }
  mado_browse_select (self->browse, id);
  if (mado_panes_get_mode (self->panes) == MADO_PANES_ONE)
    mado_panes_set_shown (self->panes, MADO_PANE_PAGE);
}

static void
left_cb (MadoStrip *self)
{
  mado_browse_focus_list (self->browse);
}

static void
filtered_cb (MadoStrip *self, const char *section, const char *query)
{
  gtk_widget_activate_action (GTK_WIDGET (self->panes), "win.open-section", "(ss)", section, query);
}

static void
ensure_timeline (MadoStrip *self)
{
  GtkWidget *timeline;

  if (self->timeline)
    return;
  timeline = mado_timeline_new (self->context, mado_browse_get_list (self->browse));
  self->timeline = MADO_TIMELINE (timeline);
  g_signal_connect_object (timeline, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (timeline, "left", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (timeline, "filtered", G_CALLBACK (filtered_cb), self, G_CONNECT_SWAPPED);
  g_object_bind_property (self->settings, "tracks", timeline, "tracks",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_set (self->panes, "strip", timeline, NULL);
}

static void
update_cb (MadoStrip *self)
{
  gboolean does_fit = fits (self);
  gboolean shown = does_fit && is_wanted (self);

  g_simple_action_set_enabled (self->action, does_fit);
  g_simple_action_set_enabled (self->hit_action, shown);
  if (shown)
    {
      ensure_timeline (self);
      gtk_widget_set_visible (GTK_WIDGET (self->timeline), TRUE);
      mado_timeline_set_section (self->timeline, mado_browse_get_section (self->browse));
      mado_timeline_set_selected (self->timeline, self->selected);
    }
  else if (self->timeline)
    gtk_widget_set_visible (GTK_WIDGET (self->timeline), FALSE);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
change_state_cb (MadoStrip *self, GVariant *state)
{
  g_simple_action_set_state (self->action, state);
  update_cb (self);
  if (!is_wanted (self))
    mado_browse_focus_list (self->browse);
  else if (self->timeline)
    {
      if (mado_panes_get_mode (self->panes) == MADO_PANES_ONE)
        mado_panes_set_shown (self->panes, MADO_PANE_LIST);
      mado_timeline_focus (self->timeline);
    }
}

/* From wherever the keys are: the search entry, the list, the timeline itself. */
static void
hit_cb (MadoStrip *self, GVariant *step)
{
  mado_timeline_step_hit (self->timeline, g_variant_get_int32 (step));
}

static void
mado_strip_dispose (GObject *object)
{
  MadoStrip *self = MADO_STRIP (object);

  g_clear_object (&self->action);
  g_clear_object (&self->hit_action);
  g_clear_object (&self->context);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->selected, g_free);
  self->timeline = NULL;
  G_OBJECT_CLASS (mado_strip_parent_class)->dispose (object);
}

static void
mado_strip_class_init (MadoStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_strip_dispose;
  signals[CHANGED] = g_signal_new ("changed", MADO_TYPE_STRIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
mado_strip_init (MadoStrip *self)
{
  self->action = g_simple_action_new_stateful ("timeline", NULL, g_variant_new_boolean (FALSE));
  g_simple_action_set_enabled (self->action, FALSE);
  self->hit_action = g_simple_action_new ("timeline-hit", G_VARIANT_TYPE_INT32);
  g_simple_action_set_enabled (self->hit_action, FALSE);
  g_signal_connect_object (self->hit_action, "activate", G_CALLBACK (hit_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->action, "change-state", G_CALLBACK (change_state_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * mado_strip_new:
 * @map: the window
 * @panes: of the window
 * @lists: of the window; the timeline stands over @browse alone
 * @browse: the list that it goes with
 * @settings: with the property "tracks"
 *
 * Returns: (transfer full): to be held by the window
 */
MadoStrip *
mado_strip_new (GActionMap *map, MadoPanes *panes, GtkStack *lists, MadoBrowse *browse,
                GObject *settings)
{
  MadoStrip *self;

  g_return_val_if_fail (G_IS_ACTION_MAP (map), NULL);

  self = g_object_new (MADO_TYPE_STRIP, NULL);
  self->panes = panes;
  self->lists = lists;
  self->browse = browse;
  self->settings = g_object_ref (settings);
  g_action_map_add_action (map, G_ACTION (self->action));
  g_action_map_add_action (map, G_ACTION (self->hit_action));
  g_signal_connect_object (panes, "notify::has-list", G_CALLBACK (update_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (lists, "notify::visible-child", G_CALLBACK (update_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
mado_strip_set_context (MadoStrip *self, MadoContext *context)
{
  g_return_if_fail (MADO_IS_STRIP (self) && !self->context);

  self->context = g_object_ref (context);
  /* Another section asks for another list. */
  g_signal_connect_object (mado_browse_get_list (self->browse), "notify::loading",
                           G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  update_cb (self);
}

/* The page shows another record. */
void
mado_strip_set_selected (MadoStrip *self, const char *id)
{
  g_return_if_fail (MADO_IS_STRIP (self));

  if (g_strcmp0 (self->selected, id) != 0)
    {
      g_free (self->selected);
      self->selected = g_strdup (id);
    }
  if (self->timeline)
    mado_timeline_set_selected (self->timeline, self->selected);
}

void
mado_strip_place (MadoStrip *self, MadoPanesMode mode, MadoPlace *list, MadoPlace *page)
{
  MadoPlace place = *list | MADO_PLACE_END_BUTTONS;

  g_return_if_fail (MADO_IS_STRIP (self));

  if (!self->timeline || !gtk_widget_get_visible (GTK_WIDGET (self->timeline)))
    return;
  mado_timeline_set_place (self->timeline, place, mode == MADO_PANES_ONE);
  *list = (*list & (MADO_PLACE_BACK | MADO_PLACE_TURNS)) | MADO_PLACE_COVERED;
  if (mode != MADO_PANES_ONE && !(*page & MADO_PLACE_TURNS))
    *page &= ~MADO_PLACE_END_BUTTONS;
}
