/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case without a title asks for one: mails have subjects, but those are the enquirer's own. */
#include "app/sections/desk/mado-case-head.h"

#include <glib/gi18n.h>

#include "app/sections/desk/mado-case-changes.h"
#include "app/sections/desk/mado-case-times.h"
#include "app/sections/desk/mado-case-twins.h"
#include "app/sections/desk/mado-case-words.h"
#include "app/widgets/mado-badge.h"
#include "app/widgets/mado-text-label.h"
#include "app/widgets/mado-uri.h"
#include "app/widgets/mado-wrap.h"
#include "core/desk/mado-deadline-case.h"

struct _MadoCaseHead
{
  GtkBox parent_instance;
  MadoWrap *kicker;
  GtkStack *stack;
  MadoTextLabel *title;
  GtkWidget *edit;
  GtkEntry *entry;
  MadoTextLabel *who;
  GtkLabel *when;
  GtkBox *twins;
  MadoCaseDesk *desk;
  MadoCase *the_case;
};

G_DEFINE_FINAL_TYPE (MadoCaseHead, mado_case_head, GTK_TYPE_BOX)

static void
mado_case_head_dispose (GObject *object)
{
  MadoCaseHead *self = MADO_CASE_HEAD (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->the_case);
  G_OBJECT_CLASS (mado_case_head_parent_class)->dispose (object);
}

static void
mado_case_head_class_init (MadoCaseHeadClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_case_head_dispose;
}

/* --- The title --- */

static void
leave_entry (MadoCaseHead *self)
{
  if (*mado_case_get_value (self->the_case, MADO_CASE_TITLE) != '\0')
    gtk_stack_set_visible_child_name (self->stack, "title");
}

static void
entry_activated_cb (MadoCaseHead *self)
{
  const char *written = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (self->the_case == NULL || *written == '\0')
    return;
  mado_case_change_field (self->desk, self->the_case, MADO_CASE_TITLE, written);
  leave_entry (self);
}

static gboolean
entry_key_cb (MadoCaseHead *self, guint key)
{
  if (key != GDK_KEY_Escape || *mado_case_get_value (self->the_case, MADO_CASE_TITLE) == '\0')
    return GDK_EVENT_PROPAGATE;
  leave_entry (self);
  return GDK_EVENT_STOP;
}

void
mado_case_head_edit_title (MadoCaseHead *self)
{
  g_return_if_fail (MADO_IS_CASE_HEAD (self));

  if (self->the_case == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry),
                         mado_case_get_value (self->the_case, MADO_CASE_TITLE));
  gtk_stack_set_visible_child_name (self->stack, "entry");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static GtkWidget *
make_title (MadoCaseHead *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *edit = gtk_button_new_from_icon_name ("document-edit-symbolic");
  const char *name = _ ("Change the title");

  self->title = g_object_new (MADO_TYPE_TEXT_LABEL, "mark-fallback", FALSE, "selectable", TRUE,
                              "hexpand", TRUE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "page-title");
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "par");
  gtk_widget_set_valign (edit, GTK_ALIGN_START);
  gtk_widget_add_css_class (edit, "flat");
  gtk_widget_add_css_class (edit, "inline-button");
  gtk_widget_set_tooltip_text (edit, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (edit), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (edit, "clicked", G_CALLBACK (mado_case_head_edit_title), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), edit);
  self->edit = edit;
  return box;
}

static GtkWidget *
make_entry (MadoCaseHead *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  const char *name = _ ("Title of the case");

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_max_length (self->entry, 300);
  gtk_entry_set_placeholder_text (self->entry, _ ("What is asked, in a few words, without names"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (entry_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (entry_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  return GTK_WIDGET (self->entry);
}

static void
mado_case_head_init (MadoCaseHead *self)
{
  GtkWidget *when = gtk_label_new (NULL);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  self->kicker = MADO_WRAP (mado_wrap_new (6));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_add_named (self->stack, make_title (self), "title");
  gtk_stack_add_named (self->stack, make_entry (self), "entry");
  self->who = g_object_new (MADO_TYPE_TEXT_LABEL, "mark-fallback", FALSE, "selectable", TRUE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->who), "row-sub");
  self->when = GTK_LABEL (when);
  gtk_label_set_xalign (self->when, 0);
  gtk_label_set_wrap (self->when, TRUE);
  gtk_widget_add_css_class (when, "row-sub");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->kicker));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->who));
  gtk_box_append (GTK_BOX (self), when);
  self->twins = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->twins));
}

