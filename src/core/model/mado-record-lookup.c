/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is asked of a record whatever its kind: a member by its name, the day it sorts by. */
#include "core/model/mado-record.h"

#include "core/model/mado-date-private.h"

static gconstpointer
find_place (MadoRecord *self, const char *name, MadoFieldType type)
{
  const MadoField *field = mado_record_find_field (self, name);

  return field != NULL && field->type == type ? mado_record_peek (self, field) : NULL;
}

/**
 * mado_record_lookup:
 * @self: a record
 * @name: the name of a member
 * @type: the type that it must have, one whose values are pointers
 *
 * Returns: (transfer none) (nullable): the value, %NULL where there is none of that name and type
 */
gconstpointer
mado_record_lookup (MadoRecord *self, const char *name, MadoFieldType type)
{
  const gconstpointer *place;

  g_return_val_if_fail (MADO_IS_RECORD (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (
      type != MADO_FIELD_NUMBER && type != MADO_FIELD_MONEY && type != MADO_FIELD_FLAG, NULL);

  place = find_place (self, name, type);
  return place != NULL ? *place : NULL;
}

/**
 * mado_record_lookup_string:
 * @self: a record
 * @name: the name of a member
 *
 * Returns: (transfer none) (nullable): a string or a word, %NULL where the record has none of that
 * name and type
 */
const char *
mado_record_lookup_string (MadoRecord *self, const char *name)
{
  return mado_record_lookup (self, name, MADO_FIELD_STRING);
}

/**
 * mado_record_lookup_text:
 * @self: a record
 * @name: the name of a member
 *
 * Returns: (transfer none) (nullable): a text, %NULL where the record has none of that name and
 * type
 */
MadoText *
mado_record_lookup_text (MadoRecord *self, const char *name)
{
  return (MadoText *) mado_record_lookup (self, name, MADO_FIELD_TEXT);
}

/**
 * mado_record_lookup_date:
 * @self: a record
 * @name: the name of a member
 *
 * Returns: (transfer none) (nullable): a date or a period, %NULL where the record has none of that
 * name and type
 */
MadoDate *
mado_record_lookup_date (MadoRecord *self, const char *name)
{
  return (MadoDate *) mado_record_lookup (self, name, MADO_FIELD_DATE);
}

/**
 * mado_record_lookup_words:
 * @self: a record
 * @name: the name of a member
 *
 * Returns: (transfer none) (nullable): words, or ids of themes, %NULL where the record has none of
 * that name and type
 */
MadoWords *
mado_record_lookup_words (MadoRecord *self, const char *name)
{
  return (MadoWords *) mado_record_lookup (self, name, MADO_FIELD_WORDS);
}

/**
 * mado_record_lookup_number:
 * @self: a record
 * @name: the name of a member
 *
 * Returns: a number, unset where the record has none of that name and type
 */
MadoNumber
mado_record_lookup_number (MadoRecord *self, const char *name)
{
  const MadoNumber *place;

  g_return_val_if_fail (MADO_IS_RECORD (self) && name != NULL, (MadoNumber){ 0 });

  place = find_place (self, name, MADO_FIELD_NUMBER);
  return place != NULL ? *place : (MadoNumber){ 0 };
}

/**
 * mado_record_lookup_money:
 * @self: a record
 * @name: the name of a member
 *
 * Returns: (transfer none) (nullable): an amount, %NULL where the record has none of that name and
 * type
 */
const MadoMoney *
mado_record_lookup_money (MadoRecord *self, const char *name)
{
  const MadoMoney *place;

  g_return_val_if_fail (MADO_IS_RECORD (self) && name != NULL, NULL);

  place = find_place (self, name, MADO_FIELD_MONEY);
  return place != NULL && place->currency[0] != '\0' ? place : NULL;
}

/**
 * mado_record_lookup_flag:
 * @self: a record
 * @name: the name of a member
 *
 * Returns: a flag, unset where the record has none of that name and type
 */
MadoFlag
mado_record_lookup_flag (MadoRecord *self, const char *name)
{
  const MadoFlag *place;

  g_return_val_if_fail (MADO_IS_RECORD (self) && name != NULL, MADO_FLAG_UNSET);

  place = find_place (self, name, MADO_FIELD_FLAG);
  return place != NULL ? *place : MADO_FLAG_UNSET;
}

/**
 * mado_record_get_type_word:
 * @self: a record
 *
 * Returns: (transfer none) (nullable): what sort of its kind it is: a word of the list
 * "<kind>_type"; for terms and answers the category, of the list "<kind>_category"
 */
const char *
mado_record_get_type_word (MadoRecord *self)
{
  const char *type;

  g_return_val_if_fail (MADO_IS_RECORD (self), NULL);

  type = mado_record_lookup_string (self, "type");
  return type != NULL ? type : mado_record_lookup_string (self, "category");
}

/**
 * mado_record_get_sort_day:
 * @self: a record
 *
 * Returns: the day by which lists sort, in days since 1800-01-01; 0 when the record is undated
 */
gint
mado_record_get_sort_day (MadoRecord *self)
{
  MadoDate *date;
  MadoDatePoint point;

  g_return_val_if_fail (MADO_IS_RECORD (self), 0);

  date = mado_record_lookup_date (self, "closes_on");
  if (date == NULL)
    date = mado_record_get_date (self);
  if (date == NULL)
    return 0;
  point = mado_date_get_start (date);
  if (point.precision == MADO_PRECISION_NONE)
    point = mado_date_get_end (date);
  return mado_date_point_get_first_day (point);
}

/**
 * mado_record_is_disputed:
 * @self: a record
 *
 * Returns: whether one of its conflicts is a dispute, see mado_conflict_is_disputed()
 */
gboolean
mado_record_is_disputed (MadoRecord *self)
{
  MadoConflicts *conflicts;

  g_return_val_if_fail (MADO_IS_RECORD (self), FALSE);

  conflicts = mado_record_get_conflicts (self);
  for (guint i = 0; i < mado_conflicts_get_n (conflicts); i++)
    if (mado_conflict_is_disputed (mado_conflicts_get (conflicts, i)))
      return TRUE;
  return FALSE;
}
