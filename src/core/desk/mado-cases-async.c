/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each wrapper packs what it is given, and its work unpacks it on the worker's thread. */
#include "core/desk/mado-cases-async.h"

#include "core/desk/mail/mado-mail.h"

/* What any of them needs. */
typedef struct
{
  char *name;
  char *text;
  char *by;
  char **values;
  MadoCaseMessage *message;
  GFile *file;
  MadoCase *seen;
  MadoCase *into;
  GPtrArray *edits;
  MadoCaseRequest request; /* its members are owned */
  guint limit;
  guint least;
  guint32 kinds;
  MadoCaseProbe *probe;
  GPtrArray *found;
} Job;

static void
free_job (gpointer data)
{
  Job *self = data;

  g_free (self->name);
  g_free (self->text);
  g_free (self->by);
  for (guint i = 0; self->values != NULL && i < MADO_N_CASE_FIELDS; i++)
    g_free (self->values[i]);
  g_free (self->values);
  g_clear_pointer (&self->message, mado_case_message_free);
  g_clear_object (&self->file);
  g_clear_object (&self->seen);
  g_clear_object (&self->into);
  g_clear_pointer (&self->edits, g_ptr_array_unref);
  g_free ((char *) self->request.who);
  g_free ((char *) self->request.today);
  g_free ((char *) self->request.record);
  for (MadoCaseField field = 0; field < MADO_N_CASE_FIELDS; field++)
    g_free ((char *) self->request.values[field]);
  g_clear_pointer (&self->request.query, mado_query_unref);
  if (self->request.after != NULL)
    mado_case_row_unref ((MadoCaseRow *) self->request.after);
  g_clear_pointer (&self->probe, mado_case_probe_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_free (self);
}

static void
copy_request (Job *self, const MadoCaseRequest *request)
{
  self->request = *request;
  self->request.who = g_strdup (request->who);
  self->request.today = g_strdup (request->today);
  self->request.record = g_strdup (request->record);
  for (MadoCaseField field = 0; field < MADO_N_CASE_FIELDS; field++)
    self->request.values[field] = g_strdup (request->values[field]);
  self->request.query = request->query != NULL ? mado_query_ref (request->query) : NULL;
  self->request.after
      = request->after != NULL ? mado_case_row_ref ((MadoCaseRow *) request->after) : NULL;
}

/* Takes @job over. */
static void
run (MadoWorker *worker, Job *job, GTaskThreadFunc work, GCancellable *cancellable,
     GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, job, free_job);
  mado_worker_run (worker, task, work);
}

/* Takes both over. */
static void
give (GTask *task, gpointer answer, GDestroyNotify destroy, GError *error)
{
  if (answer != NULL)
    g_task_return_pointer (task, answer, destroy);
  else
    g_task_return_error (task, error);
}

static gpointer
finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
mado_case_page_free (MadoCasePage *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->the_case);
  g_clear_pointer (&self->person, mado_case_person_free);
  g_clear_pointer (&self->merged, g_ptr_array_unref);
  g_clear_pointer (&self->replies, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_error (&self->reason);
  g_free (self);
}

static GPtrArray *
list_drafts (MadoDesk *desk, MadoCase *the_case, const char *what, GError **error)
{
  g_autofree char *slot = g_strconcat (mado_case_get_id (the_case), "/", what, NULL);

  return mado_case_draft_list (desk, slot, error);
}

/* JSON within what was read: nothing of it is left to whoever shows the page. */
static void
read_texts (MadoCase *the_case)
{
  GPtrArray *events = mado_case_get_events (the_case);

  for (guint i = 0; i < events->len; i++)
    mado_case_event_read_shown (events->pdata[i]);
}

static void
load (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autoptr (MadoCasePage) page = g_new0 (MadoCasePage, 1);
  GError *error = NULL;

  if (mado_desk_get_reason (desk) != NULL)
    page->reason = g_error_copy (mado_desk_get_reason (desk));
  page->the_case = mado_cases_open (desk, job->name, &error);
  if (page->the_case != NULL && mado_cases_get_person (desk, page->the_case, &page->person, &error))
    page->replies = list_drafts (desk, page->the_case, "reply", &error);
  if (page->replies != NULL)
    page->notes = list_drafts (desk, page->the_case, "note", &error);
  if (page->notes != NULL)
    page->merged = mado_cases_list_merged (desk, page->the_case, &error);
  if (page->the_case != NULL)
    read_texts (page->the_case);
  if (page->merged != NULL)
    g_task_return_pointer (task, g_steal_pointer (&page), (GDestroyNotify) mado_case_page_free);
  else
    g_task_return_error (task, error);
}

