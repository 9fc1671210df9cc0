/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cell is one label: it is made once and filled again as it is scrolled into sight. */
#include "app/sections/browse/mado-browse-cells.h"

#include <glib/gi18n.h>

#include "app/sections/browse/mado-fact-values.h"
#include "app/sections/browse/mado-list-place.h"
#include "app/sections/browse/mado-record-row.h"
#include "app/widgets/mado-text-label.h"

#define NOTHING "—"

static char *
make_type (MadoRecord *record, MadoVocabulary *vocabulary, MadoLanguage language)
{
  return g_strdup (mado_record_row_get_type_label (record, vocabulary, language));
}

static char *
make_programme (MadoRecord *record, MadoVocabulary *vocabulary, MadoLanguage language)
{
  return g_strdup (mado_record_lookup_string (record, "programme"));
}

static char *
make_start (MadoRecord *record, MadoVocabulary *vocabulary, MadoLanguage language)
{
  MadoDate *date = mado_record_get_date (record);
  g_autofree char *upper = NULL, *lower = NULL;

  if (!date || mado_date_get_start (date).precision == MADO_PRECISION_NONE)
    return NULL;
  mado_date_format_gutter (date, language, &upper, &lower);
  if (!lower)
    return g_steal_pointer (&upper);
  return language == MADO_LANGUAGE_JA ? g_strconcat (lower, upper, NULL)
                                      : g_strjoin (" ", upper, lower, NULL);
}

static char *
make_number (MadoRecord *record, const char *field, MadoLanguage language)
{
  MadoNumber number = mado_record_lookup_number (record, field);

  return number.is_set ? mado_number_format (number.value, language) : NULL;
}

static char *
make_partners (MadoRecord *record, MadoVocabulary *vocabulary, MadoLanguage language)
{
  return make_number (record, "partners", language);
}

static char *
make_partners_japan (MadoRecord *record, MadoVocabulary *vocabulary, MadoLanguage language)
{
  return make_number (record, "partners_japan", language);
}

static char *
make_duration (MadoRecord *record, MadoVocabulary *vocabulary, MadoLanguage language)
{
  MadoNumber months = mado_record_lookup_number (record, "duration_months");

  return months.is_set ? mado_fact_format_months (months.value, language) : NULL;
}

static char *
make_budget (MadoRecord *record, MadoVocabulary *vocabulary, MadoLanguage language)
{
  const MadoMoney *budget = mado_record_lookup_money (record, "budget");

  return budget ? mado_money_format (budget, language) : NULL;
}

static char *
make_status (MadoRecord *record, MadoVocabulary *vocabulary, MadoLanguage language)
{
  const char *status = mado_record_get_status (record);

  return status ? g_strdup (mado_vocabulary_get_label (vocabulary, "status", status, language))
                : NULL;
}

/* Only the name and the day have an order in the store; any other would take a pass over all
 * records for each click, and its heading is none that can be clicked. */
static const MadoBrowseColumn columns[] = {
  { .word = "title",
    .title = NC_ ("column", "Title"),
    .width = 140,
    .is_wide = TRUE,
    .up = "name",
    .down = "name-back" },
  { .word = "type",
    .title = NC_ ("column", "Type"),
    .width = 150,
    .spare = 3,
    .make_text = make_type },
  { .word = "programme",
    .title = NC_ ("column", "Programme"),
    .width = 112,
    .spare = 2,
    .make_text = make_programme },
  { .word = "start",
    .title = NC_ ("column", "Start"),
    .width = 126,
    .up = "oldest",
    .down = "newest",
    .make_text = make_start },
  { .word = "partners",
    .title = NC_ ("column", "Partners"),
    .width = 80,
    .spare = 1,
    .is_number = TRUE,
    .make_text = make_partners },
  { .word = "status", .title = NC_ ("column", "Status"), .width = 130, .make_text = make_status },
  { .word = "japan",
    .title = NC_ ("column", "Partners in Japan"),
    .width = 130,
    .is_extra = TRUE,
    .is_number = TRUE,
    .make_text = make_partners_japan },
  { .word = "duration",
    .title = NC_ ("column", "Duration"),
    .width = 96,
    .is_extra = TRUE,
    .is_number = TRUE,
    .make_text = make_duration },
  { .word = "budget",
    .title = NC_ ("column", "EU contribution"),
    .width = 130,
    .is_extra = TRUE,
    .is_number = TRUE,
    .make_text = make_budget },
  { NULL },
};

const MadoBrowseColumn *
mado_browse_cells_get_columns (void)
{
  return columns;
}

/* Returns: (nullable): of a column that mado_browse_cells_make_column() has made */
const MadoBrowseColumn *
mado_browse_cells_get_kind (GtkColumnViewColumn *column)
{
  return g_object_get_data (G_OBJECT (column), "kind");
}

static const MadoBrowseColumn *
get_column (GtkListItem *item)
{
  return g_object_get_data (G_OBJECT (item), "column");
}

/* Whether the table that @label is in has a column of @kind. */
static gboolean
is_shown (GtkWidget *label, const MadoBrowseColumn *kind)
{
  GtkWidget *view = gtk_widget_get_ancestor (label, GTK_TYPE_COLUMN_VIEW);
  GListModel *shown = view ? gtk_column_view_get_columns (GTK_COLUMN_VIEW (view)) : NULL;

  for (guint i = 0; shown && i < g_list_model_get_n_items (shown); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (shown, i);

      if (mado_browse_cells_get_kind (column) == kind)
        return TRUE;
    }
  return FALSE;
}

/* An assistive tool is told of a row as of one thing: all its cells with the names of their
 * columns, but for those that say nothing. */
