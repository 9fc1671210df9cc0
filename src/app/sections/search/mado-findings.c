/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A search over everything, grouped by section, and what to do where it finds nothing. */
#include "app/sections/search/mado-findings.h"

#include <string.h>

#include "app/sections/search/mado-relax.h"

#define MAX_COLONS 8

static void
free_group (gpointer data)
{
  MadoFindingsGroup *group = data;

  g_clear_pointer (&group->hits, g_ptr_array_unref);
  g_free (group);
}

void
mado_findings_free (MadoFindings *self)
{
  g_clear_pointer (&self->query, mado_query_unref);
  g_clear_pointer (&self->expansions, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->lost, g_ptr_array_unref);
  g_clear_pointer (&self->relaxations, g_ptr_array_unref);
  g_free (self);
}

MadoHit *
mado_findings_identify (MadoReader *reader, const char *typed, guint32 kinds,
                        GCancellable *cancellable)
{
  return mado_reader_identify (reader, typed, kinds, cancellable, NULL);
}

static gboolean
same_record (const MadoHit *hit, const MadoHit *other)
{
  return hit->rowid == other->rowid;
}

/* The hits of the group, that with the number asked for first. */
static GPtrArray *
read_hits (MadoReader *reader, const MadoRequest *request, MadoHit *identified, guint limit,
           GCancellable *cancellable, GError **error)
{
  gboolean more;
  g_autoptr (GPtrArray) hits
      = mado_reader_first (reader, request, limit, &more, cancellable, error);
  GPtrArray *chosen;

  if (!hits)
    return NULL;
  chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_hit_unref);
  if (identified)
    g_ptr_array_add (chosen, mado_hit_ref (identified));
  for (guint i = 0; i < hits->len && chosen->len < limit; i++)
    {
      MadoHit *hit = g_ptr_array_index (hits, i);

      if (hit->record && !(identified && same_record (hit, identified)))
        g_ptr_array_add (chosen, mado_hit_ref (hit));
    }
  return chosen;
}

static gboolean
add_group (MadoFindings *self, MadoReader *reader, const MadoSection *section, guint64 count,
           MadoHit *identified, const MadoRequest *all, GCancellable *cancellable, GError **error)
{
  MadoRequest request = *all;
  MadoFindingsGroup *group;
  guint limit = self->groups->len == 0 || identified ? MADO_FINDINGS_FIRST : MADO_FINDINGS_OTHERS;
  GPtrArray *hits;

  request.kinds = section ? section->kinds : 1u << MADO_KIND_THEME;
  if (all->kinds != 0)
    request.kinds &= all->kinds;
  hits = read_hits (reader, &request, identified, limit, cancellable, error);
  if (!hits)
    return FALSE;
  group = g_new0 (MadoFindingsGroup, 1);
  group->section = section;
  group->count = count;
  group->hits = hits;
  g_ptr_array_insert (self->groups, identified ? 0 : -1, group);
  return TRUE;
}

