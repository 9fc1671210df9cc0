/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each check of the client's workflow: a good repository passes it, one that breaks just this rule
 * does not. */
#include "core/feed/mado-feed-error.h"
#include "core/feed/mado-feed-file.h"
#include "core/json/mado-json.h"
#include "core/net/mado-net-error.h"
#include "support/tuf-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static void
assert_kept (TufFixture *self, int root, int timestamp, int snapshot, int targets)
{
  g_assert_cmpint (tuf_get_kept_version (self, MADO_TUF_ROOT), ==, root);
  g_assert_cmpint (tuf_get_kept_version (self, MADO_TUF_TIMESTAMP), ==, timestamp);
  g_assert_cmpint (tuf_get_kept_version (self, MADO_TUF_SNAPSHOT), ==, snapshot);
  g_assert_cmpint (tuf_get_kept_version (self, MADO_TUF_TARGETS), ==, targets);
}

static void
test_asks_in_order (TufFixture *self, gconstpointer data)
{
  tuf_assert_refreshes (self);
  tuf_assert_asked (self, "2.root.json timestamp.json 1.snapshot.json 1.targets.json");
  assert_kept (self, 1, 1, 1, 1);
  tuf_assert_refreshes (self);
  tuf_assert_asked (self, "2.root.json timestamp.json");
}

static void
test_inconsistent (TufFixture *self, gconstpointer data)
{
  self->consistent = FALSE;
  tuf_put (self, "2.root.json", tuf_make_root (self, 2, "0", "1", "2", "3"), "0");
  tuf_put (self, "targets.json", tuf_make_targets (self, 1, "hello.txt"), "3");
  tuf_put_snapshot (self, 1, 1);
  tuf_assert_refreshes (self);
  tuf_assert_asked (self, "2.root.json 3.root.json timestamp.json snapshot.json targets.json");
}

static void
test_first_root_unsigned (TufFixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) body = tuf_make_root (self, 1, "0", "1", "2", "3");
  g_autoptr (GBytes) bytes = tuf_sign (self, body, "4");
  g_autoptr (GError) error = NULL;

  g_assert_false (mado_tuf_client_start (self->folder, bytes, &error));
  g_assert_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_BAD_SIGNATURE);
  g_assert_true (mado_feed_file_write (self->folder, "root.json", bytes, NULL));
  tuf_assert_refused (self, MADO_FEED_ERROR_BAD_SIGNATURE, "root.json: 0 of the keys");
  tuf_assert_asked (self, "");
}

static void
test_root_chain (TufFixture *self, gconstpointer data)
{
  tuf_put (self, "2.root.json", tuf_make_root (self, 2, "4", "1", "2", "3"), "04");
  tuf_put (self, "3.root.json", tuf_make_root (self, 3, "4", "1", "2", "3"), "4");
  tuf_put (self, "4.root.json", tuf_make_root (self, 4, "5", "1", "2", "3"), "45");
  tuf_assert_refreshes (self);
  assert_kept (self, 4, 1, 1, 1);
}

/* xF07: what was good of the chain stays. */
static void
test_root_signed_by_new_only (TufFixture *self, gconstpointer data)
{
  tuf_put (self, "2.root.json", tuf_make_root (self, 2, "4", "1", "2", "3"), "04");
  tuf_put (self, "3.root.json", tuf_make_root (self, 3, "5", "1", "2", "3"), "5");
  tuf_assert_refused (self, MADO_FEED_ERROR_BAD_SIGNATURE, "root.json: 0 of the keys");
  assert_kept (self, 2, 0, 0, 0);
}

static void
test_root_signed_by_old_only (TufFixture *self, gconstpointer data)
{
  tuf_put (self, "2.root.json", tuf_make_root (self, 2, "4", "1", "2", "3"), "0");
  tuf_assert_refused (self, MADO_FEED_ERROR_BAD_SIGNATURE, "root.json");
  assert_kept (self, 1, 0, 0, 0);
}

static void
test_root_skips_a_version (TufFixture *self, gconstpointer data)
{
  tuf_put (self, "2.root.json", tuf_make_root (self, 3, "0", "1", "2", "3"), "0");
  tuf_assert_refused (self, MADO_FEED_ERROR_STALE, "it is version 3 where version 2 should be");
  tuf_put (self, "2.root.json", tuf_make_root (self, 1, "0", "1", "2", "3"), "0");
  tuf_assert_refused (self, MADO_FEED_ERROR_STALE, "it is version 1 where version 2 should be");
  assert_kept (self, 1, 0, 0, 0);
}

