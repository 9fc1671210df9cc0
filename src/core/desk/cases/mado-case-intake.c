/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a case begins, and how further messages come to it. */
#include "core/desk/cases/mado-attachment.h"
#include "core/desk/cases/mado-case-rows.h"
#include "core/desk/cases/mado-cases-private.h"

#include <string.h>

void
mado_case_attachment_free (MadoCaseAttachment *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->type);
  g_free (self->sha256);
  g_free (self);
}

MadoCaseMessage *
mado_case_message_new (void)
{
  MadoCaseMessage *self = g_new0 (MadoCaseMessage, 1);

  self->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_attachment_free);
  return self;
}

void
mado_case_message_free (MadoCaseMessage *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->person, mado_case_person_free);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  g_free (self->subject);
  g_free (self->text);
  g_free (self->language);
  g_free (self->raw);
  g_free (self);
}

static JsonArray *
attachments_to_json (GPtrArray *attachments)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < attachments->len; i++)
    {
      const MadoCaseAttachment *attachment = g_ptr_array_index (attachments, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name", attachment->name);
      json_object_set_string_member (object, "type", attachment->type);
      json_object_set_int_member (object, "size", attachment->size);
      json_object_set_string_member (object, "sha256", attachment->sha256);
      json_array_add_object_element (array, object);
    }
  return array;
}

static void
set_text (JsonObject *data, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (data, name, text);
}

static MadoCaseEdit *
new_edit (MadoCaseEventKind kind)
{
  MadoCaseEdit *self = g_new0 (MadoCaseEdit, 1);

  self->kind = kind;
  self->data = json_object_new ();
  return self;
}

static MadoCaseEdit *
new_received (const MadoCaseMessage *message, const char *person)
{
  MadoCaseEdit *self = new_edit (MADO_CASE_RECEIVED);

  set_text (self->data, "subject", message->subject);
  set_text (self->data, "text", message->text);
  set_text (self->data, "language", message->language);
  set_text (self->data, "raw", message->raw);
  set_text (self->data, "person", person);
  json_object_set_int_member (self->data, "received",
                              message->received != 0 ? message->received
                                                     : g_get_real_time () / G_USEC_PER_SEC);
  if (message->attachments != NULL && message->attachments->len > 0)
    json_object_set_array_member (self->data, "attachments",
                                  attachments_to_json (message->attachments));
  return self;
}

/* Whether somebody wrote something, or only gave a name. */
static gboolean
says_something (const MadoCaseMessage *message)
{
  return message != NULL
         && ((message->text != NULL && *message->text != '\0')
             || (message->subject != NULL && *message->subject != '\0') || message->raw != NULL
             || (message->attachments != NULL && message->attachments->len > 0));
}

static gboolean
check_message (const MadoCaseMessage *message, GError **error)
{
  if (message == NULL || message->text == NULL || strlen (message->text) <= MADO_CASE_MAX_TEXT)
    return TRUE;
  g_set_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_ALLOWED,
               "The message is longer than %d bytes", MADO_CASE_MAX_TEXT);
  return FALSE;
}

static gboolean
is_kept (MadoDesk *desk, const char *sha256)
{
  g_autofree char *path = sha256 != NULL ? mado_attachment_get_path (desk, sha256) : NULL;

  return path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

/* With the desk's lock, which who removes files has too: no case names one that has gone since it
 * was kept. */
static gboolean
check_files (MadoDesk *desk, const MadoCaseMessage *message, GError **error)
{
  gboolean is_whole = message == NULL || message->raw == NULL || is_kept (desk, message->raw);
  guint n = message != NULL && message->attachments != NULL ? message->attachments->len : 0;

  for (guint i = 0; is_whole && i < n; i++)
    is_whole
        = is_kept (desk, ((const MadoCaseAttachment *) message->attachments->pdata[i])->sha256);
  if (!is_whole)
    g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_NOT_FOUND,
                 "A file of this message was removed meanwhile; take it in once more");
  return is_whole;
}

/* Puts the sender's document. @id (out, nullable, transfer full): nobody is named */
static gboolean
put_person (MadoDatabase *database, const MadoCaseMessage *message, char **id, GError **error)
{
  *id = NULL;
  if (message == NULL || message->person == NULL || mado_case_person_is_empty (message->person))
    return TRUE;
  *id = mado_case_make_id ();
  return mado_case_person_put (database, *id, message->person, error);
}

