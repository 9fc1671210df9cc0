/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the chosen case, and reads it again whenever something has happened to it. */
#include "app/sections/desk/mado-case-sheet.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/sections/desk/mado-beside.h"
#include "app/sections/desk/mado-case-composer.h"
#include "app/sections/desk/mado-case-details.h"
#include "app/sections/desk/mado-case-eraser.h"
#include "app/sections/desk/mado-case-head.h"
#include "app/sections/desk/mado-case-history.h"
#include "app/sections/desk/mado-case-linker.h"
#include "app/sections/desk/mado-case-merger.h"
#include "app/sections/desk/mado-case-messages.h"
#include "app/sections/desk/mado-case-outbox.h"
#include "app/sections/desk/mado-case-picks.h"
#include "app/sections/desk/mado-case-suggestions.h"
#include "app/sections/desk/mado-due-calendar.h"
#include "app/sections/mado-advice.h"
#include "app/sections/mado-section-page.h"
#include "app/widgets/mado-scroll.h"
#include "app/widgets/mado-still.h"
#include "core/desk/mado-deadline-case.h"

struct _MadoCaseSheet
{
  GtkBox parent_instance;
  AdwHeaderBar *header;
  GtkWidget *back_button;
  MadoCasePicks *picks;
  GtkMenuButton *menu_button;
  GtkWidget *aside_button;
  GtkStack *stack;
  AdwStatusPage *status;
  MadoBeside *beside;
  GtkScrolledWindow *scroller;
  MadoCaseHead *head;
  GtkBox *messages;
  GtkBox *body;
  GtkExpander *history_expander;
  GtkBox *history;
  MadoCaseComposer *composer;
  GtkBox *aside;
  MadoDueCalendar *due;
  MadoCaseDetails *details;
  MadoCaseSuggestions *suggestions;

  MadoCaseDesk *desk;
  MadoCasePage *page; /* nullable */
  GCancellable *cancellable;
  gboolean shows_last; /* a message was kept and is to be seen */
};

static void implement_section_page (MadoSectionPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MadoCaseSheet, mado_case_sheet, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_SECTION_PAGE,
                                                      implement_section_page))

/* --- Filling --- */

static void
show_due (MadoCaseSheet *self)
{
  const MadoDeadlineRule *rule = mado_case_desk_get_rule (self->desk);
  MadoCase *the_case = self->page->the_case;
  g_autoptr (MadoDeadline) deadline
      = rule != NULL
            ? mado_deadline_compute_case (rule, mado_case_desk_get_calendars (self->desk), the_case)
            : NULL;

  mado_due_calendar_show (self->due, rule, deadline,
                          mado_case_get_stage (the_case) == MADO_CASE_STAGE_DONE,
                          mado_case_desk_get_today (self->desk));
}

static void
show_history (MadoCaseSheet *self)
{
  if (self->page != NULL && gtk_expander_get_expanded (self->history_expander))
    mado_case_history_fill (self->history, self->desk, self->page->the_case);
}

static void
set_shown (MadoCaseSheet *self, gboolean shown)
{
  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), shown);
  gtk_widget_set_visible (self->aside_button, shown);
  gtk_stack_set_visible_child_name (self->stack, shown ? "case" : "empty");
}

/* What changes a case cannot be had where the desk can only be read; why stands in the composer. */
static void
allow_changes (MadoCaseSheet *self, gboolean allowed)
{
  static const char *const actions[] = { "case.title", "case.merge", "case.erase", "case.reply",
                                         "case.note",  "case.link",  "case.choose" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i], allowed);
  gtk_widget_set_sensitive (GTK_WIDGET (self->picks), allowed);
}