static void
test_root_of_another_kind (TufFixture *self, gconstpointer data)
{
  tuf_put_bytes (self, "2.root.json", "<!doctype html><title>Welcome</title>");
  tuf_assert_refused (self, MADO_FEED_ERROR_DAMAGED, "root.json: line 1, column 1");
  assert_kept (self, 1, 0, 0, 0);
}

static void
test_root_expired (TufFixture *self, gconstpointer data)
{
  tuf_put (self, "2.root.json",
           tuf_with (tuf_make_root (self, 2, "0", "1", "2", "3"), TUF_EXPIRES, TUF_EXPIRED), "0");
  tuf_assert_refused (self, MADO_FEED_ERROR_STALE,
                      "root.json: it was valid until 2029-12-31 23:59");
  tuf_assert_asked (self, "2.root.json 3.root.json");
  assert_kept (self, 2, 0, 0, 0);
  /* One that has expired on the way to a good one does no harm. */
  tuf_put (self, "3.root.json", tuf_make_root (self, 3, "0", "1", "2", "3"), "0");
  tuf_assert_refreshes (self);
}

static void
test_roots_without_end (TufFixture *self, gconstpointer data)
{
  for (int i = 2; i < 300; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d.root.json", i);

      tuf_put (self, name, tuf_make_root (self, i, "0", "1", "2", "3"), "0");
    }
  tuf_assert_refreshes (self);
  assert_kept (self, 257, 1, 1, 1);
  tuf_assert_refreshes (self);
  assert_kept (self, 299, 1, 1, 1);
}

static void
test_wrong_signer (TufFixture *self, gconstpointer data)
{
  tuf_put (self, "timestamp.json", tuf_make_timestamp (self, 1, 1), "0");
  tuf_assert_refused (self, MADO_FEED_ERROR_BAD_SIGNATURE, "timestamp.json: 0 of the keys");
  assert_kept (self, 1, 0, 0, 0);
  tuf_put_snapshot (self, 1, 1);
  tuf_put (self, "1.snapshot.json", tuf_make_snapshot (self, 1, 1), "1");
  tuf_assert_refused (self, MADO_FEED_ERROR_BAD_SIGNATURE, "snapshot.json: 0 of the keys");
  assert_kept (self, 1, 1, 0, 0);
  tuf_put_snapshot (self, 1, 1);
  tuf_put (self, "1.targets.json", tuf_make_targets (self, 1, "hello.txt"), "2");
  tuf_assert_refused (self, MADO_FEED_ERROR_BAD_SIGNATURE, "targets.json: 0 of the keys");
  assert_kept (self, 1, 1, 1, 0);
}

/* What is kept is verified with the keys of today as well. */
static void
test_kept_under_old_keys (TufFixture *self, gconstpointer data)
{
  tuf_assert_refreshes (self);
  tuf_put (self, "2.root.json", tuf_make_root (self, 2, "0", "1", "2", "4"), "0");
  tuf_assert_refused (self, MADO_FEED_ERROR_BAD_SIGNATURE, "targets.json");
  tuf_assert_asked (self, "2.root.json 3.root.json timestamp.json 1.targets.json");
}

static void
test_threshold (TufFixture *self, gconstpointer data)
{
  tuf_put (self, "2.root.json",
           tuf_with (tuf_make_root (self, 2, "0", "145", "2", "3"), "],\"threshold\":1}}",
                     "],\"threshold\":2}}"),
           "0");
  tuf_assert_refused (self, MADO_FEED_ERROR_BAD_SIGNATURE,
                      "timestamp.json: 1 of the keys that may sign it have, and 2 have to");
  tuf_put (self, "timestamp.json", tuf_make_timestamp (self, 1, 1), "15");
  tuf_assert_refreshes (self);
}

