/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One row a field. */
#include "app/sections/desk/mado-case-details.h"

#include <glib/gi18n.h>

#include "app/sections/desk/mado-case-changes.h"
#include "app/sections/desk/mado-case-choice.h"
#include "app/sections/desk/mado-case-times.h"
#include "app/sections/desk/mado-case-words.h"
#include "app/widgets/mado-display.h"
#include "app/widgets/mado-inert.h"
#include "app/widgets/mado-plain-label.h"

#define FRAMES 60u /* for which a row may take to scroll into sight */

static const MadoCaseField shown[] = {
  MADO_CASE_PRIORITY, MADO_CASE_TOPIC,   MADO_CASE_DIRECTION, MADO_CASE_CHANNEL,
  MADO_CASE_LANGUAGE, MADO_CASE_COUNTRY, MADO_CASE_TAGS,      MADO_CASE_NEXT,
};

struct _MadoCaseDetails
{
  GtkBox parent_instance;
  GtkMenuButton *buttons[MADO_N_CASE_FIELDS]; /* nullable: not every field has one */
  GtkLabel *values[MADO_N_CASE_FIELDS];
  GtkBox *links;
  MadoCaseDesk *desk;
  MadoCase *the_case;
};

G_DEFINE_FINAL_TYPE (MadoCaseDetails, mado_case_details, GTK_TYPE_BOX)

static void
mado_case_details_dispose (GObject *object)
{
  MadoCaseDetails *self = MADO_CASE_DETAILS (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->the_case);
  G_OBJECT_CLASS (mado_case_details_parent_class)->dispose (object);
}

static void
mado_case_details_class_init (MadoCaseDetailsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_case_details_dispose;
}

static GtkWidget *
make_label (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css);
  return label;
}

static void
add_row (MadoCaseDetails *self, GtkGrid *grid, MadoCaseField field, int row)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *value = make_label (NULL, "detail-value");

  gtk_widget_set_hexpand (button, TRUE);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), value);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), mado_case_choice_new (field));
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_widget_add_css_class (button, "detail");
  self->buttons[field] = GTK_MENU_BUTTON (button);
  self->values[field] = GTK_LABEL (value);
  gtk_grid_attach (grid, make_label (mado_case_words_get_field (field), "fact-k"), 0, row, 1, 1);
  gtk_grid_attach (grid, button, 1, row, 1, 1);
}

static void
mado_case_details_init (MadoCaseDetails *self)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *more = gtk_button_new_with_label (_ ("Link records…"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 8);
  gtk_widget_add_css_class (GTK_WIDGET (self), "tile");
  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    add_row (self, GTK_GRID (grid), shown[i], (int) i);
  self->links = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 2));
  gtk_widget_set_halign (more, GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (more), "case.link");
  gtk_box_append (GTK_BOX (self), make_label (_ ("About this case"), "heading"));
  gtk_box_append (GTK_BOX (self), grid);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->links));
  gtk_box_append (GTK_BOX (self), more);
}

GtkWidget *
mado_case_details_new (void)
{
  return g_object_new (MADO_TYPE_CASE_DETAILS, NULL);
}

static char *
dup_said (MadoCaseDetails *self, MadoCaseField field)
{
  const char *value = mado_case_get_value (self->the_case, field);
  gint day = field == MADO_CASE_NEXT ? mado_day_parse (value) : MADO_NO_DAY;

  if (*value == '\0')
    return g_strdup ("–");
  if (day != MADO_NO_DAY)
    return mado_case_times_format_day (day, mado_case_desk_get_today (self->desk));
  return mado_inert_line (mado_case_words_get_value (field, value), NULL);
}

static void
show_field (MadoCaseDetails *self, MadoCaseField field, gboolean is_closed)
{
  g_autofree char *said = dup_said (self, field);
  g_autofree char *name = g_strdup_printf ("%s, %s", mado_case_words_get_field (field), said);

  gtk_label_set_label (self->values[field], said);
  gtk_widget_set_sensitive (GTK_WIDGET (self->buttons[field]), !is_closed);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[field]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  mado_case_choice_set_case (MADO_CASE_CHOICE (gtk_menu_button_get_popover (self->buttons[field])),
                             self->desk, self->the_case);
}

