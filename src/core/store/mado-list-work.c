/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list's questions, answered on the reader's thread. Nothing here touches a list. */
#include "core/store/mado-list-work.h"

#include "core/store/mado-pages.h"
#include "core/store/mado-schema.h"

#define FIRST_HITS 20 /* a search is asked at each key: more than a screen holds, and no more */

MadoRequest *
mado_request_copy (const MadoRequest *self)
{
  MadoRequest *copy = g_memdup2 (self, sizeof *self);

  if (copy->query != NULL)
    mado_query_ref (copy->query);
  return copy;
}

void
mado_request_free (MadoRequest *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->query, mado_query_unref);
  g_free (self);
}

void
mado_first_free (MadoFirst *self)
{
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  g_free (self);
}

void
mado_all_free (MadoAll *self)
{
  g_clear_pointer (&self->rowids, g_array_unref);
  g_clear_pointer (&self->changes, g_array_unref);
  g_free (self);
}

/* A whole section, whose size the writer keeps. */
static gboolean
is_section (const MadoRequest *request)
{
  return request->query == NULL || (request->kinds != 0 && mado_query_is_empty (request->query));
}

static gboolean
read_counters (MadoReader *reader, guint32 kinds, MadoFirst *first, GError **error)
{
  g_auto (MadoStanding) standing = { 0 };

  if (!mado_reader_get_standing (reader, &standing, error))
    return FALSE;
  for (guint kind = 0; kind < MADO_N_KINDS; kind++)
    first->counts[kind] = kinds == 0 || (kinds & (1u << kind)) ? standing.counts[kind] : 0;
  return TRUE;
}

static void
count_hits (MadoFirst *first)
{
  for (guint i = 0; i < first->hits->len; i++)
    {
      MadoHit *hit = g_ptr_array_index (first->hits, i);
      guint64 kind = MADO_ROWID_KIND (hit->rowid);

      if (kind < MADO_N_KINDS)
        first->counts[kind]++;
    }
}

static void
read_first (GTask *task, gpointer handle, gpointer data, GCancellable *cancellable)
{
  MadoReader *reader = handle;
  const MadoRequest *request = data;
  g_autoptr (MadoFirst) first = g_new0 (MadoFirst, 1);
  GError *error = NULL;
  gboolean more = FALSE;

  first->hits
      = mado_reader_first (reader, request, is_section (request) ? MADO_PAGE_LENGTH : FIRST_HITS,
                           &more, cancellable, &error);
  if (first->hits == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  first->is_total = !more || is_section (request);
  if (!more || !is_section (request))
    count_hits (first);
  else if (!read_counters (reader, request->kinds, first, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&first), (GDestroyNotify) mado_first_free);
}

typedef struct
{
  MadoRequest *request;
  GArray *known;
  guint n;
  GArray *held;
} All;

static void
free_all (gpointer data)
{
  All *all = data;

  mado_request_free (all->request);
  g_array_unref (all->known);
  g_array_unref (all->held);
  g_free (all);
}

static void
read_all (GTask *task, gpointer handle, gpointer data, GCancellable *cancellable)
{
  const All *asked = data;
  g_autoptr (MadoAll) all = g_new0 (MadoAll, 1);
  GError *error = NULL;

  all->rowids = mado_reader_all (handle, asked->request, all->counts, cancellable, &error);
  if (all->rowids == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  all->changes = mado_changes_between (asked->known, asked->n, all->rowids, asked->held);
  g_task_return_pointer (task, g_steal_pointer (&all), (GDestroyNotify) mado_all_free);
}

typedef struct
{
  GArray *rowids;
  MadoQuery *query;
} Page;

static void
free_page (gpointer data)
{
  Page *page = data;

  g_array_unref (page->rowids);
  g_clear_pointer (&page->query, mado_query_unref);
  g_free (page);
}

static void
read_page (GTask *task, gpointer handle, gpointer data, GCancellable *cancellable)
{
  const Page *page = data;
  GError *error = NULL;
  GPtrArray *hits = mado_reader_page (handle, (const gint64 *) (gpointer) page->rowids->data,
                                      page->rowids->len, page->query, cancellable, &error);

  if (hits == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, hits, (GDestroyNotify) g_ptr_array_unref);
}

static void
find_row (GTask *task, gpointer handle, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  gint64 rowid = 0;

  mado_reader_find_row (handle, data, &rowid, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, rowid);
}

/* Takes @data. */
static void
run (MadoWorker *reader, GTaskThreadFunc work, gpointer data, GDestroyNotify free_data,
     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, data, free_data);
  mado_worker_run (reader, task, work);
}

void
mado_list_work_first (MadoWorker *reader, const MadoRequest *request, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  run (reader, read_first, mado_request_copy (request), (GDestroyNotify) mado_request_free,
       cancellable, callback, user_data);
}

void
mado_list_work_all (MadoWorker *reader, const MadoRequest *request, MadoRows *rows,
                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  All *all = g_new0 (All, 1);

  all->request = mado_request_copy (request);
  all->known = g_array_ref (mado_rows_get_known (rows));
  all->n = mado_rows_get_n (rows);
  all->held = mado_rows_dup_held (rows);
  run (reader, read_all, all, free_all, cancellable, callback, user_data);
}

void
mado_list_work_page (MadoWorker *reader, const gint64 *rowids, guint n, MadoQuery *query,
                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Page *page = g_new0 (Page, 1);

  page->rowids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  g_array_append_vals (page->rowids, rowids, n);
  page->query = query ? mado_query_ref (query) : NULL;
  run (reader, read_page, page, free_page, cancellable, callback, user_data);
}

void
mado_list_work_find (MadoWorker *reader, const char *id, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  run (reader, find_row, g_strdup (id), g_free, cancellable, callback, user_data);
}
