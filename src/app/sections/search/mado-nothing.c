/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A status page with a pill for each lesser question. */
#include "app/sections/search/mado-nothing.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/widgets/mado-display.h"
#include "app/widgets/mado-inert.h"

struct _MadoNothing
{
  GtkWidget parent_instance;

  AdwStatusPage *status;
  GtkBox *offers;

  GCancellable *cancellable; /* of the question why */
};

enum
{
  RELAXED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoNothing, mado_nothing, GTK_TYPE_WIDGET)

static void
mado_nothing_dispose (GObject *object)
{
  MadoNothing *self = MADO_NOTHING (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_nothing_parent_class)->dispose (object);
}

static void
mado_nothing_class_init (MadoNothingClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_nothing_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[RELAXED] = g_signal_new ("relaxed", MADO_TYPE_NOTHING, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
mado_nothing_init (MadoNothing *self)
{
  self->status = ADW_STATUS_PAGE (adw_status_page_new ());
  self->offers = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
  gtk_widget_set_halign (GTK_WIDGET (self->offers), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->status), "compact");
  adw_status_page_set_child (self->status, GTK_WIDGET (self->offers));
  gtk_widget_set_parent (GTK_WIDGET (self->status), GTK_WIDGET (self));
}

static void
clear_offers (MadoNothing *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->offers))))
    gtk_box_remove (self->offers, child);
}

static void
offer_clicked_cb (MadoNothing *self, GtkWidget *button)
{
  /* The answer replaces this button: its words must outlive it. */
  g_autofree char *text = g_strdup (g_object_get_data (G_OBJECT (button), "text"));

  g_signal_emit (self, signals[RELAXED], 0, text,
                 GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "everywhere")));
}

static void
add_offer (MadoNothing *self, const char *words, const char *text, gboolean everywhere)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "relaxation");
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "text", g_strdup (text), g_free);
  g_object_set_data (G_OBJECT (button), "everywhere", GINT_TO_POINTER (everywhere));
  g_signal_connect_object (button, "clicked", G_CALLBACK (offer_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->offers, button);
}

static char *
describe (const MadoRelaxation *relaxation)
{
  g_autofree char *number
      = mado_number_format ((gint64) relaxation->count, mado_display_get_interface_language ());
  g_autofree char *word = mado_inert_line (relaxation->word ? relaxation->word : "", NULL);

  switch (relaxation->way)
    {
    case MADO_RELAXATION_WITHOUT:
      /* Translators: a word of the search, and how many records are found without it. */
      return g_strdup_printf (_ ("Without “%s”: %s"), word, number);
    case MADO_RELAXATION_PARTS:
      /* Translators: other words to search for, and how many records they find. */
      return g_strdup_printf (_ ("Search for “%s”: %s"), word, number);
    case MADO_RELAXATION_WORDS:
      /* Translators: how many records are found by the words of the search alone. */
      return g_strdup_printf (_ ("Without the filters: %s"), number);
    case MADO_RELAXATION_ANY:
      /* Translators: how many records have at least one of the words. */
      return g_strdup_printf (_ ("Any of the words: %s"), number);
    case MADO_RELAXATION_EVERYWHERE:
      /* Translators: how many records are found in all sections. */
      return g_strdup_printf (_ ("In all sections: %s"), number);
    }
  g_return_val_if_reached (NULL);
}

static char *
explain (const MadoFindings *findings)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; findings->lost && i < findings->lost->len; i++)
    /* Translators: a word of the search among several, in quotation marks. */
    g_string_append_printf (words, i > 0 ? _ (", “%s”") : _ ("“%s”"),
                            (const char *) g_ptr_array_index (findings->lost, i));
  if (words->len > 0)
    {
      g_autofree char *shown = mado_inert_line (words->str, NULL);

      /* Translators: %s is one or more words in quotation marks. */
      return g_strdup_printf (_ ("No record has %s."), shown);
    }
  return g_strdup (_ ("Each word is found, but no record has all of them."));
}

void
mado_nothing_set_findings (MadoNothing *self, const MadoFindings *findings)
{
  g_autofree char *why = NULL;

  g_return_if_fail (MADO_IS_NOTHING (self) && findings != NULL);

  why = explain (findings);
  mado_nothing_set_sentence (self, _ ("Nothing found"), why);
  for (guint i = 0; findings->relaxations && i < findings->relaxations->len; i++)
    {
      const MadoRelaxation *relaxation = g_ptr_array_index (findings->relaxations, i);
      g_autofree char *words = describe (relaxation);

      add_offer (self, words, relaxation->text, relaxation->way == MADO_RELAXATION_EVERYWHERE);
    }
}

typedef struct
{
  MadoQuery *query;
  guint32 kinds;
} Unanswered;

static void
free_unanswered (gpointer data)
{
  mado_query_unref (((Unanswered *) data)->query);
  g_free (data);
}

static void
read_findings (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Unanswered *unanswered = data;
  GError *error = NULL;
  MadoFindings *findings = mado_findings_read (source, unanswered->query, unanswered->kinds, NULL,
                                               MADO_LANGUAGE_EN, cancellable, &error);

  if (findings)
    g_task_return_pointer (task, findings, (GDestroyNotify) mado_findings_free);
  else
    g_task_return_error (task, error);
}

static void
findings_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoNothing *self = MADO_NOTHING (source);
  g_autoptr (MadoFindings) findings = g_task_propagate_pointer (G_TASK (result), NULL);

  if (findings)
    mado_nothing_set_findings (self, findings);
}

void
mado_nothing_explain (MadoNothing *self, MadoContext *context, MadoQuery *query, guint32 kinds)
{
  g_autoptr (GTask) task = NULL;
  Unanswered *unanswered;

  g_return_if_fail (MADO_IS_NOTHING (self) && query != NULL);

  mado_nothing_set_sentence (self, _ ("Nothing found"), "");
  self->cancellable = g_cancellable_new ();
  unanswered = g_new0 (Unanswered, 1);
  unanswered->query = mado_query_ref (query);
  unanswered->kinds = kinds;
  task = g_task_new (self, self->cancellable, findings_read_cb, NULL);
  g_task_set_task_data (task, unanswered, free_unanswered);
  mado_context_read (context, task, read_findings);
}

void
mado_nothing_set_mistake (MadoNothing *self, const char *advice, const char *text)
{
  g_autofree char *plain = mado_findings_make_plain (text);

  g_return_if_fail (MADO_IS_NOTHING (self));

  mado_nothing_set_sentence (self, _ ("The search has a mistake"), advice);
  if (*plain)
    add_offer (self, _ ("Search for the words alone"), plain, FALSE);
}

void
mado_nothing_set_sentence (MadoNothing *self, const char *title, const char *sentence)
{
  g_autofree char *markup = NULL;

  g_return_if_fail (MADO_IS_NOTHING (self));

  /* What is said now is the answer: one that is under way would replace it. */
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  /* The description is markup, and holds what was typed. */
  markup = g_markup_escape_text (sentence, -1);
  clear_offers (self);
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, markup);
  adw_status_page_set_icon_name (self->status, "system-search-symbolic");
}
