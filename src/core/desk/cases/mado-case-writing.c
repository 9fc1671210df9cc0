/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A save names what it takes the place of, as the events of a case do. */
#include "core/desk/cases/mado-case-writing.h"

#include "core/desk/case/mado-case-field.h"
#include "core/store/mado-database.h"

struct _MadoCaseWriting
{
  gatomicrefcount references;
  char *slot;
  char *key;
  char *base; /* nullable: what lies there, as far as its writer knows */
};

MadoCaseWriting *
mado_case_writing_new (const char *slot, const MadoCaseDraft *read)
{
  MadoCaseWriting *self = g_new0 (MadoCaseWriting, 1);

  g_atomic_ref_count_init (&self->references);
  self->slot = g_strdup (slot);
  self->key = g_strdup (read != NULL ? read->key : slot);
  self->base = g_strdup (read != NULL ? read->json : NULL);
  return self;
}

MadoCaseWriting *
mado_case_writing_ref (MadoCaseWriting *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
mado_case_writing_unref (MadoCaseWriting *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->slot);
  g_free (self->key);
  g_free (self->base);
  g_free (self);
}

const char *
mado_case_writing_get_slot (MadoCaseWriting *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->slot;
}

const char *
mado_case_writing_get_key (MadoCaseWriting *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->key;
}

static void
stand (MadoCaseWriting *self, char *key, const char *json)
{
  g_free (self->key);
  self->key = key;
  g_free (self->base);
  self->base = json != NULL && *json != '\0' ? g_strdup (json) : NULL;
}

static gboolean
was_changed (const GError *error)
{
  return g_error_matches (error, MADO_DESK_ERROR, MADO_DESK_ERROR_CHANGED_ELSEWHERE);
}

/**
 * mado_case_writing_save:
 * @json: (nullable): what is written now; NULL or "" is nothing
 * @other: (out) (nullable) (transfer full): what somebody else has written there meanwhile
 * @error: MADO_STORE_ERROR, MADO_DESK_ERROR_NOT_ALLOWED
 *
 * Where there is another text both are kept: @json in a place of its own, in which this one goes on
 * writing. Of nothing there is nothing to keep.
 */
gboolean
mado_case_writing_save (MadoCaseWriting *self, MadoDesk *desk, const char *json,
                        MadoCaseDraft **other, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (MadoCaseDraft) found = NULL;
  g_autofree char *id = NULL;
  g_autofree char *beside = NULL;

  g_return_val_if_fail (self != NULL && desk != NULL && other != NULL, FALSE);

  *other = NULL;
  if (mado_case_draft_put (desk, self->key, self->base, json, &local))
    {
      stand (self, g_strdup (self->key), json);
      return TRUE;
    }
  if (!was_changed (local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!mado_case_draft_get (desk, self->key, &found, error))
    return FALSE;
  if (json != NULL && *json != '\0')
    {
      id = g_uuid_string_random ();
      beside = g_strconcat (self->slot, "/", id, NULL);
      if (!mado_case_draft_put (desk, beside, NULL, json, error))
        return FALSE;
      stand (self, g_steal_pointer (&beside), json);
    }
  *other = g_steal_pointer (&found);
  return TRUE;
}

static gboolean
put_all (MadoCaseWriting *self, MadoDesk *desk, const MadoCaseDraft *other, const char *json,
         GError **error)
{
  return mado_case_draft_put (desk, other->key, other->json, NULL, error)
         && mado_case_draft_put (desk, self->key, self->base, NULL, error)
         && mado_case_draft_put (desk, self->slot, NULL, json, error);
}

/**
 * mado_case_writing_settle:
 * @other: what was written beside it, as it was shown
 * @json: (nullable): what takes the place of both
 * @now: (out) (nullable) (transfer full): with MADO_DESK_ERROR_CHANGED_ELSEWHERE, the other text as
 * it is now
 * @error: MADO_DESK_ERROR_CHANGED_ELSEWHERE where one of the two is not what it was: both stay
 */
gboolean
mado_case_writing_settle (MadoCaseWriting *self, MadoDesk *desk, const MadoCaseDraft *other,
                          const char *json, MadoCaseDraft **now, GError **error)
{
  MadoDatabase *database;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (self != NULL && desk != NULL && other != NULL && now != NULL, FALSE);

  *now = NULL;
  if (mado_desk_get_reason (desk) != NULL)
    {
      g_propagate_error (error, g_error_copy (mado_desk_get_reason (desk)));
      return FALSE;
    }
  database = mado_desk_get_database (desk);
  if (!mado_database_exec (database, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (put_all (self, desk, other, json, &local) && mado_database_exec (database, "COMMIT", &local))
    {
      stand (self, g_strdup (self->slot), json);
      return TRUE;
    }
  mado_database_exec (database, "ROLLBACK", NULL);
  if (was_changed (local) && !mado_case_draft_get (desk, other->key, now, error))
    return FALSE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
