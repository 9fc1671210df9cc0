/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file after the other: the next one is asked for when the last one is kept, so that a dozen of
 * them is never in memory at once. */
#include "app/sections/desk/mado-case-intake.h"

#include <glib/gi18n.h>

#include "app/sections/desk/mado-case-say.h"
#include "app/sections/mado-files.h"
#include "app/widgets/mado-toast.h"
#include "core/desk/mail/mado-mail.h"

#define MOST 50u /* files of one drop */

/* What is being taken in. */
typedef struct
{
  GtkWidget *widget; /* weak: the window may be closed meanwhile */
  MadoCaseDesk *desk;
  GPtrArray *files; /* (element-type GFile) */
  guint next;
  guint taken;
} Intake;

static void take_next (Intake *self);

static void
free_intake (Intake *self)
{
  g_clear_weak_pointer (&self->widget);
  g_object_unref (self->desk);
  g_ptr_array_unref (self->files);
  g_free (self);
}

static Intake *
new_intake (GtkWidget *widget)
{
  Intake *self = g_new0 (Intake, 1);

  g_set_weak_pointer (&self->widget, widget);
  self->desk = g_object_ref (g_object_get_data (G_OBJECT (widget), "mado-case-desk"));
  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

/* The case is shown, and the lists follow. */
static void
show (MadoCaseDesk *desk, MadoCase *taken)
{
  mado_case_desk_choose (desk, mado_case_get_id (taken));
  mado_context_announce_desk_change (mado_case_desk_get_context (desk), mado_case_get_id (taken));
}

static void
say_taken (Intake *self)
{
  g_autofree char *said = g_strdup_printf (
      ngettext ("%u case was taken in", "%u cases were taken in", self->taken), self->taken);

  if (self->widget != NULL && self->taken > 0)
    mado_toast_say (self->widget, said);
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Intake *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCase) taken = mado_cases_change_finish (result, &error);

  if (taken != NULL)
    {
      self->taken++;
      show (self->desk, taken);
    }
  else if (self->widget != NULL)
    mado_case_complain (self->widget, error);
  take_next (self);
}

static void
take_next (Intake *self)
{
  static const char *const values[MADO_N_CASE_FIELDS] = { [MADO_CASE_CHANNEL] = "mail" };

  if (self->next < MIN (self->files->len, MOST) && mado_case_desk_get_context (self->desk) != NULL)
    {
      GFile *file = g_ptr_array_index (self->files, self->next++);

      mado_cases_add_async (mado_case_desk_get_worker (self->desk), values, NULL, file,
                            mado_case_desk_get_officer (self->desk), NULL, taken_cb, self);
      return;
    }
  say_taken (self);
  free_intake (self);
}

static void
take_files (GtkWidget *widget, GSList *files)
{
  Intake *self = new_intake (widget);

  for (GSList *link = files; link != NULL; link = link->next)
    g_ptr_array_add (self->files, g_object_ref (link->data));
  take_next (self);
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (files == NULL)
    return FALSE;
  take_files (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)), files);
  return TRUE;
}

/* --- From a file --- */

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = mado_files_choose_finish (result, &error);
  GSList one = { file, NULL };

  if (file != NULL)
    take_files (GTK_WIDGET (source), &one);
  else
    mado_case_complain (GTK_WIDGET (source), error);
}

static void
take_file (GtkWidget *widget, const char *action, GVariant *parameter)
{
  mado_files_choose_async (widget, _ ("Take in a mail or a text"), _ ("Mails"), "*.eml", chosen_cb,
                           NULL);
}

/* --- From the clipboard --- */

static void
keep_text (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GBytes) raw = g_bytes_new (data, strlen (data));
  GError *error = NULL;
  MadoCaseMessage *message = mado_mail_take_in (desk, raw, &error);

  if (message != NULL)
    g_task_return_pointer (task, message, (GDestroyNotify) mado_case_message_free);
  else
    g_task_return_error (task, error);
}

static void
text_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  static const char *const values[MADO_N_CASE_FIELDS] = { [MADO_CASE_CHANNEL] = "mail" };
  GtkWidget *widget = GTK_WIDGET (source);
  g_autoptr (GError) error = NULL;
  MadoCaseMessage *message = g_task_propagate_pointer (G_TASK (result), &error);
  Intake *self;

  if (message == NULL)
    {
      mado_case_complain (widget, error);
      return;
    }
  self = new_intake (widget);
  mado_cases_add_async (mado_case_desk_get_worker (self->desk), values, message, NULL,
                        mado_case_desk_get_officer (self->desk), NULL, taken_cb, self);
}

static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  MadoCaseDesk *desk = g_object_get_data (G_OBJECT (widget), "mado-case-desk");
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autofree char *bare = text != NULL ? g_strstrip (g_strdup (text)) : NULL;
  g_autoptr (GTask) task = NULL;

  if (bare == NULL || *bare == '\0')
    {
      mado_toast_say (widget,
                      _ ("There is no text in the clipboard. Copy the mail and try again."));
      return;
    }
  task = g_task_new (widget, NULL, text_kept_cb, NULL);
  g_task_set_task_data (task, g_steal_pointer (&text), g_free);
  mado_context_keep (mado_case_desk_get_context (desk), task, keep_text);
}

static void
files_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr (GSList) files
      = value != NULL ? gdk_file_list_get_files (g_value_get_boxed (value)) : NULL;

  if (files != NULL)
    take_files (widget, files);
}

static void
take_clipboard (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);

  if (gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                    files_read_cb, g_object_ref (widget));
  else
    gdk_clipboard_read_text_async (clipboard, NULL, text_read_cb, g_object_ref (widget));
}

static gboolean
paste_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  return gtk_widget_activate_action (widget, "cases.take-clipboard", NULL);
}

void
mado_case_intake_install_actions (GtkWidgetClass *klass)
{
  g_return_if_fail (GTK_IS_WIDGET_CLASS (klass));

  gtk_widget_class_install_action (klass, "cases.take-file", NULL, take_file);
  gtk_widget_class_install_action (klass, "cases.take-clipboard", NULL, take_clipboard);
}

void
mado_case_intake_add (GtkWidget *widget, MadoCaseDesk *desk)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_return_if_fail (GTK_IS_WIDGET (widget) && MADO_IS_CASE_DESK (desk));

  g_object_set_data_full (G_OBJECT (widget), "mado-case-desk", g_object_ref (desk), g_object_unref);
  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), NULL);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
  /* Where a text widget has the keys, it pastes. */
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_v, GDK_CONTROL_MASK),
                        gtk_callback_action_new (paste_cb, NULL, NULL)));
  gtk_widget_add_controller (widget, keys);
}
