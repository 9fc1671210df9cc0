/* SPDX-License-Identifier: GPL-3.0-or-later */
/* That nothing is written yet needs no telling. */
#include "app/sections/desk/mado-case-checklist.h"

#include <glib/gi18n.h>

#include "app/sections/desk/mado-case-checking.h"
#include "app/widgets/mado-badge.h"
#include "app/widgets/mado-plain-label.h"
#include "app/widgets/mado-wrap.h"

struct _MadoCaseChecklist
{
  GtkBox parent_instance;
  GtkWidget *flaws;
  GtkWidget *badges;
};

G_DEFINE_FINAL_TYPE (MadoCaseChecklist, mado_case_checklist, GTK_TYPE_BOX)

static void
mado_case_checklist_class_init (MadoCaseChecklistClass *klass)
{
}

static void
mado_case_checklist_init (MadoCaseChecklist *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->flaws = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->badges = mado_wrap_new (6);
  gtk_box_append (GTK_BOX (self), self->flaws);
  gtk_box_append (GTK_BOX (self), self->badges);
}

static void
append_flaw (MadoCaseChecklist *self, const MadoCaseFlaw *flaw)
{
  gboolean is_grave = mado_case_checking_is_grave (flaw);
  g_autofree char *words = mado_case_checking_describe (flaw);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = g_object_new (
      GTK_TYPE_IMAGE, "icon-name", is_grave ? "dialog-error-symbolic" : "dialog-warning-symbolic",
      "valign", GTK_ALIGN_START, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label = mado_plain_label_new (words, "flaw");

  gtk_widget_add_css_class (icon, is_grave ? "error" : "warning");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (self->flaws), line);
}

static gboolean
has_flaw (GPtrArray *flaws, MadoCaseCheck check)
{
  for (guint i = 0; i < flaws->len; i++)
    if (((const MadoCaseFlaw *) flaws->pdata[i])->check == check)
      return TRUE;
  return FALSE;
}

static void
append_badge (MadoCaseChecklist *self, const char *words)
{
  mado_wrap_append (MADO_WRAP (self->badges), mado_badge_new (MADO_BADGE_OK, words));
}

static void
show_badges (MadoCaseChecklist *self, MadoCase *the_case, GPtrArray *flaws, gboolean has_cited)
{
  const char *language = mado_case_get_value (the_case, MADO_CASE_LANGUAGE);

  if (has_flaw (flaws, MADO_CASE_CHECK_EMPTY))
    return;
  if (*language != '\0' && !has_flaw (flaws, MADO_CASE_CHECK_LANGUAGE))
    append_badge (self, g_str_equal (language, "ja") ? _ ("Japanese, as the enquirer")
                                                     : _ ("English, as the enquirer"));
  if (!has_flaw (flaws, MADO_CASE_CHECK_INTERNAL))
    append_badge (self, _ ("No internal text"));
  if (has_cited && !has_flaw (flaws, MADO_CASE_CHECK_CLOSED_CALL))
    append_badge (self, _ ("No closed call"));
}

void
mado_case_checklist_show (MadoCaseChecklist *self, MadoCase *the_case, GPtrArray *flaws,
                          gboolean has_cited)
{
  GtkWidget *child;

  g_return_if_fail (MADO_IS_CASE_CHECKLIST (self) && MADO_IS_CASE (the_case) && flaws != NULL);

  while ((child = gtk_widget_get_first_child (self->flaws)) != NULL)
    gtk_box_remove (GTK_BOX (self->flaws), child);
  mado_wrap_clear (MADO_WRAP (self->badges));
  for (guint i = 0; i < flaws->len; i++)
    if (((const MadoCaseFlaw *) flaws->pdata[i])->check != MADO_CASE_CHECK_EMPTY)
      append_flaw (self, flaws->pdata[i]);
  show_badges (self, the_case, flaws, has_cited);
}
