/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells the oracle what the program thinks of texts: reads them from stdin, each after its length
 * in four bytes, and answers one line each: "+" and the record form, or "-" and why not. */
#include "core/json/mado-json.h"

#include <stdio.h>

int
main (void)
{
  guint32 length;

  while (fread (&length, sizeof (length), 1, stdin) == 1)
    {
      g_autofree char *text = g_malloc (MAX (length, 1));
      g_autoptr (JsonNode) node = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *form = NULL;

      if (fread (text, 1, length, stdin) != length)
        return 1;
      node = mado_json_parse (text, length, MADO_JSON_MAX_FILE, MADO_JSON_NONE, NULL, &error);
      if (node != NULL)
        form = mado_json_to_record_form (node);
      printf ("%s %s\n", node != NULL ? "+" : "-", node != NULL ? form : error->message);
    }
  return 0;
}
