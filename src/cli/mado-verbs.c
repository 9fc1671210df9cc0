/* SPDX-License-Identifier: GPL-3.0-or-later */
/* THE table of verbs. */
#include "cli/mado-verbs.h"

static const MadoVerb verbs[] = {
  { "search", "QUERY…", "Find records in both languages", "kind limit no-expand without explain", 1,
    MADO_ANY_NUMBER, TRUE, mado_verb_search },
  { "show", "ID", "Show a record", "ids", 1, 1, TRUE, mado_verb_show },
  { "links", "ID", "List what a record is linked to, both ways", "roles", 1, 1, TRUE,
    mado_verb_links },
  { "list", "KIND", "List the records of a kind", "limit", 1, 1, TRUE, mado_verb_list },
  { "facets", "KIND [QUERY…]", "Count the values that a kind can be filtered by", "", 1,
    MADO_ANY_NUMBER, TRUE, mado_verb_facets },
  { "conflicts", "", "List where sources disagree", "", 0, 0, TRUE, mado_verb_conflicts },
  { "cite", "ID", "Cite a record", "style", 1, 1, TRUE, mado_verb_cite },
  { "star", "ID", "Set a star on a record, or remove it", "remove", 1, 1, TRUE, mado_verb_star },
  { "starred", "", "List the records with a star", "", 0, 0, TRUE, mado_verb_starred },
  { "note", "ID [TEXT…]", "Write a note on a record, print it, or remove it", "remove", 1,
    MADO_ANY_NUMBER, TRUE, mado_verb_note },
  { "notes", "", "List the records with a note", "", 0, 0, TRUE, mado_verb_notes },
  { "date parse", "TEXT…", "Read a date in English, Japanese, era or ISO form", "", 1,
    MADO_ANY_NUMBER, FALSE, mado_verb_date_parse },
  { "due", "[AGREEMENT | case:N]", "Count to the day on which something is due, and tell why",
    "from days calendar closed unit explain ics", 0, 1, FALSE, mado_verb_due },
  { "calendars", "", "List the calendars of working days and the years they know", "", 0, 0, FALSE,
    mado_verb_calendars },
  { "import records", "PATH…", "Read files of records, or lines in record form", "set", 1,
    MADO_ANY_NUMBER, TRUE, mado_verb_import_records },
  { "dump", "", "Print every record in record form, one a line", "", 0, 0, TRUE, mado_verb_dump },
  { "doctor", "", "Check databases, index and references", "repair index", 0, 0, FALSE,
    mado_verb_doctor },
};

guint
mado_verbs_get_n (void)
{
  return G_N_ELEMENTS (verbs);
}

const MadoVerb *
mado_verbs_get (guint i)
{
  g_return_val_if_fail (i < G_N_ELEMENTS (verbs), NULL);

  return &verbs[i];
}

const MadoVerb *
mado_verbs_find (const char *const *arguments, guint *n_words)
{
  g_return_val_if_fail (arguments != NULL && n_words != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_auto (GStrv) words = g_strsplit (verbs[i].name, " ", -1);
      guint n = 0;

      while (words[n] != NULL && g_strcmp0 (words[n], arguments[n]) == 0)
        n++;
      if (words[n] == NULL)
        {
          *n_words = n;
          return &verbs[i];
        }
    }
  return NULL;
}
