/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers first, then titles, then anything that has the words; terms and themes stand last. */
#include "app/sections/search/mado-leap.h"

#include "app/sections/search/mado-findings.h"

#define WORDS ((1u << MADO_KIND_TERM) | (1u << MADO_KIND_THEME))
#define OTHERS (((1u << MADO_N_KINDS) - 2) & ~WORDS)

void
mado_leap_free (MadoLeap *self)
{
  g_clear_pointer (&self->query, mado_query_unref);
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  g_free (self);
}

static gboolean
has (MadoLeap *self, const MadoHit *hit)
{
  for (guint i = 0; i < self->hits->len; i++)
    if (((MadoHit *) g_ptr_array_index (self->hits, i))->rowid == hit->rowid)
      return TRUE;
  return FALSE;
}

static gboolean
add (MadoLeap *self, MadoReader *reader, MadoQuery *query, guint32 kinds, GCancellable *cancellable,
     GError **error)
{
  MadoRequest request = { .kinds = kinds, .query = query };
  g_autoptr (GPtrArray) hits = NULL;
  gboolean more;

  if (!query || mado_query_is_empty (query) || self->hits->len == MADO_LEAP_MOST)
    return TRUE;
  hits = mado_reader_first (reader, &request, MADO_LEAP_MOST, &more, cancellable, error);
  for (guint i = 0; hits && i < hits->len && self->hits->len < MADO_LEAP_MOST; i++)
    {
      MadoHit *hit = g_ptr_array_index (hits, i);

      if (hit->record && !has (self, hit))
        g_ptr_array_add (self->hits, mado_hit_ref (hit));
    }
  return hits != NULL;
}

/* Each word of @plain in the title, the last as it begins; nullable. */
static MadoQuery *
make_title_query (const char *plain)
{
  g_auto (GStrv) words = g_strsplit (plain, " ", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; words[i]; i++)
    g_string_append_printf (text, "title:%s%s", words[i], words[i + 1] ? " " : "*");
  return mado_query_parse (text->str, NULL, NULL, NULL);
}

/**
 * mado_leap_read:
 * @reader: on its own thread
 * @text: what was typed
 *
 * Blocks.
 *
 * Returns: (transfer full): at most %MADO_LEAP_MOST records; %NULL and @error when the store cannot
 *   be read
 */
MadoLeap *
mado_leap_read (MadoReader *reader, const char *text, GCancellable *cancellable, GError **error)
{
  g_autoptr (MadoLeap) self = g_new0 (MadoLeap, 1);
  g_autofree char *plain = mado_findings_make_plain (text);
  g_autoptr (MadoQuery) in_titles = make_title_query (plain);
  g_autoptr (MadoHit) identified = mado_findings_identify (reader, text, 0, cancellable);

  self->hits = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_hit_unref);
  self->query = mado_query_parse (plain, NULL, NULL, NULL);
  if (identified && identified->record)
    g_ptr_array_add (self->hits, mado_hit_ref (identified));
  if (!add (self, reader, in_titles, OTHERS, cancellable, error)
      || !add (self, reader, in_titles, WORDS, cancellable, error)
      || (self->hits->len == 0 && !add (self, reader, self->query, 0, cancellable, error)))
    return NULL;
  return g_steal_pointer (&self);
}
