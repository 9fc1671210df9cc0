/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records that the program brings along, read from the library itself or from a folder. */
#include "core/store/mado-writer-private.h"

#include <string.h>

#include "core/json/mado-bundled.h"
#include "mado-records.h"

#define BUNDLE "/io/github/madoguchi/Madoguchi/records/"

static GBytes *
load (GFile *folder, const char *name, GCancellable *cancellable, GError **error)
{
  static MadoBundled records = { mado_records_register_resource, 0 };
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;

  if (folder == NULL)
    {
      path = g_strconcat (BUNDLE, name, NULL);
      return mado_bundled_load (&records, path, error);
    }
  file = g_file_get_child (folder, name);
  return mado_json_load_file (file, MADO_JSON_MAX_FILE, cancellable, error);
}

static JsonNode *
load_json (GFile *folder, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = load (folder, name, cancellable, error);
  const char *text;
  gsize length;
  JsonNode *node;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  node = mado_json_parse (text, length, MADO_JSON_MAX_FILE, MADO_JSON_NONE, NULL, error);
  if (node == NULL)
    g_prefix_error (error, "%s: ", name);
  return node;
}

/* @date: (out) (transfer full) (nullable) */
static gboolean
load_edition (GFile *folder, gint64 *edition, char **date, GCancellable *cancellable,
              GError **error)
{
  g_autoptr (JsonNode) node = load_json (folder, "edition.json", cancellable, error);
  JsonObject *object = NULL;

  if (node == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_OBJECT (node))
    object = json_node_get_object (node);
  if (object == NULL
      || g_strcmp0 (json_object_get_string_member_with_default (object, "set", NULL), "core") != 0
      || json_object_get_int_member_with_default (object, "edition", 0) < 1)
    {
      g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED,
                   "edition.json: it names no edition of the set \"core\"");
      return FALSE;
    }
  *edition = json_object_get_int_member (object, "edition");
  *date = g_strdup (json_object_get_string_member_with_default (object, "date", NULL));
  return TRUE;
}

static gboolean
load_kind (GFile *folder, MadoKind kind, GPtrArray *records, GPtrArray *refused,
           GCancellable *cancellable, GError **error)
{
  const char *name = mado_kind_get_file (kind);
  g_autoptr (GBytes) bytes = load (folder, name, cancellable, error);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) broken = NULL;
  const char *text;
  gsize length;

  if (bytes == NULL)
    return FALSE;
  text = g_bytes_get_data (bytes, &length);
  found = mado_records_parse (text, length, name, MADO_JSON_NONE, &broken, error);
  if (found == NULL)
    return FALSE;
  g_ptr_array_extend_and_steal (records, g_steal_pointer (&found));
  if (broken != NULL)
    g_ptr_array_extend_and_steal (refused, g_steal_pointer (&broken));
  return TRUE;
}

static gboolean
apply_edition (MadoWriter *self, GFile *folder, gint64 edition, const char *date,
               MadoApplied *applied, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (JsonNode) vocabulary = load_json (folder, "vocabulary.json", cancellable, error);
  g_autoptr (MadoVocabulary) checked = NULL;

  if (vocabulary == NULL)
    return FALSE;
  checked = mado_vocabulary_new_from_json (vocabulary, error);
  if (checked == NULL)
    return FALSE;
  mado_applied_clear (applied);
  applied->refused = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  for (MadoKind kind = MADO_KIND_NONE + 1; kind < MADO_N_KINDS; kind++)
    if (!load_kind (folder, kind, records, applied->refused, cancellable, error))
      return FALSE;
  return mado_writer_apply (self, "core", edition, date, records, vocabulary, NULL, NULL, applied,
                            cancellable, error);
}

/**
 * mado_writer_apply_bundle:
 * @folder: (nullable): edition.json, vocabulary.json and one file a kind; %NULL: those built into
 * the library
 * @applied: (inout): zeroed by the caller
 * @error: in MADO_STORE_ERROR, MADO_RECORD_ERROR, G_IO_ERROR
 *
 * Applies the bundled edition of the set core when it is greater than the store's. When it is not,
 * nothing but edition.json is read. A store that turns out to be damaged meanwhile is built anew
 * first.
 */
gboolean
mado_writer_apply_bundle (MadoWriter *self, GFile *folder, MadoApplied *applied,
                          GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *date = NULL;
  gint64 edition;

  g_return_val_if_fail (self != NULL && applied != NULL, FALSE);

  if (!load_edition (folder, &edition, &date, cancellable, error))
    return FALSE;
  if (edition <= mado_writer_get_edition (self, "core"))
    return TRUE;
  if (apply_edition (self, folder, edition, date, applied, cancellable, &local_error))
    {
      /* An edition that was read is let go in pieces. */
      mado_database_give_back_memory (self->database);
      return TRUE;
    }
  if (!g_error_matches (local_error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return mado_writer_rebuild (self, TRUE, local_error->message, cancellable, error)
         && apply_edition (self, folder, edition, date, applied, cancellable, error);
}
