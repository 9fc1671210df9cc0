/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text that is saved while it is written: whatever stands there for longer than a moment is on
 * the disk, and the rest follows when the text is left. */
#include "app/sections/browse/mado-note.h"

#include <glib/gi18n.h>

#include "app/sections/mado-advice.h"
#include "app/sections/mado-desk-changes.h"
#include "app/widgets/mado-display.h"

#define MOMENT 300  /* milliseconds for which something written may not be saved yet */
#define MOST 100000 /* characters of a note */

struct _MadoNote
{
  GtkBox parent_instance;
  GtkTextView *view;
  GtkTextBuffer *buffer; /* of the view */
  GtkWidget *hint;
  GtkLabel *foot;

  MadoContext *context;
  MadoRecord *record; /* nullable */
  char *before;       /* as it was when this writing began */
  char *saved;        /* as the desk was told last; NULL while it is being read */
  guint writing;      /* counts writings, each one step to undo */
  guint timer;
  gboolean is_refused;       /* the desk did not take what is written; it stays here */
  GHashTable *told;          /* id → text that the desk has not taken yet */
  GHashTable *refused;       /* id → text that the desk did not take before the record was left */
  GCancellable *cancellable; /* of the note that is being read */
};

G_DEFINE_FINAL_TYPE (MadoNote, mado_note, GTK_TYPE_BOX)

static void
say_state (MadoNote *self, const char *sentence)
{
  gtk_label_set_label (self->foot,
                       sentence ? sentence
                                : _ ("Saved by itself. Stays on this desk; no export holds it."));
}

static char *
dup_written (MadoNote *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

static char *
dup_series (MadoNote *self)
{
  return g_strdup_printf ("note %s %u", mado_record_get_id (self->record), self->writing);
}

static void
save (MadoNote *self)
{
  g_autofree char *written = NULL, *series = NULL;
  MadoLanguage language;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (!self->record || !self->saved)
    return;
  written = dup_written (self);
  if (g_str_equal (written, self->saved))
    return;
  series = dup_series (self);
  language = mado_display_get_language (mado_display_get_for_widget (GTK_WIDGET (self)));
  g_hash_table_insert (self->told, g_strdup (mado_record_get_id (self->record)),
                       g_strdup (written));
  mado_change_note (mado_undo_get (self->context), self->record, language, self->before, written,
                    series);
  g_free (self->saved);
  self->saved = g_steal_pointer (&written);
}

/* What was written up to now is one step; what comes is another. */
static void
end_writing (MadoNote *self)
{
  g_autofree char *series = NULL;

  save (self);
  if (!self->record || !self->saved)
    return;
  series = dup_series (self);
  mado_undo_end_series (mado_undo_get (self->context), series);
  self->writing++;
  g_free (self->before);
  self->before = g_strdup (self->saved);
}

static gboolean
moment_passed_cb (gpointer user_data)
{
  MadoNote *self = user_data;

  self->timer = 0;
  save (self);
  return G_SOURCE_REMOVE;
}

static void
written_cb (MadoNote *self)
{
  gboolean is_empty = gtk_text_buffer_get_char_count (self->buffer) == 0;

  gtk_widget_set_visible (self->hint, is_empty);
  /* Counted from the first letter that is not saved, not from the last one. */
  if (self->saved && self->timer == 0)
    self->timer = g_timeout_add (MOMENT, moment_passed_cb, self);
}

static void
insert_cb (MadoNote *self, GtkTextIter *place, char *text, int length, GtkTextBuffer *buffer)
{
  if (self->saved && gtk_text_buffer_get_char_count (buffer) + g_utf8_strlen (text, length) > MOST)
    {
      g_signal_stop_emission_by_name (buffer, "insert-text");
      say_state (self, _ ("The note is full. Nothing more can be added to it."));
    }
}

static void
show_text (MadoNote *self, const char *text)
{
  g_clear_pointer (&self->saved, g_free);
  gtk_text_buffer_set_text (self->buffer, text, -1);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_free (self->before);
  self->before = g_strdup (text);
  self->saved = g_strdup (text);
  self->writing++;
}

/* The desk has @text; what is written since is another step, and tried again with the next letter.
 */
static void
stand_by_written (MadoNote *self, const char *text)
{
  g_autofree char *written = dup_written (self);

  g_free (self->saved);
  self->saved = g_strdup (text);
  g_free (self->before);
  self->before = g_strdup (text);
  self->writing++;
  self->is_refused = !g_str_equal (written, text);
  if (!self->is_refused)
    say_state (self, NULL);
}

/* What a note was asked for. */
typedef struct
{
  char *id;
  guint writing;
  char *saved;    /* nullable */
  GError *reason; /* nullable: why nothing can be written */
} Ask;

static void
free_ask (gpointer data)
{
  Ask *self = data;

  g_free (self->id);
  g_free (self->saved);
  g_clear_error (&self->reason);
  g_free (self);
}

static void
read_note (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  Ask *ask = data;
  GError *error = NULL;
  char *text = NULL;

  if (mado_desk_get_reason (desk))
    ask->reason = g_error_copy (mado_desk_get_reason (desk));
  if (mado_desk_get_note (desk, ask->id, &text, &error))
    g_task_return_pointer (task, text ? text : g_strdup (""), g_free);
  else
    g_task_return_error (task, error);
}

static void
show_read (MadoNote *self, const Ask *ask, const char *text)
{
  g_autofree char *written = dup_written (self);
  g_autofree char *refused = NULL;

  gtk_text_view_set_editable (self->view, ask->reason == NULL);
  if (self->is_refused)
    {
      stand_by_written (self, text);
      return;
    }
  /* Whoever has written on since is right; that is saved in its turn. */
  if (ask->writing != self->writing || g_strcmp0 (ask->saved, self->saved) != 0 || self->timer)
    return;
  if (!self->saved || !g_str_equal (written, text))
    show_text (self, text);
  if (!ask->reason
      && g_hash_table_steal_extended (self->refused, ask->id, NULL, (gpointer *) &refused))
    gtk_text_buffer_set_text (self->buffer, refused, -1);
}

static void
note_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoNote *self = MADO_NOTE (source);
  const Ask *ask = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *advice = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error || ask->reason)
    {
      advice = mado_advice_explain_desk (error ? error : ask->reason);
      say_state (self, advice);
    }
  if (text)
    show_read (self, ask, text);
}

