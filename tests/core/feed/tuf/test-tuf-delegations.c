/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which paths fall to whom, in what order roles are looked into, and with whose keys. */
#include "core/feed/tuf/mado-tuf-delegations.h"

#include <string.h>

#include "core/feed/mado-feed-error.h"
#include "support/tuf-fixture.h"

/* What python's fnmatch.fnmatchcase() says of each part, and as many parts. */
static void
test_patterns (void)
{
  static const char *const pairs[][2] = {
    { "foo.tgz", "*.tgz" },
    { "foo-version-2.tgz", "foo-version-?.tgz" },
    { "targets/foo.tgz", "*/*" },
    { "a/b/c", "a/*/c" },
    { ".hidden", "*" },
    { "窓口", "??" },
    { "b", "[a-c]" },
    { "d", "[!a-c]" },
    { "]", "[]]" },
    { "[", "[" },
    { "a[b", "a[b" },
    { "abcabc", "*abc" },
    { "", "" },
    { "a", "a*" },
    { "a-b", "a[-]b" },
    { "x/y", "x/[xyz]" },
    { "cordis/full/1", "cordis/*/*" },
  };
  static const char *const strangers[][2] = {
    { "targets/foo.tgz", "*.tgz" },
    { "foo-version-alpha.tgz", "foo-version-?.tgz" },
    { "a/b", "*" },
    { "a", "a/*" },
    { "a/b/c", "a/*" },
    { "a/b", "a?b" },
    { "a/b", "a[/]b" },
    { "B", "[a-c]" },
    { "b", "[!a-c]" },
    { "foo.tgz", "FOO.tgz" },
    { "a", "" },
    { "", "?" },
    { "ab", "a" },
    { "a*", "a\\*" },
  };
  g_autofree char *stars = g_strnfill (2000, '*');
  g_autofree char *letters = g_strnfill (2000, 'a');

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (!mado_tuf_path_matches (pairs[i][0], pairs[i][1]))
      g_error ("“%s” does not match “%s”", pairs[i][0], pairs[i][1]);
  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    if (mado_tuf_path_matches (strangers[i][0], strangers[i][1]))
      g_error ("“%s” matches “%s”", strangers[i][0], strangers[i][1]);
  /* "*a*a*a…b": who tries every way to share the letters out never ends. */
  for (guint i = 1; i < 2000; i += 2)
    stars[i] = 'a';
  g_assert_true (mado_tuf_path_matches (letters, stars));
  stars[1999] = 'b';
  g_assert_false (mado_tuf_path_matches (letters, stars));
}

