/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nothing but a few words is asked for: what no report uses may stay empty. */
#include "app/sections/desk/mado-case-form.h"

#include <glib/gi18n.h>

#include "app/sections/desk/mado-case-drafts.h"
#include "app/sections/desk/mado-case-keys.h"
#include "app/sections/desk/mado-case-say.h"
#include "app/sections/desk/mado-case-words.h"
#include "app/widgets/mado-plain-label.h"
#include "app/widgets/mado-toast.h"

#define PAUSE 400 /* milliseconds without a letter, after which what is written is looked at */
#define LEAST 3u  /* words in common with an open case */
#define MOST 3u   /* such cases that are named */
#define DRAFT "new/form"

/* The fields that are chosen from a list, and the words of those that have none of their own. */
static const char *const languages[] = { "en", "ja", NULL };
static const MadoCaseField chosen[]
    = { MADO_CASE_CHANNEL, MADO_CASE_LANGUAGE, MADO_CASE_DIRECTION, MADO_CASE_PRIORITY };
static const MadoCaseField written[] = { MADO_CASE_TOPIC, MADO_CASE_COUNTRY, MADO_CASE_TAGS };

struct _MadoCaseForm
{
  AdwWindow parent_instance;
  GtkWidget *add_button;
  AdwEntryRow *title_row;
  GtkTextView *view;
  GtkBox *similar;
  AdwEntryRow *name_row;
  AdwEntryRow *organisation_row;
  AdwEntryRow *address_row;
  AdwPreferencesGroup *fields;
  GtkWidget *rows[MADO_N_CASE_FIELDS]; /* nullable: AdwComboRow or AdwEntryRow */

  MadoCaseDesk *desk;
  MadoCaseWriting *writing; /* nullable: the draft is being read */
  guint timer;
  GCancellable *comparing;
  gboolean is_adding;
  gboolean is_added;
};

G_DEFINE_FINAL_TYPE (MadoCaseForm, mado_case_form, ADW_TYPE_WINDOW)

static const char *const *
get_words (MadoCaseField field)
{
  return field == MADO_CASE_LANGUAGE ? languages : mado_case_field_get_words (field);
}

static const char *
get_text (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static char *
dup_question (MadoCaseForm *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static const char *
get_value (MadoCaseForm *self, MadoCaseField field)
{
  guint i;

  if (ADW_IS_ENTRY_ROW (self->rows[field]))
    return get_text (self->rows[field]);
  if (!ADW_IS_COMBO_ROW (self->rows[field]))
    return NULL;
  i = adw_combo_row_get_selected (ADW_COMBO_ROW (self->rows[field]));
  return i > 0 && i != GTK_INVALID_LIST_POSITION ? get_words (field)[i - 1] : NULL;
}

/* --- What it is like --- */

static void
show_case_cb (MadoCaseForm *self, GtkWidget *button)
{
  mado_case_desk_choose (self->desk, g_object_get_data (G_OBJECT (button), "case"));
  gtk_window_close (GTK_WINDOW (self));
}

static void
append_similar (MadoCaseForm *self, const MadoCaseLikeness *likeness)
{
  const MadoCaseRow *row = likeness->row;
  GtkWidget *button = gtk_button_new ();
  g_autofree char *title = mado_case_words_dup_title (row->values[MADO_CASE_TITLE], row->number);
  g_autofree char *number = mado_case_words_dup_number (row->number);
  g_autofree char *words = g_strjoinv ("・", likeness->matched);
  g_autofree char *line = g_strdup_printf ("%s · %s · %s", number, title, words);

  gtk_button_set_child (GTK_BUTTON (button), mado_plain_label_new (line, NULL));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "link-row");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, line, -1);
  g_object_set_data_full (G_OBJECT (button), "case", g_strdup (row->id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (show_case_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->similar, button);
}

static void
show_similar (MadoCaseForm *self, GPtrArray *found)
{
  GtkWidget *child;
  guint n = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->similar))) != NULL)
    gtk_box_remove (self->similar, child);
  for (guint i = 0; i < found->len; i++)
    {
      const MadoCaseLikeness *likeness = g_ptr_array_index (found, i);

      if (likeness->row == NULL || likeness->row->stage != MADO_CASE_STAGE_LIVE || n == MOST)
        continue;
      if (n++ == 0)
        gtk_box_append (self->similar,
                        mado_plain_label_new (
                            _ ("It resembles an open case. Look before you take it in:"), NULL));
      append_similar (self, likeness);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->similar), n > 0);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoCaseForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = mado_cases_compare_finish (result, &error);

  if (found != NULL && self->desk != NULL)
    show_similar (self, found);
  else if (found == NULL && self->desk != NULL)
    mado_case_complain (GTK_WIDGET (self->view), error);
}

