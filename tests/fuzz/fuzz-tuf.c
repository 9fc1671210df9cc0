/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes anything for a metadata file of each kind. What has the form of one is read again from its
 * canonical form, says the same, and may be asked for signers and for paths. */
#include "core/feed/tuf/mado-tuf-metadata.h"

#include <string.h>

#include "core/feed/mado-feed-error.h"
#include "core/json/mado-json.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

/* The file with its signed part as it is signed. Where a text holds a control character, that form
 * is no JSON any more. */
static void
assert_same_again (MadoTufMetadata *metadata)
{
  gsize length;
  const char *body = g_bytes_get_data (metadata->signed_bytes, &length);
  g_autofree char *text
      = g_strdup_printf ("{\"signatures\":[],\"signed\":%.*s}", (int) length, body);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (MadoTufMetadata) again = NULL;

  for (gsize i = 0; i < length; i++)
    if ((guchar) body[i] < 0x20)
      return;
  again = mado_tuf_metadata_new (bytes, metadata->type, NULL);
  g_assert_nonnull (again);
  g_assert_cmpint (again->version, ==, metadata->version);
  g_assert_cmpint (again->expires, ==, metadata->expires);
  g_assert_true (g_bytes_equal (again->signed_bytes, metadata->signed_bytes));
}

static void
ask_paths (MadoTufMetadata *metadata, const char *path)
{
  gboolean terminating = FALSE;
  g_autoptr (GPtrArray) names
      = mado_tuf_delegations_list (metadata->delegations, path, &terminating);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      g_assert_true (mado_tuf_is_role_name (name));
      g_assert_nonnull (mado_tuf_delegations_find (metadata->delegations, name));
    }
}

static void
ask_signers (MadoTufMetadata *metadata)
{
  for (guint i = 0; i < MADO_TUF_N_TYPES; i++)
    {
      const MadoTufRole *role = &metadata->roles[i];

      g_assert_cmpint (role->threshold, >=, 1);
      g_assert_cmpuint (mado_tuf_role_count_signers (role, metadata->keys, metadata->signatures,
                                                     metadata->signed_bytes),
                        <=, role->key_ids->len);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  for (MadoTufType type = 0; type < MADO_TUF_N_TYPES; type++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MadoTufMetadata) metadata = mado_tuf_metadata_new (bytes, type, &error);

      if (!metadata)
        {
          g_assert_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED);
          continue;
        }
      g_assert_cmpint (metadata->version, >=, 1);
      assert_same_again (metadata);
      if (type == MADO_TUF_ROOT)
        ask_signers (metadata);
      if (metadata->delegations)
        {
          ask_paths (metadata, "cordis/catalog.json");
          ask_paths (metadata, "");
        }
    }
  return 0;
}
