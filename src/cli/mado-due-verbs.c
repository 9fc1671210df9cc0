/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verb due: on which day something is due, and day by day why. */
#include "cli/mado-verbs.h"

#include <string.h>

#include "cli/mado-due-text.h"
#include "core/desk/calendars/mado-calendar-files.h"
#include "core/desk/cases/mado-cases.h"
#include "core/desk/mado-deadline-case.h"
#include "core/model/mado-agreement.h"
#include "core/model/mado-call.h"
#include "core/model/mado-opportunity.h"

static gboolean
complain_of_usage (GError **error, const char *message)
{
  g_set_error_literal (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE, message);
  return FALSE;
}

/* @is_period: (out): else working days */
static gboolean
read_unit (const char *word, gboolean *is_period, MadoPeriodUnit *unit, GError **error)
{
  static const char *const units[] = { "days", "weeks", "months", "years" };

  *is_period = word != NULL && !g_str_equal (word, "working-days");
  if (!*is_period)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (word, units[i]))
      {
        *unit = i;
        return TRUE;
      }
  return complain_of_usage (error, "--unit takes working-days, days, weeks, months or years");
}

/* What is said on the command line, and of the rest what the desk has set; of calendars that are
 * named, a day works only if it works in all, whatever the desk has set for its own. */
static MadoDeadlineRule *
read_rule (const MadoOptions *options, GError **error)
{
  g_autoptr (MadoDeadlineRule) usual = NULL;
  g_auto (GStrv) ids = NULL;
  const char *closed = options->closed;

  if (closed != NULL && !g_str_equal (closed, "any") && !g_str_equal (closed, "all"))
    {
      complain_of_usage (error, "--closed takes any or all");
      return NULL;
    }
  if (options->calendar == NULL)
    usual = mado_deadline_rule_load (options->profile, error);
  else
    {
      ids = g_strsplit (*options->calendar != '\0' ? options->calendar : ",", ",", -1);
      usual = mado_deadline_rule_new (1, 0, (const char *const *) ids, MADO_CLOSED_ANY);
    }
  if (usual != NULL && closed != NULL)
    usual->closed = g_str_equal (closed, "all") ? MADO_CLOSED_ALL : MADO_CLOSED_ANY;
  return g_steal_pointer (&usual);
}

static void
unref_calendar (gpointer calendar)
{
  mado_calendar_unref (calendar);
}

/* Each once, so that none is blamed twice. */
static GPtrArray *
load_calendars (const MadoOptions *options, const char *const *ids, GError **error)
{
  g_autoptr (GPtrArray) calendars = g_ptr_array_new_with_free_func (unref_calendar);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (GError) missing = NULL;
      MadoCalendar *calendar;

      if (g_strv_contains (ids + i + 1, ids[i]))
        continue;
      calendar = mado_calendar_load (options->profile, ids[i], &missing);
      if (calendar != NULL)
        g_ptr_array_add (calendars, calendar);
      else if (g_error_matches (missing, MADO_RECORD_ERROR, MADO_RECORD_ERROR_UNKNOWN_KIND))
        {
          g_set_error (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
                       "%s; mado calendars lists them", missing->message);
          return NULL;
        }
      else
        {
          g_propagate_error (error, g_steal_pointer (&missing));
          return NULL;
        }
    }
  return g_steal_pointer (&calendars);
}

/* --- As JSON --- */

static JsonObject *
make_reason (const MadoClosure *closure)
{
  JsonObject *reason = json_object_new ();

  json_object_set_string_member (reason, "calendar", closure->calendar->id);
  json_object_set_string_member (reason, "reason", closure->closed != NULL ? "closed" : "weekend");
  if (closure->closed != NULL)
    {
      JsonObject *title = json_object_new ();

      json_object_set_string_member (
          title, "en", mado_text_get (closure->closed->title, MADO_LANGUAGE_EN, NULL));
      json_object_set_string_member (
          title, "ja", mado_text_get (closure->closed->title, MADO_LANGUAGE_JA, NULL));
      json_object_set_object_member (reason, "title", title);
    }
  return reason;
}