/* xF08: two identifiers for one key, and the threshold is two. */
static void
test_one_key_twice (TufFixture *self, gconstpointer data)
{
  const char *id = mado_tuf_signer_get_id (self->keys[1]);
  const char *other = mado_tuf_signer_get_id (self->keys[4]);
  g_autoptr (JsonNode) public = mado_tuf_signer_dup_public (self->keys[1]);
  g_autoptr (JsonNode) spare = mado_tuf_signer_dup_public (self->keys[4]);
  g_autofree char *form = mado_json_to_record_form (public);
  g_autofree char *spare_form = mado_json_to_record_form (spare);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GString) text = NULL;
  g_autofree char *sig = NULL;
  g_autofree char *twice = NULL;
  const char *at;

  /* The spare key's identifier now names the first key. */
  tuf_put (self, "2.root.json",
           tuf_with (tuf_with (tuf_make_root (self, 2, "0", "14", "2", "3"), spare_form, form),
                     "],\"threshold\":1}}", "],\"threshold\":2}}"),
           "0");
  bytes = g_bytes_ref (g_hash_table_lookup (self->files, "timestamp.json"));
  text = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  at = strstr (text->str, "{\"keyid\"");
  sig = g_strndup (at, (gsize) (strchr (at, '}') - at + 1));
  twice = g_strdup_printf ("%s,%s", sig, sig);
  g_string_replace (text, sig, twice, 1);
  g_string_replace (text, id, other, 1);
  tuf_put_bytes (self, "timestamp.json", text->str);
  tuf_assert_refused (self, MADO_FEED_ERROR_BAD_SIGNATURE, "timestamp.json: 1 of the keys");
}

static void
test_one_signature_twice (TufFixture *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_ref (g_hash_table_lookup (self->files, "timestamp.json"));
  g_autoptr (GString) text
      = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  const char *at = strstr (text->str, "{\"keyid\"");
  g_autofree char *sig = g_strndup (at, (gsize) (strchr (at, '}') - at + 1));
  g_autofree char *twice = g_strdup_printf ("%s,%s", sig, sig);

  g_string_replace (text, sig, twice, 1);
  tuf_put_bytes (self, "timestamp.json", text->str);
  tuf_assert_refused (self, MADO_FEED_ERROR_DAMAGED, "timestamp.json: a key has signed it twice");
}

/* A signature that says nothing counts for nothing, beside one that counts. */
static void
test_empty_signature (TufFixture *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_ref (g_hash_table_lookup (self->files, "timestamp.json"));
  g_autoptr (GString) text
      = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));

  g_string_replace (
      text, "\"signatures\":[",
      "\"signatures\":[{\"keyid\":\"a\",\"sig\":\"\"},{\"keyid\":\"b\",\"sig\":\"zz\"},", 1);
  tuf_put_bytes (self, "timestamp.json", text->str);
  tuf_assert_refreshes (self);
}

static void
test_timestamp_rollback (TufFixture *self, gconstpointer data)
{
  tuf_put_snapshot (self, 2, 1);
  tuf_assert_refreshes (self);
  tuf_put (self, "timestamp.json", tuf_make_timestamp (self, 1, 2), "1");
  tuf_assert_refused (self, MADO_FEED_ERROR_STALE, "it is version 1, older than version 2");
  tuf_put (self, "timestamp.json", tuf_make_timestamp (self, 3, 1), "1");
  tuf_assert_refused (self, MADO_FEED_ERROR_STALE, "it names an older snapshot");
  assert_kept (self, 1, 2, 2, 1);
}

/* The same version with another content changes nothing. */
static void
test_timestamp_same_version (TufFixture *self, gconstpointer data)
{
  tuf_assert_refreshes (self);
  tuf_put (self, "timestamp.json", tuf_make_timestamp (self, 1, 100), "1");
  tuf_assert_refreshes (self);
  tuf_assert_asked (self, "2.root.json timestamp.json");
  assert_kept (self, 1, 1, 1, 1);
}

static void
test_timestamp_expired (TufFixture *self, gconstpointer data)
{
  tuf_assert_refreshes (self);
  tuf_put (self, "timestamp.json",
           tuf_with (tuf_make_timestamp (self, 2, 1), TUF_EXPIRES, TUF_EXPIRED), "1");
  tuf_assert_refused (self, MADO_FEED_ERROR_STALE, "timestamp.json: it was valid until");
  assert_kept (self, 1, 1, 1, 1);
  /* xF03: the server stands still, and what was good a month ago is not good any more. */
  tuf_put (self, "timestamp.json", tuf_make_timestamp (self, 1, 1), "1");
  self->now = TUF_NOW + 40 * 86400;
  tuf_put (
      self, "2.root.json",
      tuf_with (tuf_make_root (self, 2, "0", "1", "2", "3"), TUF_EXPIRES, "2031-01-01T00:00:00Z"),
      "0");
  tuf_assert_refused (self, MADO_FEED_ERROR_STALE, "timestamp.json: it was valid until");
}

