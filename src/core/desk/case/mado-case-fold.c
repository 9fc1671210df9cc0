/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events become a case: always the same one, whatever order they came in. */
#include "core/desk/case/mado-case-private.h"

#include <string.h>

static gint
compare_events (gconstpointer a, gconstpointer b)
{
  return mado_case_event_compare (*(MadoCaseEvent *const *) a, *(MadoCaseEvent *const *) b);
}

/* In their order, each once. */
static GPtrArray *
sort_events (GPtrArray *events)
{
  GPtrArray *sorted = g_ptr_array_new_full (events->len, (GDestroyNotify) mado_case_event_unref);
  gboolean in_order = TRUE;

  for (guint i = 0; i < events->len; i++)
    {
      MadoCaseEvent *event = g_ptr_array_index (events, i);

      in_order = in_order && (i == 0 || mado_case_event_compare (events->pdata[i - 1], event) < 0);
      g_ptr_array_add (sorted, mado_case_event_ref (event));
    }
  if (in_order)
    return sorted;
  g_ptr_array_sort (sorted, compare_events);
  for (guint i = sorted->len; i-- > 1;)
    if (mado_case_event_compare (sorted->pdata[i - 1], sorted->pdata[i]) == 0)
      g_ptr_array_remove_index (sorted, i);
  return sorted;
}

/* Ids that events of @kind name in their member @name. Returns: (nullable): NULL for none */
static GHashTable *
gather_ids (GPtrArray *events, MadoCaseEventKind kind, const char *name)
{
  GHashTable *ids = NULL;

  for (guint i = 0; i < events->len; i++)
    {
      MadoCaseEvent *event = g_ptr_array_index (events, i);
      const char *const *list = mado_case_event_get_kind (event) == kind
                                    ? mado_case_event_get_list (event, name)
                                    : NULL;

      for (guint k = 0; list != NULL && list[k] != NULL; k++)
        {
          if (ids == NULL)
            ids = g_hash_table_new (g_str_hash, g_str_equal);
          g_hash_table_add (ids, (gpointer) list[k]);
        }
    }
  return ids;
}

static gboolean
has_id (GHashTable *ids, MadoCaseEvent *event)
{
  return ids != NULL && g_hash_table_contains (ids, mado_case_event_get_id (event));
}

static void
clear_ids (GHashTable **ids)
{
  g_clear_pointer (ids, g_hash_table_unref);
}

/* A desk may have an event whole whose erasing it has only just heard of. */
static void
erase_events (MadoCase *self)
{
  GHashTable *erased = gather_ids (self->events, MADO_CASE_ERASED, "events");

  for (guint i = 0; erased != NULL && i < self->events->len; i++)
    {
      MadoCaseEvent *event = g_ptr_array_index (self->events, i);
      MadoCaseEvent *rest = NULL;

      if (has_id (erased, event) && mado_case_event_get_kind (event) != MADO_CASE_ERASED
          && !mado_case_event_is_erased (event))
        rest = mado_case_event_erase (event);
      if (rest == NULL)
        continue;
      self->events->pdata[i] = rest;
      mado_case_event_unref (event);
    }
  clear_ids (&erased);
}

static gboolean
names (MadoCaseEvent *event, const char *const *ids)
{
  return ids != NULL && g_strv_contains (ids, mado_case_event_get_id (event));
}

/* A later event may name one before it; only of a hostile desk does one name a later one, and that
 * is passed over. */
static void
replace (GPtrArray *setters, MadoCaseEvent *by)
{
  const char *const *replaced = mado_case_event_get_list (by, "replaces");

  for (guint i = setters->len; i-- > 0;)
    if (names (g_ptr_array_index (setters, i), replaced))
      g_ptr_array_remove_index (setters, i);
  g_ptr_array_add (setters, by);
}

static void
end_wait (MadoCase *self, gint64 at)
{
  MadoCaseWait *last = self->waits->len > 0
                           ? &g_array_index (self->waits, MadoCaseWait, self->waits->len - 1)
                           : NULL;

  if (last != NULL && last->to == G_MAXINT64)
    last->to = MAX (at, last->from);
}

static void
take_status (MadoCase *self, MadoCaseEvent *event, const char *status)
{
  MadoCaseWait wait = { mado_case_event_get_at (event), G_MAXINT64 };

  end_wait (self, wait.from);
  if (mado_case_status_is_waiting (status))
    g_array_append_val (self->waits, wait);
}

