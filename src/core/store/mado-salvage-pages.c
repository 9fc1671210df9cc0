/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks for rows where the page says they are; and in a page that is not what it should be, at
 * every byte of it. What was deleted is overwritten (secure_delete), so that nothing that a person
 * took away comes back. */
#include "core/store/mado-salvage-pages.h"

#include <string.h>

#include "core/store/mado-salvage-file.h"

#define TABLE_LEAF 13
#define TABLE_INNER 5
#define INDEX_LEAF 10
#define INDEX_INNER 2
#define LEAST_ROW 4           /* bytes: no row of the desk is shorter */
#define MAX_ROW (1024 * 1024) /* nor longer */

typedef struct
{
  MadoSalvageFile *file;
  guint page_size;
  guint8 *page; /* the one that is looked at */
  GByteArray *row;
  guint8 *overflow;
  guint covered;         /* bytes of the page that the gathered row takes */
  GArray *chain;         /* pages that it is continued on */
  GHashTable *overflows; /* pages that rows are continued on */
  MadoPageRow take;
  gpointer user_data;
} Reading;

static void
clear_reading (Reading *self)
{
  g_clear_pointer (&self->file, mado_salvage_file_close);
  g_clear_pointer (&self->page, g_free);
  g_clear_pointer (&self->overflow, g_free);
  g_clear_pointer (&self->row, g_byte_array_unref);
  g_clear_pointer (&self->chain, g_array_unref);
  g_clear_pointer (&self->overflows, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, clear_reading)

/* Returns: the bytes that the number takes, 0 where there is none */
static guint
read_varint (const guint8 *bytes, gsize length, guint64 *number)
{
  *number = 0;
  for (guint i = 0; i < 9 && i < length; i++)
    {
      if (i == 8)
        *number = *number << 8 | bytes[i];
      else
        *number = *number << 7 | (bytes[i] & 0x7f);
      if (i == 8 || !(bytes[i] & 0x80))
        return i + 1;
    }
  return 0;
}

static guint
read_short (const guint8 *bytes)
{
  return (guint) bytes[0] << 8 | bytes[1];
}

static guint32
read_page_number (const guint8 *bytes)
{
  return (guint32) read_short (bytes) << 16 | read_short (bytes + 2);
}

/* How much of a row of @length stands in the page itself. */
static guint
count_local (guint page_size, guint length)
{
  guint most = (page_size - 12) * 64 / 255 - 23;
  guint least = (page_size - 12) * 32 / 255 - 23;
  guint local;

  if (length <= most)
    return length;
  local = least + (length - least) % (page_size - 4);
  return local <= most ? local : least;
}

/* Follows a row over the pages that it is continued on. */
static gboolean
append_overflow (Reading *self, guint32 page, gsize length)
{
  while (self->row->len < length)
    {
      guint part = MIN (self->page_size - 4, (guint) (length - self->row->len));

      if (page == 0 || !mado_salvage_file_read (self->file, page, self->overflow))
        return FALSE;
      g_byte_array_append (self->row, self->overflow + 4, part);
      g_array_append_val (self->chain, page);
      page = read_page_number (self->overflow);
    }
  return TRUE;
}

/* Brings the row whose length stands at @place of the page into self->row. */
static gboolean
gather (Reading *self, guint place)
{
  guint64 length;
  guint used = read_varint (self->page + place, self->page_size - place, &length);
  guint local;

  if (used == 0 || length < LEAST_ROW || length > MAX_ROW)
    return FALSE;
  place += used;
  local = count_local (self->page_size, (guint) length);
  self->covered = used + local + (local < length ? 4 : 0);
  if (place + local + (local < length ? 4 : 0) > self->page_size)
    return FALSE;
  g_byte_array_set_size (self->row, 0);
  g_array_set_size (self->chain, 0);
  g_byte_array_append (self->row, self->page + place, local);
  return local == length
         || append_overflow (self, read_page_number (self->page + place + local), length);
}

static gint64
read_integer (const guint8 *bytes, guint size)
{
  guint64 number = size > 0 && bytes[0] & 0x80 ? G_MAXUINT64 : 0;

  for (guint i = 0; i < size; i++)
    number = number << 8 | bytes[i];
  return (gint64) number;
}

/* Returns: the bytes of a value of @type, a text or a run of bytes from 12 on; -1 for one that no
 * row of ours has */
static gssize
count_bytes (guint64 type)
{
  static const gssize sizes[] = { 0, 1, 2, 3, 4, 6, 8, -1, 0, 0 };

  if (type < G_N_ELEMENTS (sizes))
    return sizes[type];
  return type >= 12 && type < 2 * MAX_ROW ? (gssize) (type - 12) / 2 : -1;
}

static void
free_texts (MadoPageValue *values, guint n)
{
  for (guint i = 0; i < n; i++)
    g_free ((char *) values[i].text);
}

/* What the gathered row is; one that was written is taken. */
static MadoPageRowIs
take_row (Reading *self)
{
  MadoPageValue values[MADO_PAGES_MAX_VALUES] = { 0 };
  const guint8 *row = self->row->data;
  guint64 head, type;
  gsize at = read_varint (row, self->row->len, &head);
  gsize value = head;
  guint n = 0;
  gboolean sound = at > 0 && head <= self->row->len;
  MadoPageRowIs what = MADO_PAGE_ROW_UNKNOWN;

  while (sound && at < head && n < MADO_PAGES_MAX_VALUES)
    {
      guint used = read_varint (row + at, head - at, &type);
      gssize size = used > 0 ? count_bytes (type) : -1;

      sound = size >= 0 && value + (gsize) size <= self->row->len;
      if (!sound)
        break;
      /* Bytes are in indexes only, and nobody needs them. */
      if (type >= 12 && type % 2 == 0)
        values[n].is_null = TRUE;
      else if (type >= 12)
        values[n].text = g_strndup ((const char *) row + value, (gsize) size);
      else if (type == 0)
        values[n].is_null = TRUE;
      else
        values[n].number = type >= 8 ? (gint64) type - 8 : read_integer (row + value, (guint) size);
      at += used;
      value += (gsize) size;
      n++;
    }
  if (sound && at == head && value == self->row->len)
    what = self->take (values, n, self->user_data);
  free_texts (values, n);
  for (guint i = 0; what == MADO_PAGE_ROW_WRITTEN && i < self->chain->len; i++)
    g_hash_table_add (self->overflows, GUINT_TO_POINTER (g_array_index (self->chain, guint32, i)));
  return what;
}

typedef struct
{
  guint n_cells; /* that the page counts */
  guint n_named; /* of them, at a place where one can be */
  guint n_taken; /* of them, rows that were written */
  guint n_index; /* of them, what an index may hold */
  guint covered; /* bytes */
} Named;

static void
read_named_row (Reading *self, guint place, guint inner, Named *named)
{
  MadoPageRowIs what = gather (self, place + inner) ? take_row (self) : MADO_PAGE_ROW_UNKNOWN;

  named->n_named++;
  if (what == MADO_PAGE_ROW_UNKNOWN)
    return;
  named->n_taken += what == MADO_PAGE_ROW_WRITTEN;
  named->n_index += what == MADO_PAGE_ROW_OF_INDEX;
  named->covered += inner + self->covered;
}

/* Rows at the places that the page names. */
static void
read_named (Reading *self, Named *named)
{
  guint inner = self->page[0] == INDEX_INNER ? 4 : 0;
  guint list = inner > 0 ? 12 : 8;
  guint start = CLAMP (read_short (self->page + 5), list, self->page_size);

  named->n_cells = read_short (self->page + 3);
  for (guint i = 0; i < named->n_cells && list + 2 * i + 2 <= start; i++)
    {
      guint place = read_short (self->page + list + 2 * i);

      if (place >= start && place + inner < self->page_size)
        read_named_row (self, place, inner, named);
    }
}

/* Whether rows and gaps fill the part of the page that is in use: else there are rows that the page
 * does not name any more. */
static gboolean
adds_up (Reading *self, const Named *named)
{
  guint start = read_short (self->page + 5);
  guint gap = read_short (self->page + 1);
  guint used = named->covered + self->page[7];

  if (start == 0)
    start = 65536;
  for (guint last = 0; gap > last && gap + 4 <= self->page_size;
       gap = read_short (self->page + gap))
    {
      used += read_short (self->page + gap + 2);
      last = gap;
    }
  return start + used == self->page_size;
}

static guint
read_anywhere (Reading *self)
{
  guint n_taken = 0;

  for (guint place = 0; place + LEAST_ROW < self->page_size; place++)
    if (gather (self, place) && take_row (self) == MADO_PAGE_ROW_WRITTEN)
      n_taken++;
  return n_taken;
}

/* The pages that a row of a table with row numbers is continued on. */
static void
note_chain (Reading *self, guint32 page)
{
  while (page != 0 && g_hash_table_add (self->overflows, GUINT_TO_POINTER (page))
         && mado_salvage_file_read (self->file, page, self->overflow))
    page = read_page_number (self->overflow);
}

/* One cell of a table with row numbers: (length, row number, row …), or (page, row number) in an
 * inner page. Returns: whether it is one; @rowid (inout) grows */
static gboolean
note_cell (Reading *self, guint place, gboolean is_inner, gint64 *rowid)
{
  guint most = self->page_size - 35;
  guint least = (self->page_size - 12) * 32 / 255 - 23;
  guint64 length = 0, number;
  guint used = is_inner ? 4 : read_varint (self->page + place, self->page_size - place, &length);
  guint local;

  place += used;
  if (used == 0 || place >= self->page_size)
    return FALSE;
  used = read_varint (self->page + place, self->page_size - place, &number);
  if (used == 0 || (gint64) number <= *rowid)
    return FALSE;
  *rowid = (gint64) number;
  place += used;
  if (length <= most)
    return place + length <= self->page_size;
  local = least + (guint) ((length - least) % (self->page_size - 4));
  place += local <= most ? local : least;
  if (place + 4 > self->page_size)
    return FALSE;
  note_chain (self, read_page_number (self->page + place));
  return TRUE;
}

/* A table with row numbers holds nothing that the desk could lose, but its pages, and those that
 * its long rows are continued on, must not pass for lost ones. */
static gboolean
is_of_numbered_table (Reading *self)
{
  gboolean is_inner = self->page[0] == TABLE_INNER;
  guint n_cells = read_short (self->page + 3);
  guint list = is_inner ? 12 : 8;
  guint start = read_short (self->page + 5);
  gint64 rowid = G_MININT64;

  if ((!is_inner && self->page[0] != TABLE_LEAF) || start < list + 2 * n_cells
      || start > self->page_size)
    return FALSE;
  for (guint i = 0; i < n_cells; i++)
    {
      guint place = read_short (self->page + list + 2 * i);

      if (place < start || place + 4 >= self->page_size
          || !note_cell (self, place, is_inner, &rowid))
        return FALSE;
    }
  return TRUE;
}

/* Returns: whether the page is one of rows, be it only by what was found in it */
static gboolean
read_page (Reading *self, MadoPagesRead *read)
{
  gboolean says_so = self->page[0] == INDEX_LEAF || self->page[0] == INDEX_INNER;
  Named named = { 0 };
  guint n_found;

  if (says_so)
    read_named (self, &named);
  if (says_so && named.n_taken == named.n_cells && adds_up (self, &named))
    return TRUE;
  n_found = read_anywhere (self);
  /* An index, or the page of a table with row numbers, of which the desk has no row to lose. */
  if (n_found == 0 && (named.n_index > 0 || is_of_numbered_table (self)))
    return TRUE;
  /* A count that the page itself belies counts nothing. */
  if (named.n_named != named.n_cells)
    read->is_whole = FALSE;
  if (named.n_named > n_found)
    read->n_lost += named.n_named - n_found;
  else if (says_so ? n_found != named.n_cells : n_found > 0)
    read->is_whole = FALSE;
  return says_so || n_found > 0;
}

/* The first page holds the schema and the file's header. */
static gboolean
is_first_page_sound (Reading *self)
{
  return mado_salvage_file_read (self->file, 1, self->page)
         && (self->page[100] == TABLE_LEAF || self->page[100] == TABLE_INNER);
}

/*
 * mado_salvage_read_pages:
 * @path: (type filename): of a database, whatever is in it; it is only read
 * @row: called for each row that can be read; several times with one that stands in several places
 * @read: (out): what could not be read
 * @error: CANNOT_OPEN, or G_IO_ERROR_CANCELLED
 */
gboolean
mado_salvage_read_pages (const char *path, MadoPageRow row, gpointer user_data, MadoPagesRead *read,
                         GCancellable *cancellable, GError **error)
{
  g_auto (Reading) self = { 0 };
  g_autoptr (GHashTable) others = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer page;

  self.file = mado_salvage_file_open (path, error);
  if (self.file == NULL)
    return FALSE;
  self.page_size = mado_salvage_file_get_page_size (self.file);
  self.page = g_malloc (self.page_size);
  self.overflow = g_malloc (self.page_size);
  self.row = g_byte_array_new ();
  self.chain = g_array_new (FALSE, FALSE, sizeof (guint32));
  self.overflows = g_hash_table_new (NULL, NULL);
  self.take = row;
  self.user_data = user_data;
  read->n_lost = 0;
  read->is_whole = mado_salvage_file_is_whole (self.file) && is_first_page_sound (&self);
  for (guint number = 2; number <= mado_salvage_file_get_n_pages (self.file); number++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      mado_salvage_file_read (self.file, number, self.page);
      if (!read_page (&self, read))
        g_hash_table_add (others, GUINT_TO_POINTER (number));
    }
  /* What is neither a page of rows nor the continuation of one is free, or it was one. */
  g_hash_table_iter_init (&iter, self.overflows);
  while (g_hash_table_iter_next (&iter, &page, NULL))
    g_hash_table_remove (others, page);
  if (g_hash_table_size (others) > mado_salvage_file_get_n_free (self.file))
    read->is_whole = FALSE;
  return TRUE;
}
