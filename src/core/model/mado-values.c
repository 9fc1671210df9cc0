/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists of a record: one array implementation, one type each. */
#include "core/model/mado-values-private.h"

#define MADO_DEFINE_LIST(List, list)                                                               \
  G_DEFINE_BOXED_TYPE (List, list, list##_ref, list##_unref)                                       \
  List *list##_ref (List *self)                                                                    \
  {                                                                                                \
    g_return_val_if_fail (self != NULL, NULL);                                                     \
    return g_atomic_rc_box_acquire (self);                                                         \
  }                                                                                                \
  void list##_unref (List *self)                                                                   \
  {                                                                                                \
    g_return_if_fail (self != NULL);                                                               \
    mado_array_unref ((MadoArray *) self);                                                         \
  }                                                                                                \
  guint list##_get_n (const List *self)                                                            \
  {                                                                                                \
    return self != NULL ? ((const MadoArray *) self)->n : 0;                                       \
  }

/* The item is in the array itself. */
#define MADO_DEFINE_ITEM(List, list, Item)                                                         \
  const Item *list##_get (const List *self, guint i)                                               \
  {                                                                                                \
    g_return_val_if_fail (i < list##_get_n (self), NULL);                                          \
    return mado_array_at ((const MadoArray *) self, i);                                            \
  }

static void
clear_array (gpointer data)
{
  MadoArray *self = data;

  for (guint i = 0; i < self->n; i++)
    self->clear (mado_array_at (self, i));
}

MadoArray *
mado_array_new (guint n, guint item_size, GDestroyNotify clear)
{
  MadoArray *self = g_atomic_rc_box_alloc0 (sizeof (MadoArray) + (gsize) n * item_size);

  self->n = n;
  self->item_size = item_size;
  self->clear = clear;
  return self;
}

void
mado_array_unref (MadoArray *self)
{
  g_atomic_rc_box_release_full (self, clear_array);
}

gpointer
mado_array_at (const MadoArray *self, guint i)
{
  g_assert (i < self->n);

  return (char *) self->items + (gsize) i * self->item_size;
}

MADO_DEFINE_LIST (MadoSources, mado_sources)
MADO_DEFINE_ITEM (MadoSources, mado_sources, MadoSource)
MADO_DEFINE_LIST (MadoClaims, mado_claims)
MADO_DEFINE_ITEM (MadoClaims, mado_claims, MadoClaim)
MADO_DEFINE_LIST (MadoConflicts, mado_conflicts)
MADO_DEFINE_ITEM (MadoConflicts, mado_conflicts, MadoConflict)
MADO_DEFINE_LIST (MadoIdentifiers, mado_identifiers)
MADO_DEFINE_ITEM (MadoIdentifiers, mado_identifiers, MadoIdentifier)
MADO_DEFINE_LIST (MadoParticipants, mado_participants)
MADO_DEFINE_ITEM (MadoParticipants, mado_participants, MadoParticipant)
MADO_DEFINE_LIST (MadoLinks, mado_links)
MADO_DEFINE_ITEM (MadoLinks, mado_links, MadoLink)
MADO_DEFINE_LIST (MadoArticles, mado_articles)
MADO_DEFINE_ITEM (MadoArticles, mado_articles, MadoArticle)
MADO_DEFINE_LIST (MadoEligibilities, mado_eligibilities)
MADO_DEFINE_ITEM (MadoEligibilities, mado_eligibilities, MadoEligibility)
MADO_DEFINE_LIST (MadoStages, mado_stages)
MADO_DEFINE_ITEM (MadoStages, mado_stages, MadoStage)
MADO_DEFINE_LIST (MadoNameVariants, mado_name_variants)
MADO_DEFINE_ITEM (MadoNameVariants, mado_name_variants, MadoNameVariant)
MADO_DEFINE_LIST (MadoWords, mado_words)

/* The items of words are the strings, not their places. */
const char *
mado_words_get (const MadoWords *self, guint i)
{
  g_return_val_if_fail (i < mado_words_get_n (self), NULL);

  return *(char **) mado_array_at ((const MadoArray *) self, i);
}

void
mado_string_clear (gpointer item)
{
  g_free (*(char **) item);
}

void
mado_source_clear (gpointer item)
{
  MadoSource *source = item;

  g_free (source->title);
  g_free (source->url);
  g_clear_pointer (&source->accessed, mado_date_unref);
}

void
mado_claim_clear (gpointer item)
{
  MadoClaim *claim = item;

  g_clear_pointer (&claim->value, mado_text_unref);
  g_clear_pointer (&claim->sources, mado_sources_unref);
}

void
mado_conflict_clear (gpointer item)
{
  MadoConflict *conflict = item;

  g_free (conflict->field);
  g_clear_pointer (&conflict->values, mado_claims_unref);
  g_clear_pointer (&conflict->assessment, mado_text_unref);
}

/* Two texts say the same where they are equal in every language that both have. */
static gboolean
differ (const MadoText *a, const MadoText *b)
{
  const MadoLanguage languages[] = { MADO_LANGUAGE_EN, MADO_LANGUAGE_JA };
  gboolean compared = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      const char *one = mado_text_get_exact (a, languages[i]);
      const char *other = mado_text_get_exact (b, languages[i]);

      if (one == NULL || other == NULL)
        continue;
      if (!g_str_equal (one, other))
        return TRUE;
      compared = TRUE;
    }
  return !compared;
}

/**
 * mado_conflict_is_disputed:
 * @self: what was compared: a member of a record, with its values
 *
 * The one place that says what a dispute is: index, lists, page and command line all ask here.
 *
 * Returns: whether two of the values differ; %FALSE where all sources give the same one
 */
gboolean
mado_conflict_is_disputed (const MadoConflict *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 1; i < mado_claims_get_n (self->values); i++)
    if (differ (mado_claims_get (self->values, 0)->value, mado_claims_get (self->values, i)->value))
      return TRUE;
  return FALSE;
}

void
mado_identifier_clear (gpointer item)
{
  MadoIdentifier *identifier = item;

  g_free (identifier->scheme);
  g_free (identifier->value);
}

void
mado_participant_clear (gpointer item)
{
  MadoParticipant *participant = item;

  g_free (participant->organisation);
  g_free (participant->role);
}

void
mado_link_clear (gpointer item)
{
  MadoLink *link = item;

  g_free (link->rel);
  g_free (link->to);
}

void
mado_article_clear (gpointer item)
{
  MadoArticle *article = item;

  g_free (article->article);
  g_clear_pointer (&article->content, mado_text_unref);
}

void
mado_eligibility_clear (gpointer item)
{
  MadoEligibility *eligibility = item;

  g_clear_pointer (&eligibility->from, mado_date_unref);
  g_clear_pointer (&eligibility->until, mado_date_unref);
  g_clear_pointer (&eligibility->scope, mado_text_unref);
  g_clear_pointer (&eligibility->who, mado_text_unref);
  g_free (eligibility->open);
  g_clear_pointer (&eligibility->sources, mado_sources_unref);
}

void
mado_stage_clear (gpointer item)
{
  MadoStage *stage = item;

  g_clear_pointer (&stage->name, mado_text_unref);
  g_clear_pointer (&stage->closes_on, mado_date_unref);
  g_free (stage->closes_at);
}

void
mado_name_variant_clear (gpointer item)
{
  MadoNameVariant *variant = item;

  g_free (variant->ja);
  g_clear_pointer (&variant->used_by, mado_text_unref);
}
