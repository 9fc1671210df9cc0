/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window on a profile of its own, for a test program that runs in a display. */
#include "support/window-fixture.h"

#include "support/store-fixture.h"

static gboolean
is_read (WindowFixture *self)
{
  const MadoSection *section = self->window->section;

  return section
         && (section->get_page
             || mado_list_get_complete (mado_browse_get_list (self->window->browse)));
}

void
window_open (WindowFixture *self)
{
  g_assert_null (self->window);
  self->window = MADO_WINDOW (mado_window_new (self->application, self->context, self->settings));
  gtk_window_present (GTK_WINDOW (self->window));
  window_wait_until (is_read (self));
  window_wait_until (gtk_widget_get_mapped (GTK_WIDGET (self->window)));
}

void
window_close (WindowFixture *self)
{
  gtk_window_close (GTK_WINDOW (self->window));
  self->window = NULL;
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
window_show_section (WindowFixture *self, const char *id)
{
  mado_window_show_section (self->window, id, NULL);
  window_wait_until (is_read (self));
}

/* One for the whole program: a second one would find its place on the bus taken. It goes on without
 * a window. */
static MadoApplication *
get_application (void)
{
  GApplication *application = g_application_get_default ();
  g_autoptr (GError) error = NULL;

  if (application)
    return MADO_APPLICATION (application);
  application = G_APPLICATION (mado_application_new ());
  g_application_set_flags (application, G_APPLICATION_NON_UNIQUE);
  g_application_register (application, NULL, &error);
  g_assert_no_error (error);
  g_application_hold (application);
  return MADO_APPLICATION (application);
}

void
window_set_up (WindowFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->profile = g_dir_make_tmp ("mado-window-XXXXXX", &error);
  g_assert_no_error (error);
  self->application = get_application ();
  self->settings = mado_settings_new ();
  self->context = mado_context_new (self->profile);
  window_open (self);
}

void
window_tear_down (WindowFixture *self, gconstpointer data)
{
  if (self->window)
    window_close (self);
  g_clear_object (&self->context);
  g_clear_object (&self->settings);
  store_remove_profile (self->profile);
  g_free (self->profile);
}

static void
import (GTask *task, gpointer writer, gpointer records, GCancellable *cancellable)
{
  g_auto (MadoApplied) applied = { 0 };
  GError *error = NULL;

  if (mado_writer_merge (writer, "imported", records, NULL, NULL, &applied, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

void
window_import (WindowFixture *self, GPtrArray *records)
{
  gboolean done = FALSE;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, imported_cb, &done);

  g_task_set_task_data (task, records, (GDestroyNotify) g_ptr_array_unref);
  mado_context_write (self->context, task, import);
  window_wait_until (done);
  mado_context_announce_change (self->context);
}
