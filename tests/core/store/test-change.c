/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How one run of rows becomes another, against every choice that there is. */
#include "core/store/mado-change.h"

/* Some of twelve numbers, in order or in any. */
static GArray *
draw_rows (gboolean is_sorted)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 i = 1; i <= 12; i++)
    if (g_test_rand_bit ())
      g_array_insert_val (
          rows, is_sorted ? (gint) rows->len : g_test_rand_int_range (0, rows->len + 1), i);
  return rows;
}

/* Rows as a plain model would have them: applying the change to the old gives the new, and no
 * smaller one does. */
static void
a_change_is_the_smallest (void)
{
  g_autoptr (GArray) held = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GArray) old = draw_rows (TRUE);
      g_autoptr (GArray) new = draw_rows (TRUE);
      g_autoptr (GArray) changes = mado_changes_between (old, old->len, new, held);
      MadoChange change = { 0 };

      g_assert_cmpuint (changes->len, <=, 1);
      if (changes->len == 1)
        change = g_array_index (changes, MadoChange, 0);
      else
        change.position = new->len;
      g_assert_cmpuint (old->len - change.removed + change.added, ==, new->len);
      for (guint i = 0; i < change.position; i++)
        g_assert_cmpint (g_array_index (old, gint64, i), ==, g_array_index (new, gint64, i));
      for (guint i = 1; i <= old->len - change.position - change.removed; i++)
        g_assert_cmpint (g_array_index (old, gint64, old->len - i), ==,
                         g_array_index (new, gint64, new->len - i));
      if (change.removed > 0 && change.added > 0)
        g_assert_cmpint (g_array_index (old, gint64, change.position), !=,
                         g_array_index (new, gint64, change.position));
    }
}

static gboolean
contains (GArray *rows, gint64 row)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, gint64, i) == row)
      return TRUE;
  return FALSE;
}

/* The length of the longest run of held rows that stand in the same order in @old and @new, found
 * by trying every choice of them. */
static guint
count_most_that_can_stay (GArray *old, GArray *new, GArray *held)
{
  guint most = 0;

  for (guint choice = 0; choice < 1u << held->len; choice++)
    {
      guint n = 0;
      guint at = 0;

      for (guint i = 0; i < old->len; i++)
        for (guint j = 0; j < held->len; j++)
          if ((choice & (1u << j)) != 0
              && g_array_index (held, gint64, j) == g_array_index (old, gint64, i))
            {
              while (at < new->len
                     && g_array_index (new, gint64, at) != g_array_index (old, gint64, i))
                at++;
              n += at < new->len;
            }
      most = MAX (most, n);
    }
  return most;
}

static void
as_many_held_rows_stay_as_can (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GArray) old = draw_rows (FALSE);
      g_autoptr (GArray) new = draw_rows (FALSE);
      g_autoptr (GArray) held = draw_rows (FALSE);
      g_autoptr (GArray) changes = NULL;
      guint stayed = 0;
      guint most;

      g_array_set_size (held, MIN (held->len, 6));
      most = count_most_that_can_stay (old, new, held);
      changes = mado_changes_between (old, old->len, new, held);
      for (guint i = 0; i < old->len; i++)
        stayed += contains (held, g_array_index (old, gint64, i));
      for (guint i = 0; i < changes->len; i++)
        {
          MadoChange change = g_array_index (changes, MadoChange, i);

          for (guint j = 0; j < change.removed; j++)
            stayed -= contains (held, g_array_index (old, gint64, change.position + j));
          g_array_remove_range (old, change.position, change.removed);
          g_array_insert_vals (old, change.position, &g_array_index (new, gint64, change.position),
                               change.added);
        }
      g_assert_cmpmem (old->data, old->len * sizeof (gint64), new->data,
                       new->len * sizeof (gint64));
      g_assert_cmpuint (stayed, ==, most);
    }
}

static void
changes_everywhere_are_told_as_one (void)
{
  g_autoptr (GArray) old = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) new = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) changes = NULL;
  MadoChange change;

  for (gint64 i = 1; i <= 40; i++)
    {
      gint64 other = i % 2 == 0 ? i : 100 + i;

      g_array_append_val (old, i);
      g_array_append_val (new, other);
    }
  changes = mado_changes_between (old, old->len, new, old);
  g_assert_cmpuint (changes->len, ==, 1);
  change = g_array_index (changes, MadoChange, 0);
  g_assert_cmpuint (change.position, ==, 0);
  g_assert_cmpuint (change.removed, ==, 40);
  g_assert_cmpuint (change.added, ==, 40);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/change/a-change-is-the-smallest", a_change_is_the_smallest);
  g_test_add_func ("/store/change/as-many-held-rows-stay-as-can", as_many_held_rows_stay_as_can);
  g_test_add_func ("/store/change/changes-everywhere-are-told-as-one",
                   changes_everywhere_are_told_as_one);
  return g_test_run ();
}
