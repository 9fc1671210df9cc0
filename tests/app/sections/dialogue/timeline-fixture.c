/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outlines for tests of the timeline. */
#include "app/sections/dialogue/timeline-fixture.h"

#include "core/json/mado-json.h"

static void
append_date (GString *json, const Example *example)
{
  if (!example->start && !example->end)
    return;
  g_string_append (json, ",\"date\":{");
  if (example->start)
    g_string_append_printf (json, "\"start\":\"%s\"", example->start);
  if (example->end)
    g_string_append_printf (json, "%s\"end\":\"%s\"", example->start ? "," : "", example->end);
  g_string_append (json, "}");
}

static MadoRecord *
make_record (const Example *example)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  MadoRecord *record;

  g_string_append_printf (json,
                          "{\"id\":\"%s\",\"kind\":\"%s\",\"type\":\"%s\",\"title\":{\"en\":\"%s "
                          "en\",\"ja\":\"%s ja\"},\"summary\":{\"en\":\"S.\",\"ja\":\"S\"},"
                          "\"status\":\"held\",\"themes\":[\"quantum\"],\"participants\":"
                          "[{\"organisation\":\"jst\",\"role\":\"organiser\"}],\"sources\":"
                          "[{\"title\":\"Page\",\"accessed\":\"2026-11-01\"}]",
                          example->id, example->kind, example->type, example->id, example->id);
  append_date (json, example);
  if (example->series)
    g_string_append_printf (json, ",\"series\":\"%s\"", example->series);
  if (example->number)
    g_string_append_printf (json, ",\"number\":%d", example->number);
  if (example->step)
    g_string_append_printf (json, ",\"links\":[{\"rel\":\"step-to\",\"to\":\"%s\"}]",
                            example->step);
  g_string_append (json, "}");
  node = mado_json_parse (json->str, json->len, MADO_JSON_MAX_FILE, MADO_JSON_NONE, NULL, &error);
  g_assert_no_error (error);
  record = mado_record_new_from_json (node, &error);
  g_assert_no_error (error);
  return record;
}

GPtrArray *
timeline_make_outlines (const Example *examples, guint n)
{
  GPtrArray *outlines = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_outline_unref);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MadoRecord) record = make_record (&examples[i]);

      g_ptr_array_add (outlines, mado_outline_new (i + 1, record));
    }
  return outlines;
}

/* The list beside lists them all, in the order given. */
MadoTimelineData *
timeline_make_data (const char *section, const Example *examples, guint n)
{
  MadoTimelineData *data = mado_timeline_data_new (mado_sections_find (section));
  g_autoptr (GPtrArray) outlines = timeline_make_outlines (examples, n);
  g_autoptr (GArray) rowids = g_array_new (FALSE, FALSE, sizeof (gint64));

  mado_timeline_data_add (data, outlines);
  for (gint64 rowid = 1; rowid <= n; rowid++)
    if (mado_section_has (mado_sections_find (section),
                          mado_kind_from_word (examples[rowid - 1].kind)))
      g_array_append_val (rowids, rowid);
  mado_timeline_data_set_list (data, rowids, FALSE);
  return data;
}

MadoTimelineTrack *
timeline_find_track (MadoTimelineData *data, const char *id)
{
  for (guint i = 0; i < mado_timeline_data_get_n_tracks (data); i++)
    if (g_str_equal (mado_timeline_data_get_track (data, i)->id, id))
      return mado_timeline_data_get_track (data, i);
  g_assert_not_reached ();
}

gboolean
timeline_is_in (MadoTimelineData *data, const char *track, const char *id)
{
  GArray *items = timeline_find_track (data, track)->items;

  for (guint i = 0; i < items->len; i++)
    if (g_str_equal (
            mado_timeline_data_get_item (data, g_array_index (items, guint, i))->outline->id, id))
      return TRUE;
  return FALSE;
}