static void
ask_note (MadoNote *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, note_read_cb, NULL);
  Ask *ask = g_new0 (Ask, 1);

  ask->id = g_strdup (mado_record_get_id (self->record));
  ask->writing = self->writing;
  ask->saved = g_strdup (self->saved);
  g_task_set_task_data (task, ask, free_ask);
  mado_context_keep (self->context, task, read_note);
}

static void
desk_reopened_cb (MadoNote *self)
{
  if (!self->record)
    return;
  say_state (self, NULL);
  if (self->is_refused)
    save (self);
  else
    ask_note (self);
}

/* A star, too, may not be taken; then there is no text. */
static void
failed_cb (MadoNote *self, const GError *error, const char *id)
{
  g_autofree char *text = NULL, *advice = NULL;

  if (!g_hash_table_steal_extended (self->told, id, NULL, (gpointer *) &text))
    return;
  if (!self->record || !g_str_equal (mado_record_get_id (self->record), id))
    {
      g_hash_table_insert (self->refused, g_strdup (id), g_steal_pointer (&text));
      return;
    }
  self->is_refused = TRUE;
  advice = mado_advice_explain_desk (error);
  say_state (self, advice);
}

static void
desk_changed_cb (MadoNote *self, const char *id)
{
  g_hash_table_remove (self->told, id);
  if (self->record && self->saved && g_str_equal (mado_record_get_id (self->record), id))
    ask_note (self);
}

static GtkWidget *
make_head (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("mado-note-symbolic");
  GtkWidget *label = gtk_label_new (_ ("My note"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Internal"), -1);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static GtkWidget *
make_view (MadoNote *self)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  self->buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_editable (self->view, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("My note"), -1);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (written_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "insert-text", G_CALLBACK (insert_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (end_writing), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->view), focus);
  self->hint = gtk_label_new (_ ("Write a note on this record"));
  gtk_widget_set_halign (self->hint, GTK_ALIGN_START);
  gtk_widget_set_valign (self->hint, GTK_ALIGN_START);
  gtk_label_set_ellipsize (GTK_LABEL (self->hint), PANGO_ELLIPSIZE_END);
  gtk_widget_set_can_target (self->hint, FALSE);
  gtk_widget_add_css_class (self->hint, "dim-label");
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->view));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->hint);
  gtk_overlay_set_measure_overlay (GTK_OVERLAY (overlay), self->hint, TRUE);
  return overlay;
}

/* Hidden, folded away or closed: what was written is saved. */
static void
mado_note_unmap (GtkWidget *widget)
{
  end_writing (MADO_NOTE (widget));
  GTK_WIDGET_CLASS (mado_note_parent_class)->unmap (widget);
}

static void
mado_note_dispose (GObject *object)
{
  MadoNote *self = MADO_NOTE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->record);
  g_clear_object (&self->context);
  g_clear_pointer (&self->saved, g_free);
  g_clear_pointer (&self->before, g_free);
  g_clear_pointer (&self->told, g_hash_table_unref);
  g_clear_pointer (&self->refused, g_hash_table_unref);
  G_OBJECT_CLASS (mado_note_parent_class)->dispose (object);
}

static void
mado_note_class_init (MadoNoteClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_note_dispose;
  GTK_WIDGET_CLASS (klass)->unmap = mado_note_unmap;
}

static void
mado_note_init (MadoNote *self)
{
  GtkWidget *foot = gtk_label_new (NULL);

  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "my-note");
  self->foot = GTK_LABEL (foot);
  gtk_label_set_wrap (self->foot, TRUE);
  gtk_label_set_xalign (self->foot, 0);
  gtk_widget_add_css_class (foot, "row-sub");
  gtk_box_append (GTK_BOX (self), make_head ());
  gtk_box_append (GTK_BOX (self), make_view (self));
  gtk_box_append (GTK_BOX (self), foot);
  say_state (self, NULL);
}

/**
 * mado_note_new:
 * @context: (transfer none): whose desk keeps the notes
 */
GtkWidget *
mado_note_new (MadoContext *context)
{
  MadoNote *self = g_object_new (MADO_TYPE_NOTE, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (mado_undo_get (context), "failed", G_CALLBACK (failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "desk-changed", G_CALLBACK (desk_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "desk-reopened", G_CALLBACK (desk_reopened_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * mado_note_set_record:
 * @record: (transfer none): what the note is on; what was written on the one before is saved
 */
void
mado_note_set_record (MadoNote *self, MadoRecord *record)
{
  gboolean is_same;

  g_return_if_fail (MADO_IS_NOTE (self) && MADO_IS_RECORD (record));

  is_same = self->record
            && g_str_equal (mado_record_get_id (self->record), mado_record_get_id (record));
  if (!is_same)
    end_writing (self);
  g_set_object (&self->record, record);
  if (is_same)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->saved, g_free);
  self->is_refused = FALSE;
  self->writing++;
  gtk_text_view_set_editable (self->view, FALSE);
  gtk_text_buffer_set_text (self->buffer, "", -1);
  say_state (self, NULL);
  ask_note (self);
}
