/* SPDX-License-Identifier: GPL-3.0-or-later */
/* THE table of facts: which fields of which kinds a page shows, under what name, written how. */
#include "app/sections/browse/mado-facts.h"

#include <string.h>
#include <glib/gi18n.h>

#include "app/sections/browse/mado-fact-decision.h"
#include "app/sections/browse/mado-fact-values.h"

#define K(KIND) (1u << MADO_KIND_##KIND)
#define ALL (~0u)

typedef struct
{
  guint32 kinds;
  const char *field;
  const char *name; /* to be translated in the context "fact" */
  MadoFactFunc show;
} Row;

/* In the order of the page; of several rows for one field the first that fits the kind counts. */
static const Row rows[] = {
  { K (TERM), "category", NC_ ("fact", "Category"), mado_fact_show_word },
  { K (PERSON), "name", NC_ ("fact", "Name"), mado_fact_show_name },
  { K (PERSON), "reading", NC_ ("fact", "Reading"), mado_fact_show_reading_unless_told },
  { ALL, "reading", NC_ ("fact", "Reading"), mado_fact_show_string },
  { K (PERSON), "office", NC_ ("fact", "Office"), mado_fact_show_text },
  { K (PERSON), "as_of", NC_ ("fact", "Attested on"), mado_fact_show_date },
  { K (PERSON), "date", NC_ ("fact", "In office"), mado_fact_show_tenure },
  { K (FIGURE), "value", NC_ ("fact", "Value"), mado_fact_show_figure },
  { K (AGREEMENT), "signed_on", NC_ ("fact", "Signed"), mado_fact_show_step },
  { K (AGREEMENT), "adopted_on", NC_ ("fact", "Adopted"), mado_fact_show_step },
  { K (AGREEMENT), "provisional_from", NC_ ("fact", "Applied provisionally from"),
    mado_fact_show_step },
  { K (AGREEMENT), "in_force_on", NC_ ("fact", "In force since"), mado_fact_show_step },
  { K (AGREEMENT), "published_on", NC_ ("fact", "Published"), mado_fact_show_step },
  { K (AGREEMENT), "date", NC_ ("fact", "Date"), mado_fact_show_date_unless_told },
  { K (OPPORTUNITY), "opens_on", NC_ ("fact", "Opens"), mado_fact_show_date },
  { K (OPPORTUNITY), "closes_on", NC_ ("fact", "Closes"), mado_fact_show_closing },
  { K (OPPORTUNITY), "stages", NC_ ("fact", "Stages"), mado_fact_show_stages },
  { K (OPPORTUNITY), "date", NC_ ("fact", "Period"), mado_fact_show_date_unless_told },
  { K (PROJECT), "date", NC_ ("fact", "Period"), mado_fact_show_date },
  { K (DOCUMENT) | K (NEWS), "date", NC_ ("fact", "Published"), mado_fact_show_date },
  { K (FIGURE), "date", NC_ ("fact", "Time covered"), mado_fact_show_date },
  { ALL, "date", NC_ ("fact", "Date"), mado_fact_show_date },
  { K (NEWS), "archived_on", NC_ ("fact", "Archived"), mado_fact_show_date },
  { K (AGREEMENT), "place", NC_ ("fact", "Place"), mado_fact_show_place_unless_told },
  { ALL, "place", NC_ ("fact", "Place"), mado_fact_show_text },
  { K (DOCUMENT), "publisher", NC_ ("fact", "Publisher"), mado_fact_show_text },
  { K (DOCUMENT), "link_lost", NC_ ("fact", "Availability"), mado_fact_show_link_lost },
  { K (ANSWER), "category", NC_ ("fact", "Category"), mado_fact_show_word },
  { K (ANSWER), "audience", NC_ ("fact", "For"), mado_fact_show_words },
  { ALL, "direction", NC_ ("fact", "Direction"), mado_fact_show_word },
  { K (ANSWER), "reviewed_on", NC_ ("fact", "Last checked"), mado_fact_show_date },
  { K (PROJECT), "programme", NC_ ("fact", "Programme"), mado_fact_show_string },
  { K (PROJECT), "duration_months", NC_ ("fact", "Duration"), mado_fact_show_months },
  { K (PROJECT), "partners", NC_ ("fact", "Partners"), mado_fact_show_partners },
  { K (PROJECT), "budget", NC_ ("fact", "EU contribution"), mado_fact_show_budget },
  { K (OPPORTUNITY), "budget", NC_ ("fact", "Budget"), mado_fact_show_budget },
  { K (OPPORTUNITY), "proposals", NC_ ("fact", "Proposals received"), mado_fact_show_number },
  { K (OPPORTUNITY), "funded", NC_ ("fact", "Proposals funded"), mado_fact_show_number },
  { K (ORGANISATION), "side", NC_ ("fact", "Side"), NULL },
  { K (ORGANISATION), "address", NC_ ("fact", "Address"), mado_fact_show_text },
  { ALL, "identifiers", NULL, mado_fact_show_identifiers },
  { K (OPPORTUNITY), "who", NC_ ("fact", "Who may apply"), mado_fact_show_sentence },
  { K (OPPORTUNITY), "budget_note", NC_ ("fact", "On the budget"), mado_fact_show_sentence },
  { K (AGREEMENT), "renewal", NC_ ("fact", "Duration and renewal"), mado_fact_show_renewal },
  { K (ORGANISATION), "name_variants", NC_ ("fact", "Other Japanese names"),
    mado_fact_show_variants },
  /* Shown elsewhere on the page; named where sources disagree about them. */
  { ALL, "status", NC_ ("fact", "Status"), NULL },
  { ALL, "type", NC_ ("fact", "Type"), NULL },
  { ALL, "title", NC_ ("fact", "Title"), NULL },
  { ALL, "series", NC_ ("fact", "Series"), NULL },
  { K (DIALOGUE), "number", NC_ ("fact", "Number of the meeting"), NULL },
  { ALL, "number", NC_ ("fact", "Number in the series"), NULL },
  { ALL, "participants", NC_ ("fact", "Taking part"), NULL },
  { ALL, "eligibility", NC_ ("fact", "Who may apply"), NULL },
  { ALL, "partners_europe", NC_ ("fact", "Partners in Europe"), NULL },
  { ALL, "partners_japan", NC_ ("fact", "Partners in Japan"), NULL },
};