static void
name_row (GtkWidget *label, MadoRecord *record, MadoVocabulary *vocabulary, MadoLanguage language)
{
  GtkWidget *cell = gtk_widget_get_parent (label);
  GtkWidget *row = cell ? gtk_widget_get_parent (cell) : NULL;
  g_autofree char *title
      = mado_inert_line (mado_text_get (mado_record_get_title (record), language, NULL), NULL);
  g_autoptr (GString) name = g_string_new (title);

  for (guint i = 0; columns[i].title; i++)
    {
      gboolean is_said
          = columns[i].make_text && (!columns[i].is_extra || is_shown (label, &columns[i]));
      g_autofree char *text = is_said ? columns[i].make_text (record, vocabulary, language) : NULL;
      g_autofree char *said = text ? mado_inert_line (text, NULL) : NULL;

      if (said)
        g_string_append_printf (name, ", %s", said);
    }
  if (row)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str,
                                    -1);
}

static void
show_title (GtkListItem *item, MadoRecord *record, MadoVocabulary *vocabulary,
            MadoLanguage language)
{
  MadoTextLabel *label = MADO_TEXT_LABEL (gtk_list_item_get_child (item));
  MadoList *list = g_object_get_data (G_OBJECT (item), "list");
  MadoLanguage shown = language;
  const char *text = mado_text_get (mado_record_get_title (record), language, &shown);
  g_autoptr (GArray) spans = mado_record_row_find_spans (mado_list_get_query (list), text);

  mado_text_label_set_plain (label, text, shown);
  mado_text_label_set_spans (label, shown, spans);
  name_row (GTK_WIDGET (label), record, vocabulary, language);
}

static void
show_cb (GtkListItem *item)
{
  const MadoBrowseColumn *column = get_column (item);
  MadoContext *context = g_object_get_data (G_OBJECT (item), "context");
  MadoVocabulary *vocabulary = mado_context_get_vocabulary (context);
  GtkWidget *label = gtk_list_item_get_child (item);
  MadoLanguage language = mado_display_get_language (mado_display_get_for_widget (label));
  MadoItem *shown = gtk_list_item_get_item (item);
  MadoRecord *record = shown ? mado_item_get_record (shown) : NULL;
  g_autofree char *text = NULL;

  if (!record)
    mado_text_label_set_plain (MADO_TEXT_LABEL (label), "", language);
  else if (!column->make_text)
    show_title (item, record, vocabulary, language);
  else
    {
      text = column->make_text (record, vocabulary, language);
      mado_text_label_set_plain (MADO_TEXT_LABEL (label), text ? text : NOTHING, language);
      /* The title names the row, but has done so before a column that was asked for came. */
      if (g_object_steal_data (G_OBJECT (item), "is-new"))
        name_row (label, record, vocabulary, language);
    }
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  const MadoBrowseColumn *column = g_object_get_data (G_OBJECT (factory), "column");
  GtkWidget *label = mado_text_label_new (NULL);

  g_object_set (label, "lines", 1, "xalign", column->is_number ? 1.0f : 0.0f, NULL);
  if (column->is_number)
    gtk_widget_add_css_class (label, "numeric");
  g_object_set_data (G_OBJECT (item), "column", (gpointer) column);
  if (column->is_extra)
    g_object_set_data (G_OBJECT (item), "is-new", item);
  /* The factory goes with the view, and holds both while there are rows. */
  g_object_set_data (G_OBJECT (item), "list", g_object_get_data (G_OBJECT (factory), "list"));
  g_object_set_data (G_OBJECT (item), "context", g_object_get_data (G_OBJECT (factory), "context"));
  mado_list_place_set_row (label, item);
  gtk_list_item_set_child (item, label);
}

/* A cell is in its window only when it is first bound. */
static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  MadoDisplay *display = mado_display_get_for_widget (gtk_list_item_get_child (item));

  if (g_object_get_data (G_OBJECT (item), "display") != display)
    {
      g_object_set_data (G_OBJECT (item), "display", display);
      g_signal_connect_object (display, "notify::content-language", G_CALLBACK (show_cb), item,
                               G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (gtk_list_item_get_item (item), "notify::record", G_CALLBACK (show_cb),
                           item, G_CONNECT_SWAPPED);
  show_cb (item);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), show_cb, item);
}

static GtkListItemFactory *
make_factory (const MadoBrowseColumn *column, MadoList *list, MadoContext *context)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_object_set_data (G_OBJECT (factory), "column", (gpointer) column);
  g_object_set_data_full (G_OBJECT (factory), "list", g_object_ref (list), g_object_unref);
  g_object_set_data_full (G_OBJECT (factory), "context", g_object_ref (context), g_object_unref);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  return factory;
}

const char *
mado_browse_column_get_title (const MadoBrowseColumn *kind)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "column", kind->title);
}

/* Returns: (transfer full): a column of @kind, with what fills its cells */
GtkColumnViewColumn *
mado_browse_cells_make_column (const MadoBrowseColumn *kind, MadoList *list, MadoContext *context)
{
  GtkColumnViewColumn *column = gtk_column_view_column_new (mado_browse_column_get_title (kind),
                                                            make_factory (kind, list, context));

  g_object_set_data (G_OBJECT (column), "kind", (gpointer) kind);
  gtk_column_view_column_set_expand (column, kind->is_wide);
  gtk_column_view_column_set_resizable (column, TRUE);
  return column;
}

const char *
mado_browse_cells_find_record (GtkWidget *view, GtkWidget *picked)
{
  GtkListItem *item = mado_list_place_find_item (picked);
  MadoItem *shown = item ? gtk_list_item_get_item (item) : NULL;
  MadoRecord *record = shown ? mado_item_get_record (shown) : NULL;

  return record ? mado_record_get_id (record) : NULL;
}
