/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The overview: rows are buttons with one badge that says why they are here. */
#include "app/sections/overview/mado-overview.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/sections/browse/mado-fact-values.h"
#include "app/sections/mado-sections.h"
#include "app/sections/overview/mado-overview-content.h"
#include "app/widgets/mado-badge.h"
#include "app/widgets/mado-columns.h"
#include "app/widgets/mado-display.h"
#include "app/widgets/mado-inert.h"
#include "app/widgets/mado-mark.h"
#include "app/widgets/mado-text-label.h"

struct _MadoOverview
{
  GtkBox parent_instance;

  AdwHeaderBar *header;
  AdwWindowTitle *title;
  GtkWidget *back_button;
  GtkWidget *sections_button;
  MadoColumns *columns;

  MadoContext *context;
  MadoOverviewContent *content; /* nullable */
  GCancellable *cancellable;
  guint clock; /* source of the clocks' next minute */
};

static void implement_section_page (MadoSectionPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MadoOverview, mado_overview, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_SECTION_PAGE,
                                                      implement_section_page))

/* --- Clocks --- */

static char *
format_time_in (const char *zone)
{
  g_autoptr (GTimeZone) there = g_time_zone_new_identifier (zone);
  g_autoptr (GDateTime) now = there ? g_date_time_new_now (there) : NULL;

  return now ? g_date_time_format (now, "%H:%M") : g_strdup ("–");
}

static gboolean
show_time_cb (gpointer user_data)
{
  MadoOverview *self = user_data;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *iso = g_date_time_format (now, "%Y-%m-%d");
  g_autoptr (MadoDate) today = mado_date_new_from_iso (iso, NULL);
  g_autofree char *day
      = mado_date_format (today, mado_display_get_interface_language (), MADO_DATE_FULL);
  g_autofree char *tokyo = format_time_in ("Asia/Tokyo");
  g_autofree char *brussels = format_time_in ("Europe/Brussels");
  /* Translators: the date, the time in Tokyo, the time in Brussels. */
  g_autofree char *text = g_strdup_printf (_ ("%s · Tokyo %s · Brussels %s"), day, tokyo, brussels);

  adw_window_title_set_subtitle (self->title, text);
  self->clock = g_timeout_add_seconds (60 - g_date_time_get_second (now), show_time_cb, self);
  return G_SOURCE_REMOVE;
}

/* --- Rows --- */

static GtkWidget *
make_label (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css);
  return label;
}

static void
open_record_cb (GtkWidget *button, MadoRecord *record)
{
  const MadoSection *section = mado_sections_find_kind (mado_record_get_kind (record));

  if (section)
    gtk_widget_activate_action (button, "win.open-section", "(ss)", section->id, "");
  gtk_widget_activate_action (button, "win.open-record", "s", mado_record_get_id (record));
}

/* A row: mark, title over a second line, badge; it opens @record, or @section where that is given.
 */
