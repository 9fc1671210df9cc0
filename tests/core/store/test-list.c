/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list model, with a real worker and a real store: what it says of its changes is what it does,
 * whatever is asked of it and whenever the answers come. */
#include "core/store/mado-list.h"
#include "core/store/mado-pages.h"
#include "support/store-fixture.h"

#include <locale.h>
#include <malloc.h>
#include <time.h>

typedef struct
{
  StoreFixture store;
  MadoWorker *worker;
  MadoList *list;
  GPtrArray *mirror; /* (element-type MadoItem): what a listener that trusts the signals holds */
  GArray *rowids;    /* (element-type gint64): of the mirror's items, as they were told last */
  guint n_emissions;
  guint last_position;
  guint last_removed;
  guint last_added;
  gint is_changed; /* atomic */
} Fixture;

static gpointer
open_reader (gpointer profile, GError **error)
{
  return mado_reader_open (profile, error);
}

static void
close_reader (gpointer handle)
{
  mado_reader_close (handle);
}

/* An item stands for one row as long as it is in the list. */
static void
watch_rowids (Fixture *self)
{
  for (guint i = 0; i < self->mirror->len; i++)
    {
      gint64 *told = &g_array_index (self->rowids, gint64, i);
      gint64 rowid = mado_item_get_rowid (g_ptr_array_index (self->mirror, i));

      g_assert_true (*told == 0 || *told == rowid);
      *told = rowid;
    }
}

static void
mirror_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  Fixture *self = user_data;

  self->n_emissions++;
  self->last_position = position;
  self->last_removed = removed;
  self->last_added = added;
  g_assert_cmpuint (position + removed, <=, self->mirror->len);
  if (removed > 0)
    g_ptr_array_remove_range (self->mirror, position, removed);
  if (removed > 0)
    g_array_remove_range (self->rowids, position, removed);
  for (guint i = 0; i < added; i++)
    {
      gint64 unknown = 0;

      g_ptr_array_insert (self->mirror, position + i, g_list_model_get_item (model, position + i));
      g_array_insert_val (self->rowids, position + i, unknown);
    }
  g_assert_cmpuint (self->mirror->len, ==, g_list_model_get_n_items (model));
  watch_rowids (self);
}

static void
assert_mirrored (Fixture *self)
{
  GListModel *model = G_LIST_MODEL (self->list);

  g_assert_cmpuint (self->mirror->len, ==, g_list_model_get_n_items (model));
  for (guint i = 0; i < self->mirror->len; i++)
    {
      g_autoptr (MadoItem) item = g_list_model_get_item (model, i);

      g_assert_true (item == g_ptr_array_index (self->mirror, i));
      g_assert_cmpuint (mado_item_get_position (item), ==, i);
    }
}

static gboolean
is_settled (Fixture *self)
{
  if (!mado_list_get_complete (self->list))
    return FALSE;
  for (guint i = 0; i < self->mirror->len; i++)
    if (mado_item_get_record (g_ptr_array_index (self->mirror, i)) == NULL)
      return FALSE;
  return TRUE;
}

static void
settle (Fixture *self)
{
  while (!is_settled (self))
    g_main_context_iteration (NULL, TRUE);
  watch_rowids (self);
}

static void
apply_events (Fixture *self, guint first, guint n)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = first; i < first + n; i++)
    {
      g_autofree char *id = g_strdup_printf ("e-%04u", i);
      g_autofree char *date
          = g_strdup_printf ("%u-%02u-%02u", 1990 + i / 300, 1 + i / 25 % 12, 1 + i % 25);

      g_ptr_array_add (records, store_make_event (id, date));
    }
  store_apply (&self->store, "core", records, NULL);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  store_set_up (&self->store, NULL);
  apply_events (self, 0, 700);
  store_exec (&self->store, "REPLACE INTO meta (key, value) VALUES ('vocabulary',"
                            " '{\"format\":1,\"kind\":\"vocabulary\",\"lists\":{}}')");
  self->worker = mado_worker_new ("reader", MADO_WORKER_NEWEST_FIRST, open_reader,
                                  g_strdup (self->store.profile), g_free, close_reader);
  self->list = mado_list_new (self->worker);
  self->mirror = g_ptr_array_new_with_free_func (g_object_unref);
  self->rowids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_signal_connect (self->list, "items-changed", G_CALLBACK (mirror_cb), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->list);
  g_clear_pointer (&self->mirror, g_ptr_array_unref);
  g_clear_pointer (&self->rowids, g_array_unref);
  g_clear_object (&self->worker);
  store_tear_down (&self->store, NULL);
}

static void
ask (Fixture *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoQuery) query = text ? mado_query_parse (text, NULL, NULL, &error) : NULL;
  MadoRequest request = { 1u << MADO_KIND_EVENT, query, MADO_ORDER_DEFAULT, MADO_LANGUAGE_EN };

  g_assert_no_error (error);
  mado_list_set_request (self->list, &request);
}

