/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the settings is bound to what shows it; whoever uses a setting follows it. */
#include "app/mado-preferences.h"

#include <glib/gi18n.h>

#include "app/mado-preferences-private.h"

#define NARROW 560 /* below this the switcher stands at the foot */

struct _MadoPreferences
{
  AdwWindow parent_instance;
  AdwHeaderBar *header;
  GtkWidget *switcher;
  AdwViewStack *stack;
  GtkWidget *foot; /* a button for each page, in a narrow window */
  GtkWidget *reading;
  AdwPreferencesGroup *dates;
  AdwPreferencesGroup *names;
  AdwPreferencesGroup *help_desk;
  GtkWidget *appearance;
};

G_DEFINE_FINAL_TYPE (MadoPreferences, mado_preferences, ADW_TYPE_WINDOW)

static gboolean
to_number (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  g_value_set_uint (to, (guint) g_value_get_enum (from));
  return TRUE;
}

static gboolean
to_enum (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  guint chosen = g_value_get_uint (from);

  if (chosen == GTK_INVALID_LIST_POSITION)
    return FALSE;
  g_value_set_enum (to, (int) chosen);
  return TRUE;
}

/* A combo row shows the choice of a setting, whose numbers are those of its rows. */
void
mado_preferences_bind_choice (MadoSettings *settings, const char *name, GtkWidget *row)
{
  g_object_bind_property_full (settings, name, row, "selected",
                               G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE, to_number, to_enum,
                               NULL, NULL);
}

/* A row that switches a setting on and off. */
static void
add_switch (AdwPreferencesGroup *group, const char *title, const char *subtitle,
            MadoSettings *settings, const char *name)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *flag = gtk_switch_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (flag, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), flag);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), flag);
  adw_preferences_group_add (group, row);
  g_object_bind_property (settings, name, flag, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

static void
width_changed_cb (MadoPreferences *self)
{
  int width, height;
  gboolean is_narrow;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  is_narrow = width > 0 && width < NARROW;
  /* Without it the bar shows the window's title. */
  adw_header_bar_set_title_widget (self->header, is_narrow ? NULL : self->switcher);
  gtk_widget_set_visible (self->foot, is_narrow);
}

static gboolean
to_active (GBinding *binding, const GValue *from, GValue *to, gpointer name)
{
  g_value_set_boolean (to, g_strcmp0 (g_value_get_string (from), name) == 0);
  return TRUE;
}

static gboolean
to_page (GBinding *binding, const GValue *from, GValue *to, gpointer name)
{
  if (!g_value_get_boolean (from))
    return FALSE;
  g_value_set_string (to, name);
  return TRUE;
}

/* The library's own switcher for the foot of a window warns as it ends: of its buttons, one that
 * was clicked on looks for a weak reference in vain (libadwaita 1.2 on GTK 4.8). These look like
 * it. */
static void
add_foot_button (MadoPreferences *self, const char *name, const char *title, const char *icon)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *first = gtk_widget_get_first_child (self->foot);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  if (first)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
  gtk_box_append (GTK_BOX (self->foot), button);
  g_object_bind_property_full (self->stack, "visible-child-name", button, "active",
                               G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE, to_active, to_page,
                               g_strdup (name), g_free);
}

static void
add_page (MadoPreferences *self, GtkWidget *page, const char *name, const char *title,
          const char *icon)
{
  AdwViewStackPage *added = adw_view_stack_add_titled (self->stack, page, name, title);

  adw_view_stack_page_set_icon_name (added, icon);
  add_foot_button (self, name, title, icon);
}

static void
mado_preferences_class_init (MadoPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/madoguchi/Madoguchi/mado-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoPreferences, header);
  gtk_widget_class_bind_template_child (widget_class, MadoPreferences, switcher);
  gtk_widget_class_bind_template_child (widget_class, MadoPreferences, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoPreferences, foot);
  gtk_widget_class_bind_template_child (widget_class, MadoPreferences, reading);
  gtk_widget_class_bind_template_child (widget_class, MadoPreferences, dates);
  gtk_widget_class_bind_template_child (widget_class, MadoPreferences, names);
  gtk_widget_class_bind_template_child (widget_class, MadoPreferences, help_desk);
  gtk_widget_class_bind_template_child (widget_class, MadoPreferences, appearance);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
mado_preferences_init (MadoPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_foot_button (self, "general", C_ ("preferences", "General"), "applications-system-symbolic");
  g_signal_connect (self, "notify::default-width", G_CALLBACK (width_changed_cb), NULL);
}

/* A window that is as narrow as a telephone has no window of preferences that is wider. */
static void
fit (MadoPreferences *self, GtkWindow *parent)
{
  int width = parent ? gtk_widget_get_width (GTK_WIDGET (parent)) : 0;
  int height = parent ? gtk_widget_get_height (GTK_WIDGET (parent)) : 0;
  int own_width, own_height;

  gtk_window_get_default_size (GTK_WINDOW (self), &own_width, &own_height);
  if (width > 0 && width < own_width)
    own_width = width;
  if (height > 0 && height < own_height)
    own_height = height;
  gtk_window_set_default_size (GTK_WINDOW (self), own_width, own_height);
  width_changed_cb (self);
}

/**
 * mado_preferences_new:
 * @parent: (nullable): the window that it belongs to
 * @settings: what is chosen
 * @context: for what stands in the profile
 * @profile: (type filename): the folder of the profile
 */
GtkWidget *
mado_preferences_new (GtkWindow *parent, MadoSettings *settings, MadoContext *context,
                      const char *profile)
{
  MadoPreferences *self = g_object_new (MADO_TYPE_PREFERENCES, "transient-for", parent, NULL);

  mado_preferences_bind_choice (settings, "reading", self->reading);
  mado_preferences_bind_choice (settings, "appearance", self->appearance);
  add_switch (self->dates, _ ("Japanese era beside the year"),
              _ ("2023年（令和5年）, in Japanese text"), settings, "era");
  add_switch (self->names, _ ("Family name first"), _ ("YAMADA Taro, in Latin letters"), settings,
              "surname-first");
  add_switch (self->names, _ ("Latin letters after わ"), _ ("In lists by Japanese reading"),
              settings, "latin-last");
  add_switch (self->help_desk, _ ("Tell of cases that are due"),
              _ ("Once a day, in the hours of the desk"), settings, "case-alerts");
  add_page (self, mado_preferences_make_calendars (context), "calendars",
            C_ ("preferences", "Calendars"), "x-office-calendar-symbolic");
  add_page (self, mado_preferences_make_privacy (context, profile), "privacy",
            C_ ("preferences", "Privacy"), "preferences-system-privacy-symbolic");
  fit (self, parent);
  return GTK_WIDGET (self);
}
