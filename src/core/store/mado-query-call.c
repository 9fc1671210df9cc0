/* SPDX-License-Identifier: GPL-3.0-or-later */
/* state:open and its like: what a call's status and days say on the day of the question, as words
 * of the index, which know no today. */
#include "core/model/mado-call.h"
#include "core/store/mado-database.h"
#include "core/store/mado-query-node.h"
#include "core/store/mado-schema.h"

#define DIGITS 6 /* of a day's number in the index */
#define LAST_DAY 999999

static const int powers[DIGITS + 1] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };

/* The days from @first to @last: whole tens, hundreds and so on are asked for by what their numbers
 * begin with, so that even an open range is some fifty words. */
static MadoNode *
new_days (const char *field, gint first, gint last)
{
  GPtrArray *nodes = mado_node_list_new ();

  for (gint day = first; day <= last;)
    {
      char digits[DIGITS + 8];
      guint zeros = 0;

      while (zeros + 1 < DIGITS && day % powers[zeros + 1] == 0
             && day + powers[zeros + 1] - 1 <= last)
        zeros++;
      g_snprintf (digits, sizeof digits, "%0*d", DIGITS, day);
      digits[DIGITS - zeros] = '\0';
      g_ptr_array_add (nodes, mado_node_new_facet (field, digits, zeros > 0));
      day += powers[zeros];
    }
  return mado_node_new_list (MADO_NODE_OR, nodes);
}

static MadoNode *
join (MadoNodeType type, MadoNode *one, MadoNode *two)
{
  GPtrArray *nodes = mado_node_list_new ();

  mado_node_list_add (nodes, one);
  mado_node_list_add (nodes, two);
  return mado_node_new_list (type, nodes);
}

/* Any status that is @state in the vocabulary. */
static MadoNode *
new_statuses (MadoState state, MadoVocabulary *vocabulary)
{
  const char *const known[] = { "open", "closed" };
  GPtrArray *nodes = mado_node_list_new ();
  guint n = vocabulary != NULL ? mado_vocabulary_get_n (vocabulary, "status") : 0;

  for (guint i = 0; i < n; i++)
    {
      const MadoWord *word = mado_vocabulary_get (vocabulary, "status", i);

      if (word->state == state)
        g_ptr_array_add (nodes, mado_node_new_facet ("status", word->id, FALSE));
    }
  for (guint i = 0; n == 0 && i < G_N_ELEMENTS (known); i++)
    if (mado_call_get_state_of (known[i], NULL) == state)
      g_ptr_array_add (nodes, mado_node_new_facet ("status", known[i], FALSE));
  return mado_node_new_list (MADO_NODE_OR, nodes);
}

/* What is known to run or to come, and may be over. */
static MadoNode *
new_live (MadoVocabulary *vocabulary)
{
  return join (MADO_NODE_OR, new_statuses (MADO_STATE_OPEN, vocabulary),
               mado_node_new_facet ("status", "announced", FALSE));
}

static MadoNode *
new_closed (MadoVocabulary *vocabulary, gint today)
{
  MadoNode *passed
      = join (MADO_NODE_AND, new_live (vocabulary), new_days (MADO_CALL_CLOSES, 1, today - 1));

  return join (MADO_NODE_OR, new_statuses (MADO_STATE_CLOSED, vocabulary), passed);
}

static MadoNode *
new_upcoming (MadoVocabulary *vocabulary, gint today)
{
  MadoNode *to_open = join (MADO_NODE_AND, new_live (vocabulary),
                            new_days (MADO_CALL_OPENS, today + 1, LAST_DAY));

  return join (MADO_NODE_AND, to_open,
               mado_node_new_not (new_days (MADO_CALL_CLOSES, 1, today - 1)));
}

/* Running until a day that is known and not after @last. */
static MadoNode *
new_open (MadoVocabulary *vocabulary, gint today, gint last)
{
  MadoNode *running = join (MADO_NODE_AND, new_statuses (MADO_STATE_OPEN, vocabulary),
                            new_days (MADO_CALL_MAY_CLOSE, today, last));

  return join (MADO_NODE_AND, running,
               mado_node_new_not (new_days (MADO_CALL_OPENED, today + 1, LAST_DAY)));
}

static MadoNode *
new_undated (MadoVocabulary *vocabulary, gint today)
{
  GPtrArray *nodes = mado_node_list_new ();

  mado_node_list_add (nodes, mado_node_new_not (new_closed (vocabulary, today)));
  mado_node_list_add (nodes, mado_node_new_not (new_upcoming (vocabulary, today)));
  mado_node_list_add (nodes, mado_node_new_not (new_open (vocabulary, today, LAST_DAY)));
  return mado_node_new_list (MADO_NODE_AND, nodes);
}

/*
 * mado_query_call_new:
 * @value: "open", "closing", "upcoming", "undated", "closed", or its label
 * @vocabulary: (nullable): says which statuses mean open, and has the labels
 * @today: days since 1800-01-01
 * @error: %MADO_STORE_ERROR_BAD_QUERY
 *
 * Only calls have a state. It says the same as mado_call_judge().
 *
 * Returns: (transfer full): a node
 */
MadoNode *
mado_query_call_new (const char *value, MadoVocabulary *vocabulary, gint today, GError **error)
{
  const char *id
      = vocabulary != NULL ? mado_vocabulary_match (vocabulary, "call_state", value) : NULL;
  MadoNode *kind, *state = NULL;

  switch (mado_call_state_from_word (id != NULL ? id : value))
    {
    case MADO_CALL_OPEN:
      state = new_open (vocabulary, today, LAST_DAY);
      break;
    case MADO_CALL_CLOSING:
      state = new_open (vocabulary, today, today + MADO_CALL_SOON);
      break;
    case MADO_CALL_UPCOMING:
      state = new_upcoming (vocabulary, today);
      break;
    case MADO_CALL_UNDATED:
      state = new_undated (vocabulary, today);
      break;
    case MADO_CALL_CLOSED:
      state = new_closed (vocabulary, today);
      break;
    default:
      g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_BAD_QUERY,
                   "a call is “open”, “closing”, “upcoming”, “undated” or “closed”, not “%s”",
                   value);
      return NULL;
    }
  kind = mado_node_new_facet ("kind", mado_kind_to_word (MADO_KIND_OPPORTUNITY), FALSE);
  return join (MADO_NODE_AND, kind, state);
}
