/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rule of deadlines, and the calendars that it counts by. */
#include "app/mado-preferences-private.h"

#include <glib/gi18n.h>

#include "app/mado-calendar-window.h"
#include "app/sections/mado-advice.h"
#include "app/widgets/mado-display.h"
#include "app/widgets/mado-inert.h"
#include "core/desk/calendars/mado-calendar-edit.h"
#include "core/desk/calendars/mado-calendar-files.h"
#include "core/desk/calendars/mado-deadline.h"

#define SIDES 2 /* the European one, then the Japanese one */

/* Owned by the page. */
typedef struct
{
  GtkWidget *page; /* not owned */
  MadoContext *context;
  GtkSpinButton *days;
  GtkSpinButton *holding;
  AdwComboRow *sides[SIDES];
  GPtrArray *ids[SIDES]; /* (element-type utf8): of the calendars that each row offers; the first
                            choice is none of them */
  AdwComboRow *closed;
  AdwPreferencesGroup *rule_group;
  AdwPreferencesGroup *group;
  GPtrArray *rows;   /* (element-type GtkWidget): of the calendars */
  gboolean is_shown; /* what the rows say is what the profile says */
} Page;

static void
free_page (gpointer data)
{
  Page *self = data;

  g_object_unref (self->context);
  for (guint i = 0; i < SIDES; i++)
    g_ptr_array_unref (self->ids[i]);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/* --- The rule --- */

/* What a worker does with the rule: of the task. */
typedef struct
{
  char *profile;
  MadoDeadlineRule *rule;
} Saving;

static void
free_saving (gpointer data)
{
  Saving *self = data;

  g_free (self->profile);
  mado_deadline_rule_free (self->rule);
  g_free (self);
}

static void
save_rule (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  Saving *saving = data;
  GError *error = NULL;

  if (mado_deadline_rule_save (saving->rule, saving->profile, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
describe_rule (Page *self, const GError *error)
{
  g_autofree char *advice = error ? mado_advice_explain_calendar (error) : NULL;

  adw_preferences_group_set_description (
      self->rule_group,
      advice
          ? advice
          : _ ("Counted from the day after the receipt. Waiting for an answer stops the clock."));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  describe_rule (g_object_get_data (source, "page"), error);
}

/* Over one side or both; where none is chosen nothing could be counted, so that is no rule. */
static MadoDeadlineRule *
make_rule (Page *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; i < SIDES; i++)
    {
      const guint chosen = adw_combo_row_get_selected (self->sides[i]);

      if (chosen > 0 && chosen <= self->ids[i]->len)
        g_strv_builder_add (builder, g_ptr_array_index (self->ids[i], chosen - 1));
    }
  ids = g_strv_builder_end (builder);
  if (ids[0] == NULL)
    return NULL;
  return mado_deadline_rule_new (
      (guint) gtk_spin_button_get_value_as_int (self->days),
      (guint) gtk_spin_button_get_value_as_int (self->holding), (const char *const *) ids,
      adw_combo_row_get_selected (self->closed) == 1 ? MADO_CLOSED_ALL : MADO_CLOSED_ANY);
}

static void
rule_changed_cb (Page *self)
{
  g_autoptr (MadoDeadlineRule) rule = NULL;
  g_autoptr (GTask) task = NULL;
  Saving *saving;

  if (!self->is_shown)
    return;
  /* A holding reply comes before the last day. */
  gtk_spin_button_set_range (self->holding, 0, gtk_spin_button_get_value (self->days) - 1);
  rule = make_rule (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->closed), rule && g_strv_length (rule->calendars) > 1);
  if (!rule)
    {
      adw_preferences_group_set_description (
          self->rule_group, _ ("Choose a calendar of one side at least. Until then the rule that "
                               "was there before holds."));
      return;
    }
  saving = g_new0 (Saving, 1);
  saving->profile = g_strdup (mado_context_get_profile (self->context));
  saving->rule = g_steal_pointer (&rule);
  task = g_task_new (self->page, NULL, saved_cb, NULL);
  g_task_set_task_data (task, saving, free_saving);
  mado_context_keep (self->context, task, save_rule);
}

static void
offer (Page *self, guint side, GPtrArray *calendars, const MadoDeadlineRule *rule)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (titles, C_ ("calendar", "Not counted"));
  g_ptr_array_set_size (self->ids[side], 0);
  for (guint i = 0; i < calendars->len; i++)
    {
      const MadoCalendar *calendar = g_ptr_array_index (calendars, i);

      if (mado_calendar_is_japanese (calendar) != (side == 1))
        continue;
      g_ptr_array_add (self->ids[side], g_strdup (calendar->id));
      if (g_strv_contains ((const char *const *) rule->calendars, calendar->id))
        selected = self->ids[side]->len;
      gtk_string_list_append (
          titles, mado_calendar_get_title (calendar, mado_display_get_interface_language ()));
    }
  adw_combo_row_set_model (self->sides[side], G_LIST_MODEL (titles));
  adw_combo_row_set_selected (self->sides[side], selected);
}

static void
show_rule (Page *self, GPtrArray *calendars, const MadoDeadlineRule *rule)
{
  self->is_shown = FALSE;
  gtk_spin_button_set_value (self->days, rule->n_days);
  gtk_spin_button_set_range (self->holding, 0, rule->n_days - 1);
  gtk_spin_button_set_value (self->holding, rule->n_holding);
  for (guint i = 0; i < SIDES; i++)
    offer (self, i, calendars, rule);
  adw_combo_row_set_selected (self->closed, rule->closed == MADO_CLOSED_ALL ? 1 : 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->closed), g_strv_length (rule->calendars) > 1);
  self->is_shown = TRUE;
}