static void
show_page (MadoCaseSheet *self)
{
  MadoCase *the_case = self->page != NULL ? self->page->the_case : NULL;

  allow_changes (self, self->page == NULL || self->page->reason == NULL);
  mado_case_picks_show (self->picks, self->desk, the_case);
  mado_case_composer_set_page (self->composer, self->page);
  set_shown (self, the_case != NULL);
  if (the_case == NULL)
    return;
  mado_case_head_show (self->head, self->desk, self->page);
  mado_case_messages_fill (self->messages, self->desk, self->page);
  show_history (self);
  show_due (self);
  mado_case_details_show (self->details, self->desk, self->page);
  mado_case_suggestions_show (self->suggestions, self->desk, the_case);
}

/* --- Reading --- */

static void
say_instead (MadoCaseSheet *self, const GError *error)
{
  g_autofree char *advice = mado_advice_explain_desk (error);
  g_autofree char *markup = g_markup_escape_text (advice, -1);

  adw_status_page_set_title (self->status, _ ("This case cannot be shown"));
  adw_status_page_set_description (self->status, markup);
  g_clear_pointer (&self->page, mado_case_page_free);
  show_page (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoCaseSheet) self = user_data;
  g_autoptr (GError) error = NULL;
  MadoCasePage *page = mado_cases_load_finish (result, &error);
  gboolean is_same;

  if (self->desk == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      mado_case_page_free (page);
      return;
    }
  if (page == NULL)
    {
      say_instead (self, error);
      return;
    }
  is_same
      = self->page != NULL
        && g_str_equal (mado_case_get_id (self->page->the_case), mado_case_get_id (page->the_case));
  g_clear_pointer (&self->page, mado_case_page_free);
  self->page = page;
  show_page (self);
  if (!is_same)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
reload (MadoCaseSheet *self)
{
  const char *id = mado_case_desk_get_chosen (self->desk);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (id == NULL)
    {
      g_clear_pointer (&self->page, mado_case_page_free);
      show_page (self);
      return;
    }
  self->cancellable = g_cancellable_new ();
  mado_cases_load_async (mado_case_desk_get_worker (self->desk), id, self->cancellable, loaded_cb,
                         g_object_ref (self));
}

static void
ready_cb (MadoCaseSheet *self)
{
  if (self->page != NULL)
    show_page (self);
}

/* --- Actions --- */

static void
merge (MadoCaseSheet *self, const char *into)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->page != NULL && GTK_IS_WINDOW (root))
    gtk_window_present (
        GTK_WINDOW (mado_case_merger_new (GTK_WINDOW (root), self->desk, self->page, into)));
}

static void
link_records (MadoCaseSheet *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root))
    gtk_window_present (
        GTK_WINDOW (mado_case_linker_new (GTK_WINDOW (root), self->desk, self->page->the_case)));
}

static void
act (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MadoCaseSheet *self = MADO_CASE_SHEET (widget);

  if (self->page == NULL)
    return;
  if (g_str_equal (name, "case.title"))
    mado_case_head_edit_title (self->head);
  else if (g_str_equal (name, "case.merge"))
    merge (self, NULL);
  else if (g_str_equal (name, "case.erase"))
    mado_case_eraser_ask (widget, self->desk, self->page->the_case);
  else if (g_str_equal (name, "case.open-mail"))
    mado_case_outbox_open (widget, self->desk, self->page->the_case);
  else if (g_str_equal (name, "case.save-mail"))
    mado_case_outbox_save (widget, self->desk, self->page->the_case);
  else if (g_str_equal (name, "case.reply"))
    mado_case_composer_begin (self->composer, FALSE);
  else if (g_str_equal (name, "case.note"))
    mado_case_composer_begin (self->composer, TRUE);
  else if (g_str_equal (name, "case.link"))
    link_records (self);
  else if (g_str_equal (name, "case.aside"))
    mado_beside_set_open (self->beside, !mado_beside_get_open (self->beside));
}

