/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a list, their items and their pages. */
#include "core/store/mado-rows.h"

/* An item that is filled, with the row of a view behind it filled and measured, takes half a
 * millisecond. */
#define FILLED_A_TURN 4

struct _MadoRows
{
  guint n;
  GArray *known;        /* (element-type gint64) */
  gboolean is_changing; /* positions are on their way to those of @known */
  GHashTable *items;    /* position → MadoItem, not held */
  MadoPages *pages;
  GQueue unfilled; /* positions of items whose page has come */
  guint filler;
};

MadoRows *
mado_rows_new (void)
{
  MadoRows *self = g_rc_box_new0 (MadoRows);

  self->known = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->items = g_hash_table_new (NULL, NULL);
  self->pages = mado_pages_new ();
  g_queue_init (&self->unfilled);
  return self;
}

static void
detach_items (MadoRows *self)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    mado_item_detach (item);
  g_hash_table_remove_all (self->items);
}

static void
clear_rows (gpointer rows)
{
  MadoRows *self = rows;

  g_hash_table_unref (self->items);
  g_array_unref (self->known);
  mado_pages_free (self->pages);
  g_queue_clear (&self->unfilled);
}

void
mado_rows_free (MadoRows *self)
{
  detach_items (self);
  g_clear_handle_id (&self->filler, g_source_remove);
  g_rc_box_release_full (self, clear_rows);
}

guint
mado_rows_get_n (MadoRows *self)
{
  return self->n;
}

GArray *
mado_rows_get_known (MadoRows *self)
{
  return self->known;
}

gboolean
mado_rows_find (MadoRows *self, gint64 rowid, guint *position)
{
  for (guint i = 0; i < self->known->len; i++)
    if (g_array_index (self->known, gint64, i) == rowid)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

static MadoItem *
look_up (MadoRows *self, guint position)
{
  return g_hash_table_lookup (self->items, GUINT_TO_POINTER (position));
}

static void
forget_item_cb (guint position, gpointer user_data)
{
  MadoRows *self = user_data;

  g_hash_table_remove (self->items, GUINT_TO_POINTER (position));
}

static void
give_rowid (MadoRows *self, MadoItem *item, guint position)
{
  if (!self->is_changing && position < self->known->len)
    mado_item_set_rowid (item, g_array_index (self->known, gint64, position));
}

MadoItem *
mado_rows_get_item (MadoRows *self, guint position)
{
  MadoItem *item = look_up (self, position);
  MadoHit *hit;

  if (item != NULL)
    return g_object_ref (item);
  item = mado_item_new (position, forget_item_cb, self);
  g_hash_table_insert (self->items, GUINT_TO_POINTER (position), item);
  give_rowid (self, item, position);
  hit = mado_pages_get (self->pages, position);
  if (hit != NULL)
    mado_item_set_hit (item, hit);
  return item;
}

void
mado_rows_replace (MadoRows *self, GPtrArray *hits, guint n)
{
  detach_items (self);
  mado_rows_drop_pages (self);
  mado_pages_put (self->pages, 0, hits);
  g_array_unref (self->known);
  self->known = g_array_sized_new (FALSE, FALSE, sizeof (gint64), hits->len);
  for (guint i = 0; i < hits->len; i++)
    g_array_append_val (self->known, ((MadoHit *) g_ptr_array_index (hits, i))->rowid);
  self->n = n;
}

/* Items before the change stay, those in it leave, those after it move. */
static void
move_items (MadoRows *self, MadoChange change)
{
  g_autoptr (GHashTable) old = g_steal_pointer (&self->items);
  GHashTableIter iter;
  gpointer item;

  self->items = g_hash_table_new (NULL, NULL);
  g_hash_table_iter_init (&iter, old);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    {
      guint position = mado_item_get_position (item);

      if (position >= change.position && position - change.position < change.removed)
        {
          mado_item_detach (item);
          continue;
        }
      if (position >= change.position)
        position = position - change.removed + change.added;
      mado_item_set_position (item, position);
      g_hash_table_insert (self->items, GUINT_TO_POINTER (position), item);
    }
}

GArray *
mado_rows_dup_held (MadoRows *self)
{
  GArray *held = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    {
      gint64 rowid = mado_item_get_rowid (item);

      if (rowid != 0)
        g_array_append_val (held, rowid);
    }
  return held;
}

void
mado_rows_update (MadoRows *self, GArray *rowids, GArray *changes, GListModel *model)
{
  GHashTableIter iter;
  gpointer item;

  g_array_unref (self->known);
  self->known = rowids;
  self->is_changing = TRUE;
  for (guint i = 0; i < changes->len; i++)
    {
      MadoChange change = g_array_index (changes, MadoChange, i);

      self->n = self->n - change.removed + change.added;
      move_items (self, change);
      mado_pages_drop_from (self->pages, change.position / MADO_PAGE_LENGTH);
      g_list_model_items_changed (model, change.position, change.removed, change.added);
    }
  self->is_changing = FALSE;
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    give_rowid (self, item, mado_item_get_position (item));
}

gboolean
mado_rows_is_changing (MadoRows *self)
{
  return self->is_changing;
}

void
mado_rows_drop_pages (MadoRows *self)
{
  mado_pages_drop_from (self->pages, 0);
}

/* Notifying an item may run anything, the end of these rows too, so each is looked up anew. */
static gboolean
fill_cb (gpointer user_data)
{
  MadoRows *self = g_rc_box_acquire (user_data);
  gboolean more;

  for (guint i = 0; i < FILLED_A_TURN && !g_queue_is_empty (&self->unfilled); i++)
    {
      guint position = GPOINTER_TO_UINT (g_queue_pop_head (&self->unfilled));
      MadoItem *found = look_up (self, position);
      g_autoptr (MadoItem) item = found ? g_object_ref (found) : NULL;
      MadoHit *hit = mado_pages_get (self->pages, position);

      if (item != NULL && hit != NULL && mado_item_get_rowid (item) == hit->rowid)
        mado_item_set_hit (item, hit);
    }
  more = !g_queue_is_empty (&self->unfilled);
  if (!more)
    self->filler = 0;
  g_rc_box_release_full (self, clear_rows);
  return more;
}

void
mado_rows_take_page (MadoRows *self, guint page, GPtrArray *hits)
{
  mado_pages_put (self->pages, page, hits);
  for (guint i = 0; i < hits->len; i++)
    if (look_up (self, page * MADO_PAGE_LENGTH + i) != NULL)
      g_queue_push_tail (&self->unfilled, GUINT_TO_POINTER (page * MADO_PAGE_LENGTH + i));
  /* Before the next frame, but not all in one turn: a key that is pressed comes between. */
  if (self->filler == 0 && !g_queue_is_empty (&self->unfilled))
    self->filler = g_idle_add_full (G_PRIORITY_DEFAULT, fill_cb, self, NULL);
}

gboolean
mado_rows_is_page_held (MadoRows *self, guint page)
{
  for (guint i = 0; i < MADO_PAGE_LENGTH; i++)
    if (look_up (self, page * MADO_PAGE_LENGTH + i) != NULL)
      return TRUE;
  return FALSE;
}

void
mado_rows_foreach_held (MadoRows *self, gboolean all, MadoPageFunc func, gpointer user_data)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    if (all || mado_item_get_hit (item) == NULL)
      func (mado_item_get_position (item) / MADO_PAGE_LENGTH, user_data);
}
