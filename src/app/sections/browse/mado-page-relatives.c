/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records that stand around the one of a page. */
#include "app/sections/browse/mado-page-relatives.h"

#define MEETINGS 4       /* of a committee, shown at once */
#define MAX_MEETINGS 500 /* looked through */
#define MAX_PEOPLE 100
#define MAX_CHAIN 20
#define CHAIN_LINKS 60 /* of each record of the chain */

static void
free_committee (gpointer data)
{
  MadoPageCommittee *self = data;

  g_clear_object (&self->body);
  g_clear_pointer (&self->meetings, g_ptr_array_unref);
  g_free (self);
}

void
mado_page_relatives_free (MadoPageRelatives *self)
{
  g_clear_pointer (&self->committees, g_ptr_array_unref);
  g_clear_pointer (&self->chain, g_ptr_array_unref);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_free (self);
}

/* The newest records of @kinds that name @organisation. (element-type MadoHit) */
static GPtrArray *
find_naming (MadoReader *reader, MadoRecord *organisation, guint32 kinds, guint limit,
             GCancellable *cancellable, GError **error)
{
  g_autofree char *text = g_strconcat ("org:", mado_record_get_id (organisation), NULL);
  g_autoptr (MadoQuery) query = mado_query_parse (text, NULL, NULL, error);
  MadoRequest request = { kinds, query, MADO_ORDER_NEWEST, MADO_LANGUAGE_EN };
  gboolean more;

  return query ? mado_reader_first (reader, &request, limit, &more, cancellable, error) : NULL;
}

static gboolean
has_role (MadoRecord *record, MadoRecord *organisation, const char *role)
{
  MadoParticipants *participants = mado_record_get_participants (record);

  for (guint i = 0; i < mado_participants_get_n (participants); i++)
    {
      const MadoParticipant *one = mado_participants_get (participants, i);

      if (g_str_equal (one->role, role)
          && g_str_equal (one->organisation, mado_record_get_id (organisation)))
        return TRUE;
    }
  return FALSE;
}

/* The meetings are those in which the body itself met, not those in which it is only named. */
static gboolean
add_committee (MadoPageRelatives *self, MadoReader *reader, MadoRecord *body,
               GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) hits
      = find_naming (reader, body, 1u << MADO_KIND_DIALOGUE | 1u << MADO_KIND_EVENT, MAX_MEETINGS,
                     cancellable, error);
  MadoPageCommittee *committee;

  if (!hits)
    return FALSE;
  committee = g_new0 (MadoPageCommittee, 1);
  committee->body = g_object_ref (body);
  committee->meetings = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->committees, committee);
  for (guint i = 0; i < hits->len; i++)
    {
      const MadoHit *hit = g_ptr_array_index (hits, i);

      if (!hit->record || !has_role (hit->record, body, "body"))
        continue;
      committee->n_meetings++;
      if (committee->meetings->len < MEETINGS)
        g_ptr_array_add (committee->meetings, g_object_ref (hit->record));
    }
  return TRUE;
}

