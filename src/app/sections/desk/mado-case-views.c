/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Toggle buttons in one group. */
#include "app/sections/desk/mado-case-views.h"

#include "app/sections/desk/mado-case-words.h"
#include "app/widgets/mado-wrap.h"

static const MadoCaseView order[] = {
  MADO_CASE_VIEW_MINE,    MADO_CASE_VIEW_DUE,  MADO_CASE_VIEW_WAITING, MADO_CASE_VIEW_UNASSIGNED,
  MADO_CASE_VIEW_NO_NEXT, MADO_CASE_VIEW_LIVE, MADO_CASE_VIEW_DONE,
};

struct _MadoCaseViews
{
  GtkWidget parent_instance;
  GtkWidget *wrap;
  GtkToggleButton *chips[MADO_N_CASE_VIEWS]; /* nullable: not every view has one */
  MadoCaseDesk *desk;
  MadoCaseView chosen;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoCaseViews, mado_case_views, GTK_TYPE_WIDGET)

static void
mado_case_views_dispose (GObject *object)
{
  MadoCaseViews *self = MADO_CASE_VIEWS (object);

  g_clear_pointer (&self->wrap, gtk_widget_unparent);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (mado_case_views_parent_class)->dispose (object);
}

static void
mado_case_views_class_init (MadoCaseViewsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_case_views_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHOSEN] = g_signal_new ("chosen", MADO_TYPE_CASE_VIEWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
toggled_cb (MadoCaseViews *self, GtkToggleButton *chip)
{
  if (!gtk_toggle_button_get_active (chip))
    {
      gtk_widget_remove_css_class (GTK_WIDGET (chip), "on");
      gtk_widget_add_css_class (GTK_WIDGET (chip), "theme");
      return;
    }
  gtk_widget_add_css_class (GTK_WIDGET (chip), "on");
  gtk_widget_remove_css_class (GTK_WIDGET (chip), "theme");
  for (MadoCaseView view = 0; view < MADO_N_CASE_VIEWS; view++)
    if (self->chips[view] == chip)
      self->chosen = view;
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
add_chip (MadoCaseViews *self, MadoCaseView view, GtkToggleButton *first)
{
  GtkWidget *chip = gtk_toggle_button_new_with_label (mado_case_words_get_view (view));

  self->chips[view] = GTK_TOGGLE_BUTTON (chip);
  if (first != NULL)
    gtk_toggle_button_set_group (self->chips[view], first);
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_add_css_class (chip, "theme");
  gtk_widget_add_css_class (chip, "numeric");
  mado_wrap_append (MADO_WRAP (self->wrap), chip);
}

static void
mado_case_views_init (MadoCaseViews *self)
{
  self->wrap = mado_wrap_new (6);
  gtk_widget_set_parent (self->wrap, GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    add_chip (self, order[i], self->chips[order[0]]);
  self->chosen = MADO_CASE_VIEW_LIVE;
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    g_signal_connect_object (self->chips[order[i]], "toggled", G_CALLBACK (toggled_cb), self,
                             G_CONNECT_SWAPPED);
  gtk_toggle_button_set_active (self->chips[self->chosen], TRUE);
}

static void
counted_cb (MadoCaseViews *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autofree char *label = g_strdup_printf ("%s %u", mado_case_words_get_view (order[i]),
                                                mado_case_desk_get_count (self->desk, order[i]));

      gtk_button_set_label (GTK_BUTTON (self->chips[order[i]]), label);
    }
}

/**
 * mado_case_views_set_desk:
 * @desk: (transfer none): counts the cases
 */
void
mado_case_views_set_desk (MadoCaseViews *self, MadoCaseDesk *desk)
{
  g_return_if_fail (MADO_IS_CASE_VIEWS (self) && self->desk == NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "counted", G_CALLBACK (counted_cb), self, G_CONNECT_SWAPPED);
  if (mado_case_desk_is_counted (desk))
    counted_cb (self);
}

MadoCaseView
mado_case_views_get_chosen (MadoCaseViews *self)
{
  g_return_val_if_fail (MADO_IS_CASE_VIEWS (self), MADO_CASE_VIEW_LIVE);

  return self->chosen;
}

void
mado_case_views_choose (MadoCaseViews *self, MadoCaseView view)
{
  g_return_if_fail (MADO_IS_CASE_VIEWS (self) && view < MADO_N_CASE_VIEWS);

  if (self->chips[view] != NULL)
    gtk_toggle_button_set_active (self->chips[view], TRUE);
}
