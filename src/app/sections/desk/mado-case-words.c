/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of words. */
#include "app/sections/desk/mado-case-words.h"

#include <glib/gi18n.h>

#include "app/widgets/mado-display.h"
#include "core/model/mado-country.h"

typedef struct
{
  MadoCaseField field;
  const char *value;
  const char *word;
  const char *meaning; /* nullable: of a status */
} Value;

static const Value values[] = {
  { MADO_CASE_STATUS, "new", NC_ ("case", "New"), N_ ("Nobody has looked at it yet.") },
  { MADO_CASE_STATUS, "open", NC_ ("case", "Open"), N_ ("Somebody is working on the answer.") },
  { MADO_CASE_STATUS, "waiting-enquirer", NC_ ("case", "Waiting for the enquirer"),
    N_ ("Something was asked back. The clock is stopped.") },
  { MADO_CASE_STATUS, "waiting-third", NC_ ("case", "Waiting for a third party"),
    N_ ("Another office was asked. The clock is stopped.") },
  { MADO_CASE_STATUS, "answered", NC_ ("case", "Answered"),
    N_ ("The answer was given; more may follow.") },
  { MADO_CASE_STATUS, "closed", NC_ ("case", "Closed"), N_ ("Nothing more is to be done.") },
  { MADO_CASE_STATUS, "reopened", NC_ ("case", "Reopened"),
    N_ ("It was closed, and something new has come.") },
  { MADO_CASE_PRIORITY, "low", NC_ ("case", "Low"), NULL },
  { MADO_CASE_PRIORITY, "normal", NC_ ("case", "Normal"), NULL },
  { MADO_CASE_PRIORITY, "high", NC_ ("case", "High"), NULL },
  { MADO_CASE_PRIORITY, "urgent", NC_ ("case", "Urgent"), NULL },
  /* As the vocabulary of the records calls what answers are about. */
  { MADO_CASE_TOPIC, "agreements", NC_ ("case", "Agreements and dialogue"), NULL },
  { MADO_CASE_TOPIC, "association", NC_ ("case", "Association to Horizon Europe"), NULL },
  { MADO_CASE_TOPIC, "contacts", NC_ ("case", "Contacts"), NULL },
  { MADO_CASE_TOPIC, "data-protection", NC_ ("case", "Data protection"), NULL },
  { MADO_CASE_TOPIC, "eligibility", NC_ ("case", "Eligibility and funding"), NULL },
  { MADO_CASE_TOPIC, "figures", NC_ ("case", "Figures"), NULL },
  { MADO_CASE_TOPIC, "joint-calls", NC_ ("case", "Joint and coordinated calls"), NULL },
  { MADO_CASE_TOPIC, "legal", NC_ ("case", "Contracts and legal matters"), NULL },
  { MADO_CASE_TOPIC, "mobility", NC_ ("case", "Fellowships and mobility"), NULL },
  { MADO_CASE_TOPIC, "process", NC_ ("case", "Application procedure"), NULL },
  { MADO_CASE_TOPIC, "programmes", NC_ ("case", "Programmes and initiatives"), NULL },
  { MADO_CASE_TOPIC, "registration", NC_ ("case", "Registration and validation"), NULL },
  { MADO_CASE_TOPIC, "terminology", NC_ ("case", "Terminology"), NULL },
  { MADO_CASE_DIRECTION, "eu-jp", NC_ ("case", "EU → JP"), NULL },
  { MADO_CASE_DIRECTION, "jp-eu", NC_ ("case", "JP → EU"), NULL },
  { MADO_CASE_DIRECTION, "both", NC_ ("case", "EU ↔ JP"), NULL },
  { MADO_CASE_CHANNEL, "mail", NC_ ("case", "by e-mail"), NULL },
  { MADO_CASE_CHANNEL, "phone", NC_ ("case", "by telephone"), NULL },
  { MADO_CASE_CHANNEL, "form", NC_ ("case", "by web form"), NULL },
  { MADO_CASE_CHANNEL, "visit", NC_ ("case", "in person"), NULL },
  { MADO_CASE_CHANNEL, "event", NC_ ("case", "at an event"), NULL },
  { MADO_CASE_CHANNEL, "other", NC_ ("case", "in another way"), NULL },
  { MADO_CASE_LANGUAGE, "en", NC_ ("case", "Enquirer writes English"), NULL },
  { MADO_CASE_LANGUAGE, "ja", NC_ ("case", "Enquirer writes Japanese"), NULL },
};

