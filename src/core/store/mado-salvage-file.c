/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file format of https://sqlite.org/fileformat2.html, as much of it as finding pages needs. */
#include "core/store/mado-salvage-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/store/mado-database.h"

#define MAGIC "SQLite format 3"
#define HEADER 100
#define USUAL_PAGE 4096 /* ours: we never set another */
#define LOG_HEADER 32
#define FRAME_HEADER 24
#define LOG_MAGIC 0x377f0682u /* the last bit: sums are of big-endian words */

struct _MadoSalvageFile
{
  int file;
  int log; /* -1: none */
  guint page_size;
  guint n_pages;
  guint n_free;
  gboolean is_whole;
  GHashTable *in_log; /* page → place in the log */
};

static guint32
read_number (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

/* Returns: whether all of it is there; what is not is zero */
static gboolean
read_at (int descriptor, guint64 place, guint8 *bytes, gsize size)
{
  gsize done = 0;

  while (done < size)
    {
      ssize_t got = pread (descriptor, bytes + done, size - done, (off_t) (place + done));

      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0)
        break;
      done += (gsize) got;
    }
  memset (bytes + done, 0, size - done);
  return done == size;
}

static gboolean
is_page_size (guint size)
{
  return size >= 512 && size <= 65536 && (size & (size - 1)) == 0;
}

/* What is needed of the file's header, where it can be believed. */
static guint
read_header (MadoSalvageFile *self, const guint8 *header)
{
  guint size = (guint) header[16] << 8 | header[17];

  if (size == 1)
    size = 65536;
  if (memcmp (header, MAGIC, sizeof MAGIC) != 0 || !is_page_size (size))
    {
      self->is_whole = FALSE;
      return 0;
    }
  self->page_size = size;
  self->n_free = read_number (header + 36);
  return read_number (header + 28);
}

typedef struct
{
  gboolean is_big_endian;
  guint32 sums[2];
} Sums;

static void
add_to_sums (Sums *self, const guint8 *bytes, gsize size)
{
  for (gsize i = 0; i + 8 <= size; i += 8)
    for (guint j = 0; j < 2; j++)
      {
        guint32 word = read_number (bytes + i + 4 * j);

        self->sums[j]
            += (self->is_big_endian ? word : GUINT32_SWAP_LE_BE (word)) + self->sums[1 - j];
      }
}

static gboolean
fits (const Sums *self, const guint8 *bytes)
{
  return self->sums[0] == read_number (bytes) && self->sums[1] == read_number (bytes + 4);
}

/* Takes over what was committed. Returns: the pages that the file then has, 0 where nothing was */
static guint
read_frames (MadoSalvageFile *self, const guint8 *header, Sums *sums)
{
  g_autoptr (GHashTable) open = g_hash_table_new (NULL, NULL);
  g_autofree guint8 *frame = g_malloc (FRAME_HEADER + self->page_size);
  guint64 step = FRAME_HEADER + self->page_size;
  guint n_pages = 0;

  for (guint64 place = LOG_HEADER; read_at (self->log, place, frame, step); place += step)
    {
      GHashTableIter iter;
      gpointer page, where;

      /* Another salt: left over from the log before this one. */
      if (memcmp (frame + 8, header + 16, 8) != 0)
        break;
      add_to_sums (sums, frame, 8);
      add_to_sums (sums, frame + FRAME_HEADER, self->page_size);
      if (!fits (sums, frame + 16))
        {
          self->is_whole = FALSE;
          break;
        }
      g_hash_table_insert (open, GUINT_TO_POINTER (read_number (frame)),
                           GSIZE_TO_POINTER (place + FRAME_HEADER));
      if (read_number (frame + 4) == 0)
        continue;
      n_pages = read_number (frame + 4);
      g_hash_table_iter_init (&iter, open);
      while (g_hash_table_iter_next (&iter, &page, &where))
        g_hash_table_insert (self->in_log, page, where);
      g_hash_table_remove_all (open);
    }
  return n_pages;
}