/* How a field is called in the middle of a sentence, where that is not its name above. */
static const struct
{
  const char *field;
  const char *name; /* to be translated in the context "disputed" */
} disputes[] = {
  { "signed_on", NC_ ("disputed", "date of signature") },
  { "adopted_on", NC_ ("disputed", "date of adoption") },
  { "in_force_on", NC_ ("disputed", "entry into force") },
  { "provisional_from", NC_ ("disputed", "start of provisional application") },
  { "published_on", NC_ ("disputed", "date of publication") },
  { "opens_on", NC_ ("disputed", "opening day") },
  { "closes_on", NC_ ("disputed", "closing day") },
  { "date", NC_ ("disputed", "date") },
  { "value", NC_ ("disputed", "value") },
  { "number", NC_ ("disputed", "number in the series") },
  { "status", NC_ ("disputed", "status") },
  { "partners", NC_ ("disputed", "number of partners") },
  { "budget", NC_ ("disputed", "budget") },
  { "place", NC_ ("disputed", "place") },
};

static const Row *
find_row (MadoKind kind, const char *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if ((rows[i].kinds & (1u << kind)) && g_str_equal (rows[i].field, field))
      return &rows[i];
  return NULL;
}

/**
 * mado_facts_list:
 * @source: whose facts
 *
 * Returns: (transfer full) (element-type MadoFact): what the record has, in the order of the page
 */
GPtrArray *
mado_facts_list (const MadoFactSource *source)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_fact_free);
  MadoKind kind;

  g_return_val_if_fail (source != NULL && MADO_IS_RECORD (source->record), facts);

  kind = mado_record_get_kind (source->record);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const MadoField *field = mado_record_find_field (source->record, rows[i].field);

      if (!rows[i].show || !field || !mado_record_has (source->record, field)
          || find_row (kind, rows[i].field) != &rows[i])
        continue;
      rows[i].show (source, field,
                    rows[i].name ? g_dpgettext2 (GETTEXT_PACKAGE, "fact", rows[i].name) : NULL,
                    facts);
    }
  mado_fact_add_decision (source, facts);
  return facts;
}

/**
 * mado_facts_get_name:
 * @field: (nullable): a member's name, such as "signed_on"
 *
 * Returns: (transfer none) (nullable): what sources disagree about, after a colon; %NULL where it
 * has no name
 */
const char *
mado_facts_get_name (MadoKind kind, const char *field)
{
  const Row *row = field ? find_row (kind, field) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (disputes); i++)
    if (g_strcmp0 (disputes[i].field, field) == 0)
      return g_dpgettext2 (GETTEXT_PACKAGE, "disputed", disputes[i].name);
  return row && row->name ? g_dpgettext2 (GETTEXT_PACKAGE, "fact", row->name) : NULL;
}

/* The date in the form in which claims give it: "2018-10-07", "2013-09 to 2017-02". */
static char *
write_date (MadoDate *date)
{
  g_autofree char *iso = mado_date_format (date, MADO_LANGUAGE_EN, MADO_DATE_ISO);
  g_auto (GStrv) ends = g_strsplit (iso, "/", 2);

  return g_strjoinv (" to ", ends);
}

/* Whether @text begins with @form and it does not go on as the same number or date. */
static gboolean
begins_with (const char *text, const char *form)
{
  gsize length = strlen (form);

  return g_str_has_prefix (text, form) && !g_ascii_isdigit (text[length]) && text[length] != '-';
}

/* The first number of @text, with "million" or "billion" after it; FALSE where there is none, or
 * one too large. */
