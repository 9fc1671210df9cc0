/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filled when it is opened: what is chosen then is what the case is then. */
#include "app/sections/desk/mado-case-choice.h"

#include <glib/gi18n.h>

#include "app/sections/desk/mado-case-changes.h"
#include "app/sections/desk/mado-case-times.h"
#include "app/sections/desk/mado-case-words.h"
#include "app/widgets/mado-inert.h"
#include "app/widgets/mado-plain-label.h"

#define WIDTH 260 /* pixels */

struct _MadoCaseChoice
{
  GtkPopover parent_instance;
  GtkBox *box;
  MadoCaseField field;
  MadoCaseDesk *desk;
  MadoCase *the_case;
};

G_DEFINE_FINAL_TYPE (MadoCaseChoice, mado_case_choice, GTK_TYPE_POPOVER)

static void
choose (MadoCaseChoice *self, const char *value)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  mado_case_change_field (self->desk, self->the_case, self->field, value);
}

static void
row_clicked_cb (MadoCaseChoice *self, GtkWidget *row)
{
  g_autofree char *value = g_strdup (g_object_get_data (G_OBJECT (row), "value"));

  choose (self, value);
}

static GtkWidget *
make_label (const char *text, const char *css)
{
  g_autofree char *inert = mado_inert_line (text, NULL);
  GtkWidget *label = gtk_label_new (inert);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  /* In one line: a popover does not follow the height of text that wraps. */
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  mado_plain_label_tag (GTK_LABEL (label));
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  return label;
}

static void
append_row (MadoCaseChoice *self, const char *value, const char *words, const char *meaning)
{
  gboolean is_set = g_str_equal (mado_case_get_value (self->the_case, self->field), value);
  GtkWidget *row = gtk_button_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *mark = g_object_new (GTK_TYPE_IMAGE, "icon-name", "object-select-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  g_autofree char *name = meaning != NULL && *meaning != '\0'
                              ? g_strdup_printf ("%s, %s", words, meaning)
                              : g_strdup (words);

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), make_label (words, NULL));
  if (meaning != NULL && *meaning != '\0')
    gtk_box_append (GTK_BOX (texts), make_label (meaning, "row-sub"));
  gtk_widget_set_opacity (mark, is_set ? 1 : 0);
  gtk_box_append (GTK_BOX (line), texts);
  gtk_box_append (GTK_BOX (line), mark);
  gtk_button_set_child (GTK_BUTTON (row), line);
  gtk_widget_add_css_class (row, "flat");
  gtk_widget_add_css_class (row, "link-row");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "value", g_strdup (value), g_free);
  g_signal_connect_object (row, "clicked", G_CALLBACK (row_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->box, row);
}

static void
entry_activated_cb (MadoCaseChoice *self, GtkEditable *entry)
{
  g_autofree char *value = g_strdup (gtk_editable_get_text (entry));

  choose (self, value);
}

