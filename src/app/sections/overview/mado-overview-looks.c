/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What needs attention: calls that close, agreements that are not settled, meetings that are due,
 * facts to check. */
#include "app/sections/overview/mado-overview-content.h"

#include "core/model/mado-opportunity.h"

#define MOST_CALLS 5
#define OPEN_CALLS 300 /* among which the next to close are looked for */
#define MOST_LOOKS 3   /* records of one reason */
#define LOOKED_AT 60   /* agreements whose dates are looked at */
#define MOST_SERIES 30 /* meetings of a series among which the gaps are measured */
#define MOST_COUNTED 1000

static void
free_look (gpointer data)
{
  MadoLook *look = data;

  g_object_unref (look->record);
  g_clear_pointer (&look->date, mado_date_unref);
  g_free (look);
}

static MadoLook *
add_look (GPtrArray *looks, MadoLookReason reason, MadoRecord *record, MadoDate *date)
{
  MadoLook *look = g_new0 (MadoLook, 1);

  look->reason = reason;
  look->record = g_object_ref (record);
  look->date = date ? mado_date_ref (date) : NULL;
  g_ptr_array_add (looks, look);
  return look;
}

static gboolean
has_look (GPtrArray *looks, MadoRecord *record)
{
  for (guint i = 0; i < looks->len; i++)
    if (g_str_equal (mado_record_get_id (((MadoLook *) looks->pdata[i])->record),
                     mado_record_get_id (record)))
      return TRUE;
  return FALSE;
}

/* --- Calls --- */

static MadoDate *
get_closing (MadoRecord *record)
{
  MadoDate *closes = mado_record_lookup_date (record, "closes_on");

  return closes ? closes : mado_record_get_date (record);
}

static int
compare_closing (gconstpointer a, gconstpointer b)
{
  const MadoLook *one = *(MadoLook *const *) a, *other = *(MadoLook *const *) b;
  const gint first = mado_date_get_last_day (one->date);
  const gint second = mado_date_get_last_day (other->date);

  return (first > second) - (first < second);
}

/* Those whose day has passed are a fact to check: the status has not followed. */
static gboolean
read_calls (MadoOverviewContent *self, MadoReader *reader, gint today, GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GPtrArray) open = mado_overview_read_first (
      reader, MADO_KIND_OPPORTUNITY, "status:open", OPEN_CALLS, cancellable, error);
  guint n_passed = 0;

  for (guint i = 0; open && i < open->len; i++)
    {
      MadoRecord *record = open->pdata[i];
      MadoDate *closing = get_closing (record);

      const MadoOpportunityState state
          = mado_opportunity_get_state (record, mado_reader_get_vocabulary (reader), today);

      if (state == MADO_OPPORTUNITY_OPEN && closing)
        add_look (self->calls, MADO_LOOK_CLOSES, record, closing);
      else if (state == MADO_OPPORTUNITY_CLOSED && closing && n_passed++ < MOST_LOOKS)
        add_look (self->looks, MADO_LOOK_PASSED, record, closing);
    }
  g_ptr_array_sort (self->calls, compare_closing);
  self->more_calls = self->calls->len > MOST_CALLS;
  if (self->more_calls)
    g_ptr_array_set_size (self->calls, MOST_CALLS);
  return open != NULL;
}

/* --- Agreements --- */

/* The first of its dates that is still to come; transfer none, nullable. */
static MadoDate *
find_ahead (MadoRecord *record, gint today)
{
  static const char *const fields[] = { "signed_on", "provisional_from", "in_force_on" };
  MadoDate *date = mado_record_get_date (record);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      MadoDate *one = mado_record_lookup_date (record, fields[i]);

      if (one && mado_date_get_first_day (one) > today)
        return one;
    }
  return date && mado_date_get_first_day (date) > today ? date : NULL;
}

/* Since when it is applied before its entry into force; transfer none, nullable. */
static MadoDate *
find_provisional (MadoRecord *record, MadoVocabulary *vocabulary, gint today)
{
  MadoDate *from = mado_record_lookup_date (record, "provisional_from");
  const MadoWord *status
      = mado_vocabulary_find (vocabulary, "status", mado_record_get_status (record));

  if (!from || mado_date_get_first_day (from) > today
      || mado_record_lookup_date (record, "in_force_on")
      || (status && status->state == MADO_STATE_CLOSED))
    return NULL;
  return from;
}

