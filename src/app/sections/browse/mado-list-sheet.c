/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the records of a list page by page, and writes a line for each. */
#include "app/sections/browse/mado-list-sheet.h"

#include <glib/gi18n.h>

#include "app/sections/browse/mado-record-row.h"
#include "app/widgets/mado-display.h"

#define PAGE 100 /* records read at once */

/**
 * mado_list_sheet_new:
 * @section: its title
 * @query: what it is searched for; empty: nothing
 * @rowids: (element-type gint64) (transfer none): copied as far as they are printed
 */
MadoListSheet *
mado_list_sheet_new (const char *section, const char *query, GArray *rowids,
                     MadoVocabulary *vocabulary, MadoLanguage language)
{
  MadoListSheet *self = g_new0 (MadoListSheet, 1);

  /* Translators: a section, and what it is searched for. */
  self->heading = *query ? g_strdup_printf (_ ("%1$s: %2$s"), section, query) : g_strdup (section);
  self->total = rowids->len;
  /* The list goes on changing on its own thread. */
  self->rowids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (self->rowids, rowids->data, MIN (rowids->len, MADO_LIST_SHEET_MOST));
  self->vocabulary = g_object_ref (vocabulary);
  self->language = language;
  return self;
}

void
mado_list_sheet_free (MadoListSheet *self)
{
  g_free (self->heading);
  g_array_unref (self->rowids);
  g_object_unref (self->vocabulary);
  g_free (self);
}

static void
add_record (const MadoListSheet *self, MadoSheet *sheet, MadoRecord *record)
{
  MadoText *title = mado_record_get_title (record);
  MadoDate *date = mado_record_get_date (record);
  const char *status = mado_record_get_status (record);
  g_autofree char *day = date ? mado_date_format (date, self->language, MADO_DATE_FULL) : NULL;
  const char *type = mado_record_row_get_type_label (record, self->vocabulary, self->language);
  const char *word
      = status ? mado_vocabulary_get_label (self->vocabulary, "status", status, self->language)
               : NULL;
  const char *details[4] = { NULL };
  g_autofree char *line = NULL;
  MadoLanguage shown;
  const char *words = mado_text_get (title, self->language, &shown);
  guint n = 0;

  mado_sheet_add (sheet, MADO_SHEET_TEXT, shown, NULL, words);
  if (day)
    details[n++] = day;
  if (type)
    details[n++] = type;
  if (word)
    details[n++] = word;
  if (n == 0)
    return;
  line = g_strjoinv (" · ", (char **) details);
  mado_sheet_add (sheet, MADO_SHEET_DETAIL, self->language, NULL, line);
}

static gboolean
add_edition (MadoSheet *sheet, MadoReader *reader, MadoLanguage language, GError **error)
{
  g_auto (MadoStanding) standing = { 0 };
  g_autoptr (MadoDate) date = NULL;
  g_autofree char *day = NULL, *line = NULL;

  if (!mado_reader_get_standing (reader, &standing, error))
    return FALSE;
  date = standing.date ? mado_date_new_from_iso (standing.date, NULL) : NULL;
  day = date ? mado_date_format (date, language, MADO_DATE_FULL) : NULL;
  if (day)
    {
      /* Translators: the number of the edition and its day, at the foot of a printed list. */
      line = g_strdup_printf (_ ("Madoguchi, edition %1$d (%2$s)"), (int) standing.edition, day);
      mado_sheet_set_edition (sheet, line);
    }
  return TRUE;
}

/**
 * mado_list_sheet_read:
 * @reader: of the calling thread
 *
 * Blocks. A record that has gone since is left out.
 *
 * Returns: (transfer full): %NULL and @error when the store cannot be read
 */
MadoSheet *
mado_list_sheet_read (const MadoListSheet *self, MadoReader *reader, GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (MadoSheet) sheet = mado_sheet_new ();
  const guint n = self->rowids->len;

  mado_sheet_set_title (sheet, self->heading);
  mado_sheet_add (sheet, MADO_SHEET_TITLE, self->language, NULL, self->heading);
  for (guint i = 0; i < n; i += PAGE)
    {
      g_autoptr (GPtrArray) hits
          = mado_reader_page (reader, &g_array_index (self->rowids, gint64, i), MIN (PAGE, n - i),
                              NULL, cancellable, error);

      if (!hits)
        return NULL;
      for (guint k = 0; k < hits->len; k++)
        {
          const MadoHit *hit = g_ptr_array_index (hits, k);

          if (hit->record)
            add_record (self, sheet, hit->record);
        }
    }
  if (self->total > n)
    {
      /* Translators: at the end of a printed list that is longer. */
      g_autofree char *rest
          = g_strdup_printf (_ ("The first %1$u of %2$u records"), n, self->total);

      mado_sheet_add (sheet, MADO_SHEET_DETAIL, mado_display_get_interface_language (), NULL, rest);
    }
  if (!add_edition (sheet, reader, self->language, error))
    return NULL;
  return g_steal_pointer (&sheet);
}
