/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the user chose and the program remembers. Each property is bound to the key of the same name
 * where a schema is found; without one the property's own default holds. */
#include "app/mado-settings.h"

#include "app/mado-installation.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#define SCHEMA_ID "io.github.madoguchi.Madoguchi"
#define SCHEMA_PATH "/io/github/madoguchi/Madoguchi/"

struct _MadoSettings
{
  GObject parent_instance;
  GSettings *kept; /* nullable */
  MadoReading reading;
  gboolean era;
  gboolean surname_first;
  gboolean latin_last;
  gboolean scroll_together;
  gboolean follow_selection;
  MadoAppearance appearance;
  gboolean welcomed;
  char *section;
  char *record;
  char *top_record;
  char *orders;
  char *tracks;
  char *tables;
  gboolean look_daily;
  gboolean case_alerts;
  int window_width;
  int window_height;
  gboolean window_maximized;
};

enum
{
  PROP_0,
  PROP_READING,
  PROP_ERA,
  PROP_SURNAME_FIRST,
  PROP_LATIN_LAST,
  PROP_SCROLL_TOGETHER,
  PROP_FOLLOW_SELECTION,
  PROP_APPEARANCE,
  PROP_WELCOMED,
  PROP_SECTION,
  PROP_RECORD,
  PROP_TOP_RECORD,
  PROP_ORDERS,
  PROP_TRACKS,
  PROP_TABLES,
  PROP_LOOK_DAILY,
  PROP_CASE_ALERTS,
  PROP_WINDOW_WIDTH,
  PROP_WINDOW_HEIGHT,
  PROP_WINDOW_MAXIMIZED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_ENUM_TYPE (MadoReading, mado_reading,
                    G_DEFINE_ENUM_VALUE (MADO_READING_INTERFACE, "interface"),
                    G_DEFINE_ENUM_VALUE (MADO_READING_EN, "en"),
                    G_DEFINE_ENUM_VALUE (MADO_READING_BOTH, "both"),
                    G_DEFINE_ENUM_VALUE (MADO_READING_JA, "ja"))
G_DEFINE_ENUM_TYPE (MadoAppearance, mado_appearance,
                    G_DEFINE_ENUM_VALUE (MADO_APPEARANCE_SYSTEM, "system"),
                    G_DEFINE_ENUM_VALUE (MADO_APPEARANCE_LIGHT, "light"),
                    G_DEFINE_ENUM_VALUE (MADO_APPEARANCE_DARK, "dark"))
G_DEFINE_FINAL_TYPE (MadoSettings, mado_settings, G_TYPE_OBJECT)

static GSettingsSchema *
find_schema (void)
{
  GSettingsSchemaSource *installed = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchemaSource) built = NULL;
  g_autofree char *root = mado_installation_dup_build_root ();

  if (root)
    {
      g_autofree char *folder = g_build_filename (root, "data", NULL);

      built = g_settings_schema_source_new_from_directory (folder, installed, TRUE, NULL);
    }
  if (built)
    return g_settings_schema_source_lookup (built, SCHEMA_ID, TRUE);
  return installed ? g_settings_schema_source_lookup (installed, SCHEMA_ID, TRUE) : NULL;
}

/* Desktops without dconf leave GSettings with a backend that forgets; a file of our own does not.
 */
static GSettingsBackend *
choose_backend (void)
{
  g_autoptr (GSettingsBackend) backend = g_settings_backend_get_default ();
  g_autofree char *file = NULL;

  if (!g_str_equal (G_OBJECT_TYPE_NAME (backend), "GMemorySettingsBackend")
      || g_strcmp0 (g_getenv ("GSETTINGS_BACKEND"), "memory") == 0)
    return g_steal_pointer (&backend);
  file = g_build_filename (g_get_user_config_dir (), "madoguchi", "settings.ini", NULL);
  return g_keyfile_settings_backend_new (file, SCHEMA_PATH, "settings");
}

