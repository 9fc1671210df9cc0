/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each step is done to the case as it is then, once it is seen to be as the step expects it. */
#include "app/sections/desk/mado-case-changes.h"

#include <glib/gi18n.h>

#include "app/sections/desk/mado-case-words.h"
#include "app/sections/mado-undo.h"

/* Of one change; immutable, as it crosses to the desk's thread. */
typedef struct
{
  char *id;
  char *by;
  MadoCaseField field;
  char *before;
  char *after;
  char *record;
  char *title;
  gboolean is_linked;
  char *into;
  char *reason;
  char *text; /* of a note */
} Data;

static void
free_data (gpointer data)
{
  Data *self = data;

  g_free (self->id);
  g_free (self->by);
  g_free (self->before);
  g_free (self->after);
  g_free (self->record);
  g_free (self->title);
  g_free (self->into);
  g_free (self->reason);
  g_free (self->text);
  g_free (self);
}

static Data *
new_data (MadoCaseDesk *desk, MadoCase *seen)
{
  Data *self = g_new0 (Data, 1);

  self->id = g_strdup (mado_case_get_id (seen));
  self->by = g_strdup (mado_case_desk_get_officer (desk));
  return self;
}

static gboolean
change (MadoDesk *desk, const Data *data, MadoCase *now, MadoCaseEdit *edit, GError **error)
{
  g_autoptr (GPtrArray) edits
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_edit_free);
  g_autoptr (MadoCase) after = NULL;

  if (edit == NULL)
    return FALSE;
  g_ptr_array_add (edits, edit);
  after = mado_cases_change (desk, now, edits, data->by, error);
  return after != NULL;
}

static void
run (MadoCaseDesk *desk, Data *data, const char *name, MadoUndoFunc apply, MadoUndoFunc revert)
{
  const MadoUndoChange step = { .name = name, .id = data->id, .apply = apply, .revert = revert };

  mado_undo_do (mado_undo_get (mado_case_desk_get_context (desk)), &step, data, free_data);
}

/* --- Fields --- */

static gboolean
set (MadoDesk *desk, const Data *data, const char *from, const char *to, GError **error)
{
  g_autoptr (MadoCase) now = mado_cases_open (desk, data->id, error);

  if (now == NULL)
    return FALSE;
  if (!g_str_equal (mado_case_get_value (now, data->field), from))
    {
      g_set_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_CHANGED_ELSEWHERE,
                   "%s was set by somebody else", mado_case_field_to_word (data->field));
      return FALSE;
    }
  return change (desk, data, now, mado_case_edit_set (now, data->field, to, error), error);
}

static gboolean
apply_field (MadoDesk *desk, gconstpointer data, GError **error)
{
  const Data *self = data;

  return set (desk, self, self->before, self->after, error);
}

static gboolean
revert_field (MadoDesk *desk, gconstpointer data, GError **error)
{
  const Data *self = data;

  return set (desk, self, self->after, self->before, error);
}

void
mado_case_change_field (MadoCaseDesk *desk, MadoCase *seen, MadoCaseField field, const char *value)
{
  const char *shown;
  g_autofree char *number = NULL;
  g_autofree char *name = NULL;
  g_autofree char *normal = NULL;
  Data *data;

  g_return_if_fail (MADO_IS_CASE_DESK (desk) && MADO_IS_CASE (seen) && value != NULL);

  /* What the field does not take is refused on the desk's thread, with its reason. */
  normal = mado_case_field_normalise (field, value, NULL);
  if (normal != NULL && g_str_equal (mado_case_get_value (seen, field), normal))
    return;
  data = new_data (desk, seen);
  data->field = field;
  data->before = g_strdup (mado_case_get_value (seen, field));
  data->after = g_strdup (normal != NULL ? normal : value);
  number = mado_case_words_dup_number (mado_case_get_number (seen));
  shown = *value != '\0' ? mado_case_words_get_value (field, value) : C_ ("case", "none");
  /* Translators: "Case 12: Status: Open" */
  name = g_strdup_printf (C_ ("change", "%1$s: %2$s: %3$s"), number,
                          mado_case_words_get_field (field), shown);
  run (desk, data, name, apply_field, revert_field);
}

/* --- Links --- */

static gboolean
set_link (MadoDesk *desk, const Data *data, gboolean linked, GError **error)
{
  g_autoptr (MadoCase) now = mado_cases_open (desk, data->id, error);

  return now != NULL
         && change (desk, data, now,
                    linked ? mado_case_edit_link (data->record, data->title)
                           : mado_case_edit_unlink (now, data->record),
                    error);
}

static gboolean
apply_link (MadoDesk *desk, gconstpointer data, GError **error)
{
  return set_link (desk, data, ((const Data *) data)->is_linked, error);
}

static gboolean
revert_link (MadoDesk *desk, gconstpointer data, GError **error)
{
  return set_link (desk, data, !((const Data *) data)->is_linked, error);
}

void
mado_case_change_link (MadoCaseDesk *desk, MadoCase *seen, const char *record, const char *title,
                       gboolean linked)
{
  g_autofree char *number = NULL;
  g_autofree char *name = NULL;
  Data *data;

  g_return_if_fail (MADO_IS_CASE_DESK (desk) && MADO_IS_CASE (seen) && record != NULL);

  data = new_data (desk, seen);
  data->record = g_strdup (record);
  data->title = g_strdup (title);
  data->is_linked = linked;
  number = mado_case_words_dup_number (mado_case_get_number (seen));
  name = g_strdup_printf (linked ? _ ("%s: record linked") : _ ("%s: link to a record removed"),
                          number);
  run (desk, data, name, apply_link, revert_link);
}

