/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the values of facts are written. */
#include "app/sections/browse/mado-fact-values.h"

#include <string.h>
#include <glib/gi18n.h>

#include "core/model/mado-clock.h"
#include "core/model/mado-opportunity.h"
#include "core/model/mado-sum.h"

/**
 * mado_fact_new:
 * @value: (nullable): what stands under the name; %NULL where the fact's text is set
 */
MadoFact *
mado_fact_new (const char *name, const char *value)
{
  MadoFact *self = g_new0 (MadoFact, 1);

  self->name = g_strdup (name);
  self->value = g_strdup (value);
  return self;
}

void
mado_fact_free (MadoFact *self)
{
  g_clear_pointer (&self->text, mado_text_unref);
  g_free (self->name);
  g_free (self->value);
  g_free (self->doubt);
  g_free (self->address);
  g_free (self);
}

/**
 * mado_fact_add:
 * @value: (nullable): as in mado_fact_new()
 *
 * Returns: (transfer none): the fact, appended
 */
MadoFact *
mado_fact_add (GPtrArray *facts, const char *name, const char *value)
{
  MadoFact *fact = mado_fact_new (name, value);

  g_ptr_array_add (facts, fact);
  return fact;
}

static MadoFact *
add_text (GPtrArray *facts, const char *name, MadoText *text)
{
  MadoFact *fact = mado_fact_add (facts, name, NULL);

  fact->text = mado_text_ref (text);
  return fact;
}

void
mado_fact_show_string (const MadoFactSource *source, const MadoField *field, const char *name,
                       GPtrArray *facts)
{
  mado_fact_add (facts, name, mado_record_lookup_string (source->record, field->name));
}

void
mado_fact_show_text (const MadoFactSource *source, const MadoField *field, const char *name,
                     GPtrArray *facts)
{
  add_text (facts, name, mado_record_lookup_text (source->record, field->name));
}

void
mado_fact_show_sentence (const MadoFactSource *source, const MadoField *field, const char *name,
                         GPtrArray *facts)
{
  add_text (facts, name, mado_record_lookup_text (source->record, field->name))->is_wide = TRUE;
}

void
mado_fact_show_word (const MadoFactSource *source, const MadoField *field, const char *name,
                     GPtrArray *facts)
{
  mado_fact_add (facts, name,
                 mado_vocabulary_get_label (source->vocabulary, field->list,
                                            mado_record_lookup_string (source->record, field->name),
                                            source->language));
}

void
mado_fact_show_words (const MadoFactSource *source, const MadoField *field, const char *name,
                      GPtrArray *facts)
{
  MadoWords *words = mado_record_lookup_words (source->record, field->name);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < mado_words_get_n (words); i++)
    {
      if (i > 0)
        g_string_append (list, source->language == MADO_LANGUAGE_JA ? "、" : ", ");
      g_string_append (list,
                       mado_vocabulary_get_label (source->vocabulary, field->list,
                                                  mado_words_get (words, i), source->language));
    }
  mado_fact_add (facts, name, list->str);
}

static char *
format_date (const MadoFactSource *source, const char *field)
{
  return mado_date_format (mado_record_lookup_date (source->record, field), source->language,
                           MADO_DATE_FULL | (source->era ? MADO_DATE_ERA : 0));
}

void
mado_fact_show_date (const MadoFactSource *source, const MadoField *field, const char *name,
                     GPtrArray *facts)
{
  g_autofree char *value = format_date (source, field->name);

  mado_fact_add (facts, name, value);
}

/* The date of an agreement or a call is that of one of its steps, which has its own line. */
void
mado_fact_show_date_unless_told (const MadoFactSource *source, const MadoField *field,
                                 const char *name, GPtrArray *facts)
{
  const char *const steps[] = { "signed_on", "adopted_on", "published_on", "closes_on" };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (mado_record_lookup_date (source->record, steps[i]))
      return;
  mado_fact_show_date (source, field, name, facts);
}

/* The city of a zone such as "Europe/Brussels". */
static const char *
get_city (const char *zone)
{
  const char *city = strrchr (zone, '/');

  city = city ? city + 1 : zone;
  if (g_str_equal (city, "Brussels"))
    return C_ ("city", "Brussels");
  if (g_str_equal (city, "Tokyo"))
    return C_ ("city", "Tokyo");
  return city;
}

/* "6 April 2027, 17:00 (CEST)", at the place of the clock. */
static char *
format_clock (const MadoFactSource *source, GDateTime *clock)
{
  g_autofree char *iso = g_date_time_format (clock, "%Y-%m-%d");
  g_autofree char *hour = mado_clock_format_hour (clock);
  g_autoptr (MadoDate) date = mado_date_new_from_iso (iso, NULL);
  g_autofree char *day = date
                             ? mado_date_format (date, source->language,
                                                 MADO_DATE_FULL | (source->era ? MADO_DATE_ERA : 0))
                             : g_strdup (iso);

  /* Translators: a day, an hour and the zone's letters: "24 November 2026, 17:00 (CET)". */
  return g_strdup_printf (C_ ("clock", "%1$s, %2$s (%3$s)"), day, hour,
                          g_date_time_get_timezone_abbreviation (clock));
}

