/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sections, each with the number of its records, from the table of sections. */
#include "app/mado-sidebar.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/sections/updates/mado-updates-words.h"
#include "app/widgets/mado-display.h"
#include "app/widgets/mado-late-menu.h"

struct _MadoSidebar
{
  GtkBox parent_instance;

  AdwHeaderBar *header;
  GMenuModel *main_menu;
  GtkMenuButton *menu_button;
  GtkListBox *sections;
  GtkWidget *foot;
  GtkWidget *foot_icon;
  GtkLabel *edition;
  GtkLabel *state;
  MadoUpdates *updates; /* nullable */
  GPtrArray *counts;    /* the labels, by the section's index */
  GPtrArray *rows;
};

enum
{
  SECTION_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoSidebar, mado_sidebar, GTK_TYPE_BOX)

static void
row_activated_cb (MadoSidebar *self, GtkListBoxRow *row)
{
  const MadoSection *section = mado_sections_get ((guint) gtk_list_box_row_get_index (row));

  g_signal_emit (self, signals[SECTION_CHOSEN], 0, section->id);
}

/* The heading over the sections of the desk. */
static void
update_header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const MadoSection *section = mado_sections_get ((guint) gtk_list_box_row_get_index (row));
  const MadoSection *above
      = before ? mado_sections_get ((guint) gtk_list_box_row_get_index (before)) : NULL;
  GtkWidget *heading;

  if (!above || section->group == above->group || gtk_list_box_row_get_header (row))
    return;
  heading = gtk_label_new (_ ("Help desk"));
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "sections-heading");
  gtk_list_box_row_set_header (row, heading);
}

static void
add_section (MadoSidebar *self, const MadoSection *section)
{
  const char *title = mado_section_get_title (section);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", section->icon, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "section-title");
  gtk_widget_add_css_class (count, "section-count");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_set_visible (row, section->group != MADO_SECTION_GROUP_FOOT);
  gtk_list_box_append (self->sections, row);
  g_ptr_array_add (self->counts, count);
  g_ptr_array_add (self->rows, row);
}