/* --- The calendars --- */

/* What the page is told by a worker. */
typedef struct
{
  char *profile;
  GPtrArray *calendars; /* (element-type MadoCalendar) */
  GPtrArray *problems;  /* (element-type GError) */
  GHashTable *changed;  /* ids of those that the desk has changed */
  MadoDeadlineRule *rule;
  GError *rule_error; /* nullable: @rule is the usual one, and is not kept until it is changed */
} Reading;

static void
free_reading (gpointer data)
{
  Reading *self = data;

  g_free (self->profile);
  g_clear_pointer (&self->calendars, g_ptr_array_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->changed, g_hash_table_unref);
  g_clear_pointer (&self->rule, mado_deadline_rule_free);
  g_clear_error (&self->rule_error);
  g_free (self);
}

static void
read_calendars (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;
  GError *error = NULL;

  reading->calendars = mado_calendar_list (reading->profile, &reading->problems, &error);
  if (!reading->calendars)
    {
      g_task_return_error (task, error);
      return;
    }
  reading->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < reading->calendars->len; i++)
    {
      const MadoCalendar *calendar = g_ptr_array_index (reading->calendars, i);

      if (mado_calendar_is_changed (reading->profile, calendar->id))
        g_hash_table_add (reading->changed, g_strdup (calendar->id));
    }
  reading->rule = mado_deadline_rule_load (reading->profile, &reading->rule_error);
  if (!reading->rule)
    reading->rule = mado_deadline_rule_new_default ();
  g_task_return_boolean (task, TRUE);
}

static void read_page (Page *self);

static void
open_cb (AdwActionRow *row, Page *self)
{
  const char *id = g_object_get_data (G_OBJECT (row), "id");
  GtkWidget *window
      = mado_calendar_window_new (GTK_WINDOW (gtk_widget_get_root (self->page)), self->context, id,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));

  g_signal_connect_data (window, "calendar-changed", G_CALLBACK (read_page), self, NULL,
                         G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

/* "Years known: 2023 to 2026 · 9:00–17:30 (preset)" */
static char *
describe_calendar (const MadoCalendar *calendar, gboolean is_changed)
{
  g_autofree char *hours = mado_hours_format (calendar->hours);
  g_autofree char *preset
      /* Translators: the hours of a desk that nobody has set yet. */
      = calendar->has_preset ? g_strdup_printf (_ ("%s (preset)"), hours) : NULL;
  g_autofree char *years = NULL;
  const MadoCalendarYear *first, *last;

  if (calendar->years->len == 0)
    return g_strdup (preset ? preset : hours);
  first = g_ptr_array_index (calendar->years, 0);
  last = g_ptr_array_index (calendar->years, calendar->years->len - 1);
  /* Translators: the first and the last year that a calendar of closed days knows. */
  years = g_strdup_printf (_ ("Years known: %1$d to %2$d"), first->year, last->year);
  return g_strjoin (" · ", years, preset ? preset : hours,
                    is_changed ? _ ("changed by this desk") : NULL, NULL);
}

static GtkWidget *
make_row (Page *self, const char *id, const char *title, const char *known)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *shown = mado_inert_line (title, NULL);

  g_object_set (row, "use-markup", FALSE, "activatable", TRUE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), shown);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), known);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (id), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (open_cb), self);
  return row;
}

