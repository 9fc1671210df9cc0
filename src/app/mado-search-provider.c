/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each call is one question to the reader; the store is opened at the first one. */
#include "app/mado-search-provider.h"

#include "app/sections/mado-address.h"
#include "app/sections/mado-sections.h"
#include "app/sections/search/mado-leap.h"
#include "app/widgets/mado-display.h"
#include "app/widgets/mado-inert.h"

#define STAY 30                              /* seconds without a window for the next question */
#define MOST_BYTES 1024                      /* of what was typed */
#define MOST_METAS MADO_SEARCH_PROVIDER_MOST /* records described in one answer */

struct _MadoSearchProvider
{
  GObject parent_instance;
  GApplication *application; /* weak: it owns this */
  MadoContext *context;
  GCancellable *cancellable; /* nullable: of the search that is under way */
  guint registration;
  guint stay_source; /* while it is there, the program is held */
};

G_DEFINE_FINAL_TYPE (MadoSearchProvider, mado_search_provider, G_TYPE_OBJECT)

/* https://developer.gnome.org/documentation/tutorials/search-provider.html */
static const char interface[]
    = "<node><interface name='org.gnome.Shell.SearchProvider2'>"
      "<method name='GetInitialResultSet'>"
      "<arg type='as' direction='in'/><arg type='as' direction='out'/></method>"
      "<method name='GetSubsearchResultSet'><arg type='as' direction='in'/>"
      "<arg type='as' direction='in'/><arg type='as' direction='out'/></method>"
      "<method name='GetResultMetas'>"
      "<arg type='as' direction='in'/><arg type='aa{sv}' direction='out'/></method>"
      "<method name='ActivateResult'><arg type='s' direction='in'/>"
      "<arg type='as' direction='in'/><arg type='u' direction='in'/></method>"
      "<method name='LaunchSearch'>"
      "<arg type='as' direction='in'/><arg type='u' direction='in'/></method>"
      "</interface></node>";

static gboolean
leave_cb (gpointer user_data)
{
  MadoSearchProvider *self = user_data;

  self->stay_source = 0;
  g_application_release (self->application);
  return G_SOURCE_REMOVE;
}

/* Letter by letter the desktop asks again: a program started for each would be late each time. */
static void
stay (MadoSearchProvider *self)
{
  if (self->stay_source)
    g_source_remove (self->stay_source);
  else
    g_application_hold (self->application);
  self->stay_source = g_timeout_add_seconds (STAY, leave_cb, self);
}

/* What was typed, cut at a character.
 * Returns: (transfer full) */
static char *
join_terms (GVariant *terms)
{
  g_autofree const char **words = g_variant_get_strv (terms, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; words[i] && text->len < MOST_BYTES; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", words[i]);
  if (text->len > MOST_BYTES)
    g_string_truncate (text, MOST_BYTES);
  return g_utf8_make_valid (text->str, -1);
}

/* The description of one record, for people who may not know the program. */
static void
add_meta (GVariantBuilder *metas, MadoRecord *record, MadoLanguage language)
{
  const MadoText *summary = mado_record_get_summary (record);
  g_autofree char *name
      = mado_inert_line (mado_text_get (mado_record_get_title (record), language, NULL), NULL);
  g_autofree char *line
      = summary ? mado_inert_line (mado_text_get (summary, language, NULL), NULL) : NULL;
  const char *kind = mado_kind_get_title (mado_record_get_kind (record));
  g_autofree char *description = line ? g_strjoin (" · ", kind, line, NULL) : g_strdup (kind);

  g_variant_builder_open (metas, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (metas, "{sv}", "id", g_variant_new_string (mado_record_get_id (record)));
  g_variant_builder_add (metas, "{sv}", "name", g_variant_new_string (name));
  g_variant_builder_add (metas, "{sv}", "description", g_variant_new_string (description));
  g_variant_builder_close (metas);
}

/* On the reader's thread. */
static void
read_ids (GTask *task, gpointer reader, gpointer text, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (MadoLeap) leap = mado_leap_read (reader, text, MADO_LEAP_TITLES, cancellable, &error);
  GVariantBuilder ids;

  if (!leap)
    {
      g_task_return_error (task, error);
      return;
    }
  g_variant_builder_init (&ids, G_VARIANT_TYPE ("(as)"));
  g_variant_builder_open (&ids, G_VARIANT_TYPE ("as"));
  for (guint i = 0; i < MIN (leap->hits->len, MADO_SEARCH_PROVIDER_MOST); i++)
    {
      const MadoHit *hit = g_ptr_array_index (leap->hits, i);

      g_variant_builder_add (&ids, "s", mado_record_get_id (hit->record));
    }
  g_variant_builder_close (&ids);
  g_task_return_pointer (task, g_variant_ref_sink (g_variant_builder_end (&ids)),
                         (GDestroyNotify) g_variant_unref);
}

/* On the reader's thread. A record that has gone since is left out. */
static void
read_metas (GTask *task, gpointer reader, gpointer data, GCancellable *cancellable)
{
  const char *const *ids = data;
  GVariantBuilder metas;

  g_variant_builder_init (&metas, G_VARIANT_TYPE ("(aa{sv})"));
  g_variant_builder_open (&metas, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; ids[i] && i < MOST_METAS; i++)
    {
      g_autoptr (MadoRecord) record = mado_reader_get_record (reader, ids[i], NULL, NULL);

      if (record)
        add_meta (&metas, record, mado_display_get_interface_language ());
    }
  g_variant_builder_close (&metas);
  g_task_return_pointer (task, g_variant_ref_sink (g_variant_builder_end (&metas)),
                         (GDestroyNotify) g_variant_unref);
}

/* Takes the call's reference: one call, one answer. */
static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GDBusMethodInvocation *call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_task_propagate_pointer (G_TASK (result), &error);

  if (answer)
    g_dbus_method_invocation_return_value (call, answer);
  else
    g_dbus_method_invocation_return_gerror (call, error);
}

typedef struct
{
  GTask *task;
  GTaskThreadFunc work;
} Question;

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr (GTask) task = question->task;
  GError *error = NULL;

  if (mado_context_open_finish (MADO_CONTEXT (source), result, &error))
    mado_context_read (MADO_CONTEXT (source), task, question->work);
  else
    g_task_return_error (task, error);
}

