/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands around a number is taken away, and its parts are put as the records put them. */
#include "core/store/mado-identifier.h"

#include <string.h>

#define LONGEST 300 /* characters: a number is no page of text */

/* Words in front of a number; longer ones first. */
static const char *const labels[] = {
  "grant agreement no",
  "grant agreement",
  "grant no",
  "project no",
  "celex number",
  "celex",
  "doi",
  "eli",
  "pic",
  "grant",
  "unts no",
  "unts",
  "no",
};

/* Spaces inside a number mean nothing in these. */
static const char *const solid[] = {
  /* EUR-Lex, "How CELEX numbers are composed": sector, year, type, number, and (01) */
  "^[0-9CE][0-9]{4}[A-Z]{1,2}[0-9]{2,4}(?:\\([0-9]{2}\\))?$",
  "^10\\.[0-9]{4,9}/\\S+$", /* DOI Handbook, 2.2 */
  "^[0-9]{6,9}$",           /* grant agreements and PICs of the European Commission */
};

static void
add (GPtrArray *forms, const char *form)
{
  for (guint i = 0; i < forms->len; i++)
    if (g_str_equal (g_ptr_array_index (forms, i), form))
      return;
  if (*form != '\0')
    g_ptr_array_add (forms, g_strdup (form));
}

static char *
squeeze (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);

  return g_strjoinv ("", parts);
}

/* One space where there were several, none at the ends; wide letters narrow. */
static char *
tidy (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *narrow = g_utf8_normalize (valid, -1, G_NORMALIZE_NFKC);
  g_autoptr (GRegex) spaces = g_regex_new ("[\\s\\x{3000}]+", 0, 0, NULL);
  g_autofree char *single = g_regex_replace_literal (spaces, narrow, -1, 0, " ", 0, NULL);

  return g_strstrip (g_steal_pointer (&single));
}

/* The number in an address of doi.org or EUR-Lex; transfer full, nullable. */
static char *
read_address (const char *text)
{
  static const char *const patterns[] = {
    "^https?://(?:dx\\.)?doi\\.org/(.+)$",
    "^https?://eur-lex\\.europa\\.eu/.*CELEX(?::|%3A)([0-9A-Z()%]+)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (patterns[i], G_REGEX_CASELESS, 0, NULL);
      g_autoptr (GMatchInfo) match = NULL;

      if (g_regex_match (regex, text, 0, &match))
        {
          g_autofree char *found = g_match_info_fetch (match, 1);

          return g_uri_unescape_string (found, NULL);
        }
    }
  return NULL;
}

/* "CELEX: 22011A0406(01)" → "22011A0406(01)" */
static const char *
skip_label (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      gsize length = strlen (labels[i]);

      if (g_ascii_strncasecmp (text, labels[i], length) == 0 && text[length] != '\0'
          && strchr (":. #", text[length]) != NULL)
        return text + length + strspn (text + length, ":. #");
    }
  return text;
}

/* OJ L 90, 6.4.2011, p. 2 however it is punctuated; transfer full, nullable. */
static char *
read_journal (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new (
      "^(?:O\\.? ?J\\.?[ :]*)?([LC]) ?0*([0-9]{1,4})[ ,/of]*"
      "0?([0-9]{1,2})[./]0?([0-9]{1,2})[./]([0-9]{4})(?:[ ,]*(?:pp?\\.?|pages?) ?([0-9]+).*)?$",
      G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  GString *form;

  if (!g_regex_match (regex, text, 0, &match))
    return NULL;
  for (gint i = 1; i <= 6; i++)
    {
      char *part = g_match_info_fetch (match, i);

      g_ptr_array_add (parts, part != NULL ? part : g_strdup (""));
    }
  form = g_string_new ("OJ ");
  g_string_append_printf (form, "%s %s, %s.%s.%s", (char *) parts->pdata[0],
                          (char *) parts->pdata[1], (char *) parts->pdata[2],
                          (char *) parts->pdata[3], (char *) parts->pdata[4]);
  if (*(char *) parts->pdata[5] != '\0')
    g_string_append_printf (form, ", p. %s", (char *) parts->pdata[5]);
  return g_string_free (form, FALSE);
}

static void
add_solid (GPtrArray *forms, const char *text)
{
  g_autofree char *whole = squeeze (text);

  for (guint i = 0; i < G_N_ELEMENTS (solid); i++)
    if (g_regex_match_simple (solid[i], whole, G_REGEX_CASELESS, 0))
      add (forms, whole);
}

/* Records have the address of an ELI with the scheme that it was published under. */
static void
add_eli (GPtrArray *forms, const char *text)
{
  const char *path = strstr (text, "eli/");
  g_autofree char *plain = NULL;
  g_autofree char *with_end = NULL;

  if (path == NULL || (path != text && strstr (text, "data.europa.eu/") == NULL))
    return;
  plain = g_strconcat ("http://data.europa.eu/", path, NULL);
  with_end = g_strconcat (plain, "/oj", NULL);
  add (forms, plain);
  add (forms, with_end);
}

GStrv
mado_identifier_list_forms (const char *text)
{
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *tidied = NULL;
  g_autofree char *address = NULL;
  g_autofree char *journal = NULL;
  const char *bare;

  g_return_val_if_fail (text != NULL, NULL);

  tidied = strlen (text) <= LONGEST ? tidy (text) : g_strdup ("");
  address = read_address (tidied);
  bare = skip_label (address != NULL ? address : tidied);
  journal = read_journal (bare);
  add_solid (forms, bare);
  if (journal != NULL)
    add (forms, journal);
  add_eli (forms, bare);
  add (forms, bare);
  add (forms, tidied);
  g_ptr_array_add (forms, NULL);
  return (GStrv) g_ptr_array_steal (forms, NULL);
}