static void
append_entry (MadoCaseChoice *self, const char *hint)
{
  GtkWidget *entry = gtk_entry_new ();
  const char *name = mado_case_words_get_field (self->field);

  gtk_editable_set_text (GTK_EDITABLE (entry), mado_case_get_value (self->the_case, self->field));
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (entry, "activate", G_CALLBACK (entry_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->box, make_label (name, "heading"));
  gtk_box_append (self->box, entry);
  gtk_box_append (self->box, make_label (_ ("Enter sets it."), "row-sub"));
}

static void
append_words (MadoCaseChoice *self, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    append_row (self, words[i], mado_case_words_get_value (self->field, words[i]),
                self->field == MADO_CASE_STATUS ? mado_case_words_get_meaning (words[i]) : NULL);
  if (self->field != MADO_CASE_STATUS)
    append_row (self, "", C_ ("case", "none"), NULL);
}

/* The words of the vocabulary, or any other. */
static void
append_topics (MadoCaseChoice *self)
{
  g_autoptr (GPtrArray) topics = mado_case_words_list_topics ();

  g_ptr_array_add (topics, NULL);
  append_words (self, (const char *const *) topics->pdata);
  append_entry (self, _ ("Another topic"));
}

static void
append_people (MadoCaseChoice *self)
{
  const char *officer = mado_case_desk_get_officer (self->desk);

  append_row (self, officer, officer, _ ("Me"));
  append_row (self, "", C_ ("case", "Nobody"), NULL);
  append_entry (self, _ ("Name of a colleague"));
}

/* The working days that a case can rest until. */
static void
append_days (MadoCaseChoice *self)
{
  static const guint steps[] = { 1, 2, 3, 5, 10, 20 };
  const MadoDeadlineRule *rule = mado_case_desk_get_rule (self->desk);
  gint today = mado_case_desk_get_today (self->desk);

  for (guint i = 0; i < G_N_ELEMENTS (steps) && rule != NULL; i++)
    {
      g_autoptr (MadoDue) due = mado_due_count (
          today, steps[i], mado_case_desk_get_calendars (self->desk), rule->closed, NULL, 0);
      g_autofree char *iso = due->due != MADO_NO_DAY ? mado_day_format_iso (due->due) : NULL;
      g_autofree char *day = iso != NULL ? mado_case_times_format_day (due->due, today) : NULL;
      g_autofree char *left = g_strdup_printf (
          ngettext ("in %u working day", "in %u working days", steps[i]), steps[i]);

      if (iso != NULL)
        append_row (self, iso, day, left);
    }
  append_row (self, "", C_ ("case", "No day"), _ ("It rests no longer."));
}

static void
fill (MadoCaseChoice *self)
{
  static const char *const languages[] = { "en", "ja", NULL };
  const char *const *words = mado_case_field_get_words (self->field);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  if (words != NULL)
    append_words (self, words);
  else if (self->field == MADO_CASE_LANGUAGE)
    append_words (self, languages);
  else if (self->field == MADO_CASE_ASSIGNEE)
    append_people (self);
  else if (self->field == MADO_CASE_TOPIC)
    append_topics (self);
  else if (self->field == MADO_CASE_NEXT)
    append_days (self);
  else if (self->field == MADO_CASE_TAGS)
    append_entry (self, _ ("Tags, with commas between them"));
  else if (self->field == MADO_CASE_COUNTRY)
    append_entry (self, _ ("Two letters: BE, JP"));
  else
    append_entry (self, NULL);
}

static void
mado_case_choice_show (GtkWidget *widget)
{
  MadoCaseChoice *self = MADO_CASE_CHOICE (widget);

  if (self->the_case != NULL)
    fill (self);
  GTK_WIDGET_CLASS (mado_case_choice_parent_class)->show (widget);
}

static void
mado_case_choice_dispose (GObject *object)
{
  MadoCaseChoice *self = MADO_CASE_CHOICE (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->the_case);
  G_OBJECT_CLASS (mado_case_choice_parent_class)->dispose (object);
}

static void
mado_case_choice_class_init (MadoCaseChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_case_choice_dispose;
  GTK_WIDGET_CLASS (klass)->show = mado_case_choice_show;
}

static void
mado_case_choice_init (MadoCaseChoice *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 2));
  gtk_widget_set_size_request (GTK_WIDGET (self->box), WIDTH, -1);
  gtk_popover_set_child (GTK_POPOVER (self), GTK_WIDGET (self->box));
}

/**
 * mado_case_choice_new:
 * @field: that it sets
 */
GtkWidget *
mado_case_choice_new (MadoCaseField field)
{
  MadoCaseChoice *self = g_object_new (MADO_TYPE_CASE_CHOICE, NULL);

  self->field = field;
  return GTK_WIDGET (self);
}

void
mado_case_choice_set_case (MadoCaseChoice *self, MadoCaseDesk *desk, MadoCase *the_case)
{
  g_return_if_fail (MADO_IS_CASE_CHOICE (self));

  g_set_object (&self->desk, desk);
  g_set_object (&self->the_case, the_case);
}