/* Opens the choice of a field, and what holds it where it is folded away. */
static void
choose (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MadoCaseSheet *self = MADO_CASE_SHEET (widget);
  MadoCaseField field = mado_case_field_from_word (g_variant_get_string (parameter, NULL));

  if (self->page == NULL || field == MADO_N_CASE_FIELDS)
    return;
  if (field == MADO_CASE_STATUS || field == MADO_CASE_ASSIGNEE)
    {
      mado_case_picks_open (self->picks, field);
      return;
    }
  mado_beside_set_open (self->beside, TRUE);
  mado_case_details_open (self->details, field);
}

/* From the keyboard: the page stays, and another case is on it. */
static void
step (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MadoCaseSheet *self = MADO_CASE_SHEET (widget);

  if (self->desk != NULL)
    mado_case_desk_step (self->desk, g_variant_get_int32 (parameter));
}

static gboolean
close_aside_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  MadoCaseSheet *self = MADO_CASE_SHEET (widget);

  if (!mado_beside_is_over (self->beside))
    return GDK_EVENT_PROPAGATE;
  mado_beside_set_open (self->beside, FALSE);
  return GDK_EVENT_STOP;
}

/* The allocation that makes room for the new message comes first. */
static gboolean
show_last_cb (gpointer user_data)
{
  MadoCaseSheet *self = user_data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  return G_SOURCE_REMOVE;
}

static void
upper_changed_cb (MadoCaseSheet *self)
{
  if (!self->shows_last)
    return;
  self->shows_last = FALSE;
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, show_last_cb, g_object_ref (self), g_object_unref);
}

static void
kept_cb (MadoCaseSheet *self)
{
  self->shows_last = TRUE;
}

/* What comes from the suggestions lies over the text while it is narrow. */
static void
uncover (MadoCaseSheet *self)
{
  if (mado_beside_is_over (self->beside))
    mado_beside_set_open (self->beside, FALSE);
}

static void
inserted_cb (MadoCaseSheet *self, MadoRecord *answer)
{
  uncover (self);
  mado_case_composer_insert_answer (self->composer, answer);
}

static void
cited_cb (MadoCaseSheet *self, MadoRecord *record)
{
  uncover (self);
  mado_case_composer_cite (self->composer, record);
}

/* --- In the window --- */

static void
set_context (MadoSectionPage *page, MadoContext *context)
{
  MadoCaseSheet *self = MADO_CASE_SHEET (page);

  self->desk = g_object_ref (mado_case_desk_get (context));
  mado_case_composer_set_desk (self->composer, self->desk);
  g_signal_connect_object (self->desk, "chosen", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "ready", G_CALLBACK (ready_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "desk-changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "desk-reopened", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  reload (self);
}

static void
set_place (MadoSectionPage *page, MadoPlace place)
{
  MadoCaseSheet *self = MADO_CASE_SHEET (page);

  mado_place_apply (place, self->header, self->back_button, NULL);
}

static void
implement_section_page (MadoSectionPageInterface *iface)
{
  iface->set_context = set_context;
  iface->set_place = set_place;
}

static void
mado_case_sheet_dispose (GObject *object)
{
  MadoCaseSheet *self = MADO_CASE_SHEET (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->page, mado_case_page_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (mado_case_sheet_parent_class)->dispose (object);
}

static void
add_keys (GtkWidgetClass *klass)
{
  static const struct
  {
    guint key;
    const char *action;
    const char *field; /* nullable */
  } keys[] = {
    { GDK_KEY_r, "case.reply", NULL },        { GDK_KEY_n, "case.note", NULL },
    { GDK_KEY_a, "case.choose", "assignee" }, { GDK_KEY_s, "case.choose", "status" },
    { GDK_KEY_l, "case.choose", "tags" },     { GDK_KEY_z, "case.choose", "next" },
    { GDK_KEY_k, "case.link", NULL },         { GDK_KEY_F8, "case.aside", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (klass, keys[i].key, 0, keys[i].action,
                                         keys[i].field != NULL ? "s" : NULL, keys[i].field);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_j, 0, "case.step", "i", 1);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_j, GDK_SHIFT_MASK, "case.step", "i", -1);
  gtk_widget_class_add_binding (klass, GDK_KEY_Escape, 0, close_aside_cb, NULL);
}

static void
mado_case_sheet_class_init (MadoCaseSheetClass *klass)
{
  static const char *const actions[]
      = { "case.title", "case.merge", "case.erase", "case.open-mail", "case.save-mail",
          "case.reply", "case.note",  "case.aside", "case.link" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_case_sheet_dispose;
  g_type_ensure (MADO_TYPE_BESIDE);
  g_type_ensure (MADO_TYPE_CASE_COMPOSER);
  g_type_ensure (MADO_TYPE_CASE_HEAD);
  g_type_ensure (MADO_TYPE_CASE_PICKS);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/madoguchi/Madoguchi/sections/desk/mado-case-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoCaseSheet, header);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseSheet, back_button);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseSheet, picks);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseSheet, menu_button);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseSheet, aside_button);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseSheet, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseSheet, status);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseSheet, beside);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseSheet, scroller);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseSheet, head);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseSheet, messages);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseSheet, body);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseSheet, composer);
  gtk_widget_class_bind_template_child (widget_class, MadoCaseSheet, aside);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, act);
  gtk_widget_class_install_action (widget_class, "case.choose", "s", choose);
  gtk_widget_class_install_action (widget_class, "case.step", "i", step);
  add_keys (widget_class);
}

