/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reply and note are two texts, each with a draft of its own: what is written in one never becomes
 * the other. */
#include "app/sections/desk/mado-case-composer.h"

#include <glib/gi18n.h>

#include "app/sections/desk/mado-case-changes.h"
#include "app/sections/desk/mado-case-checking.h"
#include "app/sections/desk/mado-case-checklist.h"
#include "app/sections/desk/mado-case-comparer.h"
#include "app/sections/desk/mado-case-keys.h"
#include "app/sections/desk/mado-case-outbox.h"
#include "app/sections/desk/mado-case-quote.h"
#include "app/sections/desk/mado-case-say.h"
#include "app/sections/desk/mado-case-editor.h"
#include "app/sections/mado-advice.h"
#include "app/widgets/mado-toast.h"

#define MOMENT 300 /* milliseconds for which something written may not be saved yet */

typedef enum
{
  REPLY,
  NOTE,
  N_MODES,
} Mode;

static const char *const keys[N_MODES] = { "reply", "note" };

struct _MadoCaseComposer
{
  GtkBox parent_instance;
  GtkToggleButton *reply_button;
  GtkToggleButton *note_button;
  GtkWidget *doubled;
  GtkTextView *view;
  MadoCaseChecklist *checklist;
  GtkLabel *foot;
  GtkButton *keep_button;

  MadoCaseDesk *desk;
  MadoCase *the_case; /* nullable */
  MadoCasePerson *person;
  MadoCaseEditor *texts[N_MODES]; /* nullable: there is no desk yet */
  MadoCaseWriting *kept;          /* nullable: whose text is becoming a message */
  char *note;                     /* nullable: that is becoming one */
  guint timer;
  GCancellable *checking;
  gboolean is_keeping;
  char *closed; /* nullable: why nothing can be written */
};

enum
{
  KEPT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoCaseComposer, mado_case_composer, GTK_TYPE_BOX)

static Mode
get_mode (MadoCaseComposer *self)
{
  return gtk_toggle_button_get_active (self->note_button) ? NOTE : REPLY;
}

static MadoCaseEditor *
get_text (MadoCaseComposer *self)
{
  return self->texts[get_mode (self)];
}

/* --- Drafts --- */

static void
say_foot (MadoCaseComposer *self, const char *sentence)
{
  const char *usual = get_mode (self) == NOTE
                          ? _ ("Stays in this desk; left out of every export to the enquirer.")
                          : "";

  if (self->closed != NULL)
    sentence = self->closed;
  gtk_label_set_label (self->foot, sentence != NULL ? sentence : usual);
  gtk_widget_set_visible (GTK_WIDGET (self->foot), *gtk_label_get_label (self->foot) != '\0');
}

static void
failed_cb (MadoCaseComposer *self, const GError *error)
{
  g_autofree char *advice = mado_advice_explain_desk (error);

  say_foot (self, advice);
}

static void
full_cb (MadoCaseComposer *self)
{
  say_foot (self, _ ("The text is as long as it may be. Nothing more can be added to it."));
}

static void
show_doubled (MadoCaseComposer *self)
{
  gtk_widget_set_visible (self->doubled, mado_case_editor_get_other (get_text (self)) != NULL);
}

static void
compare_cb (MadoCaseComposer *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root) && mado_case_editor_get_other (get_text (self)) != NULL)
    gtk_window_present (GTK_WINDOW (mado_case_comparer_new (GTK_WINDOW (root), get_text (self))));
}

static void
save (MadoCaseComposer *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  for (Mode mode = 0; mode < N_MODES && self->the_case != NULL; mode++)
    mado_case_editor_save (self->texts[mode]);
}

/* --- Checks --- */

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoCaseComposer) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) flaws = mado_case_checking_run_finish (result, &error);

  if (flaws != NULL && self->the_case != NULL && get_mode (self) == REPLY)
    mado_case_checklist_show (self->checklist, self->the_case, flaws,
                              *mado_case_editor_get_cited (self->texts[REPLY]) != NULL);
  else if (flaws == NULL)
    mado_case_complain (GTK_WIDGET (self), error);
}

