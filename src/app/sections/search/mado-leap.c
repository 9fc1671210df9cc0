/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers first, then titles, then anything that has the words; terms and themes stand last. */
#include "app/sections/search/mado-leap.h"

#include "app/sections/search/mado-findings.h"

#define WORDS ((1u << MADO_KIND_TERM) | (1u << MADO_KIND_THEME))
#define OTHERS (((1u << MADO_N_KINDS) - 2) & ~WORDS)

static const guint most[] = { [MADO_LEAP_TITLES] = MADO_LEAP_MOST, [MADO_LEAP_TEXTS] = 40 };

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

  if (!query || mado_query_is_empty (query) || self->hits->len >= most[self->reach])
    return TRUE;
  hits = mado_reader_first (reader, &request, most[self->reach], &more, cancellable, error);
  for (guint i = 0; hits && i < hits->len && self->hits->len < most[self->reach]; i++)
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
 * Returns: (transfer full): a screen full of records at most; %NULL and @error when the store
 * cannot be read
 */
MadoLeap *
mado_leap_read (MadoReader *reader, const char *text, MadoLeapReach reach,
                GCancellable *cancellable, GError **error)
{
  g_autoptr (MadoLeap) self = g_new0 (MadoLeap, 1);
  g_autofree char *plain = mado_findings_make_plain (text);
  g_autoptr (MadoQuery) in_titles = make_title_query (plain);
  g_autoptr (MadoHit) identified = mado_findings_identify (reader, text, 0, cancellable);

  self->reach = reach;
  self->hits = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_hit_unref);
  self->query = mado_query_parse (plain, NULL, NULL, NULL);
  if (identified && identified->record)
    g_ptr_array_add (self->hits, mado_hit_ref (identified));
  if (!add (self, reader, in_titles, OTHERS, cancellable, error)
      || !add (self, reader, in_titles, WORDS, cancellable, error)
      || ((self->hits->len == 0 || reach == MADO_LEAP_TEXTS)
          && !add (self, reader, self->query, 0, cancellable, error)))
    return NULL;
  return g_steal_pointer (&self);
}

/* --- From the window --- */

typedef struct
{
  char *text;
  MadoLeapReach reach;
} Wanted;

static void
free_wanted (gpointer data)
{
  Wanted *self = data;

  g_free (self->text);
  g_free (self);
}

static void
read_leap (GTask *task, gpointer reader, gpointer data, GCancellable *cancellable)
{
  const Wanted *wanted = data;
  GError *error = NULL;
  MadoLeap *leap = mado_leap_read (reader, wanted->text, wanted->reach, cancellable, &error);

  if (leap)
    g_task_return_pointer (task, leap, (GDestroyNotify) mado_leap_free);
  else
    g_task_return_error (task, error);
}

void
mado_leap_read_async (MadoContext *context, const char *text, MadoLeapReach reach,
                      GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Wanted *wanted;

  g_return_if_fail (MADO_IS_CONTEXT (context) && text != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  wanted = g_new0 (Wanted, 1);
  wanted->text = g_strdup (text);
  wanted->reach = reach;
  g_task_set_task_data (task, wanted, free_wanted);
  mado_context_read (context, task, read_leap);
}

MadoLeap *
mado_leap_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