/* The panes would ask a long case for its height at sizes that it never has. */
static void
hold_still (MadoCaseSheet *self)
{
  g_autoptr (GtkWidget) scroller = g_object_ref (GTK_WIDGET (self->scroller));
  GtkBox *box = GTK_BOX (gtk_widget_get_parent (scroller));
  GtkWidget *still;

  gtk_box_remove (box, scroller);
  still = mado_still_new (scroller);
  gtk_widget_set_vexpand (still, TRUE);
  gtk_box_prepend (box, still);
}

/* Filled when it is opened. */
static void
add_history (MadoCaseSheet *self)
{
  const char *name = _ ("History of every change");
  GtkWidget *expander = gtk_expander_new (name);
  GtkWidget *history = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_accessible_update_property (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_widget_set_margin_top (history, 6);
  gtk_expander_set_child (GTK_EXPANDER (expander), history);
  gtk_box_append (self->body, expander);
  self->history_expander = GTK_EXPANDER (expander);
  self->history = GTK_BOX (history);
  g_signal_connect_object (expander, "notify::expanded", G_CALLBACK (show_history), self,
                           G_CONNECT_SWAPPED);
}

static void
add_menu (MadoCaseSheet *self)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (
      "/io/github/madoguchi/Madoguchi/sections/desk/mado-case-menu.ui");

  gtk_menu_button_set_menu_model (self->menu_button,
                                  G_MENU_MODEL (gtk_builder_get_object (builder, "case_menu")));
}

static void
mado_case_sheet_init (MadoCaseSheet *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_scroll_let_grow (self->scroller);
  hold_still (self);
  add_menu (self);
  adw_header_bar_set_title_widget (self->header,
                                   g_object_new (GTK_TYPE_BOX, "visible", FALSE, NULL));
  add_history (self);
  self->due = MADO_DUE_CALENDAR (mado_due_calendar_new ());
  self->details = MADO_CASE_DETAILS (mado_case_details_new ());
  self->suggestions = MADO_CASE_SUGGESTIONS (mado_case_suggestions_new ());
  gtk_box_append (self->aside, GTK_WIDGET (self->due));
  gtk_box_append (self->aside, GTK_WIDGET (self->suggestions));
  gtk_box_append (self->aside, GTK_WIDGET (self->details));
  g_signal_connect_object (self->composer, "kept", G_CALLBACK (kept_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "notify::upper",
                           G_CALLBACK (upper_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->suggestions, "inserted", G_CALLBACK (inserted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->suggestions, "cited", G_CALLBACK (cited_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->suggestions, "merged", G_CALLBACK (merge), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self->picks), FALSE);
  set_shown (self, FALSE);
}
