/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The charts of a page: an organisation's records by year and by role, and the series that a figure
 * is one of. */
#include "app/sections/browse/mado-page-build.h"

#include <glib/gi18n.h>

#include "app/sections/mado-charts.h"
#include "app/widgets/mado-columns.h"

#define MOST_ROLES 6 /* bars; further roles are rare */

static MadoChartFrame
get_frame (const MadoPageBuild *build)
{
  const MadoStanding *standing = &build->content->standing;

  return (
      MadoChartFrame){ build->vocabulary, build->language, { standing->edition, standing->date } };
}

static GtkWidget *
make_roles (MadoPageBuild *build, const MadoChartFrame *frame)
{
  GPtrArray *roles = build->content->appearances->roles;
  g_autoptr (GArray) counts = mado_named_counts_new ();
  guint64 others = 0;

  for (guint i = 0; i < roles->len; i++)
    {
      const MadoFacetValue *role = g_ptr_array_index (roles, i);

      if (i < MOST_ROLES || roles->len == MOST_ROLES + 1)
        mado_named_counts_add (
            counts,
            mado_vocabulary_get_label (build->vocabulary, "role", role->value, build->language),
            role->count);
      else
        others += role->count;
    }
  if (others > 0)
    mado_named_counts_add (counts, C_ ("roles", "Others"), others);
  return mado_charts_new_counts (frame, _ ("In which role"), C_ ("column", "Role"),
                                 MADO_KIND_ORGANISATION, counts);
}

static void
set_file_name (MadoPageBuild *build, GtkWidget *tile, const char *what)
{
  g_autofree char *stem = g_strjoin ("-", mado_record_get_id (build->content->record), what, NULL);

  mado_chart_tile_set_file_name (MADO_CHART_TILE (tile), stem);
}

/* Not every record has a day, so that the columns may not add up to the whole. */
static void
add_undated_note (MadoPageBuild *build, MadoChartTile *tile)
{
  const MadoAppearances *appearances = build->content->appearances;
  guint64 n = appearances->total;
  g_autofree char *number = NULL, *note = NULL;

  for (guint i = 0; i < appearances->years->len; i++)
    n -= MIN (g_array_index (appearances->years, MadoYearCount, i).count, n);
  if (n == 0 || appearances->is_sample)
    return;
  number = mado_number_format ((gint64) n, build->language);
  note = g_strdup_printf (
      ngettext ("%s record more has no year.", "%s records more have no year.", (gulong) n),
      number);
  mado_chart_tile_add_note (tile, note);
}

static void
add_appearances (MadoPageBuild *build)
{
  const MadoAppearances *appearances = build->content->appearances;
  const MadoChartFrame frame = get_frame (build);
  GtkWidget *columns, *tile;

  if (!appearances || (appearances->years->len < 2 && appearances->roles->len < 2))
    return;
  columns = mado_page_build_add (build, mado_columns_new (280, 2));
  g_object_set (columns, "column-spacing", 24, "row-spacing", 20, NULL);
  if (appearances->years->len > 0)
    {
      tile = mado_charts_new_years (&frame, _ ("Records by year"),
                                    mado_record_get_kind (build->content->record),
                                    appearances->years);
      set_file_name (build, tile, "years");
      add_undated_note (build, MADO_CHART_TILE (tile));
      if (appearances->is_sample)
        mado_chart_tile_add_note (MADO_CHART_TILE (tile),
                                  _ ("A sample: the newest records of each kind only."));
      mado_columns_append (MADO_COLUMNS (columns), tile);
    }
  if (appearances->roles->len > 0)
    {
      tile = make_roles (build, &frame);
      set_file_name (build, tile, "roles");
      if (appearances->is_sample)
        mado_chart_tile_add_note (MADO_CHART_TILE (tile),
                                  _ ("A sample: the newest records of each kind only."));
      mado_columns_append (MADO_COLUMNS (columns), tile);
    }
}

static void
add_series (MadoPageBuild *build)
{
  GPtrArray *series = build->content->series;
  const MadoChartFrame frame = get_frame (build);
  const char *name = mado_record_get_series (build->content->record);
  GtkWidget *tile;

  if (!series || series->len < 2 || !name)
    return;
  tile = mado_charts_new_series (
      &frame, mado_vocabulary_get_label (build->vocabulary, "series", name, build->language),
      series);
  mado_chart_tile_set_file_name (MADO_CHART_TILE (tile), name);
  mado_page_build_add (build, tile);
}

void
mado_page_add_charts (MadoPageBuild *build)
{
  add_appearances (build);
  add_series (build);
}