void
mado_case_change_link_record (MadoCaseDesk *desk, MadoCase *seen, MadoRecord *record,
                              gboolean linked)
{
  g_autofree char *title = NULL;

  g_return_if_fail (MADO_IS_RECORD (record));

  title = mado_json_to_record_form (
      json_object_get_member (json_node_get_object (mado_record_get_json (record)), "title"));
  mado_case_change_link (desk, seen, mado_record_get_id (record), title, linked);
}

/* --- Merges --- */

static gboolean
apply_merge (MadoDesk *desk, gconstpointer data, GError **error)
{
  const Data *self = data;
  g_autoptr (MadoCase) now = mado_cases_open (desk, self->id, error);
  g_autoptr (MadoCase) into = now != NULL ? mado_cases_open (desk, self->into, error) : NULL;
  g_autoptr (MadoCase) after
      = into != NULL ? mado_cases_merge (desk, now, into, self->reason, self->by, error) : NULL;

  return after != NULL;
}

static gboolean
revert_merge (MadoDesk *desk, gconstpointer data, GError **error)
{
  const Data *self = data;
  g_autoptr (MadoCase) now = mado_cases_open (desk, self->id, error);
  g_autoptr (MadoCase) after
      = now != NULL ? mado_cases_split (desk, now, self->reason, self->by, error) : NULL;

  return after != NULL;
}

void
mado_case_change_merge (MadoCaseDesk *desk, MadoCase *seen, MadoCase *into, const char *reason)
{
  g_autofree char *number = NULL;
  g_autofree char *other = NULL;
  g_autofree char *name = NULL;
  Data *data;

  g_return_if_fail (MADO_IS_CASE_DESK (desk) && MADO_IS_CASE (seen) && MADO_IS_CASE (into));
  g_return_if_fail (reason != NULL);

  data = new_data (desk, seen);
  data->into = g_strdup (mado_case_get_id (into));
  data->reason = g_strdup (reason);
  number = mado_case_words_dup_number (mado_case_get_number (seen));
  other = mado_case_words_dup_number (mado_case_get_number (into));
  /* Translators: two cases: "Case 4 merged into Case 2" */
  name = g_strdup_printf (_ ("%1$s merged into %2$s"), number, other);
  run (desk, data, name, apply_merge, revert_merge);
}

/* The reason of the merge, without which it could not be done again. */
static const char *
get_reason (MadoCase *seen)
{
  GPtrArray *merges = mado_case_get_merges (seen);
  const char *reason = NULL;

  for (guint i = 0; i < merges->len && reason == NULL; i++)
    if (mado_case_event_get_text (merges->pdata[i], "into") != NULL)
      reason = mado_case_event_get_text (merges->pdata[i], "reason");
  return reason != NULL && *reason != '\0' ? reason : _ ("They were one case before");
}

void
mado_case_change_split (MadoCaseDesk *desk, MadoCase *seen)
{
  g_autofree char *number = NULL;
  g_autofree char *name = NULL;
  Data *data;

  g_return_if_fail (MADO_IS_CASE_DESK (desk) && MADO_IS_CASE (seen));
  g_return_if_fail (mado_case_get_merged_into (seen) != NULL);

  data = new_data (desk, seen);
  data->into = g_strdup (mado_case_get_merged_into (seen));
  data->reason = g_strdup (get_reason (seen));
  number = mado_case_words_dup_number (mado_case_get_number (seen));
  /* Translators: a case: "Case 4: merge taken back" */
  name = g_strdup_printf (_ ("%s: merge taken back"), number);
  run (desk, data, name, revert_merge, apply_merge);
}

/* --- Notes --- */

static gboolean
apply_note (MadoDesk *desk, gconstpointer data, GError **error)
{
  const Data *self = data;
  g_autoptr (MadoCase) now = mado_cases_open (desk, self->id, error);

  return now != NULL && change (desk, self, now, mado_case_edit_note (self->text), error);
}

static gboolean
revert_note (MadoDesk *desk, gconstpointer data, GError **error)
{
  const Data *self = data;
  g_autoptr (MadoCase) now = mado_cases_open (desk, self->id, error);
  MadoCaseEdit *edit = now != NULL ? mado_case_edit_unnote (now, self->text, self->by) : NULL;

  if (now != NULL && edit == NULL)
    g_set_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_CHANGED_ELSEWHERE,
                 "the note was taken back by somebody else");
  return change (desk, self, now, edit, error);
}

void
mado_case_change_noted (MadoCaseDesk *desk, MadoCase *after, const char *text)
{
  g_autofree char *number = NULL;
  g_autofree char *name = NULL;
  MadoUndoChange step = { .apply = apply_note, .revert = revert_note, .is_done = TRUE };
  Data *data;

  g_return_if_fail (MADO_IS_CASE_DESK (desk) && MADO_IS_CASE (after) && text != NULL);

  data = new_data (desk, after);
  data->text = g_strdup (text);
  number = mado_case_words_dup_number (mado_case_get_number (after));
  name = g_strdup_printf (_ ("%s: internal note kept"), number);
  step.name = name;
  step.id = data->id;
  mado_undo_do (mado_undo_get (mado_case_desk_get_context (desk)), &step, data, free_data);
}
