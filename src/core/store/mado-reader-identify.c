/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The record that has an id or an official number. */
#include "core/store/mado-identifier.h"
#include "core/store/mado-reader-private.h"

#define MOST 20 /* records of one number */

/* An agreement and its text in the Official Journal have one number: the thing comes before the
 * paper. */
static guint
get_place (gint64 rowid)
{
  static const MadoKind order[] = {
    MADO_KIND_AGREEMENT,   MADO_KIND_PROJECT,  MADO_KIND_ORGANISATION,
    MADO_KIND_OPPORTUNITY, MADO_KIND_DIALOGUE, MADO_KIND_DOCUMENT,
  };
  guint i = 0;

  while (i < G_N_ELEMENTS (order) && order[i] != MADO_ROWID_KIND (rowid))
    i++;
  return i;
}

static gboolean
is_wanted (gint64 rowid, guint32 kinds)
{
  return kinds == 0 || (kinds & (1u << MADO_ROWID_KIND (rowid))) != 0;
}

/* The best row whose name is @folded, or goes on behind it after a space where @goes_on: a number
 * without its last part, as OJ L 90 without its page. */
static gboolean
find_named (MadoReader *self, const char *folded, gboolean goes_on, guint32 kinds, gint64 *best,
            GCancellable *cancellable, GError **error)
{
  g_autofree char *from = g_strconcat (folded, goes_on ? " " : "", NULL);
  g_autofree char *to = g_strconcat (from, goes_on ? "\xf4\x8f\xbf\xbf" : "", NULL);
  g_autoptr (GError) local = NULL;
  g_autoptr (MadoStatement) statement
      = mado_database_prepare (self->database,
                               "SELECT row FROM names WHERE folded BETWEEN ?1 AND ?2"
                               " ORDER BY folded, row DESC LIMIT ?3",
                               error);
  gboolean found = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, from, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, to, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 3, MOST);
  while (mado_database_step (self->database, statement, cancellable, &local))
    {
      gint64 rowid = sqlite3_column_int64 (statement, 0);

      if (is_wanted (rowid, kinds) && (!found || get_place (rowid) < get_place (*best)))
        {
          *best = rowid;
          found = TRUE;
        }
    }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return found;
}

static gboolean
find (MadoReader *self, const char *text, guint32 kinds, gint64 *rowid, GCancellable *cancellable,
      GError **error)
{
  g_auto (GStrv) forms = mado_identifier_list_forms (text);
  g_autoptr (GError) local = NULL;

  for (guint i = 0; local == NULL && forms[i] != NULL; i++)
    {
      g_autofree char *folded = mado_tokens_fold (forms[i], -1);
      gboolean has_digit = strpbrk (folded, "0123456789") != NULL;

      /* The ids of themes and terms are words, and as words they are meant. */
      if (mado_reader_find_row (self, forms[i], rowid, &local) && is_wanted (*rowid, kinds)
          && MADO_ROWID_KIND (*rowid) != MADO_KIND_THEME
          && MADO_ROWID_KIND (*rowid) != MADO_KIND_TERM)
        return TRUE;
      if (local == NULL && has_digit
          && (find_named (self, folded, FALSE, kinds, rowid, cancellable, &local)
              || (local == NULL && g_str_has_prefix (folded, "oj ")
                  && find_named (self, folded, TRUE, kinds, rowid, cancellable, &local))))
        return TRUE;
    }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * mado_reader_identify:
 * @text: as typed or pasted
 * @kinds: bits 1 << #MadoKind; 0 for any
 *
 * Errors: MADO_STORE_ERROR, G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the record whose id or official number @text is; %NULL
 *   without @error where it is none
 */
MadoHit *
mado_reader_identify (MadoReader *self, const char *text, guint32 kinds, GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GPtrArray) hits = NULL;
  gint64 rowid;

  g_return_val_if_fail (self != NULL && text != NULL, NULL);

  if (!find (self, text, kinds, &rowid, cancellable, error))
    return NULL;
  hits = mado_reader_page (self, &rowid, 1, NULL, cancellable, error);
  return hits != NULL && hits->len > 0 ? mado_hit_ref (g_ptr_array_index (hits, 0)) : NULL;
}
