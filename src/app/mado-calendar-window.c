/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows a calendar and hands what is changed to the desk's worker. */
#include "app/mado-calendar-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/mado-calendar-change.h"
#include "app/mado-calendar-year.h"
#include "app/sections/mado-advice.h"
#include "app/sections/mado-files.h"
#include "app/sections/mado-undo.h"
#include "app/widgets/mado-display.h"
#include "app/widgets/mado-inert.h"
#include "app/widgets/mado-toast.h"
#include "core/desk/calendars/mado-calendar-edit.h"
#include "core/model/mado-day.h"

struct _MadoCalendarWindow
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  AdwPreferencesGroup *hours_group;
  AdwEntryRow *hours;
  AdwEntryRow *date;
  AdwEntryRow *name;
  GtkWidget *add;
  AdwPreferencesGroup *years;
  GtkWidget *restore_group;

  MadoContext *context;
  char *id;
  MadoCalendar *calendar; /* nullable: not read yet, or not to be read */
  GPtrArray *rows;        /* (element-type GtkWidget): of the years */
  AdwToast *toast;        /* nullable, weak: the way back from the last change */
};

enum
{
  CALENDAR_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoCalendarWindow, mado_calendar_window, ADW_TYPE_WINDOW)

static void change (MadoCalendarWindow *self, MadoCalendarChange *wanted, char *done);

/* --- What is shown --- */

static void
remove_day (gpointer window, gint day, const char *title)
{
  MadoCalendarChange *wanted = mado_calendar_change_new (MADO_CALENDAR_REMOVE_DAY);

  wanted->day = day;
  /* Translators: %s is a day that is not closed any more. */
  change (window, wanted, g_strdup_printf (_ ("%s removed"), title));
}

static void
complete_year (gpointer window, gint year)
{
  MadoCalendarChange *wanted = mado_calendar_change_new (MADO_CALENDAR_COMPLETE_YEAR);

  wanted->year = year;
  /* Translators: %d is a year. */
  change (window, wanted, g_strdup_printf (_ ("%d is counted with"), year));
}

static const MadoCalendarYearActions actions = { remove_day, complete_year };

static gboolean
is_open (MadoCalendarWindow *self, gint year)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      if (mado_calendar_year_row_get_year (row) == year)
        return adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row));
    }
  return FALSE;
}

/* Those that were open stay so. */
static void
show_years (MadoCalendarWindow *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  for (guint i = self->calendar->years->len; i-- > 0;)
    {
      const MadoCalendarYear *year = g_ptr_array_index (self->calendar->years, i);
      GtkWidget *row = mado_calendar_year_row_new (self->calendar, year, &actions, self);

      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), is_open (self, year->year));
      g_ptr_array_add (rows, row);
    }
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->years, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < rows->len; i++)
    {
      adw_preferences_group_add (self->years, g_ptr_array_index (rows, i));
      g_ptr_array_add (self->rows, g_ptr_array_index (rows, i));
    }
}

static void
show_hours (MadoCalendarWindow *self)
{
  g_autofree char *hours = mado_hours_format (self->calendar->hours);

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->hours)), hours) != 0)
    {
      /* Else the row takes what it is given for something typed, to be applied. */
      adw_entry_row_set_show_apply_button (self->hours, FALSE);
      gtk_editable_set_text (GTK_EDITABLE (self->hours), hours);
      adw_entry_row_set_show_apply_button (self->hours, TRUE);
    }
  gtk_widget_remove_css_class (GTK_WIDGET (self->hours), "error");
  adw_preferences_group_set_description (
      self->hours_group, self->calendar->has_preset
                             ? _ ("Preset: no source gives them. Set your own.")
                             : _ ("Set by this desk. Alerts come only within them."));
}

static void
show_calendar (MadoCalendarWindow *self, const MadoCalendarChanged *changed)
{
  const MadoLanguage language = mado_display_get_interface_language ();
  g_autofree char *title
      = mado_inert_line (mado_calendar_get_title (changed->calendar, language), NULL);

  g_clear_pointer (&self->calendar, mado_calendar_unref);
  self->calendar = mado_calendar_ref (changed->calendar);
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, self->calendar->timezone);
  show_hours (self);
  show_years (self);
  gtk_widget_set_visible (self->restore_group, changed->is_changed);
}

/* --- Changes --- */

typedef struct
{
  MadoCalendarChangeKind kind;
  char *done; /* nullable: what the step is called; NULL where nothing is changed */
} Wish;

static void
free_wish (Wish *self)
{
  g_free (self->done);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, free_wish)

static void
say (MadoCalendarWindow *self, const char *text)
{
  adw_toast_overlay_add_toast (self->toasts, mado_toast_new (text));
}

static void
undo_cb (MadoCalendarWindow *self)
{
  mado_undo_undo (mado_undo_get (self->context));
}