static gboolean
read_committees (MadoPageRelatives *self, MadoReader *reader, MadoRecord *record,
                 GPtrArray *connections, GCancellable *cancellable, GError **error)
{
  if (mado_record_get_kind (record) != MADO_KIND_AGREEMENT)
    return TRUE;
  for (guint i = 0; i < connections->len; i++)
    {
      const MadoConnection *one = g_ptr_array_index (connections, i);

      if (one->record && !one->is_role && !one->outgoing
          && mado_record_get_kind (one->record) == MADO_KIND_ORGANISATION
          && g_str_equal (one->rel, "established-by")
          && !add_committee (self, reader, one->record, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_in (GPtrArray *chain, MadoRecord *record)
{
  for (guint i = 0; i < chain->len; i++)
    if (g_str_equal (mado_record_get_id (g_ptr_array_index (chain, i)),
                     mado_record_get_id (record)))
      return TRUE;
  return FALSE;
}

static void
add_neighbours (GPtrArray *chain, GPtrArray *connections)
{
  for (guint i = 0; i < connections->len; i++)
    {
      const MadoConnection *one = g_ptr_array_index (connections, i);

      if (one->record && !one->is_role && g_str_equal (one->rel, "successor-of")
          && chain->len < MAX_CHAIN && !is_in (chain, one->record))
        g_ptr_array_add (chain, g_object_ref (one->record));
    }
}

static gint
compare_days (gconstpointer a, gconstpointer b)
{
  return mado_record_get_sort_day (*(MadoRecord *const *) a)
         - mado_record_get_sort_day (*(MadoRecord *const *) b);
}

/* What one link tells stands among the links already: a chain begins with three. */
static gboolean
read_chain (MadoPageRelatives *self, MadoReader *reader, MadoRecord *record, GPtrArray *connections,
            GCancellable *cancellable, GError **error)
{
  g_ptr_array_add (self->chain, g_object_ref (record));
  add_neighbours (self->chain, connections);
  for (guint i = 1; i < self->chain->len; i++)
    {
      g_autoptr (GPtrArray) further = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      further = mado_reader_list_connections (
          reader, mado_record_get_id (g_ptr_array_index (self->chain, i)), CHAIN_LINKS, NULL,
          error);
      if (!further)
        return FALSE;
      add_neighbours (self->chain, further);
    }
  if (self->chain->len < 3)
    g_ptr_array_set_size (self->chain, 0);
  g_ptr_array_sort (self->chain, compare_days);
  return TRUE;
}

static gint
get_last_day (MadoRecord *person)
{
  MadoDate *as_of = mado_record_lookup_date (person, "as_of");
  MadoDate *date = mado_record_get_date (person);

  if (date)
    return mado_date_get_last_day (date);
  return as_of ? mado_date_get_last_day (as_of) : 0;
}

/**
 * mado_page_relatives_compare_people:
 * @a: a person
 * @b: another
 *
 * Returns: their order: who holds an office before who held one, then the latest first
 */
gint
mado_page_relatives_compare_people (MadoRecord *a, MadoRecord *b)
{
  gint first = mado_record_lookup_flag (a, "historic") == MADO_FLAG_YES;
  gint second = mado_record_lookup_flag (b, "historic") == MADO_FLAG_YES;
  gint from = get_last_day (a), to = get_last_day (b);

  if (first != second)
    return first - second;
  return from > to ? -1 : from < to;
}

static gint
compare_people (gconstpointer a, gconstpointer b)
{
  return mado_page_relatives_compare_people (*(MadoRecord *const *) a, *(MadoRecord *const *) b);
}

static gboolean
read_people (MadoPageRelatives *self, MadoReader *reader, MadoRecord *record,
             GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) hits = NULL;

  if (mado_record_get_kind (record) != MADO_KIND_ORGANISATION)
    return TRUE;
  hits = find_naming (reader, record, 1u << MADO_KIND_PERSON, MAX_PEOPLE, cancellable, error);
  for (guint i = 0; hits && i < hits->len; i++)
    {
      const MadoHit *hit = g_ptr_array_index (hits, i);

      if (hit->record)
        g_ptr_array_add (self->people, g_object_ref (hit->record));
    }
  g_ptr_array_sort (self->people, compare_people);
  return hits != NULL;
}

/**
 * mado_page_relatives_read:
 * @reader: of the calling thread
 * @record: of the page
 * @connections: (element-type MadoConnection): its own
 *
 * Returns: (transfer full) (nullable): %NULL with @error set
 */
MadoPageRelatives *
mado_page_relatives_read (MadoReader *reader, MadoRecord *record, GPtrArray *connections,
                          GCancellable *cancellable, GError **error)
{
  g_autoptr (MadoPageRelatives) self = g_new0 (MadoPageRelatives, 1);

  g_return_val_if_fail (reader != NULL && MADO_IS_RECORD (record) && connections != NULL, NULL);

  self->committees = g_ptr_array_new_with_free_func (free_committee);
  self->chain = g_ptr_array_new_with_free_func (g_object_unref);
  self->people = g_ptr_array_new_with_free_func (g_object_unref);
  if (!read_committees (self, reader, record, connections, cancellable, error)
      || !read_chain (self, reader, record, connections, cancellable, error)
      || !read_people (self, reader, record, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}
