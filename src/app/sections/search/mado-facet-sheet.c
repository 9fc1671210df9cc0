/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which values are offered: the most frequent, and whatever is chosen, however rare. */
#include "app/sections/search/mado-facet-sheet.h"

#include <stdlib.h>

#include "app/sections/search/mado-facet-names.h"
#include "core/store/mado-choice.h"

MadoFacetQuestion *
mado_facet_question_new (guint32 kinds, MadoQuery *query, const char *text, MadoLanguage language)
{
  MadoFacetQuestion *self = g_new0 (MadoFacetQuestion, 1);

  self->kinds = kinds;
  self->query = query != NULL ? mado_query_ref (query) : NULL;
  self->text = g_strdup (text);
  self->language = language;
  return self;
}

void
mado_facet_question_free (MadoFacetQuestion *self)
{
  g_clear_pointer (&self->query, mado_query_unref);
  g_clear_pointer (&self->whole, g_strfreev);
  g_free (self->text);
  g_free (self);
}

static void
free_offer (gpointer data)
{
  MadoFacetOffer *offer = data;

  g_free (offer->value);
  g_free (offer->label);
  g_free (offer);
}

void
mado_facet_block_free (MadoFacetBlock *self)
{
  g_free (self->field);
  g_free (self->title);
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  g_clear_pointer (&self->years, g_array_unref);
  g_free (self);
}

MadoFacetBlock *
mado_facet_block_begin (const char *field, const char *title)
{
  MadoFacetBlock *self = g_new0 (MadoFacetBlock, 1);

  self->field = g_strdup (field);
  self->title = g_strdup (title);
  self->offers = g_ptr_array_new_with_free_func (free_offer);
  return self;
}

void
mado_facet_block_add (MadoFacetBlock *self, const char *value, char *label, guint64 count,
                      gboolean is_chosen)
{
  MadoFacetOffer *offer = g_new0 (MadoFacetOffer, 1);

  offer->value = g_strdup (value);
  offer->label = label;
  offer->count = count;
  offer->is_chosen = is_chosen;
  g_ptr_array_add (self->offers, offer);
}

static MadoFacetBlock *
new_block (const char *field)
{
  g_autofree char *title = mado_facet_dup_title (field);

  return mado_facet_block_begin (field, title);
}

static void
add_offer (MadoFacetBlock *block, MadoReader *reader, const MadoFacetQuestion *question,
           const char *value, guint64 count, gboolean is_chosen)
{
  char *label
      = mado_facet_name_value (reader, question->kinds, block->field, value, question->language);

  mado_facet_block_add (block, value, label, count, is_chosen);
}

static gboolean
has_offer (const MadoFacetBlock *block, const char *value)
{
  for (guint i = 0; i < block->offers->len; i++)
    {
      const MadoFacetOffer *offer = g_ptr_array_index (block->offers, i);

      if (g_ascii_strcasecmp (offer->value, value) == 0)
        return TRUE;
    }
  return FALSE;
}

/* What is chosen is shown though nothing has it: it must be possible to take it back. */
static void
add_missing (MadoFacetBlock *block, MadoReader *reader, const MadoFacetQuestion *question,
             GPtrArray *choices)
{
  for (guint i = 0; i < choices->len; i++)
    {
      const MadoChoice *choice = g_ptr_array_index (choices, i);

      for (guint j = 0; g_str_equal (choice->field, block->field) && j < choice->values->len; j++)
        if (!has_offer (block, g_ptr_array_index (choice->values, j)))
          add_offer (block, reader, question, g_ptr_array_index (choice->values, j), 0, TRUE);
    }
}

static gint
compare_years (gconstpointer a, gconstpointer b)
{
  const MadoFacetValue *one = *(MadoFacetValue *const *) a;
  const MadoFacetValue *two = *(MadoFacetValue *const *) b;

  return g_strcmp0 (two->value, one->value);
}

/* @values: (element-type MadoFacetValue): the latest first */
static GArray *
list_years (GPtrArray *values, GPtrArray *choices)
{
  GArray *years = g_array_new (FALSE, FALSE, sizeof (MadoYearCount));
  gboolean is_any = TRUE;

  for (guint i = 0; i < values->len; i++)
    is_any &= !mado_choices_have (choices, "year",
                                  ((MadoFacetValue *) g_ptr_array_index (values, i))->value);
  for (guint i = values->len; i > 0; i--)
    {
      const MadoFacetValue *value = g_ptr_array_index (values, i - 1);
      MadoYearCount year = { atoi (value->value), value->count };

      if (is_any || mado_choices_have (choices, "year", value->value))
        g_array_append_val (years, year);
    }
  return years;
}

