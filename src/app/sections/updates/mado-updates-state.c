/* SPDX-License-Identifier: GPL-3.0-or-later */
/* While an update runs, its progress stands in place of the words, and "Cancel" in place of the
 * button. */
#include "app/sections/updates/mado-updates-state.h"

#include <glib/gi18n.h>

#include "app/sections/mado-files.h"
#include "app/sections/updates/mado-updates-words.h"

struct _MadoUpdatesState
{
  GtkBox parent_instance;

  GtkWidget *icon;
  GtkLabel *title;
  GtkLabel *words;
  GtkProgressBar *bar;
  GtkWidget *look;
  GtkWidget *newest;
  GtkWidget *cancel;

  MadoUpdates *updates;
};

G_DEFINE_FINAL_TYPE (MadoUpdatesState, mado_updates_state, GTK_TYPE_BOX)

static gboolean
has_address (MadoUpdates *updates)
{
  GPtrArray *feeds = mado_updates_get_feeds (updates);

  for (guint i = 0; feeds && i < feeds->len; i++)
    if (((const MadoFeedStanding *) g_ptr_array_index (feeds, i))->place)
      return TRUE;
  return FALSE;
}

static void
set_look (MadoUpdatesState *self, const char *icon, const char *css)
{
  static const char *const classes[] = { "success", "warning", "dim-label" };

  g_object_set (self->icon, "icon-name", icon, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (self->icon, classes[i]);
  gtk_widget_add_css_class (self->icon, css);
}

static void
show_progress (MadoUpdatesState *self)
{
  const MadoFeedReport *report = mado_updates_get_report (self->updates);
  g_autofree char *words = mado_updates_format_report (report);

  gtk_label_set_label (self->words, words);
  if (report->all > 0)
    gtk_progress_bar_set_fraction (self->bar, (double) report->done / report->all);
  else
    gtk_progress_bar_set_fraction (self->bar, 0);
}

static void
show_state (MadoUpdatesState *self)
{
  GPtrArray *feeds = mado_updates_get_feeds (self->updates);
  gint64 confirmed = mado_updates_get_confirmed (self->updates);
  gboolean is_current = mado_updates_is_current (self->updates);
  g_autofree char *day = confirmed > 0 ? mado_updates_format_day (confirmed) : NULL;
  g_autofree char *title = NULL;
  g_autofree char *words = mado_updates_describe (self->updates);
  const MadoFeedSet *held = mado_updates_find_held (self->updates, NULL);

  if (held)
    title = g_strdup_printf (_ ("You read edition %d"), (int) MIN (held->edition, G_MAXINT));
  else if (!day)
    title = g_strdup (mado_updates_get_state (self->updates));
  else
    /* Translators: %s is the day up to which the records are known to be current. */
    title = g_strdup_printf (_ ("Current as of %s"), day);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->words, words);
  if (!feeds || feeds->len == 0)
    set_look (self, "object-select-symbolic", "dim-label");
  else if (is_current)
    set_look (self, "object-select-symbolic", "success");
  else
    set_look (self, "dialog-warning-symbolic", "warning");
}

static void
looked_cb (MadoUpdatesState *self)
{
  mado_updates_look (self->updates);
}

static void
folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoUpdates) updates = user_data;
  g_autoptr (GFile) folder = mado_files_take_chosen (result);
  g_autofree char *path = folder ? g_file_get_path (folder) : NULL;
  const MadoFeedStanding *feed = NULL;

  if (path && mado_updates_find_held (updates, &feed))
    mado_updates_go_on (updates, feed->name, path);
}

/* The newest edition that was never here is to be fetched: of a feed without an address, from where
 * its files lie. */
static void
newest_cb (MadoUpdatesState *self)
{
  const MadoFeedStanding *feed = NULL;
  const MadoFeedSet *set = mado_updates_find_held (self->updates, &feed);

  if (!set)
    return;
  if (feed->place || mado_feed_set_can_go_to (set, set->newest))
    mado_updates_go_on (self->updates, feed->name, NULL);
  else
    mado_files_choose_folder_async (self->newest, _ ("Folder or USB stick with the feed"),
                                    folder_chosen_cb, g_object_ref (self->updates));
}

static void
cancelled_cb (MadoUpdatesState *self)
{
  mado_updates_cancel (self->updates);
}

static void
mado_updates_state_dispose (GObject *object)
{
  g_clear_object (&MADO_UPDATES_STATE (object)->updates);
  G_OBJECT_CLASS (mado_updates_state_parent_class)->dispose (object);
}

static void
mado_updates_state_class_init (MadoUpdatesStateClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_updates_state_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/madoguchi/Madoguchi/sections/updates/mado-updates-state.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoUpdatesState, icon);
  gtk_widget_class_bind_template_child (widget_class, MadoUpdatesState, title);
  gtk_widget_class_bind_template_child (widget_class, MadoUpdatesState, words);
  gtk_widget_class_bind_template_child (widget_class, MadoUpdatesState, bar);
  gtk_widget_class_bind_template_child (widget_class, MadoUpdatesState, look);
  gtk_widget_class_bind_template_child (widget_class, MadoUpdatesState, newest);
  gtk_widget_class_bind_template_child (widget_class, MadoUpdatesState, cancel);
  gtk_widget_class_bind_template_callback (widget_class, looked_cb);
  gtk_widget_class_bind_template_callback (widget_class, newest_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancelled_cb);
}

static void
mado_updates_state_init (MadoUpdatesState *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * mado_updates_state_set_context:
 * @context: an open context
 */
void
mado_updates_state_set_context (MadoUpdatesState *self, MadoContext *context)
{
  g_return_if_fail (MADO_IS_UPDATES_STATE (self));

  self->updates = g_object_ref (mado_updates_get (context));
  g_signal_connect_object (self->updates, "progressed", G_CALLBACK (show_progress), self,
                           G_CONNECT_SWAPPED);
}

/* Shows what is so now. */
void
mado_updates_state_refresh (MadoUpdatesState *self)
{
  const char *running = mado_updates_get_running (self->updates);
  gboolean is_held = mado_updates_find_held (self->updates, NULL) != NULL;

  show_state (self);
  if (running)
    show_progress (self);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), running != NULL);
  gtk_widget_set_visible (self->cancel, running != NULL);
  gtk_widget_set_visible (self->newest, running == NULL && is_held);
  gtk_widget_set_visible (self->look, running == NULL && !is_held && has_address (self->updates));
}

void
mado_updates_state_set_narrow (MadoUpdatesState *self, gboolean is_narrow)
{
  g_return_if_fail (MADO_IS_UPDATES_STATE (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), is_narrow ? GTK_ORIENTATION_VERTICAL
                                                                   : GTK_ORIENTATION_HORIZONTAL);
}
