/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes what was counted: the day, the rule, and every day on the way with what closed it. */
#include "cli/mado-due-text.h"

#include "core/export/mado-icalendar.h"

#define DAYS_BEFORE 1 /* that a calendar reminds of a deadline */

/* In both languages, in the order of MadoLanguage. */
typedef const char *const Words[2];

static Words weekdays[] = { { "Mon", "月" }, { "Tue", "火" }, { "Wed", "水" }, { "Thu", "木" },
                            { "Fri", "金" }, { "Sat", "土" }, { "Sun", "日" } };
static Words due_words = { "Due %s", "締切：%s" };
static Words working_words
    = { "%u working days after %s, which does not count (Regulation 1182/71, Art. 3(1)).",
        "%2$sの翌日から%1$u業務日目です（受付日は数えません：規則1182/71第3条第1項）。" };
static Words period_words = {
  "The period ends on %s; it ends later where that day is closed (Regulation 1182/71, Art. "
  "3(4) and (5)).",
  "期間の末日は%sで、その日が休みのときは次の業務日に延びます（規則1182/71第3条第4項・第5項）。"
};
static Words refused_words = { "%s: the closed days of %d are not known, so no date can be given.",
                               "%s：%d年の休業日が分からないため、締切を示せません。" };
static Words weekend_words = { "weekend", "週末" };
static Words waiting_words = { "waiting for an answer", "返事待ち" };
static Words stopped_words = { "The clock stands: %u working days are left.",
                               "期限の計算は停止中で、残りは%u業務日です。" };
static Words unconfirmed_words = { "not confirmed", "未確認" };
static Words quality_words[] = {
  { NULL, NULL },
  { "In part the closed days are computed from the law and not yet published.",
    "法令から計算した、未公表の休業日を含みます。" },
  { "In part the closed days are provisional: check them before you rely on this date.",
    "暫定の休業日を含みます。この日付を使う前に確認が必要です。" },
};

/* "Thu 24 Dec 2026", "2026年12月24日（木）" */
char *
mado_due_format_day (gint day, MadoLanguage language)
{
  g_autoptr (MadoDate) date = mado_day_to_date (day);
  g_autofree char *text = mado_date_format (date, language, MADO_DATE_SHORT);
  const char *weekday = weekdays[mado_day_get_weekday (day) - 1][language];

  return language == MADO_LANGUAGE_JA ? g_strconcat (text, "（", weekday, "）", NULL)
                                      : g_strconcat (weekday, " ", text, NULL);
}

static void
append_closure (GString *line, const MadoClosure *closure, MadoLanguage language)
{
  const gboolean is_japanese = language == MADO_LANGUAGE_JA;

  g_string_append_printf (
      line, "%s%s%s%s", line->len > 0 ? is_japanese ? "、" : ", " : "",
      mado_calendar_get_title (closure->calendar, language), is_japanese ? "：" : ": ",
      closure->closed != NULL ? mado_text_get (closure->closed->title, language, NULL)
                              : weekend_words[language]);
  if (closure->closed != NULL && closure->closed->is_unconfirmed)
    g_string_append_printf (line, is_japanese ? "（%s）" : " (%s)", unconfirmed_words[language]);
}

static gboolean
is_plain_weekend (const MadoDueDay *day, guint n_calendars)
{
  if (day->closures->len < n_calendars)
    return FALSE;
  for (guint i = 0; i < day->closures->len; i++)
    if (g_array_index (day->closures, MadoClosure, i).closed != NULL)
      return FALSE;
  return TRUE;
}

static void
print_day (const MadoDue *due, const MadoDueDay *day, MadoLanguage language)
{
  g_autofree char *date = mado_due_format_day (day->day, language);
  g_autofree char *number
      = day->number > 0 ? g_strdup_printf ("%4u", day->number) : g_strdup ("   –");
  g_autoptr (GString) why = g_string_new (NULL);

  if (day->closures != NULL && is_plain_weekend (day, due->calendars->len))
    g_string_append (why, weekend_words[language]);
  else
    for (guint i = 0; day->closures != NULL && i < day->closures->len; i++)
      append_closure (why, &g_array_index (day->closures, MadoClosure, i), language);
  if (day->is_waited)
    g_string_append_printf (why, "%s%s",
                            why->len == 0                  ? ""
                            : language == MADO_LANGUAGE_JA ? "、"
                                                           : ", ",
                            waiting_words[language]);
  if (why->len > 0)
    mado_print ("%s  %s  %s\n", number, date, why->str);
  else
    mado_print ("%s  %s\n", number, date);
}

void
mado_due_print_ics (const char *id, gint day, const char *title, const char *text)
{
  const MadoReminder reminder = { id, day, NULL, title, text, DAYS_BEFORE };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *file = mado_icalendar_write (&reminder, 1, now);

  mado_print_raw (file);
}

/**
 * mado_due_print_text:
 * @due: what was counted
 * @language: of the answer
 *
 * Without a day, those that could be counted are printed all the same.
 */
void
mado_due_print_text (const MadoDue *due, MadoLanguage language)
{
  g_autofree char *start = mado_due_format_day (due->start, language);
  g_autofree char *last
      = due->last_day != MADO_NO_DAY ? mado_due_format_day (due->last_day, language) : NULL;
  g_autofree char *day = due->due != MADO_NO_DAY ? mado_due_format_day (due->due, language) : NULL;

  if (day != NULL)
    {
      mado_print (due_words[language], day);
      mado_print ("\n");
    }
  if (due->is_stopped)
    {
      mado_print (stopped_words[language], due->n_left);
      mado_print ("\n");
    }
  if (last != NULL)
    mado_print (period_words[language], last);
  else
    mado_print (working_words[language], due->n, start);
  mado_print ("\n");
  for (guint i = 0; i < due->days->len; i++)
    print_day (due, g_ptr_array_index (due->days, i), language);
  if (day != NULL && due->quality != MADO_QUALITY_PUBLISHED)
    mado_print ("%s\n", quality_words[due->quality][language]);
}

/* @due has no day: says of which calendar which year is missing. */
void
mado_due_complain (const MadoDue *due, MadoLanguage language)
{
  mado_complain (refused_words[language], mado_calendar_get_title (due->refused, language),
                 due->refused_year);
}