/* Names as python-tuf's SuccinctRoles gives them. */
static void
test_bins (void)
{
  static const struct
  {
    const char *rule;
    const char *path;
    const char *name;
  } cases[] = {
    { "\"bit_length\":1,\"name_prefix\":\"bin\"", "hello.txt", "bin-0" },
    { "\"bit_length\":5,\"name_prefix\":\"bin\"", "hello.txt", "bin-0e" },
    { "\"bit_length\":8,\"name_prefix\":\"b\"", "cordis/catalog.json", "b-b4" },
    { "\"bit_length\":32,\"name_prefix\":\"b\"", "hello.txt", "b-734cad14" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"keys\":{},\"succinct_roles\":{\"keyids\":[],\"threshold\":1,%s}}", cases[i].rule);
      g_autoptr (JsonNode) node = tuf_parse (text);
      g_autoptr (GError) error = NULL;
      g_autoptr (MadoTufDelegations) delegations
          = mado_tuf_delegations_new (json_node_get_object (node), &error);
      g_autoptr (GPtrArray) names = NULL;
      gboolean terminating = FALSE;

      g_assert_no_error (error);
      names = mado_tuf_delegations_list (delegations, cases[i].path, &terminating);
      g_assert_cmpuint (names->len, ==, 1);
      g_assert_cmpstr (g_ptr_array_index (names, 0), ==, cases[i].name);
      g_assert_true (terminating);
      g_assert_nonnull (mado_tuf_delegations_find (delegations, cases[i].name));
      g_assert_null (mado_tuf_delegations_find (delegations, "bin-z"));
      g_assert_null (mado_tuf_delegations_find (delegations, "targets"));
    }
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    "{\"keys\":{}}",
    "{\"roles\":[]}",
    "{\"keys\":{},\"roles\":[1]}",
    "{\"keys\":{},\"roles\":[{\"name\":\"targets\",\"keyids\":[],\"threshold\":1}]}",
    "{\"keys\":{},\"roles\":[{\"name\":\"root\",\"keyids\":[],\"threshold\":1}]}",
    "{\"keys\":{},\"roles\":[{\"name\":\"\",\"keyids\":[],\"threshold\":1}]}",
    "{\"keys\":{},\"roles\":[{\"name\":\"a\",\"keyids\":[],\"threshold\":0}]}",
    "{\"keys\":{},\"roles\":[{\"name\":\"a\",\"keyids\":[\"1\",\"1\"],\"threshold\":1}]}",
    "{\"keys\":{},\"roles\":[{\"name\":\"a\",\"keyids\":[],\"threshold\":1},"
    "{\"name\":\"a\",\"keyids\":[],\"threshold\":1}]}",
    "{\"keys\":{},\"roles\":[{\"name\":\"a\",\"keyids\":[],\"threshold\":1,\"paths\":[\"*\"],"
    "\"path_hash_prefixes\":[\"0\"]}]}",
    "{\"keys\":{},\"roles\":[{\"name\":\"a\",\"keyids\":[],\"threshold\":1,\"paths\":\"*\"}]}",
    "{\"keys\":{},\"succinct_roles\":{\"keyids\":[],\"threshold\":1,\"bit_length\":0,"
    "\"name_prefix\":\"b\"}}",
    "{\"keys\":{},\"succinct_roles\":{\"keyids\":[],\"threshold\":1,\"bit_length\":33,"
    "\"name_prefix\":\"b\"}}",
    "{\"keys\":{},\"roles\":[],\"succinct_roles\":{\"keyids\":[],\"threshold\":1,\"bit_length\":1,"
    "\"name_prefix\":\"b\"}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (JsonNode) node = tuf_parse (texts[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (mado_tuf_delegations_new (json_node_get_object (node), &error));
      g_assert_error (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED);
    }
}

/* Publishes version 2 of targets with @body, of the roles below it, and of the snapshot. Takes
 * @body over. @roles: names of a letter each, with the key that signs: "A4B5" */
static void
publish (TufFixture *self, JsonNode *body, const char *roles)
{
  JsonNode *snapshot = tuf_make_snapshot (self, 2, 2);

  tuf_put (self, "2.targets.json", body, "3");
  for (const char *at = roles; *at != '\0'; at += 2)
    {
      g_autofree char *more = g_strdup_printf ("\"meta\":{\"%c.json\":{\"version\":1},", *at);

      snapshot = tuf_with (snapshot, "\"meta\":{", more);
    }
  tuf_put (self, "2.snapshot.json", snapshot, "2");
  tuf_put (self, "timestamp.json", tuf_make_timestamp (self, 2, 2), "1");
}

static void
put_role (TufFixture *self, const char *role, JsonNode *body, const char *key)
{
  g_autofree char *name = g_strdup_printf ("1.%s.json", role);

  tuf_put (self, name, body, key);
}

static void
assert_found (TufFixture *self, const char *path, const char *asked)
{
  g_autoptr (MadoTufTarget) target = tuf_find (self, path);

  g_assert_no_error (self->refusal);
  g_assert_cmpstr (target->path, ==, path);
  tuf_assert_asked (self, asked);
}

static void
assert_not_found (TufFixture *self, const char *path, int code, const char *asked)
{
  g_assert_null (tuf_find (self, path));
  g_assert_error (self->refusal, MADO_FEED_ERROR, code);
  tuf_assert_asked (self, asked);
}

#define TOP "2.root.json timestamp.json 2.snapshot.json 2.targets.json"
#define AGAIN "2.root.json timestamp.json"