static void
mado_settings_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MadoSettings *self = MADO_SETTINGS (object);

  switch (id)
    {
    case PROP_READING:
      g_value_set_enum (value, self->reading);
      break;
    case PROP_ERA:
      g_value_set_boolean (value, self->era);
      break;
    case PROP_SURNAME_FIRST:
      g_value_set_boolean (value, self->surname_first);
      break;
    case PROP_LATIN_LAST:
      g_value_set_boolean (value, self->latin_last);
      break;
    case PROP_SCROLL_TOGETHER:
      g_value_set_boolean (value, self->scroll_together);
      break;
    case PROP_FOLLOW_SELECTION:
      g_value_set_boolean (value, self->follow_selection);
      break;
    case PROP_APPEARANCE:
      g_value_set_enum (value, self->appearance);
      break;
    case PROP_WELCOMED:
      g_value_set_boolean (value, self->welcomed);
      break;
    case PROP_SECTION:
      g_value_set_string (value, self->section);
      break;
    case PROP_RECORD:
      g_value_set_string (value, self->record);
      break;
    case PROP_TOP_RECORD:
      g_value_set_string (value, self->top_record);
      break;
    case PROP_ORDERS:
      g_value_set_string (value, self->orders);
      break;
    case PROP_TRACKS:
      g_value_set_string (value, self->tracks);
      break;
    case PROP_TABLES:
      g_value_set_string (value, self->tables);
      break;
    case PROP_LOOK_DAILY:
      g_value_set_boolean (value, self->look_daily);
      break;
    case PROP_CASE_ALERTS:
      g_value_set_boolean (value, self->case_alerts);
      break;
    case PROP_WINDOW_WIDTH:
      g_value_set_int (value, self->window_width);
      break;
    case PROP_WINDOW_HEIGHT:
      g_value_set_int (value, self->window_height);
      break;
    case PROP_WINDOW_MAXIMIZED:
      g_value_set_boolean (value, self->window_maximized);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
take_string (char **place, const GValue *value)
{
  g_free (*place);
  *place = g_value_dup_string (value);
}

static void
mado_settings_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MadoSettings *self = MADO_SETTINGS (object);

  switch (id)
    {
    case PROP_READING:
      self->reading = g_value_get_enum (value);
      break;
    case PROP_ERA:
      self->era = g_value_get_boolean (value);
      break;
    case PROP_SURNAME_FIRST:
      self->surname_first = g_value_get_boolean (value);
      break;
    case PROP_LATIN_LAST:
      self->latin_last = g_value_get_boolean (value);
      break;
    case PROP_SCROLL_TOGETHER:
      self->scroll_together = g_value_get_boolean (value);
      break;
    case PROP_FOLLOW_SELECTION:
      self->follow_selection = g_value_get_boolean (value);
      break;
    case PROP_APPEARANCE:
      self->appearance = g_value_get_enum (value);
      break;
    case PROP_WELCOMED:
      self->welcomed = g_value_get_boolean (value);
      break;
    case PROP_SECTION:
      take_string (&self->section, value);
      break;
    case PROP_RECORD:
      take_string (&self->record, value);
      break;
    case PROP_TOP_RECORD:
      take_string (&self->top_record, value);
      break;
    case PROP_ORDERS:
      take_string (&self->orders, value);
      break;
    case PROP_TRACKS:
      take_string (&self->tracks, value);
      break;
    case PROP_TABLES:
      take_string (&self->tables, value);
      break;
    case PROP_LOOK_DAILY:
      self->look_daily = g_value_get_boolean (value);
      break;
    case PROP_CASE_ALERTS:
      self->case_alerts = g_value_get_boolean (value);
      break;
    case PROP_WINDOW_WIDTH:
      self->window_width = g_value_get_int (value);
      break;
    case PROP_WINDOW_HEIGHT:
      self->window_height = g_value_get_int (value);
      break;
    case PROP_WINDOW_MAXIMIZED:
      self->window_maximized = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mado_settings_finalize (GObject *object)
{
  MadoSettings *self = MADO_SETTINGS (object);

  g_clear_object (&self->kept);
  g_free (self->section);
  g_free (self->record);
  g_free (self->top_record);
  g_free (self->orders);
  g_free (self->tracks);
  g_free (self->tables);
  G_OBJECT_CLASS (mado_settings_parent_class)->finalize (object);
}

static void
mado_settings_class_init (MadoSettingsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_CONSTRUCT;

  object_class->get_property = mado_settings_get_property;
  object_class->set_property = mado_settings_set_property;
  object_class->finalize = mado_settings_finalize;

  props[PROP_READING]
      = g_param_spec_enum ("reading", NULL, NULL, MADO_TYPE_READING, MADO_READING_INTERFACE, flags);
  props[PROP_ERA] = g_param_spec_boolean ("era", NULL, NULL, TRUE, flags);
  props[PROP_SURNAME_FIRST] = g_param_spec_boolean ("surname-first", NULL, NULL, TRUE, flags);
  props[PROP_LATIN_LAST] = g_param_spec_boolean ("latin-last", NULL, NULL, FALSE, flags);
  props[PROP_SCROLL_TOGETHER] = g_param_spec_boolean ("scroll-together", NULL, NULL, TRUE, flags);
  props[PROP_FOLLOW_SELECTION]
      = g_param_spec_boolean ("follow-selection", NULL, NULL, FALSE, flags);
  props[PROP_APPEARANCE] = g_param_spec_enum ("appearance", NULL, NULL, MADO_TYPE_APPEARANCE,
                                              MADO_APPEARANCE_SYSTEM, flags);
  props[PROP_WELCOMED] = g_param_spec_boolean ("welcomed", NULL, NULL, FALSE, flags);
  props[PROP_SECTION] = g_param_spec_string ("section", NULL, NULL, "", flags);
  props[PROP_RECORD] = g_param_spec_string ("record", NULL, NULL, "", flags);
  props[PROP_TOP_RECORD] = g_param_spec_string ("top-record", NULL, NULL, "", flags);
  props[PROP_ORDERS] = g_param_spec_string ("orders", NULL, NULL, "", flags);
  props[PROP_TRACKS] = g_param_spec_string ("tracks", NULL, NULL, "", flags);
  props[PROP_TABLES] = g_param_spec_string ("tables", NULL, NULL, "", flags);
  props[PROP_LOOK_DAILY] = g_param_spec_boolean ("look-daily", NULL, NULL, TRUE, flags);
  props[PROP_CASE_ALERTS] = g_param_spec_boolean ("case-alerts", NULL, NULL, TRUE, flags);
  props[PROP_WINDOW_WIDTH] = g_param_spec_int ("window-width", NULL, NULL, 360, 32767, 1280, flags);
  props[PROP_WINDOW_HEIGHT]
      = g_param_spec_int ("window-height", NULL, NULL, 294, 32767, 800, flags);
  props[PROP_WINDOW_MAXIMIZED]
      = g_param_spec_boolean ("window-maximized", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
mado_settings_init (MadoSettings *self)
{
}

static MadoSettings *
make (GSettingsBindFlags flags)
{
  MadoSettings *self = g_object_new (MADO_TYPE_SETTINGS, NULL);
  g_autoptr (GSettingsSchema) schema = find_schema ();
  g_autoptr (GSettingsBackend) backend = NULL;

  if (!schema)
    return self;
  backend = choose_backend ();
  self->kept = g_settings_new_full (schema, backend, NULL);
  for (guint i = PROP_0 + 1; i < N_PROPS; i++)
    {
      /* A schema of another version may lack a key, and asking for it would abort. */
      if (g_settings_schema_has_key (schema, props[i]->name))
        g_settings_bind (self->kept, props[i]->name, self, props[i]->name, flags);
    }
  return self;
}

/**
 * mado_settings_new:
 *
 * Returns: (transfer full): the settings, bound to what is kept where there is a schema
 */
MadoSettings *
mado_settings_new (void)
{
  return make (G_SETTINGS_BIND_DEFAULT);
}

/**
 * mado_settings_new_apart:
 *
 * Returns: (transfer full): the settings as they are kept now; no later choice goes either way
 */
MadoSettings *
mado_settings_new_apart (void)
{
  MadoSettings *self = make (G_SETTINGS_BIND_GET | G_SETTINGS_BIND_GET_NO_CHANGES);

  g_clear_object (&self->kept);
  return self;
}

/**
 * mado_settings_is_kept:
 * @self: the settings
 *
 * Returns: whether choices outlive the program
 */
gboolean
mado_settings_is_kept (MadoSettings *self)
{
  g_return_val_if_fail (MADO_IS_SETTINGS (self), FALSE);

  return self->kept != NULL;
}
