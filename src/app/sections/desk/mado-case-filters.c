/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of each field the values that are chosen, in the order in which they were. */
#include "app/sections/desk/mado-case-filters.h"

#include <glib/gi18n.h>

#include "app/sections/desk/mado-case-words.h"
#include "app/widgets/mado-inert.h"

struct _MadoCaseFilters
{
  GPtrArray *values[MADO_N_CASE_FIELDS];
  char *lines[MADO_N_CASE_FIELDS]; /* nullable: the same as a request has them */
};

MadoCaseFilters *
mado_case_filters_new (void)
{
  MadoCaseFilters *self = g_new0 (MadoCaseFilters, 1);

  for (MadoCaseField field = 0; field < MADO_N_CASE_FIELDS; field++)
    self->values[field] = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
mado_case_filters_free (MadoCaseFilters *self)
{
  for (MadoCaseField field = 0; field < MADO_N_CASE_FIELDS; field++)
    {
      g_ptr_array_unref (self->values[field]);
      g_free (self->lines[field]);
    }
  g_free (self);
}

gboolean
mado_case_filters_is_empty (MadoCaseFilters *self)
{
  for (MadoCaseField field = 0; field < MADO_N_CASE_FIELDS; field++)
    if (self->values[field]->len > 0)
      return FALSE;
  return TRUE;
}

static void
write_lines (MadoCaseFilters *self, MadoCaseField field)
{
  GPtrArray *values = self->values[field];
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < values->len; i++)
    g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "", (const char *) values->pdata[i]);
  g_free (self->lines[field]);
  self->lines[field] = values->len > 0 ? g_strdup (lines->str) : NULL;
}

void
mado_case_filters_toggle (MadoCaseFilters *self, const char *field, const char *value)
{
  MadoCaseField of = mado_case_field_from_word (field);
  guint place;

  g_return_if_fail (self != NULL && value != NULL && of < MADO_N_CASE_FIELDS);

  if (g_ptr_array_find_with_equal_func (self->values[of], value, g_str_equal, &place))
    g_ptr_array_remove_index (self->values[of], place);
  else
    g_ptr_array_add (self->values[of], g_strdup (value));
  write_lines (self, of);
}

void
mado_case_filters_clear (MadoCaseFilters *self)
{
  for (MadoCaseField field = 0; field < MADO_N_CASE_FIELDS; field++)
    {
      g_ptr_array_set_size (self->values[field], 0);
      write_lines (self, field);
    }
}

void
mado_case_filters_fill_request (MadoCaseFilters *self, MadoCaseRequest *request)
{
  for (MadoCaseField field = 0; field < MADO_N_CASE_FIELDS; field++)
    request->values[field] = self->lines[field];
}

static MadoFacetBlock *
make_block (MadoCaseField field)
{
  return mado_facet_block_begin (mado_case_field_to_word (field),
                                 mado_case_words_get_field (field));
}

/* Under the name of its field a language needs no sentence. */
static const char *
get_words (MadoCaseField field, const char *value)
{
  if (field == MADO_CASE_LANGUAGE && g_str_equal (value, "en"))
    return _ ("English");
  if (field == MADO_CASE_LANGUAGE && g_str_equal (value, "ja"))
    return _ ("Japanese");
  return mado_case_words_get_value (field, value);
}

static void
offer (MadoFacetBlock *block, MadoCaseField field, const char *value, guint count,
       gboolean is_chosen)
{
  mado_facet_block_add (block, value, mado_inert_line (get_words (field, value), NULL), count,
                        is_chosen);
}

/* What is chosen is shown though no case has it: it must be possible to take it back. */
static void
offer_missing (MadoCaseFilters *self, MadoFacetBlock *block, MadoCaseField field, GPtrArray *facets)
{
  for (guint i = 0; i < self->values[field]->len; i++)
    {
      const char *value = self->values[field]->pdata[i];
      gboolean found = FALSE;

      for (guint k = 0; k < facets->len; k++)
        {
          const MadoCaseFacet *facet = g_ptr_array_index (facets, k);

          found = found || (facet->field == field && g_str_equal (facet->value, value));
        }
      if (!found)
        offer (block, field, value, 0, TRUE);
    }
}

static MadoFacetBlock *
make_counted (MadoCaseFilters *self, MadoCaseField field, GPtrArray *facets, GHashTable *whole)
{
  MadoFacetBlock *block = make_block (field);
  guint most = g_hash_table_contains (whole, block->field) ? MADO_FACET_MOST : MADO_FACET_FIRST;

  for (guint i = 0; i < facets->len; i++)
    {
      const MadoCaseFacet *facet = g_ptr_array_index (facets, i);
      gboolean is_chosen = facet->field == field
                           && g_ptr_array_find_with_equal_func (self->values[field], facet->value,
                                                                g_str_equal, NULL);

      if (facet->field == field && (is_chosen || block->offers->len < most))
        offer (block, field, facet->value, facet->count, is_chosen);
      else if (facet->field == field)
        block->n_more++;
    }
  offer_missing (self, block, field, facets);
  return block;
}

GPtrArray *
mado_case_filters_make_sheet (MadoCaseFilters *self, GPtrArray *facets, GHashTable *whole)
{
  GPtrArray *sheet = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_facet_block_free);
  const MadoCaseField *fields = mado_case_facets_get_fields ();

  for (guint i = 0; fields[i] != MADO_N_CASE_FIELDS; i++)
    {
      MadoFacetBlock *block = make_counted (self, fields[i], facets, whole);

      if (block->offers->len > 0)
        g_ptr_array_add (sheet, block);
      else
        mado_facet_block_free (block);
    }
  return sheet;
}

GPtrArray *
mado_case_filters_make_chosen (MadoCaseFilters *self)
{
  GPtrArray *sheet = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_facet_block_free);

  for (MadoCaseField field = 0; field < MADO_N_CASE_FIELDS; field++)
    {
      MadoFacetBlock *block = self->values[field]->len > 0 ? make_block (field) : NULL;

      for (guint i = 0; i < self->values[field]->len; i++)
        offer (block, field, self->values[field]->pdata[i], 0, TRUE);
      if (block != NULL)
        g_ptr_array_add (sheet, block);
    }
  return sheet;
}
