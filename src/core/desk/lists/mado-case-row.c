/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the table "cases" as values. */
#include "core/desk/lists/mado-case-list-private.h"

#include <string.h>

#include "core/desk/case/mado-case.h"

G_DEFINE_BOXED_TYPE (MadoCaseRow, mado_case_row, mado_case_row_ref, mado_case_row_unref)

static void
clear_row (gpointer data)
{
  MadoCaseRow *self = data;

  g_free (self->id);
  for (MadoCaseField field = 0; field < MADO_N_CASE_FIELDS; field++)
    g_free (self->values[field]);
  g_free (self->name);
  g_free (self->organisation);
  g_clear_pointer (&self->waits, g_array_unref);
  g_free (self->snippet);
}

MadoCaseRow *
mado_case_row_ref (MadoCaseRow *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
mado_case_row_unref (MadoCaseRow *self)
{
  g_atomic_rc_box_release_full (self, clear_row);
}

static char *
dup_text (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return g_strdup (text != NULL ? text : "");
}

/* "12-15,20-": what mado-case-projection.c writes. */
static GArray *
read_waits (const char *text)
{
  GArray *waits = g_array_new (FALSE, FALSE, sizeof (MadoCaseWait));
  const char *at = text;

  while (at != NULL && *at != '\0')
    {
      char *end;
      MadoCaseWait wait = { g_ascii_strtoll (at, &end, 10), G_MAXINT64 };

      if (*end == '-' && g_ascii_isdigit (end[1]))
        wait.to = g_ascii_strtoll (end + 1, &end, 10);
      g_array_append_val (waits, wait);
      at = strchr (end, ',');
      at = at != NULL ? at + 1 : NULL;
    }
  return waits;
}

/* Of a statement that gives MADO_CASE_ROW_COLUMNS. */
MadoCaseRow *
mado_case_row_read (sqlite3_stmt *statement)
{
  MadoCaseRow *self = g_atomic_rc_box_new0 (MadoCaseRow);

  self->row = sqlite3_column_int64 (statement, 0);
  self->id = dup_text (statement, 1);
  self->number = sqlite3_column_int64 (statement, 2);
  self->stage = (MadoCaseStage) sqlite3_column_int (statement, 3);
  for (MadoCaseField field = 0; field < MADO_N_CASE_FIELDS; field++)
    self->values[field] = dup_text (statement, 4 + (int) field);
  self->name = dup_text (statement, 16);
  self->organisation = dup_text (statement, 17);
  self->opened = sqlite3_column_int64 (statement, 18);
  self->updated = sqlite3_column_int64 (statement, 19);
  self->received = sqlite3_column_int64 (statement, 20);
  self->waits = read_waits ((const char *) sqlite3_column_text (statement, 21));
  self->is_disputed = sqlite3_column_int (statement, 22);
  return self;
}
