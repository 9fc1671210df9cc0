/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of a case: each a text, set by events and by nothing else. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MadoDeskError:
 * @MADO_DESK_ERROR_NOT_ALLOWED: it cannot be done to this case, or with this value
 * @MADO_DESK_ERROR_NO_CALENDAR: a calendar does not know the year
 * @MADO_DESK_ERROR_CHANGED_ELSEWHERE: somebody else has changed the same since it was read
 * @MADO_DESK_ERROR_NOT_FOUND: there is no such case
 */
typedef enum
{
  MADO_DESK_ERROR_NOT_ALLOWED,
  MADO_DESK_ERROR_NO_CALENDAR,
  MADO_DESK_ERROR_CHANGED_ELSEWHERE,
  MADO_DESK_ERROR_NOT_FOUND,
} MadoDeskError;
#define MADO_DESK_ERROR (mado_desk_error_quark ())
GQuark mado_desk_error_quark (void);

typedef enum
{
  MADO_CASE_TITLE, /* what the officer types; never the subject of a mail */
  MADO_CASE_STATUS,
  MADO_CASE_ASSIGNEE,
  MADO_CASE_PRIORITY,
  MADO_CASE_TOPIC,
  MADO_CASE_DIRECTION,
  MADO_CASE_CHANNEL,
  MADO_CASE_LANGUAGE, /* of the enquirer */
  MADO_CASE_COUNTRY,  /* of the enquirer, ISO 3166-1 alpha-2 */
  MADO_CASE_TAGS,     /* separated by commas, sorted */
  MADO_CASE_PERSON,   /* the id of the enquirer's document */
  MADO_CASE_NEXT,     /* the day of the next step, ISO 8601: until then the case rests */
  MADO_N_CASE_FIELDS,
} MadoCaseField;

/* What a status means for the clock and the lists. */
typedef enum
{
  MADO_CASE_STAGE_MERGED, /* it is counted with another one */
  MADO_CASE_STAGE_LIVE,   /* new, open, reopened, and both kinds of waiting */
  MADO_CASE_STAGE_DONE,   /* answered, closed */
} MadoCaseStage;

const char *mado_case_field_to_word (MadoCaseField field);
MadoCaseField mado_case_field_from_word (const char *word); /* MADO_N_CASE_FIELDS: no field */
/* The words that a value is one of, NULL-terminated; NULL where it may be anything. */
const char *const *mado_case_field_get_words (MadoCaseField field);
char *mado_case_field_normalise (MadoCaseField field, const char *value, GError **error);
gboolean mado_case_field_is_personal (MadoCaseField field);

gboolean mado_case_status_is_waiting (const char *status);
MadoCaseStage mado_case_status_get_stage (const char *status);

G_END_DECLS