static void
add_clocks (const MadoFactSource *source, GPtrArray *clocks, const char *stage, GPtrArray *facts)
{
  for (guint i = 0; i < clocks->len; i++)
    {
      GDateTime *clock = g_ptr_array_index (clocks, i);
      const char *city = get_city (g_time_zone_get_identifier (g_date_time_get_timezone (clock)));
      g_autofree char *value = format_clock (source, clock);
      g_autofree char *name
          /* Translators: the name of a stage of a call ("Pre-proposal") and a city. */
          = stage ? g_strdup_printf (C_ ("fact", "%1$s, %2$s time"), stage, city)
                  /* Translators: %s is a city. */
                  : g_strdup_printf (C_ ("fact", "Closes, %s time"), city);

      mado_fact_add (facts, name, value);
    }
}

/* Where the hour is known, on the clock of each side with its own date: 17:00 in Brussels is the
 * next day in Tokyo. Where it is not, no clock is made up. */
void
mado_fact_show_closing (const MadoFactSource *source, const MadoField *field, const char *name,
                        GPtrArray *facts)
{
  g_autoptr (GPtrArray) clocks = mado_opportunity_list_clocks (source->record);

  /* The last stage tells it. */
  if (mado_record_lookup (source->record, "stages", MADO_FIELD_STAGES))
    return;
  if (clocks->len == 0)
    mado_fact_show_date (source, field, name, facts);
  add_clocks (source, clocks, NULL, facts);
}

void
mado_fact_show_stages (const MadoFactSource *source, const MadoField *field, const char *name,
                       GPtrArray *facts)
{
  const MadoStages *stages = mado_record_lookup (source->record, field->name, MADO_FIELD_STAGES);

  for (guint i = 0; i < mado_stages_get_n (stages); i++)
    {
      const MadoStage *stage = mado_stages_get (stages, i);
      const char *title = mado_text_get (stage->name, source->language, NULL);
      g_autoptr (GPtrArray) clocks = mado_stage_list_clocks (stage);
      g_autofree char *day = mado_date_format (stage->closes_on, source->language,
                                               MADO_DATE_FULL | (source->era ? MADO_DATE_ERA : 0));

      if (clocks->len == 0)
        mado_fact_add (facts, title, day);
      add_clocks (source, clocks, title, facts);
    }
}

void
mado_fact_show_number (const MadoFactSource *source, const MadoField *field, const char *name,
                       GPtrArray *facts)
{
  g_autofree char *value = mado_number_format (
      mado_record_lookup_number (source->record, field->name).value, source->language);

  mado_fact_add (facts, name, value);
}

/* Returns: (transfer full): "36 months", with the number as @language writes it */
char *
mado_fact_format_months (gint64 months, MadoLanguage language)
{
  g_autofree char *number = mado_number_format (months, language);

  /* Translators: how long a project runs; %s is a number. */
  return g_strdup_printf (ngettext ("%s month", "%s months", (gulong) MAX (months, 0)), number);
}

void
mado_fact_show_months (const MadoFactSource *source, const MadoField *field, const char *name,
                       GPtrArray *facts)
{
  gint64 months = mado_record_lookup_number (source->record, field->name).value;
  g_autofree char *value = mado_fact_format_months (months, source->language);

  mado_fact_add (facts, name, value);
}

void
mado_fact_show_partners (const MadoFactSource *source, const MadoField *field, const char *name,
                         GPtrArray *facts)
{
  MadoNumber europe = mado_record_lookup_number (source->record, "partners_europe");
  MadoNumber japan = mado_record_lookup_number (source->record, "partners_japan");
  g_autofree char *all = mado_number_format (
      mado_record_lookup_number (source->record, field->name).value, source->language);
  g_autofree char *value = NULL;

  if (europe.is_set && japan.is_set)
    {
      g_autofree char *there = mado_number_format (europe.value, source->language);
      g_autofree char *here = mado_number_format (japan.value, source->language);

      /* Translators: partners of a project: all of them, those in Europe, those in Japan. */
      value = g_strdup_printf (_ ("%1$s: %2$s in Europe, %3$s in Japan"), all, there, here);
    }
  mado_fact_add (facts, name, value ? value : all);
}

void
mado_fact_show_budget (const MadoFactSource *source, const MadoField *field, const char *name,
                       GPtrArray *facts)
{
  const MadoMoney *money = mado_record_lookup_money (source->record, field->name);
  const char *per = mado_record_lookup_string (source->record, "budget_per");
  g_autofree char *sum = mado_money_format (money, source->language);
  g_autofree char *value = NULL;

  if (!sum)
    return;
  if (per)
    per = mado_vocabulary_get_label (source->vocabulary, "per", per, source->language);
  if (per)
    value = source->language == MADO_LANGUAGE_JA ? g_strconcat (per, sum, NULL)
                                                 : g_strjoin (" ", sum, per, NULL);
  mado_fact_add (facts, name, value ? value : sum);
}