static void
test_expires_at_the_second (TufFixture *self, gconstpointer data)
{
  self->now = TUF_NOW + 31 * 86400 - 1;
  tuf_assert_refreshes (self);
  self->now++;
  tuf_assert_refused (self, MADO_FEED_ERROR_STALE, "it was valid until 2030-02-01 00:00 UTC only");
}

/* Expired metadata still says what must not get older, and a good update recovers from it. */
static void
test_recovers_from_expired (TufFixture *self, gconstpointer data)
{
  const char *later = "2031-01-01T00:00:00Z";

  tuf_assert_refreshes (self);
  self->now = TUF_NOW + 40 * 86400;
  tuf_put (self, "2.root.json",
           tuf_with (tuf_make_root (self, 2, "0", "1", "2", "3"), TUF_EXPIRES, later), "0");
  tuf_put (self, "2.targets.json",
           tuf_with (tuf_make_targets (self, 2, "hello.txt"), TUF_EXPIRES, later), "3");
  tuf_put (self, "2.snapshot.json", tuf_with (tuf_make_snapshot (self, 2, 2), TUF_EXPIRES, later),
           "2");
  tuf_put (self, "timestamp.json", tuf_with (tuf_make_timestamp (self, 2, 2), TUF_EXPIRES, later),
           "1");
  tuf_assert_refreshes (self);
  assert_kept (self, 2, 2, 2, 2);
}

static void
test_snapshot_of_another_version (TufFixture *self, gconstpointer data)
{
  tuf_put (self, "2.snapshot.json", tuf_make_snapshot (self, 1, 1), "2");
  tuf_put (self, "timestamp.json", tuf_make_timestamp (self, 2, 2), "1");
  tuf_assert_refused (self, MADO_FEED_ERROR_DAMAGED,
                      "snapshot.json: it is version 1, and version 2 was announced");
}

static void
test_snapshot_rollback (TufFixture *self, gconstpointer data)
{
  tuf_put (self, "2.targets.json", tuf_make_targets (self, 2, "hello.txt"), "3");
  tuf_put_snapshot (self, 2, 2);
  tuf_assert_refreshes (self);
  tuf_put_snapshot (self, 3, 1);
  tuf_assert_refused (self, MADO_FEED_ERROR_STALE, "it names an older targets.json");
  assert_kept (self, 1, 3, 2, 2);
}

static void
test_snapshot_drops_a_role (TufFixture *self, gconstpointer data)
{
  tuf_put (self, "1.snapshot.json",
           tuf_with (tuf_make_snapshot (self, 1, 1), "\"meta\":{",
                     "\"meta\":{\"cordis.json\":{\"version\":1},"),
           "2");
  tuf_assert_refreshes (self);
  tuf_put_snapshot (self, 2, 1);
  tuf_assert_refused (self, MADO_FEED_ERROR_STALE, "it no longer names cordis.json");
}

static void
test_snapshot_expired (TufFixture *self, gconstpointer data)
{
  tuf_put (self, "1.snapshot.json",
           tuf_with (tuf_make_snapshot (self, 1, 1), TUF_EXPIRES, TUF_EXPIRED), "2");
  tuf_assert_refused (self, MADO_FEED_ERROR_STALE, "snapshot.json: it was valid until");
  assert_kept (self, 1, 1, 0, 0);
}

/* The bytes of the server's @name, announced in @body's first "version": N. */
static JsonNode *
announce (TufFixture *self, JsonNode *body, const char *name, const char *version, int off)
{
  GBytes *bytes = g_hash_table_lookup (self->files, name);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA512, bytes);
  g_autofree char *meta = g_strdup_printf ("{\"hashes\":{\"sha512\":\"%s\"},\"length\":%d,%s}",
                                           digest, (int) g_bytes_get_size (bytes) + off, version);
  g_autofree char *old = g_strdup_printf ("{%s}", version);

  return tuf_with (body, old, meta);
}