static void
test_in_order (TufFixture *self, gconstpointer data)
{
  JsonNode *body = tuf_delegate (self, tuf_make_targets (self, 2, "top"), "A", '4', "\"a/*\"");

  body = tuf_delegate (self, body, "B", '5', "\"*\",\"a/*\"");
  body = tuf_delegate (self, body, "C", '5', "\"*\"");
  put_role (self, "A", tuf_delegate (self, tuf_make_targets (self, 1, "a/1"), "D", '5', "\"a/2\""),
            "4");
  put_role (self, "B", tuf_make_targets (self, 1, "a/2"), "5");
  put_role (self, "C", tuf_make_targets (self, 1, "x"), "5");
  put_role (self, "D", tuf_make_targets (self, 1, "a/2"), "5");
  publish (self, body, "A4B5C5D5");
  assert_found (self, "a/2", TOP " 1.A.json 1.D.json");
  assert_found (self, "a/1", AGAIN);
  assert_found (self, "top", AGAIN);
  assert_found (self, "x", AGAIN " 1.B.json 1.C.json");
  assert_not_found (self, "y", MADO_FEED_ERROR_NO_TARGET, AGAIN);
  assert_not_found (self, "\xff", MADO_FEED_ERROR_NO_TARGET, AGAIN);
}

static void
test_terminating (TufFixture *self, gconstpointer data)
{
  JsonNode *body = tuf_delegate (self, tuf_make_targets (self, 2, "top"), "A", '4', "\"*\"");

  body = tuf_with (body, "\"terminating\":false", "\"terminating\":true");
  body = tuf_delegate (self, body, "B", '5', "\"*\"");
  put_role (self, "A", tuf_make_targets (self, 1, "a"), "4");
  put_role (self, "B", tuf_make_targets (self, 1, "b"), "5");
  publish (self, body, "A4B5");
  assert_not_found (self, "b", MADO_FEED_ERROR_NO_TARGET, TOP " 1.A.json");
}

/* What ends the search below ends it above, too. */
static void
test_terminating_below (TufFixture *self, gconstpointer data)
{
  JsonNode *body = tuf_delegate (self, tuf_make_targets (self, 2, "top"), "A", '4', "\"*\"");

  body = tuf_delegate (self, body, "B", '5', "\"*\"");
  put_role (self, "A",
            tuf_with (tuf_delegate (self, tuf_make_targets (self, 1, "a"), "C", '4', "\"*\""),
                      "\"terminating\":false", "\"terminating\":true"),
            "4");
  put_role (self, "B", tuf_make_targets (self, 1, "b"), "5");
  put_role (self, "C", tuf_make_targets (self, 1, "c"), "4");
  publish (self, body, "A4B5C4");
  assert_not_found (self, "b", MADO_FEED_ERROR_NO_TARGET, TOP " 1.A.json 1.C.json");
}

static void
test_cycle (TufFixture *self, gconstpointer data)
{
  JsonNode *body = tuf_delegate (self, tuf_make_targets (self, 2, "top"), "A", '4', "\"*\"");

  put_role (self, "A", tuf_delegate (self, tuf_make_targets (self, 1, "a"), "B", '5', "\"*\""),
            "4");
  put_role (self, "B", tuf_delegate (self, tuf_make_targets (self, 1, "b"), "A", '4', "\"*\""),
            "5");
  publish (self, body, "A4B5");
  assert_not_found (self, "c", MADO_FEED_ERROR_NO_TARGET, TOP " 1.A.json 1.B.json");
}

/* A role counts for what its own delegator lets it sign, not for what another one does. */
static void
test_keys_of_the_delegator (TufFixture *self, gconstpointer data)
{
  JsonNode *body = tuf_delegate (self, tuf_make_targets (self, 2, "top"), "A", '4', "\"a\"");

  body = tuf_delegate (self, body, "B", '5', "\"b\",\"c\"");
  put_role (self, "A", tuf_delegate (self, tuf_make_targets (self, 1, "x"), "C", '4', "\"a\""),
            "4");
  put_role (self, "B", tuf_delegate (self, tuf_make_targets (self, 1, "b"), "C", '5', "\"c\""),
            "5");
  put_role (self, "C",
            tuf_with (tuf_make_targets (self, 1, "a"), "\"targets\":{",
                      "\"targets\":{\"c\":{\"length\":1,\"hashes\":{\"sha256\":\"0\"}},"),
            "4");
  publish (self, body, "A4B5C4");
  assert_found (self, "a", TOP " 1.A.json 1.C.json");
  /* C is on the disk now, verified with the key that A gives it. */
  assert_not_found (self, "c", MADO_FEED_ERROR_BAD_SIGNATURE, AGAIN " 1.B.json 1.C.json");
}