static void
check (MadoCaseComposer *self, GAsyncReadyCallback callback)
{
  g_autofree char *text = NULL;

  g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  if (self->the_case == NULL || get_mode (self) == NOTE)
    return;
  text = mado_case_editor_dup (self->texts[REPLY]);
  self->checking = g_cancellable_new ();
  mado_case_checking_run_async (self->desk, self->the_case, text,
                                mado_case_editor_get_cited (self->texts[REPLY]), self->checking,
                                callback, g_object_ref (self));
}

static gboolean
moment_passed_cb (gpointer user_data)
{
  MadoCaseComposer *self = user_data;

  self->timer = 0;
  save (self);
  check (self, checked_cb);
  return G_SOURCE_REMOVE;
}

static void
written_cb (MadoCaseComposer *self)
{
  /* Counted from the first letter that is not saved, not from the last one. */
  if (self->the_case != NULL && self->timer == 0)
    self->timer = g_timeout_add (MOMENT, moment_passed_cb, self);
}

/* --- Keeping --- */

static GPtrArray *
new_edits (MadoCaseEdit *first)
{
  GPtrArray *edits = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_edit_free);

  g_ptr_array_add (edits, first);
  return edits;
}

static MadoCase *
finish (MadoCaseComposer *self, GAsyncResult *result, Mode mode)
{
  g_autoptr (MadoCaseWriting) kept = g_steal_pointer (&self->kept);
  g_autoptr (GError) error = NULL;
  MadoCase *after = mado_cases_change_finish (result, &error);

  self->is_keeping = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->keep_button), TRUE);
  if (after == NULL)
    {
      mado_case_complain (GTK_WIDGET (self), error);
      return NULL;
    }
  if (self->desk == NULL || mado_case_desk_get_context (self->desk) == NULL)
    return after;
  mado_case_editor_end (self->texts[mode], kept);
  check (self, checked_cb);
  g_signal_emit (self, signals[KEPT], 0);
  mado_context_announce_desk_change (mado_case_desk_get_context (self->desk),
                                     mado_case_get_id (after));
  return after;
}

static void
note_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoCaseComposer) self = user_data;
  g_autofree char *text = g_steal_pointer (&self->note);
  g_autoptr (MadoCase) after = finish (self, result, NOTE);

  if (after != NULL && self->desk != NULL)
    mado_case_change_noted (self->desk, after, text);
}

static void
reply_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoCaseComposer) self = user_data;
  g_autoptr (MadoCase) after = finish (self, result, REPLY);

  if (after == NULL || self->desk == NULL)
    return;
  mado_case_outbox_open (GTK_WIDGET (self), self->desk, after);
}

static void
keep (MadoCaseComposer *self, GPtrArray *edits, GAsyncReadyCallback callback)
{
  self->is_keeping = TRUE;
  self->kept = mado_case_writing_ref (mado_case_editor_get_writing (get_text (self)));
  gtk_widget_set_sensitive (GTK_WIDGET (self->keep_button), FALSE);
  mado_cases_change_async (mado_case_desk_get_worker (self->desk), self->the_case, edits,
                           mado_case_desk_get_officer (self->desk), NULL, callback,
                           g_object_ref (self));
}

static void
keep_note (MadoCaseComposer *self)
{
  g_autofree char *text = g_strstrip (mado_case_editor_dup (self->texts[NOTE]));

  if (*text == '\0')
    say_foot (self, _ ("The note is empty. Write something first."));
  else
    {
      keep (self, new_edits (mado_case_edit_note (text)), note_kept_cb);
      self->note = g_steal_pointer (&text);
    }
}

/* A reply answers the case: the two are one change. */
static void
send (MadoCaseComposer *self)
{
  g_autofree char *text = g_strstrip (mado_case_editor_dup (self->texts[REPLY]));
  const char *language = mado_case_get_value (self->the_case, MADO_CASE_LANGUAGE);
  GPtrArray *edits = new_edits (mado_case_edit_reply (
      text, *language != '\0' ? language : NULL, mado_case_editor_get_cited (self->texts[REPLY])));
  MadoCaseEdit *status = NULL;

  if (!g_str_equal (mado_case_get_value (self->the_case, MADO_CASE_STATUS), "answered"))
    status = mado_case_edit_set (self->the_case, MADO_CASE_STATUS, "answered", NULL);
  if (status != NULL)
    g_ptr_array_add (edits, status);
  keep (self, edits, reply_kept_cb);
}

