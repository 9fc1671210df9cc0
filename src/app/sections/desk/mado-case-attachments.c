/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The content is read when somebody asks for it, and goes to a program, or where they say. */
#include "app/sections/desk/mado-case-attachments.h"

#include <glib/gi18n.h>

#include "app/sections/desk/mado-case-opener.h"
#include "app/sections/desk/mado-case-say.h"
#include "app/sections/mado-files.h"
#include "app/widgets/mado-inert.h"
#include "app/widgets/mado-wrap.h"
#include "core/desk/cases/mado-attachment-copy.h"
#include "core/desk/cases/mado-attachment.h"

#define MOST 40u /* that are shown of one message */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  mado_case_say_saved (GTK_WIDGET (source), result, _ ("Saved"));
}

static void
load (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *bytes = mado_attachment_load (desk, data, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GtkWidget *button = GTK_WIDGET (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_task_propagate_pointer (G_TASK (result), &error);

  if (bytes == NULL)
    mado_case_complain (button, error);
  else if (gtk_widget_get_root (button) != NULL)
    mado_files_save_async (button, _ ("Save the attachment"),
                           g_object_get_data (source, "file-name"), bytes, NULL, saved_cb, NULL);
}

static void
save_cb (GtkWidget *button, MadoCaseDesk *desk)
{
  g_autoptr (GTask) task = g_task_new (button, NULL, loaded_cb, NULL);

  g_task_set_task_data (task, g_strdup (g_object_get_data (G_OBJECT (button), "sha256")), g_free);
  mado_context_keep (mado_case_desk_get_context (desk), task, load);
}

static void
open_cb (GtkWidget *button, MadoCaseDesk *desk)
{
  mado_case_opener_open (button, desk, g_object_get_data (G_OBJECT (button), "sha256"),
                         g_object_get_data (G_OBJECT (button), "file-name"));
}

/* @name: what it does with which file; @child: taken over */
static GtkWidget *
make_button (const char *name, GtkWidget *child, const char *file_name, const char *sha256)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), child);
  gtk_widget_add_css_class (button, "chip");
  gtk_widget_add_css_class (button, "theme");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "file-name", mado_files_make_name (file_name, ""),
                          g_free);
  g_object_set_data_full (G_OBJECT (button), "sha256", g_strdup (sha256), g_free);
  return button;
}

static GtkWidget *
make_icon (const char *icon)
{
  return g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role",
                       GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

static GtkWidget *
make_title (const char *icon, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_box_append (GTK_BOX (box), make_icon (icon));
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

/* One to open it and one to save it; where it must not be opened, the one that saves it says why.
 */
static GtkWidget *
make_buttons (MadoCaseDesk *desk, const char *icon, const char *title, const char *file_name,
              const char *sha256)
{
  GtkWidget *both = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  /* Translators: %s is the name of an attachment. */
  g_autofree char *opens = g_strdup_printf (_ ("Open %s"), title);
  g_autofree char *saves = g_strdup_printf (_ ("Save %s"), title);
  g_autofree char *only_saves
      = g_strdup_printf (_ ("Save %s. It is not opened from here: it may hold a program."), title);
  GtkWidget *open, *save;

  if (mado_attachment_copy_may_open (file_name))
    {
      open = make_button (opens, make_title (icon, title), file_name, sha256);
      save = make_button (saves, make_icon ("document-save-symbolic"), file_name, sha256);
      g_signal_connect_object (open, "clicked", G_CALLBACK (open_cb), desk, 0);
      gtk_box_append (GTK_BOX (both), open);
      gtk_widget_add_css_class (both, "linked");
    }
  else
    save
        = make_button (only_saves, make_title ("document-save-symbolic", title), file_name, sha256);
  g_signal_connect_object (save, "clicked", G_CALLBACK (save_cb), desk, 0);
  gtk_box_append (GTK_BOX (both), save);
  return both;
}

static void
append_one (MadoWrap *wrap, MadoCaseDesk *desk, JsonObject *one)
{
  const char *name = json_object_get_string_member_with_default (one, "name", "");
  const char *sha256 = json_object_get_string_member_with_default (one, "sha256", NULL);
  g_autofree char *inert = mado_inert_line (*name != '\0' ? name : _ ("attachment"), NULL);
  g_autofree char *size
      = g_format_size ((guint64) MAX (0, json_object_get_int_member_with_default (one, "size", 0)));
  g_autofree char *title = g_strdup_printf ("%s · %s", inert, size);

  if (sha256 != NULL)
    mado_wrap_append (wrap, make_buttons (desk, "mail-attachment-symbolic", title, inert, sha256));
}

void
mado_case_attachments_append (GtkBox *box, MadoCaseDesk *desk, MadoCaseEvent *event)
{
  const char *raw;
  GtkWidget *wrap;
  JsonArray *all;

  g_return_if_fail (GTK_IS_BOX (box) && MADO_IS_CASE_DESK (desk) && event != NULL);

  raw = mado_case_event_get_text (event, "raw");
  all = mado_case_event_get_attachments (event);
  if (raw == NULL && all == NULL)
    return;
  wrap = mado_wrap_new (6);
  for (guint i = 0; all != NULL && i < MIN (json_array_get_length (all), MOST); i++)
    if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (all, i)))
      append_one (MADO_WRAP (wrap), desk, json_array_get_object_element (all, i));
  if (raw != NULL)
    mado_wrap_append (MADO_WRAP (wrap), make_buttons (desk, "mado-open-symbolic",
                                                      _ ("The mail as it came"), "mail.eml", raw));
  gtk_box_append (box, wrap);
}