static const char *
get_id (Fixture *self, guint position)
{
  return mado_record_get_id (mado_item_get_record (g_ptr_array_index (self->mirror, position)));
}

static void
shows_a_section_newest_first (Fixture *self, gconstpointer data)
{
  ask (self, NULL);
  g_assert_true (mado_list_get_loading (self->list));
  settle (self);
  g_assert_false (mado_list_get_loading (self->list));
  g_assert_cmpuint (self->n_emissions, ==, 1);
  g_assert_cmpuint (mado_list_get_count (self->list, MADO_KIND_EVENT), ==, 700);
  g_assert_cmpuint (mado_list_get_count (self->list, MADO_KIND_NEWS), ==, 0);
  assert_mirrored (self);
  g_assert_cmpstr (get_id (self, 0), ==, "e-0699");
  g_assert_cmpstr (get_id (self, 350), ==, "e-0349");
  g_assert_cmpstr (get_id (self, 699), ==, "e-0000");
}

static void
gives_the_last_item_at_once (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoItem) last = NULL;

  g_signal_handlers_disconnect_by_data (self->list, self);
  ask (self, NULL);
  while (mado_list_get_loading (self->list))
    g_main_context_iteration (NULL, TRUE);
  last = g_list_model_get_item (G_LIST_MODEL (self->list), 699);
  g_assert_nonnull (last);
  g_assert_null (mado_item_get_record (last));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (self->list), 700));
  while (mado_item_get_record (last) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (mado_record_get_id (mado_item_get_record (last)), ==, "e-0000");
}

static void
inserts_one_row_after_a_change (Fixture *self, gconstpointer data)
{
  MadoItem *held;

  ask (self, NULL);
  settle (self);
  held = g_ptr_array_index (self->mirror, 400);
  store_merge (&self->store, "own", store_list (store_make_event ("new", "1991-06-13"), NULL),
               NULL);
  mado_list_reload (self->list);
  g_assert_false (mado_list_get_loading (self->list));
  while (!mado_list_get_complete (self->list) || self->n_emissions < 2)
    g_main_context_iteration (NULL, TRUE);
  settle (self);
  g_assert_cmpuint (self->n_emissions, ==, 2);
  g_assert_cmpuint (self->last_removed, ==, 0);
  g_assert_cmpuint (self->last_added, ==, 1);
  g_assert_cmpstr (get_id (self, self->last_position), ==, "new");
  g_assert_true (g_ptr_array_index (self->mirror, 401) == held
                 || g_ptr_array_index (self->mirror, 400) == held);
  assert_mirrored (self);
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *) user_data)++;
}

static void
notifies_a_changed_record_and_moves_nothing (Fixture *self, gconstpointer data)
{
  guint n_changed = 0;
  guint n_same = 0;

  ask (self, NULL);
  settle (self);
  g_signal_connect (g_ptr_array_index (self->mirror, 10), "notify::record", G_CALLBACK (count_cb),
                    &n_changed);
  g_signal_connect (g_ptr_array_index (self->mirror, 11), "notify::record", G_CALLBACK (count_cb),
                    &n_same);
  store_exec (&self->store, "UPDATE records SET json = replace (json, '\"sources\"',"
                            " '\"remark\":\"x\",\"sources\"') WHERE id = 'e-0689'");
  mado_list_reload (self->list);
  while (n_changed == 0)
    g_main_context_iteration (NULL, TRUE);
  settle (self);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpuint (n_same, ==, 0);
  g_assert_cmpuint (self->n_emissions, ==, 1);
}

static void
raise_cb (GObject *object, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* A screen of rows is held, as a view does; what comes and goes around and between them leaves them
 * where they are. */
static void
held_rows_stay_among_scattered_changes (Fixture *self, gconstpointer data)
{
  GListModel *model = G_LIST_MODEL (self->list);
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *come = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean is_told = FALSE;

  ask (self, NULL);
  settle (self);
  for (guint i = 300; i < 320; i++)
    {
      g_ptr_array_add (ids, g_strdup (get_id (self, i)));
      g_ptr_array_add (held, g_list_model_get_item (model, i));
    }
  g_signal_handlers_disconnect_by_data (self->list, self);
  g_ptr_array_set_size (self->mirror, 0);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *id = g_strdup_printf ("new-%02u", i);
      g_autofree char *date = g_strdup_printf ("1991-%02u-%02u", 1 + i % 12, 1 + i % 25);

      g_ptr_array_add (come, store_make_event (id, date));
    }
  store_merge (&self->store, "own", come, NULL);
  g_signal_connect (self->list, "rows-changed", G_CALLBACK (raise_cb), &is_told);
  mado_list_reload (self->list);
  while (!is_told)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 740);
  for (guint i = 0; i < held->len; i++)
    {
      MadoItem *item = g_ptr_array_index (held, i);
      g_autoptr (MadoItem) there = g_list_model_get_item (model, mado_item_get_position (item));

      g_assert_true (there == item);
      g_assert_cmpstr (mado_record_get_id (mado_item_get_record (item)), ==,
                       g_ptr_array_index (ids, i));
    }
}

