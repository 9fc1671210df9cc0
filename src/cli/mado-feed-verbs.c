/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs of who publishes a feed: feed init, add, retire, publish, prune, sign, timestamp,
 * check. */
#include <glib/gstdio.h>

#include "cli/mado-feed-text.h"
#include "cli/mado-verbs.h"
#include "core/feed/mado-feed-check.h"
#include "core/feed/mado-publisher.h"

#define EDITIONS 30            /* packs that a set keeps, when nothing else is said */
#define ROOT_MOST (512 * 1000) /* bytes */

/* (transfer full): where keys and staged records are: beside the folder that is served, never in
 * it. */
static char *
get_secrets (MadoCommand *command, const char *folder)
{
  g_autofree char *whole = g_canonicalize_filename (folder, NULL);

  if (command->options.keys != NULL)
    return g_strdup (command->options.keys);
  return g_strconcat (whole, ".secrets", NULL);
}

/* Keys that lie where a web host serves files are keys no more. */
static gboolean
check_apart (const char *folder, const char *secrets, GError **error)
{
  g_autofree char *served = g_canonicalize_filename (folder, NULL);
  g_autofree char *hidden = g_canonicalize_filename (secrets, NULL);
  g_autofree char *below = g_strconcat (served, "/", NULL);

  if (!g_str_equal (served, hidden) && !g_str_has_prefix (hidden, below))
    return TRUE;
  g_set_error (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
               "The keys would be published: --keys names a folder outside %s", folder);
  return FALSE;
}

static MadoPublisher *
open_publisher (MadoCommand *command, const char *folder, GError **error)
{
  g_autofree char *secrets = get_secrets (command, folder);

  if (!check_apart (folder, secrets, error))
    return NULL;
  return mado_publisher_open (folder, secrets, mado_feed_get_now (), error);
}

/* Answers in one sentence, or with one number under @name. */
static void
answer (MadoCommand *command, const char *name, gint64 number, const char *sentence)
{
  JsonObject *object;

  if (!command->options.json)
    {
      mado_print ("%s\n", sentence);
      return;
    }
  object = json_object_new ();
  json_object_set_int_member (object, name, number);
  mado_print_json_object (object);
}

gboolean
mado_verb_feed_init (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autofree char *secrets = get_secrets (command, arguments[0]);
  g_autofree char *sentence = NULL;

  if (!check_apart (arguments[0], secrets, error)
      || !mado_publisher_init (arguments[0], secrets, mado_feed_get_now (), error))
    return FALSE;
  sentence = g_strdup_printf (
      "The keys are in %s/keys: take root-1, root-2 and root-3 off this computer, two of them sign "
      "the next root.\nGive %s/metadata/1.root.json to those who are to trust the feed.",
      secrets, arguments[0]);
  answer (command, "root", 1, sentence);
  return TRUE;
}

/* Adds the records of the file at @path; one that is refused refuses the whole. */
static gboolean
add_file (MadoStaging *staging, const char *path, guint *n_records, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = mado_json_load_file (file, MADO_JSON_MAX_FILE, NULL, error);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GPtrArray) refused = NULL;
  g_autoptr (GPtrArray) read = NULL;
  gsize length;
  const char *text;

  if (bytes == NULL)
    return FALSE;
  text = g_bytes_get_data (bytes, &length);
  read = mado_records_parse (text, length, name, MADO_JSON_ALLOW_BOM, &refused, error);
  if (read == NULL)
    return FALSE;
  for (guint i = 1; i < refused->len; i++)
    mado_complain ("%s", ((const GError *) g_ptr_array_index (refused, i))->message);
  if (refused->len > 0)
    {
      g_propagate_error (error, g_error_copy (g_ptr_array_index (refused, 0)));
      return FALSE;
    }
  *n_records += read->len;
  return mado_staging_add (staging, read, error);
}

gboolean
mado_verb_feed_add (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autoptr (MadoPublisher) publisher = open_publisher (command, arguments[0], error);
  g_autoptr (MadoStaging) staging
      = publisher != NULL ? mado_staging_begin (publisher, arguments[1], error) : NULL;
  g_autofree char *sentence = NULL;
  guint n_records = 0;

  if (staging == NULL)
    return FALSE;
  for (guint i = 2; arguments[i] != NULL; i++)
    if (!add_file (staging, arguments[i], &n_records, error))
      return FALSE;
  if (!mado_staging_end (staging, error))
    return FALSE;
  sentence = g_strdup_printf ("%u records are ready; mado feed publish %s publishes them.",
                              n_records, arguments[0]);
  answer (command, "records", n_records, sentence);
  return TRUE;
}

static JsonObject *
make_edition (const MadoEdition *edition)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "set", edition->set);
  json_object_set_int_member (object, "edition", edition->seq);
  json_object_set_int_member (object, "records", edition->records);
  json_object_set_int_member (object, "puts", edition->puts);
  json_object_set_int_member (object, "dels", edition->dels);
  return object;
}

