/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which closed days count, and how each calendar knows them. */
#include "app/mado-preferences-private.h"

#include <glib/gi18n.h>

#include "app/sections/mado-advice.h"
#include "app/widgets/mado-display.h"
#include "app/widgets/mado-inert.h"
#include "core/desk/mado-calendar-files.h"

#define SIDES 2 /* the European one, then the Japanese one */

/* Owned by the page. */
typedef struct
{
  MadoSettings *settings;
  AdwComboRow *rows[SIDES];
  GPtrArray *ids[SIDES]; /* (element-type utf8): of the calendars that each row offers */
} Choice;

static const char *const names[SIDES] = { "calendar-europe", "calendar-japan" };

static void
free_choice (gpointer data)
{
  Choice *self = data;

  g_object_unref (self->settings);
  for (guint i = 0; i < SIDES; i++)
    g_ptr_array_unref (self->ids[i]);
  g_free (self);
}

static void
chosen_cb (AdwComboRow *row, GParamSpec *pspec, GtkWidget *page)
{
  Choice *self = g_object_get_data (G_OBJECT (page), "choice");
  guint chosen = adw_combo_row_get_selected (row);

  for (guint i = 0; i < SIDES; i++)
    if (self->rows[i] == row && chosen < self->ids[i]->len)
      g_object_set (self->settings, names[i], g_ptr_array_index (self->ids[i], chosen), NULL);
}

static const char *
describe_quality (MadoQuality quality)
{
  switch (quality)
    {
    case MADO_QUALITY_PUBLISHED:
      return _ ("published list");
    case MADO_QUALITY_COMPUTED:
      return _ ("computed from the law, not yet published");
    case MADO_QUALITY_PROVISIONAL:
      return _ ("provisional, in part from other sources");
    case MADO_QUALITY_INCOMPLETE:
    default:
      return _ ("being entered, not used yet");
    }
}

static GtkWidget *
make_year (const MadoCalendarYear *year)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *source = mado_inert_line (year->source, NULL);
  g_autofree char *title = g_strdup_printf ("%d", year->year);
  g_autofree char *known = g_strdup_printf ("%s · %s", describe_quality (year->quality), source);
  g_autofree char *days = NULL;
  GtkWidget *label;

  g_object_set (row, "use-markup", FALSE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), known);
  days = g_strdup_printf (ngettext ("%u closed day", "%u closed days", year->days->len),
                          year->days->len);
  label = gtk_label_new (days);
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  return row;
}

static GtkWidget *
make_calendar (const MadoCalendar *calendar, MadoLanguage language)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *title = mado_inert_line (mado_calendar_get_title (calendar, language), NULL);
  g_autofree char *known = NULL;
  const MadoCalendarYear *first, *last;

  g_object_set (row, "use-markup", FALSE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  for (guint i = 0; i < calendar->years->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                              make_year (g_ptr_array_index (calendar->years, i)));
  if (calendar->years->len == 0)
    return row;
  first = g_ptr_array_index (calendar->years, 0);
  last = g_ptr_array_index (calendar->years, calendar->years->len - 1);
  /* Translators: the first and the last year that a calendar of closed days knows. */
  known = g_strdup_printf (_ ("Years known: %1$d to %2$d"), first->year, last->year);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), known);
  return row;
}

static void
offer (Choice *self, guint side, GPtrArray *calendars, MadoLanguage language)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  g_autofree char *chosen = NULL;
  guint selected = 0;

  g_object_get (self->settings, names[side], &chosen, NULL);
  for (guint i = 0; i < calendars->len; i++)
    {
      const MadoCalendar *calendar = g_ptr_array_index (calendars, i);

      if (mado_calendar_is_japanese (calendar) != (side == 1))
        continue;
      if (g_strcmp0 (calendar->id, chosen) == 0)
        selected = self->ids[side]->len;
      g_ptr_array_add (self->ids[side], g_strdup (calendar->id));
      gtk_string_list_append (titles, mado_calendar_get_title (calendar, language));
    }
  adw_combo_row_set_model (self->rows[side], G_LIST_MODEL (titles));
  adw_combo_row_set_selected (self->rows[side], selected);
}

static void
read_calendars (GTask *task, gpointer desk, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *calendars = mado_calendar_list_bundled (&error);

  if (calendars)
    g_task_return_pointer (task, calendars, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
calendars_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GtkWidget *page = GTK_WIDGET (source);
  Choice *self = g_object_get_data (source, "choice");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) calendars = g_task_propagate_pointer (G_TASK (result), &error);
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  MadoLanguage language = mado_display_get_interface_language ();
  g_autofree char *advice = error ? mado_advice_explain (error) : NULL;

  adw_preferences_group_set_title (group, _ ("What they know"));
  adw_preferences_group_set_description (
      group,
      advice ? advice : _ ("A deadline that reaches into a year that is not known is not given."));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), group);
  if (!calendars)
    return;
  for (guint i = 0; i < calendars->len; i++)
    adw_preferences_group_add (group, make_calendar (g_ptr_array_index (calendars, i), language));
  for (guint i = 0; i < SIDES; i++)
    {
      offer (self, i, calendars, language);
      g_signal_connect_object (self->rows[i], "notify::selected", G_CALLBACK (chosen_cb), page, 0);
    }
}

/**
 * mado_preferences_make_calendars:
 *
 * Returns: (transfer floating): the page, which fills itself when the calendars are read
 */
GtkWidget *
mado_preferences_make_calendars (MadoSettings *settings, MadoContext *context)
{
  GtkWidget *page = adw_preferences_page_new ();
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autoptr (GTask) task = g_task_new (page, NULL, calendars_read_cb, NULL);
  Choice *self = g_new0 (Choice, 1);
  const char *titles[] = { _ ("European side"), _ ("Japanese side") };

  adw_preferences_group_set_title (group, _ ("Working days"));
  adw_preferences_group_set_description (
      group, _ ("A day counts where working days are counted if both calendars are open."));
  self->settings = g_object_ref (settings);
  for (guint i = 0; i < SIDES; i++)
    {
      self->ids[i] = g_ptr_array_new_with_free_func (g_free);
      self->rows[i] = ADW_COMBO_ROW (adw_combo_row_new ());
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[i]), titles[i]);
      /* Beside its title a long name would be cut. */
      adw_combo_row_set_use_subtitle (self->rows[i], TRUE);
      adw_preferences_group_add (group, GTK_WIDGET (self->rows[i]));
    }
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), group);
  g_object_set_data_full (G_OBJECT (page), "choice", self, free_choice);
  /* Not the reader's: at the first start there is no store to read from yet. */
  mado_context_keep (context, task, read_calendars);
  return page;
}