static void
send_checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoCaseComposer) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) flaws = mado_case_checking_run_finish (result, &error);

  if (flaws == NULL)
    {
      mado_case_complain (GTK_WIDGET (self), error);
      return;
    }
  if (self->the_case == NULL || self->is_keeping)
    return;
  mado_case_checklist_show (self->checklist, self->the_case, flaws,
                            *mado_case_editor_get_cited (self->texts[REPLY]) != NULL);
  for (guint i = 0; i < flaws->len; i++)
    if (mado_case_checking_is_grave (flaws->pdata[i]))
      {
        g_autofree char *words = mado_case_checking_describe (flaws->pdata[i]);

        mado_toast_say (GTK_WIDGET (self), words);
        return;
      }
  send (self);
}

static void
keep_cb (MadoCaseComposer *self)
{
  if (self->the_case == NULL || self->is_keeping || self->closed != NULL)
    return;
  if (get_mode (self) == NOTE)
    keep_note (self);
  else
    check (self, send_checked_cb);
}

/* --- Modes --- */

static void
show_mode (MadoCaseComposer *self)
{
  gboolean is_note = get_mode (self) == NOTE;
  const char *name = is_note ? C_ ("composer", "Internal note") : C_ ("composer", "Reply");

  gtk_text_view_set_buffer (self->view, mado_case_editor_get_buffer (get_text (self)));
  show_doubled (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_button_set_label (self->keep_button, is_note ? _ ("Keep note") : _ ("Mark as sent"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->keep_button),
                               is_note ? _ ("Keep note (Ctrl+Enter)")
                                       : _ ("Keep the reply and open it in the mail program "
                                            "(Ctrl+Enter)"));
  gtk_widget_set_visible (GTK_WIDGET (self->checklist), !is_note);
  say_foot (self, NULL);
  if (is_note)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "note");
      gtk_widget_remove_css_class (GTK_WIDGET (self->keep_button), "suggested-action");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), "note");
      gtk_widget_add_css_class (GTK_WIDGET (self->keep_button), "suggested-action");
      check (self, checked_cb);
    }
}

/* Of the second button: the first one is let go before the second is pressed. */
static void
mode_toggled_cb (MadoCaseComposer *self)
{
  if (self->texts[REPLY] != NULL)
    show_mode (self);
}

static gboolean
keep_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  keep_cb (MADO_CASE_COMPOSER (widget));
  return GDK_EVENT_STOP;
}

/* Hidden, folded away or closed: what was written is saved. */
static void
mado_case_composer_unmap (GtkWidget *widget)
{
  save (MADO_CASE_COMPOSER (widget));
  GTK_WIDGET_CLASS (mado_case_composer_parent_class)->unmap (widget);
}

static void
mado_case_composer_dispose (GObject *object)
{
  MadoCaseComposer *self = MADO_CASE_COMPOSER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  g_clear_object (&self->the_case);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->person, mado_case_person_free);
  g_clear_pointer (&self->kept, mado_case_writing_unref);
  g_clear_pointer (&self->note, g_free);
  g_clear_pointer (&self->closed, g_free);
  for (Mode mode = 0; mode < N_MODES; mode++)
    g_clear_object (&self->texts[mode]);
  G_OBJECT_CLASS (mado_case_composer_parent_class)->dispose (object);
}

static void
mado_case_composer_class_init (MadoCaseComposerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_case_composer_dispose;
  widget_class->unmap = mado_case_composer_unmap;
  signals[KEPT] = g_signal_new ("kept", MADO_TYPE_CASE_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  g_type_ensure (MADO_TYPE_CASE_CHECKLIST);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/madoguchi/Madoguchi/sections/desk/mado-case-composer.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoCaseComposer, reply_button);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseComposer, note_button);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseComposer, doubled);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseComposer, view);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseComposer, checklist);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseComposer, foot);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseComposer, keep_button);
  gtk_widget_class_bind_template_callback (widget_class, mode_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_bind_template_callback (widget_class, compare_cb);
}

static void
mado_case_composer_init (MadoCaseComposer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_case_keys_add_end (GTK_WIDGET (self), keep_key_cb);
}

static void
connect (MadoCaseComposer *self, Mode mode, const char *signal, GCallback callback)
{
  g_signal_connect_object (self->texts[mode], signal, callback, self, G_CONNECT_SWAPPED);
}

