/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A view gets the items of a long list a few at a time, and in the end all of them. */
#include "app/widgets/mado-gradual-model.h"

#define ROUNDS 400

/* What a view knows: only what it was told by "items-changed". */
typedef struct
{
  GListStore *store;
  MadoGradualModel *model;
  GPtrArray *seen; /* (element-type GObject) */
  guint most;      /* that came at once */
} Fixture;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Fixture *fixture)
{
  g_assert_cmpuint (position + removed, <=, fixture->seen->len);
  if (removed > 0)
    g_ptr_array_remove_range (fixture->seen, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (fixture->seen, (gint) (position + i),
                        g_list_model_get_item (model, position + i));
  g_assert_cmpuint (fixture->seen->len, ==, g_list_model_get_n_items (model));
  fixture->most = MAX (fixture->most, added);
}

static void
splice (Fixture *fixture, guint position, guint removed, guint added)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < added; i++)
    g_ptr_array_add (items, g_object_new (G_TYPE_OBJECT, NULL));
  g_list_store_splice (fixture->store, position, removed, items->pdata, added);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->store = g_list_store_new (G_TYPE_OBJECT);
  fixture->model = mado_gradual_model_new (G_LIST_MODEL (fixture->store));
  fixture->seen = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (fixture->model, "items-changed", G_CALLBACK (items_changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->model);
  g_object_unref (fixture->store);
  g_ptr_array_unref (fixture->seen);
}

static void
assert_seen (Fixture *fixture, guint n)
{
  g_assert_cmpuint (fixture->seen->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (fixture->store), i);

      g_assert_true (item == fixture->seen->pdata[i]);
    }
}

static void
wait_for_all (Fixture *fixture)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->store));

  while (g_list_model_get_n_items (G_LIST_MODEL (fixture->model)) < n)
    g_main_context_iteration (NULL, TRUE);
  assert_seen (fixture, n);
}

static void
gives_a_screen_full_at_once_and_then_all (Fixture *fixture, gconstpointer data)
{
  splice (fixture, 0, 0, 5000);
  assert_seen (fixture, 12);
  g_main_context_iteration (NULL, TRUE);
  assert_seen (fixture, 24);
  wait_for_all (fixture);
}

static void
begins_again_with_another_list (Fixture *fixture, gconstpointer data)
{
  splice (fixture, 0, 0, 5000);
  wait_for_all (fixture);
  fixture->most = 0;
  splice (fixture, 0, 5000, 3000);
  g_assert_cmpuint (fixture->most, ==, 12);
  wait_for_all (fixture);
}

static void
keeps_what_stands_behind_a_change (Fixture *fixture, gconstpointer data)
{
  splice (fixture, 0, 0, 5000);
  wait_for_all (fixture);
  splice (fixture, 10, 3, 400);
  assert_seen (fixture, 5397);
}

static void
reaches_a_row_that_is_asked_for (Fixture *fixture, gconstpointer data)
{
  splice (fixture, 0, 0, 5000);
  mado_gradual_model_reach (fixture->model, 4000);
  assert_seen (fixture, 5000);
}

/* However it changes in between, the view is told what happened, and ends with all items. */
static void
follows_any_change (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < ROUNDS; i++)
    {
      guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->store));
      guint position = (guint) g_test_rand_int_range (0, (gint) n + 1);
      guint removed = (guint) g_test_rand_int_range (0, (gint) (n - position) + 1);
      guint added = (guint) g_test_rand_int_range (0, i % 3 ? 20 : 300);

      if (i % 7 == 0)
        splice (fixture, 0, n, added);
      else
        splice (fixture, position, removed, added);
      assert_seen (fixture, g_list_model_get_n_items (G_LIST_MODEL (fixture->model)));
      if (i % 5 == 0)
        g_main_context_iteration (NULL, FALSE);
      if (i % 11 == 0)
        wait_for_all (fixture);
    }
  wait_for_all (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/app/gradual-model/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("gives-a-screen-full-at-once-and-then-all", gives_a_screen_full_at_once_and_then_all);
  ADD ("begins-again-with-another-list", begins_again_with_another_list);
  ADD ("keeps-what-stands-behind-a-change", keeps_what_stands_behind_a_change);
  ADD ("reaches-a-row-that-is-asked-for", reaches_a_row_that_is_asked_for);
  ADD ("follows-any-change", follows_any_change);
  return g_test_run ();
}
