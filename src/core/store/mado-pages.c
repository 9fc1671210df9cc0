/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps the pages of a list that were used last. */
#include "core/store/mado-pages.h"

typedef struct
{
  guint number;
  GPtrArray *hits;
} Page;

struct _MadoPages
{
  GQueue used; /* of Page, the one used last first; twenty at most, so it is walked */
};

static void
free_page (gpointer data)
{
  Page *page = data;

  g_ptr_array_unref (page->hits);
  g_free (page);
}

MadoPages *
mado_pages_new (void)
{
  MadoPages *self = g_new0 (MadoPages, 1);

  g_queue_init (&self->used);
  return self;
}

void
mado_pages_free (MadoPages *self)
{
  g_queue_clear_full (&self->used, free_page);
  g_free (self);
}

static GList *
find_page (MadoPages *self, guint number)
{
  for (GList *link = self->used.head; link != NULL; link = link->next)
    if (((Page *) link->data)->number == number)
      return link;
  return NULL;
}

MadoHit *
mado_pages_get (MadoPages *self, guint position)
{
  GList *link = find_page (self, position / MADO_PAGE_LENGTH);
  guint row = position % MADO_PAGE_LENGTH;
  Page *page;

  if (link == NULL)
    return NULL;
  page = link->data;
  g_queue_unlink (&self->used, link);
  g_queue_push_head_link (&self->used, link);
  return row < page->hits->len ? g_ptr_array_index (page->hits, row) : NULL;
}

void
mado_pages_put (MadoPages *self, guint number, GPtrArray *hits)
{
  GList *link = find_page (self, number);
  Page *page = g_new0 (Page, 1);

  page->number = number;
  page->hits = g_ptr_array_ref (hits);
  if (link != NULL)
    {
      free_page (link->data);
      g_queue_delete_link (&self->used, link);
    }
  g_queue_push_head (&self->used, page);
  if (g_queue_get_length (&self->used) > MADO_PAGES_KEPT)
    free_page (g_queue_pop_tail (&self->used));
}

void
mado_pages_drop_from (MadoPages *self, guint number)
{
  GList *next;

  for (GList *link = self->used.head; link != NULL; link = next)
    {
      next = link->next;
      if (((Page *) link->data)->number < number)
        continue;
      free_page (link->data);
      g_queue_delete_link (&self->used, link);
    }
}

guint
mado_pages_get_n (MadoPages *self)
{
  return g_queue_get_length (&self->used);
}