static void
mado_sidebar_dispose (GObject *object)
{
  MadoSidebar *self = MADO_SIDEBAR (object);

  g_clear_object (&self->updates);
  g_clear_pointer (&self->counts, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (mado_sidebar_parent_class)->dispose (object);
}

static void
mado_sidebar_class_init (MadoSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_sidebar_dispose;
  signals[SECTION_CHOSEN] = g_signal_new ("section-chosen", MADO_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/madoguchi/Madoguchi/mado-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoSidebar, header);
  gtk_widget_class_bind_template_child (widget_class, MadoSidebar, main_menu);
  gtk_widget_class_bind_template_child (widget_class, MadoSidebar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, MadoSidebar, sections);
  gtk_widget_class_bind_template_child (widget_class, MadoSidebar, foot);
  gtk_widget_class_bind_template_child (widget_class, MadoSidebar, foot_icon);
  gtk_widget_class_bind_template_child (widget_class, MadoSidebar, edition);
  gtk_widget_class_bind_template_child (widget_class, MadoSidebar, state);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
mado_sidebar_init (MadoSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_late_menu_attach (self->menu_button, self->main_menu);
  self->counts = g_ptr_array_new ();
  self->rows = g_ptr_array_new ();
  gtk_list_box_set_header_func (self->sections, update_header_cb, NULL, NULL);
  for (guint i = 0; i < mado_sections_get_n (); i++)
    add_section (self, mado_sections_get (i));
}

static void
set_count (MadoSidebar *self, guint i, guint64 count)
{
  g_autofree char *number
      = mado_number_format ((gint64) count, mado_display_get_interface_language ());
  g_autofree char *name
      = g_strdup_printf ("%s, %s", mado_section_get_title (mado_sections_get (i)), number);

  gtk_label_set_label (g_ptr_array_index (self->counts, i), number);
  gtk_accessible_update_property (g_ptr_array_index (self->rows, i), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static void
name_foot (MadoSidebar *self)
{
  g_autofree char *name = g_strjoin (
      ", ", C_ ("section", "Updates"), gtk_label_get_label (self->edition),
      gtk_widget_get_visible (GTK_WIDGET (self->state)) ? gtk_label_get_label (self->state) : NULL,
      NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->foot), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

/**
 * mado_sidebar_set_standing:
 * @counts: (array fixed-size=14): records of each kind
 * @edition: the number of the bundled edition
 * @date: (nullable): its day, ISO
 */
void
mado_sidebar_set_standing (MadoSidebar *self, const guint64 *counts, gint64 edition,
                           const char *date)
{
  g_autoptr (MadoDate) day = date ? mado_date_new_from_iso (date, NULL) : NULL;
  g_autofree char *shown = NULL, *line = NULL;
  MadoLanguage language = mado_display_get_interface_language ();

  g_return_if_fail (MADO_IS_SIDEBAR (self));

  for (guint i = 0; i < mado_sections_get_n (); i++)
    if (mado_sections_get (i)->kinds != 0)
      set_count (self, i, mado_section_count (mado_sections_get (i), counts));
  shown = day ? mado_date_format (day, language, MADO_DATE_SHORT) : NULL;
  /* Translators: the number of the edition of the records and its day. */
  line = g_strdup_printf (_ ("Edition %d · %s"), (int) edition, shown ? shown : "—");
  gtk_label_set_label (self->edition, line);
  name_foot (self);
}

static void
updates_changed_cb (MadoSidebar *self)
{
  gboolean is_current = mado_updates_is_current (self->updates);

  gtk_label_set_label (self->state, mado_updates_get_state (self->updates));
  gtk_widget_set_visible (GTK_WIDGET (self->state), TRUE);
  g_object_set (self->foot_icon, "icon-name",
                is_current ? "object-select-symbolic" : "dialog-warning-symbolic", NULL);
  if (is_current)
    gtk_widget_remove_css_class (self->foot_icon, "warning");
  else
    gtk_widget_add_css_class (self->foot_icon, "warning");
  name_foot (self);
}

/**
 * mado_sidebar_follow:
 * @updates: whose state the foot says from now on
 *
 * Has it read how the feeds stand. Called again, it does nothing.
 */
void
mado_sidebar_follow (MadoSidebar *self, MadoUpdates *updates)
{
  g_return_if_fail (MADO_IS_SIDEBAR (self));

  if (!g_set_object (&self->updates, updates))
    return;
  g_signal_connect_object (updates, "changed", G_CALLBACK (updates_changed_cb), self,
                           G_CONNECT_SWAPPED);
  mado_updates_reload (updates);
}

/**
 * mado_sidebar_set_count:
 * @id: of a section that lists no records
 * @count: what it has
 */
void
mado_sidebar_set_count (MadoSidebar *self, const char *id, guint64 count)
{
  g_return_if_fail (MADO_IS_SIDEBAR (self));

  for (guint i = 0; i < mado_sections_get_n (); i++)
    if (g_strcmp0 (mado_sections_get (i)->id, id) == 0)
      set_count (self, i, count);
}

void
mado_sidebar_select (MadoSidebar *self, const char *id)
{
  g_return_if_fail (MADO_IS_SIDEBAR (self));

  if (!id)
    gtk_list_box_unselect_all (self->sections);
  for (guint i = 0; i < mado_sections_get_n (); i++)
    if (g_strcmp0 (mado_sections_get (i)->id, id) == 0)
      gtk_list_box_select_row (self->sections, g_ptr_array_index (self->rows, i));
}

void
mado_sidebar_set_title_buttons (MadoSidebar *self, gboolean start, gboolean end)
{
  g_return_if_fail (MADO_IS_SIDEBAR (self));

  adw_header_bar_set_show_start_title_buttons (self->header, start);
  adw_header_bar_set_show_end_title_buttons (self->header, end);
}
