/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases in the window of a test. */
#include "app/sections/desk/cases-fixture.h"

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(MadoCase **) user_data = mado_cases_change_finish (result, &error);
  g_assert_no_error (error);
}

MadoCase *
cases_add (WindowFixture *self, const char *title, const char *text)
{
  const char *values[MADO_N_CASE_FIELDS]
      = { [MADO_CASE_TITLE] = title,         [MADO_CASE_LANGUAGE] = "ja",
          [MADO_CASE_DIRECTION] = "jp-eu",   [MADO_CASE_CHANNEL] = "mail",
          [MADO_CASE_TOPIC] = "association", [MADO_CASE_TAGS] = "one,two" };
  MadoCaseMessage *message = mado_case_message_new ();
  MadoCase *added = NULL;

  message->text = g_strdup (text);
  message->person = mado_case_person_new ();
  message->person->family = g_strdup ("Beispiel");
  message->person->address = g_strdup ("somebody.with.a.long.name@somewhere.example.org");
  mado_cases_add_async (mado_context_get_desk (self->context), values, message, NULL, "tester",
                        NULL, taken_cb, &added);
  window_wait_until (added);
  return added;
}

GtkWidget *
cases_find (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (cases_find (child, type))
      return cases_find (child, type);
  return NULL;
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label, guint *before)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0
      && gtk_widget_get_mapped (widget) && (*before)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label, before);

      if (found)
        return found;
    }
  return NULL;
}

GtkWidget *
cases_find_button (GtkWidget *within, const char *label, guint before)
{
  return find_button (within, label, &before);
}

MadoCaseComposer *
cases_get_composer (WindowFixture *self)
{
  GtkWidget *composer = cases_find (GTK_WIDGET (self->window), MADO_TYPE_CASE_COMPOSER);

  return composer ? MADO_CASE_COMPOSER (composer) : NULL;
}

GtkTextBuffer *
cases_get_text (WindowFixture *self)
{
  GtkWidget *view = cases_find (GTK_WIDGET (cases_get_composer (self)), GTK_TYPE_TEXT_VIEW);

  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
}

gboolean
cases_reads (WindowFixture *self, const char *wanted)
{
  g_autofree char *text = NULL;

  if (cases_get_composer (self))
    g_object_get (cases_get_text (self), "text", &text, NULL);
  return g_strcmp0 (text, wanted) == 0;
}

void
cases_show (WindowFixture *self, MadoCase *shown)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.open-case", "s",
                              mado_case_get_id (shown));
  window_wait_until (cases_get_composer (self));
}

const char *
cases_get_draft (const MadoCasePage *page)
{
  return page->replies->len > 0 ? ((MadoCaseDraft *) page->replies->pdata[0])->text : "";
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  MadoCasePage **page = user_data;

  *page = mado_cases_load_finish (result, &error);
  g_assert_no_error (error);
}

MadoCasePage *
cases_load (WindowFixture *self, MadoCase *of)
{
  MadoCasePage *page = NULL;

  mado_cases_load_async (mado_context_get_desk (self->context), mado_case_get_id (of), NULL,
                         loaded_cb, &page);
  window_wait_until (page);
  return page;
}