static gboolean
find_next_number (MadoDatabase *database, gint64 *number, GError **error)
{
  sqlite3_stmt *statement
      = mado_database_prepare (database, "SELECT coalesce (max (number), 0) + 1 FROM cases", error);
  gboolean found;

  if (statement == NULL || !mado_case_rows_ask (database, statement, &found, error))
    return FALSE;
  *number = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

static MadoCaseEdit *
new_opened (const char *const *values, gint64 number, const MadoCaseMessage *message,
            const char *person, GError **error)
{
  g_autoptr (MadoCaseEdit) self = new_edit (MADO_CASE_OPENED);

  json_object_set_int_member (self->data, "number", number);
  for (MadoCaseField field = 0; field < MADO_N_CASE_FIELDS; field++)
    {
      g_autofree char *normal = NULL;

      if (values == NULL || values[field] == NULL || *values[field] == '\0')
        continue;
      normal = mado_case_field_normalise (field, values[field], error);
      if (normal == NULL)
        return NULL;
      json_object_set_string_member (self->data, mado_case_field_to_word (field), normal);
    }
  if (person != NULL)
    json_object_set_string_member (self->data, "person", person);
  if (message != NULL && !json_object_has_member (self->data, "language"))
    set_text (self->data, "language", message->language);
  return g_steal_pointer (&self);
}

/* Returns: (element-type MadoCaseEdit) (nullable): what opens a case */
static GPtrArray *
list_opening (MadoDatabase *database, const char *const *values, const MadoCaseMessage *message,
              GError **error)
{
  g_autoptr (GPtrArray) edits
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_edit_free);
  g_autofree char *person = NULL;
  MadoCaseEdit *opened;
  gint64 number;

  if (!put_person (database, message, &person, error)
      || !find_next_number (database, &number, error))
    return NULL;
  opened = new_opened (values, number, message, person, error);
  if (opened == NULL)
    return NULL;
  g_ptr_array_add (edits, opened);
  if (says_something (message))
    g_ptr_array_add (edits, new_received (message, person));
  return g_steal_pointer (&edits);
}

/**
 * mado_cases_add:
 * @values: (nullable): the first value of each field, each nullable
 * @message: (nullable): the question
 * @by: who takes it in
 * @error: MADO_DESK_ERROR_NOT_ALLOWED for a value that its field does not take, MADO_STORE_ERROR
 *
 * Opens a case with the next free number of this desk.
 */
MadoCase *
mado_cases_add (MadoDesk *desk, const char *const *values, const MadoCaseMessage *message,
                const char *by, GError **error)
{
  g_autoptr (GPtrArray) edits = NULL;
  g_autoptr (MadoCase) self = NULL;
  g_autofree char *id = mado_case_make_id ();
  MadoDatabase *database;

  g_return_val_if_fail (desk != NULL && by != NULL, NULL);

  if (!check_message (message, error))
    return NULL;
  database = mado_cases_begin (desk, error);
  if (database == NULL)
    return NULL;
  if (check_files (desk, message, error))
    edits = list_opening (database, values, message, error);
  if (edits != NULL && mado_cases_append (database, id, 0, edits, by, error))
    self = mado_cases_project (database, id, error);
  if (!mado_cases_end (database, self != NULL, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* A message to a case that was done, or that waits for it, opens the case again. */
static gboolean
add_status (MadoCase *now, GPtrArray *edits)
{
  const char *status = mado_case_get_value (now, MADO_CASE_STATUS);
  MadoCaseEdit *edit;

  if (mado_case_status_get_stage (status) == MADO_CASE_STAGE_LIVE
      && !mado_case_status_is_waiting (status))
    return TRUE;
  edit = mado_case_edit_set (now, MADO_CASE_STATUS,
                             mado_case_status_is_waiting (status) ? "open" : "reopened", NULL);
  if (edit != NULL)
    g_ptr_array_add (edits, edit);
  return edit != NULL;
}

/**
 * mado_cases_receive:
 * @seen: any state of the case: a message is never refused for what else has changed
 */
MadoCase *
mado_cases_receive (MadoDesk *desk, MadoCase *seen, const MadoCaseMessage *message, const char *by,
                    GError **error)
{
  g_autoptr (GPtrArray) edits
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_edit_free);
  g_autoptr (MadoCase) now = NULL;
  g_autoptr (MadoCase) after = NULL;
  g_autofree char *person = NULL;
  MadoDatabase *database;
  const char *id;

  g_return_val_if_fail (desk != NULL && MADO_IS_CASE (seen) && message != NULL && by != NULL, NULL);

  if (!check_message (message, error))
    return NULL;
  database = mado_cases_begin (desk, error);
  if (database == NULL)
    return NULL;
  id = mado_case_get_id (seen);
  now = mado_cases_load (database, id, error);
  if (now != NULL && check_files (desk, message, error)
      && put_person (database, message, &person, error))
    {
      g_ptr_array_add (edits, new_received (message, person));
      if (add_status (now, edits)
          && mado_cases_append (database, id, mado_case_get_n (now), edits, by, error))
        after = mado_cases_project (database, id, error);
    }
  if (!mado_cases_end (database, after != NULL, error))
    return NULL;
  return g_steal_pointer (&after);
}
