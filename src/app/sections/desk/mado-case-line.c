/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Built once and filled again as it is scrolled into sight. What strangers wrote is made inert. */
#include "app/sections/desk/mado-case-line.h"

#include <glib/gi18n.h>

#include "app/sections/desk/mado-case-times.h"
#include "app/sections/desk/mado-case-words.h"
#include "app/widgets/mado-badge.h"
#include "app/widgets/mado-text-label.h"

struct _MadoCaseLine
{
  GtkBox parent_instance;
  MadoTextLabel *title;
  GtkWidget *head;
  GtkWidget *language; /* nullable: the badge */
  MadoTextLabel *who;
  MadoTextLabel *snippet;
  GtkWidget *foot;
  GtkWidget *due; /* nullable: the badge */
  GtkLabel *status;
  GtkLabel *number;
  char *name;
};

G_DEFINE_FINAL_TYPE (MadoCaseLine, mado_case_line, GTK_TYPE_BOX)

static void
mado_case_line_finalize (GObject *object)
{
  g_free (MADO_CASE_LINE (object)->name);
  G_OBJECT_CLASS (mado_case_line_parent_class)->finalize (object);
}

static void
mado_case_line_class_init (MadoCaseLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mado_case_line_finalize;
}

static MadoTextLabel *
make_text (int lines, const char *css)
{
  GtkWidget *label
      = g_object_new (MADO_TYPE_TEXT_LABEL, "lines", lines, "mark-fallback", FALSE, NULL);

  gtk_widget_add_css_class (label, css);
  return MADO_TEXT_LABEL (label);
}

static GtkLabel *
make_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "row-sub");
  return GTK_LABEL (label);
}

static void
mado_case_line_init (MadoCaseLine *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
  self->title = make_text (2, "row-title");
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (self->head), GTK_WIDGET (self->title));
  self->who = make_text (1, "row-sub");
  self->snippet = make_text (2, "row-sub");
  self->foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->status = make_label ();
  gtk_widget_set_hexpand (GTK_WIDGET (self->status), TRUE);
  self->number = make_label ();
  gtk_label_set_ellipsize (self->number, PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->number), "numeric");
  gtk_box_append (GTK_BOX (self->foot), GTK_WIDGET (self->status));
  gtk_box_append (GTK_BOX (self->foot), GTK_WIDGET (self->number));
  gtk_box_append (GTK_BOX (self), self->head);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->who));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->snippet));
  gtk_box_append (GTK_BOX (self), self->foot);
}

GtkWidget *
mado_case_line_new (void)
{
  return g_object_new (MADO_TYPE_CASE_LINE, NULL);
}

static void
show_text (MadoTextLabel *label, const char *text)
{
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
  mado_text_label_set_plain (label, text != NULL ? text : "",
                             mado_case_words_guess_language (text));
}

/* The badge of the language that the enquirer writes. */
static void
show_language (MadoCaseLine *self, const char *language)
{
  g_autofree char *letters = g_ascii_strup (language, -1);

  if (self->language != NULL)
    gtk_box_remove (GTK_BOX (self->head), self->language);
  self->language = NULL;
  if (*language == '\0')
    return;
  self->language = mado_badge_new (MADO_BADGE_PLAIN, letters);
  gtk_widget_set_tooltip_text (self->language,
                               mado_case_words_get_value (MADO_CASE_LANGUAGE, language));
  gtk_box_append (GTK_BOX (self->head), self->language);
}

static void
show_due (MadoCaseLine *self, MadoCaseItem *item, gint today)
{
  const char *status = mado_case_item_get_row (item)->values[MADO_CASE_STATUS];
  gboolean is_done = mado_case_status_get_stage (status) == MADO_CASE_STAGE_DONE;

  if (self->due != NULL)
    gtk_box_remove (GTK_BOX (self->foot), self->due);
  self->due = NULL;
  if (today != MADO_NO_DAY || is_done)
    {
      self->due = mado_case_times_make_badge (mado_case_item_get_deadline (item), status, today);
      gtk_box_prepend (GTK_BOX (self->foot), self->due);
    }
  gtk_label_set_label (self->status,
                       is_done ? "" : mado_case_words_get_value (MADO_CASE_STATUS, status));
}

static char *
dup_who (const MadoCaseRow *row)
{
  if (*row->name == '\0' || *row->organisation == '\0')
    return g_strconcat (row->name, row->organisation, NULL);
  return g_strdup_printf ("%s · %s", row->name, row->organisation);
}

void
mado_case_line_show (MadoCaseLine *self, MadoCaseItem *item, gint today)
{
  const MadoCaseRow *row;
  g_autofree char *title = NULL;
  g_autofree char *who = NULL;
  g_autofree char *number = NULL;
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  g_return_if_fail (MADO_IS_CASE_LINE (self) && MADO_IS_CASE_ITEM (item));

  row = mado_case_item_get_row (item);
  title = mado_case_words_dup_title (row->values[MADO_CASE_TITLE], row->number);
  who = dup_who (row);
  number = g_strdup_printf ("%" G_GINT64_FORMAT, row->number);
  show_text (self->title, title);
  show_text (self->who, who);
  show_text (self->snippet, row->snippet);
  show_language (self, row->values[MADO_CASE_LANGUAGE]);
  show_due (self, item, today);
  gtk_label_set_label (self->number, number);
  g_free (self->name);
  self->name = g_strjoin (
      ", ", mado_text_label_get_shown (self->title),
      self->due != NULL ? mado_badge_get_label (MADO_BADGE (self->due)) : number,
      mado_case_words_get_value (MADO_CASE_STATUS, row->values[MADO_CASE_STATUS]), NULL);
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    self->name, -1);
}

void
mado_case_line_hide_who (MadoCaseLine *self)
{
  g_return_if_fail (MADO_IS_CASE_LINE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->who), FALSE);
}

char *
mado_case_line_dup_name (MadoCaseLine *self)
{
  g_return_val_if_fail (MADO_IS_CASE_LINE (self), NULL);

  return g_strdup (self->name);
}
