/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Only what was merged with the case itself: what was merged with that one stands on its page. */
#include "app/sections/desk/mado-case-twins.h"

#include <glib/gi18n.h>

#include "app/sections/desk/mado-case-changes.h"
#include "app/sections/desk/mado-case-words.h"
#include "app/widgets/mado-plain-label.h"
#include "app/widgets/mado-wrap.h"

static void
split_cb (GtkWidget *button, MadoCaseDesk *desk)
{
  MadoCase *merged = g_object_get_data (G_OBJECT (button), "case");

  gtk_widget_set_sensitive (button, FALSE);
  mado_case_change_split (desk, merged);
}

/* @number: nullable: of the case that it is about, where it is known */
static GtkWidget *
make_button (const char *label, const char *number)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name
      = number != NULL ? g_strdup_printf ("%s: %s", number, label) : g_strdup (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "inline-button");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

/* @other: the id of the case at the other end, which can be opened */
static void
append_line (GtkBox *box, MadoCaseDesk *desk, const MadoCasePage *page, MadoCase *merged,
             const char *sentence, const char *other)
{
  GtkWidget *line = mado_wrap_new (4);
  GtkWidget *label = mado_plain_label_new (sentence, "row-sub");
  g_autofree char *number = mado_case_words_dup_number (mado_case_get_number (merged));
  gboolean is_other = g_str_equal (other, mado_case_get_id (merged));
  GtkWidget *show = make_button (_ ("Show"), is_other ? number : NULL);
  GtkWidget *split = make_button (_ ("Take the merge back"), number);

  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (show), "win.open-case");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (show), "s", other);
  g_object_set_data_full (G_OBJECT (split), "case", g_object_ref (merged), g_object_unref);
  g_signal_connect_object (split, "clicked", G_CALLBACK (split_cb), desk, 0);
  gtk_widget_set_sensitive (split, page->reason == NULL);
  mado_wrap_append (MADO_WRAP (line), label);
  mado_wrap_append (MADO_WRAP (line), show);
  mado_wrap_append (MADO_WRAP (line), split);
  gtk_box_append (box, line);
}

void
mado_case_twins_fill (GtkBox *box, MadoCaseDesk *desk, const MadoCasePage *page)
{
  const char *into;
  GtkWidget *child;

  g_return_if_fail (GTK_IS_BOX (box) && MADO_IS_CASE_DESK (desk) && page != NULL);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  into = mado_case_get_merged_into (page->the_case);
  if (into != NULL)
    append_line (box, desk, page, page->the_case, _ ("Merged into another case"), into);
  for (guint i = 0; i < page->merged->len; i++)
    {
      MadoCase *merged = g_ptr_array_index (page->merged, i);
      g_autofree char *number = mado_case_words_dup_number (mado_case_get_number (merged));
      /* Translators: %s is a case: "Case 4 was merged into this one". */
      g_autofree char *sentence = g_strdup_printf (_ ("%s was merged into this one"), number);

      if (g_strcmp0 (mado_case_get_merged_into (merged), mado_case_get_id (page->the_case)) == 0)
        append_line (box, desk, page, merged, sentence, mado_case_get_id (merged));
    }
  gtk_widget_set_visible (GTK_WIDGET (box), gtk_widget_get_first_child (GTK_WIDGET (box)) != NULL);
}