static MadoCaseDrafts *
get_drafts (MadoCaseForm *self)
{
  return mado_case_drafts_get (mado_case_desk_get_context (self->desk));
}

static void
draft_failed_cb (MadoCaseForm *self, MadoCaseWriting *writing, const GError *error)
{
  if (writing == self->writing)
    mado_case_complain (GTK_WIDGET (self->view), error);
}

/* Two new questions are two cases: each has its draft from here on. */
static void
draft_doubled_cb (MadoCaseForm *self, MadoCaseWriting *writing)
{
  if (writing == self->writing && !self->is_added)
    mado_toast_say (GTK_WIDGET (self->view),
                    _ ("There is a draft of another new case. Both are kept: that one is shown "
                       "when a new case is next begun."));
}

/* The title is the first line of the draft. */
static void
save (MadoCaseForm *self)
{
  g_autofree char *question = dup_question (self);
  g_autofree char *text = g_strconcat (get_text (self->title_row), "\n", question, NULL);
  gboolean is_empty = *g_strstrip (text) == '\0';
  g_autofree char *json = is_empty || self->is_added ? NULL : mado_case_draft_write (text, NULL);

  if (self->writing == NULL)
    self->writing = mado_case_writing_new (DRAFT, NULL);
  mado_case_drafts_save (get_drafts (self), self->writing, json);
}

static gboolean
paused_cb (gpointer user_data)
{
  MadoCaseForm *self = user_data;
  g_autofree char *question = dup_question (self);
  g_autofree char *text = g_strconcat (get_text (self->title_row), "\n", question, NULL);

  self->timer = 0;
  save (self);
  g_cancellable_cancel (self->comparing);
  g_clear_object (&self->comparing);
  self->comparing = g_cancellable_new ();
  mado_cases_compare_async (mado_context_get_reader (mado_case_desk_get_context (self->desk)),
                            mado_case_desk_get_worker (self->desk), text, NULL, 0, LEAST, 10,
                            self->comparing, compared_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
changed_cb (MadoCaseForm *self)
{
  g_autofree char *question = dup_question (self);

  gtk_widget_set_sensitive (self->add_button,
                            (*get_text (self->title_row) != '\0' || *question != '\0')
                                && !self->is_adding);
  if (self->desk == NULL)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (PAUSE, paused_cb, self);
}

/* --- Taking in --- */

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoCaseForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCase) added = mado_cases_change_finish (result, &error);

  self->is_adding = FALSE;
  if (self->desk == NULL)
    return;
  changed_cb (self);
  if (added == NULL)
    {
      mado_case_complain (GTK_WIDGET (self->view), error);
      return;
    }
  self->is_added = TRUE;
  /* Whoever has it taken in goes on with it, by keys too. */
  gtk_widget_activate_action (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))),
                              "win.open-case", "s", mado_case_get_id (added));
  mado_context_announce_desk_change (mado_case_desk_get_context (self->desk),
                                     mado_case_get_id (added));
  gtk_window_close (GTK_WINDOW (self));
}

static MadoCaseMessage *
make_message (MadoCaseForm *self)
{
  MadoCaseMessage *message = mado_case_message_new ();

  message->text = dup_question (self);
  message->person = mado_case_person_new ();
  message->person->family = g_strdup (get_text (self->name_row));
  message->person->organisation = g_strdup (get_text (self->organisation_row));
  message->person->address = g_strdup (get_text (self->address_row));
  return message;
}

static void
add_cb (MadoCaseForm *self)
{
  const char *values[MADO_N_CASE_FIELDS] = { NULL };

  if (!gtk_widget_get_sensitive (self->add_button))
    return;
  for (MadoCaseField field = 0; field < MADO_N_CASE_FIELDS; field++)
    values[field] = get_value (self, field);
  values[MADO_CASE_TITLE] = get_text (self->title_row);
  self->is_adding = TRUE;
  gtk_widget_set_sensitive (self->add_button, FALSE);
  mado_cases_add_async (mado_case_desk_get_worker (self->desk), values, make_message (self), NULL,
                        mado_case_desk_get_officer (self->desk), NULL, added_cb,
                        g_object_ref (self));
}

static gboolean
add_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  add_cb (MADO_CASE_FORM (widget));
  return GDK_EVENT_STOP;
}

/* --- The fields --- */

