/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any sequence of changes, undone and redone, leaves the desk as a plain list of states says. */
#include "app/sections/mado-desk-changes.h"

#include <glib/gstdio.h>

#include "support/store-fixture.h"

#define RECORDS 3
#define STEPS 150

/* What the desk holds of each record. */
typedef struct
{
  gboolean starred[RECORDS];
  char note[RECORDS][8];
} State;

typedef struct
{
  char *profile;
  MadoContext *context;
  MadoUndo *undo; /* of the context */
  MadoRecord *records[RECORDS];
  char *said;
  GError *failure;
} Fixture;

static void
changed_cb (Fixture *self, const char *name, int step)
{
  g_free (self->said);
  self->said = g_strdup_printf ("%d %s", step, name);
}

static void
failed_cb (Fixture *self, const GError *error)
{
  g_clear_error (&self->failure);
  self->failure = g_error_copy (error);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->profile = g_dir_make_tmp ("mado-undo-XXXXXX", NULL);
  self->context = mado_context_new (self->profile);
  self->undo = mado_undo_get (self->context);
  g_signal_connect_swapped (self->undo, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->undo, "failed", G_CALLBACK (failed_cb), self);
  self->records[0] = store_make_term ("a", "Alpha", "あ");
  self->records[1] = store_make_term ("b", "Beta", "い");
  self->records[2] = store_make_term ("c", "Gamma", "う");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->context);
  for (guint i = 0; i < RECORDS; i++)
    g_object_unref (self->records[i]);
  g_clear_error (&self->failure);
  g_free (self->said);
  store_remove_profile (self->profile);
  g_free (self->profile);
}

static void
read_state (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = mado_desk_list_kept (desk, &error);
  State *state = g_new0 (State, 1);

  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    {
      const MadoKept *kept = g_ptr_array_index (all, i);
      guint place = kept->id[0] - 'a';

      g_assert_cmpuint (place, <, RECORDS);
      state->starred[place] = kept->starred;
      g_strlcpy (state->note[place], kept->note ? kept->note : "", sizeof state->note[place]);
    }
  g_task_return_pointer (task, state, g_free);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_set_object ((GObject **) user_data, G_OBJECT (result));
}

/* After all that was asked of the desk before. */
static State *
ask_state (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, answered_cb, &result);

  mado_context_keep (self->context, task, read_state);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static void
assert_state (Fixture *self, const State *expected)
{
  g_autofree State *found = ask_state (self);

  for (guint i = 0; i < RECORDS; i++)
    {
      g_assert_cmpint (found->starred[i], ==, expected->starred[i]);
      g_assert_cmpstr (found->note[i], ==, expected->note[i]);
    }
}

/* A random change, on the desk and on the plain state. */
static void
change (Fixture *self, State *state)
{
  guint i = g_test_rand_int_range (0, RECORDS);

  if (g_test_rand_bit ())
    {
      state->starred[i] = !state->starred[i];
      mado_change_star (self->undo, self->records[i], MADO_LANGUAGE_EN, state->starred[i]);
    }
  else
    {
      char before[8];

      g_strlcpy (before, state->note[i], sizeof before);
      /* A note that stays as it is would be no step. */
      while (g_str_equal (state->note[i], before))
        g_snprintf (state->note[i], sizeof state->note[i], "%.*s", g_test_rand_int_range (0, 2),
                    (char[]){ (char) g_test_rand_int_range ('a', 'z'), 0 });
      mado_change_note (self->undo, self->records[i], MADO_LANGUAGE_EN, before, state->note[i],
                        NULL);
    }
}

static void
any_sequence (Fixture *self, gconstpointer data)
{
  State states[STEPS + 1] = { 0 };
  guint now = 0, last = 0;

  for (guint step = 0; step < STEPS; step++)
    {
      guint dice = g_test_rand_int_range (0, 10);

      if (dice < 5)
        {
          states[now + 1] = states[now];
          change (self, &states[++now]);
          last = now;
        }
      else if (dice < 8)
        {
          g_assert_cmpint (mado_undo_undo (self->undo), ==, now > 0);
          now -= now > 0;
        }
      else
        {
          g_assert_cmpint (mado_undo_redo (self->undo), ==, now < last);
          now += now < last;
        }
      g_assert_cmpint (mado_undo_get_undo_name (self->undo) != NULL, ==, now > 0);
      g_assert_cmpint (mado_undo_get_redo_name (self->undo) != NULL, ==, now < last);
      /* Several steps in one breath are as good as one after the other. */
      if (g_test_rand_int_range (0, 3) == 0)
        assert_state (self, &states[now]);
    }
  assert_state (self, &states[now]);
  g_assert_no_error (self->failure);
}

