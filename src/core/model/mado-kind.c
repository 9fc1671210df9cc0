/* SPDX-License-Identifier: GPL-3.0-or-later */
/* THE table of kinds: one row each. */
#include "core/model/mado-kind.h"

#include "core/model/mado-agreement.h"
#include "core/model/mado-answer.h"
#include "core/model/mado-dialogue.h"
#include "core/model/mado-document.h"
#include "core/model/mado-event.h"
#include "core/model/mado-figure.h"
#include "core/model/mado-news.h"
#include "core/model/mado-opportunity.h"
#include "core/model/mado-organisation.h"
#include "core/model/mado-person.h"
#include "core/model/mado-project.h"
#include "core/model/mado-term.h"
#include "core/model/mado-theme.h"

#include <string.h>

typedef struct
{
  const char *word;
  const char *file;
  GType (*get_record_type) (void);
  gboolean is_dated;
} MadoKindRow;

static const MadoKindRow kinds[MADO_N_KINDS] = {
  [MADO_KIND_DIALOGUE] = { "dialogue", "dialogue.json", mado_dialogue_get_type, TRUE },
  [MADO_KIND_AGREEMENT] = { "agreement", "agreements.json", mado_agreement_get_type, TRUE },
  [MADO_KIND_PROJECT] = { "project", "projects.json", mado_project_get_type, TRUE },
  [MADO_KIND_OPPORTUNITY]
  = { "opportunity", "opportunities.json", mado_opportunity_get_type, TRUE },
  [MADO_KIND_EVENT] = { "event", "events.json", mado_event_get_type, TRUE },
  [MADO_KIND_NEWS] = { "news", "news.json", mado_news_get_type, TRUE },
  [MADO_KIND_ORGANISATION]
  = { "organisation", "organisations.json", mado_organisation_get_type, FALSE },
  [MADO_KIND_PERSON] = { "person", "people.json", mado_person_get_type, FALSE },
  [MADO_KIND_DOCUMENT] = { "document", "documents.json", mado_document_get_type, TRUE },
  [MADO_KIND_TERM] = { "term", "terms.json", mado_term_get_type, FALSE },
  [MADO_KIND_ANSWER] = { "answer", "answers.json", mado_answer_get_type, TRUE },
  [MADO_KIND_FIGURE] = { "figure", "figures.json", mado_figure_get_type, TRUE },
  [MADO_KIND_THEME] = { "theme", "themes.json", mado_theme_get_type, FALSE },
};

static gboolean
is_kind (MadoKind kind)
{
  return kind > MADO_KIND_NONE && kind < MADO_N_KINDS;
}

/**
 * mado_kind_from_word:
 * @word: (nullable): a word of the vocabulary's list "kind"
 *
 * Returns: the kind, %MADO_KIND_NONE when there is none of that name
 */
MadoKind
mado_kind_from_word (const char *word)
{
  if (word == NULL)
    return MADO_KIND_NONE;
  for (MadoKind kind = MADO_KIND_NONE + 1; kind < MADO_N_KINDS; kind++)
    if (strcmp (kinds[kind].word, word) == 0)
      return kind;
  return MADO_KIND_NONE;
}

/**
 * mado_kind_to_word:
 * @kind: a kind, not %MADO_KIND_NONE
 *
 * Returns: (transfer none): its word, such as "agreement"
 */
const char *
mado_kind_to_word (MadoKind kind)
{
  g_return_val_if_fail (is_kind (kind), NULL);

  return kinds[kind].word;
}

/**
 * mado_kind_get_file:
 * @kind: a kind, not %MADO_KIND_NONE
 *
 * Returns: (transfer none): the name of the file of its bundled records, such as "agreements.json"
 */
const char *
mado_kind_get_file (MadoKind kind)
{
  g_return_val_if_fail (is_kind (kind), NULL);

  return kinds[kind].file;
}

/**
 * mado_kind_get_record_type:
 * @kind: a kind, not %MADO_KIND_NONE
 *
 * Returns: the final class of its records
 */
GType
mado_kind_get_record_type (MadoKind kind)
{
  g_return_val_if_fail (is_kind (kind), G_TYPE_INVALID);

  return kinds[kind].get_record_type ();
}

/**
 * mado_kind_is_dated:
 * @kind: a kind, not %MADO_KIND_NONE
 *
 * Returns: whether its lists sort by day, newest first; else they sort by name
 */
gboolean
mado_kind_is_dated (MadoKind kind)
{
  g_return_val_if_fail (is_kind (kind), FALSE);

  return kinds[kind].is_dated;
}