static void
test_announced_hashes (TufFixture *self, gconstpointer data)
{
  tuf_put (self, "timestamp.json",
           announce (self, tuf_make_timestamp (self, 1, 1), "1.snapshot.json", "\"version\":1", 0),
           "1");
  tuf_assert_refreshes (self);
  tuf_put (self, "2.snapshot.json", tuf_make_snapshot (self, 2, 1), "2");
  tuf_put (self, "timestamp.json",
           announce (self, tuf_make_timestamp (self, 2, 2), "2.snapshot.json", "\"version\":2", 0),
           "1");
  /* xF04: signed as it should be, and not the one that was announced; as long as that. */
  tuf_put (self, "2.snapshot.json",
           tuf_with (tuf_make_snapshot (self, 2, 1), "2030-02-01", "2030-02-02"), "2");
  tuf_assert_refused (self, MADO_FEED_ERROR_DAMAGED,
                      "snapshot.json: its sha512 is not the one that was signed");
  assert_kept (self, 1, 2, 1, 1);
}

static void
test_announced_length (TufFixture *self, gconstpointer data)
{
  GBytes *bytes = g_hash_table_lookup (self->files, "1.targets.json");
  g_autofree char *length = g_strdup_printf ("%d", (int) g_bytes_get_size (bytes) + 1);

  tuf_put (self, "1.snapshot.json",
           announce (self, tuf_make_snapshot (self, 1, 1), "1.targets.json", "\"version\":1", 1),
           "2");
  tuf_assert_refused (self, MADO_FEED_ERROR_DAMAGED, "targets.json: it has ");
  /* No more is asked for than was announced, and else what is usual. */
  g_assert_cmpstr (g_ptr_array_index (self->offered, 3), ==, length);
  g_assert_cmpstr (g_ptr_array_index (self->offered, 0), ==, "512000");
  g_assert_cmpstr (g_ptr_array_index (self->offered, 1), ==, "16384");
  g_assert_cmpstr (g_ptr_array_index (self->offered, 2), ==, "2000000");
}

static void
test_too_large (TufFixture *self, gconstpointer data)
{
  g_autofree char *spaces = g_strnfill (16385, ' ');

  tuf_put_bytes (self, "timestamp.json", spaces);
  g_assert_false (tuf_refresh (self));
  g_assert_error (self->refusal, MADO_NET_ERROR, MADO_NET_ERROR_TOO_LARGE);
}

static void
test_targets_of_another_version (TufFixture *self, gconstpointer data)
{
  tuf_put (self, "2.targets.json", tuf_make_targets (self, 1, "hello.txt"), "3");
  tuf_put_snapshot (self, 2, 2);
  tuf_assert_refused (self, MADO_FEED_ERROR_DAMAGED, "targets.json: it is version 1");
}

static void
test_targets_expired (TufFixture *self, gconstpointer data)
{
  tuf_put (self, "1.targets.json",
           tuf_with (tuf_make_targets (self, 1, "hello.txt"), TUF_EXPIRES, TUF_EXPIRED), "3");
  tuf_assert_refused (self, MADO_FEED_ERROR_STALE, "targets.json: it was valid until");
}

/* 5.3.11: after a compromise the versions may go down again, when the keys were changed. */
static void
test_fast_forward_recovery (TufFixture *self, gconstpointer data)
{
  tuf_put (self, "99.targets.json", tuf_make_targets (self, 99, "hello.txt"), "3");
  tuf_put_snapshot (self, 99, 99);
  tuf_assert_refreshes (self);
  assert_kept (self, 1, 99, 99, 99);
  tuf_put_snapshot (self, 1, 1);
  tuf_assert_refused (self, MADO_FEED_ERROR_STALE, "timestamp.json");
  /* The key that stays still verifies what was kept: it must be forgotten all the same. */
  tuf_put (self, "2.root.json", tuf_make_root (self, 2, "0", "14", "2", "3"), "0");
  tuf_assert_refused (self, MADO_FEED_ERROR_STALE, "timestamp.json");
  tuf_put (self, "3.root.json", tuf_make_root (self, 3, "0", "1", "2", "3"), "0");
  tuf_assert_refreshes (self);
  assert_kept (self, 3, 1, 1, 1);
}

/* xF01, of what is kept: whatever bit is flipped, an update ends well or says why. */
static void
test_damage_of_what_is_kept (TufFixture *self, gconstpointer data)
{
  static const char *const names[] = { "timestamp.json", "snapshot.json", "targets.json" };

  tuf_assert_refreshes (self);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) bytes = mado_feed_file_read (self->folder, names[i], 100000, NULL, NULL);
      gsize length = g_bytes_get_size (bytes);

      for (gsize at = 0; at < length; at += 13)
        {
          g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), length);
          g_autoptr (GBytes) damaged = NULL;

          copy[at] ^= 1 << (at % 8);
          damaged = g_bytes_new (copy, length);
          g_assert_true (mado_feed_file_write (self->folder, names[i], damaged, NULL));
          tuf_assert_refreshes (self);
          assert_kept (self, 1, 1, 1, 1);
        }
    }
}