static void
add_row (Page *self, GtkWidget *row)
{
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static gboolean
is_listed (GPtrArray *calendars, const char *id)
{
  for (guint i = 0; i < calendars->len; i++)
    if (g_str_equal (((const MadoCalendar *) g_ptr_array_index (calendars, i))->id, id))
      return TRUE;
  return FALSE;
}

/* One that cannot be read has a row as well: behind it, the bundled one can be restored. */
static void
show_broken (Page *self, GPtrArray *calendars)
{
  g_autoptr (GPtrArray) bundled = mado_calendar_dup_bundled_ids ();

  for (guint i = 0; i < bundled->len; i++)
    {
      const char *id = g_ptr_array_index (bundled, i);

      if (!is_listed (calendars, id))
        add_row (self, make_row (self, id, id, _ ("Cannot be read: open it to restore it.")));
    }
}

static void
show_calendars (Page *self, const Reading *reading)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < reading->calendars->len; i++)
    {
      const MadoCalendar *calendar = g_ptr_array_index (reading->calendars, i);
      g_autofree char *known
          = describe_calendar (calendar, g_hash_table_contains (reading->changed, calendar->id));

      add_row (self,
               make_row (self, calendar->id,
                         mado_calendar_get_title (calendar, mado_display_get_interface_language ()),
                         known));
    }
  if (reading->problems->len > 0)
    show_broken (self, reading->calendars);
}

static void
calendars_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Page *self = g_object_get_data (source, "page");
  const Reading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_autofree char *advice = mado_advice_explain_calendar (error);

      adw_preferences_group_set_description (self->group, advice);
      return;
    }
  show_rule (self, reading->calendars, reading->rule);
  describe_rule (self, reading->rule_error);
  show_calendars (self, reading);
}

static void
read_page (Page *self)
{
  g_autoptr (GTask) task = g_task_new (self->page, NULL, calendars_read_cb, NULL);
  Reading *reading = g_new0 (Reading, 1);

  reading->profile = g_strdup (mado_context_get_profile (self->context));
  g_task_set_task_data (task, reading, free_reading);
  /* Not the reader's: at the first start there is no store to read from yet. */
  mado_context_keep (self->context, task, read_calendars);
}

/* --- The page --- */

static AdwPreferencesGroup *
add_group (Page *self, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_description (group, description);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), group);
  return group;
}

static GtkSpinButton *
add_number (Page *self, const char *title, const char *sub, double least, double most)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_spin_button_new_with_range (least, most, 1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), sub);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  g_signal_connect_data (button, "value-changed", G_CALLBACK (rule_changed_cb), self, NULL,
                         G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->rule_group, row);
  return GTK_SPIN_BUTTON (button);
}

static AdwComboRow *
add_choice (Page *self, const char *title)
{
  AdwComboRow *row = ADW_COMBO_ROW (adw_combo_row_new ());

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  /* Beside its title a long name would be cut. */
  adw_combo_row_set_use_subtitle (row, TRUE);
  g_signal_connect_data (row, "notify::selected", G_CALLBACK (rule_changed_cb), self, NULL,
                         G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->rule_group, GTK_WIDGET (row));
  return row;
}

/**
 * mado_preferences_make_calendars:
 *
 * Returns: (transfer floating): the page, which fills itself when the calendars are read
 */
GtkWidget *
mado_preferences_make_calendars (MadoContext *context)
{
  Page *self = g_new0 (Page, 1);
  g_autoptr (GtkStringList) closed = gtk_string_list_new (NULL);

  self->page = adw_preferences_page_new ();
  self->context = g_object_ref (context);
  self->rows = g_ptr_array_new ();
  for (guint i = 0; i < SIDES; i++)
    self->ids[i] = g_ptr_array_new_with_free_func (g_free);
  g_object_set_data_full (G_OBJECT (self->page), "page", self, free_page);
  self->rule_group = add_group (self, _ ("Deadlines of questions"), NULL);
  describe_rule (self, NULL);
  self->days = add_number (
      self, _ ("Working days"),
      _ ("The Commission's code of good administrative behaviour: 15, to be verified"), 1,
      MADO_DEADLINE_MOST);
  self->holding = add_number (self, _ ("Holding reply"),
                              _ ("Asked for so many working days before the last one; 0: never"), 0,
                              MADO_DEADLINE_MOST - 1);
  self->sides[0] = add_choice (self, _ ("European side"));
  self->sides[1] = add_choice (self, _ ("Japanese side"));
  self->closed = add_choice (self, _ ("A day does not count"));
  gtk_string_list_append (closed, _ ("If either side is closed"));
  gtk_string_list_append (closed, _ ("Only if both sides are closed"));
  adw_combo_row_set_model (self->closed, G_LIST_MODEL (closed));
  self->group
      = add_group (self, _ ("Calendars"),
                   _ ("A deadline that reaches into a year that is not known is not given."));
  read_page (self);
  return self->page;
}
