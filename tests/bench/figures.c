/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of figures that a benchmark ends with. */
#include "bench/figures.h"

typedef struct
{
  char *name;
  char *unit;
  double value;
  double limit;
} Figure;

struct _Figures
{
  GPtrArray *figures;
};

static void
free_figure (gpointer data)
{
  Figure *figure = data;

  g_free (figure->name);
  g_free (figure->unit);
  g_free (figure);
}

Figures *
figures_new (void)
{
  Figures *self = g_new0 (Figures, 1);

  self->figures = g_ptr_array_new_with_free_func (free_figure);
  return self;
}

void
figures_add (Figures *self, const char *name, double value, const char *unit, double limit)
{
  Figure *figure = g_new0 (Figure, 1);

  figure->name = g_strdup (name);
  figure->unit = g_strdup (unit);
  figure->value = value;
  figure->limit = limit;
  g_ptr_array_add (self->figures, figure);
}

static gboolean
exceeds (const Figure *figure)
{
  return figure->limit >= 0 && figure->value > figure->limit;
}

static void
append_json (GString *json, const Figure *figure)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (json, "%s\n  {\"name\": \"%s\", \"unit\": \"%s\", \"value\": %s",
                          json->len > 1 ? "," : "", figure->name, figure->unit,
                          g_ascii_formatd (number, sizeof number, "%.3f", figure->value));
  if (figure->limit >= 0)
    g_string_append_printf (json, ", \"limit\": %s",
                            g_ascii_formatd (number, sizeof number, "%.3f", figure->limit));
  g_string_append (json, "}");
}

guint
figures_finish (Figures *self, const char *path)
{
  g_autoptr (GString) json = g_string_new ("[");
  guint over = 0;

  for (guint i = 0; i < self->figures->len; i++)
    {
      const Figure *figure = self->figures->pdata[i];

      g_print ("%-64s %10.2f %-6s", figure->name, figure->value, figure->unit);
      if (figure->limit >= 0)
        g_print (" ≤ %8.2f  %s", figure->limit, exceeds (figure) ? "OVER" : "ok");
      g_print ("\n");
      over += exceeds (figure);
      append_json (json, figure);
    }
  g_string_append (json, "\n]\n");
  if (path != NULL)
    g_file_set_contents (path, json->str, json->len, NULL);
  g_ptr_array_unref (self->figures);
  g_free (self);
  return over;
}

GArray *
timings_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (double));
}

void
timings_add (GArray *timings, gint64 since)
{
  double milliseconds = (g_get_monotonic_time () - since) / 1000.0;

  g_array_append_val (timings, milliseconds);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

double
timings_percentile (GArray *timings, guint percent)
{
  g_assert (timings->len > 0);
  g_array_sort (timings, compare_doubles);
  return g_array_index (timings, double, MIN (timings->len - 1, timings->len * percent / 100));
}
