/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads delegations and finds those that a path falls to. */
#include "core/feed/tuf/mado-tuf-delegations.h"

#include <string.h>

#include "core/feed/mado-feed-error.h"
#include "core/feed/tuf/mado-tuf-fields.h"

#define NAME_MOST                                                                                  \
  200 /* bytes of a role's name as a file has it: with version and ending it fits                  \
       */
#define BITS_MOST 32

/* One named role, or all the bins together. */
typedef struct
{
  char *name; /* of bins: what their names begin with */
  MadoTufRole role;
  GPtrArray *patterns; /* nullable (element-type utf8) */
  GPtrArray *prefixes; /* nullable (element-type utf8): of the path's digest, in lower case */
  gboolean terminating;
} Delegation;

struct _MadoTufDelegations
{
  GHashTable *keys;
  GPtrArray *delegations; /* (element-type Delegation), in order; the one element for bins */
  guint bin_bits;         /* 0: there are no bins */
};

static void
free_delegation (gpointer data)
{
  Delegation *self = data;

  g_free (self->name);
  mado_tuf_role_clear (&self->role);
  g_clear_pointer (&self->patterns, g_ptr_array_unref);
  g_clear_pointer (&self->prefixes, g_ptr_array_unref);
  g_free (self);
}

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, MADO_FEED_ERROR, MADO_FEED_ERROR_DAMAGED, message);
  return FALSE;
}

/*
 * mado_tuf_is_role_name:
 *
 * Returns: whether a delegated role may be called so: its file must not take the place of a
 * top-level role's, and must have a name that fits
 */
gboolean
mado_tuf_is_role_name (const char *name)
{
  static const char *const taken[] = { "root", "timestamp", "snapshot", "targets", NULL };
  g_autofree char *quoted = g_uri_escape_string (name, NULL, FALSE);

  return *name != '\0' && strlen (quoted) <= NAME_MOST && !g_strv_contains (taken, name);
}

static gboolean
read_paths (Delegation *self, JsonObject *object, GError **error)
{
  if (json_object_has_member (object, "paths"))
    {
      self->patterns = mado_tuf_get_strings (object, "paths", error);
      if (!self->patterns)
        return FALSE;
    }
  if (!json_object_has_member (object, "path_hash_prefixes"))
    return TRUE;
  if (self->patterns)
    return fail (error, "a delegation has both “paths” and “path_hash_prefixes”");
  self->prefixes = mado_tuf_get_strings (object, "path_hash_prefixes", error);
  for (guint i = 0; self->prefixes && i < self->prefixes->len; i++)
    {
      char **prefix = (char **) &g_ptr_array_index (self->prefixes, i);
      char *lower = g_ascii_strdown (*prefix, -1);

      g_free (*prefix);
      *prefix = lower;
    }
  return self->prefixes != NULL;
}

/* @names: (element-type utf8): those of the roles before it */
static gboolean
read_role (MadoTufDelegations *self, JsonObject *object, GHashTable *names, GError **error)
{
  Delegation *delegation = g_new0 (Delegation, 1);
  const char *name = mado_tuf_get_string (object, "name", error);

  g_ptr_array_add (self->delegations, delegation);
  if (!name)
    return FALSE;
  if (!mado_tuf_is_role_name (name))
    return fail (error, "a delegated role has a name that it cannot have");
  /* Section 4.5: "The rolename MUST be unique in the delegations object". */
  if (!g_hash_table_add (names, (gpointer) name))
    return fail (error, "two delegated roles have the same name");
  delegation->name = g_strdup (name);
  if (json_object_has_member (object, "terminating")
      && !mado_tuf_get_boolean (object, "terminating", &delegation->terminating, error))
    return FALSE;
  return mado_tuf_role_read (&delegation->role, object, error)
         && read_paths (delegation, object, error);
}

