/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is remembered may be of another version of the program, or written by hand: words that are
 * no column are passed over, columns that are not named stand last. */
#include "app/sections/browse/mado-table-layout.h"

#include <string.h>

#include "app/sections/browse/mado-browse-cells.h"

#define CHART "chart" /* no column has this word */
#define NARROWEST 40
#define WIDEST 1200

static gboolean
find_column (const char *word, guint *column)
{
  const MadoBrowseColumn *columns = mado_browse_cells_get_columns ();

  for (guint i = 0; columns[i].title; i++)
    if (g_str_equal (columns[i].word, word))
      {
        *column = i;
        return TRUE;
      }
  return FALSE;
}

static void
add_column (MadoTableLayout *self, guint column, int width, gboolean is_shown)
{
  const MadoBrowseColumn *kind = &mado_browse_cells_get_columns ()[column];
  MadoLayoutColumn added = { column, width > 0 ? CLAMP (width, NARROWEST, WIDEST) : kind->width,
                             is_shown || kind->is_wide };

  if (!mado_table_layout_find (self, column))
    g_array_append_val (self->columns, added);
}

/* Returns: 0 where it is none */
static int
read_width (const char *digits)
{
  return (int) CLAMP (g_ascii_strtoll (digits, NULL, 10), 0, WIDEST);
}

/* "type:180" or "-type". */
static void
add_word (MadoTableLayout *self, char *word)
{
  gboolean is_hidden = *word == '-';
  char *name = word + is_hidden;
  char *colon = strchr (name, ':');
  guint column;

  if (colon)
    *colon = '\0';
  if (g_str_equal (word, CHART))
    self->has_chart = TRUE;
  else if (find_column (name, &column))
    add_column (self, column, colon ? read_width (colon + 1) : 0, !is_hidden);
}

/**
 * mado_table_layout_new:
 * @text: (nullable): as it was remembered
 *
 * Returns: (transfer full): a layout that has every column
 */
MadoTableLayout *
mado_table_layout_new (const char *text)
{
  const MadoBrowseColumn *columns = mado_browse_cells_get_columns ();
  MadoTableLayout *self = g_new0 (MadoTableLayout, 1);
  g_auto (GStrv) words = g_strsplit (text ? text : "", ",", -1);

  self->columns = g_array_new (FALSE, FALSE, sizeof (MadoLayoutColumn));
  for (guint i = 0; words[i]; i++)
    add_word (self, words[i]);
  for (guint i = 0; columns[i].title; i++)
    add_column (self, i, 0, !columns[i].is_extra);
  return self;
}

void
mado_table_layout_free (MadoTableLayout *self)
{
  g_array_unref (self->columns);
  g_free (self);
}

static char *
format (const MadoTableLayout *self)
{
  const MadoBrowseColumn *columns = mado_browse_cells_get_columns ();
  GString *text = g_string_new (self->has_chart ? CHART : NULL);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const MadoLayoutColumn *one = &g_array_index (self->columns, MadoLayoutColumn, i);
      const MadoBrowseColumn *kind = &columns[one->column];

      g_string_append_printf (text, "%s%s%s", text->len > 0 ? "," : "", one->is_shown ? "" : "-",
                              kind->word);
      if (one->width != kind->width)
        g_string_append_printf (text, ":%d", one->width);
    }
  return g_string_free (text, FALSE);
}

/**
 * mado_table_layout_to_text:
 *
 * Returns: (transfer full) (nullable): for mado_table_layout_new(); %NULL where nothing is other
 *   than it comes
 */
char *
mado_table_layout_to_text (const MadoTableLayout *self)
{
  g_autoptr (MadoTableLayout) usual = mado_table_layout_new (NULL);
  g_autofree char *plain = format (usual);
  g_autofree char *text = format (self);

  return g_str_equal (text, plain) ? NULL : g_steal_pointer (&text);
}

/* Returns: (transfer none) (nullable): where @column stands, until the layout changes */
MadoLayoutColumn *
mado_table_layout_find (MadoTableLayout *self, guint column)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_array_index (self->columns, MadoLayoutColumn, i).column == column)
      return &g_array_index (self->columns, MadoLayoutColumn, i);
  return NULL;
}

/* @width: pixels at text scale 1.0; kept within what can be grasped and seen */
void
mado_table_layout_set_width (MadoTableLayout *self, guint column, double width)
{
  mado_table_layout_find (self, column)->width = CLAMP ((int) (width + .5), NARROWEST, WIDEST);
}

void
mado_table_layout_arrange (MadoTableLayout *self, const guint *shown, guint n)
{
  g_autoptr (GArray) moved = g_array_new (FALSE, FALSE, sizeof (MadoLayoutColumn));
  guint next = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      guint column = g_array_index (self->columns, MadoLayoutColumn, i).column;
      gboolean is_among = FALSE;

      for (guint j = 0; j < n; j++)
        is_among |= shown[j] == column;
      g_array_append_vals (moved, mado_table_layout_find (self, is_among ? shown[next++] : column),
                           1);
    }
  g_array_unref (self->columns);
  self->columns = g_steal_pointer (&moved);
}
