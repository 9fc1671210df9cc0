/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads and writes calendars. */
#include "core/desk/calendars/mado-calendar-files.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "core/json/mado-bundled.h"
#include "core/json/mado-json.h"
#include "mado-calendars.h"

#define FOLDER "/io/github/madoguchi/Madoguchi/calendars/"
#define MOST_BYTES (1024 * 1024) /* of a file */
#define MOST_FILES 64            /* of a profile */

/* The European one first: it is the one whose limits bind. */
static const char *const bundled[] = { "eu-institutions", "japan-government-offices", "japan" };

static MadoCalendar *
parse (GBytes *bytes, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (JsonNode) node
      = mado_json_parse (text, length, MOST_BYTES, MADO_JSON_NONE, NULL, error);

  return node != NULL ? mado_calendar_new_from_json (node, error) : NULL;
}

static MadoCalendar *
load_bundled (const char *id, GError **error)
{
  static MadoBundled calendars = { mado_calendars_register_resource, 0 };
  g_autofree char *path = g_strconcat (FOLDER, id, ".json", NULL);
  g_autoptr (GBytes) bytes = mado_bundled_load (&calendars, path, error);

  return bytes != NULL ? parse (bytes, error) : NULL;
}

static char *
make_path (const char *profile, const char *id)
{
  g_autofree char *name = g_strconcat (id, ".json", NULL);

  return g_build_filename (profile, "calendars", name, NULL);
}

/* A file says itself which calendar it is; under another name it would stand for two. */
static MadoCalendar *
load_changed (const char *path, const char *id, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = mado_json_load_file (file, MOST_BYTES, NULL, error);
  g_autoptr (MadoCalendar) self = bytes != NULL ? parse (bytes, error) : NULL;

  if (self != NULL && !g_str_equal (self->id, id))
    g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED, "it is the calendar %s",
                 self->id);
  else if (self != NULL)
    return g_steal_pointer (&self);
  g_prefix_error (error, "%s: ", path);
  return NULL;
}

gboolean
mado_calendar_is_bundled (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (bundled); i++)
    if (g_strcmp0 (bundled[i], id) == 0)
      return TRUE;
  return FALSE;
}

GPtrArray *
mado_calendar_dup_bundled_ids (void)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (bundled); i++)
    g_ptr_array_add (ids, g_strdup (bundled[i]));
  return ids;
}

/**
 * mado_calendar_is_changed:
 * @profile: (type filename): the folder of the profile
 *
 * Returns: whether the desk has a calendar of its own under this id
 */
gboolean
mado_calendar_is_changed (const char *profile, const char *id)
{
  g_autofree char *path = make_path (profile, id);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static gint
compare_ids (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* Sorted ids: what is neither bundled nor a calendar's name is left out. */
static GPtrArray *
list_own_ids (const char *profile)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *path = g_build_filename (profile, "calendars", NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && ids->len < MOST_FILES && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *id = NULL;

      if (!g_str_has_suffix (name, ".json") || *name == '.')
        continue;
      id = g_strndup (name, strlen (name) - strlen (".json"));
      if (!mado_calendar_is_bundled (id))
        g_ptr_array_add (ids, g_steal_pointer (&id));
    }
  g_ptr_array_sort (ids, compare_ids);
  return ids;
}

static void
free_error (gpointer error)
{
  g_error_free (error);
}

/**
 * mado_calendar_list:
 * @profile: (nullable) (type filename): the folder of the profile; only the bundled ones without it
 * @problems: (out) (optional) (transfer full) (element-type GError): of each file that cannot be
 *   read, why. Its calendar is not in the list, for the bundled one in its place would count days
 *   that the desk has changed.
 * @error: in MADO_RECORD_ERROR, where a bundled one is broken
 *
 * Returns: (transfer full) (nullable) (element-type MadoCalendar): the bundled ones, the European
 *   one first, then the desk's own
 */
GPtrArray *
mado_calendar_list (const char *profile, GPtrArray **problems, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_calendar_unref);
  g_autoptr (GPtrArray) ids = profile != NULL ? list_own_ids (profile) : NULL;
  g_autoptr (GPtrArray) wrong = g_ptr_array_new_with_free_func (free_error);

  for (guint i = 0; i < G_N_ELEMENTS (bundled) + (ids != NULL ? ids->len : 0); i++)
    {
      const char *id = i < G_N_ELEMENTS (bundled)
                           ? bundled[i]
                           : g_ptr_array_index (ids, i - G_N_ELEMENTS (bundled));
      g_autoptr (GError) problem = NULL;
      MadoCalendar *calendar = mado_calendar_load (profile, id, &problem);

      if (calendar != NULL)
        g_ptr_array_add (all, calendar);
      else
        g_ptr_array_add (wrong, g_steal_pointer (&problem));
    }
  if (wrong->len > 0 && profile == NULL)
    {
      g_propagate_error (error, g_ptr_array_steal_index (wrong, 0));
      return NULL;
    }
  if (problems != NULL)
    *problems = g_steal_pointer (&wrong);
  return g_steal_pointer (&all);
}

/**
 * mado_calendar_list_bundled:
 * @error: in MADO_RECORD_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type MadoCalendar): the calendars built into the
 *   library, the European one first
 */
GPtrArray *
mado_calendar_list_bundled (GError **error)
{
  return mado_calendar_list (NULL, NULL, error);
}

/**
 * mado_calendar_load:
 * @profile: (nullable) (type filename): the folder of the profile
 * @id: "japan"
 * @error: in MADO_RECORD_ERROR or of the file
 *
 * Returns: (transfer full) (nullable): the calendar as the desk has changed it, or the bundled one
 */
MadoCalendar *
mado_calendar_load (const char *profile, const char *id, GError **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (id != NULL, NULL);

  /* An id becomes the name of a file. */
  if (strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (id) && profile != NULL
      && mado_calendar_is_changed (profile, id))
    {
      path = make_path (profile, id);
      return load_changed (path, id, error);
    }
  if (mado_calendar_is_bundled (id))
    return load_bundled (id, error);
  g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_UNKNOWN_KIND,
               "There is no calendar “%s”", id);
  return NULL;
}

/**
 * mado_calendar_save:
 * @profile: (type filename): the folder of the profile
 * @error: of the file
 *
 * Keeps @self as the desk's own, whole or not at all.
 *
 * Returns: whether it is on the disk
 */
gboolean
mado_calendar_save (MadoCalendar *self, const char *profile, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (JsonGenerator) generator = NULL;
  g_autofree char *text = NULL;
  gsize length;

  g_return_val_if_fail (self != NULL && profile != NULL, FALSE);

  path = make_path (profile, self->id);
  folder = g_path_get_dirname (path);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      const int number = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number), "%s: %s", folder,
                   g_strerror (number));
      return FALSE;
    }
  generator
      = g_object_new (JSON_TYPE_GENERATOR, "pretty", TRUE, "indent", 1, "root", self->json, NULL);
  text = json_generator_to_data (generator, &length);
  return g_file_set_contents_full (path, text, (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

/**
 * mado_calendar_restore:
 * @profile: (type filename): the folder of the profile
 * @error: of the file
 *
 * Removes what the desk has changed; a calendar of its own is gone then.
 *
 * Returns: whether nothing of it is left
 */
gboolean
mado_calendar_restore (const char *profile, const char *id, GError **error)
{
  g_autofree char *path = make_path (profile, id);

  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;
  {
    const int number = errno;

    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number), "%s: %s", path,
                 g_strerror (number));
  }
  return FALSE;
}
