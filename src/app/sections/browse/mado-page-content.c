/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the page of a record shows, read in one go on the reader's thread. */
#include "app/sections/browse/mado-page-content.h"

#include "app/sections/mado-series.h"

#define MAX_CONNECTIONS 300
#define MAX_YEARS 5000 /* appearances of each kind whose years are counted */
#define GROUP 4        /* records of each kind */

static void
free_group (MadoPageGroup *group)
{
  g_ptr_array_unref (group->records);
  g_free (group);
}

void
mado_page_content_free (MadoPageContent *self)
{
  g_clear_object (&self->record);
  g_clear_object (&self->previous);
  g_clear_object (&self->before);
  g_clear_object (&self->after);
  g_clear_pointer (&self->set, g_free);
  g_clear_pointer (&self->connections, g_ptr_array_unref);
  g_clear_pointer (&self->themes, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->appearances, mado_appearances_free);
  g_clear_pointer (&self->series, g_ptr_array_unref);
  mado_standing_clear (&self->standing);
  g_clear_pointer (&self->digest, g_free);
  g_clear_pointer (&self->relatives, mado_page_relatives_free);
  g_free (self);
}

/**
 * mado_page_content_make_query:
 *
 * Returns: (transfer full) (nullable): what finds the records in which an organisation or a theme
 *   appears; %NULL for a record of another kind
 */
char *
mado_page_content_make_query (MadoRecord *record)
{
  MadoKind kind = mado_record_get_kind (record);

  if (kind == MADO_KIND_ORGANISATION)
    return g_strconcat ("org:", mado_record_get_id (record), NULL);
  if (kind == MADO_KIND_THEME)
    return g_strconcat ("theme:", mado_record_get_id (record), NULL);
  return NULL;
}

/**
 * mado_page_content_get_edition:
 *
 * Returns: what a citation of the record names: the edition is that of the set core, so that a
 *   record of another set has none
 */
MadoCitationEdition
mado_page_content_get_edition (const MadoPageContent *self)
{
  if (g_strcmp0 (self->set, "core") != 0)
    return (MadoCitationEdition){ 0, NULL };
  return (MadoCitationEdition){ self->standing.edition, self->standing.date };
}

static gboolean
read_themes (MadoPageContent *self, MadoReader *reader, GError **error)
{
  MadoWords *themes = mado_record_get_themes (self->record);

  self->themes = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < mado_words_get_n (themes); i++)
    {
      g_autoptr (GError) local = NULL;
      MadoRecord *theme = mado_reader_get_record (reader, mado_words_get (themes, i), NULL, &local);

      if (theme)
        g_ptr_array_add (self->themes, theme);
      else if (!g_error_matches (local, MADO_STORE_ERROR, MADO_STORE_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_group (MadoPageContent *self, MadoReader *reader, MadoRequest *request, guint64 count,
            MadoKind kind, GCancellable *cancellable, GError **error)
{
  MadoPageGroup *group;
  gboolean more;
  g_autoptr (GPtrArray) hits = NULL;

  request->kinds = 1u << kind;
  hits = mado_reader_first (reader, request, GROUP, &more, cancellable, error);
  if (!hits)
    return FALSE;
  group = g_new0 (MadoPageGroup, 1);
  group->kind = kind;
  group->count = count;
  group->records = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < hits->len; i++)
    {
      const MadoHit *hit = g_ptr_array_index (hits, i);

      if (hit->record)
        g_ptr_array_add (group->records, g_object_ref (hit->record));
    }
  g_ptr_array_add (self->groups, group);
  return TRUE;
}

/* What there is most of comes first. */
static gint
compare_groups (gconstpointer a, gconstpointer b)
{
  const MadoPageGroup *first = *(MadoPageGroup *const *) a;
  const MadoPageGroup *second = *(MadoPageGroup *const *) b;

  return first->count > second->count ? -1 : first->count < second->count;
}

static gboolean
read_appearances (MadoPageContent *self, MadoReader *reader, GCancellable *cancellable,
                  GError **error)
{
  g_autofree char *text = mado_page_content_make_query (self->record);
  g_autoptr (MadoQuery) query = NULL;
  MadoRequest request = { 0, NULL, MADO_ORDER_NEWEST, MADO_LANGUAGE_EN };

  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) free_group);
  if (!text)
    return TRUE;
  query = mado_query_parse (text, NULL, NULL, error);
  if (!query)
    return FALSE;
  request.query = query;
  self->appearances = mado_reader_read_appearances (reader, mado_record_get_kind (self->record),
                                                    mado_record_get_id (self->record), MAX_YEARS,
                                                    cancellable, error);
  if (!self->appearances)
    return FALSE;
  for (guint kind = 1; kind < MADO_N_KINDS; kind++)
    if (self->appearances->counts[kind] > 0
        && !read_group (self, reader, &request, self->appearances->counts[kind], kind, cancellable,
                        error))
      return FALSE;
  g_ptr_array_sort (self->groups, compare_groups);
  return TRUE;
}

