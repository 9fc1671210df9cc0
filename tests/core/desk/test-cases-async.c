/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window asks of the desk's worker comes back on the main thread, and what was asked is
 * not touched meanwhile. */
#include "core/desk/cases/mado-case-draft.h"
#include "core/desk/mado-cases-async.h"

#include "core/mado-context.h"
#include "support/store-fixture.h"

typedef struct
{
  char *profile;
  MadoContext *context;
  GAsyncResult *result;
} Fixture;

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *self = user_data;

  g_assert_true (g_main_context_is_owner (g_main_context_default ()));
  self->result = g_object_ref (result);
}

/* transfer full */
static GAsyncResult *
await (Fixture *self)
{
  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (&self->result);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  self->profile = g_dir_make_tmp ("mado-async-XXXXXX", NULL);
  self->context = mado_context_new (self->profile);
  g_assert_true (g_main_context_acquire (NULL));
  mado_context_open_async (self->context, NULL, keep_cb, self);
  result = await (self);
  g_assert_true (mado_context_open_finish (self->context, result, NULL));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->context);
  g_main_context_release (NULL);
  store_remove_profile (self->profile);
  g_free (self->profile);
}

static MadoCase *
add (Fixture *self, const char *title, const char *text)
{
  const char *values[MADO_N_CASE_FIELDS] = { [MADO_CASE_TITLE] = title };
  MadoCaseMessage *message = mado_case_message_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MadoCase *added;

  message->text = g_strdup (text);
  message->person = mado_case_person_new ();
  message->person->family = g_strdup ("Beispiel");
  mado_cases_add_async (mado_context_get_desk (self->context), values, message, NULL, "anna", NULL,
                        keep_cb, self);
  result = await (self);
  added = mado_cases_change_finish (result, &error);
  g_assert_no_error (error);
  return added;
}

static MadoCasePage *
load (Fixture *self, const char *name, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  mado_cases_load_async (mado_context_get_desk (self->context), name, NULL, keep_cb, self);
  result = await (self);
  return mado_cases_load_finish (result, error);
}

static void
carries_a_case_from_question_to_page (Fixture *self, gconstpointer data)
{
  MadoWorker *desk = mado_context_get_desk (self->context);
  g_autoptr (MadoCase) added = add (self, "Committee", "When does the Joint Committee meet?");
  g_autofree char *slot = g_strconcat (mado_case_get_id (added), "/reply", NULL);
  g_autoptr (MadoCaseWriting) writing = NULL;
  g_autoptr (MadoCaseDraft) other = NULL;
  g_autofree char *key = NULL;
  const MadoCaseDraft *draft;
  GPtrArray *edits = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_edit_free);
  g_autoptr (GAsyncResult) changed = NULL;
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (MadoCase) after = NULL;
  g_autoptr (MadoCasePage) page = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (edits, mado_case_edit_note ("A note"));
  mado_cases_change_async (desk, added, edits, "anna", NULL, keep_cb, self);
  changed = await (self);
  after = mado_cases_change_finish (changed, &error);
  g_assert_no_error (error);
  g_assert_cmpint (mado_case_get_n (after), ==, 3);
  writing = mado_case_writing_new (slot, NULL);
  mado_cases_save_draft_async (desk, writing, "{\"text\":\"Half\"}", keep_cb, self);
  kept = await (self);
  g_assert_true (mado_cases_save_draft_finish (kept, &other, &key, &error));
  g_assert_null (other);
  g_assert_cmpstr (key, ==, slot);
  page = load (self, "case:1", &error);
  g_assert_no_error (error);
  g_assert_cmpint (mado_case_get_n (page->the_case), ==, 3);
  g_assert_cmpstr (page->person->family, ==, "Beispiel");
  g_assert_cmpuint (page->replies->len, ==, 1);
  draft = g_ptr_array_index (page->replies, 0);
  g_assert_cmpstr (draft->json, ==, "{\"text\":\"Half\"}");
  g_assert_cmpstr (draft->text, ==, "Half");
  g_assert_cmpuint (g_strv_length (draft->cited), ==, 0);
  g_assert_cmpuint (page->notes->len, ==, 0);
  g_assert_cmpuint (page->merged->len, ==, 0);
  g_assert_null (load (self, "case:9", &error));
  g_assert_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_FOUND);
}