GtkWidget *
mado_case_head_new (void)
{
  return g_object_new (MADO_TYPE_CASE_HEAD, NULL);
}

/* --- What is known --- */

static void
append_value (MadoCaseHead *self, MadoCaseField field)
{
  const char *value = mado_case_get_value (self->the_case, field);

  if (*value != '\0')
    mado_wrap_append (self->kicker,
                      mado_badge_new (MADO_BADGE_PLAIN, mado_case_words_get_value (field, value)));
}

/* Two people have set the same without knowing of each other: both values are shown. */
static void
append_disputes (MadoCaseHead *self)
{
  for (MadoCaseField field = 0; field < MADO_N_CASE_FIELDS; field++)
    if (mado_case_is_disputed (self->the_case, field))
      {
        GPtrArray *setters = mado_case_get_setters (self->the_case, field);
        MadoCaseEvent *other = g_ptr_array_index (setters, 0);
        const char *value = mado_case_event_get_text (other, "value");
        /* Translators: a field of a case and the value that somebody else has set. */
        g_autofree char *words = g_strdup_printf (
            _ ("%1$s was also set to: %2$s"), mado_case_words_get_field (field),
            value != NULL ? mado_case_words_get_value (field, value) : C_ ("case", "none"));

        mado_wrap_append (self->kicker, mado_badge_new_with_icon (MADO_BADGE_WARN,
                                                                  "mado-differ-symbolic", words));
      }
}

static void
append_tags (MadoCaseHead *self)
{
  g_auto (GStrv) tags = g_strsplit (mado_case_get_value (self->the_case, MADO_CASE_TAGS), ",", 40);

  for (guint i = 0; tags[i] != NULL; i++)
    if (*tags[i] != '\0')
      {
        g_autofree char *words = g_strconcat ("#", tags[i], NULL);

        mado_wrap_append (self->kicker, mado_badge_new (MADO_BADGE_PLAIN, words));
      }
}

static void
append_due (MadoCaseHead *self)
{
  g_autoptr (MadoDeadline) deadline = NULL;

  if (mado_case_desk_get_rule (self->desk) == NULL)
    return;
  deadline = mado_deadline_compute_case (mado_case_desk_get_rule (self->desk),
                                         mado_case_desk_get_calendars (self->desk), self->the_case);
  mado_wrap_append (
      self->kicker,
      mado_case_times_make_badge (deadline, mado_case_get_value (self->the_case, MADO_CASE_STATUS),
                                  mado_case_desk_get_today (self->desk)));
}

static void
append_rest (MadoCaseHead *self)
{
  gint next = mado_day_parse (mado_case_get_value (self->the_case, MADO_CASE_NEXT));
  g_autofree char *day = NULL;
  g_autofree char *words = NULL;

  if (next == MADO_NO_DAY)
    return;
  day = mado_case_times_format_day (next, mado_case_desk_get_today (self->desk));
  /* Translators: %s is a day. */
  words = g_strdup_printf (_ ("Next step on %s"), day);
  mado_wrap_append (self->kicker, mado_badge_new (MADO_BADGE_INFO, words));
}

