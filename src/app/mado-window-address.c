/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses that come from outside: the window shows what they name, or says why it does not. */
#include "app/mado-window-private.h"

#include <glib/gi18n.h>

#include "app/sections/mado-address.h"
#include "app/sections/mado-advice.h"
#include "app/widgets/mado-toast.h"

/* Looks only whether there is such a record: the page reads it. */
static void
find_record (GTask *task, gpointer reader, gpointer id, GCancellable *cancellable)
{
  GError *error = NULL;
  gint64 rowid = 0;
  gboolean found = mado_reader_find_row (reader, id, &rowid, &error);

  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, found);
}

/* What an unknown id may be about: its words. */
static void
offer_search (MadoWindow *self, const char *id)
{
  g_autofree char *words = g_strdelimit (g_strdup (id), "-", ' ');
  /* Translators: %s is the identifier that an address names. */
  g_autofree char *said = g_strdup_printf (_ ("There is no record “%s” here."), id);
  AdwToast *toast = mado_toast_new (said);

  adw_toast_set_button_label (toast, _ ("Search"));
  adw_toast_set_action_name (toast, "win.search-everywhere");
  adw_toast_set_action_target (toast, "s", words);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
record_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoWindow *self = MADO_WINDOW (source);
  const char *id = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean found = g_task_propagate_boolean (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error)
    mado_window_complain (self, error);
  else if (!found)
    offer_search (self, id);
  else
    {
      mado_window_show_record (self, id);
      mado_panes_set_shown (self->panes, MADO_PANE_PAGE);
    }
}

static void
show_address (MadoWindow *self, const MadoAddress *address)
{
  g_autoptr (GTask) task = NULL;

  if (address->section && !mado_sections_find (address->section))
    {
      /* Translators: %s is the identifier that an address names. */
      g_autofree char *said = g_strdup_printf (_ ("There is no section “%s”."), address->section);

      mado_window_say (self, said);
    }
  else if (address->section)
    mado_window_show_section (self, address->section, address->query);
  else if (address->desk_case)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-case", "s", address->desk_case);
  else if (!address->record)
    mado_window_show_search (self, address->query);
  else
    {
      task = g_task_new (self, self->cancellable, record_found_cb, NULL);
      g_task_set_task_data (task, g_strdup (address->record), g_free);
      mado_context_read (self->context, task, find_record);
    }
}

/**
 * mado_window_open_address:
 * @text: anything: it comes from outside
 *
 * Shows what @text names, once the store is open; nothing else can come of it.
 */
void
mado_window_open_address (MadoWindow *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoAddress) address = NULL;

  g_return_if_fail (MADO_IS_WINDOW (self) && text != NULL);

  address = mado_address_parse (text, &error);
  if (!address)
    {
      mado_window_complain (self, error);
      return;
    }
  if (self->section)
    {
      show_address (self, address);
      return;
    }
  /* The store is being opened. What is asked last is what is shown then. */
  g_clear_pointer (&self->awaited, mado_address_free);
  self->awaited = g_steal_pointer (&address);
}

/* The store is open. */
void
mado_window_show_awaited (MadoWindow *self)
{
  g_autoptr (MadoAddress) address = g_steal_pointer (&self->awaited);

  if (address)
    show_address (self, address);
}