static JsonObject *
make_waiting (void)
{
  JsonObject *reason = json_object_new ();

  json_object_set_string_member (reason, "reason", "waiting");
  return reason;
}

static JsonObject *
make_day (const MadoDueDay *day)
{
  JsonObject *object = json_object_new ();
  JsonArray *why = json_array_new ();
  g_autofree char *iso = mado_day_format_iso (day->day);

  for (guint i = 0; day->number == 0 && day->closures != NULL && i < day->closures->len; i++)
    json_array_add_object_element (why,
                                   make_reason (&g_array_index (day->closures, MadoClosure, i)));
  if (day->is_waited)
    json_array_add_object_element (why, make_waiting ());
  json_object_set_string_member (object, "date", iso);
  json_object_set_boolean_member (object, "counts", day->number > 0);
  json_object_set_array_member (object, "why", why);
  return object;
}

static void
print_json (const MadoDue *due)
{
  JsonObject *answer = json_object_new ();
  JsonArray *days = json_array_new ();

  if (due->refused != NULL)
    {
      JsonObject *refused = json_object_new ();

      json_object_set_string_member (refused, "calendar", due->refused->id);
      json_object_set_int_member (refused, "year", due->refused_year);
      json_object_set_null_member (answer, "due");
      json_object_set_object_member (answer, "refused", refused);
      json_array_unref (days);
    }
  else
    {
      for (guint i = 0; i < due->days->len; i++)
        json_array_add_object_element (days, make_day (g_ptr_array_index (due->days, i)));
      if (due->is_stopped)
        {
          json_object_set_null_member (answer, "due");
          json_object_set_int_member (answer, "left", due->n_left);
        }
      else
        {
          g_autofree char *iso = mado_day_format_iso (due->due);

          json_object_set_string_member (answer, "due", iso);
        }
      json_object_set_string_member (answer, "quality", mado_quality_to_word (due->quality));
      json_object_set_array_member (answer, "days", days);
    }
  mado_print_json_object (answer);
}

/* What was asked makes the id: the same question asked again is the same entry. */
static void
print_ics (const MadoOptions *options, const MadoDue *due, MadoLanguage language)
{
  g_autoptr (GString) id = g_string_new ("due");
  g_autofree char *start = mado_day_format_iso (due->start);
  g_autofree char *day = mado_due_format_day (due->start, language);
  g_autofree char *title = language == MADO_LANGUAGE_JA
                               ? g_strdup_printf ("締切（%sから%u日）", day, due->n)
                               : g_strdup_printf ("Due: %u days after %s", due->n, day);

  g_string_append_printf (id, "-%s-%u-%s", start, due->n,
                          options->unit != NULL ? options->unit : "working-days");
  for (guint i = 0; i < due->calendars->len; i++)
    g_string_append_printf (id, "-%s",
                            ((const MadoCalendar *) g_ptr_array_index (due->calendars, i))->id);
  mado_due_print_ics (id->str, due->due, title, NULL);
}

/* --- The verbs --- */

static gboolean
count (MadoCommand *command, gint from, GError **error)
{
  const MadoOptions *options = &command->options;
  g_autoptr (MadoDeadlineRule) rule = read_rule (options, error);
  g_autoptr (GPtrArray) calendars = NULL;
  g_autoptr (MadoDue) due = NULL;
  MadoPeriodUnit unit = MADO_PERIOD_DAYS;
  gboolean is_period;
  guint n;

  if (rule == NULL || !read_unit (options->unit, &is_period, &unit, error))
    return FALSE;
  if (options->days == MADO_NO_DAYS && (options->calendar != NULL || is_period))
    return complain_of_usage (error, "--days is missing");
  n = options->days == MADO_NO_DAYS ? rule->n_days : (guint) options->days;
  if (n < 1 || n > MADO_DUE_MOST)
    return complain_of_usage (error, "--days takes a number from 1 to 3660");
  calendars = load_calendars (options, (const char *const *) rule->calendars, error);
  if (calendars == NULL)
    return FALSE;
  due = is_period ? mado_due_end_period (from, n, unit, calendars, rule->closed)
                  : mado_due_count (from, n, calendars, rule->closed, NULL, 0);
  if (options->json)
    print_json (due);
  else if (!options->ics)
    mado_due_print_text (due, command->language);
  else if (due->due != MADO_NO_DAY)
    print_ics (options, due, command->language);
  if (due->refused != NULL && !options->json)
    mado_due_complain (due, command->language);
  command->failed = due->refused != NULL;
  return TRUE;
}