static guint
read_log (MadoSalvageFile *self)
{
  guint8 header[LOG_HEADER];
  Sums sums = { FALSE, { 0, 0 } };
  guint32 magic;

  if (self->log < 0 || !read_at (self->log, 0, header, sizeof header))
    return 0;
  magic = read_number (header);
  sums.is_big_endian = magic & 1;
  add_to_sums (&sums, header, 24);
  if ((magic & ~1u) != LOG_MAGIC || !is_page_size (read_number (header + 8))
      || !fits (&sums, header + 24))
    {
      self->is_whole = FALSE;
      return 0;
    }
  self->page_size = read_number (header + 8);
  return read_frames (self, header, &sums);
}

static int
open_file (const char *path, guint64 *size, GError **error)
{
  int descriptor = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  struct stat status;

  if (descriptor >= 0 && fstat (descriptor, &status) == 0 && S_ISREG (status.st_mode))
    {
      *size = (guint64) status.st_size;
      return descriptor;
    }
  else
    {
      int code = errno;
      g_autofree char *name = g_filename_display_basename (path);

      if (descriptor >= 0)
        close (descriptor);
      g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN, "%s: %s", name,
                   descriptor >= 0 ? "not a regular file" : g_strerror (code));
    }
  return -1;
}

/*
 * mado_salvage_file_open:
 * @path: (type filename): of a database, whatever is in it
 * @error: CANNOT_OPEN
 *
 * Returns: (transfer full) (nullable): its pages
 */
MadoSalvageFile *
mado_salvage_file_open (const char *path, GError **error)
{
  g_autoptr (MadoSalvageFile) self = g_new0 (MadoSalvageFile, 1);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  guint8 header[HEADER];
  guint64 size = 0, log_size = 0, there;
  guint said, logged;

  self->page_size = USUAL_PAGE;
  self->is_whole = TRUE;
  self->in_log = g_hash_table_new (NULL, NULL);
  self->log = -1;
  self->file = open_file (path, &size, error);
  if (self->file < 0)
    return NULL;
  self->log = open_file (log, &log_size, NULL);
  read_at (self->file, 0, header, sizeof header);
  said = read_header (self, header);
  logged = read_log (self);
  if (g_hash_table_contains (self->in_log, GUINT_TO_POINTER (1)))
    {
      g_autofree guint8 *first = g_malloc (self->page_size);

      mado_salvage_file_read (self, 1, first);
      said = read_header (self, first);
    }
  there = (size + self->page_size - 1) / self->page_size;
  self->n_pages = logged > 0 ? logged : (guint) MIN (there, G_MAXINT32);
  for (guint64 page = there + 1; self->is_whole && page <= MAX (said, logged); page++)
    self->is_whole = g_hash_table_contains (self->in_log, GSIZE_TO_POINTER (page));
  if (size % self->page_size != 0 && logged == 0)
    self->is_whole = FALSE;
  return g_steal_pointer (&self);
}

void
mado_salvage_file_close (MadoSalvageFile *self)
{
  if (self == NULL)
    return;
  if (self->file >= 0)
    close (self->file);
  if (self->log >= 0)
    close (self->log);
  g_hash_table_unref (self->in_log);
  g_free (self);
}

guint
mado_salvage_file_get_page_size (MadoSalvageFile *self)
{
  return self->page_size;
}

guint
mado_salvage_file_get_n_pages (MadoSalvageFile *self)
{
  return self->n_pages;
}

guint
mado_salvage_file_get_n_free (MadoSalvageFile *self)
{
  return self->n_free;
}

gboolean
mado_salvage_file_is_whole (MadoSalvageFile *self)
{
  return self->is_whole;
}

/*
 * mado_salvage_file_read:
 * @page: from 1
 * @bytes: (out): a page; what is not there is zero
 *
 * Returns: whether all of it is there
 */
gboolean
mado_salvage_file_read (MadoSalvageFile *self, guint page, guint8 *bytes)
{
  gpointer place;

  if (page == 0 || page > MAX (self->n_pages, 1))
    {
      memset (bytes, 0, self->page_size);
      return FALSE;
    }
  if (g_hash_table_lookup_extended (self->in_log, GUINT_TO_POINTER (page), NULL, &place))
    return read_at (self->log, GPOINTER_TO_SIZE (place), bytes, self->page_size);
  return read_at (self->file, (guint64) (page - 1) * self->page_size, bytes, self->page_size);
}