static void
digest_string (GChecksum *digest, const char *text)
{
  g_checksum_update (digest, (const guchar *) (text ? text : ""),
                     text ? (gssize) strlen (text) + 1 : 1);
}

/* What a page says of another record. */
static void
digest_other (GChecksum *digest, MadoRecord *record)
{
  MadoText *title = record ? mado_record_get_title (record) : NULL;

  digest_string (digest, record ? mado_record_get_id (record) : NULL);
  digest_string (digest, record ? mado_record_get_status (record) : NULL);
  digest_string (digest, title ? mado_text_get_exact (title, MADO_LANGUAGE_EN) : NULL);
  digest_string (digest, title ? mado_text_get_exact (title, MADO_LANGUAGE_JA) : NULL);
}

static void
digest_others (GChecksum *digest, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    digest_other (digest, g_ptr_array_index (records, i));
}

static char *
make_digest (const MadoPageContent *self)
{
  g_autoptr (GChecksum) digest = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *json = mado_json_to_record_form (mado_record_get_json (self->record));

  digest_string (digest, json);
  for (guint i = 0; i < self->connections->len; i++)
    {
      const MadoConnection *connection = g_ptr_array_index (self->connections, i);

      digest_string (digest, connection->rel);
      digest_string (digest, connection->id);
      digest_other (digest, connection->record);
    }
  digest_others (digest, self->themes);
  digest_others (digest, self->series);
  digest_other (digest, self->before);
  digest_other (digest, self->after);
  for (guint i = 0; i < self->groups->len; i++)
    {
      const MadoPageGroup *group = g_ptr_array_index (self->groups, i);

      g_checksum_update (digest, (const guchar *) &group->count, sizeof group->count);
      digest_others (digest, group->records);
    }
  return g_strdup (g_checksum_get_string (digest));
}

/**
 * mado_page_content_read:
 * @reader: of the calling thread
 * @id: the record's
 *
 * Returns: (transfer full) (nullable): %NULL with @error set
 */
MadoPageContent *
mado_page_content_read (MadoReader *reader, const char *id, GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (MadoPageContent) self = g_new0 (MadoPageContent, 1);

  g_return_val_if_fail (reader != NULL && id != NULL, NULL);

  self->record = mado_reader_get_record (reader, id, &self->set, error);
  if (!self->record)
    return NULL;
  self->connections = mado_reader_list_connections (reader, id, MAX_CONNECTIONS, NULL, error);
  if (!self->connections || !read_themes (self, reader, error)
      || !mado_page_series_read (self, reader, cancellable, error)
      || !read_appearances (self, reader, cancellable, error)
      || !mado_reader_get_standing (reader, &self->standing, error))
    return NULL;
  self->series = mado_series_read (reader, self->record, cancellable, error);
  if (!self->series)
    return NULL;
  self->relatives
      = mado_page_relatives_read (reader, self->record, self->connections, cancellable, error);
  if (!self->relatives)
    return NULL;
  self->digest = make_digest (self);
  return g_steal_pointer (&self);
}