static void
say_with_undo (MadoCalendarWindow *self, const char *text)
{
  AdwToast *toast = mado_toast_new (text);

  adw_toast_set_button_label (toast, _ ("Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  /* The way back from an earlier change would take this one back instead, without a word. */
  if (self->toast)
    adw_toast_dismiss (self->toast);
  g_set_weak_pointer (&self->toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* "12 closed days added; 3 entries were none" */
static char *
describe_import (const MadoCalendarChanged *changed)
{
  g_autofree char *added = g_strdup_printf (
      ngettext ("%u closed day added", "%u closed days added", changed->n_added), changed->n_added);
  g_autofree char *left = NULL;

  if (changed->n_left == 0)
    return g_steal_pointer (&added);
  left = g_strdup_printf (
      /* Translators: of a calendar file: %u entries repeat or have an hour. */
      ngettext ("%u entry was no closed day", "%u entries were no closed days", changed->n_left),
      changed->n_left);
  /* Translators: "12 closed days added" and "3 entries were no closed days". */
  return g_strdup_printf (C_ ("import", "%1$s; %2$s"), added, left);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoCalendarWindow *self = MADO_CALENDAR_WINDOW (source);
  g_autoptr (Wish) wish = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCalendarChanged) changed = mado_calendar_change_finish (result, &error);
  g_autofree char *imported = NULL;

  if (!changed)
    {
      g_autofree char *advice = mado_advice_explain_calendar (error);

      say (self, advice);
      /* A calendar that cannot be read can still be restored. */
      gtk_widget_set_visible (self->restore_group,
                              !self->calendar || gtk_widget_get_visible (self->restore_group));
      return;
    }
  show_calendar (self, changed);
  if (wish->kind == MADO_CALENDAR_IMPORT)
    imported = describe_import (changed);
  if (!imported && !wish->done)
    return;
  mado_calendar_change_remember (self->context, self->id, imported ? imported : wish->done,
                                 changed);
  say_with_undo (self, imported ? imported : wish->done);
}

/* Takes both over. @done: (nullable): what is said then, with a way back. */
static void
change (MadoCalendarWindow *self, MadoCalendarChange *wanted, char *done)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->done = done;
  wish->kind = wanted->kind;
  mado_calendar_change_async (self->context, self->id, wanted, self, changed_cb, wish);
}

/* It was changed, or that was undone or redone, here or from elsewhere. */
static void
desk_changed_cb (MadoCalendarWindow *self, const char *id)
{
  if (strcmp (id, MADO_CALENDARS_CHANGED) != 0)
    return;
  change (self, mado_calendar_change_new (MADO_CALENDAR_READ), NULL);
  g_signal_emit (self, signals[CALENDAR_CHANGED], 0);
}

static gboolean
undo_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  return mado_undo_undo (mado_undo_get (MADO_CALENDAR_WINDOW (widget)->context));
}

static gboolean
redo_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  return mado_undo_redo (mado_undo_get (MADO_CALENDAR_WINDOW (widget)->context));
}

/* --- What is asked for --- */

static void
hours_typed_cb (MadoCalendarWindow *self)
{
  g_autoptr (GArray) hours
      = mado_hours_parse (gtk_editable_get_text (GTK_EDITABLE (self->hours)), NULL);

  if (hours)
    gtk_widget_remove_css_class (GTK_WIDGET (self->hours), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->hours), "error");
}

static void
set_hours_cb (MadoCalendarWindow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->hours));
  g_autoptr (GArray) hours = mado_hours_parse (text, NULL);
  MadoCalendarChange *wanted;

  if (!hours)
    {
      say (self, _ ("These are no hours. Write them such as 9:00–12:00, 13:00–17:30."));
      return;
    }
  wanted = mado_calendar_change_new (MADO_CALENDAR_SET_HOURS);
  wanted->text = g_strdup (text);
  change (self, wanted, g_strdup (_ ("Hours of the desk set")));
}

/* Of what was typed; MADO_NO_DAY where it is not one day. */
static gint
read_day (MadoCalendarWindow *self)
{
  g_autoptr (MadoDate) date
      = mado_date_parse (gtk_editable_get_text (GTK_EDITABLE (self->date)), NULL);

  if (!date || mado_date_is_period (date)
      || mado_date_get_start (date).precision != MADO_PRECISION_DAY)
    return MADO_NO_DAY;
  return mado_date_get_first_day (date);
}

static char *
dup_name (MadoCalendarWindow *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
}

static void
day_typed_cb (MadoCalendarWindow *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->date));
  g_autofree char *name = dup_name (self);
  const gboolean is_day = read_day (self) != MADO_NO_DAY;

  if (*typed == '\0' || is_day)
    gtk_widget_remove_css_class (GTK_WIDGET (self->date), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->date), "error");
  gtk_widget_set_sensitive (self->add, is_day && *name != '\0');
}

