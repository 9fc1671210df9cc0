/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the facts of people, and the steps of agreements that stand elsewhere, are written. */
#include "app/sections/browse/mado-fact-values.h"

#include <string.h>
#include <glib/gi18n.h>

/* The dates of an agreement stand once on a page: as its steps, or here. */
void
mado_fact_show_step (const MadoFactSource *source, const MadoField *field, const char *name,
                     GPtrArray *facts)
{
  if (!source->has_steps)
    mado_fact_show_date (source, field, name, facts);
}

/* The place of the signature stands under that step. */
void
mado_fact_show_place_unless_told (const MadoFactSource *source, const MadoField *field,
                                  const char *name, GPtrArray *facts)
{
  if (!source->has_steps || !mado_record_lookup_date (source->record, "signed_on"))
    mado_fact_show_text (source, field, name, facts);
}

/* "まつもと ひろし", in the order of the Japanese name; NULL where a half of it is not known. */
static char *
dup_reading (const MadoPersonName *name)
{
  if (!name->family_reading || !name->given_reading)
    return NULL;
  return g_strjoin (" ", name->family_reading, name->given_reading, NULL);
}

/* Which of its names is the family's is plain in neither language without help: "MATSUMOTO Hiroshi"
 * tells it in English, unless the user wants the other order, and the reading how the Japanese is
 * spoken. */
void
mado_fact_show_name (const MadoFactSource *source, const MadoField *field, const char *name,
                     GPtrArray *facts)
{
  const MadoPersonName *own
      = mado_record_lookup (source->record, field->name, MADO_FIELD_PERSON_NAME);
  g_autofree char *en = mado_person_name_format (own, MADO_LANGUAGE_EN, source->surname_first);
  g_autofree char *ja = mado_person_name_format (own, MADO_LANGUAGE_JA, source->surname_first);
  g_autofree char *reading = dup_reading (own);
  gboolean is_ja = source->language == MADO_LANGUAGE_JA;
  g_autoptr (GString) value = g_string_new (is_ja ? ja : en);
  const char *others[] = { is_ja ? reading : ja, is_ja ? en : reading };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      if (!others[i] || g_str_equal (others[i], is_ja ? ja : en))
        continue;
      g_string_append (value, n++ > 0 ? (is_ja ? "、" : ", ") : (is_ja ? "（" : " ("));
      g_string_append (value, others[i]);
    }
  if (n > 0)
    g_string_append (value, is_ja ? "）" : ")");
  mado_fact_add (facts, name, value->str)->address
      = mado_person_name_address (own, source->language, source->surname_first);
}

void
mado_fact_show_reading_unless_told (const MadoFactSource *source, const MadoField *field,
                                    const char *name, GPtrArray *facts)
{
  const MadoPersonName *own = mado_record_lookup (source->record, "name", MADO_FIELD_PERSON_NAME);
  g_autofree char *reading = own ? dup_reading (own) : NULL;

  if (!reading)
    mado_fact_show_string (source, field, name, facts);
}

/* One day on which a source names a person in an office is no term of office. */
void
mado_fact_show_tenure (const MadoFactSource *source, const MadoField *field, const char *name,
                       GPtrArray *facts)
{
  MadoDate *as_of = mado_record_lookup_date (source->record, "as_of");

  if (!as_of || mado_date_is_period (mado_record_lookup_date (source->record, field->name)))
    mado_fact_show_date (source, field, name, facts);
}
