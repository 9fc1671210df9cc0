/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verb due for an agreement: until when it has to be decided whether it goes on. */
#include "cli/mado-due-text.h"

#include "core/model/mado-agreement-decision.h"

/* In both languages, in the order of MadoLanguage. */
typedef const char *const Words[2];

static Words due_words = { "Notice can be given until %s.", "終了の通知の期限：%s" };
static Words state_words[] = {
  [MADO_DECISION_NONE] = { "It is not in force, so there is nothing to decide.",
                           "発効中ではないため、判断の期限はありません。" },
  [MADO_DECISION_NOT_STATED]
  = { "The record does not state both term and notice, so no date can be given.",
      "有効期間と通知期間が記録にそろっていないため、期限を示せません。" },
  [MADO_DECISION_NO_START]
  = { "The day of entry into force is not recorded, so no date can be given.",
      "発効日が記録にないため、期限を示せません。" },
  [MADO_DECISION_OPEN_ENDED]
  = { "Its term is over and it is not renewed for a further one: it goes on until a party gives "
      "notice.",
      "有効期間は満了し、更新の定めはありません。一方が通知するまで効力が続きます。" },
};
static Words step_words[] = {
  { "in force since", "発効" },
  { "end of the term", "有効期間の満了" },
  { "last day for notice", "通知の期限" },
};
static const char *const step_names[] = { "in-force", "term-end", "notice" };

static const char *
name_state (MadoDecisionState state)
{
  static const char *const names[] = { "none", "dated", "not-stated", "no-start", "open-ended" };

  return names[state];
}

static void
print_json (const MadoDecision *decision)
{
  const gint days[] = { decision->in_force, decision->term_end, decision->day };
  JsonObject *answer = json_object_new ();
  JsonArray *working = json_array_new ();

  json_object_set_string_member (answer, "state", name_state (decision->state));
  if (decision->day == MADO_NO_DAY)
    json_object_set_null_member (answer, "due");
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *iso = days[i] != MADO_NO_DAY ? mado_day_format_iso (days[i]) : NULL;
      JsonObject *step;

      if (iso == NULL)
        continue;
      step = json_object_new ();
      json_object_set_string_member (step, "step", step_names[i]);
      json_object_set_string_member (step, "date", iso);
      json_array_add_object_element (working, step);
      if (i + 1 == G_N_ELEMENTS (days))
        json_object_set_string_member (answer, "due", iso);
    }
  if (decision->term_months > 0)
    json_object_set_int_member (answer, "term_months", decision->term_months);
  if (decision->renewal_months > 0)
    json_object_set_int_member (answer, "renewal_months", decision->renewal_months);
  if (decision->notice_months > 0)
    json_object_set_int_member (answer, "notice_months", decision->notice_months);
  json_object_set_int_member (answer, "renewals", decision->n_renewals);
  json_object_set_array_member (answer, "working", working);
  mado_print_json_object (answer);
}

static void
print_step (Words words, gint day, MadoLanguage language, const char *remark)
{
  g_autofree char *date = mado_due_format_day (day, language);
  g_autofree char *line = remark != NULL ? g_strconcat (date, "  ", remark, NULL) : g_strdup (date);

  mado_print_columns ("  ", words[language], 20, line);
}

/* "60 months, renewed 3 times by 60" */
static char *
describe_term (const MadoDecision *decision, MadoLanguage language)
{
  const gboolean is_japanese = language == MADO_LANGUAGE_JA;

  if (decision->n_renewals == 0)
    return g_strdup_printf (is_japanese ? "（%dか月）" : "(%d months)", decision->term_months);
  return g_strdup_printf (is_japanese ? "（%1$dか月、更新%3$d回：各%2$dか月）"
                                      : "(%1$d months, and %3$d renewals of %2$d months)",
                          decision->term_months, decision->renewal_months, decision->n_renewals);
}

static void
print_ics (MadoRecord *record, const MadoDecision *decision, MadoLanguage language)
{
  g_autofree char *id = g_strconcat ("agreement-", mado_record_get_id (record), NULL);
  g_autofree char *day = mado_due_format_day (decision->day, language);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, due_words[language], day);
  mado_due_print_ics (id, decision->day,
                      mado_text_get (mado_record_get_title (record), language, NULL), text->str);
}

/**
 * mado_due_print_agreement:
 * @record: an agreement
 * @today: from when on a day of decision is looked for
 */
void
mado_due_print_agreement (MadoCommand *command, MadoRecord *record, gint today)
{
  const MadoDecision decision = mado_agreement_decide (record, today);
  const MadoLanguage language = command->language;
  g_autofree char *term = NULL;
  g_autofree char *notice = NULL;
  g_autofree char *day = NULL;

  if (command->options.json)
    {
      print_json (&decision);
      return;
    }
  if (command->options.ics && decision.day != MADO_NO_DAY)
    {
      print_ics (record, &decision, language);
      return;
    }
  if (command->options.ics)
    {
      mado_complain ("%s", state_words[decision.state][language]);
      command->failed = TRUE;
      return;
    }
  if (decision.day != MADO_NO_DAY)
    {
      day = mado_due_format_day (decision.day, language);
      mado_print (due_words[language], day);
      mado_print ("\n");
    }
  else
    mado_print ("%s\n", state_words[decision.state][language]);
  if (decision.in_force == MADO_NO_DAY)
    return;
  term = describe_term (&decision, language);
  notice = g_strdup_printf (language == MADO_LANGUAGE_JA ? "（満了の%dか月前）"
                                                         : "(%d months before the end)",
                            decision.notice_months);
  print_step (step_words[0], decision.in_force, language, NULL);
  print_step (step_words[1], decision.term_end, language, term);
  if (decision.day != MADO_NO_DAY)
    print_step (step_words[2], decision.day, language, notice);
}