static char *
format_amount (MadoRecord *record, MadoVocabulary *vocabulary, const char *number, gint64 value,
               MadoLanguage language)
{
  const char *id = mado_record_lookup_string (record, "unit");
  const MadoWord *unit = mado_vocabulary_find (vocabulary, "unit", id);
  const char *label = mado_vocabulary_get_label (vocabulary, "unit", id, language);

  if (language == MADO_LANGUAGE_JA)
    return g_strconcat (number, label, NULL);
  if (unit && unit->one && value == 1)
    label = mado_text_get (unit->one, language, NULL);
  if (g_strcmp0 (id, "EUR") == 0 || g_strcmp0 (id, "JPY") == 0)
    return g_strjoin (" ", label, number, NULL);
  return g_strjoin (" ", number, label, NULL);
}

static char *
format_number (MadoRecord *record, gint64 value, MadoLanguage language)
{
  const char *unit = mado_record_lookup_string (record, "unit");

  if (g_strcmp0 (unit, "EUR") == 0 || g_strcmp0 (unit, "JPY") == 0)
    return mado_sum_format (value, language);
  return mado_number_format (value, language);
}

/**
 * mado_fact_format_figure:
 * @record: of the kind figure
 *
 * Returns: (transfer full): "more than EUR 90,000,000,000", "3–12 months"
 */
char *
mado_fact_format_figure (MadoRecord *record, MadoVocabulary *vocabulary, MadoLanguage language)
{
  MadoNumber value = mado_record_lookup_number (record, "value");
  MadoNumber least = mado_record_lookup_number (record, "value_min");
  const MadoWord *qualifier = mado_vocabulary_find (
      vocabulary, "qualifier", mado_record_lookup_string (record, "qualifier"));
  g_autofree char *number = format_number (record, value.value, language);
  g_autofree char *amount = NULL;
  g_auto (GStrv) form = NULL;

  if (least.is_set)
    {
      g_autofree char *low = format_number (record, least.value, language);
      g_autofree char *high = g_steal_pointer (&number);

      number = g_strjoin (language == MADO_LANGUAGE_JA ? "～" : "–", low, high, NULL);
    }
  amount = format_amount (record, vocabulary, number, value.value, language);
  if (!qualifier || !qualifier->form)
    return g_steal_pointer (&amount);
  form = g_strsplit (mado_text_get (qualifier->form, language, NULL), "{}", 2);
  return g_strjoinv (amount, form);
}

void
mado_fact_show_figure (const MadoFactSource *source, const MadoField *field, const char *name,
                       GPtrArray *facts)
{
  g_autofree char *value
      = mado_fact_format_figure (source->record, source->vocabulary, source->language);

  mado_fact_add (facts, name, value);
}

void
mado_fact_show_renewal (const MadoFactSource *source, const MadoField *field, const char *name,
                        GPtrArray *facts)
{
  MadoFact *fact = add_text (facts, name, mado_record_lookup_text (source->record, field->name));

  fact->is_wide = TRUE;
  if (mado_record_lookup_flag (source->record, "renewal_verified") == MADO_FLAG_NO)
    fact->doubt = g_strdup (_ ("to be verified"));
}

void
mado_fact_show_link_lost (const MadoFactSource *source, const MadoField *field, const char *name,
                          GPtrArray *facts)
{
  if (mado_record_lookup_flag (source->record, field->name) == MADO_FLAG_YES)
    mado_fact_add (facts, name, _ ("no longer at its old address"));
}

void
mado_fact_show_variants (const MadoFactSource *source, const MadoField *field, const char *name,
                         GPtrArray *facts)
{
  MadoNameVariants *variants
      = *(MadoNameVariants *const *) mado_record_peek (source->record, field);
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < mado_name_variants_get_n (variants); i++)
    {
      const MadoNameVariant *variant = mado_name_variants_get (variants, i);

      if (i > 0)
        g_string_append_c (list, '\n');
      g_string_append (list, variant->ja);
      if (variant->used_by)
        g_string_append_printf (list, source->language == MADO_LANGUAGE_JA ? "（%s）" : " (%s)",
                                mado_text_get (variant->used_by, source->language, NULL));
    }
  mado_fact_add (facts, name, list->str)->is_wide = TRUE;
}

void
mado_fact_show_identifiers (const MadoFactSource *source, const MadoField *field, const char *name,
                            GPtrArray *facts)
{
  MadoIdentifiers *identifiers = mado_record_get_identifiers (source->record);

  for (guint i = 0; i < mado_identifiers_get_n (identifiers); i++)
    {
      const MadoIdentifier *one = mado_identifiers_get (identifiers, i);

      mado_fact_add (facts,
                     mado_vocabulary_get_label (source->vocabulary, "identifier_scheme",
                                                one->scheme, source->language),
                     one->value)
          ->is_code
          = TRUE;
    }
}
