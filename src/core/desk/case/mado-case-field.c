/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of fields. */
#include "core/desk/case/mado-case-field.h"

#include <stdio.h>
#include <string.h>

#include "core/desk/case/mado-case-event.h"

G_DEFINE_QUARK (mado_desk_error, mado_desk_error)

static const char *const statuses[] = { "new",      "open",   "waiting-enquirer", "waiting-third",
                                        "answered", "closed", "reopened",         NULL };
static const char *const priorities[] = { "low", "normal", "high", "urgent", NULL };
static const char *const directions[] = { "eu-jp", "jp-eu", "both", NULL };
static const char *const channels[] = { "mail", "phone", "form", "visit", "event", "other", NULL };

static const struct
{
  const char *word;
  const char *const *words; /* nullable */
  guint most;               /* characters */
  gboolean is_personal;
} fields[MADO_N_CASE_FIELDS] = {
  [MADO_CASE_TITLE] = { "title", NULL, 300, TRUE },
  [MADO_CASE_STATUS] = { "status", statuses, 40, FALSE },
  [MADO_CASE_ASSIGNEE] = { "assignee", NULL, 100, FALSE },
  [MADO_CASE_PRIORITY] = { "priority", priorities, 40, FALSE },
  [MADO_CASE_TOPIC] = { "topic", NULL, 100, FALSE },
  [MADO_CASE_DIRECTION] = { "direction", directions, 40, FALSE },
  [MADO_CASE_CHANNEL] = { "channel", channels, 40, FALSE },
  [MADO_CASE_LANGUAGE] = { "language", NULL, 8, FALSE },
  [MADO_CASE_COUNTRY] = { "country", NULL, 2, FALSE },
  [MADO_CASE_TAGS] = { "tags", NULL, 500, FALSE },
  [MADO_CASE_PERSON] = { "person", NULL, 36, TRUE },
  [MADO_CASE_NEXT] = { "next", NULL, 10, FALSE },
};

const char *
mado_case_field_to_word (MadoCaseField field)
{
  g_return_val_if_fail (field < MADO_N_CASE_FIELDS, NULL);

  return fields[field].word;
}

MadoCaseField
mado_case_field_from_word (const char *word)
{
  MadoCaseField field = 0;

  while (field < MADO_N_CASE_FIELDS && g_strcmp0 (fields[field].word, word) != 0)
    field++;
  return field;
}

const char *const *
mado_case_field_get_words (MadoCaseField field)
{
  g_return_val_if_fail (field < MADO_N_CASE_FIELDS, NULL);

  return fields[field].words;
}

/* Whether what it holds goes when a case is erased. */
gboolean
mado_case_field_is_personal (MadoCaseField field)
{
  g_return_val_if_fail (field < MADO_N_CASE_FIELDS, FALSE);

  return fields[field].is_personal;
}

static gint
compare_tags (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Each once, in one order: two people who mean the same set the same. */
static char *
normalise_tags (const char *value)
{
  g_auto (GStrv) all = g_strsplit (value, ",", -1);
  g_autoptr (GPtrArray) tags = g_ptr_array_new ();
  GString *joined = g_string_new (NULL);

  for (guint i = 0; all[i] != NULL; i++)
    if (*g_strstrip (all[i]) != '\0')
      g_ptr_array_add (tags, all[i]);
  g_ptr_array_sort (tags, compare_tags);
  for (guint i = 0; i < tags->len; i++)
    if (i == 0 || strcmp (tags->pdata[i], tags->pdata[i - 1]) != 0)
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? "," : "", (char *) tags->pdata[i]);
  return g_string_free (joined, FALSE);
}

static gboolean
is_day (const char *value)
{
  int year, month, day, end = 0;

  return strlen (value) == 10 && sscanf (value, "%4d-%2d-%2d%n", &year, &month, &day, &end) == 3
         && end == 10 && year >= 1900 && month >= 1 && month <= 12
         && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

static char *
normalise (MadoCaseField field, const char *value)
{
  char *normal;

  switch (field)
    {
    case MADO_CASE_TAGS:
      return normalise_tags (value);
    case MADO_CASE_COUNTRY:
      return g_ascii_strup (value, -1);
    default:
      /* A line break would make a title two lines of a list. */
      normal = g_strdelimit (g_strdup (value), "\r\n\t", ' ');
      return g_strstrip (normal);
    }
}

static gboolean
is_possible (MadoCaseField field, const char *value)
{
  if (*value == '\0')
    return field != MADO_CASE_STATUS;
  if (fields[field].words != NULL)
    return g_strv_contains (fields[field].words, value);
  switch (field)
    {
    case MADO_CASE_PERSON:
      return mado_case_is_id (value);
    case MADO_CASE_COUNTRY:
      return strlen (value) == 2 && g_ascii_isalpha (value[0]) && g_ascii_isalpha (value[1]);
    case MADO_CASE_LANGUAGE:
      return strspn (value, "abcdefghijklmnopqrstuvwxyz-") == strlen (value);
    case MADO_CASE_NEXT:
      return is_day (value);
    default:
      return TRUE;
    }
}

/* What a value that has no list of words looks like. */
static const char *
get_form (MadoCaseField field)
{
  switch (field)
    {
    case MADO_CASE_COUNTRY:
      return "it takes two letters, such as BE or JP";
    case MADO_CASE_LANGUAGE:
      return "it takes the code of a language, such as en or ja";
    case MADO_CASE_NEXT:
      return "it takes a day, such as 2026-11-24";
    default:
      return "it takes the id of an entry";
    }
}

/**
 * mado_case_field_normalise:
 * @value: UTF-8; "" takes the value away
 * @error: MADO_DESK_ERROR_NOT_ALLOWED, naming what is possible
 *
 * Returns: (transfer full) (nullable): the value as it is kept
 */
char *
mado_case_field_normalise (MadoCaseField field, const char *value, GError **error)
{
  g_autofree char *normal = NULL;

  g_return_val_if_fail (field < MADO_N_CASE_FIELDS && value != NULL, NULL);

  if (!g_utf8_validate (value, -1, NULL))
    {
      g_set_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_ALLOWED, "%s: not UTF-8",
                   fields[field].word);
      return NULL;
    }
  normal = normalise (field, value);
  if (g_utf8_strlen (normal, -1) > fields[field].most)
    g_set_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_ALLOWED,
                 "%s: longer than %u characters", fields[field].word, fields[field].most);
  else if (is_possible (field, normal))
    return g_steal_pointer (&normal);
  else if (fields[field].words != NULL)
    {
      g_autofree char *known = g_strjoinv (", ", (char **) fields[field].words);

      g_set_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_ALLOWED, "%s: “%s” is none of %s",
                   fields[field].word, normal, known);
    }
  else
    g_set_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_ALLOWED, "%s: “%s” is none: %s",
                 fields[field].word, normal, get_form (field));
  return NULL;
}

gboolean
mado_case_status_is_waiting (const char *status)
{
  return status != NULL && g_str_has_prefix (status, "waiting-");
}

MadoCaseStage
mado_case_status_get_stage (const char *status)
{
  return g_strcmp0 (status, "answered") == 0 || g_strcmp0 (status, "closed") == 0
             ? MADO_CASE_STAGE_DONE
             : MADO_CASE_STAGE_LIVE;
}
