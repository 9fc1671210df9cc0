/* SPDX-License-Identifier: GPL-3.0-or-later */
/* THE table of verbs. */
#include "cli/mado-verbs.h"

#define CASE_FIELDS                                                                                \
  "title status assignee priority topic direction channel language country tags next"

static const MadoVerb verbs[] = {
  { "search", "QUERY…", "Find records in both languages", "kind limit no-expand without explain", 1,
    MADO_ANY_NUMBER, TRUE, mado_verb_search },
  { "show", "ID", "Show a record", "ids surname-first", 1, 1, TRUE, mado_verb_show },
  { "links", "ID", "List what a record is linked to, both ways", "roles", 1, 1, TRUE,
    mado_verb_links },
  { "list", "KIND", "List the records of a kind", "limit sort latin-last", 1, 1, TRUE,
    mado_verb_list },
  { "facets", "KIND [QUERY…]", "Count the values that a kind can be filtered by", "", 1,
    MADO_ANY_NUMBER, TRUE, mado_verb_facets },
  { "conflicts", "", "List where sources disagree", "", 0, 0, TRUE, mado_verb_conflicts },
  { "cite", "ID", "Cite a record, or an article of it", "style article", 1, 1, TRUE,
    mado_verb_cite },
  { "star", "ID", "Set a star on a record, or remove it", "remove", 1, 1, TRUE, mado_verb_star },
  { "starred", "", "List the records with a star", "", 0, 0, TRUE, mado_verb_starred },
  { "note", "ID [TEXT…]", "Write a note on a record, print it, or remove it", "remove", 1,
    MADO_ANY_NUMBER, TRUE, mado_verb_note },
  { "notes", "", "List the records with a note", "", 0, 0, TRUE, mado_verb_notes },
  { "term add", "ENGLISH JAPANESE", "Add a term to the glossary, or tell more of one",
    "reading note source", 2, 2, TRUE, mado_verb_term_add },
  { "term list", "", "List the desk's own terms", "", 0, 0, FALSE, mado_verb_term_list },
  { "term remove", "TERM", "Remove one of the desk's own terms", "", 1, 1, TRUE,
    mado_verb_term_remove },
  { "term import", "FILE", "Read terms from a TSV or TBX file", "take", 1, 1, TRUE,
    mado_verb_term_import },
  { "term export", "", "Print the desk's own terms as a file", "format", 0, 0, FALSE,
    mado_verb_term_export },
  { "case add", "[TEXT…]", "Take a question in", CASE_FIELDS " eml name organisation address by", 0,
    MADO_ANY_NUMBER, FALSE, mado_verb_case_add },
  { "case list", "[QUERY…]", "List cases, or find some",
    CASE_FIELDS " view record by limit no-expand", 0, MADO_ANY_NUMBER, TRUE, mado_verb_case_list },
  { "case show", "CASE", "Show a case", "", 1, 1, FALSE, mado_verb_case_show },
  { "case receive", "CASE [TEXT…]", "Take a further message in", "eml name organisation address by",
    1, MADO_ANY_NUMBER, FALSE, mado_verb_case_receive },
  { "case note", "CASE TEXT…", "Write an internal note", "by seen", 2, MADO_ANY_NUMBER, FALSE,
    mado_verb_case_note },
  { "case reply", "CASE TEXT…", "Keep an answer, which is then marked as given",
    "status language cite by seen", 2, MADO_ANY_NUMBER, FALSE, mado_verb_case_reply },
  { "case set", "CASE FIELD [VALUE…]", "Set a field of a case, or empty it", "by seen", 2,
    MADO_ANY_NUMBER, FALSE, mado_verb_case_set },
  { "case link", "CASE RECORD", "Link a record to a case, or remove the link", "remove by seen", 2,
    2, TRUE, mado_verb_case_link },
  { "case merge", "CASE [INTO]", "Show and count two cases as one, or take that back",
    "reason undo by", 1, 2, FALSE, mado_verb_case_merge },
  { "case undo", "CASE EVENT", "Take a set field, a link or a note back, by a further event", "by",
    2, 2, FALSE, mado_verb_case_undo },
  { "case similar", "CASE", "List cases and records that are like a case", "", 1, 1, TRUE,
    mado_verb_case_similar },
  { "case check", "CASE TEXT…", "Look at an answer before it goes", "cite", 2, MADO_ANY_NUMBER,
    TRUE, mado_verb_case_check },
  { "case draft", "CASE [reply|note]", "Print what somebody was writing in the window", "", 1, 2,
    FALSE, mado_verb_case_draft },
  { "case erase", "CASE", "Take away for good what is personal in a case", "yes by", 1, 1, FALSE,
    mado_verb_case_erase },
  { "case log", "[CASE]", "Show what happened to a case, or prove the log", "verify", 0, 1, FALSE,
    mado_verb_case_log },
  { "case export", "CASE", "Print a case for somebody", "for", 1, 1, FALSE, mado_verb_case_export },
  { "date parse", "TEXT…", "Read a date in English, Japanese, era or ISO form", "", 1,
    MADO_ANY_NUMBER, FALSE, mado_verb_date_parse },
  { "due", "[AGREEMENT | CALL | case:N]",
    "Count to the day on which something is due, and tell why",
    "from days calendar closed unit explain ics", 0, 1, FALSE, mado_verb_due },
  { "calendars", "", "List the calendars of working days and the years they know", "", 0, 0, FALSE,
    mado_verb_calendars },
  { "import records", "PATH…", "Read files of records, or lines in record form", "set", 1,
    MADO_ANY_NUMBER, TRUE, mado_verb_import_records },
  { "dump", "", "Print every record in record form, one a line", "", 0, 0, TRUE, mado_verb_dump },
  { "update", "[FEED]", "Bring what a feed brings up to date",
    "from root clock-is-right background progress edition set", 0, 1, TRUE, mado_verb_update },
  { "feed init", "DIR", "Make a feed in a folder, and its keys", "keys", 1, 1, FALSE,
    mado_verb_feed_init },
  { "feed add", "DIR SET PATH…", "Check files of records and ready them for a feed", "keys", 3,
    MADO_ANY_NUMBER, FALSE, mado_verb_feed_add },
  { "feed prune", "DIR", "Remove what nobody asks for any more", "keys", 1, 1, FALSE,
    mado_verb_feed_prune },
  { "feed retire", "DIR SET", "Have a set no more", "keys", 2, 2, FALSE, mado_verb_feed_retire },
  { "feed publish", "DIR", "Publish what was readied", "keys editions", 1, 1, FALSE,
    mado_verb_feed_publish },
  { "feed sign", "DIR", "Make and sign the next root of a feed", "keys", 1, 1, FALSE,
    mado_verb_feed_sign },
  { "feed timestamp", "DIR", "Say that a feed is still current", "keys", 1, 1, FALSE,
    mado_verb_feed_timestamp },
  { "feed check", "DIR", "Check a feed as those would who read it", "root", 1, 1, FALSE,
    mado_verb_feed_check },
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