static void
lists_and_counts_what_was_asked_for (Fixture *self, gconstpointer data)
{
  MadoWorker *desk = mado_context_get_desk (self->context);
  g_autoptr (MadoCase) first = add (self, "A", "one");
  g_autoptr (MadoCase) second = add (self, "B", "two");
  char today[] = "2026-11-27";
  MadoCaseRequest request = { .view = MADO_CASE_VIEW_UNASSIGNED, .today = today };
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) counted = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GArray) counts = NULL;

  mado_cases_list_async (desk, &request, 10, NULL, keep_cb, self);
  today[0] = 'x';
  listed = await (self);
  rows = mado_cases_list_finish (listed, NULL);
  g_assert_cmpuint (rows->len, ==, 2);
  today[0] = '2';
  mado_cases_count_async (desk, &request, NULL, keep_cb, self);
  counted = await (self);
  counts = mado_cases_count_finish (counted, NULL);
  g_assert_cmpuint (g_array_index (counts, guint, MADO_CASE_VIEW_ALL), ==, 2);
  g_assert_cmpuint (g_array_index (counts, guint, MADO_CASE_VIEW_DONE), ==, 0);
}

static void
compares_with_cases_and_records (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) first = add (self, "Committee", "When does the Joint Committee meet?");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) all = NULL;

  mado_cases_compare_async (mado_context_get_reader (self->context),
                            mado_context_get_desk (self->context), "合同委員会の開催時期", NULL,
                            1u << MADO_KIND_ANSWER, 1, 3, NULL, keep_cb, self);
  result = await (self);
  all = mado_cases_compare_finish (result, NULL);
  g_assert_cmpuint (all->len, >, 1);
  g_assert_nonnull (((MadoCaseLikeness *) all->pdata[0])->row);
  g_assert_nonnull (((MadoCaseLikeness *) all->pdata[1])->hit);
}

static void
merges_and_takes_it_back (Fixture *self, gconstpointer data)
{
  MadoWorker *desk = mado_context_get_desk (self->context);
  g_autoptr (MadoCase) first = add (self, "A", "one");
  g_autoptr (MadoCase) second = add (self, "B", "two");
  g_autoptr (GAsyncResult) merged = NULL;
  g_autoptr (GAsyncResult) split = NULL;
  g_autoptr (MadoCase) into = NULL;
  g_autoptr (MadoCase) back = NULL;

  mado_cases_merge_async (desk, second, first, "Twins", "anna", NULL, keep_cb, self);
  merged = await (self);
  into = mado_cases_change_finish (merged, NULL);
  g_assert_cmpstr (mado_case_get_id (into), ==, mado_case_get_id (first));
  mado_cases_merge_async (desk, second, NULL, "No twins", "anna", NULL, keep_cb, self);
  split = await (self);
  back = mado_cases_change_finish (split, NULL);
  g_assert_null (mado_case_get_merged_into (back));
}

/* What is written is read again, and of anything else nothing is. */
static void
test_draft_text (void)
{
  static const char *const cited[] = { "faq-when-associated", "st-agreement", NULL };
  static const char *const others[]
      = { "", "[]", "{\"text\":1}", "{\"texts\":\"x\"}", "{\"citations\":\"x\"}", "no" };
  g_autofree char *json = mado_case_draft_write ("“回答”\n\\", cited);
  g_autofree char *none = mado_case_draft_write ("", cited);
  g_autofree char *text = NULL;
  g_auto (GStrv) read = NULL;

  g_assert_cmpstr (none, ==, "");
  mado_case_draft_read (json, &text, &read);
  g_assert_cmpstr (text, ==, "“回答”\n\\");
  g_assert_true (g_strv_equal ((const char *const *) read, cited));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *nothing = NULL;
      g_auto (GStrv) nobody = NULL;

      mado_case_draft_read (others[i], &nothing, &nobody);
      g_assert_cmpstr (nothing, ==, "");
      g_assert_cmpuint (g_strv_length (nobody), ==, 0);
    }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/desk/async/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("carries-a-case-from-question-to-page", carries_a_case_from_question_to_page);
  ADD ("lists-and-counts-what-was-asked-for", lists_and_counts_what_was_asked_for);
  ADD ("compares-with-cases-and-records", compares_with_cases_and_records);
  ADD ("merges-and-takes-it-back", merges_and_takes_it_back);
  g_test_add_func ("/desk/async/reads-a-draft-as-it-was-written", test_draft_text);
  return g_test_run ();
}