/* Open calls first, closed ones last. */
static gint
compare_states (gconstpointer a, gconstpointer b)
{
  static const char *const states[] = { "open", "closing", "upcoming", "undated", "closed" };
  guint places[2] = { G_N_ELEMENTS (states), G_N_ELEMENTS (states) };
  const char *const values[2]
      = { (*(MadoFacetValue *const *) a)->value, (*(MadoFacetValue *const *) b)->value };

  for (guint side = 0; side < 2; side++)
    for (guint i = 0; i < G_N_ELEMENTS (states); i++)
      if (g_strcmp0 (states[i], values[side]) == 0)
        places[side] = i;
  return places[0] < places[1] ? -1 : places[0] > places[1];
}

static MadoFacetBlock *
make_block (MadoReader *reader, const MadoFacetQuestion *question, MadoFacet *facet,
            GPtrArray *choices)
{
  MadoFacetBlock *block = new_block (facet->field);
  gboolean is_whole = question->whole != NULL
                      && g_strv_contains ((const char *const *) question->whole, facet->field);
  guint most = is_whole ? MADO_FACET_MOST : MADO_FACET_FIRST;

  /* Years are looked for by their order, everything else by how often it occurs. */
  if (g_str_equal (facet->field, "year"))
    {
      g_ptr_array_sort (facet->values, compare_years);
      block->years = list_years (facet->values, choices);
    }
  if (g_str_equal (facet->field, "state"))
    g_ptr_array_sort (facet->values, compare_states);
  for (guint i = 0; i < facet->values->len; i++)
    {
      const MadoFacetValue *value = g_ptr_array_index (facet->values, i);
      gboolean is_chosen = mado_choices_have (choices, facet->field, value->value);

      if (is_chosen || i < most)
        add_offer (block, reader, question, value->value, value->count, is_chosen);
      else
        block->n_more++;
    }
  add_missing (block, reader, question, choices);
  return block;
}

static gint
compare_blocks (gconstpointer a, gconstpointer b)
{
  guint one = mado_facet_get_place ((*(MadoFacetBlock *const *) a)->field);
  guint two = mado_facet_get_place ((*(MadoFacetBlock *const *) b)->field);

  return one < two ? -1 : one > two;
}

static gboolean
has_facet (GPtrArray *facets, const char *field)
{
  for (guint i = 0; i < facets->len; i++)
    if (g_str_equal (((MadoFacet *) g_ptr_array_index (facets, i))->field, field))
      return TRUE;
  return FALSE;
}

/**
 * mado_facet_sheet_read:
 * @reader: on its own thread
 *
 * Blocks.
 *
 * Returns: (transfer full) (element-type MadoFacetBlock) (nullable):
 */
GPtrArray *
mado_facet_sheet_read (MadoReader *reader, const MadoFacetQuestion *question,
                       GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) facets
      = mado_reader_count_facets (reader, question->kinds, question->query, cancellable, error);
  g_autoptr (GPtrArray) choices = NULL;
  g_autoptr (GPtrArray) sheet = NULL;

  if (facets == NULL)
    return NULL;
  choices = mado_choices_list (question->text, mado_reader_get_vocabulary (reader));
  sheet = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_facet_block_free);
  for (guint i = 0; i < facets->len; i++)
    g_ptr_array_add (sheet, make_block (reader, question, g_ptr_array_index (facets, i), choices));
  for (guint i = 0; i < choices->len; i++)
    {
      const MadoChoice *choice = g_ptr_array_index (choices, i);
      MadoFacet none = { choice->field, NULL };

      if (has_facet (facets, choice->field))
        continue;
      none.values = g_ptr_array_new ();
      g_ptr_array_add (sheet, make_block (reader, question, &none, choices));
      g_ptr_array_unref (none.values);
    }
  g_ptr_array_sort (sheet, compare_blocks);
  return g_steal_pointer (&sheet);
}

GPtrArray *
mado_facet_sheet_read_chosen (MadoReader *reader, const MadoFacetQuestion *question)
{
  GPtrArray *sheet = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_facet_block_free);
  g_autoptr (GPtrArray) choices
      = mado_choices_list (question->text, mado_reader_get_vocabulary (reader));

  for (guint i = 0; i < choices->len; i++)
    {
      const MadoChoice *choice = g_ptr_array_index (choices, i);
      MadoFacetBlock *block = new_block (choice->field);

      for (guint j = 0; j < choice->values->len; j++)
        add_offer (block, reader, question, g_ptr_array_index (choice->values, j), 0, TRUE);
      g_ptr_array_add (sheet, block);
    }
  return sheet;
}