static void
a_newer_request_wins (Fixture *self, gconstpointer data)
{
  ask (self, NULL);
  ask (self, "e-0100");
  settle (self);
  g_assert_cmpuint (self->n_emissions, ==, 1);
  g_assert_cmpuint (self->mirror->len, ==, 1);
  g_assert_cmpstr (get_id (self, 0), ==, "e-0100");
}

static guint
count_filled (Fixture *self)
{
  guint n = 0;

  for (guint i = 0; i < self->mirror->len; i++)
    n += mado_item_get_record (g_ptr_array_index (self->mirror, i)) != NULL;
  return n;
}

/* A row that is filled and measured takes half a millisecond, and a turn at most eight. */
static void
fills_a_page_a_few_items_a_turn (Fixture *self, gconstpointer data)
{
  guint before;

  ask (self, NULL);
  while (!mado_list_get_complete (self->list))
    g_main_context_iteration (NULL, TRUE);
  before = count_filled (self);
  while (!is_settled (self))
    {
      guint now;

      g_main_context_iteration (NULL, TRUE);
      now = count_filled (self);
      g_assert_cmpuint (now - before, <=, 8);
      before = now;
    }
}

static void
end_list_cb (Fixture *self)
{
  g_clear_object (&self->list);
}

static void
may_end_while_a_page_is_filled (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoItem) item = NULL;

  ask (self, NULL);
  while (!mado_list_get_complete (self->list))
    g_main_context_iteration (NULL, TRUE);
  item = g_list_model_get_item (G_LIST_MODEL (self->list), 250);
  g_signal_connect_swapped (item, "notify::record", G_CALLBACK (end_list_cb), self);
  while (self->list != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (mado_item_get_record (item));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(gint64 *) user_data = mado_list_find_finish (MADO_LIST (source), result, &error);
  g_assert_no_error (error);
}

static void
finds_where_a_record_stands (Fixture *self, gconstpointer data)
{
  gint64 far = -1;
  gint64 nowhere = -1;

  ask (self, NULL);
  mado_list_find_async (self->list, "e-0003", NULL, found_cb, &far);
  mado_list_find_async (self->list, "nobody", NULL, found_cb, &nowhere);
  while (far < 0 || nowhere < 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (far, ==, 696);
  g_assert_cmpint (nowhere, ==, G_MAXUINT);
}

#define N_MANY 20000
#define N_CHANGED 2000

static gpointer
change_the_edition (gpointer data)
{
  Fixture *self = data;
  StoreFixture store = { self->store.profile, NULL };
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < N_CHANGED; i++)
    {
      g_autofree char *id = g_strdup_printf ("e-%04u", i);

      g_ptr_array_add (records, store_make_event (id, "2024-05-05"));
    }
  store_reopen (&store);
  store_merge (&store, "core", g_steal_pointer (&records), NULL);
  mado_writer_close (store.writer);
  g_atomic_int_set (&self->is_changed, TRUE);
  return NULL;
}

/* The time that this thread was at work, in milliseconds: another program's share is not in it. */
static double
get_work (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return 1e3 * now.tv_sec + now.tv_nsec / 1e6;
}

/* xU06. That a window does the same with a million rows is measured (bench-window.py). */
static void
sorts_and_filters_without_a_stall_while_an_edition_is_applied (Fixture *self, gconstpointer data)
{
  static const MadoOrder orders[] = { MADO_ORDER_NAME_EN, MADO_ORDER_OLDEST, MADO_ORDER_NAME_JA };
  GThread *thread;
  double longest = 0;
  guint n_asked = 0;
  gint64 place = -1;

  apply_events (self, 0, N_MANY);
  g_signal_handlers_disconnect_by_data (self->list, self);
  /* What the records took is given back now, not in the first turn that frees something. */
  malloc_trim (0);
  thread = g_thread_new ("writer", change_the_edition, self);
  while (!g_atomic_int_get (&self->is_changed) || mado_list_get_loading (self->list))
    {
      double began = get_work ();

      /* As somebody does who does not wait for the answer. */
      if (!g_atomic_int_get (&self->is_changed) && !mado_list_get_loading (self->list))
        {
          g_autoptr (MadoQuery) query
              = n_asked % 2 == 0 ? NULL : mado_query_parse ("-e-0003", NULL, NULL, NULL);
          MadoRequest request
              = { 1u << MADO_KIND_EVENT, query, orders[n_asked % 3], MADO_LANGUAGE_EN };
          g_autoptr (MadoItem) last = NULL;
          guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));

          if (n > 0)
            last = g_list_model_get_item (G_LIST_MODEL (self->list), n - 1);
          mado_list_set_request (self->list, &request);
          n_asked++;
        }
      g_main_context_iteration (NULL, FALSE);
      longest = MAX (longest, get_work () - began);
    }
  g_thread_join (thread);
  g_assert_null (mado_list_get_error (self->list));
  g_assert_cmpuint (n_asked, >, 3);
  g_assert_cmpfloat (longest, <, 100);
  ask (self, NULL);
  mado_list_find_async (self->list, "e-0003", NULL, found_cb, &place);
  while (place < 0)
    g_main_context_iteration (NULL, TRUE);
  /* It has moved among the changed ones, and is found by its id. */
  g_assert_cmpint (place, <, N_MANY);
}

