/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The popover is made when it is first opened. */
#include "app/sections/search/mado-filter-button.h"

#include <glib/gi18n.h>

#include "app/sections/search/mado-facet-list.h"
#include "app/widgets/mado-display.h"
#include "app/widgets/mado-scale.h"

#define WIDTH 310  /* pixels at text scale 1.0 */
#define HEIGHT 520 /* at most */
#define MARGIN 24

struct _MadoFilterButton
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  MadoFacetList *facets; /* nullable until the popover is opened */

  MadoContext *context;
  MadoFacetQuestion *question; /* nullable: the owner counts for itself */
};

enum
{
  TOGGLED,
  CLEARED,
  ASKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoFilterButton, mado_filter_button, GTK_TYPE_WIDGET)

static void
toggled_cb (MadoFilterButton *self, const char *field, const char *value)
{
  g_signal_emit (self, signals[TOGGLED], 0, field, value);
}

static void
cleared_cb (MadoFilterButton *self)
{
  g_signal_emit (self, signals[CLEARED], 0);
}

static void
asked_cb (MadoFilterButton *self)
{
  g_signal_emit (self, signals[ASKED], 0);
}

/* With larger text wider, as far as the window goes. */
static int
get_width (MadoFilterButton *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  int most = root ? gtk_widget_get_width (GTK_WIDGET (root)) - 2 * MARGIN : WIDTH;

  return MAX (WIDTH, MIN (mado_scale_apply (GTK_WIDGET (self), WIDTH), most));
}

static void
make_popover (MadoFilterButton *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *facets = mado_facet_list_new ();

  self->facets = MADO_FACET_LIST (facets);
  mado_facet_list_set_height (self->facets, HEIGHT);
  gtk_widget_set_size_request (facets, get_width (self), -1);
  g_signal_connect_object (facets, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (facets, "cleared", G_CALLBACK (cleared_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (facets, "asked", G_CALLBACK (asked_cb), self, G_CONNECT_SWAPPED);
  if (self->question)
    mado_facet_list_set_question (self->facets, self->context, self->question);
  gtk_popover_set_child (GTK_POPOVER (popover), facets);
  gtk_widget_add_css_class (popover, "facets");
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Filters"), -1);
  g_signal_connect_object (popover, "map", G_CALLBACK (mado_facet_list_focus), facets,
                           G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (self->button, popover);
}

static void
create_popover_cb (GtkMenuButton *button, gpointer user_data)
{
  MadoFilterButton *self = user_data;

  if (!self->facets)
    make_popover (self);
}

static void
mado_filter_button_dispose (GObject *object)
{
  MadoFilterButton *self = MADO_FILTER_BUTTON (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  g_clear_object (&self->context);
  g_clear_pointer (&child, gtk_widget_unparent);
  self->facets = NULL;
  G_OBJECT_CLASS (mado_filter_button_parent_class)->dispose (object);
}

static void
mado_filter_button_finalize (GObject *object)
{
  g_clear_pointer (&MADO_FILTER_BUTTON (object)->question, mado_facet_question_free);
  G_OBJECT_CLASS (mado_filter_button_parent_class)->finalize (object);
}

static void
mado_filter_button_class_init (MadoFilterButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_filter_button_dispose;
  G_OBJECT_CLASS (klass)->finalize = mado_filter_button_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[TOGGLED] = g_signal_new ("toggled", MADO_TYPE_FILTER_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[ASKED] = g_signal_new ("asked", MADO_TYPE_FILTER_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[CLEARED] = g_signal_new ("cleared", MADO_TYPE_FILTER_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
mado_filter_button_init (MadoFilterButton *self)
{
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "mado-filter-symbolic");
  gtk_menu_button_set_create_popup_func (self->button, create_popover_cb, self, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("Filters (Ctrl+L)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Filters"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
}

/**
 * mado_filter_button_set_question:
 * @kinds: bits of the kinds that the list shows
 * @query: (nullable): what it is narrowed by
 * @text: that as it is typed
 */
void
mado_filter_button_set_question (MadoFilterButton *self, MadoContext *context, guint32 kinds,
                                 MadoQuery *query, const char *text)
{
  g_return_if_fail (MADO_IS_FILTER_BUTTON (self) && text != NULL);

  g_set_object (&self->context, context);
  g_clear_pointer (&self->question, mado_facet_question_free);
  self->question
      = mado_facet_question_new (kinds, query, text, mado_display_get_interface_language ());
  if (self->facets)
    mado_facet_list_set_question (self->facets, context, self->question);
}

void
mado_filter_button_refresh (MadoFilterButton *self)
{
  g_return_if_fail (MADO_IS_FILTER_BUTTON (self));

  if (self->facets)
    mado_facet_list_refresh (self->facets);
}

GHashTable *
mado_filter_button_get_whole (MadoFilterButton *self)
{
  g_return_val_if_fail (MADO_IS_FILTER_BUTTON (self) && self->facets, NULL);

  return mado_facet_list_get_whole (self->facets);
}

void
mado_filter_button_show (MadoFilterButton *self, GPtrArray *sheet, const GError *error)
{
  g_return_if_fail (MADO_IS_FILTER_BUTTON (self) && self->facets);

  mado_facet_list_show (self->facets, sheet, error);
}

void
mado_filter_button_open (MadoFilterButton *self)
{
  g_return_if_fail (MADO_IS_FILTER_BUTTON (self));

  gtk_menu_button_popup (self->button);
}