void
mado_case_composer_set_desk (MadoCaseComposer *self, MadoCaseDesk *desk)
{
  g_return_if_fail (MADO_IS_CASE_COMPOSER (self) && self->desk == NULL);

  self->desk = g_object_ref (desk);
  for (Mode mode = 0; mode < N_MODES; mode++)
    {
      self->texts[mode] = mado_case_editor_new (desk, keys[mode]);
      connect (self, mode, "written", G_CALLBACK (written_cb));
      connect (self, mode, "full", G_CALLBACK (full_cb));
      connect (self, mode, "failed", G_CALLBACK (failed_cb));
      connect (self, mode, "notify::other", G_CALLBACK (show_doubled));
    }
  show_mode (self);
}

static gboolean
is_shown (MadoCaseComposer *self, const MadoCasePage *page)
{
  return self->the_case != NULL && page != NULL
         && g_str_equal (mado_case_get_id (self->the_case), mado_case_get_id (page->the_case));
}

static void
close_or_open (MadoCaseComposer *self, const MadoCasePage *page)
{
  const GError *reason = page != NULL ? page->reason : NULL;

  g_free (self->closed);
  self->closed = reason != NULL ? mado_advice_explain_desk (reason) : NULL;
  say_foot (self, NULL);
  gtk_text_view_set_editable (self->view, reason == NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->keep_button), reason == NULL && !self->is_keeping);
}

void
mado_case_composer_set_page (MadoCaseComposer *self, const MadoCasePage *page)
{
  gboolean is_same;

  g_return_if_fail (MADO_IS_CASE_COMPOSER (self) && self->desk != NULL);

  is_same = is_shown (self, page);
  if (!is_same)
    save (self);
  g_set_object (&self->the_case, (page != NULL ? page->the_case : NULL));
  g_clear_pointer (&self->person, mado_case_person_free);
  if (page != NULL && page->person != NULL)
    self->person = mado_case_person_copy (page->person);
  close_or_open (self, page);
  if (is_same)
    return;
  for (Mode mode = 0; mode < N_MODES; mode++)
    if (page != NULL)
      mado_case_editor_open (self->texts[mode], mado_case_get_id (page->the_case),
                             mode == REPLY ? page->replies : page->notes);
    else
      mado_case_editor_close (self->texts[mode]);
  gtk_toggle_button_set_active (self->reply_button, TRUE);
  show_mode (self);
}

void
mado_case_composer_begin (MadoCaseComposer *self, gboolean note)
{
  g_return_if_fail (MADO_IS_CASE_COMPOSER (self));

  gtk_toggle_button_set_active (note ? self->note_button : self->reply_button, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
insert (MadoCaseComposer *self, const char *text)
{
  gboolean is_empty;
  GtkTextBuffer *buffer = mado_case_editor_get_buffer (self->texts[REPLY]);

  gtk_toggle_button_set_active (self->reply_button, TRUE);
  is_empty = gtk_text_buffer_get_char_count (buffer) == 0;
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_insert_at_cursor (buffer, is_empty ? "" : "\n\n", -1);
  gtk_text_buffer_insert_at_cursor (buffer, text, -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

void
mado_case_composer_insert_answer (MadoCaseComposer *self, MadoRecord *answer)
{
  g_autofree char *text = NULL;

  g_return_if_fail (MADO_IS_CASE_COMPOSER (self) && MADO_IS_RECORD (answer));

  if (self->the_case == NULL || self->closed != NULL)
    return;
  text = mado_case_quote_answer (self->desk, self->the_case, self->person, answer);
  mado_case_editor_add_cited (self->texts[REPLY], mado_record_get_id (answer));
  insert (self, text);
}

void
mado_case_composer_cite (MadoCaseComposer *self, MadoRecord *record)
{
  g_autofree char *text = NULL;

  g_return_if_fail (MADO_IS_CASE_COMPOSER (self) && MADO_IS_RECORD (record));

  if (self->the_case == NULL || self->closed != NULL)
    return;
  text = mado_case_quote (self->desk, self->the_case, record);
  mado_case_editor_add_cited (self->texts[REPLY], mado_record_get_id (record));
  insert (self, text);
}