static void
an_error_empties_the_list_and_is_kept (Fixture *self, gconstpointer data)
{
  ask (self, NULL);
  settle (self);
  store_exec (&self->store, "UPDATE records SET json = 'no json' WHERE id = 'e-0699'");
  ask (self, NULL);
  while (mado_list_get_error (self->list) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (mado_list_get_error (self->list), MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, 0);
  g_assert_false (mado_list_get_loading (self->list));
  g_assert_cmpuint (self->mirror->len, ==, 0);
}

/* Whatever comes in whatever order, the mirror never differs, and at the end stands what a fresh
 * list shows. */
static void
stays_consistent_whatever_is_asked (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = { NULL, "e", "e-00", "event", "e-0123", "zzz" };

  for (guint step = 0; step < 120; step++)
    {
      switch (g_test_rand_int_range (0, 6))
        {
        case 0:
          ask (self, texts[g_test_rand_int_range (0, G_N_ELEMENTS (texts))]);
          break;
        case 1:
          mado_list_reload (self->list);
          break;
        case 2:
          if (step % 4 == 0)
            apply_events (self, g_test_rand_int_range (0, 60), g_test_rand_int_range (0, 700));
          break;
        default:
          for (gint i = g_test_rand_int_range (0, 8); i > 0; i--)
            g_main_context_iteration (NULL, FALSE);
        }
      g_assert_cmpuint (self->mirror->len, ==,
                        g_list_model_get_n_items (G_LIST_MODEL (self->list)));
    }
  apply_events (self, 7, 420);
  ask (self, NULL);
  settle (self);
  apply_events (self, 30, 500);
  mado_list_reload (self->list);
  while (self->mirror->len != 500)
    g_main_context_iteration (NULL, TRUE);
  settle (self);
  assert_mirrored (self);
  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *expected = g_strdup_printf ("e-%04u", 529 - i);

      g_assert_cmpstr (get_id (self, i), ==, expected);
    }
}

static void
keeps_twenty_pages (void)
{
  g_autoptr (MadoPages) pages = mado_pages_new ();
  g_autoptr (GPtrArray) hits = g_ptr_array_new ();

  for (guint i = 0; i < 50; i++)
    mado_pages_put (pages, i, hits);
  g_assert_cmpuint (mado_pages_get_n (pages), ==, 20);
  mado_pages_drop_from (pages, 40);
  g_assert_cmpuint (mado_pages_get_n (pages), ==, 10);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/store/list/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("shows-a-section-newest-first", shows_a_section_newest_first);
  ADD ("gives-the-last-item-at-once", gives_the_last_item_at_once);
  ADD ("inserts-one-row-after-a-change", inserts_one_row_after_a_change);
  ADD ("notifies-a-changed-record-and-moves-nothing", notifies_a_changed_record_and_moves_nothing);
  ADD ("held-rows-stay-among-scattered-changes", held_rows_stay_among_scattered_changes);
  ADD ("a-newer-request-wins", a_newer_request_wins);
  ADD ("fills-a-page-a-few-items-a-turn", fills_a_page_a_few_items_a_turn);
  ADD ("may-end-while-a-page-is-filled", may_end_while_a_page_is_filled);
  ADD ("finds-where-a-record-stands", finds_where_a_record_stands);
  ADD ("sorts-and-filters-without-a-stall-while-an-edition-is-applied",
       sorts_and_filters_without_a_stall_while_an_edition_is_applied);
  ADD ("an-error-empties-the-list-and-is-kept", an_error_empties_the_list_and_is_kept);
  ADD ("stays-consistent-whatever-is-asked", stays_consistent_whatever_is_asked);
  g_test_add_func ("/store/list/keeps-twenty-pages", keeps_twenty_pages);
  return g_test_run ();
}