gboolean
mado_verb_feed_publish (MadoCommand *command, const char *const *arguments, GError **error)
{
  int editions = command->options.editions != 0 ? command->options.editions : EDITIONS;
  g_autoptr (MadoPublisher) publisher = NULL;
  g_autoptr (GPtrArray) published = NULL;
  JsonArray *array;

  if (editions < 1 || editions > MADO_CATALOG_PACKS_MOST)
    {
      g_set_error (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
                   "--editions takes a number from 1 to %d", MADO_CATALOG_PACKS_MOST);
      return FALSE;
    }
  publisher = open_publisher (command, arguments[0], error);
  published = publisher ? mado_publisher_publish (publisher, (guint) editions, error) : NULL;
  if (published == NULL)
    return FALSE;
  array = json_array_new ();
  for (guint i = 0; i < published->len; i++)
    {
      const MadoEdition *edition = g_ptr_array_index (published, i);

      json_array_add_object_element (array, make_edition (edition));
      if (!command->options.json)
        mado_print ("%s: edition %" G_GINT64_FORMAT " with %" G_GINT64_FORMAT " records\n",
                    edition->set, edition->seq, edition->records);
    }
  if (published->len == 0 && !command->options.json)
    mado_print ("Nothing has changed; the timestamp is new.\n");
  if (command->options.json)
    mado_print_json_array (array);
  else
    json_array_unref (array);
  return TRUE;
}

static void
print_next_root (const MadoNextRoot *root)
{
  for (guint i = 0; i < root->new_keys->len; i++)
    mado_print ("It names a new key: %s\n", (const char *) g_ptr_array_index (root->new_keys, i));
  if (root->missing > 0)
    mado_print ("Root %" G_GINT64_FORMAT
                " needs %u more signatures. It waits in %s: take it and the "
                "feed to another root key, and run this again there. To begin anew, remove it.\n",
                root->version, root->missing, root->draft);
  else
    mado_print ("Root %" G_GINT64_FORMAT " is signed and published.\n", root->version);
  if (root->leaves_old)
    mado_print (
        "Readers refuse what the keys before it have signed: run mado feed publish where the "
        "keys of timestamp, snapshot and targets are.\n");
}

static JsonObject *
make_next_root (const MadoNextRoot *root)
{
  JsonObject *object = json_object_new ();
  JsonArray *keys = json_array_new ();

  for (guint i = 0; i < root->new_keys->len; i++)
    json_array_add_string_element (keys, g_ptr_array_index (root->new_keys, i));
  json_object_set_int_member (object, "root", root->version);
  json_object_set_int_member (object, "missing", root->missing);
  json_object_set_array_member (object, "new_keys", keys);
  json_object_set_boolean_member (object, "leaves_old", root->leaves_old);
  return object;
}

gboolean
mado_verb_feed_sign (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autoptr (MadoPublisher) publisher = open_publisher (command, arguments[0], error);
  g_autoptr (MadoNextRoot) root = publisher ? mado_publisher_sign (publisher, error) : NULL;

  if (root == NULL)
    return FALSE;
  if (command->options.json)
    mado_print_json_object (make_next_root (root));
  else
    print_next_root (root);
  return TRUE;
}

gboolean
mado_verb_feed_timestamp (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autoptr (MadoPublisher) publisher = open_publisher (command, arguments[0], error);

  if (publisher == NULL || !mado_publisher_stamp (publisher, error))
    return FALSE;
  answer (command, "days", 7, "The timestamp is new, and lasts for seven days.");
  return TRUE;
}

gboolean
mado_verb_feed_retire (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autoptr (MadoPublisher) publisher = open_publisher (command, arguments[0], error);

  if (publisher == NULL || !mado_publisher_retire (publisher, arguments[1], error))
    return FALSE;
  if (!command->options.json)
    mado_print ("The set “%s” is retired: those who read it drop its records at their next "
                "update. mado feed prune %s removes its files.\n",
                arguments[1], arguments[0]);
  else
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "retired", arguments[1]);
      mado_print_json_object (object);
    }
  return TRUE;
}

gboolean
mado_verb_feed_prune (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autoptr (MadoPublisher) publisher = open_publisher (command, arguments[0], error);
  g_autofree char *sentence = NULL;
  guint removed;

  if (publisher == NULL || !mado_publisher_prune (publisher, &removed, error))
    return FALSE;
  sentence = g_strdup_printf ("%u files were removed that nobody asks for any more.", removed);
  answer (command, "removed", removed, sentence);
  return TRUE;
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

gboolean
mado_verb_feed_check (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autofree char *folder = g_canonicalize_filename (arguments[0], NULL);
  g_autofree char *first = g_build_filename (folder, "metadata", "1.root.json", NULL);
  g_autoptr (GFile) file
      = g_file_new_for_path (command->options.root != NULL ? command->options.root : first);
  g_autoptr (GBytes) root = mado_json_load_file (file, ROOT_MOST, NULL, error);
  g_autofree char *profile = root != NULL ? g_dir_make_tmp ("mado-check-XXXXXX", error) : NULL;
  g_autoptr (MadoUpdater) updater = NULL;

  if (profile == NULL)
    return FALSE;
  updater = mado_feed_check (profile, folder, root, mado_feed_get_now (), NULL, error);
  remove_folder (profile);
  if (updater == NULL)
    return FALSE;
  mado_feed_print_outcomes (command, arguments[0], updater);
  return TRUE;
}