static gboolean
read_roles (MadoTufDelegations *self, JsonObject *object, GError **error)
{
  JsonArray *roles = mado_tuf_get_array (object, "roles", error);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  if (!roles)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (roles); i++)
    {
      JsonObject *role = mado_tuf_get_element (roles, i, "roles", error);

      if (!role || !read_role (self, role, names, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_bins (MadoTufDelegations *self, JsonObject *object, GError **error)
{
  Delegation *bins = g_new0 (Delegation, 1);
  JsonObject *rule = mado_tuf_get_object (object, "succinct_roles", error);
  gint64 bits = rule ? mado_tuf_get_count (rule, "bit_length", 1, error) : -1;
  const char *prefix = bits > 0 ? mado_tuf_get_string (rule, "name_prefix", error) : NULL;

  g_ptr_array_add (self->delegations, bins);
  if (!prefix)
    return FALSE;
  if (bits > BITS_MOST)
    return fail (error, "“bit_length” is greater than 32");
  if (!mado_tuf_is_role_name (prefix))
    return fail (error, "the bins have a name that they cannot have");
  bins->name = g_strdup (prefix);
  self->bin_bits = (guint) bits;
  return mado_tuf_role_read (&bins->role, rule, error);
}

MadoTufDelegations *
mado_tuf_delegations_new (JsonObject *object, GError **error)
{
  g_autoptr (MadoTufDelegations) self = g_new0 (MadoTufDelegations, 1);
  JsonObject *keys = mado_tuf_get_object (object, "keys", error);
  gboolean has_roles = json_object_has_member (object, "roles");
  gboolean read;

  self->delegations = g_ptr_array_new_with_free_func (free_delegation);
  self->keys = keys ? mado_tuf_keys_read (keys, error) : NULL;
  if (!self->keys)
    return NULL;
  if (has_roles && json_object_has_member (object, "succinct_roles"))
    read = fail (error, "“delegations” has both “roles” and “succinct_roles”");
  else
    read = has_roles ? read_roles (self, object, error) : read_bins (self, object, error);
  return read ? g_steal_pointer (&self) : NULL;
}

void
mado_tuf_delegations_free (MadoTufDelegations *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_ptr_array_unref (self->delegations);
  g_free (self);
}

/* Transfer none (element-type utf8 MadoTufKey). */
GHashTable *
mado_tuf_delegations_get_keys (MadoTufDelegations *self)
{
  return self->keys;
}

static const char *
find_end (const char *segment)
{
  const char *end = strchr (segment, '/');

  return end ? end : segment + strlen (segment);
}

/* Whether the character at @text is in the set whose "[" is at @pattern; @pattern is moved behind
 * the set. A set that does not end is no set. */
static gboolean
match_set (const char **pattern, const char *pattern_end, gunichar character, gboolean *is_set)
{
  const char *at = *pattern + 1;
  gboolean negated = at < pattern_end && *at == '!';
  gboolean found = FALSE;
  const char *first;

  at += negated;
  first = at;
  *is_set = FALSE;
  while (at < pattern_end && (*at != ']' || at == first))
    {
      gunichar low = g_utf8_get_char (at);
      gunichar high = low;

      at = g_utf8_next_char (at);
      if (pattern_end - at >= 2 && at[0] == '-' && at[1] != ']')
        {
          high = g_utf8_get_char (at + 1);
          at = g_utf8_next_char (at + 1);
        }
      found = found || (low <= character && character <= high);
    }
  if (at >= pattern_end)
    return FALSE;
  *is_set = TRUE;
  *pattern = at + 1;
  return found != negated;
}

/* One character of @pattern that is no star, against one of the text. */
static gboolean
match_one (const char **pattern, const char *pattern_end, const char **text, const char *text_end)
{
  gunichar character;
  gboolean is_set;

  if (*pattern >= pattern_end || *text >= text_end)
    return FALSE;
  character = g_utf8_get_char (*text);
  *text = g_utf8_next_char (*text);
  if (**pattern == '[')
    {
      gboolean matches = match_set (pattern, pattern_end, character, &is_set);

      if (is_set)
        return matches;
    }
  else if (**pattern == '?')
    {
      *pattern += 1;
      return TRUE;
    }
  if (g_utf8_get_char (*pattern) != character)
    return FALSE;
  *pattern = g_utf8_next_char (*pattern);
  return TRUE;
}

/* Going back to the last star only keeps the time to the product of both lengths, whatever a
 * stranger writes; fnmatch() takes ages over many stars. */
static gboolean
match_segment (const char *text, const char *text_end, const char *pattern, const char *pattern_end)
{
  const char *after_star = NULL;
  const char *retry = NULL;

  while (text < text_end || pattern < pattern_end)
    {
      if (pattern < pattern_end && *pattern == '*')
        {
          after_star = ++pattern;
          retry = text;
          continue;
        }
      if (match_one (&pattern, pattern_end, &text, text_end))
        continue;
      if (!after_star || retry >= text_end)
        return FALSE;
      retry = g_utf8_next_char (retry);
      text = retry;
      pattern = after_star;
    }
  return TRUE;
}

/*
 * mado_tuf_path_matches:
 *
 * Returns: whether @path falls under @pattern, a shell pattern whose wildcards never match a "/"
 *   (section 4.5, "PATHPATTERN")
 */
gboolean
mado_tuf_path_matches (const char *path, const char *pattern)
{
  while (TRUE)
    {
      const char *path_end = find_end (path);
      const char *pattern_end = find_end (pattern);

      if (!match_segment (path, path_end, pattern, pattern_end) || *path_end != *pattern_end)
        return FALSE;
      if (*path_end == '\0')
        return TRUE;
      path = path_end + 1;
      pattern = pattern_end + 1;
    }
}

static gboolean
takes (Delegation *self, const char *path, const char *digest)
{
  for (guint i = 0; self->patterns && i < self->patterns->len; i++)
    if (mado_tuf_path_matches (path, g_ptr_array_index (self->patterns, i)))
      return TRUE;
  for (guint i = 0; self->prefixes && i < self->prefixes->len; i++)
    if (g_str_has_prefix (digest, g_ptr_array_index (self->prefixes, i)))
      return TRUE;
  return FALSE;
}

static guint
count_digits (guint bits)
{
  return (bits + 3) / 4;
}

/* The first bits of the digest are the bin's number. */
static char *
make_bin_name (MadoTufDelegations *self, const char *digest)
{
  Delegation *bins = g_ptr_array_index (self->delegations, 0);
  g_autofree char *first = g_strndup (digest, 8);
  guint64 number = g_ascii_strtoull (first, NULL, 16) >> (32 - self->bin_bits);

  return g_strdup_printf ("%s-%0*" G_GINT64_MODIFIER "x", bins->name,
                          (int) count_digits (self->bin_bits), number);
}

/*
 * mado_tuf_delegations_list:
 * @terminating: (out): the last of them ends the search, whatever else was still to be looked at
 *
 * Returns: (transfer full) (element-type utf8): the roles that @path is handed on to, in order
 */
GPtrArray *
mado_tuf_delegations_list (MadoTufDelegations *self, const char *path, gboolean *terminating)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);

  *terminating = FALSE;
  if (self->bin_bits > 0)
    {
      g_ptr_array_add (names, make_bin_name (self, digest));
      *terminating = TRUE; /* TAP 15: nobody else can be asked for what falls into a bin */
      return names;
    }
  for (guint i = 0; i < self->delegations->len && !*terminating; i++)
    {
      Delegation *delegation = g_ptr_array_index (self->delegations, i);

      if (!takes (delegation, path, digest))
        continue;
      g_ptr_array_add (names, g_strdup (delegation->name));
      *terminating = delegation->terminating;
    }
  return names;
}

static gboolean
is_bin (MadoTufDelegations *self, const char *name)
{
  Delegation *bins = g_ptr_array_index (self->delegations, 0);
  gsize length = strlen (bins->name);

  return strncmp (name, bins->name, length) == 0 && name[length] == '-'
         && strlen (name) == length + 1 + count_digits (self->bin_bits)
         && strspn (name + length + 1, "0123456789abcdef") == count_digits (self->bin_bits);
}

/* Transfer none, nullable: who signs for the delegated role @name. */
const MadoTufRole *
mado_tuf_delegations_find (MadoTufDelegations *self, const char *name)
{
  for (guint i = 0; i < self->delegations->len; i++)
    {
      Delegation *delegation = g_ptr_array_index (self->delegations, i);

      if (self->bin_bits > 0 ? is_bin (self, name) : g_strcmp0 (delegation->name, name) == 0)
        return &delegation->role;
    }
  return NULL;
}