/* --- Links --- */

static void
unlink_cb (MadoCaseDetails *self, GtkWidget *button)
{
  mado_case_change_link (self->desk, self->the_case,
                         g_object_get_data (G_OBJECT (button), "record"),
                         g_object_get_data (G_OBJECT (button), "title"), FALSE);
}

static void
append_link (MadoCaseDetails *self, MadoCaseEvent *link, gboolean is_closed)
{
  const char *id = mado_case_event_get_text (link, "record");
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  g_autofree char *words = mado_case_event_dup_title (link, mado_display_get_interface_language ());
  g_autofree char *title = mado_inert_line (words != NULL ? words : id, NULL);
  GtkWidget *open = gtk_button_new ();
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  /* Translators: %s is the title of a record. */
  g_autofree char *name = g_strdup_printf (_ ("Remove the link to %s"), title);

  mado_plain_label_tag (GTK_LABEL (label));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_button_set_child (GTK_BUTTON (open), label);
  gtk_widget_set_hexpand (open, TRUE);
  gtk_widget_set_tooltip_text (open, title);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (open), "win.open-record");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (open), "s", id);
  gtk_accessible_update_property (GTK_ACCESSIBLE (open), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_set_tooltip_text (remove, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (remove), "record", g_strdup (id), g_free);
  g_object_set_data_full (G_OBJECT (remove), "title",
                          g_strdup (mado_case_event_get_text (link, "title")), g_free);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (unlink_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (open, "flat");
  gtk_widget_add_css_class (open, "link-row");
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (remove, !is_closed);
  gtk_box_append (GTK_BOX (line), open);
  gtk_box_append (GTK_BOX (line), remove);
  gtk_box_append (self->links, line);
}

static void
show_links (MadoCaseDetails *self, gboolean is_closed)
{
  GPtrArray *links = mado_case_get_links (self->the_case);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->links))) != NULL)
    gtk_box_remove (self->links, child);
  if (links->len > 0)
    gtk_box_append (self->links, make_label (_ ("Linked records"), "fact-k"));
  for (guint i = 0; i < links->len; i++)
    append_link (self, links->pdata[i], is_closed);
}

void
mado_case_details_show (MadoCaseDetails *self, MadoCaseDesk *desk, const MadoCasePage *page)
{
  gboolean is_closed;

  g_return_if_fail (MADO_IS_CASE_DETAILS (self) && page != NULL);

  is_closed = page->reason != NULL;

  g_set_object (&self->desk, desk);
  g_set_object (&self->the_case, page->the_case);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    show_field (self, shown[i], is_closed);
  show_links (self, is_closed);
}

/* --- Opening --- */

static gboolean
is_in_sight (GtkWidget *widget)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (widget));
  graphene_rect_t bounds;

  return gtk_widget_get_mapped (widget) && gtk_widget_compute_bounds (widget, root, &bounds)
         && bounds.origin.y >= 0
         && bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (root);
}

/* A popover of what is scrolled away, or folded away, has no place on the screen: the keys come
 * first, and the page scrolls to where they are. @left: frames to wait for that */
static gboolean
open_cb (GtkWidget *button, GdkFrameClock *clock, gpointer left)
{
  if (gtk_widget_get_mapped (button) && gtk_widget_get_focus_child (button) == NULL)
    gtk_widget_grab_focus (button);
  if (!is_in_sight (button) && (*(guint *) left)-- > 0)
    return G_SOURCE_CONTINUE;
  if (gtk_widget_get_mapped (button))
    gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  return G_SOURCE_REMOVE;
}

void
mado_case_details_open (MadoCaseDetails *self, MadoCaseField field)
{
  guint *left;

  g_return_if_fail (MADO_IS_CASE_DETAILS (self) && field < MADO_N_CASE_FIELDS);

  if (self->the_case == NULL || self->buttons[field] == NULL)
    return;
  left = g_new (guint, 1);
  *left = FRAMES;
  gtk_widget_add_tick_callback (GTK_WIDGET (self->buttons[field]), open_cb, left, g_free);
}