static void
add_combo (MadoCaseForm *self, MadoCaseField field)
{
  const char *const *words = get_words (field);
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();

  gtk_string_list_append (model, "–");
  for (guint i = 0; words[i] != NULL; i++)
    gtk_string_list_append (model, mado_case_words_get_value (field, words[i]));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), mado_case_words_get_field (field));
  adw_preferences_group_add (self->fields, row);
  self->rows[field] = row;
}

static void
add_entry (MadoCaseForm *self, MadoCaseField field)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), mado_case_words_get_field (field));
  adw_preferences_group_add (self->fields, row);
  self->rows[field] = row;
}

/* Closed in the middle of a word, or taken in: the draft follows. */
static void
mado_case_form_unmap (GtkWidget *widget)
{
  MadoCaseForm *self = MADO_CASE_FORM (widget);

  if (self->timer != 0 && mado_case_desk_get_context (self->desk) != NULL)
    save (self);
  g_clear_handle_id (&self->timer, g_source_remove);
  GTK_WIDGET_CLASS (mado_case_form_parent_class)->unmap (widget);
}

static void
mado_case_form_dispose (GObject *object)
{
  MadoCaseForm *self = MADO_CASE_FORM (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->comparing);
  g_clear_object (&self->comparing);
  g_clear_pointer (&self->writing, mado_case_writing_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (mado_case_form_parent_class)->dispose (object);
}

static void
mado_case_form_class_init (MadoCaseFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_case_form_dispose;
  widget_class->unmap = mado_case_form_unmap;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/madoguchi/Madoguchi/sections/desk/mado-case-form.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoCaseForm, add_button);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseForm, title_row);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseForm, view);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseForm, similar);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseForm, name_row);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseForm, organisation_row);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseForm, address_row);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseForm, fields);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
mado_case_form_init (MadoCaseForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_case_keys_add_end (GTK_WIDGET (self), add_key_cb);
  for (guint i = 0; i < G_N_ELEMENTS (chosen); i++)
    add_combo (self, chosen[i]);
  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    add_entry (self, written[i]);
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/* --- The draft of last time --- */

static void
read_drafts (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *drafts = mado_case_draft_list (desk, DRAFT, &error);

  if (drafts != NULL)
    g_task_return_pointer (task, drafts, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
show_draft (MadoCaseForm *self, char *text)
{
  char *rest = strchr (text, '\n');

  if (rest != NULL)
    *rest++ = '\0';
  gtk_editable_set_text (GTK_EDITABLE (self->title_row), text);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), rest != NULL ? rest : "", -1);
}

static void
take_draft (MadoCaseForm *self, GPtrArray *drafts)
{
  const MadoCaseDraft *own = mado_case_drafts_find_own (get_drafts (self), DRAFT, drafts);
  g_autofree char *text = NULL;
  g_auto (GStrv) cited = NULL;

  self->writing = mado_case_drafts_read_held (get_drafts (self), DRAFT, &text, &cited);
  if (self->writing == NULL)
    {
      self->writing = mado_case_writing_new (DRAFT, own);
      text = g_strdup (own != NULL ? own->text : "");
    }
  if (*text != '\0')
    show_draft (self, text);
}

static void
drafts_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoCaseForm *self = MADO_CASE_FORM (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *question = NULL;

  if (self->desk == NULL || mado_case_desk_get_context (self->desk) == NULL)
    return;
  if (drafts == NULL)
    {
      mado_case_complain (GTK_WIDGET (self->view), error);
      return;
    }
  question = dup_question (self);
  /* Whoever has begun to write is right: the draft of last time stays for the next one. */
  if (self->writing == NULL && *question == '\0' && *get_text (self->title_row) == '\0')
    take_draft (self, drafts);
}

GtkWidget *
mado_case_form_new (GtkWindow *parent, MadoCaseDesk *desk)
{
  MadoCaseForm *self = g_object_new (MADO_TYPE_CASE_FORM, "transient-for", parent, NULL);
  g_autoptr (GTask) task = NULL;

  g_return_val_if_fail (MADO_IS_CASE_DESK (desk), NULL);

  self->desk = g_object_ref (desk);
  gtk_widget_grab_focus (GTK_WIDGET (self->title_row));
  g_signal_connect_object (get_drafts (self), "failed", G_CALLBACK (draft_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_drafts (self), "doubled", G_CALLBACK (draft_doubled_cb), self,
                           G_CONNECT_SWAPPED);
  task = g_task_new (self, NULL, drafts_read_cb, NULL);
  mado_context_keep (mado_case_desk_get_context (desk), task, read_drafts);
  return GTK_WIDGET (self);
}
