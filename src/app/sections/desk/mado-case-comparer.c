/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nothing is decided by closing it. */
#include "app/sections/desk/mado-case-comparer.h"

#include <glib/gi18n.h>

#include "app/sections/desk/mado-case-pieces.h"
#include "app/sections/mado-advice.h"

struct _MadoCaseComparer
{
  AdwWindow parent_instance;
  GtkWidget *both_button;
  GtkWidget *this_button;
  GtkWidget *other_button;
  GtkScrolledWindow *this_view;
  GtkScrolledWindow *other_view;
  GtkLabel *foot;

  MadoCaseEditor *text;
};

G_DEFINE_FINAL_TYPE (MadoCaseComparer, mado_case_comparer, ADW_TYPE_WINDOW)

static void
show_text (GtkScrolledWindow *view, const char *text)
{
  gtk_scrolled_window_set_child (view, mado_case_pieces_new (text, "message-text"));
}

static void
set_sensitive (MadoCaseComparer *self, gboolean sensitive)
{
  gtk_widget_set_sensitive (self->this_button, sensitive);
  gtk_widget_set_sensitive (self->other_button, sensitive);
  gtk_widget_set_sensitive (self->both_button, sensitive && mado_case_editor_may_join (self->text));
}

static void
show_both (MadoCaseComparer *self)
{
  const MadoCaseDraft *other = mado_case_editor_get_other (self->text);
  g_autofree char *written = mado_case_editor_dup (self->text);

  if (other == NULL)
    return;
  show_text (self->this_view, written);
  show_text (self->other_view, other->text);
  set_sensitive (self, TRUE);
}

/* The other one may have been written on: it is shown as it is now. */
static void
settled_cb (MadoCaseComparer *self, const GError *error)
{
  g_autofree char *advice = NULL;

  if (error == NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  advice = g_error_matches (error, MADO_DESK_ERROR, MADO_DESK_ERROR_CHANGED_ELSEWHERE)
               ? g_strdup (_ ("The other text was written on meanwhile. Look again, and choose."))
               : mado_advice_explain_desk (error);
  gtk_label_set_label (self->foot, advice);
  gtk_widget_set_visible (GTK_WIDGET (self->foot), TRUE);
  show_both (self);
}

static void
settle (MadoCaseComparer *self, MadoCaseEditorChoice choice)
{
  if (mado_case_editor_get_other (self->text) == NULL)
    return;
  set_sensitive (self, FALSE);
  mado_case_editor_settle (self->text, choice);
}

static void
this_cb (MadoCaseComparer *self)
{
  settle (self, MADO_CASE_EDITOR_THIS);
}

static void
other_cb (MadoCaseComparer *self)
{
  settle (self, MADO_CASE_EDITOR_OTHER);
}

static void
both_cb (MadoCaseComparer *self)
{
  settle (self, MADO_CASE_EDITOR_BOTH);
}

static void
mado_case_comparer_dispose (GObject *object)
{
  MadoCaseComparer *self = MADO_CASE_COMPARER (object);

  g_clear_object (&self->text);
  G_OBJECT_CLASS (mado_case_comparer_parent_class)->dispose (object);
}

static void
mado_case_comparer_class_init (MadoCaseComparerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_case_comparer_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/madoguchi/Madoguchi/sections/desk/mado-case-comparer.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoCaseComparer, both_button);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseComparer, this_button);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseComparer, other_button);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseComparer, this_view);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseComparer, other_view);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseComparer, foot);
  gtk_widget_class_bind_template_callback (widget_class, this_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_cb);
  gtk_widget_class_bind_template_callback (widget_class, both_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
mado_case_comparer_init (MadoCaseComparer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mado_case_comparer_new (GtkWindow *parent, MadoCaseEditor *text)
{
  MadoCaseComparer *self = g_object_new (MADO_TYPE_CASE_COMPARER, "transient-for", parent, NULL);

  g_return_val_if_fail (MADO_IS_CASE_EDITOR (text), NULL);

  self->text = g_object_ref (text);
  g_signal_connect_object (text, "settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
  show_both (self);
  gtk_widget_grab_focus (self->this_button);
  return GTK_WIDGET (self);
}
