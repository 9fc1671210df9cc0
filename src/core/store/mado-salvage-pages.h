/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows out of the pages of a file that SQLite refuses to read, or reads only up to the damage.
 * Nothing of the file is believed: who asks says of each row whether it is one that was written.
 * Reads the rows of tables WITHOUT ROWID, which is what the desk has. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MADO_PAGES_MAX_VALUES 16

typedef struct
{
  const char *text; /* NULL: it is a number, or nothing */
  gint64 number;
  gboolean is_null;
} MadoPageValue;

typedef enum
{
  MADO_PAGE_ROW_UNKNOWN,
  MADO_PAGE_ROW_WRITTEN,
  MADO_PAGE_ROW_OF_INDEX, /* may be what an index holds, which nobody needs */
} MadoPageRowIs;
typedef MadoPageRowIs (*MadoPageRow) (const MadoPageValue *values, guint n_values,
                                      gpointer user_data);

typedef struct
{
  guint n_lost;      /* rows that a page counts and that cannot be read */
  gboolean is_whole; /* no page is missing or unreadable: n_lost is all that was lost */
} MadoPagesRead;

gboolean mado_salvage_read_pages (const char *path, MadoPageRow row, gpointer user_data,
                                  MadoPagesRead *read, GCancellable *cancellable, GError **error);

G_END_DECLS
