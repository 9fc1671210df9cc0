/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outlines: the few members of many records that a drawing of all of them needs. */
#include "core/store/mado-reader-private.h"

static void
clear_outline (gpointer data)
{
  MadoOutline *self = data;

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->type, g_free);
  g_clear_pointer (&self->series, g_free);
  g_clear_pointer (&self->title, mado_text_unref);
  g_clear_pointer (&self->date, mado_date_unref);
  g_clear_pointer (&self->links, mado_links_unref);
}

/**
 * mado_outline_ref:
 *
 * Returns: (transfer full): the outline, held once more
 */
MadoOutline *
mado_outline_ref (MadoOutline *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * mado_outline_unref:
 * @self: (transfer full): freed with the last reference
 */
void
mado_outline_unref (MadoOutline *self)
{
  g_atomic_rc_box_release_full (self, clear_outline);
}

/* A call is drawn from the day it opens to the day it closes, where it says no other time. */
static MadoDate *
make_call_date (MadoRecord *record)
{
  MadoDate *opens = mado_record_lookup_date (record, "opens_on");
  MadoDate *closes = mado_record_lookup_date (record, "closes_on");
  g_autofree char *start = opens ? mado_date_format (opens, MADO_LANGUAGE_EN, MADO_DATE_ISO) : NULL;
  g_autofree char *end = closes ? mado_date_format (closes, MADO_LANGUAGE_EN, MADO_DATE_ISO) : NULL;

  if (start == NULL && end == NULL)
    return NULL;
  /* A call that closes before it opens is drawn nowhere. */
  return mado_date_new_period (start, end, NULL);
}

/**
 * mado_outline_new:
 * @rowid: of @record in the store
 *
 * Returns: (transfer full): what a drawing needs of @record
 */
MadoOutline *
mado_outline_new (gint64 rowid, MadoRecord *record)
{
  MadoOutline *self;
  MadoDate *date;
  MadoLinks *links;

  g_return_val_if_fail (MADO_IS_RECORD (record), NULL);

  self = g_atomic_rc_box_new0 (MadoOutline);
  date = mado_record_get_date (record);
  links = mado_record_get_links (record);
  self->rowid = rowid;
  self->id = g_strdup (mado_record_get_id (record));
  self->title = mado_text_ref (mado_record_get_title (record));
  self->kind = mado_record_get_kind (record);
  self->type = g_strdup (mado_record_get_type_word (record));
  self->series = g_strdup (mado_record_get_series (record));
  self->number = mado_record_get_number (record);
  self->date = date ? mado_date_ref (date) : make_call_date (record);
  self->links = links ? mado_links_ref (links) : NULL;
  return self;
}

/**
 * mado_reader_list_outlines:
 * @rowids: (array length=n): rows, as mado_reader_all() gives them
 * @n: at most %MADO_READER_MAX_OUTLINES in one call, so that what is asked next waits for little
 *
 * A row that is not in the store any more is left out.
 *
 * Errors: MADO_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type MadoOutline) (nullable): in the order of @rowids; %NULL
 *   with @error set
 */
GPtrArray *
mado_reader_list_outlines (MadoReader *self, const gint64 *rowids, guint n,
                           GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) outlines
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_outline_unref);

  g_return_val_if_fail (self != NULL && (rowids != NULL || n == 0), NULL);
  g_return_val_if_fail (n <= MADO_READER_MAX_OUTLINES, NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) local = NULL;
      g_autoptr (MadoRecord) record = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      record = mado_reader_get_record_by_rowid (self, rowids[i], NULL, &local);
      if (record != NULL)
        g_ptr_array_add (outlines, mado_outline_new (rowids[i], record));
      else if (!g_error_matches (local, MADO_STORE_ERROR, MADO_STORE_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }
  return g_steal_pointer (&outlines);
}
