/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes from outside is read here and nowhere else: an id is one that a record may have, and a
 * search is text without control characters. */
#include "app/sections/mado-address.h"

#include <string.h>

#define MAX_ID 200 /* as data/schema/common.json has it */

G_DEFINE_QUARK (mado - address - error - quark, mado_address_error)

/* Words in small letters and digits, with single hyphens between them: what the schema of records
 * lets an id be. */
static gboolean
is_id (const char *text)
{
  gsize length = strlen (text);

  if (length == 0 || length > MAX_ID || text[length - 1] == '-')
    return FALSE;
  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_islower (*c) && !g_ascii_isdigit (*c) && !(*c == '-' && c > text && c[-1] != '-'))
      return FALSE;
  return TRUE;
}

static gboolean
is_line (const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_iscntrl (g_utf8_get_char (c)))
      return FALSE;
  return TRUE;
}

/* What @path must name for a place: an id after one stroke; for a case, as RFC 4122 writes it. */
static gboolean
names_one (const char *place, const char *path)
{
  if (*path != '/')
    return FALSE;
  return g_str_equal (place, "case") ? g_uuid_string_is_valid (path + 1) : is_id (path + 1);
}

static GUri *
split (const char *text, GError **error)
{
  const char *scheme;
  g_autoptr (GUri) uri = NULL;

  if (strnlen (text, MADO_ADDRESS_MAX_LENGTH + 1) > MADO_ADDRESS_MAX_LENGTH)
    {
      g_set_error_literal (error, MADO_ADDRESS_ERROR, MADO_ADDRESS_ERROR_TOO_LONG,
                           "The address is too long");
      return NULL;
    }
  scheme = g_uri_peek_scheme (text);
  if (scheme == NULL || !g_str_equal (scheme, MADO_ADDRESS_SCHEME))
    {
      g_set_error_literal (error, MADO_ADDRESS_ERROR, MADO_ADDRESS_ERROR_FOREIGN,
                           "The address is not one of this program");
      return NULL;
    }
  uri = g_uri_parse (text, G_URI_FLAGS_ENCODED_QUERY, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0'
      || g_uri_get_userinfo (uri) != NULL || g_uri_get_port (uri) != -1
      || g_uri_get_fragment (uri) != NULL)
    {
      g_set_error_literal (error, MADO_ADDRESS_ERROR, MADO_ADDRESS_ERROR_MALFORMED,
                           "The address is not written as an address is");
      return NULL;
    }
  return g_steal_pointer (&uri);
}

/* Reads "q=…". Nothing else may be asked. */
static gboolean
take_query (MadoAddress *self, const char *written, GError **error)
{
  g_autoptr (GHashTable) asked = g_uri_parse_params (written, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  const char *query = asked != NULL ? g_hash_table_lookup (asked, "q") : NULL;

  if (asked != NULL
      && (self->record != NULL || self->desk_case != NULL || query == NULL
          || g_hash_table_size (asked) > 1))
    {
      g_set_error_literal (error, MADO_ADDRESS_ERROR, MADO_ADDRESS_ERROR_WANTS_MORE,
                           "The address asks for more than to be shown something");
      return FALSE;
    }
  if (query == NULL || !is_line (query))
    {
      g_set_error_literal (error, MADO_ADDRESS_ERROR, MADO_ADDRESS_ERROR_MALFORMED,
                           "What to search for cannot be read");
      return FALSE;
    }
  self->query = *query != '\0' ? g_strdup (query) : NULL;
  return TRUE;
}

/**
 * mado_address_parse:
 * @text: anything: it comes from outside
 *
 * Whether there is such a record or section is not looked at.
 *
 * Returns: (transfer full) (nullable): what to show, or NULL with @error of %MADO_ADDRESS_ERROR
 */
MadoAddress *
mado_address_parse (const char *text, GError **error)
{
  g_autoptr (MadoAddress) self = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autofree char *place = NULL;
  const char *path;
  gboolean is_record, is_search, is_case;

  g_return_val_if_fail (text != NULL, NULL);

  uri = split (text, error);
  if (uri == NULL)
    return NULL;
  place = g_ascii_strdown (g_uri_get_host (uri), -1);
  path = g_uri_get_path (uri);
  is_record = g_str_equal (place, "record");
  is_search = g_str_equal (place, "search");
  is_case = g_str_equal (place, "case");
  if (!is_record && !is_search && !is_case && !g_str_equal (place, "section"))
    {
      g_set_error_literal (error, MADO_ADDRESS_ERROR, MADO_ADDRESS_ERROR_WANTS_MORE,
                           "The address asks for more than to be shown something");
      return NULL;
    }
  if (is_search ? *path != '\0' : !names_one (place, path))
    {
      g_set_error_literal (error, MADO_ADDRESS_ERROR, MADO_ADDRESS_ERROR_MALFORMED,
                           "The address names no record, no case and no section");
      return NULL;
    }
  self = g_new0 (MadoAddress, 1);
  if (!is_search)
    *(is_record ? &self->record
      : is_case ? &self->desk_case
                : &self->section)
        = g_ascii_strdown (path + 1, -1);
  if (g_uri_get_query (uri) != NULL && !take_query (self, g_uri_get_query (uri), error))
    return NULL;
  return g_steal_pointer (&self);
}

void
mado_address_free (MadoAddress *self)
{
  if (self == NULL)
    return;
  g_free (self->record);
  g_free (self->desk_case);
  g_free (self->section);
  g_free (self->query);
  g_free (self);
}

/**
 * mado_address_for_record:
 * @id: of a record
 *
 * Returns: (transfer full): the address that shows it
 */
char *
mado_address_for_record (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  return g_strconcat (MADO_ADDRESS_SCHEME "://record/", id, NULL);
}

/**
 * mado_address_for_case:
 * @id: of a case
 *
 * Returns: (transfer full): the address that shows it
 */
char *
mado_address_for_case (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  return g_strconcat (MADO_ADDRESS_SCHEME "://case/", id, NULL);
}

/* @query (nullable): written behind @place, which is freed. */
static char *
add_query (char *place, const char *query)
{
  g_autofree char *before = place;
  g_autofree char *written = NULL;

  if (query == NULL || *query == '\0')
    return g_steal_pointer (&before);
  written = g_uri_escape_string (query, NULL, FALSE);
  return g_strconcat (before, "?q=", written, NULL);
}

/**
 * mado_address_for_section:
 * @id: of a section
 * @query: (nullable): what is searched for there; empty is the same as NULL
 *
 * Returns: (transfer full): the address that shows the section, and in it what the search finds
 */
char *
mado_address_for_section (const char *id, const char *query)
{
  g_return_val_if_fail (id != NULL, NULL);

  return add_query (g_strconcat (MADO_ADDRESS_SCHEME "://section/", id, NULL), query);
}

/**
 * mado_address_for_search:
 * @query: (nullable): what is searched for in everything; empty is the same as NULL
 *
 * Returns: (transfer full): the address that shows what the search finds in all sections
 */
char *
mado_address_for_search (const char *query)
{
  return add_query (g_strdup (MADO_ADDRESS_SCHEME "://search"), query);
}