/* xF01, of what is served: each bit counts. */
static void
test_damage_of_what_is_served (TufFixture *self, gconstpointer data)
{
  static const char *const names[] = { "timestamp.json", "1.snapshot.json", "1.targets.json" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_ref (g_hash_table_lookup (self->files, names[i]));
      gsize length = g_bytes_get_size (bytes);

      for (gsize at = 0; at < length; at++)
        {
          guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), length);

          copy[at] ^= 1 << (at % 8);
          /* Hexadecimal digits mean the same in capitals. */
          if (g_ascii_isxdigit (copy[at]) && (copy[at] ^ 1 << (at % 8)) == (copy[at] ^ 0x20))
            {
              g_free (copy);
              continue;
            }
          g_hash_table_replace (self->files, g_strdup (names[i]), g_bytes_new_take (copy, length));
          g_assert_false (tuf_refresh (self));
        }
      g_hash_table_replace (self->files, g_strdup (names[i]), g_bytes_ref (bytes));
    }
  tuf_assert_refreshes (self);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/feed/tuf/client/" name, TufFixture, NULL, tuf_set_up, function, tuf_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("asks-for-each-file-in-order-and-for-nothing-twice", test_asks_in_order);
  ADD ("asks-for-names-without-version-where-root-says-so", test_inconsistent);
  ADD ("trusts-no-first-root-that-has-not-signed-itself", test_first_root_unsigned);
  ADD ("follows-the-chain-of-roots", test_root_chain);
  ADD ("stops-at-a-root-that-only-its-own-keys-signed", test_root_signed_by_new_only);
  ADD ("stops-at-a-root-that-only-the-old-keys-signed", test_root_signed_by_old_only);
  ADD ("refuses-a-root-of-another-version-than-the-next", test_root_skips_a_version);
  ADD ("refuses-a-page-where-a-root-should-be", test_root_of_another_kind);
  ADD ("refuses-a-last-root-that-has-expired", test_root_expired);
  ADD ("stops-after-256-roots-and-goes-on-next-time", test_roots_without_end);
  ADD ("refuses-what-another-role-signed", test_wrong_signer);
  ADD ("verifies-what-it-kept-with-the-keys-of-today", test_kept_under_old_keys);
  ADD ("wants-as-many-signers-as-the-threshold-says", test_threshold);
  ADD ("counts-a-key-once-under-two-identifiers", test_one_key_twice);
  ADD ("refuses-two-signatures-under-one-identifier", test_one_signature_twice);
  ADD ("passes-over-signatures-that-are-none", test_empty_signature);
  ADD ("refuses-an-older-timestamp", test_timestamp_rollback);
  ADD ("keeps-its-timestamp-of-the-same-version", test_timestamp_same_version);
  ADD ("refuses-an-expired-timestamp", test_timestamp_expired);
  ADD ("takes-what-expires-a-second-later", test_expires_at_the_second);
  ADD ("recovers-when-what-it-kept-has-expired", test_recovers_from_expired);
  ADD ("refuses-a-snapshot-of-another-version-than-announced", test_snapshot_of_another_version);
  ADD ("refuses-a-snapshot-that-names-older-targets", test_snapshot_rollback);
  ADD ("refuses-a-snapshot-that-no-longer-names-a-role", test_snapshot_drops_a_role);
  ADD ("refuses-an-expired-snapshot", test_snapshot_expired);
  ADD ("refuses-another-file-than-the-one-announced", test_announced_hashes);
  ADD ("refuses-another-length-and-asks-for-no-more", test_announced_length);
  ADD ("refuses-more-than-the-most", test_too_large);
  ADD ("refuses-targets-of-another-version-than-announced", test_targets_of_another_version);
  ADD ("refuses-expired-targets", test_targets_expired);
  ADD ("forgets-high-versions-when-keys-were-taken-away", test_fast_forward_recovery);
  ADD ("survives-any-damage-of-what-it-kept", test_damage_of_what_is_kept);
  ADD ("refuses-any-damage-of-what-is-served", test_damage_of_what_is_served);
  return g_test_run ();
}