/* The same within one client, after the delegator took the key away. */
static void
test_key_taken_away (TufFixture *self, gconstpointer data)
{
  put_role (self, "A", tuf_make_targets (self, 1, "a"), "4");
  publish (self, tuf_delegate (self, tuf_make_targets (self, 2, "top"), "A", '4', "\"a\""), "A4");
  assert_found (self, "a", TOP " 1.A.json");
  tuf_put (self, "3.targets.json",
           tuf_delegate (self, tuf_make_targets (self, 3, "top"), "A", '5', "\"a\""), "3");
  tuf_put (self, "3.snapshot.json",
           tuf_with (tuf_make_snapshot (self, 3, 3), "\"meta\":{",
                     "\"meta\":{\"A.json\":{\"version\":1},"),
           "2");
  tuf_put (self, "timestamp.json", tuf_make_timestamp (self, 3, 3), "1");
  assert_not_found (self, "a", MADO_FEED_ERROR_BAD_SIGNATURE,
                    "2.root.json timestamp.json 3.snapshot.json 3.targets.json 1.A.json");
}

static void
test_delegated_expires (TufFixture *self, gconstpointer data)
{
  put_role (self, "A",
            tuf_with (tuf_make_targets (self, 1, "a"), TUF_EXPIRES, "2030-01-02T00:00:00Z"), "4");
  publish (self, tuf_delegate (self, tuf_make_targets (self, 2, "top"), "A", '4', "\"a\""), "A4");
  assert_found (self, "a", TOP " 1.A.json");
  self->now = TUF_NOW + 86400;
  assert_not_found (self, "a", MADO_FEED_ERROR_STALE, AGAIN " 1.A.json");
}

static void
test_delegated_version (TufFixture *self, gconstpointer data)
{
  put_role (self, "A", tuf_make_targets (self, 2, "a"), "4");
  publish (self, tuf_delegate (self, tuf_make_targets (self, 2, "top"), "A", '4', "\"a\""), "A4");
  assert_not_found (self, "a", MADO_FEED_ERROR_DAMAGED, TOP " 1.A.json");
}

static void
test_delegated_is_not_in_the_snapshot (TufFixture *self, gconstpointer data)
{
  put_role (self, "A", tuf_make_targets (self, 1, "a"), "4");
  publish (self, tuf_delegate (self, tuf_make_targets (self, 2, "top"), "A", '4', "\"a\""), "");
  assert_not_found (self, "a", MADO_FEED_ERROR_DAMAGED, TOP);
}

/* xF24: a chain without end, and a thousand side by side. */
static void
test_bound (TufFixture *self, gconstpointer data)
{
  JsonNode *snapshot = tuf_make_snapshot (self, 2, 2);
  g_autoptr (GString) meta = g_string_new ("\"meta\":{");
  g_autoptr (GString) roles = g_string_new (NULL);
  JsonNode *body = tuf_delegate (self, tuf_make_targets (self, 2, "top"), "r0", '4', "\"*\"");

  for (int i = 1; i < 1000; i++)
    {
      g_string_append_printf (
          roles, ",{\"keyids\":[\"%s\"],\"name\":\"r%d\",\"paths\":[\"*\"],\"threshold\":1}",
          mado_tuf_signer_get_id (self->keys[4]), i);
      g_string_append_printf (meta, "\"r%d.json\":{\"version\":1},", i);
    }
  g_string_append (meta, "\"r0.json\":{\"version\":1},");
  g_string_append (roles, "]},\"expires\"");
  tuf_put (self, "2.targets.json", tuf_with (body, "]},\"expires\"", roles->str), "3");
  tuf_put (self, "2.snapshot.json", tuf_with (snapshot, "\"meta\":{", meta->str), "2");
  tuf_put (self, "timestamp.json", tuf_make_timestamp (self, 2, 2), "1");
  for (int i = 0; i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("1.r%d.json", i);
      g_autofree char *path = g_strdup_printf ("f%d", i);

      tuf_put (self, name, tuf_make_targets (self, 1, path), "4");
    }
  g_assert_null (tuf_find (self, "f999"));
  g_assert_error (self->refusal, MADO_FEED_ERROR, MADO_FEED_ERROR_NO_TARGET);
  g_assert_cmpuint (self->asked->len, ==, 4 + 32);
  g_assert_nonnull (strstr (self->refusal->message, "f999"));
}

