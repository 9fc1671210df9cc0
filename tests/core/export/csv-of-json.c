/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv-of-json people|plain|clipboard < TABLE : writes a table, given as an array of arrays of
 * strings with the titles first, as the program does. A title that begins with "#" makes a column
 * of numbers. For test-csv.py. */
#include "core/export/mado-table.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

static JsonArray *
read_rows (JsonParser *parser)
{
  GString *input = g_string_new (NULL);
  char buffer[4096];
  gsize n;

  while ((n = fread (buffer, 1, sizeof buffer, stdin)) > 0)
    g_string_append_len (input, buffer, n);
  if (!json_parser_load_from_data (parser, input->str, input->len, NULL))
    g_error ("the input is no JSON");
  g_string_free (input, TRUE);
  return json_node_get_array (json_parser_get_root (parser));
}

int
main (int argc, char **argv)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *rows = read_rows (parser);
  g_autoptr (MadoTable) table = mado_table_new ();
  g_autofree char *text = NULL;

  for (guint row = 0; row < json_array_get_length (rows); row++)
    {
      JsonArray *cells = json_array_get_array_element (rows, row);

      for (guint i = 0; i < json_array_get_length (cells); i++)
        {
          const char *cell = json_array_get_string_element (cells, i);

          if (row > 0)
            mado_table_add_cell (table, cell);
          else if (*cell == '#')
            mado_table_add_column (table, MADO_TABLE_NUMBER, cell + 1);
          else
            mado_table_add_column (table, MADO_TABLE_TEXT, cell);
        }
    }
  if (strcmp (argv[1], "clipboard") == 0)
    text = mado_table_to_clipboard (table);
  else
    text = mado_table_to_csv (table, strcmp (argv[1], "plain") == 0 ? MADO_CSV_PLAIN
                                                                    : MADO_CSV_FOR_PEOPLE);
  fputs (text, stdout);
  return 0;
}
