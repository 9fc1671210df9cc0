/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs about dates: how the program reads what people type. */
#include "cli/mado-verbs.h"

static const char *
name_precision (MadoPrecision precision)
{
  switch (precision)
    {
    case MADO_PRECISION_YEAR:
      return "year";
    case MADO_PRECISION_MONTH:
      return "month";
    case MADO_PRECISION_DAY:
      return "day";
    case MADO_PRECISION_NONE:
    default:
      return NULL;
    }
}

/* Returns (nullable): the point in the form of the files; NULL for an open end. */
static char *
format_point (MadoDatePoint point)
{
  switch (point.precision)
    {
    case MADO_PRECISION_YEAR:
      return g_strdup_printf ("%04d", point.year);
    case MADO_PRECISION_MONTH:
      return g_strdup_printf ("%04d-%02d", point.year, point.month);
    case MADO_PRECISION_DAY:
      return g_strdup_printf ("%04d-%02d-%02d", point.year, point.month, point.day);
    case MADO_PRECISION_NONE:
    default:
      return NULL;
    }
}

/* Of two ends that differ, the coarser one: no more is known of the whole. */
static MadoPrecision
get_precision (MadoDatePoint start, MadoDatePoint end)
{
  if (start.precision == MADO_PRECISION_NONE || end.precision == MADO_PRECISION_NONE)
    return MAX (start.precision, end.precision);
  return MIN (start.precision, end.precision);
}

gboolean
mado_verb_date_parse (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autofree char *text = g_strjoinv (" ", (char **) arguments);
  g_autoptr (GError) mistake = NULL;
  g_autoptr (MadoDate) date = mado_date_parse (text, &mistake);
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;
  const char *precision;
  JsonObject *answer;

  if (date == NULL)
    {
      g_set_error_literal (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE, mistake->message);
      return FALSE;
    }
  start = format_point (mado_date_get_start (date));
  end = format_point (mado_date_get_end (date));
  precision = name_precision (get_precision (mado_date_get_start (date), mado_date_get_end (date)));
  if (!command->options.json)
    {
      g_autofree char *iso = mado_date_format (date, command->language, MADO_DATE_ISO);
      g_autofree char *full = mado_date_format (date, command->language, MADO_DATE_FULL);

      mado_print ("%s  %s  (%s)\n", iso, full, precision);
      return TRUE;
    }
  answer = json_object_new ();
  if (start != NULL)
    json_object_set_string_member (answer, "start", start);
  else
    json_object_set_null_member (answer, "start");
  if (end != NULL)
    json_object_set_string_member (answer, "end", end);
  else
    json_object_set_null_member (answer, "end");
  json_object_set_string_member (answer, "precision", precision);
  mado_print_json_object (answer);
  return TRUE;
}