const char *
mado_case_words_get_view (MadoCaseView view)
{
  static const char *const words[MADO_N_CASE_VIEWS] = {
    [MADO_CASE_VIEW_ALL] = NC_ ("case view", "All"),
    [MADO_CASE_VIEW_LIVE] = NC_ ("case view", "All open"),
    [MADO_CASE_VIEW_MINE] = NC_ ("case view", "Mine"),
    [MADO_CASE_VIEW_DUE] = NC_ ("case view", "Due soon"),
    [MADO_CASE_VIEW_WAITING] = NC_ ("case view", "Waiting"),
    [MADO_CASE_VIEW_UNASSIGNED] = NC_ ("case view", "Unassigned"),
    [MADO_CASE_VIEW_NO_NEXT] = NC_ ("case view", "No next step"),
    [MADO_CASE_VIEW_DONE] = NC_ ("case view", "Closed"),
  };

  g_return_val_if_fail (view < MADO_N_CASE_VIEWS, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "case view", words[view]);
}

const char *
mado_case_words_get_field (MadoCaseField field)
{
  static const char *const words[MADO_N_CASE_FIELDS] = {
    [MADO_CASE_TITLE] = NC_ ("case field", "Title"),
    [MADO_CASE_STATUS] = NC_ ("case field", "Status"),
    [MADO_CASE_ASSIGNEE] = NC_ ("case field", "Assigned to"),
    [MADO_CASE_PRIORITY] = NC_ ("case field", "Priority"),
    [MADO_CASE_TOPIC] = NC_ ("case field", "Topic"),
    [MADO_CASE_DIRECTION] = NC_ ("case field", "Direction"),
    [MADO_CASE_CHANNEL] = NC_ ("case field", "Channel"),
    [MADO_CASE_LANGUAGE] = NC_ ("case field", "Language of the enquirer"),
    [MADO_CASE_COUNTRY] = NC_ ("case field", "Country"),
    [MADO_CASE_TAGS] = NC_ ("case field", "Tags"),
    [MADO_CASE_PERSON] = NC_ ("case field", "Enquirer"),
    [MADO_CASE_NEXT] = NC_ ("case field", "Next step"),
  };

  g_return_val_if_fail (field < MADO_N_CASE_FIELDS, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "case field", words[field]);
}

static const Value *
find_value (MadoCaseField field, const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (values[i].field == field && g_strcmp0 (values[i].value, value) == 0)
      return &values[i];
  return NULL;
}

const char *
mado_case_words_get_value (MadoCaseField field, const char *value)
{
  const Value *found = find_value (field, value);

  if (field == MADO_CASE_COUNTRY)
    return mado_country_get_name (value, mado_display_get_interface_language ());
  return found != NULL ? g_dpgettext2 (GETTEXT_PACKAGE, "case", found->word) : value;
}

GPtrArray *
mado_case_words_list_topics (void)
{
  GPtrArray *topics = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (values[i].field == MADO_CASE_TOPIC)
      g_ptr_array_add (topics, (gpointer) values[i].value);
  return topics;
}

/* What a status says of the clock and of who has to act next. */
const char *
mado_case_words_get_meaning (const char *status)
{
  const Value *found = find_value (MADO_CASE_STATUS, status);

  return found != NULL && found->meaning != NULL ? _ (found->meaning) : "";
}

MadoLanguage
mado_case_words_guess_language (const char *text)
{
  for (const char *at = text; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    switch (g_unichar_get_script (g_utf8_get_char (at)))
      {
      case G_UNICODE_SCRIPT_HAN:
      case G_UNICODE_SCRIPT_HIRAGANA:
      case G_UNICODE_SCRIPT_KATAKANA:
        return MADO_LANGUAGE_JA;
      default:
        break;
      }
  return MADO_LANGUAGE_EN;
}

char *
mado_case_words_dup_number (gint64 number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  /* Translators: %s is the number of a case. */
  return g_strdup_printf (_ ("Case %s"), digits);
}

char *
mado_case_words_dup_title (const char *title, gint64 number)
{
  return title != NULL && *title != '\0' ? g_strdup (title) : mado_case_words_dup_number (number);
}