static void
append_row (GtkBox *box, MadoRecord *record, const char *title, const char *sub, GtkWidget *badge,
            const MadoSection *section, const char *query)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *mark = mado_mark_new (mado_record_get_kind (record));
  g_autofree char *name = g_strjoin (", ", title, sub, NULL);
  GtkWidget *label;

  if (section)
    label = make_label (title, "row-title");
  else
    {
      label = mado_text_label_new (mado_record_get_title (record));
      g_object_set (label, "lines", 2, "mark-fallback", FALSE, NULL);
    }
  gtk_box_append (GTK_BOX (words), label);
  gtk_box_append (GTK_BOX (words), make_label (sub, "row-sub"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (row), mark);
  gtk_box_append (GTK_BOX (row), words);
  if (badge)
    {
      gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (row), badge);
    }
  gtk_button_set_child (GTK_BUTTON (button), row);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "link-row");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (section)
    {
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-section");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", section->id, query);
    }
  else
    g_signal_connect_data (button, "clicked", G_CALLBACK (open_record_cb), g_object_ref (record),
                           (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  gtk_box_append (box, button);
}

static char *
dup_title (MadoRecord *record, MadoLanguage language)
{
  return mado_inert_line (mado_text_get (mado_record_get_title (record), language, NULL), NULL);
}

static void
append_counted_look (GtkBox *box, const MadoLook *look, MadoLanguage language)
{
  const MadoSection *section = mado_sections_find_kind (mado_record_get_kind (look->record));
  g_autofree char *first = dup_title (look->record, language);
  g_autofree char *count = mado_number_format ((gint64) look->count, language);
  g_autofree char *title = NULL;

  if (look->reason == MADO_LOOK_ANSWERS)
    title = g_strdup_printf (
        ngettext ("%s answer to check before use", "%s answers to check before use", look->count),
        count);
  else
    title = g_strdup_printf (ngettext ("%s call or scheme to check before it is quoted",
                                       "%s calls and schemes to check before they are quoted",
                                       look->count),
                             count);
  append_row (box, look->record, title, first, mado_badge_new (MADO_BADGE_PLAIN, count), section,
              look->query);
}

static void
append_look (GtkBox *box, const MadoLook *look, MadoVocabulary *vocabulary, MadoLanguage language)
{
  g_autofree char *title = dup_title (look->record, language);
  const char *status = mado_vocabulary_get_label (vocabulary, "status",
                                                  mado_record_get_status (look->record), language);

  switch (look->reason)
    {
    case MADO_LOOK_CALLS:
    case MADO_LOOK_ANSWERS:
      append_counted_look (box, look, language);
      break;
    case MADO_LOOK_UNCONFIRMED:
      append_row (box, look->record, title, status,
                  mado_badge_new (MADO_BADGE_WARN, C_ ("badge", "Not confirmed")), NULL, NULL);
      break;
    case MADO_LOOK_DISPUTED:
      append_row (box, look->record, title,
                  mado_kind_get_title (mado_record_get_kind (look->record)),
                  mado_badge_new_disputed (TRUE), NULL, NULL);
      break;
    }
}

static void
append_newest (GtkBox *box, MadoRecord *record, MadoLanguage language)
{
  MadoDate *date = mado_record_get_date (record);
  g_autofree char *title = dup_title (record, language);
  g_autofree char *day = date ? mado_date_format (date, language, MADO_DATE_FULL) : NULL;
  g_autofree char *sub
      = g_strjoin (" · ", mado_kind_get_title (mado_record_get_kind (record)), day, NULL);

  append_row (box, record, title, sub, NULL, NULL, NULL);
}

/* --- Tiles --- */

static void
append_figure (GtkBox *box, MadoRecord *record, MadoVocabulary *vocabulary, MadoLanguage language)
{
  MadoDate *date = mado_record_get_date (record);
  g_autofree char *value = mado_fact_format_figure (record, vocabulary, language);
  g_autofree char *title = dup_title (record, language);
  g_autofree char *day = date ? mado_date_format (date, language, MADO_DATE_SHORT) : NULL;
  g_autofree char *sub = g_strjoin (" · ", title, day, NULL);
  g_autofree char *name = g_strdup_printf ("%s, %s", value, sub);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (words), make_label (value, "bignum"));
  gtk_box_append (GTK_BOX (words), make_label (sub, "row-sub"));
  gtk_button_set_child (GTK_BUTTON (button), words);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "link-row");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (open_record_cb), g_object_ref (record),
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  gtk_box_append (box, button);
}

static void
append_held (GtkGrid *grid, int row, const MadoSection *section, guint64 count, guint64 most,
             MadoLanguage language)
{
  g_autofree char *number = mado_number_format ((gint64) count, language);
  GtkWidget *name = gtk_label_new (mado_section_get_title (section));
  GtkWidget *bar = gtk_level_bar_new_for_interval (0, MAX (most, 1));
  GtkWidget *value = gtk_label_new (number);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (value), 1);
  gtk_widget_add_css_class (value, "numeric");
  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), count);
  gtk_widget_set_hexpand (bar, TRUE);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  mado_section_get_title (section), -1);
  gtk_grid_attach (grid, name, 0, row, 1, 1);
  gtk_grid_attach (grid, bar, 1, row, 1, 1);
  gtk_grid_attach (grid, value, 2, row, 1, 1);
}

static GtkWidget *
make_held (const MadoStanding *standing, MadoLanguage language)
{
  GtkWidget *grid = gtk_grid_new ();
  guint64 most = 0;
  int row = 0;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  for (guint i = 0; i < mado_sections_get_n (); i++)
    most = MAX (most, mado_section_count (mado_sections_get (i), standing->counts));
  for (guint i = 0; i < mado_sections_get_n (); i++)
    {
      const MadoSection *section = mado_sections_get (i);

      if (section->kinds != 0)
        append_held (GTK_GRID (grid), row++, section,
                     mado_section_count (section, standing->counts), most, language);
    }
  return grid;
}

static GtkBox *
append_block (GtkBox *column, const char *heading, guint count, const char *css)
{
  GtkWidget *block = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *number = g_strdup_printf ("%u", count);

  gtk_box_append (GTK_BOX (line), make_label (heading, "heading"));
  if (count > 0)
    gtk_box_append (GTK_BOX (line), make_label (number, "row-sub"));
  gtk_widget_add_css_class (line, "block-head");
  gtk_box_append (GTK_BOX (block), line);
  if (css)
    gtk_widget_add_css_class (block, css);
  gtk_box_append (column, block);
  return GTK_BOX (block);
}

/* --- Filling --- */

