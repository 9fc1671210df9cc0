/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The place of a record in its series: what came before it and what after, by number. A number that
 * is not in the collection is called that. */
#include "app/sections/browse/mado-page-build.h"

#include <glib/gi18n.h>

#include "app/widgets/mado-columns.h"

#define MAX_SERIES 500 /* records among which the neighbours are looked for */

static void
look_at (MadoPageContent *content, MadoRecord *record, gint64 number)
{
  MadoNumber its = mado_record_get_number (record);

  if (!its.is_set)
    return;
  content->highest = MAX (content->highest, its.value);
  if (its.value < number
      && (!content->before || its.value > mado_record_get_number (content->before).value))
    g_set_object (&content->before, record);
  if (its.value > number
      && (!content->after || its.value < mado_record_get_number (content->after).value))
    g_set_object (&content->after, record);
  if (its.value == number - 1)
    g_set_object (&content->previous, record);
}

/**
 * mado_page_series_read:
 * @self: whose record is read already
 *
 * Reads what stands beside the record in its series.
 *
 * Returns: %FALSE with @error set when the store cannot be read
 */
gboolean
mado_page_series_read (MadoPageContent *self, MadoReader *reader, GCancellable *cancellable,
                       GError **error)
{
  const char *series = mado_record_get_series (self->record);
  MadoNumber number = mado_record_get_number (self->record);
  gboolean more;
  g_autofree char *text = NULL;
  g_autoptr (MadoQuery) query = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  MadoRequest request = { 0, NULL, MADO_ORDER_NEWEST, MADO_LANGUAGE_EN };

  if (!series || !number.is_set)
    return TRUE;
  text = g_strdup_printf ("series:\"%s\"", series);
  query = mado_query_parse (text, NULL, NULL, error);
  if (!query)
    return FALSE;
  request.kinds = 1u << mado_record_get_kind (self->record);
  request.query = query;
  hits = mado_reader_first (reader, &request, MAX_SERIES, &more, cancellable, error);
  for (guint i = 0; hits && i < hits->len; i++)
    {
      const MadoHit *hit = g_ptr_array_index (hits, i);

      if (hit->record)
        look_at (self, hit->record, number.value);
    }
  return hits != NULL;
}

/* "no. 4", and where numbers between are not there: "no. 4 · no. 3 is not in this collection". */
static char *
format_number (gint64 own, gint64 its)
{
  gint64 between = MAX (own, its) - MIN (own, its) - 1;
  g_autofree char *number = g_strdup_printf (C_ ("series", "no. %d"), (int) CLAMP (its, 0, 99999));
  g_autofree char *missing = NULL;

  if (between <= 0)
    return g_steal_pointer (&number);
  if (between == 1)
    missing = g_strdup_printf (_ ("no. %d is not in this collection"), (int) (MIN (own, its) + 1));
  else
    missing = g_strdup_printf (_ ("nos. %1$d to %2$d are not in this collection"),
                               (int) (MIN (own, its) + 1), (int) (MAX (own, its) - 1));
  return g_strjoin (" · ", number, missing, NULL);
}

static GtkWidget *
make_neighbour (MadoPageBuild *build, MadoRecord *record, const char *where)
{
  MadoText *title = mado_record_get_title (record);
  MadoDate *date = mado_record_get_date (record);
  g_autofree char *when = date ? mado_date_format (date, build->language, MADO_DATE_SHORT) : NULL;
  g_autofree char *number = format_number (mado_record_get_number (build->content->record).value,
                                           mado_record_get_number (record).value);
  g_autofree char *sub = g_strjoin (" · ", number, when, NULL);
  g_autofree char *shown = mado_inert_line (mado_text_get (title, build->language, NULL), NULL);
  g_autofree char *name = g_strjoin (", ", where, shown, sub, NULL);
  GtkWidget *button = gtk_button_new (), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = mado_page_build_text (title, MADO_CHOICE_CONTENT, "link-title");

  g_object_set (label, "lines", 2, "mark-fallback", FALSE, NULL);
  gtk_box_append (GTK_BOX (words), mado_page_build_label (where, "fact-k"));
  gtk_box_append (GTK_BOX (words), label);
  gtk_box_append (GTK_BOX (words), mado_page_build_label (sub, "row-sub"));
  gtk_button_set_child (GTK_BUTTON (button), words);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "link-row");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-record");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", mado_record_get_id (record));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

void
mado_page_add_series (MadoPageBuild *build)
{
  const MadoPageContent *content = build->content;
  const char *series = mado_record_get_series (content->record);
  MadoNumber number = mado_record_get_number (content->record);
  const char *label;
  g_autofree char *place = NULL;
  GtkWidget *columns;

  if (!series || !number.is_set || (!content->before && !content->after))
    return;
  label = mado_vocabulary_get_label (build->vocabulary, "series", series, build->language);
  mado_page_build_add_heading (build, _ ("In the series"), 0);
  /* Translators: the number in a series, how many there are, the name of the series. */
  place = g_strdup_printf (_ ("no. %1$d of %2$d, %3$s"), (int) CLAMP (number.value, 0, 99999),
                           (int) CLAMP (content->highest, 0, 99999), label);
  mado_page_build_add (build, mado_page_build_label (place, "row-sub"));
  columns = mado_columns_new (240, 2);
  gtk_widget_add_css_class (columns, "link-rows");
  mado_page_build_add (build, columns);
  if (content->before)
    mado_columns_append (MADO_COLUMNS (columns),
                         make_neighbour (build, content->before, C_ ("series", "Before")));
  if (content->after)
    mado_columns_append (MADO_COLUMNS (columns),
                         make_neighbour (build, content->after, C_ ("series", "After")));
}
