/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Items and tracks of the timeline. */
#include "app/sections/dialogue/mado-timeline-data.h"

#include <glib/gi18n.h>

#define KIND(kind) (1u << (kind))
#define LANE 15       /* pixels */
#define MANY_LANES 8  /* of a track that stands alone */
#define LISTED 50000u /* rows of a search that are looked at */

struct _MadoTimelineData
{
  const MadoSection *section;
  GArray *items;     /* (element-type MadoTimelineItem) */
  GPtrArray *tracks; /* (element-type MadoTimelineTrack) */
  GHashTable *rows;  /* rowid to position in @items plus one */
  GHashTable *ids;   /* id to position in @items plus one; ids are the outlines' */
  guint n_listed;
  gboolean is_searched;
};

/* The tracks of Policy dialogue; elsewhere a kind is a track. */
static const struct
{
  const char *id;
  const char *title;
  MadoKind kind;
  MadoTrackMode mode;
  int height;
  guint lanes;
} dialogue_tracks[] = {
  { "summits", NC_ ("track", "Summits"), MADO_KIND_DIALOGUE, MADO_TRACK_SERIES, 34, 1 },
  { "joint-committee", NC_ ("track", "Joint Committee"), MADO_KIND_DIALOGUE, MADO_TRACK_SERIES, 34,
    1 },
  { "ministers", NC_ ("track", "Ministers"), MADO_KIND_DIALOGUE, MADO_TRACK_MARKS, 30, 1 },
  { "talks", NC_ ("track", "Association talks"), MADO_KIND_DIALOGUE, MADO_TRACK_MARKS, 26, 1 },
  { "agreements", NC_ ("track", "Agreements"), MADO_KIND_AGREEMENT, MADO_TRACK_MARKS, 30, 1 },
  { "projects", NC_ ("track", "Projects"), MADO_KIND_PROJECT, MADO_TRACK_LANES, 76, 5 },
};

static void
clear_item (gpointer data)
{
  mado_outline_unref (((MadoTimelineItem *) data)->outline);
}

static void
free_track (gpointer data)
{
  MadoTimelineTrack *self = data;

  g_free (self->title);
  g_array_unref (self->items);
  g_free (self);
}

static MadoTimelineTrack *
append_track (MadoTimelineData *self, const char *id, const char *title, MadoKind kind,
              MadoTrackMode mode)
{
  MadoTimelineTrack *track = g_new0 (MadoTimelineTrack, 1);

  track->id = id;
  track->title = g_strdup (title);
  track->kind = kind;
  track->mode = mode;
  track->is_shown = TRUE;
  track->items = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (self->tracks, track);
  return track;
}

static gboolean
is_dialogue (const MadoSection *section)
{
  return mado_section_has (section, MADO_KIND_DIALOGUE);
}

/* What is drawn as bars with names, rather than as marks. */
static gboolean
has_lanes (MadoKind kind)
{
  return kind == MADO_KIND_PROJECT || kind == MADO_KIND_OPPORTUNITY;
}

static void
append_kind_tracks (MadoTimelineData *self)
{
  guint32 kinds = mado_timeline_data_get_kinds (self->section);

  for (MadoKind kind = 1; kind < MADO_N_KINDS; kind++)
    {
      MadoTimelineTrack *track;

      if (!(kinds & KIND (kind)))
        continue;
      track = append_track (self, mado_kind_to_word (kind), mado_kind_get_title (kind), kind,
                            has_lanes (kind) ? MADO_TRACK_LANES : MADO_TRACK_MARKS);
      track->lanes = has_lanes (kind) ? MANY_LANES : 2;
      track->height = has_lanes (kind) ? MANY_LANES * LANE + 1 : 34;
    }
}

MadoTimelineData *
mado_timeline_data_new (const MadoSection *section)
{
  MadoTimelineData *self = g_new0 (MadoTimelineData, 1);

  self->section = section;
  self->items = g_array_new (FALSE, FALSE, sizeof (MadoTimelineItem));
  g_array_set_clear_func (self->items, clear_item);
  self->tracks = g_ptr_array_new_with_free_func (free_track);
  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->ids = g_hash_table_new (g_str_hash, g_str_equal);
  if (!is_dialogue (section))
    {
      append_kind_tracks (self);
      return self;
    }
  for (guint i = 0; i < G_N_ELEMENTS (dialogue_tracks); i++)
    {
      MadoTimelineTrack *track
          = append_track (self, dialogue_tracks[i].id,
                          g_dpgettext2 (GETTEXT_PACKAGE, "track", dialogue_tracks[i].title),
                          dialogue_tracks[i].kind, dialogue_tracks[i].mode);

      track->height = dialogue_tracks[i].height;
      track->lanes = dialogue_tracks[i].lanes;
    }
  return self;
}

