/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An incoming term is the own term with the same two words; else, where both sides have one term
 * with its English word, it changes that one; else it is new. */
#include "core/store/mado-term-plan.h"

#include "core/store/mado-reader-private.h"

void
mado_term_step_free (MadoTermStep *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->term, mado_own_term_free);
  g_clear_pointer (&self->before, mado_own_term_free);
  g_clear_object (&self->other);
  g_free (self);
}

/* Terms by their English word. */
typedef struct
{
  GHashTable *pairs;   /* (element-type utf8 MadoOwnTerm): by both words */
  GHashTable *words;   /* (element-type utf8 MadoOwnTerm): the last one with the English word */
  GHashTable *numbers; /* (element-type utf8 guint): how many have it */
} Index;

static void
clear_index (Index *self)
{
  g_clear_pointer (&self->pairs, g_hash_table_unref);
  g_clear_pointer (&self->words, g_hash_table_unref);
  g_clear_pointer (&self->numbers, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Index, clear_index)

static char *
make_pair (const MadoOwnTerm *term)
{
  g_autofree char *en = mado_own_term_fold (term->en);

  return g_strconcat (en, "\n", term->ja, NULL);
}

static guint
count_word (const Index *self, const char *folded)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, folded));
}

static void
build_index (Index *self, GPtrArray *terms)
{
  self->pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < terms->len; i++)
    {
      MadoOwnTerm *term = g_ptr_array_index (terms, i);
      g_autofree char *folded = mado_own_term_fold (term->en);
      guint number = count_word (self, folded) + 1;

      g_hash_table_insert (self->pairs, make_pair (term), term);
      g_hash_table_insert (self->words, g_strdup (folded), term);
      g_hash_table_insert (self->numbers, g_steal_pointer (&folded), GUINT_TO_POINTER (number));
    }
}

/* The own term that @term is, or changes; %NULL where there is none. */
static const MadoOwnTerm *
find_own (const Index *own, const Index *incoming, const MadoOwnTerm *term)
{
  g_autofree char *pair = make_pair (term);
  g_autofree char *folded = mado_own_term_fold (term->en);
  const MadoOwnTerm *found = g_hash_table_lookup (own->pairs, pair);

  if (found != NULL || count_word (own, folded) != 1 || count_word (incoming, folded) != 1)
    return found;
  return g_hash_table_lookup (own->words, folded);
}

static gboolean
has_japanese (MadoRecord *record, const char *ja)
{
  const char *own = mado_text_get_exact (mado_record_get_title (record), MADO_LANGUAGE_JA);

  return own != NULL && g_str_equal (own, ja);
}

/* @other: (out) (transfer full) (nullable): a term of the glossary, not an own one, that has the
 * English word of @term; one with the same Japanese word goes before others. */
static gboolean
find_in_glossary (MadoReader *reader, const MadoOwnTerm *term, MadoRecord **other, GError **error)
{
  g_autofree char *folded = mado_own_term_fold (term->en);
  g_autoptr (MadoStatement) statement
      = mado_database_prepare (reader->database,
                               "SELECT json FROM records WHERE rowid IN"
                               " (SELECT row FROM glossary WHERE folded = ?1) ORDER BY id",
                               error);
  g_autoptr (GError) local = NULL;

  *other = NULL;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, folded, -1, SQLITE_STATIC);
  while (mado_database_step (reader->database, statement, NULL, &local))
    {
      g_autoptr (MadoRecord) record = mado_reader_parse_column (statement, 0, error);

      if (record == NULL)
        {
          g_clear_object (other);
          return FALSE;
        }
      if (!mado_own_term_is (record) && (*other == NULL || has_japanese (record, term->ja)))
        g_set_object (other, record);
    }
  if (local == NULL)
    return TRUE;
  g_clear_object (other);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
take_own (MadoTermStep *step, const MadoOwnTerm *before)
{
  g_free (step->term->id);
  step->term->id = g_strdup (before->id);
  step->before = mado_own_term_copy (before);
  step->fate = mado_own_term_equal (step->term, before) ? MADO_TERM_SAME : MADO_TERM_CHANGED;
}

static MadoTermStep *
make_step (MadoReader *reader, const Index *own, const Index *incoming, const MadoOwnTerm *term,
           GError **error)
{
  const MadoOwnTerm *before = find_own (own, incoming, term);
  MadoTermStep *step = g_new0 (MadoTermStep, 1);

  step->term = mado_own_term_copy (term);
  if (before != NULL)
    {
      take_own (step, before);
      return step;
    }
  if (!find_in_glossary (reader, term, &step->other, error))
    {
      mado_term_step_free (step);
      return NULL;
    }
  if (step->other != NULL)
    step->fate = has_japanese (step->other, term->ja) ? MADO_TERM_SAME : MADO_TERM_DIFFERS;
  return step;
}

/**
 * mado_term_plan_make:
 * @own: (element-type MadoOwnTerm): those of the desk
 * @incoming: (element-type MadoOwnTerm): those of a file, no pair twice
 *
 * Returns: (transfer full) (nullable) (element-type MadoTermStep): what becomes of each of
 *   @incoming, in that order; %NULL with @error
 */
GPtrArray *
mado_term_plan_make (MadoReader *reader, GPtrArray *own, GPtrArray *incoming, GError **error)
{
  g_autoptr (GPtrArray) plan
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_term_step_free);
  g_auto (Index) owned = { 0 };
  g_auto (Index) wanted = { 0 };

  g_return_val_if_fail (reader != NULL && own != NULL && incoming != NULL, NULL);

  build_index (&owned, own);
  build_index (&wanted, incoming);
  for (guint i = 0; i < incoming->len; i++)
    {
      MadoTermStep *step
          = make_step (reader, &owned, &wanted, g_ptr_array_index (incoming, i), error);

      if (step == NULL)
        return NULL;
      g_ptr_array_add (plan, step);
    }
  return g_steal_pointer (&plan);
}

guint
mado_term_plan_count (GPtrArray *plan, MadoTermFate fate)
{
  guint n = 0;

  g_return_val_if_fail (plan != NULL, 0);

  for (guint i = 0; i < plan->len; i++)
    n += ((MadoTermStep *) g_ptr_array_index (plan, i))->fate == fate;
  return n;
}

GPtrArray *
mado_term_plan_list_taken (GPtrArray *plan)
{
  GPtrArray *terms = mado_own_terms_new ();

  g_return_val_if_fail (plan != NULL, terms);

  for (guint i = 0; i < plan->len; i++)
    {
      const MadoTermStep *step = g_ptr_array_index (plan, i);

      if (step->fate != MADO_TERM_SAME)
        g_ptr_array_add (terms, mado_own_term_copy (step->term));
    }
  return terms;
}

GPtrArray *
mado_term_plan_list_before (GPtrArray *plan)
{
  GPtrArray *terms = mado_own_terms_new ();

  g_return_val_if_fail (plan != NULL, terms);

  for (guint i = 0; i < plan->len; i++)
    {
      const MadoTermStep *step = g_ptr_array_index (plan, i);

      if (step->fate == MADO_TERM_CHANGED)
        g_ptr_array_add (terms, mado_own_term_copy (step->before));
    }
  return terms;
}
