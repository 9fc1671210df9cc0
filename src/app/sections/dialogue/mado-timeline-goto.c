/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The popover in which one writes the date to go to. */
#include "app/sections/dialogue/mado-timeline-goto.h"

#include <glib/gi18n.h>

struct _MadoTimelineGoto
{
  GtkPopover parent_instance;
  GtkEntry *entry;
  GtkLabel *mistake;
};

enum
{
  DATE_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoTimelineGoto, mado_timeline_goto, GTK_TYPE_POPOVER)

static void
activated_cb (MadoTimelineGoto *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDate) date = mado_date_parse (text, &error);

  gtk_widget_set_visible (GTK_WIDGET (self->mistake), !date);
  if (date)
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      g_signal_emit (self, signals[DATE_CHOSEN], 0, date);
      return;
    }
  gtk_label_set_label (
      self->mistake,
      _ ("This is not a date. These are: 2023, May 2026, 5 May 2026, 2026-05, R8.5, 2011..2015"));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
changed_cb (MadoTimelineGoto *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->mistake), FALSE);
}

static void
shown_cb (MadoTimelineGoto *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
mado_timeline_goto_class_init (MadoTimelineGotoClass *klass)
{
  signals[DATE_CHOSEN] = g_signal_new ("date-chosen", MADO_TYPE_TIMELINE_GOTO, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, MADO_TYPE_DATE);
}

static void
mado_timeline_goto_init (MadoTimelineGoto *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *entry = gtk_entry_new (), *mistake = gtk_label_new (NULL);

  self->entry = GTK_ENTRY (entry);
  self->mistake = GTK_LABEL (mistake);
  gtk_entry_set_placeholder_text (self->entry, _ ("May 2026, 2026-05, R8.5 …"));
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 24);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Go to a date"), -1);
  gtk_label_set_wrap (self->mistake, TRUE);
  gtk_label_set_max_width_chars (self->mistake, 30);
  gtk_label_set_xalign (self->mistake, 0);
  gtk_widget_set_visible (mistake, FALSE);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), mistake);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect_object (entry, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "show", G_CALLBACK (shown_cb), NULL);
}

GtkWidget *
mado_timeline_goto_new (void)
{
  return g_object_new (MADO_TYPE_TIMELINE_GOTO, NULL);
}
