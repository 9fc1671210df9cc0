/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In a narrow window their words give way, and the names stay. */
#include "app/sections/desk/mado-case-picks.h"

#include <glib/gi18n.h>

#include "app/sections/desk/mado-case-choice.h"
#include "app/sections/desk/mado-case-words.h"
#include "app/widgets/mado-inert.h"

typedef enum
{
  STATUS,
  ASSIGNEE,
  N_PICKS,
} Pick;

static const MadoCaseField fields[N_PICKS] = { MADO_CASE_STATUS, MADO_CASE_ASSIGNEE };
static const char *const icons[N_PICKS] = { "media-record-symbolic", "avatar-default-symbolic" };

struct _MadoCasePicks
{
  GtkBox parent_instance;
  GtkMenuButton *buttons[N_PICKS];
  GtkLabel *labels[N_PICKS];
};

G_DEFINE_FINAL_TYPE (MadoCasePicks, mado_case_picks, GTK_TYPE_BOX)

static void
mado_case_picks_class_init (MadoCasePicksClass *klass)
{
}

static void
add_button (MadoCasePicks *self, Pick pick)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
  gtk_box_append (GTK_BOX (box),
                  g_object_new (GTK_TYPE_IMAGE, "icon-name", icons[pick], "accessible-role",
                                GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_box_append (GTK_BOX (box), label);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), box);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (button), TRUE);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), mado_case_choice_new (fields[pick]));
  self->buttons[pick] = GTK_MENU_BUTTON (button);
  self->labels[pick] = GTK_LABEL (label);
  gtk_box_append (GTK_BOX (self), button);
}

static void
mado_case_picks_init (MadoCasePicks *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 4);
  for (Pick pick = 0; pick < N_PICKS; pick++)
    add_button (self, pick);
}

static void
show_pick (MadoCasePicks *self, Pick pick, MadoCaseDesk *desk, MadoCase *the_case)
{
  const char *value = mado_case_get_value (the_case, fields[pick]);
  g_autofree char *inert = mado_inert_line (
      *value != '\0' ? mado_case_words_get_value (fields[pick], value) : C_ ("case", "Nobody"),
      NULL);
  g_autofree char *name
      = g_strdup_printf ("%s, %s", mado_case_words_get_field (fields[pick]), inert);

  gtk_label_set_label (self->labels[pick], inert);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->buttons[pick]), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[pick]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  mado_case_choice_set_case (MADO_CASE_CHOICE (gtk_menu_button_get_popover (self->buttons[pick])),
                             desk, the_case);
}

void
mado_case_picks_show (MadoCasePicks *self, MadoCaseDesk *desk, MadoCase *the_case)
{
  g_return_if_fail (MADO_IS_CASE_PICKS (self));

  gtk_widget_set_visible (GTK_WIDGET (self), the_case != NULL);
  for (Pick pick = 0; pick < N_PICKS && the_case != NULL; pick++)
    show_pick (self, pick, desk, the_case);
}

void
mado_case_picks_open (MadoCasePicks *self, MadoCaseField field)
{
  g_return_if_fail (MADO_IS_CASE_PICKS (self));

  for (Pick pick = 0; pick < N_PICKS; pick++)
    if (fields[pick] == field && gtk_widget_get_visible (GTK_WIDGET (self)))
      gtk_menu_button_popup (self->buttons[pick]);
}
