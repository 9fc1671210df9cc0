/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table that leaves the program, as CSV (RFC 4180) or with tabs for the clipboard. */
#include "core/export/mado-table.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

struct _MadoTable
{
  GArray *types;     /* (element-type MadoTableColumn) */
  GPtrArray *titles; /* (element-type utf8) */
  GPtrArray *cells;  /* (element-type utf8), row after row */
};

/**
 * mado_table_new:
 *
 * Returns: (transfer full): a table without columns; they are all added before the first cell
 */
MadoTable *
mado_table_new (void)
{
  MadoTable *self = g_atomic_rc_box_new0 (MadoTable);

  self->types = g_array_new (FALSE, FALSE, sizeof (MadoTableColumn));
  self->titles = g_ptr_array_new_with_free_func (g_free);
  self->cells = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * mado_table_ref:
 *
 * Returns: (transfer full): the table, held once more
 */
MadoTable *
mado_table_ref (MadoTable *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_table (gpointer data)
{
  MadoTable *self = data;

  g_array_unref (self->types);
  g_ptr_array_unref (self->titles);
  g_ptr_array_unref (self->cells);
}

/**
 * mado_table_unref:
 * @self: (transfer full): freed with the last reference
 */
void
mado_table_unref (MadoTable *self)
{
  g_atomic_rc_box_release_full (self, clear_table);
}

/**
 * mado_table_add_column:
 * @title: as the first line gives it
 */
void
mado_table_add_column (MadoTable *self, MadoTableColumn type, const char *title)
{
  g_return_if_fail (self != NULL && title != NULL && self->cells->len == 0);

  g_array_append_val (self->types, type);
  g_ptr_array_add (self->titles, g_strdup (title));
}

/**
 * mado_table_add_cell:
 * @text: (nullable): the next cell, from left to right and from top to bottom; %NULL leaves it
 *   empty
 */
void
mado_table_add_cell (MadoTable *self, const char *text)
{
  g_return_if_fail (self != NULL && self->titles->len > 0);

  g_ptr_array_add (self->cells, g_strdup (text != NULL ? text : ""));
}

guint
mado_table_get_n_columns (MadoTable *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->titles->len;
}

guint
mado_table_get_n_rows (MadoTable *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->titles->len > 0 ? self->cells->len / self->titles->len : 0;
}

MadoTableColumn
mado_table_get_column_type (MadoTable *self, guint column)
{
  g_return_val_if_fail (self != NULL && column < self->types->len, MADO_TABLE_TEXT);

  return g_array_index (self->types, MadoTableColumn, column);
}

const char *
mado_table_get_title (MadoTable *self, guint column)
{
  g_return_val_if_fail (self != NULL && column < self->titles->len, NULL);

  return g_ptr_array_index (self->titles, column);
}

/**
 * mado_table_get_cell:
 *
 * Returns: (transfer none): the text, empty where there is none
 */
const char *
mado_table_get_cell (MadoTable *self, guint row, guint column)
{
  g_return_val_if_fail (
      self != NULL && column < self->titles->len && row < mado_table_get_n_rows (self), NULL);

  return g_ptr_array_index (self->cells, row * self->titles->len + column);
}

static gboolean
is_number (const char *text)
{
  const char *p = *text == '-' ? text + 1 : text;

  return *p != '\0' && strspn (p, "0123456789") == strlen (p);
}

/* What a spreadsheet takes for the start of a formula; in Japanese ones the wide forms as well. A
 * tab or a line break is dropped by some before they look. */
static gboolean
begins_formula (const char *text)
{
  return *text != '\0' && g_utf8_strchr ("=+-@\t\r\n＝＋－＠", -1, g_utf8_get_char (text)) != NULL;
}

/* Such a cell gets an apostrophe, by which a spreadsheet shows it as text. One that has apostrophes
 * of its own there gets one more, so that taking away one gives the text back in every case. */
static gboolean
needs_apostrophe (const char *text)
{
  return begins_formula (text + strspn (text, "'"));
}

static void
append_quoted (GString *csv, const char *text)
{
  const gsize length = strlen (text);
  const gboolean quotes
      = strpbrk (text, "\",\r\n\t") != NULL
        || (length > 0 && (g_ascii_isspace (text[0]) || g_ascii_isspace (text[length - 1])));

  if (!quotes)
    {
      g_string_append (csv, text);
      return;
    }
  g_string_append_c (csv, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *p);
    }
  g_string_append_c (csv, '"');
}

static void
append_cell (GString *csv, const char *text, MadoTableColumn type, MadoCsvForm form)
{
  g_autofree char *safe = NULL;

  if (form == MADO_CSV_FOR_PEOPLE && needs_apostrophe (text)
      && !(type == MADO_TABLE_NUMBER && is_number (text)))
    text = safe = g_strconcat ("'", text, NULL);
  append_quoted (csv, text);
}

/**
 * mado_table_to_csv:
 * @form: for whom
 *
 * One line of titles, then a line a row, as RFC 4180 has it: commas, lines that end with CR LF,
 * double quotes around what holds a comma, a quote, a tab, a line break or a space at its ends.
 *
 * A comment has no place in CSV, and not every reader passes over one. What the numbers were read
 * in, the edition and its date, is therefore a column like any other, the last one, that says the
 * same in each row: the rows keep it wherever they are sorted or pasted.
 *
 * Returns: (transfer full)
 */
char *
mado_table_to_csv (MadoTable *self, MadoCsvForm form)
{
  const guint n_columns = mado_table_get_n_columns (self);
  GString *csv = g_string_new (form == MADO_CSV_FOR_PEOPLE ? BYTE_ORDER_MARK : NULL);

  for (guint i = 0; i < n_columns; i++)
    {
      if (i > 0)
        g_string_append_c (csv, ',');
      append_cell (csv, mado_table_get_title (self, i), MADO_TABLE_TEXT, form);
    }
  g_string_append (csv, "\r\n");
  for (guint row = 0; row < mado_table_get_n_rows (self); row++)
    {
      for (guint i = 0; i < n_columns; i++)
        {
          if (i > 0)
            g_string_append_c (csv, ',');
          append_cell (csv, mado_table_get_cell (self, row, i),
                       mado_table_get_column_type (self, i), form);
        }
      g_string_append (csv, "\r\n");
    }
  return g_string_free (csv, FALSE);
}

/* A tab or a line break would begin another cell. */
static void
append_for_clipboard (GString *text, const char *cell, MadoTableColumn type)
{
  if (needs_apostrophe (cell) && !(type == MADO_TABLE_NUMBER && is_number (cell)))
    g_string_append_c (text, '\'');
  for (const char *p = cell; *p != '\0'; p++)
    g_string_append_c (text, strchr ("\t\r\n", *p) != NULL ? ' ' : *p);
}

/**
 * mado_table_to_clipboard:
 *
 * Returns: (transfer full): lines with tabs between the cells, which spreadsheets and word
 *   processors paste as a table; neutralised as the CSV for people is
 */
char *
mado_table_to_clipboard (MadoTable *self)
{
  const guint n_columns = mado_table_get_n_columns (self);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_columns; i++)
    {
      append_for_clipboard (text, mado_table_get_title (self, i), MADO_TABLE_TEXT);
      g_string_append_c (text, i + 1 < n_columns ? '\t' : '\n');
    }
  for (guint row = 0; row < mado_table_get_n_rows (self); row++)
    for (guint i = 0; i < n_columns; i++)
      {
        append_for_clipboard (text, mado_table_get_cell (self, row, i),
                              mado_table_get_column_type (self, i));
        g_string_append_c (text, i + 1 < n_columns ? '\t' : '\n');
      }
  return g_string_free (text, FALSE);
}
