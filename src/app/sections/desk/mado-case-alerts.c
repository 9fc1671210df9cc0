/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks every few minutes, for the first time when the start is long over. */
#include "app/sections/desk/mado-case-alerts.h"

#include <glib/gi18n.h>

#include "app/sections/desk/mado-case-times.h"
#include "app/sections/desk/mado-case-words.h"
#include "app/sections/mado-address.h"
#include "core/desk/mado-case-alert.h"

#define FIRST_LOOK 20 /* seconds */
#define NEXT_LOOK 300 /* seconds */
#define MOST 3        /* notifications at once; more are told in one */

struct _MadoCaseAlerts
{
  GObject parent_instance;
  MadoContext *context;
  GApplication *application; /* weak: it owns this */
  gboolean enabled;
  guint timer;
  GCancellable *cancellable;
};

enum
{
  PROP_0,
  PROP_ENABLED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (MadoCaseAlerts, mado_case_alerts, G_TYPE_OBJECT)

/* --- What is told --- */

static char *
dup_id (const char *case_id)
{
  return g_strconcat ("case-", case_id, NULL);
}

static char *
dup_words (const MadoCaseAlert *alert)
{
  g_autofree char *day = mado_case_times_format_long_day (alert->due);

  switch (alert->state)
    {
    case MADO_DEADLINE_LAST:
      /* Translators: %s is a day. */
      return g_strdup_printf (_ ("The answer is due today, %s."), day);
    case MADO_DEADLINE_OVERDUE:
      /* Translators: %s is a day. */
      return g_strdup_printf (_ ("The answer was due on %s."), day);
    default:
      /* Translators: %s is a day. */
      return g_strdup_printf (_ ("The answer is due on %s. It is time for a holding reply."), day);
    }
}

static void
tell (MadoCaseAlerts *self, const char *id, const char *title, const char *words,
      const char *address)
{
  g_autoptr (GNotification) notification = g_notification_new (title);

  g_notification_set_body (notification, words);
  g_notification_set_default_action_and_target (notification, "app.open", "s", address);
  g_application_send_notification (self->application, id, notification);
}

static void
tell_one (MadoCaseAlerts *self, const MadoCaseAlert *alert)
{
  g_autofree char *id = dup_id (alert->row->id);
  g_autofree char *title = mado_case_words_dup_number (alert->row->number);
  g_autofree char *words = dup_words (alert);
  g_autofree char *address = mado_address_for_case (alert->row->id);

  tell (self, id, title, words, address);
}

static void
tell_all (MadoCaseAlerts *self, GPtrArray *alerts)
{
  g_autofree char *title
      = g_strdup_printf (ngettext ("%u case is due", "%u cases are due", alerts->len), alerts->len);
  g_autofree char *address = mado_address_for_section ("cases", NULL);

  tell (self, "cases", title, _ ("They stand under “Due soon”, the oldest first."), address);
}

static void
tell_each (MadoCaseAlerts *self, GPtrArray *alerts)
{
  if (self->application == NULL || !self->enabled)
    return;
  if (alerts->len > MOST)
    tell_all (self, alerts);
  else
    for (guint i = 0; i < alerts->len; i++)
      tell_one (self, alerts->pdata[i]);
}

static void
answered_cb (GObject *connection, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) telling = user_data;
  g_autoptr (GVariant) answer
      = g_dbus_connection_call_finish (G_DBUS_CONNECTION (connection), result, NULL);

  /* Where nobody shows notifications, that is how the desktop is; the list says what is due. */
  if (answer != NULL)
    tell_each (g_task_get_source_object (telling), g_task_get_task_data (telling));
  g_task_return_boolean (telling, answer != NULL);
}

/* Takes @alerts. GIO complains where nobody shows notifications, so that whoever does is asked
 * first. A sandbox has a portal for them, which is silent then. */