static void
fill_left (MadoOverview *self, GtkBox *column, MadoLanguage language)
{
  MadoVocabulary *vocabulary = mado_context_get_vocabulary (self->context);
  GPtrArray *looks = self->content->looks;
  GPtrArray *newest = self->content->newest;
  GtkBox *block = append_block (column, _ ("Facts that need a look"), looks->len, NULL);

  if (looks->len == 0)
    gtk_box_append (block,
                    make_label (_ ("Every fact here is confirmed by its sources."), "row-sub"));
  for (guint i = 0; i < looks->len; i++)
    append_look (block, looks->pdata[i], vocabulary, language);
  block = append_block (column, _ ("Newest"), newest->len, NULL);
  if (newest->len == 0)
    gtk_box_append (block, make_label (_ ("There are no records yet."), "row-sub"));
  for (guint i = 0; i < newest->len; i++)
    append_newest (block, newest->pdata[i], language);
}

static void
fill_right (MadoOverview *self, GtkBox *column, MadoLanguage language)
{
  MadoVocabulary *vocabulary = mado_context_get_vocabulary (self->context);
  GPtrArray *figures = self->content->figures;
  GtkBox *block = NULL;

  if (figures->len > 0)
    block = append_block (column, C_ ("section", "Figures"), 0, "tile");
  for (guint i = 0; i < figures->len; i++)
    append_figure (block, figures->pdata[i], vocabulary, language);
  block = append_block (column, _ ("What is held"), 0, "tile");
  gtk_box_append (block, make_held (&self->content->standing, language));
}

static void
fill (MadoOverview *self)
{
  MadoLanguage language
      = mado_display_get_language (mado_display_get_for_widget (GTK_WIDGET (self)));
  GtkWidget *left = gtk_box_new (GTK_ORIENTATION_VERTICAL, 20);
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);

  mado_columns_clear (self->columns);
  mado_columns_append (self->columns, left);
  mado_columns_append (self->columns, right);
  gtk_widget_set_valign (right, GTK_ALIGN_START);
  fill_left (self, GTK_BOX (left), language);
  fill_right (self, GTK_BOX (right), language);
}

static void
read_content (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  MadoOverviewContent *content = mado_overview_content_read (source, cancellable, &error);

  if (content)
    g_task_return_pointer (task, content, (GDestroyNotify) mado_overview_content_free);
  else
    g_task_return_error (task, error);
}

static void
content_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoOverview *self = MADO_OVERVIEW (source);
  g_autoptr (GError) error = NULL;
  MadoOverviewContent *content = g_task_propagate_pointer (G_TASK (result), &error);

  if (content)
    {
      g_clear_pointer (&self->content, mado_overview_content_free);
      self->content = content;
      fill (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      mado_columns_clear (self->columns);
      mado_columns_append (self->columns, make_label (error->message, "row-title"));
    }
}

static void
reload_cb (MadoOverview *self)
{
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, content_read_cb, NULL);
  mado_context_read (self->context, task, read_content);
}

/* The content is kept: another language needs no reading. */
static void
language_changed_cb (MadoOverview *self)
{
  if (self->content)
    fill (self);
}

/* --- Section page --- */

static void
set_context (MadoSectionPage *page, MadoContext *context)
{
  MadoOverview *self = MADO_OVERVIEW (page);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "changed", G_CALLBACK (reload_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (mado_display_get_for_widget (GTK_WIDGET (self)),
                           "notify::content-language", G_CALLBACK (language_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_time_cb (self);
  reload_cb (self);
}

static void
set_place (MadoSectionPage *page, MadoPlace place)
{
  MadoOverview *self = MADO_OVERVIEW (page);

  adw_header_bar_set_show_start_title_buttons (self->header,
                                               (place & MADO_PLACE_START_BUTTONS) != 0);
  adw_header_bar_set_show_end_title_buttons (self->header, (place & MADO_PLACE_END_BUTTONS) != 0);
  gtk_widget_set_visible (self->back_button, (place & MADO_PLACE_BACK) != 0);
  gtk_widget_set_visible (self->sections_button, (place & MADO_PLACE_SECTIONS) != 0);
}

static void
implement_section_page (MadoSectionPageInterface *iface)
{
  iface->set_context = set_context;
  iface->set_place = set_place;
}

static void
mado_overview_dispose (GObject *object)
{
  MadoOverview *self = MADO_OVERVIEW (object);

  g_clear_handle_id (&self->clock, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_pointer (&self->content, mado_overview_content_free);
  G_OBJECT_CLASS (mado_overview_parent_class)->dispose (object);
}

static void
mado_overview_class_init (MadoOverviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_overview_dispose;
  g_type_ensure (MADO_TYPE_COLUMNS);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/madoguchi/Madoguchi/sections/overview/mado-overview.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoOverview, header);
  gtk_widget_class_bind_template_child (widget_class, MadoOverview, title);
  gtk_widget_class_bind_template_child (widget_class, MadoOverview, back_button);
  gtk_widget_class_bind_template_child (widget_class, MadoOverview, sections_button);
  gtk_widget_class_bind_template_child (widget_class, MadoOverview, columns);
}

static void
mado_overview_init (MadoOverview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
