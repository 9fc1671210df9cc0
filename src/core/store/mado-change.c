/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the rows that can stay, and compares what lies between two of them from both ends. */
#include "core/store/mado-change.h"

/* Changes beyond which a view is quicker with all rows anew than with each change by itself: after
 * each one it fills the room that rows have left. */
#define MANY 8

/* A row, and where it stands in the old and in the new run. */
typedef struct
{
  guint old;
  guint new;
  guint before; /* of those that stay: the index of the one before it, or G_MAXUINT */
} Stay;

static gint64
get (GArray *rows, guint i)
{
  return g_array_index (rows, gint64, i);
}

/* Returns: (element-type Stay): the held rows that are in both runs, as they stand in the old one
 */
static GArray *
find_common (GArray *old, GArray *new, GArray *held)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_int64_hash, g_int64_equal);
  GArray *common = g_array_new (FALSE, FALSE, sizeof (Stay));

  for (guint i = 0; i < held->len; i++)
    g_hash_table_insert (places, &g_array_index (held, gint64, i), NULL);
  for (guint i = 0; i < new->len && held->len > 0; i++)
    if (g_hash_table_contains (places, &g_array_index (new, gint64, i)))
      g_hash_table_insert (places, &g_array_index (new, gint64, i), GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < old->len && held->len > 0; i++)
    {
      guint place
          = GPOINTER_TO_UINT (g_hash_table_lookup (places, &g_array_index (old, gint64, i)));
      Stay stay = { i, place - 1, G_MAXUINT };

      if (place > 0)
        g_array_append_val (common, stay);
    }
  return common;
}

/* How many of the @ends, each the last of the shortest rise of its length, lie before @new. */
static guint
count_before (GArray *common, GArray *ends, guint new)
{
  guint low = 0;
  guint high = ends->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (common, Stay, g_array_index (ends, guint, middle)).new < new)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Keeps of @common the longest part that rises in both runs (Schensted, Longest increasing and
 * decreasing subsequences, 1961). */
static void
keep_longest_rise (GArray *common)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (Stay));
  guint last;

  for (guint i = 0; i < common->len; i++)
    {
      Stay *stay = &g_array_index (common, Stay, i);
      guint length = count_before (common, ends, stay->new);

      if (length > 0)
        stay->before = g_array_index (ends, guint, length - 1);
      if (length == ends->len)
        g_array_append_val (ends, i);
      else
        g_array_index (ends, guint, length) = i;
    }
  last = ends->len > 0 ? g_array_index (ends, guint, ends->len - 1) : G_MAXUINT;
  g_array_set_size (kept, ends->len);
  for (guint i = ends->len; i > 0; i--)
    {
      g_array_index (kept, Stay, i - 1) = g_array_index (common, Stay, last);
      last = g_array_index (common, Stay, last).before;
    }
  g_array_set_size (common, 0);
  g_array_append_vals (common, kept->data, kept->len);
}

static gboolean
is_unchanged (GArray *old, guint i, GArray *new, guint j)
{
  return i >= old->len || get (old, i) == get (new, j);
}

/* Adds the change of the rows from @from on, which end before @to, unless there is none. */
static void
add_change (GArray *changes, GArray *old, GArray *new, Stay from, Stay to)
{
  guint n_old = to.old - from.old;
  guint n_new = to.new - from.new;
  guint shorter = MIN (n_old, n_new);
  guint before = 0;
  guint after = 0;
  MadoChange change;

  while (before < shorter && is_unchanged (old, from.old + before, new, from.new + before))
    before++;
  while (after < shorter - before
         && is_unchanged (old, to.old - after - 1, new, to.new - after - 1))
    after++;
  change = (MadoChange){ from.new + before, n_old - before - after, n_new - before - after };
  if (change.removed > 0 || change.added > 0)
    g_array_append_val (changes, change);
}

GArray *
mado_changes_between (GArray *old, guint n_old, GArray *new, GArray *held)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (MadoChange));
  g_autoptr (GArray) stays = find_common (old, new, held);
  Stay from = { 0 };
  Stay end = { n_old, new->len, G_MAXUINT };

  keep_longest_rise (stays);
  for (guint i = 0; i < stays->len; i++)
    {
      Stay stay = g_array_index (stays, Stay, i);

      add_change (changes, old, new, from, stay);
      from = (Stay){ stay.old + 1, stay.new + 1, G_MAXUINT };
    }
  add_change (changes, old, new, from, end);
  if (changes->len > MANY)
    {
      const MadoChange all = { 0, n_old, new->len };

      g_array_set_size (changes, 0);
      g_array_append_val (changes, all);
    }
  return changes;
}
