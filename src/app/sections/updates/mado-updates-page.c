/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts the parts together and fills them when something has changed. */
#include "app/sections/updates/mado-updates-page.h"

#include <adwaita.h>

#include "app/sections/updates/mado-changes.h"
#include "app/sections/updates/mado-feed-form.h"
#include "app/sections/updates/mado-feed-rows.h"
#include "app/sections/updates/mado-update-failure.h"
#include "app/sections/updates/mado-updates-state.h"

#define STEPS_MOST 10 /* of the history that are shown */

struct _MadoUpdatesPage
{
  GtkBox parent_instance;

  AdwHeaderBar *header;
  GtkWidget *back_button;
  GtkWidget *sections_button;
  MadoUpdatesState *state;
  GtkBox *failures;
  MadoChanges *changes;
  AdwPreferencesGroup *feeds;
  AdwPreferencesGroup *history;
  GtkSwitch *daily;

  MadoFeedForm *form;
  MadoUpdates *updates;
  GPtrArray *shown;   /* nullable: the feeds as they are shown */
  GPtrArray *rows;    /* (element-type GtkWidget): of the feeds */
  GPtrArray *entries; /* (element-type GtkWidget): of the history */
};

static void implement_section_page (MadoSectionPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MadoUpdatesPage, mado_updates_page, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_SECTION_PAGE,
                                                      implement_section_page))

static void
fill_failures (MadoUpdatesPage *self)
{
  g_autoptr (GPtrArray) failed = mado_updates_list_failed (self->updates);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->failures))))
    gtk_box_remove (self->failures, child);
  for (guint i = 0; i < failed->len; i++)
    gtk_box_append (self->failures,
                    mado_update_failure_new (self->updates, g_ptr_array_index (failed, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->failures), failed->len > 0);
}

static void
clear_rows (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

static void
add_row (AdwPreferencesGroup *group, GPtrArray *rows, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (rows, row);
}

/* The form stands last and keeps what was typed into it. */
static void
fill_feeds (MadoUpdatesPage *self, GPtrArray *feeds)
{
  g_object_ref (self->form);
  if (gtk_widget_get_parent (GTK_WIDGET (self->form)))
    adw_preferences_group_remove (self->feeds, GTK_WIDGET (self->form));
  clear_rows (self->feeds, self->rows);
  for (guint i = 0; i < feeds->len; i++)
    add_row (self->feeds, self->rows,
             mado_feed_row_new (self->updates, g_ptr_array_index (feeds, i)));
  adw_preferences_group_add (self->feeds, GTK_WIDGET (self->form));
  g_object_unref (self->form);
}

static void
fill_history (MadoUpdatesPage *self, GPtrArray *feeds)
{
  clear_rows (self->history, self->entries);
  for (guint i = 0; i < feeds->len; i++)
    {
      const MadoFeedStanding *feed = g_ptr_array_index (feeds, i);

      for (guint j = 0; j < MIN (feed->history->len, STEPS_MOST); j++)
        add_row (self->history, self->entries, mado_feed_step_row_new (self->updates, feed, j));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->history), self->entries->len > 0);
}

/* Rows are made anew only when the feeds were read anew: what is unfolded stays so while an update
 * runs. A page that is not seen waits until it is. */
static void
changed_cb (MadoUpdatesPage *self)
{
  GPtrArray *feeds;

  if (!self->updates || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  feeds = mado_updates_get_feeds (self->updates);
  mado_updates_state_refresh (self->state);
  fill_failures (self);
  if (!feeds || feeds == self->shown)
    return;
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = g_ptr_array_ref (feeds);
  fill_feeds (self, feeds);
  fill_history (self, feeds);
  mado_changes_reload (self->changes);
}

static void
set_context (MadoSectionPage *page, MadoContext *context)
{
  MadoUpdatesPage *self = MADO_UPDATES_PAGE (page);

  self->updates = g_object_ref (mado_updates_get (context));
  mado_updates_state_set_context (self->state, context);
  mado_changes_set_context (self->changes, context);
  mado_feed_form_set_context (self->form, context);
  g_object_bind_property (self->updates, "daily", self->daily, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_connect_object (self->updates, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  changed_cb (self);
  if (!mado_updates_get_feeds (self->updates))
    mado_updates_reload (self->updates);
}

static void
set_place (MadoSectionPage *page, MadoPlace place)
{
  MadoUpdatesPage *self = MADO_UPDATES_PAGE (page);
  const gboolean is_narrow = (place & MADO_PLACE_BACK) != 0;

  mado_place_apply (place, self->header, self->back_button, self->sections_button);
  mado_updates_state_set_narrow (self->state, is_narrow);
  mado_changes_set_narrow (self->changes, is_narrow);
}

static void
implement_section_page (MadoSectionPageInterface *iface)
{
  iface->set_context = set_context;
  iface->set_place = set_place;
}

static void
mado_updates_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mado_updates_page_parent_class)->map (widget);
  changed_cb (MADO_UPDATES_PAGE (widget));
}

static void
mado_updates_page_dispose (GObject *object)
{
  MadoUpdatesPage *self = MADO_UPDATES_PAGE (object);

  g_clear_object (&self->updates);
  g_clear_object (&self->form);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  G_OBJECT_CLASS (mado_updates_page_parent_class)->dispose (object);
}

static void
mado_updates_page_class_init (MadoUpdatesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_updates_page_dispose;
  widget_class->map = mado_updates_page_map;
  g_type_ensure (MADO_TYPE_CHANGES);
  g_type_ensure (MADO_TYPE_UPDATES_STATE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/madoguchi/Madoguchi/sections/updates/mado-updates-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoUpdatesPage, header);
  gtk_widget_class_bind_template_child (widget_class, MadoUpdatesPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, MadoUpdatesPage, sections_button);
  gtk_widget_class_bind_template_child (widget_class, MadoUpdatesPage, state);
  gtk_widget_class_bind_template_child (widget_class, MadoUpdatesPage, failures);
  gtk_widget_class_bind_template_child (widget_class, MadoUpdatesPage, changes);
  gtk_widget_class_bind_template_child (widget_class, MadoUpdatesPage, feeds);
  gtk_widget_class_bind_template_child (widget_class, MadoUpdatesPage, history);
  gtk_widget_class_bind_template_child (widget_class, MadoUpdatesPage, daily);
}

static void
mado_updates_page_init (MadoUpdatesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  self->entries = g_ptr_array_new ();
  self->form = g_object_ref_sink (g_object_new (MADO_TYPE_FEED_FORM, NULL));
  adw_preferences_group_add (self->feeds, GTK_WIDGET (self->form));
}