static void
add_day_cb (MadoCalendarWindow *self)
{
  const gint day = read_day (self);
  g_autofree char *name = dup_name (self);
  g_autoptr (MadoDate) date = NULL;
  g_autofree char *title = NULL;
  MadoCalendarChange *wanted;

  if (day == MADO_NO_DAY || *name == '\0')
    return;
  date = mado_day_to_date (day);
  title = mado_date_format (date, mado_display_get_interface_language (), MADO_DATE_FULL);
  wanted = mado_calendar_change_new (MADO_CALENDAR_ADD_DAY);
  wanted->day = day;
  wanted->text = g_steal_pointer (&name);
  wanted->source = g_strdup (_ ("Entered at this desk"));
  gtk_editable_set_text (GTK_EDITABLE (self->date), "");
  gtk_editable_set_text (GTK_EDITABLE (self->name), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->date));
  /* Translators: %s is a day that is closed now. */
  change (self, wanted, g_strdup_printf (_ ("%s added"), title));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoCalendarWindow *self = MADO_CALENDAR_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = mado_files_choose_finish (result, &error);

  if (file)
    mado_calendar_window_import (self, file);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (self, error->message);
}

static void
import_cb (MadoCalendarWindow *self)
{
  mado_files_choose_async (GTK_WIDGET (self), _ ("Add closed days"), _ ("Calendar files"), "*.ics",
                           chosen_cb, NULL);
}

static void
restore_cb (MadoCalendarWindow *self)
{
  change (self, mado_calendar_change_new (MADO_CALENDAR_RESTORE),
          g_strdup (_ ("The bundled calendar is used again")));
}

/* --- The window --- */

static void
mado_calendar_window_finalize (GObject *object)
{
  MadoCalendarWindow *self = MADO_CALENDAR_WINDOW (object);

  g_clear_weak_pointer (&self->toast);
  g_clear_object (&self->context);
  g_free (self->id);
  g_clear_pointer (&self->calendar, mado_calendar_unref);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (mado_calendar_window_parent_class)->finalize (object);
}

static void
mado_calendar_window_class_init (MadoCalendarWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mado_calendar_window_finalize;
  signals[CALENDAR_CHANGED] = g_signal_new ("calendar-changed", MADO_TYPE_CALENDAR_WINDOW,
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/madoguchi/Madoguchi/mado-calendar-window.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoCalendarWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, MadoCalendarWindow, title);
  gtk_widget_class_bind_template_child (widget_class, MadoCalendarWindow, hours_group);
  gtk_widget_class_bind_template_child (widget_class, MadoCalendarWindow, hours);
  gtk_widget_class_bind_template_child (widget_class, MadoCalendarWindow, date);
  gtk_widget_class_bind_template_child (widget_class, MadoCalendarWindow, name);
  gtk_widget_class_bind_template_child (widget_class, MadoCalendarWindow, add);
  gtk_widget_class_bind_template_child (widget_class, MadoCalendarWindow, years);
  gtk_widget_class_bind_template_child (widget_class, MadoCalendarWindow, restore_group);
  gtk_widget_class_bind_template_callback (widget_class, hours_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, set_hours_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_day_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, undo_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                redo_key_cb, NULL);
}

static void
mado_calendar_window_init (MadoCalendarWindow *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * mado_calendar_window_new:
 * @parent: (nullable): the window that it belongs to
 * @context: of the profile
 * @id: of the calendar
 * @title: of the calendar, until it is read
 */
GtkWidget *
mado_calendar_window_new (GtkWindow *parent, MadoContext *context, const char *id,
                          const char *title)
{
  MadoCalendarWindow *self
      = g_object_new (MADO_TYPE_CALENDAR_WINDOW, "transient-for", parent, "title", title, NULL);

  self->context = g_object_ref (context);
  self->id = g_strdup (id);
  adw_window_title_set_title (self->title, title);
  g_signal_connect_object (context, "desk-changed", G_CALLBACK (desk_changed_cb), self,
                           G_CONNECT_SWAPPED);
  change (self, mado_calendar_change_new (MADO_CALENDAR_READ), NULL);
  return GTK_WIDGET (self);
}

/**
 * mado_calendar_window_import:
 * @file: with closed days
 *
 * Adds them; a toast says how many, and takes them back.
 */
void
mado_calendar_window_import (MadoCalendarWindow *self, GFile *file)
{
  MadoCalendarChange *wanted;

  g_return_if_fail (MADO_IS_CALENDAR_WINDOW (self) && G_IS_FILE (file));

  wanted = mado_calendar_change_new (MADO_CALENDAR_IMPORT);
  wanted->file = g_object_ref (file);
  change (self, wanted, NULL);
}