static void
fill_kicker (MadoCaseHead *self)
{
  const char *status = mado_case_get_value (self->the_case, MADO_CASE_STATUS);
  gboolean is_done = mado_case_status_get_stage (status) == MADO_CASE_STAGE_DONE;
  const char *priority = mado_case_get_value (self->the_case, MADO_CASE_PRIORITY);
  g_autofree char *number = mado_case_words_dup_number (mado_case_get_number (self->the_case));
  GtkWidget *label = gtk_label_new (number);

  gtk_widget_add_css_class (label, "kicker");
  mado_wrap_clear (self->kicker);
  mado_wrap_append (self->kicker, label);
  if (!is_done)
    mado_wrap_append (
        self->kicker,
        mado_badge_new (MADO_BADGE_INFO, mado_case_words_get_value (MADO_CASE_STATUS, status)));
  append_due (self);
  append_value (self, MADO_CASE_LANGUAGE);
  append_value (self, MADO_CASE_DIRECTION);
  if (*priority != '\0' && !g_str_equal (priority, "normal"))
    append_value (self, MADO_CASE_PRIORITY);
  append_value (self, MADO_CASE_TOPIC);
  append_value (self, MADO_CASE_COUNTRY);
  append_tags (self);
  append_rest (self);
  append_disputes (self);
}

/* "Example Researcher, Example University · by e-mail" */
static char *
dup_who (MadoCase *the_case, const MadoCasePerson *person)
{
  const char *channel = mado_case_get_value (the_case, MADO_CASE_CHANNEL);
  g_autofree char *name = person != NULL ? mado_case_person_dup_name (person) : NULL;
  g_autofree char *address
      = person != NULL && person->address != NULL ? mado_uri_dup_mail (person->address) : NULL;
  GString *who = g_string_new (name);

  if (person != NULL && person->organisation != NULL && *person->organisation != '\0')
    g_string_append_printf (who, "%s%s", who->len > 0 ? C_ ("list", ", ") : "",
                            person->organisation);
  if (person != NULL && person->address != NULL && *person->address != '\0'
      && g_strcmp0 (name, person->address) != 0)
    g_string_append_printf (who, "%s%s", who->len > 0 ? " · " : "",
                            address != NULL ? address : person->address);
  if (*channel != '\0')
    g_string_append_printf (who, "%s%s", who->len > 0 ? " · " : "",
                            mado_case_words_get_value (MADO_CASE_CHANNEL, channel));
  return g_string_free (who, FALSE);
}

void
mado_case_head_show (MadoCaseHead *self, MadoCaseDesk *desk, const MadoCasePage *page)
{
  gboolean is_same;
  const char *title;
  g_autofree char *who = NULL;
  g_autofree char *moment = NULL;
  g_autofree char *when = NULL;

  g_return_if_fail (MADO_IS_CASE_HEAD (self) && page != NULL);

  is_same = self->the_case != NULL
            && g_str_equal (mado_case_get_id (self->the_case), mado_case_get_id (page->the_case));
  g_set_object (&self->desk, desk);
  g_set_object (&self->the_case, page->the_case);
  gtk_widget_set_sensitive (self->edit, page->reason == NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->entry), page->reason == NULL);
  title = mado_case_get_value (page->the_case, MADO_CASE_TITLE);
  mado_text_label_set_plain (self->title, title, mado_case_words_guess_language (title));
  if (!is_same)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), title);
  if (*title == '\0')
    gtk_stack_set_visible_child_name (self->stack, "entry");
  else if (!is_same || gtk_widget_get_focus_child (GTK_WIDGET (self->entry)) == NULL)
    gtk_stack_set_visible_child_name (self->stack, "title");
  fill_kicker (self);
  who = dup_who (page->the_case, page->person);
  mado_text_label_set_plain (self->who, who, mado_case_words_guess_language (who));
  gtk_widget_set_visible (GTK_WIDGET (self->who), *who != '\0');
  moment = mado_case_times_format_moment (mado_case_get_received_at (page->the_case),
                                          mado_case_desk_get_today (desk));
  /* Translators: %s is a time in Brussels and in Tokyo. */
  when = g_strdup_printf (_ ("Received %s"), moment);
  gtk_label_set_label (self->when, when);
  mado_case_twins_fill (self->twins, desk, page);
}
