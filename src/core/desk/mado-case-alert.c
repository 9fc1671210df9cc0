/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is told is written down before anybody is told: rather once too few than every minute. */
#include "core/desk/mado-case-alert.h"

#include <string.h>

#include "core/desk/mado-deadline-case.h"
#include "core/json/mado-json.h"
#include "core/model/mado-clock.h"

#define MOST_BYTES (1024 * 1024) /* of the file */

/* What the search for cases goes by. */
typedef struct
{
  MadoDeadlineRule *rule;
  GPtrArray *calendars;
  const char *who;
  gint today;
  GHashTable *told; /* ids */
  GPtrArray *found; /* (element-type MadoCaseAlert) */
} Round;

void
mado_case_alert_free (MadoCaseAlert *self)
{
  if (self == NULL)
    return;
  mado_case_row_unref (self->row);
  g_free (self);
}

static void
clear_round (Round *self)
{
  g_clear_pointer (&self->rule, mado_deadline_rule_free);
  g_clear_pointer (&self->calendars, g_ptr_array_unref);
  g_clear_pointer (&self->told, g_hash_table_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Round, clear_round)

/* --- What was told --- */

static char *
make_path (const char *profile)
{
  return g_build_filename (profile, "alerts.json", NULL);
}

/* A file that says something else has told nothing: a person is reminded once more. */
static void
take_told (Round *self, JsonNode *node)
{
  JsonObject *object
      = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *ids = object != NULL ? json_object_get_member (object, "cases") : NULL;
  g_autofree char *today = mado_day_format_iso (self->today);

  if (ids == NULL || !JSON_NODE_HOLDS_ARRAY (ids)
      || g_strcmp0 (json_object_get_string_member_with_default (object, "day", NULL), today) != 0)
    return;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (ids)); i++)
    {
      const char *id = json_node_get_string (json_array_get_element (json_node_get_array (ids), i));

      if (id != NULL)
        g_hash_table_add (self->told, g_strdup (id));
    }
}

static void
read_told (Round *self, const char *profile)
{
  g_autofree char *path = make_path (profile);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = mado_json_load_file (file, MOST_BYTES, NULL, NULL);
  g_autoptr (JsonNode) node
      = bytes != NULL ? mado_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                         MOST_BYTES, MADO_JSON_NONE, NULL, NULL)
                      : NULL;

  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  take_told (self, node);
}

static gboolean
write_told (Round *self, const char *profile, GError **error)
{
  g_autofree char *path = make_path (profile);
  g_autofree char *today = mado_day_format_iso (self->today);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *ids = json_array_new ();
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < self->found->len; i++)
    {
      const MadoCaseAlert *alert = g_ptr_array_index (self->found, i);

      g_hash_table_add (self->told, g_strdup (alert->row->id));
    }
  g_hash_table_iter_init (&iter, self->told);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    json_array_add_string_element (ids, id);
  json_object_set_array_member (object, "cases", ids);
  json_object_set_string_member (object, "day", today);
  json_node_take_object (node, object);
  text = mado_json_to_record_form (node);
  return g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/* --- What is to be told --- */

static MadoCaseDue
look_at (const MadoCaseRow *row, gpointer user_data)
{
  Round *self = user_data;
  g_autoptr (MadoDeadline) deadline = NULL;
  MadoDeadlineState state;
  MadoCaseAlert *alert;

  if (g_hash_table_contains (self->told, row->id))
    return MADO_CASE_IS_NOT_DUE;
  deadline = mado_deadline_compute_times (self->rule, self->calendars, row->received, row->waits);
  state = deadline != NULL ? mado_deadline_judge (deadline, self->today) : MADO_DEADLINE_UNKNOWN;
  if (state == MADO_DEADLINE_RUNNING && row->waits->len == 0)
    return MADO_CASE_NONE_IS_DUE;
  if (state != MADO_DEADLINE_HOLDING && state != MADO_DEADLINE_LAST
      && state != MADO_DEADLINE_OVERDUE)
    return MADO_CASE_IS_NOT_DUE;
  alert = g_new0 (MadoCaseAlert, 1);
  alert->row = mado_case_row_ref ((MadoCaseRow *) row);
  alert->state = state;
  alert->due = deadline->due->due;
  g_ptr_array_add (self->found, alert);
  return MADO_CASE_IS_DUE;
}

static gboolean
find (Round *self, MadoDesk *desk, GCancellable *cancellable, GError **error)
{
  g_autofree char *today = mado_day_format_iso (self->today);
  const MadoCaseRequest request = { .view = MADO_CASE_VIEW_DUE,
                                    .who = self->who,
                                    .is_own = TRUE,
                                    .today = today,
                                    .is_due = look_at,
                                    .due_data = self };
  g_autoptr (GPtrArray) rows = mado_case_list (desk, &request, G_MAXUINT, cancellable, error);

  return rows != NULL;
}

/**
 * mado_case_alert_take:
 * @who: whose cases they are; those that are nobody's are everybody's
 * @now: on whatever clock
 * @error: MADO_STORE_ERROR, or that of a file of the profile; nothing counts as told then
 *
 * Finds the cases of which @who has to be told now, and notes that it was done.
 *
 * Returns: (transfer full) (nullable) (element-type MadoCaseAlert): the oldest first; none while
 *   the office of the desk's rule is closed
 */
GPtrArray *
mado_case_alert_take (MadoDesk *desk, const char *who, GDateTime *now, GCancellable *cancellable,
                      GError **error)
{
  g_auto (Round) round = { .who = who };
  g_autofree char *profile = NULL;
  MadoDatabase *database;

  g_return_val_if_fail (desk != NULL && who != NULL && now != NULL, NULL);

  round.found = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_alert_free);
  database = mado_desk_get_database (desk);
  if (database == NULL)
    return g_steal_pointer (&round.found);
  profile = g_path_get_dirname (mado_database_get_path (database));
  round.rule = mado_deadline_rule_load (profile, error);
  if (round.rule == NULL)
    return NULL;
  round.calendars = mado_deadline_rule_load_calendars (round.rule, profile, error);
  if (round.calendars == NULL)
    return NULL;
  if (!mado_calendar_is_open_at (round.calendars->pdata[0], now))
    return g_steal_pointer (&round.found);
  round.today = mado_deadline_get_receipt (now, round.calendars);
  read_told (&round, profile);
  if (!find (&round, desk, cancellable, error)
      || (round.found->len > 0 && !write_told (&round, profile, error)))
    return NULL;
  return g_steal_pointer (&round.found);
}