static gboolean
read_groups (MadoFindings *self, MadoReader *reader, const MadoRequest *request,
             GCancellable *cancellable, GError **error)
{
  guint64 counts[MADO_N_KINDS] = { 0 };
  g_autoptr (GArray) rowids = mado_reader_all (reader, request, counts, cancellable, error);
  g_autoptr (MadoHit) identified = NULL;

  if (!rowids)
    return FALSE;
  self->count = rowids->len;
  if (rowids->len > 0)
    identified = mado_findings_identify (reader, mado_query_get_text (self->query), request->kinds,
                                         cancellable);
  for (guint i = 0; i <= mado_sections_get_n (); i++)
    {
      const MadoSection *section = i < mado_sections_get_n () ? mado_sections_get (i) : NULL;
      guint64 count = section ? mado_section_count (section, counts) : counts[MADO_KIND_THEME];
      MadoKind kind = identified ? mado_record_get_kind (identified->record) : MADO_KIND_NONE;
      gboolean has_it
          = identified && (section ? mado_section_has (section, kind) : kind == MADO_KIND_THEME);

      if (count > 0
          && !add_group (self, reader, section, count, has_it ? identified : NULL, request,
                         cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* A list that the glossary answers, less what the user has refused. */
static MadoQuery *
expand (MadoFindings *self, MadoQuery *query, const char *const *refused)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();

  for (guint i = 0; i < self->expansions->len; i++)
    {
      MadoExpansion *expansion = g_ptr_array_index (self->expansions, i);

      if (!refused || !g_strv_contains (refused, expansion->word))
        g_ptr_array_add (wanted, expansion);
    }
  return mado_query_expand (query, wanted);
}

/**
 * mado_findings_read:
 * @reader: on its own thread
 * @query: parsed, without expansions
 * @kinds: bits of kinds; 0 is everything
 * @refused: (nullable): words of the glossary that are left out
 *
 * Blocks. A query that asks for nothing finds nothing.
 *
 * Returns: (transfer full): %NULL and @error when the store cannot be read
 */
MadoFindings *
mado_findings_read (MadoReader *reader, MadoQuery *query, guint32 kinds, const char *const *refused,
                    MadoLanguage language, GCancellable *cancellable, GError **error)
{
  g_autoptr (MadoFindings) self = g_new0 (MadoFindings, 1);
  MadoRequest request = { .kinds = kinds, .language = language };

  g_return_val_if_fail (reader != NULL && query != NULL, NULL);

  self->groups = g_ptr_array_new_with_free_func (free_group);
  self->expansions = mado_reader_list_expansions (reader, query, error);
  if (!self->expansions)
    return NULL;
  self->query = expand (self, query, refused);
  request.query = self->query;
  if (mado_query_is_empty (query))
    return g_steal_pointer (&self);
  if (!read_groups (self, reader, &request, cancellable, error))
    return NULL;
  if (self->count == 0
      && !mado_relax (reader, query, kinds, &self->relaxations, &self->lost, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* Where "word:" begins at the character @position, the offset of its colon in bytes; else -1. */
static gssize
find_colon (const char *text, guint position)
{
  const char *start, *at;

  if (position > (guint) g_utf8_strlen (text, -1))
    return -1;
  start = at = g_utf8_offset_to_pointer (text, position);
  while (g_ascii_isalpha (*at) || *at == '_')
    at++;
  return at > start && *at == ':' ? at - text : -1;
}

/**
 * mado_findings_parse:
 * @mistake: (out) (optional): the character at which a word stands that was taken for a field,
 *   or G_MAXUINT
 *
 * Returns: (transfer full): %NULL and MADO_STORE_ERROR_BAD_QUERY where the mistake is another one;
 *   @mistake is then its place
 */
MadoQuery *
mado_findings_parse (const char *text, MadoVocabulary *vocabulary, guint *mistake, GError **error)
{
  g_autofree char *mended = g_strdup (text);
  guint first = G_MAXUINT;

  for (guint i = 0;; i++)
    {
      g_autoptr (GError) problem = NULL;
      guint position = G_MAXUINT;
      MadoQuery *query = mado_query_parse (mended, vocabulary, &position, &problem);
      gssize colon = query ? -1 : find_colon (mended, position);

      if (!query && first == G_MAXUINT)
        first = position;
      if (query || colon < 0 || i == MAX_COLONS)
        {
          if (mistake)
            *mistake = query ? first : position;
          if (!query)
            g_propagate_error (error, g_steal_pointer (&problem));
          return query;
        }
      mended[colon] = ' ';
    }
}

char *
mado_findings_make_plain (const char *text)
{
  g_autoptr (GRegex) signs
      = g_regex_new ("[:\"()*：＂“”„（）＊]|(?<!\\S)(?:[-－]+|(?:AND|OR|NOT)(?!\\S))", 0, 0, NULL);
  g_autoptr (GRegex) spaces = g_regex_new ("[\\s\\x{3000}]+", 0, 0, NULL);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *bare = g_regex_replace_literal (signs, valid, -1, 0, " ", 0, NULL);

  return g_strstrip (g_regex_replace_literal (spaces, bare, -1, 0, " ", 0, NULL));
}

GArray *
mado_findings_mark (MadoQuery *query, const char *text)
{
  return mado_needles_find (mado_query_get_needles (query), text);
}