static void
tell_whoever_shows (MadoCaseAlerts *self, GPtrArray *alerts)
{
  GDBusConnection *connection
      = self->application != NULL ? g_application_get_dbus_connection (self->application) : NULL;
  g_autoptr (GTask) telling = g_task_new (self, self->cancellable, NULL, NULL);

  g_task_set_task_data (telling, alerts, (GDestroyNotify) g_ptr_array_unref);
  if (connection == NULL || alerts->len == 0 || g_getenv ("FLATPAK_ID") != NULL)
    {
      tell_each (self, alerts);
      g_task_return_boolean (telling, TRUE);
      return;
    }
  g_dbus_connection_call (connection, "org.freedesktop.Notifications",
                          "/org/freedesktop/Notifications", "org.freedesktop.Notifications",
                          "GetServerInformation", NULL, NULL, G_DBUS_CALL_FLAGS_NONE, -1,
                          self->cancellable, answered_cb, g_object_ref (telling));
}

/* --- Looking --- */

static void
look (GTask *task, gpointer desk, gpointer who, GCancellable *cancellable)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  GError *error = NULL;
  GPtrArray *alerts = mado_case_alert_take (desk, who, now, cancellable, &error);

  if (alerts != NULL)
    g_task_return_pointer (task, alerts, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoCaseAlerts *self = MADO_CASE_ALERTS (source);
  g_autoptr (GError) error = NULL;
  GPtrArray *alerts = g_task_propagate_pointer (G_TASK (result), &error);

  if (alerts != NULL)
    tell_whoever_shows (self, alerts);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mado_context_announce_desk_failure (self->context, error);
}

static gboolean
look_cb (gpointer user_data)
{
  MadoCaseAlerts *self = user_data;
  g_autoptr (GTask) task = NULL;

  self->timer = g_timeout_add_seconds (NEXT_LOOK, look_cb, self);
  /* A store that is being built anew has more to do. */
  if (mado_context_get_vocabulary (self->context) == NULL)
    return G_SOURCE_REMOVE;
  task = g_task_new (self, self->cancellable, looked_cb, NULL);
  g_task_set_task_data (task, g_strdup (g_get_user_name ()), g_free);
  mado_context_keep (self->context, task, look);
  return G_SOURCE_REMOVE;
}

/* Somebody has taken it up: it needs no notice any more. */
static void
desk_changed_cb (MadoCaseAlerts *self, const char *id)
{
  g_autofree char *notice = dup_id (id);

  if (self->application != NULL && g_uuid_string_is_valid (id))
    g_application_withdraw_notification (self->application, notice);
}

static void
set_enabled (MadoCaseAlerts *self, gboolean enabled)
{
  self->enabled = enabled;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (enabled)
    self->timer = g_timeout_add_seconds (FIRST_LOOK, look_cb, self);
}

static void
mado_case_alerts_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ENABLED)
    g_value_set_boolean (value, MADO_CASE_ALERTS (object)->enabled);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mado_case_alerts_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MadoCaseAlerts *self = MADO_CASE_ALERTS (object);

  if (id != PROP_ENABLED)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  else if (g_value_get_boolean (value) != self->enabled)
    set_enabled (self, !self->enabled);
}

static void
mado_case_alerts_dispose (GObject *object)
{
  MadoCaseAlerts *self = MADO_CASE_ALERTS (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_weak_pointer (&self->application);
  G_OBJECT_CLASS (mado_case_alerts_parent_class)->dispose (object);
}

static void
mado_case_alerts_class_init (MadoCaseAlertsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = mado_case_alerts_get_property;
  object_class->set_property = mado_case_alerts_set_property;
  object_class->dispose = mado_case_alerts_dispose;
  props[PROP_ENABLED] = g_param_spec_boolean ("enabled", NULL, NULL, FALSE,
                                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
mado_case_alerts_init (MadoCaseAlerts *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * mado_case_alerts_new:
 * @context: may be opened later
 * @application: sends the notifications, and outlives this
 *
 * Returns: (transfer full): alerts that are not enabled yet
 */
MadoCaseAlerts *
mado_case_alerts_new (MadoContext *context, GApplication *application)
{
  MadoCaseAlerts *self;

  g_return_val_if_fail (MADO_IS_CONTEXT (context) && G_IS_APPLICATION (application), NULL);

  self = g_object_new (MADO_TYPE_CASE_ALERTS, NULL);
  self->context = g_object_ref (context);
  g_set_weak_pointer (&self->application, application);
  g_signal_connect_object (context, "desk-changed", G_CALLBACK (desk_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}