static gboolean
close_call (MadoCommand *command, MadoRecord *record, GError **error)
{
  const MadoOptions *options = &command->options;
  g_autoptr (MadoDeadlineRule) rule = read_rule (options, error);
  g_autoptr (GPtrArray) calendars = NULL;

  if (rule == NULL)
    return FALSE;
  if (options->days != MADO_NO_DAYS && (options->days < 1 || options->days > MADO_DUE_MOST))
    return complain_of_usage (error, "--days takes a number from 1 to 3660");
  calendars = load_calendars (options, (const char *const *) rule->calendars, error);
  if (calendars == NULL)
    return FALSE;
  mado_due_print_call (command, record, options->days == MADO_NO_DAYS ? 0 : (guint) options->days,
                       calendars, rule->closed);
  return TRUE;
}

/* Ids are plain; "agreement:spa" means the same as "spa". */
static gboolean
decide (MadoCommand *command, const char *id, gint today, GError **error)
{
  g_autoptr (MadoRecord) record = NULL;

  if (strchr (id, ':') != NULL)
    id = strchr (id, ':') + 1;
  if (!mado_command_open (command, error))
    return FALSE;
  record = mado_reader_get_record (command->reader, id, NULL, error);
  if (record == NULL)
    return FALSE;
  if (MADO_IS_OPPORTUNITY (record))
    return close_call (command, record, error);
  if (!MADO_IS_AGREEMENT (record))
    {
      g_set_error (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
                   "“%s” is no agreement and no call", id);
      return FALSE;
    }
  mado_due_print_agreement (command, record, today);
  return TRUE;
}

/* The id of a case stays and tells nothing; so does its number. */
static void
print_case_ics (MadoCommand *command, MadoCase *asked, const MadoDue *due)
{
  gboolean is_japanese = command->language == MADO_LANGUAGE_JA;
  g_autofree char *id = g_strconcat ("case-", mado_case_get_id (asked), NULL);
  g_autofree char *title = g_strdup_printf (is_japanese ? "相談%" G_GINT64_FORMAT "の締切"
                                                        : "Case %" G_GINT64_FORMAT " is due",
                                            mado_case_get_number (asked));

  if (due->due != MADO_NO_DAY)
    mado_due_print_ics (id, due->due, title, NULL);
  else if (due->refused == NULL)
    mado_complain ("%s", is_japanese
                             ? "この相談は回答待ちのため、期限は停止中で、日付がありません。"
                             : "The case waits: its clock is stopped, so it has no day.");
}

static gboolean
check_case_options (const MadoOptions *options, GError **error)
{
  if (options->from == NULL && options->days == MADO_NO_DAYS && options->calendar == NULL
      && options->closed == NULL && options->unit == NULL)
    return TRUE;
  return complain_of_usage (error, "A case is counted by the rule of the desk, from the day on "
                                   "which it came: only --explain, --ics and --json go with it");
}