void
mado_timeline_data_free (MadoTimelineData *self)
{
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->rows);
  g_ptr_array_unref (self->tracks);
  g_array_unref (self->items);
  g_free (self);
}

guint32
mado_timeline_data_get_kinds (const MadoSection *section)
{
  guint32 kinds = 0;

  for (MadoKind kind = 1; kind < MADO_N_KINDS; kind++)
    if (mado_section_has (section, kind) && mado_kind_is_dated (kind) && kind != MADO_KIND_ANSWER)
      kinds |= KIND (kind);
  if (is_dialogue (section))
    kinds |= KIND (MADO_KIND_AGREEMENT) | KIND (MADO_KIND_PROJECT);
  return kinds;
}

guint
mado_timeline_data_get_n_items (MadoTimelineData *self)
{
  return self->items->len;
}

static MadoTimelineItem *
get_item (MadoTimelineData *self, guint i)
{
  return &g_array_index (self->items, MadoTimelineItem, i);
}

const MadoTimelineItem *
mado_timeline_data_get_item (MadoTimelineData *self, guint i)
{
  g_return_val_if_fail (i < self->items->len, NULL);

  return get_item (self, i);
}

guint
mado_timeline_data_get_n_tracks (MadoTimelineData *self)
{
  return self->tracks->len;
}

MadoTimelineTrack *
mado_timeline_data_get_track (MadoTimelineData *self, guint i)
{
  g_return_val_if_fail (i < self->tracks->len, NULL);

  return g_ptr_array_index (self->tracks, i);
}

guint
mado_timeline_data_get_n_listed (MadoTimelineData *self)
{
  return self->n_listed;
}

gboolean
mado_timeline_data_is_searched (MadoTimelineData *self)
{
  return self->is_searched;
}

gboolean
mado_timeline_data_get_span (MadoTimelineData *self, gint *first, gint *last)
{
  *first = G_MAXINT;
  *last = 0;
  for (guint i = 0; i < self->items->len; i++)
    {
      const MadoTimelineItem *item = get_item (self, i);

      if (item->last == 0)
        continue;
      *first = MIN (*first, item->first);
      *last = MAX (*last, item->last == G_MAXINT ? item->first : item->last);
    }
  return *last > 0;
}

static gint
compare_positions (gconstpointer a, gconstpointer b, gpointer data)
{
  gint first = get_item (data, *(const guint *) a)->position;
  gint second = get_item (data, *(const guint *) b)->position;

  return (first > second) - (first < second);
}

GStrv
mado_timeline_data_list_ids (MadoTimelineData *self)
{
  g_autoptr (GArray) listed = g_array_new (FALSE, FALSE, sizeof (guint));
  GStrvBuilder *builder = g_strv_builder_new ();
  GStrv ids;

  for (guint i = 0; i < self->items->len; i++)
    if (get_item (self, i)->position != MADO_TIMELINE_NOT_LISTED)
      g_array_append_val (listed, i);
  g_array_sort_with_data (listed, compare_positions, self);
  for (guint i = 0; i < listed->len; i++)
    g_strv_builder_add (builder, get_item (self, g_array_index (listed, guint, i))->outline->id);
  ids = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return ids;
}

gboolean
mado_timeline_data_find (MadoTimelineData *self, const char *id, guint *item)
{
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->ids, id));

  if (found > 0)
    *item = found - 1;
  return found > 0;
}

