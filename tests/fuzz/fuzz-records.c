/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads anything as a file of records: each is a whole record or is refused with a reason, and what
 * was taken is taken again from its record form. */
#include "core/model/mado-record.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
touch (MadoRecord *record)
{
  for (guint i = 0; i < mado_record_get_n_fields (record); i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;

      g_object_get_property (G_OBJECT (record), mado_record_get_field (record, i)->name, &value);
    }
  g_assert_cmpint (mado_record_get_sort_day (record), >=, 0);
  g_assert_nonnull (mado_text_get (mado_record_get_title (record), MADO_LANGUAGE_JA, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GPtrArray) refused = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  records = mado_records_parse ((const char *) data, size, "fuzz", MADO_JSON_ALLOW_BOM, &refused,
                                &error);
  if (records == NULL)
    {
      g_assert_true (error->domain == MADO_RECORD_ERROR);
      return 0;
    }
  for (guint i = 0; i < refused->len; i++)
    g_assert_true (
        g_utf8_validate (((GError *) g_ptr_array_index (refused, i))->message, -1, NULL));
  for (guint i = 0; i < records->len; i++)
    {
      MadoRecord *record = g_ptr_array_index (records, i);
      g_autofree char *line = mado_json_to_record_form (mado_record_get_json (record));
      g_autoptr (GPtrArray) again
          = mado_records_parse (line, strlen (line), "again", MADO_JSON_NONE, NULL, NULL);

      touch (record);
      g_assert_cmpuint (again->len, ==, 1);
    }
  return 0;
}
