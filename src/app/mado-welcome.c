/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A few pages behind one another. Whoever closes them at any of them has seen the first start. */
#include "app/mado-welcome.h"

#include <glib/gi18n.h>

#include "app/mado-preferences-private.h"

#define TRY "try-desk"

struct _MadoWelcome
{
  AdwWindow parent_instance;
  GtkWidget *next_button;
  GtkStack *stack;
  GtkWidget *reading;
  GtkWidget *trial;
  GtkLabel *place;
  GtkSelectionModel *pages; /* of the stack */
};

/* The way round. */
static const struct
{
  const char *icon;
  const char *title;
  const char *text;
} stations[] = {
  { "system-search-symbolic", N_ ("Find it in either language"),
    N_ ("Ctrl+F searches a section, once more everywhere. 協定 finds agreements that are written "
        "about in English only. Ctrl+K jumps to a record.") },
  { "mado-differ-symbolic", N_ ("See where it comes from"),
    N_ ("Each record names its sources. Where they disagree, all values are shown, and a date is "
        "never more exact than its source.") },
  { "mado-parallel-symbolic", N_ ("Read both texts side by side"),
    N_ ("Above each record you choose English, Japanese, or both, paragraph beside paragraph. "
        "Alt+2 does the same.") },
  { "mado-note-symbolic", N_ ("Keep what matters to you"),
    N_ ("Ctrl+D sets a star, and at the foot of each record is room for a note. Both stay on this "
        "computer. Ctrl+Z undoes, F1 explains.") },
};

G_DEFINE_FINAL_TYPE (MadoWelcome, mado_welcome, ADW_TYPE_WINDOW)

static guint
get_shown (MadoWelcome *self)
{
  guint i = 0;

  while (i < g_list_model_get_n_items (G_LIST_MODEL (self->pages))
         && !gtk_selection_model_is_selected (self->pages, i))
    i++;
  return i;
}

static void
shown_cb (MadoWelcome *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->pages)), shown = get_shown (self);
  /* Translators: which of how many pages: "2 of 6". */
  g_autofree char *place = g_strdup_printf (_ ("%1$u of %2$u"), shown + 1, n);

  gtk_label_set_label (self->place, place);
  gtk_button_set_label (GTK_BUTTON (self->next_button), shown + 1 < n ? _ ("Next") : _ ("Begin"));
}

static void
next_cb (MadoWelcome *self)
{
  guint next = get_shown (self) + 1;

  if (next < g_list_model_get_n_items (G_LIST_MODEL (self->pages)))
    gtk_selection_model_select_item (self->pages, next, TRUE);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
try_cb (MadoWelcome *self)
{
  g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()), TRY, NULL);
}

static void
mado_welcome_dispose (GObject *object)
{
  g_clear_object (&MADO_WELCOME (object)->pages);
  G_OBJECT_CLASS (mado_welcome_parent_class)->dispose (object);
}

static void
mado_welcome_class_init (MadoWelcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_welcome_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/madoguchi/Madoguchi/mado-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoWelcome, next_button);
  gtk_widget_class_bind_template_child (widget_class, MadoWelcome, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoWelcome, reading);
  gtk_widget_class_bind_template_child (widget_class, MadoWelcome, trial);
  gtk_widget_class_bind_template_child (widget_class, MadoWelcome, place);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
mado_welcome_init (MadoWelcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_stations (MadoWelcome *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (stations); i++)
    {
      GtkWidget *page = adw_status_page_new ();

      adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), stations[i].icon);
      adw_status_page_set_title (ADW_STATUS_PAGE (page), _ (stations[i].title));
      adw_status_page_set_description (ADW_STATUS_PAGE (page), _ (stations[i].text));
      gtk_stack_add_child (self->stack, page);
    }
}

static void
fit (MadoWelcome *self, GtkWindow *parent)
{
  int width = parent ? gtk_widget_get_width (GTK_WIDGET (parent)) : 0;
  int own_width, own_height;

  gtk_window_get_default_size (GTK_WINDOW (self), &own_width, &own_height);
  if (width > 0 && width < own_width)
    gtk_window_set_default_size (GTK_WINDOW (self), width, own_height);
}

/**
 * mado_welcome_new:
 * @parent: (nullable): the window that it belongs to
 */
GtkWidget *
mado_welcome_new (GtkWindow *parent, MadoSettings *settings, MadoContext *context)
{
  MadoWelcome *self = g_object_new (MADO_TYPE_WELCOME, "transient-for", parent, NULL);

  mado_preferences_bind_choice (settings, "reading", self->reading);
  gtk_stack_add_child (self->stack, mado_preferences_make_calendars (context));
  gtk_widget_set_visible (self->trial, g_application_get_default ()
                                           && g_action_group_has_action (
                                               G_ACTION_GROUP (g_application_get_default ()), TRY));
  add_stations (self);
  self->pages = gtk_stack_get_pages (self->stack);
  g_signal_connect_object (self->pages, "selection-changed", G_CALLBACK (shown_cb), self,
                           G_CONNECT_SWAPPED);
  shown_cb (self);
  fit (self, parent);
  g_object_set (settings, "welcomed", TRUE, NULL);
  return GTK_WIDGET (self);
}

typedef struct
{
  MadoSettings *settings;
  MadoContext *context;
  guint n_frames;
} Offer;

static void
free_offer (gpointer data)
{
  Offer *self = data;

  g_object_unref (self->settings);
  g_object_unref (self->context);
  g_free (self);
}

static gboolean
tick_cb (GtkWidget *window, GdkFrameClock *clock, gpointer user_data)
{
  Offer *self = user_data;

  if (self->n_frames++ < 1)
    return G_SOURCE_CONTINUE;
  gtk_window_present (
      GTK_WINDOW (mado_welcome_new (GTK_WINDOW (window), self->settings, self->context)));
  return G_SOURCE_REMOVE;
}

/**
 * mado_welcome_offer:
 * @window: a window that is about to be shown
 *
 * Has the first start follow the window's first frame, unless it is over.
 */
void
mado_welcome_offer (GtkWindow *window, MadoSettings *settings, MadoContext *context)
{
  gboolean welcomed;
  Offer *self;

  g_object_get (settings, "welcomed", &welcomed, NULL);
  if (welcomed)
    return;
  self = g_new0 (Offer, 1);
  self->settings = g_object_ref (settings);
  self->context = g_object_ref (context);
  gtk_widget_add_tick_callback (GTK_WIDGET (window), tick_cb, self, free_offer);
}
