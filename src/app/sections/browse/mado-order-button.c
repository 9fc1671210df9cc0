/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A menu of radio items; its one action knows the order that is in use. */
#include "app/sections/browse/mado-order-button.h"

#include <glib/gi18n.h>

#include "app/widgets/mado-late-menu.h"

struct _MadoOrderButton
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GMenu *menu; /* sections: the orders, and what else there is */
  GMenu *orders;
  GSimpleAction *action;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoOrderButton, mado_order_button, GTK_TYPE_WIDGET)

static void
activate_cb (MadoOrderButton *self, GVariant *parameter)
{
  g_simple_action_set_state (self->action, parameter);
  g_signal_emit (self, signals[CHOSEN], 0, g_variant_get_string (parameter, NULL));
}

static void
mado_order_button_dispose (GObject *object)
{
  MadoOrderButton *self = MADO_ORDER_BUTTON (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_clear_object (&self->menu);
  g_clear_object (&self->orders);
  g_clear_object (&self->action);
  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_order_button_parent_class)->dispose (object);
}

static void
mado_order_button_class_init (MadoOrderButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_order_button_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHOSEN] = g_signal_new ("chosen", MADO_TYPE_ORDER_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
mado_order_button_init (MadoOrderButton *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  self->action = g_simple_action_new_stateful ("choose", G_VARIANT_TYPE_STRING,
                                               g_variant_new_string (MADO_ORDER_WORD_DEFAULT));
  g_signal_connect_object (self->action, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->action));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "order", G_ACTION_GROUP (group));
  self->menu = g_menu_new ();
  self->orders = g_menu_new ();
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (self->orders));
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "view-sort-descending-symbolic");
  mado_late_menu_attach (self->button, G_MENU_MODEL (self->menu));
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("Order (Ctrl+Shift+L)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Order"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
}

/**
 * mado_order_button_set_section:
 * @word: the order that is in use
 */
void
mado_order_button_set_section (MadoOrderButton *self, const MadoSection *section, const char *word)
{
  const char *words[MADO_ORDER_MOST];
  guint n = mado_order_list (section, words);

  g_return_if_fail (MADO_IS_ORDER_BUTTON (self));

  g_menu_remove_all (self->orders);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (mado_order_get_title (section, words[i]), NULL);

      g_menu_item_set_action_and_target (item, "order.choose", "s", words[i]);
      g_menu_append_item (self->orders, item);
    }
  g_simple_action_set_state (self->action, g_variant_new_string (word));
}

void
mado_order_button_set_more (MadoOrderButton *self, GMenuModel *more, GActionGroup *actions)
{
  g_return_if_fail (MADO_IS_ORDER_BUTTON (self));

  while (g_menu_model_get_n_items (G_MENU_MODEL (self->menu)) > 1)
    g_menu_remove (self->menu, 1);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "table", actions);
  /* One by one: a section of sections has two lines above it. */
  for (int i = 0; more && i < g_menu_model_get_n_items (more); i++)
    {
      g_autoptr (GMenuItem) section = g_menu_item_new_from_model (more, i);

      g_menu_append_item (self->menu, section);
    }
}

void
mado_order_button_open (MadoOrderButton *self)
{
  g_return_if_fail (MADO_IS_ORDER_BUTTON (self));

  gtk_menu_button_popup (self->button);
}