void
mado_cases_load_async (MadoWorker *desk, const char *name, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->name = g_strdup (name);
  run (desk, job, load, cancellable, callback, user_data);
}

MadoCasePage *
mado_cases_load_finish (GAsyncResult *result, GError **error)
{
  return finish (result, error);
}

static void
list (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  GPtrArray *rows = mado_case_list (desk, &job->request, job->limit, cancellable, &error);

  give (task, rows, (GDestroyNotify) g_ptr_array_unref, error);
}

void
mado_cases_list_async (MadoWorker *desk, const MadoCaseRequest *request, guint limit,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  copy_request (job, request);
  job->limit = limit;
  run (desk, job, list, cancellable, callback, user_data);
}

GPtrArray *
mado_cases_list_finish (GAsyncResult *result, GError **error)
{
  return finish (result, error);
}

static void
count (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  g_autoptr (GArray) counts = g_array_new (FALSE, TRUE, sizeof (guint));
  MadoCaseRequest request = job->request;
  GError *error = NULL;

  g_array_set_size (counts, MADO_N_CASE_VIEWS);
  for (request.view = 0; request.view < MADO_N_CASE_VIEWS; request.view++)
    if (!mado_case_list_count (desk, &request, &g_array_index (counts, guint, request.view),
                               cancellable, &error))
      {
        g_task_return_error (task, error);
        return;
      }
  g_task_return_pointer (task, g_steal_pointer (&counts), (GDestroyNotify) g_array_unref);
}

void
mado_cases_count_async (MadoWorker *desk, const MadoCaseRequest *request, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  copy_request (job, request);
  run (desk, job, count, cancellable, callback, user_data);
}

GArray *
mado_cases_count_finish (GAsyncResult *result, GError **error)
{
  return finish (result, error);
}

static void
count_facets (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  GPtrArray *facets = mado_case_facets_count (desk, &job->request, cancellable, &error);

  give (task, facets, (GDestroyNotify) g_ptr_array_unref, error);
}

void
mado_cases_count_facets_async (MadoWorker *desk, const MadoCaseRequest *request,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  copy_request (job, request);
  run (desk, job, count_facets, cancellable, callback, user_data);
}

GPtrArray *
mado_cases_count_facets_finish (GAsyncResult *result, GError **error)
{
  return finish (result, error);
}

static void
add (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  MadoCase *added = NULL;

  if (job->file != NULL)
    {
      g_clear_pointer (&job->message, mado_case_message_free);
      job->message = mado_mail_take_in_file (desk, job->file, cancellable, &error);
    }
  if (error == NULL)
    added = mado_cases_add (desk, (const char *const *) job->values, job->message, job->by, &error);
  give (task, added, g_object_unref, error);
}

void
mado_cases_add_async (MadoWorker *desk, const char *const *values, MadoCaseMessage *message,
                      GFile *file, const char *by, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->values = g_new0 (char *, MADO_N_CASE_FIELDS);
  for (guint i = 0; values != NULL && i < MADO_N_CASE_FIELDS; i++)
    job->values[i] = g_strdup (values[i]);
  job->message = message;
  job->file = file != NULL ? g_object_ref (file) : NULL;
  job->by = g_strdup (by);
  run (desk, job, add, cancellable, callback, user_data);
}

static void
change (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  MadoCase *after = mado_cases_change (desk, job->seen, job->edits, job->by, &error);

  give (task, after, g_object_unref, error);
}

void
mado_cases_change_async (MadoWorker *desk, MadoCase *seen, GPtrArray *edits, const char *by,
                         GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->seen = g_object_ref (seen);
  job->edits = edits;
  job->by = g_strdup (by);
  run (desk, job, change, cancellable, callback, user_data);
}

static void
merge (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  MadoCase *after = job->into != NULL
                        ? mado_cases_merge (desk, job->seen, job->into, job->text, job->by, &error)
                        : mado_cases_split (desk, job->seen, job->text, job->by, &error);

  give (task, after, g_object_unref, error);
}

void
mado_cases_merge_async (MadoWorker *desk, MadoCase *seen, MadoCase *into, const char *reason,
                        const char *by, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->seen = g_object_ref (seen);
  job->into = into != NULL ? g_object_ref (into) : NULL;
  job->text = g_strdup (reason);
  job->by = g_strdup (by);
  run (desk, job, merge, cancellable, callback, user_data);
}