static gboolean
read_agreements (MadoOverviewContent *self, MadoReader *reader, gint today,
                 GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) unconfirmed = mado_overview_read_first (
      reader, MADO_KIND_AGREEMENT, "status:signature-unconfirmed", MOST_LOOKS, cancellable, error);
  g_autoptr (GPtrArray) newest = NULL;
  guint n_ahead = 0, n_provisional = 0, n_renewals = 0;

  for (guint i = 0; unconfirmed && i < unconfirmed->len; i++)
    add_look (self->looks, MADO_LOOK_UNCONFIRMED, unconfirmed->pdata[i], NULL);
  newest = unconfirmed ? mado_overview_read_first (reader, MADO_KIND_AGREEMENT, NULL, LOOKED_AT,
                                                   cancellable, error)
                       : NULL;
  for (guint i = 0; newest && i < newest->len; i++)
    {
      MadoRecord *record = newest->pdata[i];
      MadoDate *ahead = find_ahead (record, today);
      MadoDate *provisional = find_provisional (record, mado_reader_get_vocabulary (reader), today);

      if (has_look (self->looks, record))
        continue;
      if (ahead && n_ahead++ < MOST_LOOKS)
        add_look (self->looks, MADO_LOOK_AHEAD, record, ahead);
      else if (provisional && n_provisional++ < MOST_LOOKS)
        add_look (self->looks, MADO_LOOK_PROVISIONAL, record, provisional);
      else if (mado_record_lookup_flag (record, "renewal_verified") == MADO_FLAG_NO
               && n_renewals++ < MOST_LOOKS)
        add_look (self->looks, MADO_LOOK_RENEWAL, record, NULL);
    }
  return newest != NULL;
}

/* --- Meetings --- */

/* Whether it is longer since the last of them than it ever was between two of them. @meetings are
 * newest first. */
static gboolean
is_longest_gap (GPtrArray *meetings, gint today)
{
  gint since, longest = 0;

  if (meetings->len < 3)
    return FALSE;
  since = today - mado_record_get_sort_day (meetings->pdata[0]);
  for (guint i = 1; i < meetings->len; i++)
    longest = MAX (longest, mado_record_get_sort_day (meetings->pdata[i - 1])
                                - mado_record_get_sort_day (meetings->pdata[i]));
  return since > longest;
}

static gboolean
read_gaps (MadoOverviewContent *self, MadoReader *reader, gint today, GCancellable *cancellable,
           GError **error)
{
  /* The rows of meetings on which the cooperation rests. */
  static const char *const series[]
      = { "series:\"st-joint-committee\"", "series:\"spa-joint-committee\"",
          "series:\"eu-japan-summit\"", "series:\"digital-partnership-council\"" };

  for (guint i = 0; i < G_N_ELEMENTS (series); i++)
    {
      g_autoptr (GPtrArray) meetings = mado_overview_read_first (
          reader, MADO_KIND_DIALOGUE, series[i], MOST_SERIES, cancellable, error);

      if (!meetings)
        return FALSE;
      if (is_longest_gap (meetings, today))
        add_look (self->looks, MADO_LOOK_GAP, meetings->pdata[0],
                  mado_record_get_date (meetings->pdata[0]));
    }
  return TRUE;
}

/* --- What is counted --- */

static gboolean
add_counted (MadoOverviewContent *self, MadoReader *reader, MadoLookReason reason, guint32 kinds,
             const char *text, GCancellable *cancellable, GError **error)
{
  g_autoptr (MadoQuery) query = mado_query_parse (text, NULL, NULL, error);
  MadoRequest request = { kinds, query, MADO_ORDER_NEWEST, MADO_LANGUAGE_EN };
  g_autoptr (GPtrArray) hits = NULL;
  guint64 count;
  gboolean more;

  if (!query)
    return FALSE;
  hits = mado_reader_first (reader, &request, 1, &more, cancellable, error);
  if (!hits
      || !mado_reader_count_hits (reader, &request, MOST_COUNTED, &count, &more, cancellable,
                                  error))
    return FALSE;
  if (hits->len > 0 && ((MadoHit *) hits->pdata[0])->record)
    {
      MadoLook *look = add_look (self->looks, reason, ((MadoHit *) hits->pdata[0])->record, NULL);

      look->count = count;
      look->is_more = more;
      look->query = text;
    }
  return TRUE;
}

gboolean
mado_overview_read_looks (MadoOverviewContent *self, MadoReader *reader, gint today,
                          GCancellable *cancellable, GError **error)
{
  self->calls = g_ptr_array_new_with_free_func (free_look);
  self->looks = g_ptr_array_new_with_free_func (free_look);
  return read_agreements (self, reader, today, cancellable, error)
         && read_gaps (self, reader, today, cancellable, error)
         && read_calls (self, reader, today, cancellable, error)
         && add_counted (self, reader, MADO_LOOK_DISPUTED, 0, "is:disputed", cancellable, error)
         && add_counted (self, reader, MADO_LOOK_CALLS, 1u << MADO_KIND_OPPORTUNITY,
                         "status:check-current", cancellable, error)
         && add_counted (self, reader, MADO_LOOK_ANSWERS, 1u << MADO_KIND_ANSWER,
                         "check_before_use:yes", cancellable, error);
}