static void
test_prefixes (TufFixture *self, gconstpointer data)
{
  /* SHA-256 of "a" begins with ca97. */
  publish (self,
           tuf_with (tuf_delegate (self, tuf_make_targets (self, 2, "top"), "A", '4', "\"CA9\""),
                     "\"paths\"", "\"path_hash_prefixes\""),
           "A4");
  put_role (self, "A", tuf_make_targets (self, 1, "a"), "4");
  assert_found (self, "a", TOP " 1.A.json");
  assert_not_found (self, "b", MADO_FEED_ERROR_NO_TARGET, AGAIN);
}

/* xF23. */
static void
test_strange_names (TufFixture *self, gconstpointer data)
{
  static const char *const names[] = { "?", "#", "/delegated", "../delegated", "%2e", ".", "窓" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *quoted = g_uri_escape_string (names[i], NULL, FALSE);
      g_autofree char *name = g_strdup_printf ("1.%s.json", quoted);
      g_autofree char *meta = g_strdup_printf ("\"meta\":{\"%s.json\":{\"version\":1},", names[i]);
      g_autofree char *asked = g_strdup_printf (TOP " %s", name);

      tuf_tear_down (self, NULL);
      tuf_set_up (self, NULL);
      tuf_put (self, "2.targets.json",
               tuf_delegate (self, tuf_make_targets (self, 2, "top"), names[i], '4', "\"*\""), "3");
      tuf_put (self, "2.snapshot.json",
               tuf_with (tuf_make_snapshot (self, 2, 2), "\"meta\":{", meta), "2");
      tuf_put (self, "timestamp.json", tuf_make_timestamp (self, 2, 2), "1");
      tuf_put (self, name, tuf_make_targets (self, 1, "a"), "4");
      assert_found (self, "a", asked);
      assert_found (self, "a", AGAIN);
    }
}

static void
test_addresses (TufFixture *self, gconstpointer data)
{
  static const char *const pairs[][2] = {
    { "hello.txt", "D.hello.txt" },
    { "a/b/c d", "a/b/D.c%20d" },
    { "../x", "%2E%2E/D.x" },
    { "a/..", "a/D.%2E%2E" },
    { "/x", "/D.x" },
    { "a?b#c", "D.a%3Fb%23c" },
    { "%41", "D.%2541" },
    { "窓", "D.%E7%AA%93" },
  };
  g_autoptr (MadoTufClient) client
      = mado_tuf_client_open (self->folder, self->now, tuf_fetch, self, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *digest = g_strnfill (64, 'd');
      MadoTufTarget target = { .path = (char *) pairs[i][0], .hashes = { .sha256 = digest } };
      g_autofree char *address = mado_tuf_client_make_address (client, &target);
      g_autoptr (GString) shown = g_string_new (address);

      g_string_replace (shown, digest, "D", 1);
      g_assert_cmpstr (shown->str, ==, pairs[i][1]);
    }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/feed/tuf/delegations/" name, TufFixture, NULL, tuf_set_up, function, tuf_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feed/tuf/delegations/match-paths-part-by-part", test_patterns);
  g_test_add_func ("/feed/tuf/delegations/name-bins-by-the-first-bits", test_bins);
  g_test_add_func ("/feed/tuf/delegations/refuse-what-is-none", test_refused);
  ADD ("are-looked-into-depth-first-and-in-order", test_in_order);
  ADD ("end-the-search-where-they-say-so", test_terminating);
  ADD ("end-the-search-above-them-too", test_terminating_below);
  ADD ("are-looked-into-once-in-a-circle", test_cycle);
  ADD ("are-verified-with-the-keys-of-the-one-that-delegates", test_keys_of_the_delegator);
  ADD ("are-verified-again-when-a-key-was-taken-away", test_key_taken_away);
  ADD ("expire-on-the-disk-too", test_delegated_expires);
  ADD ("have-the-version-that-was-announced", test_delegated_version);
  ADD ("must-be-in-the-snapshot", test_delegated_is_not_in_the_snapshot);
  ADD ("are-looked-into-32-times-at-most", test_bound);
  ADD ("by-digest-take-what-begins-so", test_prefixes);
  ADD ("may-have-strange-names", test_strange_names);
  ADD ("give-addresses-that-are-quoted", test_addresses);
  return g_test_run ();
}