/* An agreement's date is the day from which it is there: nobody asks how long the signing took. */
static void
read_date (MadoTimelineItem *item)
{
  static const MadoForm forms[]
      = { MADO_FORM_PERIOD, MADO_FORM_YEAR, MADO_FORM_MONTH, MADO_FORM_DAY };
  MadoDate *date = item->outline->date;
  MadoDatePoint start, end;
  g_autofree char *iso = NULL;
  g_autoptr (MadoDate) point = NULL;

  if (!date)
    return;
  start = mado_date_get_start (date);
  end = mado_date_get_end (date);
  item->first = mado_date_get_first_day (date);
  item->last = mado_date_get_last_day (date);
  item->form = mado_date_is_period (date) ? MADO_FORM_PERIOD : forms[start.precision];
  item->starts_open = start.precision == MADO_PRECISION_NONE;
  if (!item->starts_open
      && !(end.precision == MADO_PRECISION_NONE && item->outline->kind == MADO_KIND_AGREEMENT))
    return;
  /* Only one end is known: it is drawn at its own precision. */
  if (item->starts_open)
    start = end;
  iso = start.precision == MADO_PRECISION_DAY
            ? g_strdup_printf ("%04d-%02d-%02d", start.year, start.month, start.day)
        : start.precision == MADO_PRECISION_MONTH
            ? g_strdup_printf ("%04d-%02d", start.year, start.month)
            : g_strdup_printf ("%04d", start.year);
  point = mado_date_new_from_iso (iso, NULL);
  item->form = forms[start.precision];
  item->first = mado_date_get_first_day (point);
  item->last = mado_date_get_last_day (point);
}

static gint
compare_items (gconstpointer a, gconstpointer b, gpointer data)
{
  guint i = *(const guint *) a, k = *(const guint *) b;
  double first = mado_timeline_item_get_day (get_item (data, i));
  double second = mado_timeline_item_get_day (get_item (data, k));

  if (first != second)
    return first > second ? 1 : -1;
  return (i > k) - (i < k);
}

/* The series to which most records of @type belong: its numbers are those of the discs. */
static const char *
find_series (MadoTimelineData *self, const char *type)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  const char *best = NULL;
  guint most = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      const MadoOutline *outline = get_item (self, i)->outline;
      guint count;

      if (outline->kind != MADO_KIND_DIALOGUE || !outline->series
          || g_strcmp0 (outline->type, type) != 0)
        continue;
      count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, outline->series)) + 1;
      g_hash_table_insert (counts, outline->series, GUINT_TO_POINTER (count));
      if (count > most)
        {
          most = count;
          best = outline->series;
        }
    }
  return best;
}

static gboolean
is_step (const MadoOutline *outline)
{
  for (guint i = 0; i < mado_links_get_n (outline->links); i++)
    if (g_str_equal (mado_links_get (outline->links, i)->rel, "step-to"))
      return TRUE;
  return FALSE;
}

/* Whether a record belongs into a track of Policy dialogue. What no track asks for stands among the
 * meetings of ministers, so that nothing of the list is left out. */
static gboolean
belongs (const MadoOutline *outline, const char *track, const char *summits, const char *committee)
{
  gboolean is_summit = g_strcmp0 (outline->type, "summit") == 0;
  gboolean is_committee = g_strcmp0 (outline->type, "joint-committee") == 0
                          && (!outline->series || g_strcmp0 (outline->series, committee) == 0);
  gboolean is_talk = g_strcmp0 (outline->type, "negotiation-step") == 0 || is_step (outline);
  gboolean is_minister = g_strcmp0 (outline->type, "ministerial-meeting") == 0;

  if (g_str_equal (track, "summits"))
    return is_summit;
  if (g_str_equal (track, "joint-committee"))
    return is_committee;
  if (g_str_equal (track, "talks"))
    return is_talk;
  return is_minister || (!is_summit && !is_committee && !is_talk);
}

static void
fill_tracks (MadoTimelineData *self)
{
  const char *summits = find_series (self, "summit");
  const char *committee = find_series (self, "joint-committee");

  for (guint i = 0; i < self->tracks->len; i++)
    {
      MadoTimelineTrack *track = g_ptr_array_index (self->tracks, i);
      gboolean asks = is_dialogue (self->section) && track->kind == MADO_KIND_DIALOGUE;

      if (track->mode == MADO_TRACK_SERIES)
        track->series = g_str_equal (track->id, "summits") ? summits : committee;
      g_array_set_size (track->items, 0);
      for (guint k = 0; k < self->items->len; k++)
        {
          const MadoTimelineItem *item = get_item (self, k);

          if (item->last > 0 && item->outline->kind == track->kind
              && (!asks || belongs (item->outline, track->id, summits, committee)))
            g_array_append_val (track->items, k);
        }
      g_array_sort_with_data (track->items, compare_items, self);
    }
}

