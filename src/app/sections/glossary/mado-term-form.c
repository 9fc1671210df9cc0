/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says at each field what it lacks; what is saved is a term. */
#include "app/sections/glossary/mado-term-form.h"

#include <glib/gi18n.h>

#include "app/sections/glossary/mado-glossary.h"

struct _MadoTermForm
{
  AdwWindow parent_instance;

  AdwEntryRow *en;
  AdwEntryRow *ja;
  AdwEntryRow *reading;
  AdwEntryRow *note;
  AdwEntryRow *source;
  GtkLabel *hint;
  GtkWidget *save_button;

  MadoContext *context;
  MadoOwnTerm *before; /* nullable: a new one */
};

G_DEFINE_FINAL_TYPE (MadoTermForm, mado_term_form, ADW_TYPE_WINDOW)

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static MadoOwnTerm *
read_term (MadoTermForm *self)
{
  return mado_own_term_new (self->before ? self->before->id : NULL, get_text (self->en),
                            get_text (self->ja), get_text (self->reading), get_text (self->note),
                            get_text (self->source), NULL);
}

static void
mark (AdwEntryRow *row, gboolean is_wrong)
{
  if (is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
}

static gboolean
is_empty (AdwEntryRow *row)
{
  g_autofree char *text = g_strstrip (g_strdup (get_text (row)));

  return *text == '\0';
}

static void
changed_cb (MadoTermForm *self)
{
  g_autoptr (MadoOwnTerm) term = read_term (self);
  g_autofree char *reading = g_strstrip (g_strdup (get_text (self->reading)));
  gboolean no_kana = *reading != '\0' && !mado_own_term_is_kana (reading);
  const char *hint = "";

  mark (self->reading, no_kana);
  if (is_empty (self->en) || is_empty (self->ja))
    hint = _ ("A term needs its word in both languages.");
  else if (no_kana)
    hint = _ ("Write the reading in kana.");
  else if (!term)
    hint = _ ("One of the texts is too long. Shorten it.");
  gtk_label_set_label (self->hint, hint);
  gtk_widget_set_sensitive (self->save_button,
                            term && (!self->before || !mado_own_term_equal (term, self->before)));
}

static void
save_cb (MadoTermForm *self)
{
  g_autoptr (GPtrArray) before = mado_own_terms_new ();
  g_autoptr (GPtrArray) after = mado_own_terms_new ();
  MadoOwnTerm *term = read_term (self);
  g_autofree char *name = NULL;

  if (!term)
    return;
  g_ptr_array_add (after, term);
  if (self->before)
    g_ptr_array_add (before, mado_own_term_copy (self->before));
  /* Translators: %s is a term of the glossary. */
  name = g_strdup_printf (self->before ? _ ("Term “%s” changed") : _ ("Term “%s” added"), term->en);
  mado_glossary_change (self->context, name, before, after);
  gtk_window_close (GTK_WINDOW (self));
}

static void
activated_cb (MadoTermForm *self)
{
  if (gtk_widget_get_sensitive (self->save_button))
    save_cb (self);
}

static void
mado_term_form_finalize (GObject *object)
{
  MadoTermForm *self = MADO_TERM_FORM (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->before, mado_own_term_free);
  G_OBJECT_CLASS (mado_term_form_parent_class)->finalize (object);
}

static void
mado_term_form_class_init (MadoTermFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mado_term_form_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/madoguchi/Madoguchi/sections/glossary/mado-term-form.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoTermForm, en);
  gtk_widget_class_bind_template_child (widget_class, MadoTermForm, ja);
  gtk_widget_class_bind_template_child (widget_class, MadoTermForm, reading);
  gtk_widget_class_bind_template_child (widget_class, MadoTermForm, note);
  gtk_widget_class_bind_template_child (widget_class, MadoTermForm, source);
  gtk_widget_class_bind_template_child (widget_class, MadoTermForm, hint);
  gtk_widget_class_bind_template_child (widget_class, MadoTermForm, save_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
mado_term_form_init (MadoTermForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_text (AdwEntryRow *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text ? text : "");
}

static void
fill (MadoTermForm *self, const MadoOwnTerm *term)
{
  self->before = mado_own_term_copy (term);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Edit the term"));
  set_text (self->en, term->en);
  set_text (self->ja, term->ja);
  set_text (self->reading, term->reading);
  set_text (self->note, term->note);
  set_text (self->source, term->source);
}

/**
 * mado_term_form_new:
 * @context: open
 * @term: (nullable): what is edited; %NULL: a new term
 *
 * Returns: (transfer none): the form, to be presented
 */
GtkWidget *
mado_term_form_new (GtkWindow *parent, MadoContext *context, const MadoOwnTerm *term)
{
  MadoTermForm *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent) && MADO_IS_CONTEXT (context), NULL);

  self = g_object_new (MADO_TYPE_TERM_FORM, "transient-for", parent, NULL);
  self->context = g_object_ref (context);
  if (term)
    fill (self, term);
  changed_cb (self);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->en));
  return GTK_WIDGET (self);
}
