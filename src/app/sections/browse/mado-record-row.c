/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One record in a list: its date in the gutter, its mark, its title, and what sort of thing it is.
 */
#include "app/sections/browse/mado-record-row.h"

#include "app/widgets/mado-badge.h"
#include "app/widgets/mado-inert.h"
#include "app/widgets/mado-mark.h"
#include "app/widgets/mado-scale.h"
#include "app/widgets/mado-text-label.h"

#define GUTTER_EN 60 /* pixels at text scale 1.0 */
#define GUTTER_JA 68

struct _MadoRecordRow
{
  GtkBox parent_instance;

  GtkBox *gutter;
  GtkLabel *upper;
  GtkLabel *lower;
  MadoMark *mark;
  MadoTextLabel *title;
  GtkLabel *sub;
  GtkBox *badges;
  GtkWidget *loading;
};

G_DEFINE_FINAL_TYPE (MadoRecordRow, mado_record_row, GTK_TYPE_BOX)

static void
mado_record_row_class_init (MadoRecordRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (MADO_TYPE_MARK);
  g_type_ensure (MADO_TYPE_TEXT_LABEL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/madoguchi/Madoguchi/sections/browse/mado-record-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoRecordRow, gutter);
  gtk_widget_class_bind_template_child (widget_class, MadoRecordRow, upper);
  gtk_widget_class_bind_template_child (widget_class, MadoRecordRow, lower);
  gtk_widget_class_bind_template_child (widget_class, MadoRecordRow, mark);
  gtk_widget_class_bind_template_child (widget_class, MadoRecordRow, title);
  gtk_widget_class_bind_template_child (widget_class, MadoRecordRow, sub);
  gtk_widget_class_bind_template_child (widget_class, MadoRecordRow, badges);
  gtk_widget_class_bind_template_child (widget_class, MadoRecordRow, loading);
}

static void
mado_record_row_init (MadoRecordRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mado_record_row_new (void)
{
  return g_object_new (MADO_TYPE_RECORD_ROW, NULL);
}

const char *
mado_record_row_get_type_label (MadoRecord *record, MadoVocabulary *vocabulary,
                                MadoLanguage language)
{
  MadoKind kind = mado_record_get_kind (record);
  const char *word = mado_record_get_type_word (record);
  g_autofree char *list = g_strconcat (
      mado_kind_to_word (kind),
      kind == MADO_KIND_TERM || kind == MADO_KIND_ANSWER ? "_category" : "_type", NULL);

  if (!word)
    return mado_vocabulary_get_label (vocabulary, "kind", mado_kind_to_word (kind), language);
  return mado_vocabulary_get_label (vocabulary, list, word, language);
}

static void
clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    gtk_box_remove (box, child);
}

static void
fill_gutter (MadoRecordRow *self, MadoRecord *record, MadoLanguage language)
{
  MadoDate *date = mado_record_get_date (record);
  g_autofree char *upper = NULL, *lower = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->gutter),
                          mado_kind_is_dated (mado_record_get_kind (record)));
  gtk_widget_set_size_request (
      GTK_WIDGET (self->gutter),
      mado_scale_apply (GTK_WIDGET (self), language == MADO_LANGUAGE_JA ? GUTTER_JA : GUTTER_EN),
      -1);
  if (date)
    mado_date_format_gutter (date, language, &upper, &lower);
  gtk_label_set_label (self->upper, upper ? upper : "—");
  gtk_label_set_label (self->lower, lower ? lower : "");
}

/* What an assistive tool says of the row: everything that it shows, once. */
static void
set_name (MadoRecordRow *self, MadoRecord *record, const char *sub, MadoLanguage language)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));
  MadoDate *date = mado_record_get_date (record);
  g_autofree char *title
      = mado_inert_line (mado_text_get (mado_record_get_title (record), language, NULL), NULL);
  g_autofree char *when = date ? mado_date_format (date, language, MADO_DATE_FULL) : NULL;
  g_autofree char *name = g_strjoin (", ", title, sub, when, NULL);

  if (row)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
fill (MadoRecordRow *self, const MadoHit *hit, MadoVocabulary *vocabulary)
{
  MadoDisplay *display = mado_display_get_for_widget (GTK_WIDGET (self));
  MadoLanguage language = mado_display_get_language (display);
  MadoRecord *record = hit->record;
  MadoNumber number = mado_record_get_number (record);
  MadoText *place = mado_record_get_place (record);
  const char *type = mado_record_row_get_type_label (record, vocabulary, language);
  g_autofree char *together
      = place ? g_strdup_printf ("%s · %s", type, mado_text_get (place, language, NULL))
              : g_strdup (type);
  g_autofree char *sub = mado_inert_line (together, NULL);
  GtkWidget *status
      = mado_badge_new_for_status (record, vocabulary, language, mado_display_get_today (display));

  fill_gutter (self, record, language);
  mado_mark_set_kind (self->mark, mado_record_get_kind (record));
  mado_mark_set_number (self->mark, number.is_set ? (guint) CLAMP (number.value, 0, 9999) : 0);
  mado_text_label_set_text (self->title, mado_record_get_title (record));
  gtk_label_set_label (self->sub, sub);
  /* That a meeting was held goes without saying in a list of meetings. */
  if (status && g_strcmp0 (mado_record_get_status (record), "held") != 0)
    gtk_box_append (self->badges, status);
  else if (status)
    g_object_unref (g_object_ref_sink (status));
  if (mado_conflicts_get_n (mado_record_get_conflicts (record)) > 0)
    gtk_box_append (self->badges, mado_badge_new_disputed (FALSE));
  set_name (self, record, sub, language);
}

void
mado_record_row_set_hit (MadoRecordRow *self, const MadoHit *hit, MadoVocabulary *vocabulary)
{
  gboolean is_read = hit && hit->record;

  g_return_if_fail (MADO_IS_RECORD_ROW (self));

  clear (self->badges);
  gtk_widget_set_visible (self->loading, !is_read);
  gtk_widget_set_visible (GTK_WIDGET (self->title), is_read);
  gtk_widget_set_visible (GTK_WIDGET (self->sub), is_read);
  if (is_read)
    fill (self, hit, vocabulary);
}