/* By the rule of the desk. A case that waits has no day, which is an answer. */
static gboolean
count_case (MadoCommand *command, const char *name, GError **error)
{
  const char *profile = command->options.profile;
  g_autoptr (MadoDesk) desk = mado_desk_open (profile, error);
  g_autoptr (MadoCase) asked = desk != NULL ? mado_cases_open (desk, name, error) : NULL;
  g_autoptr (MadoDeadlineRule) rule
      = asked != NULL ? mado_deadline_rule_load (profile, error) : NULL;
  g_autoptr (GPtrArray) calendars
      = rule != NULL ? mado_deadline_rule_load_calendars (rule, profile, error) : NULL;
  g_autoptr (MadoDeadline) deadline = NULL;

  if (calendars == NULL)
    return FALSE;
  deadline = mado_deadline_compute_case (rule, calendars, asked);
  if (deadline == NULL)
    return complain_of_usage (error, "The case does not say when it was received");
  if (command->options.json)
    print_json (deadline->due);
  else if (command->options.ics)
    print_case_ics (command, asked, deadline->due);
  else
    mado_due_print_text (deadline->due, command->language);
  if (deadline->due->refused != NULL && !command->options.json)
    mado_due_complain (deadline->due, command->language);
  command->failed = deadline->due->refused != NULL
                    || (command->options.ics && deadline->due->due == MADO_NO_DAY);
  return TRUE;
}

gboolean
mado_verb_due (MadoCommand *command, const char *const *arguments, GError **error)
{
  const char *from = command->options.from;
  gint day = mado_day_parse (from);

  if (day == MADO_NO_DAY && (from != NULL || arguments[0] == NULL))
    return complain_of_usage (error, "--from takes a day, such as 2026-11-24");
  if (command->options.ics && command->options.json)
    return complain_of_usage (error, "--ics and --json do not go together");
  if (arguments[0] != NULL && g_str_has_prefix (arguments[0], "case:"))
    return check_case_options (&command->options, error)
           && count_case (command, arguments[0], error);
  if (arguments[0] != NULL)
    return decide (command, arguments[0], day != MADO_NO_DAY ? day : mado_call_get_today (), error);
  return count (command, day, error);
}

static JsonObject *
make_calendar (const MadoCalendar *calendar)
{
  JsonObject *object = json_object_new ();
  JsonArray *years = json_array_new ();

  for (guint i = 0; i < calendar->years->len; i++)
    {
      const MadoCalendarYear *year = g_ptr_array_index (calendar->years, i);
      JsonObject *one = json_object_new ();

      json_object_set_int_member (one, "year", year->year);
      json_object_set_string_member (one, "quality", mado_quality_to_word (year->quality));
      json_object_set_int_member (one, "closed", year->days->len);
      json_array_add_object_element (years, one);
    }
  json_object_set_string_member (object, "id", calendar->id);
  json_object_set_string_member (object, "timezone", calendar->timezone);
  json_object_set_array_member (object, "years", years);
  return object;
}

static void
print_calendar (const MadoCalendar *calendar, MadoLanguage language)
{
  mado_print_columns ("", calendar->id, 26, mado_calendar_get_title (calendar, language));
  for (guint i = 0; i < calendar->years->len; i++)
    {
      const MadoCalendarYear *year = g_ptr_array_index (calendar->years, i);
      g_autofree char *number = g_strdup_printf ("%d", year->year);
      g_autofree char *known
          = g_strdup_printf ("%3u  %s", year->days->len, mado_quality_to_word (year->quality));

      mado_print_columns ("  ", number, 6, known);
    }
}

gboolean
mado_verb_calendars (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) all = mado_calendar_list (command->options.profile, &problems, error);
  g_autoptr (JsonArray) answer = json_array_new ();

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      const MadoCalendar *calendar = g_ptr_array_index (all, i);

      if (command->options.json)
        json_array_add_object_element (answer, make_calendar (calendar));
      else
        print_calendar (calendar, command->language);
    }
  if (command->options.json)
    mado_print_json_array (g_steal_pointer (&answer));
  for (guint i = 0; i < problems->len; i++)
    mado_complain ("%s", ((const GError *) g_ptr_array_index (problems, i))->message);
  command->failed = problems->len > 0;
  return TRUE;
}