MadoCase *
mado_cases_change_finish (GAsyncResult *result, GError **error)
{
  return finish (result, error);
}

/* What a save, or a decision between two drafts, has come to. */
typedef struct
{
  MadoCaseWriting *writing;
  MadoCaseDraft *beside; /* nullable: what is decided about */
  char *json;
  MadoCaseDraft *other; /* nullable: found */
  char *key;            /* where the text lies */
} Saving;

static void
free_saving (gpointer data)
{
  Saving *self = data;

  mado_case_writing_unref (self->writing);
  mado_case_draft_free (self->beside);
  mado_case_draft_free (self->other);
  g_free (self->json);
  g_free (self->key);
  g_free (self);
}

static void
save_draft (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  Saving *job = data;
  GError *error = NULL;
  gboolean is_fine
      = job->beside != NULL
            ? mado_case_writing_settle (job->writing, desk, job->beside, job->json, &job->other,
                                        &error)
            : mado_case_writing_save (job->writing, desk, job->json, &job->other, &error);

  job->key = g_strdup (mado_case_writing_get_key (job->writing));
  if (is_fine)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
mado_cases_save_draft_async (MadoWorker *desk, MadoCaseWriting *writing, const char *json,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  mado_cases_settle_draft_async (desk, writing, NULL, json, callback, user_data);
}

void
mado_cases_settle_draft_async (MadoWorker *desk, MadoCaseWriting *writing,
                               const MadoCaseDraft *other, const char *json,
                               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Saving *job = g_new0 (Saving, 1);

  job->writing = mado_case_writing_ref (writing);
  job->beside = mado_case_draft_copy (other);
  job->json = g_strdup (json);
  g_task_set_task_data (task, job, free_saving);
  mado_worker_run (desk, task, save_draft);
}

gboolean
mado_cases_save_draft_finish (GAsyncResult *result, MadoCaseDraft **other, char **key,
                              GError **error)
{
  Saving *job;

  g_return_val_if_fail (g_task_is_valid (result, NULL) && other != NULL && key != NULL, FALSE);

  job = g_task_get_task_data (G_TASK (result));
  *other = g_steal_pointer (&job->other);
  *key = g_steal_pointer (&job->key);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* On the desk's thread: cases before records. */
static void
compare_cases (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  GPtrArray *all = mado_case_list_similar (desk, job->probe, job->name, FALSE, job->least,
                                           job->limit, cancellable, &error);

  if (all != NULL)
    g_ptr_array_extend_and_steal (all, g_steal_pointer (&job->found));
  give (task, all, (GDestroyNotify) g_ptr_array_unref, error);
}

/* On the reader's thread. */
static void
compare_records (GTask *task, gpointer reader, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  job->probe = mado_case_probe_new (reader, job->text, cancellable, &error);
  if (job->probe != NULL)
    job->found = mado_case_list_suggestions (reader, job->probe, job->kinds, job->limit,
                                             cancellable, &error);
  if (job->found != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
cases_compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) whole = user_data;
  GError *error = NULL;
  GPtrArray *all = finish (result, &error);

  give (whole, all, (GDestroyNotify) g_ptr_array_unref, error);
}

static void
records_compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) whole = user_data;
  GCancellable *cancellable = g_task_get_cancellable (whole);
  GError *error = NULL;
  Job *done;
  Job *next;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (whole, error);
      return;
    }
  done = g_task_get_task_data (G_TASK (result));
  next = g_new0 (Job, 1);
  next->name = g_steal_pointer (&done->name);
  next->probe = g_steal_pointer (&done->probe);
  next->found = g_steal_pointer (&done->found);
  next->least = done->least;
  next->limit = done->limit;
  run (g_task_get_task_data (whole), next, compare_cases, cancellable, cases_compared_cb,
       g_object_ref (whole));
}

/* The desk's worker is held by a task that stays on the main thread: a worker cannot end itself. */
void
mado_cases_compare_async (MadoWorker *reader, MadoWorker *desk, const char *text, const char *but,
                          guint32 kinds, guint least, guint limit, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) whole = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_task_set_task_data (whole, g_object_ref (desk), g_object_unref);
  job->text = g_strdup (text);
  job->name = g_strdup (but);
  job->kinds = kinds;
  job->least = least;
  job->limit = limit;
  run (reader, job, compare_records, cancellable, records_compared_cb, g_object_ref (whole));
}

GPtrArray *
mado_cases_compare_finish (GAsyncResult *result, GError **error)
{
  return finish (result, error);
}