/* Takes the outlines that were read; each of them is held once more. */
void
mado_timeline_data_add (MadoTimelineData *self, GPtrArray *outlines)
{
  for (guint i = 0; i < outlines->len; i++)
    {
      MadoTimelineItem item = { mado_outline_ref (g_ptr_array_index (outlines, i)) };

      item.position = MADO_TIMELINE_NOT_LISTED;
      item.is_context = !mado_section_has (self->section, item.outline->kind);
      read_date (&item);
      g_array_append_val (self->items, item);
      g_hash_table_insert (self->rows, g_memdup2 (&item.outline->rowid, sizeof (gint64)),
                           GUINT_TO_POINTER (self->items->len));
      g_hash_table_insert (self->ids, item.outline->id, GUINT_TO_POINTER (self->items->len));
    }
  fill_tracks (self);
}

/**
 * mado_timeline_data_set_list:
 * @rowids: (element-type gint64): of the list beside the drawing, in its order
 * @is_searched: whether it lists what a search has found; all else is then paler
 */
void
mado_timeline_data_set_list (MadoTimelineData *self, GArray *rowids, gboolean is_searched)
{
  self->is_searched = is_searched;
  self->n_listed = rowids->len;
  for (guint i = 0; i < self->items->len; i++)
    get_item (self, i)->position = MADO_TIMELINE_NOT_LISTED;
  for (guint i = 0; i < MIN (rowids->len, LISTED); i++)
    {
      guint found
          = GPOINTER_TO_UINT (g_hash_table_lookup (self->rows, &g_array_index (rowids, gint64, i)));

      if (found > 0)
        get_item (self, found - 1)->position = i;
    }
}

void
mado_timeline_data_move_track (MadoTimelineData *self, guint from, guint to)
{
  g_return_if_fail (from < self->tracks->len && to < self->tracks->len);

  g_ptr_array_insert (self->tracks, to, g_ptr_array_steal_index (self->tracks, from));
}

char *
mado_timeline_data_dup_choice (MadoTimelineData *self)
{
  GString *choice = g_string_new (NULL);

  for (guint i = 0; i < self->tracks->len; i++)
    {
      const MadoTimelineTrack *track = g_ptr_array_index (self->tracks, i);

      g_string_append_printf (choice, "%s%s%s", i > 0 ? "," : "", track->is_shown ? "" : "-",
                              track->id);
    }
  return g_string_free (choice, FALSE);
}

void
mado_timeline_data_choose (MadoTimelineData *self, const char *choice)
{
  g_auto (GStrv) words = g_strsplit (choice, ",", -1);
  gboolean is_any_shown = FALSE;
  guint place = 0;

  for (guint i = 0; words[i]; i++)
    {
      gboolean is_shown = *words[i] != '-';
      const char *id = is_shown ? words[i] : words[i] + 1;

      for (guint j = place; j < self->tracks->len; j++)
        {
          MadoTimelineTrack *track = g_ptr_array_index (self->tracks, j);

          if (!g_str_equal (track->id, id))
            continue;
          track->is_shown = is_shown;
          mado_timeline_data_move_track (self, j, place++);
          break;
        }
    }
  for (guint i = 0; i < self->tracks->len; i++)
    is_any_shown |= ((MadoTimelineTrack *) g_ptr_array_index (self->tracks, i))->is_shown;
  /* A timeline without a track would be an empty strip. */
  if (!is_any_shown && self->tracks->len > 0)
    ((MadoTimelineTrack *) g_ptr_array_index (self->tracks, 0))->is_shown = TRUE;
}

double
mado_timeline_item_get_day (const MadoTimelineItem *self)
{
  if (self->form == MADO_FORM_PERIOD)
    return self->first;
  return (self->first + self->last + 1.0) / 2;
}

gboolean
mado_timeline_item_is_lit (MadoTimelineData *data, guint item)
{
  return !data->is_searched || get_item (data, item)->position != MADO_TIMELINE_NOT_LISTED;
}