static gboolean
read_number (const char *text, gint64 *value)
{
  static const struct
  {
    const char *word;
    gint64 factor;
  } scales[] = { { " million", 1000000 }, { " billion", 1000000000 }, { "", 1 } };
  gint64 whole = 0, part = 0, unit = 1;

  while (*text && !g_ascii_isdigit (*text))
    text++;
  if (!*text)
    return FALSE;
  for (; g_ascii_isdigit (*text) || (*text == ',' && g_ascii_isdigit (text[1])); text++)
    if (*text != ',')
      {
        if (whole > G_MAXINT64 / 10 - 1)
          return FALSE;
        whole = whole * 10 + (*text - '0');
      }
  if (*text == '.' && g_ascii_isdigit (text[1]))
    for (text++; g_ascii_isdigit (*text) && unit < 1000000; text++, unit *= 10)
      part = part * 10 + (*text - '0');
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    if (g_str_has_prefix (text, scales[i].word))
      {
        if (whole > G_MAXINT64 / scales[i].factor - 1)
          return FALSE;
        *value = whole * scales[i].factor + part * (scales[i].factor / unit);
        return TRUE;
      }
  return FALSE;
}

static gboolean
is_used (MadoRecord *record, const MadoField *field, const char *claim)
{
  gint64 claimed;

  if (field->type == MADO_FIELD_DATE)
    {
      g_autofree char *own = write_date (mado_record_lookup_date (record, field->name));

      return begins_with (claim, own);
    }
  return field->type == MADO_FIELD_NUMBER && read_number (claim, &claimed)
         && claimed == mado_record_lookup_number (record, field->name).value;
}

/**
 * mado_facts_format_conflict:
 * @conflict: one of the record's
 *
 * Returns: (transfer full): the heading over its values: what they are of, and whether the sources
 *   disagree or say the same
 */
char *
mado_facts_format_conflict (MadoRecord *record, const MadoConflict *conflict)
{
  const char *field;

  g_return_val_if_fail (MADO_IS_RECORD (record) && conflict != NULL, NULL);

  field = mado_facts_get_name (mado_record_get_kind (record), conflict->field);
  if (mado_conflict_is_disputed (conflict))
    return field ? g_strdup_printf (_ ("Sources disagree: %s"), field)
                 : g_strdup (_ ("Sources disagree"));
  return field ? g_strdup_printf (_ ("Sources compared: %s"), field)
               : g_strdup (_ ("Sources compared"));
}

/**
 * mado_facts_find_used:
 * @conflict: one of the record's
 *
 * Returns: the position of the value that the record itself gives; -1 where none of them is it, or
 *   it cannot be told
 */
gint
mado_facts_find_used (MadoRecord *record, const MadoConflict *conflict)
{
  const MadoField *field;
  gint used = -1;

  g_return_val_if_fail (MADO_IS_RECORD (record) && conflict != NULL, -1);

  field = conflict->field ? mado_record_find_field (record, conflict->field) : NULL;
  if (!field || !mado_record_has (record, field))
    return -1;
  for (guint i = 0; i < mado_claims_get_n (conflict->values); i++)
    if (is_used (
            record, field,
            mado_text_get (mado_claims_get (conflict->values, i)->value, MADO_LANGUAGE_EN, NULL)))
      {
        if (used >= 0)
          return -1;
        used = i;
      }
  return used;
}

/**
 * mado_facts_format_since:
 * @earlier: (nullable): when the one before was held
 * @later: (nullable): when this one was
 *
 * A month has passed on the same day of the next, or on its last day where it has no such day.
 *
 * Returns: (transfer full) (nullable): "2 years 1 month", in whole months that have passed; %NULL
 *   where a year is all that is known of one of them, or less than a month lies between them
 */
char *
mado_facts_format_since (MadoDate *earlier, MadoDate *later)
{
  MadoDatePoint a, b;
  g_autofree char *years = NULL, *months = NULL;
  gint n;

  if (!earlier || !later)
    return NULL;
  a = mado_date_get_start (earlier);
  b = mado_date_get_start (later);
  if (a.precision < MADO_PRECISION_MONTH || b.precision < MADO_PRECISION_MONTH)
    return NULL;
  n = (b.year - a.year) * 12 + b.month - a.month;
  if (a.day > 0 && b.day > 0 && b.day < a.day
      && b.day < g_date_get_days_in_month ((GDateMonth) b.month, (GDateYear) b.year))
    n--;
  if (n <= 0)
    return NULL;
  years = g_strdup_printf (ngettext ("%d year", "%d years", n / 12), n / 12);
  months = g_strdup_printf (ngettext ("%d month", "%d months", n % 12), n % 12);
  if (n < 12)
    return g_steal_pointer (&months);
  if (n % 12 == 0)
    return g_steal_pointer (&years);
  /* Translators: "2 years" and "1 month". */
  return g_strdup_printf (C_ ("time between meetings", "%1$s %2$s"), years, months);
}
