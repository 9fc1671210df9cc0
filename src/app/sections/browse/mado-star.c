/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desk is asked for each record, and again when it has changed. */
#include "app/sections/browse/mado-star.h"

#include <glib/gi18n.h>

struct _MadoStar
{
  GtkButton parent_instance;

  MadoContext *context;
  char *id; /* nullable: there is no record yet */
  gboolean is_set;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MadoStar, mado_star, GTK_TYPE_BUTTON)

/* What the desk answers. */
typedef struct
{
  char *id;
  gboolean is_set;
  gboolean is_closed; /* the desk cannot be written */
} Answer;

static void
free_answer (gpointer data)
{
  Answer *self = data;

  g_free (self->id);
  g_free (self);
}

static void
show (MadoStar *self, gboolean is_set)
{
  const char *label = is_set ? _ ("Remove the star") : _ ("Star");

  self->is_set = is_set;
  gtk_button_set_icon_name (GTK_BUTTON (self),
                            is_set ? "starred-symbolic" : "non-starred-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* Why, says the notice of the window. */
static void
show_closed (MadoStar *self, gboolean is_closed)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self), !is_closed);
  if (is_closed)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ ("Stars cannot be changed at present"));
}

static void
look (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  Answer *answer = data;
  GError *error = NULL;

  answer->is_closed = mado_desk_is_read_only (desk, NULL);
  if (mado_desk_is_starred (desk, answer->id, &answer->is_set, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoStar *self = MADO_STAR (source);
  g_autoptr (GError) error = NULL;
  const Answer *answer = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_closed (self, TRUE);
      return;
    }
  if (g_strcmp0 (self->id, answer->id) == 0)
    show (self, answer->is_set);
  show_closed (self, answer->is_closed);
}

/* Also when the desk is another file now, or can be written again. */
static void
ask (MadoStar *self)
{
  g_autoptr (GTask) task = NULL;
  Answer *answer;

  if (!self->id)
    return;
  task = g_task_new (self, self->cancellable, looked_cb, NULL);
  answer = g_new0 (Answer, 1);
  answer->id = g_strdup (self->id);
  g_task_set_task_data (task, answer, free_answer);
  mado_context_keep (self->context, task, look);
}

static void
desk_changed_cb (MadoStar *self, const char *id)
{
  if (g_strcmp0 (self->id, id) == 0)
    ask (self);
}

static void
mado_star_dispose (GObject *object)
{
  MadoStar *self = MADO_STAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_pointer (&self->id, g_free);
  G_OBJECT_CLASS (mado_star_parent_class)->dispose (object);
}

static void
mado_star_class_init (MadoStarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_star_dispose;
}

static void
mado_star_init (MadoStar *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  show (self, FALSE);
}

void
mado_star_set_context (MadoStar *self, MadoContext *context)
{
  g_return_if_fail (MADO_IS_STAR (self) && !self->context);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "desk-reopened", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "desk-changed", G_CALLBACK (desk_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
mado_star_set_record (MadoStar *self, const char *id)
{
  g_return_if_fail (MADO_IS_STAR (self) && self->context && id != NULL);

  if (g_strcmp0 (self->id, id) != 0)
    {
      g_free (self->id);
      self->id = g_strdup (id);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  ask (self);
}

gboolean
mado_star_is_set (MadoStar *self)
{
  g_return_val_if_fail (MADO_IS_STAR (self), FALSE);

  return self->is_set;
}