static void
take_opened (MadoCase *self, MadoCaseEvent *event)
{
  if (self->opened == NULL)
    self->opened = event;
  for (MadoCaseField field = 0; field < MADO_N_CASE_FIELDS; field++)
    if (mado_case_event_get_text (event, mado_case_field_to_word (field)) != NULL)
      g_ptr_array_add (self->setters[field], event);
}

static void
take_set (MadoCase *self, MadoCaseEvent *event)
{
  MadoCaseField field = mado_case_field_from_word (mado_case_event_get_text (event, "field"));

  if (field == MADO_N_CASE_FIELDS)
    return;
  replace (self->setters[field], event);
  if (field == MADO_CASE_STATUS)
    take_status (self, event, mado_case_event_get_text (event, "value"));
}

/* A link is gone when somebody who saw it removed it; one that is set again meanwhile stays. */
static void
take_linked (MadoCase *self, MadoCaseEvent *event)
{
  const char *const *removes = mado_case_event_get_list (event, "removes");
  const char *record = mado_case_event_get_text (event, "record");

  for (guint i = self->links->len; removes != NULL && i-- > 0;)
    if (names (g_ptr_array_index (self->links, i), removes))
      g_ptr_array_remove_index (self->links, i);
  if (removes == NULL && record != NULL)
    g_ptr_array_add (self->links, event);
}

static void
take_split (MadoCase *self, MadoCaseEvent *event)
{
  const char *const *undoes = mado_case_event_get_list (event, "undoes");

  for (guint i = self->merges->len; i-- > 0;)
    if (names (g_ptr_array_index (self->merges, i), undoes))
      g_ptr_array_remove_index (self->merges, i);
}

static void
take_event (MadoCase *self, MadoCaseEvent *event)
{
  gint64 at = mado_case_event_get_at (event);

  self->updated_at = MAX (self->updated_at, at);
  switch (mado_case_event_get_kind (event))
    {
    case MADO_CASE_OPENED:
      take_opened (self, event);
      break;
    case MADO_CASE_RECEIVED:
      if (self->received_at == 0)
        self->received_at
            = mado_case_event_get_number (event, "received", at / G_USEC_PER_SEC) * G_USEC_PER_SEC;
      break;
    case MADO_CASE_SET:
      take_set (self, event);
      break;
    case MADO_CASE_LINKED:
      take_linked (self, event);
      break;
    case MADO_CASE_MERGED:
      g_ptr_array_add (self->merges, event);
      break;
    case MADO_CASE_SPLIT:
      take_split (self, event);
      break;
    case MADO_CASE_REPLIED:
    case MADO_CASE_NOTED:
    case MADO_CASE_ERASED:
    case MADO_N_CASE_EVENT_KINDS:
    default:
      break;
    }
}

/* Of two links to one record the first is shown. */
static void
drop_doubles (GPtrArray *links)
{
  for (guint i = links->len; i-- > 1;)
    for (guint k = 0; k < i; k++)
      if (strcmp (mado_case_event_get_text (links->pdata[i], "record"),
                  mado_case_event_get_text (links->pdata[k], "record"))
          == 0)
        {
          g_ptr_array_remove_index (links, i);
          break;
        }
}

/**
 * mado_case_fold:
 * @events: (element-type MadoCaseEvent): at least one, all of one case, in any order, also twice
 *
 * Returns: (transfer full): the case, the same for any order of the same events
 */
MadoCase *
mado_case_fold (GPtrArray *events)
{
  MadoCase *self;

  g_return_val_if_fail (events != NULL && events->len > 0, NULL);

  self = g_object_new (MADO_TYPE_CASE, NULL);
  self->events = sort_events (events);
  erase_events (self);
  self->removed = gather_ids (self->events, MADO_CASE_NOTED, "removes");
  self->links = g_ptr_array_new ();
  self->merges = g_ptr_array_new ();
  self->waits = g_array_new (FALSE, FALSE, sizeof (MadoCaseWait));
  for (MadoCaseField field = 0; field < MADO_N_CASE_FIELDS; field++)
    self->setters[field] = g_ptr_array_new ();
  self->updated_at = G_MININT64;
  for (guint i = 0; i < self->events->len; i++)
    take_event (self, g_ptr_array_index (self->events, i));
  drop_doubles (self->links);
  for (guint i = 0; i < self->merges->len; i++)
    {
      const char *into = mado_case_event_get_text (self->merges->pdata[i], "into");

      self->merged_into = into != NULL ? into : self->merged_into;
    }
  return self;
}