static void
names_what_it_does (Fixture *self, gconstpointer data)
{
  State starred = { .starred = { TRUE } }, nothing = { 0 };

  mado_change_star (self->undo, self->records[0], MADO_LANGUAGE_JA, TRUE);
  assert_state (self, &starred);
  g_assert_cmpstr (self->said, ==, "0 Star on “あ” set");
  mado_undo_undo (self->undo);
  assert_state (self, &nothing);
  g_assert_cmpstr (self->said, ==, "1 Star on “あ” set");
  g_assert_cmpstr (mado_undo_get_redo_name (self->undo), ==, "Star on “あ” set");
  mado_undo_redo (self->undo);
  assert_state (self, &starred);
  g_assert_cmpstr (self->said, ==, "2 Star on “あ” set");
}

static void
write_note (Fixture *self, const char *text, const char *series)
{
  mado_change_note (self->undo, self->records[0], MADO_LANGUAGE_EN, "", text, series);
}

static void
takes_writing_for_one_step (Fixture *self, gconstpointer data)
{
  State written = { .note = { "abc" } }, more = { .note = { "abcd" } }, nothing = { 0 };

  write_note (self, "a", "1");
  write_note (self, "ab", "1");
  write_note (self, "abc", "1");
  assert_state (self, &written);
  g_assert_null (self->said);
  mado_undo_end_series (self->undo, "1");
  mado_change_note (self->undo, self->records[0], MADO_LANGUAGE_EN, "abc", "abcd", "1");
  assert_state (self, &more);
  mado_undo_undo (self->undo);
  assert_state (self, &written);
  mado_undo_undo (self->undo);
  assert_state (self, &nothing);
  g_assert_false (mado_undo_undo (self->undo));
  mado_undo_redo (self->undo);
  mado_undo_redo (self->undo);
  assert_state (self, &more);
}

static void
keeps_no_step_that_changes_nothing (Fixture *self, gconstpointer data)
{
  State nothing = { 0 };

  write_note (self, "a", "1");
  write_note (self, "", "1");
  g_assert_null (mado_undo_get_undo_name (self->undo));
  assert_state (self, &nothing);
}

static void
count (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  g_task_return_boolean (task, TRUE);
}

static void
wait_for_desk (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, answered_cb, &result);

  mado_context_keep (self->context, task, count);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
}

static void
forgets_what_failed (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->profile, "desk.db", NULL);

  g_assert_true (g_file_set_contents (path, "no database", -1, NULL));
  mado_change_star (self->undo, self->records[0], MADO_LANGUAGE_EN, TRUE);
  g_assert_nonnull (mado_undo_get_undo_name (self->undo));
  wait_for_desk (self);
  g_assert_error (self->failure, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED);
  g_assert_null (mado_undo_get_undo_name (self->undo));
  g_assert_null (self->said);
}

static void
saves_what_is_queued_at_the_end (Fixture *self, gconstpointer data)
{
  State written = { .starred = { TRUE, TRUE, TRUE }, .note = { "abcdefg" } };

  for (guint i = 0; i < RECORDS; i++)
    mado_change_star (self->undo, self->records[i], MADO_LANGUAGE_EN, TRUE);
  write_note (self, "abcdefg", NULL);
  g_clear_object (&self->context);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  self->context = mado_context_new (self->profile);
  assert_state (self, &written);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/app/undo/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("any-sequence-is-as-a-list-of-states", any_sequence);
  ADD ("names-what-it-does", names_what_it_does);
  ADD ("takes-writing-for-one-step", takes_writing_for_one_step);
  ADD ("keeps-no-step-that-changes-nothing", keeps_no_step_that_changes_nothing);
  ADD ("forgets-what-failed", forgets_what_failed);
  ADD ("saves-what-is-queued-at-the-end", saves_what_is_queued_at_the_end);
  return g_test_run ();
}
