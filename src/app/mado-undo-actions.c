/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One toast at a time: its button undoes what is on top of the stack, and so a toast that names
 * something older must not stay. */
#include "app/mado-undo-actions.h"

#include <glib/gi18n.h>

#include "app/sections/mado-advice.h"
#include "app/widgets/mado-toast.h"
#include "core/desk/case/mado-case-field.h"

typedef struct
{
  AdwToastOverlay *toasts;
  AdwToast *toast; /* nullable, weak: the one that names the last change */
  GSimpleAction *undo;
  GSimpleAction *redo;
} Actions;

static void
free_actions (gpointer data)
{
  Actions *self = data;

  g_clear_weak_pointer (&self->toast);
  g_object_unref (self->undo);
  g_object_unref (self->redo);
  g_free (self);
}

static Actions *
get_actions (GtkWindow *window)
{
  return g_object_get_data (G_OBJECT (window), "mado-undo-actions");
}

static gboolean
is_spoken_to (GtkWindow *window)
{
  GtkApplication *application = gtk_window_get_application (window);

  return application && gtk_application_get_active_window (application) == window;
}

static void
say (Actions *self, const char *sentence, const char *label, const char *action)
{
  AdwToast *toast = mado_toast_new (sentence);

  if (label)
    {
      adw_toast_set_button_label (toast, label);
      adw_toast_set_action_name (toast, action);
    }
  if (self->toast)
    adw_toast_dismiss (self->toast);
  g_set_weak_pointer (&self->toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
changed_cb (GtkWindow *window, const char *name, int step)
{
  Actions *self = get_actions (window);
  g_autofree char *sentence = NULL;

  /* One stack for the program, but a person looks at one window. */
  if (!is_spoken_to (window))
    return;
  if (step == MADO_UNDO_UNDONE)
    {
      /* Translators: %s names a change: "Star on “Joint Committee” set". */
      sentence = g_strdup_printf (_ ("Undone: %s"), name);
      say (self, sentence, _ ("Redo"), "win.redo");
      return;
    }
  /* Translators: %s names a change: "Star on “Joint Committee” set". */
  sentence = step == MADO_UNDO_REDONE ? g_strdup_printf (_ ("Redone: %s"), name) : g_strdup (name);
  say (self, sentence, _ ("Undo"), "win.undo");
}

/* What ails the desk's file says the notice of the window. */
static void
failed_cb (GtkWindow *window, const GError *error)
{
  g_autofree char *advice = mado_advice_explain (error);

  if (error->domain == MADO_DESK_ERROR && is_spoken_to (window))
    say (get_actions (window), advice, NULL, NULL);
}

static void
names_changed_cb (GtkWindow *window, GParamSpec *pspec, MadoUndo *undo)
{
  Actions *self = get_actions (window);

  g_simple_action_set_enabled (self->undo, mado_undo_get_undo_name (undo) != NULL);
  g_simple_action_set_enabled (self->redo, mado_undo_get_redo_name (undo) != NULL);
}

static GSimpleAction *
add_action (GtkWindow *window, const char *name, GCallback callback, MadoUndo *undo)
{
  GSimpleAction *action = g_simple_action_new (name, NULL);

  g_signal_connect_object (action, "activate", callback, undo, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (action));
  return action;
}

/**
 * mado_undo_actions_add:
 * @window: an application window
 * @undo: the program's stack
 * @toasts: of the window
 */
void
mado_undo_actions_add (GtkWindow *window, MadoUndo *undo, AdwToastOverlay *toasts)
{
  Actions *self;

  g_return_if_fail (GTK_IS_WINDOW (window) && MADO_IS_UNDO (undo));

  self = g_new0 (Actions, 1);
  self->toasts = toasts;
  self->undo = add_action (window, "undo", G_CALLBACK (mado_undo_undo), undo);
  self->redo = add_action (window, "redo", G_CALLBACK (mado_undo_redo), undo);
  g_object_set_data_full (G_OBJECT (window), "mado-undo-actions", self, free_actions);
  g_signal_connect_object (undo, "changed", G_CALLBACK (changed_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (undo, "failed", G_CALLBACK (failed_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (undo, "notify::undo-name", G_CALLBACK (names_changed_cb), window,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (undo, "notify::redo-name", G_CALLBACK (names_changed_cb), window,
                           G_CONNECT_SWAPPED);
  names_changed_cb (window, NULL, undo);
}