/* @data: (transfer full) */
static void
ask (MadoSearchProvider *self, GDBusMethodInvocation *call, GCancellable *cancellable,
     GTaskThreadFunc work, gpointer data, GDestroyNotify free_data)
{
  Question *question = g_new0 (Question, 1);

  question->task = g_task_new (self, cancellable, answered_cb, call);
  question->work = work;
  g_task_set_task_data (question->task, data, free_data);
  mado_context_open_async (self->context, NULL, opened_cb, question);
}

/* What is asked last is what counts: the search before it ends. */
static void
search (MadoSearchProvider *self, GDBusMethodInvocation *call, GVariant *terms)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  ask (self, call, self->cancellable, read_ids, join_terms (terms), g_free);
}

/* By the program's own action, which lets no flood through and refuses what is no address. */
static void
open_address (MadoSearchProvider *self, GDBusMethodInvocation *call, const char *address)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->application), "open",
                                  g_variant_new_string (address));
  g_dbus_method_invocation_return_value (call, NULL);
}

static void
method_called_cb (GDBusConnection *bus, const char *sender, const char *path,
                  const char *interface_name, const char *method, GVariant *parameters,
                  GDBusMethodInvocation *call, gpointer user_data)
{
  MadoSearchProvider *self = user_data;
  g_autoptr (GVariant) first = g_variant_get_child_value (parameters, 0);

  stay (self);
  if (g_str_equal (method, "GetInitialResultSet"))
    search (self, call, first);
  else if (g_str_equal (method, "GetSubsearchResultSet"))
    {
      /* The three of before say nothing of what more words would find. */
      g_autoptr (GVariant) terms = g_variant_get_child_value (parameters, 1);

      search (self, call, terms);
    }
  else if (g_str_equal (method, "GetResultMetas"))
    ask (self, call, NULL, read_metas, g_variant_dup_strv (first, NULL),
         (GDestroyNotify) g_strfreev);
  else if (g_str_equal (method, "ActivateResult"))
    {
      g_autofree char *address = mado_address_for_record (g_variant_get_string (first, NULL));

      open_address (self, call, address);
    }
  else
    {
      g_autofree char *text = join_terms (first);
      g_autofree char *address = mado_address_for_search (text);

      open_address (self, call, address);
    }
}

static void
mado_search_provider_dispose (GObject *object)
{
  MadoSearchProvider *self = MADO_SEARCH_PROVIDER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->stay_source, g_source_remove);
  g_clear_object (&self->context);
  g_clear_weak_pointer (&self->application);
  G_OBJECT_CLASS (mado_search_provider_parent_class)->dispose (object);
}

static void
mado_search_provider_class_init (MadoSearchProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_search_provider_dispose;
}

static void
mado_search_provider_init (MadoSearchProvider *self)
{
}

/**
 * mado_search_provider_new:
 * @application: (transfer none): what owns it, and has an action "open" that takes an address
 */
MadoSearchProvider *
mado_search_provider_new (GApplication *application)
{
  MadoSearchProvider *self;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);

  self = g_object_new (MADO_TYPE_SEARCH_PROVIDER, NULL);
  g_set_weak_pointer (&self->application, application);
  return self;
}

/**
 * mado_search_provider_register:
 * @path: of the program's object on the bus; this one stands below it
 */
gboolean
mado_search_provider_register (MadoSearchProvider *self, GDBusConnection *bus, const char *path,
                               GError **error)
{
  static const GDBusInterfaceVTable table = { .method_call = method_called_cb };
  g_autoptr (GDBusNodeInfo) node = NULL;
  g_autofree char *own = NULL;

  g_return_val_if_fail (MADO_IS_SEARCH_PROVIDER (self) && G_IS_DBUS_CONNECTION (bus), FALSE);

  node = g_dbus_node_info_new_for_xml (interface, error);
  if (!node)
    return FALSE;
  own = g_strconcat (path, "/SearchProvider", NULL);
  self->registration = g_dbus_connection_register_object (bus, own, node->interfaces[0], &table,
                                                          self, NULL, error);
  return self->registration > 0;
}

void
mado_search_provider_unregister (MadoSearchProvider *self, GDBusConnection *bus)
{
  g_return_if_fail (MADO_IS_SEARCH_PROVIDER (self));

  if (self->registration > 0)
    g_dbus_connection_unregister_object (bus, self->registration);
  self->registration = 0;
}

/**
 * mado_search_provider_set_context:
 * @context: (transfer none): of the program's profile; it need not be open
 */
void
mado_search_provider_set_context (MadoSearchProvider *self, MadoContext *context)
{
  g_return_if_fail (MADO_IS_SEARCH_PROVIDER (self) && MADO_IS_CONTEXT (context));

  g_set_object (&self->context, context);
}
