/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two cases that are one: each says so in an event of its own, and a further event takes it back.
 * Nothing is copied or moved. */
#include "core/desk/cases/mado-case-projection.h"
#include "core/desk/cases/mado-cases-private.h"

#include <string.h>

static GPtrArray *
new_merge (const char *member, const char *other, const char *reason)
{
  GPtrArray *edits = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_edit_free);
  MadoCaseEdit *edit = g_new0 (MadoCaseEdit, 1);

  edit->kind = MADO_CASE_MERGED;
  edit->data = json_object_new ();
  json_object_set_string_member (edit->data, member, other);
  json_object_set_string_member (edit->data, "reason", reason);
  g_ptr_array_add (edits, edit);
  return edits;
}

static gboolean
append_one (MadoDatabase *database, MadoCase *to, GPtrArray *edits, const char *by, GError **error)
{
  return mado_cases_append (database, mado_case_get_id (to), mado_case_get_n (to), edits, by,
                            error);
}

static gboolean
check_merge (MadoDatabase *database, MadoCase *source, MadoCase *target, GError **error)
{
  g_autofree char *root = NULL;

  if (strcmp (mado_case_get_id (source), mado_case_get_id (target)) == 0)
    {
      g_set_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_ALLOWED,
                   "case:%" G_GINT64_FORMAT " cannot be merged with itself",
                   mado_case_get_number (source));
      return FALSE;
    }
  root = mado_case_projection_find_root (database, mado_case_get_id (target), error);
  if (root == NULL)
    return FALSE;
  if (strcmp (root, mado_case_get_id (source)) != 0 && mado_case_get_merged_into (source) == NULL)
    return TRUE;
  g_set_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_ALLOWED,
               "case:%" G_GINT64_FORMAT " and case:%" G_GINT64_FORMAT " are merged already",
               mado_case_get_number (source), mado_case_get_number (target));
  return FALSE;
}

/**
 * mado_cases_merge:
 * @seen: the case that is to be shown and counted with another one
 * @into: that one
 * @reason: why they are the same, kept with both
 * @error: MADO_DESK_ERROR_NOT_ALLOWED when they are one already or no reason is given
 *
 * Returns: (transfer full) (nullable): @into as it is now
 */
MadoCase *
mado_cases_merge (MadoDesk *desk, MadoCase *seen, MadoCase *into, const char *reason,
                  const char *by, GError **error)
{
  g_autoptr (GPtrArray) out = NULL;
  g_autoptr (GPtrArray) in = NULL;
  g_autoptr (MadoCase) source = NULL;
  g_autoptr (MadoCase) target = NULL;
  g_autoptr (MadoCase) after = NULL;
  MadoDatabase *database;

  g_return_val_if_fail (desk != NULL && MADO_IS_CASE (seen) && MADO_IS_CASE (into), NULL);
  g_return_val_if_fail (reason != NULL && by != NULL, NULL);

  if (*reason == '\0' || strlen (reason) > MADO_CASE_MAX_TEXT)
    {
      g_set_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_ALLOWED,
                   "Merging takes a reason, of one sentence");
      return NULL;
    }
  database = mado_cases_begin (desk, error);
  if (database == NULL)
    return NULL;
  out = new_merge ("into", mado_case_get_id (into), reason);
  in = new_merge ("from", mado_case_get_id (seen), reason);
  source = mado_cases_load (database, mado_case_get_id (seen), error);
  target = source != NULL ? mado_cases_load (database, mado_case_get_id (into), error) : NULL;
  if (target != NULL && check_merge (database, source, target, error)
      && append_one (database, target, in, by, error)
      && append_one (database, source, out, by, error))
    {
      g_autoptr (MadoCase) gone = mado_cases_project (database, mado_case_get_id (source), error);

      after = gone != NULL ? mado_cases_project (database, mado_case_get_id (target), error) : NULL;
    }
  if (!mado_cases_end (database, after != NULL, error))
    return NULL;
  return g_steal_pointer (&after);
}

/* What takes back the merges of @from with @other, as it stands in @from. */
static GPtrArray *
new_split (MadoCase *from, const char *member, const char *other, const char *reason)
{
  GPtrArray *edits = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_edit_free);
  GPtrArray *merges = mado_case_get_merges (from);
  MadoCaseEdit *edit = g_new0 (MadoCaseEdit, 1);
  JsonArray *undoes = json_array_new ();

  for (guint i = 0; i < merges->len; i++)
    if (g_strcmp0 (mado_case_event_get_text (merges->pdata[i], member), other) == 0)
      json_array_add_string_element (undoes, mado_case_event_get_id (merges->pdata[i]));
  edit->kind = MADO_CASE_SPLIT;
  edit->data = json_object_new ();
  json_object_set_array_member (edit->data, "undoes", undoes);
  json_object_set_string_member (edit->data, "reason", reason);
  g_ptr_array_add (edits, edit);
  return edits;
}

/**
 * mado_cases_split:
 * @seen: a case that was merged into another one
 *
 * Takes the merge back, so that both are shown as before.
 *
 * Returns: (transfer full) (nullable): @seen as it is now
 */
MadoCase *
mado_cases_split (MadoDesk *desk, MadoCase *seen, const char *reason, const char *by,
                  GError **error)
{
  g_autoptr (MadoCase) source = NULL;
  g_autoptr (MadoCase) target = NULL;
  g_autoptr (MadoCase) after = NULL;
  MadoDatabase *database;
  const char *into;

  g_return_val_if_fail (desk != NULL && MADO_IS_CASE (seen) && reason != NULL && by != NULL, NULL);

  database = mado_cases_begin (desk, error);
  if (database == NULL)
    return NULL;
  source = mado_cases_load (database, mado_case_get_id (seen), error);
  into = source != NULL ? mado_case_get_merged_into (source) : NULL;
  if (source != NULL && into == NULL)
    g_set_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_ALLOWED,
                 "case:%" G_GINT64_FORMAT " is merged with none", mado_case_get_number (source));
  target = into != NULL ? mado_cases_load (database, into, error) : NULL;
  if (target != NULL)
    {
      g_autoptr (GPtrArray) out = new_split (source, "into", into, reason);
      g_autoptr (GPtrArray) in = new_split (target, "from", mado_case_get_id (source), reason);

      if (append_one (database, source, out, by, error)
          && append_one (database, target, in, by, error))
        {
          g_autoptr (MadoCase) other
              = mado_cases_project (database, mado_case_get_id (target), error);

          after = other != NULL ? mado_cases_project (database, mado_case_get_id (source), error)
                                : NULL;
        }
    }
  if (!mado_cases_end (database, after != NULL, error))
    return NULL;
  return g_steal_pointer (&after);
}
