/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is looked at before a reply leaves the desk, and the texts with gaps that replies are made
 * of. Pure: nothing is read but what is given. */
#pragma once

#include "core/desk/cases/mado-case-person.h"
#include "core/desk/case/mado-case.h"
#include "core/model/mado-record.h"
#include "core/model/mado-vocabulary.h"

G_BEGIN_DECLS

/**
 * MadoCaseCheck:
 * @MADO_CASE_CHECK_EMPTY: there is no text
 * @MADO_CASE_CHECK_LANGUAGE: the text is not in the enquirer's language
 * @MADO_CASE_CHECK_PLACEHOLDER: a gap is not filled: {{name}}
 * @MADO_CASE_CHECK_INTERNAL: a passage stands in an internal note too
 * @MADO_CASE_CHECK_CLOSED_CALL: a call that is cited is closed
 * @MADO_CASE_CHECK_STALE_FACT: what is cited must be looked at before use, or nobody has for a year
 */
typedef enum
{
  MADO_CASE_CHECK_EMPTY,
  MADO_CASE_CHECK_LANGUAGE,
  MADO_CASE_CHECK_PLACEHOLDER,
  MADO_CASE_CHECK_INTERNAL,
  MADO_CASE_CHECK_CLOSED_CALL,
  MADO_CASE_CHECK_STALE_FACT,
  MADO_N_CASE_CHECKS,
} MadoCaseCheck;
const char *mado_case_check_to_word (MadoCaseCheck check);

typedef struct
{
  MadoCaseCheck check;
  char *what; /* the gap, the passage, or the id of the record; "" */
} MadoCaseFlaw;
void mado_case_flaw_free (MadoCaseFlaw *self);

#define MADO_CASE_STALE_DAYS 365

/* @cited (element-type MadoRecord): the records that the text stands on. @today: days since
 * 1800-01-01. (element-type MadoCaseFlaw) transfer full; empty: it may go */
GPtrArray *mado_case_check_reply (MadoCase *the_case, const char *text, GPtrArray *cited,
                                  MadoVocabulary *vocabulary, gint today);

/* An answer in one language: its summary and paragraphs, and of a language that it lacks the other.
 * transfer full */
char *mado_case_write_answer (MadoRecord *answer, MadoLanguage language);
/* Fills {{enquirer}}, {{organisation}}, {{case}} and {{officer}} as far as they are known; @person
 * and @officer: nullable. transfer full */
char *mado_case_fill (const char *text, MadoCase *the_case, const MadoCasePerson *person,
                      const char *officer);

G_END_DECLS
