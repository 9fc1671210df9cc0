/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One button a value. Their names are read from the store; until they are, the chips stay. */
#include "app/sections/search/mado-filter-chips.h"

#include <glib/gi18n.h>

#include "app/sections/search/mado-facet-sheet.h"
#include "app/widgets/mado-display.h"
#include "app/widgets/mado-plain-label.h"
#include "app/widgets/mado-wrap.h"
#include "core/store/mado-choice.h"

#define MOST 34 /* characters of a chip */

struct _MadoFilterChips
{
  GtkWidget parent_instance;

  MadoWrap *wrap;
  GCancellable *cancellable;
};

enum
{
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoFilterChips, mado_filter_chips, GTK_TYPE_WIDGET)

static void
mado_filter_chips_dispose (GObject *object)
{
  MadoFilterChips *self = MADO_FILTER_CHIPS (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_filter_chips_parent_class)->dispose (object);
}

static void
mado_filter_chips_class_init (MadoFilterChipsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_filter_chips_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[REMOVED] = g_signal_new ("removed", MADO_TYPE_FILTER_CHIPS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
mado_filter_chips_init (MadoFilterChips *self)
{
  self->wrap = MADO_WRAP (mado_wrap_new (6));
  gtk_widget_set_parent (GTK_WIDGET (self->wrap), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
clicked_cb (MadoFilterChips *self, GtkWidget *chip)
{
  /* The chip goes away with the filter. */
  g_autofree char *field = g_strdup (g_object_get_data (G_OBJECT (chip), "field"));
  g_autofree char *value = g_strdup (g_object_get_data (G_OBJECT (chip), "value"));

  g_signal_emit (self, signals[REMOVED], 0, field, value);
}

static GtkWidget *
make_chip (MadoFilterChips *self, const MadoFacetBlock *block, const MadoFacetOffer *offer)
{
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  /* Translators: a filter of a list, its name and its value: "Status: In force". */
  g_autofree char *words = g_strdup_printf (_ ("%s: %s"), block->title, offer->label);
  /* Translators: what a button does; %s is a filter such as "Status: In force". */
  g_autofree char *name = g_strdup_printf (_ ("Remove filter %s"), words);
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MOST);
  mado_plain_label_tag (GTK_LABEL (label));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_add_css_class (chip, "on");
  gtk_widget_set_tooltip_text (chip, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (chip), "field", g_strdup (block->field), g_free);
  g_object_set_data_full (G_OBJECT (chip), "value", g_strdup (offer->value), g_free);
  g_signal_connect_object (chip, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  return chip;
}

static void
read_chosen (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, mado_facet_sheet_read_chosen (source, data),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void
chosen_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoFilterChips *self = MADO_FILTER_CHIPS (source);
  g_autoptr (GPtrArray) sheet = g_task_propagate_pointer (G_TASK (result), NULL);

  if (sheet)
    mado_filter_chips_show (self, sheet);
}

void
mado_filter_chips_show (MadoFilterChips *self, GPtrArray *sheet)
{
  g_return_if_fail (MADO_IS_FILTER_CHIPS (self) && sheet);

  mado_wrap_clear (self->wrap);
  for (guint i = 0; i < sheet->len; i++)
    {
      const MadoFacetBlock *block = g_ptr_array_index (sheet, i);

      for (guint j = 0; j < block->offers->len; j++)
        mado_wrap_append (self->wrap,
                          make_chip (self, block, g_ptr_array_index (block->offers, j)));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), sheet->len > 0);
}

/**
 * mado_filter_chips_set_text:
 * @kinds: bits of the kinds that the list shows
 * @text: the search, as typed
 */
void
mado_filter_chips_set_text (MadoFilterChips *self, MadoContext *context, guint32 kinds,
                            const char *text)
{
  g_autoptr (GPtrArray) choices = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MADO_IS_FILTER_CHIPS (self) && text != NULL);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  choices = mado_choices_list (text, mado_context_get_vocabulary (context));
  if (choices->len == 0)
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      mado_wrap_clear (self->wrap);
      return;
    }
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, chosen_read_cb, NULL);
  g_task_set_task_data (
      task, mado_facet_question_new (kinds, NULL, text, mado_display_get_interface_language ()),
      (GDestroyNotify) mado_facet_question_free);
  mado_context_read (context, task, read_chosen);
}
