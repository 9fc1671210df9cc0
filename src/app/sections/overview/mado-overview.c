/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The overview: what needs attention, figures and charts, under the day and two clocks. */
#include "app/sections/overview/mado-overview.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/sections/desk/mado-case-group.h"
#include "app/sections/mado-advice.h"
#include "app/sections/overview/mado-overview-blocks.h"
#include "app/widgets/mado-display.h"
#include "app/widgets/mado-plain-label.h"
#include "core/model/mado-clock.h"

#define MOST_CASES 6

struct _MadoOverview
{
  GtkBox parent_instance;

  AdwHeaderBar *header;
  AdwWindowTitle *title;
  GtkWidget *back_button;
  GtkWidget *sections_button;
  MadoColumns *columns;
  MadoCaseGroup *cases; /* made for the first content, kept for the next */

  MadoContext *context;
  MadoOverviewContent *content; /* nullable */
  GCancellable *cancellable;
  guint clock; /* source of the clocks' next minute */
  gboolean is_narrow;
};

static void implement_section_page (MadoSectionPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MadoOverview, mado_overview, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_SECTION_PAGE,
                                                      implement_section_page))

/* --- Clocks --- */

static char *
format_time_in (GDateTime *now, const char *zone)
{
  g_autoptr (GDateTime) there = mado_clock_move (now, zone);

  return there ? mado_clock_format_hour (there) : g_strdup ("–");
}

/* "Sunday 22 November 2026"; where there is little room "22 Nov", so that both clocks are seen. */
static char *
format_day (MadoOverview *self, GDateTime *now)
{
  static const char *const names[]
      = { NC_ ("weekday", "Monday"),   NC_ ("weekday", "Tuesday"), NC_ ("weekday", "Wednesday"),
          NC_ ("weekday", "Thursday"), NC_ ("weekday", "Friday"),  NC_ ("weekday", "Saturday"),
          NC_ ("weekday", "Sunday") };
  const char *name
      = g_dpgettext2 (GETTEXT_PACKAGE, "weekday", names[g_date_time_get_day_of_week (now) - 1]);
  g_autofree char *iso = g_date_time_format (now, "%Y-%m-%d");
  g_autoptr (MadoDate) today = mado_date_new_from_iso (iso, NULL);
  const MadoLanguage language = mado_display_get_interface_language ();
  g_autofree char *day = mado_date_format (today, language, MADO_DATE_FULL);
  g_autofree char *year = NULL;
  char *brief;

  if (self->is_narrow)
    {
      mado_date_format_gutter (today, language, &brief, &year);
      return brief;
    }
  /* Translators: the day of the week and the date. */
  return g_strdup_printf (C_ ("day", "%1$s %2$s"), name, day);
}

static gboolean
show_time_cb (gpointer user_data)
{
  MadoOverview *self = user_data;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = format_day (self, now);
  g_autofree char *tokyo = format_time_in (now, MADO_CLOCK_TOKYO);
  g_autofree char *brussels = format_time_in (now, MADO_CLOCK_BRUSSELS);
  /* Translators: the date, the time in Tokyo, the time in Brussels. */
  g_autofree char *text = g_strdup_printf (_ ("%s · Tokyo %s · Brussels %s"), day, tokyo, brussels);

  adw_window_title_set_subtitle (self->title, text);
  self->clock = g_timeout_add_seconds (60 - g_date_time_get_second (now), show_time_cb, self);
  return G_SOURCE_REMOVE;
}

/* --- Filling --- */

static void
fill (MadoOverview *self)
{
  const MadoOverviewRows rows
      = { mado_context_get_vocabulary (self->context),
          mado_display_get_language (mado_display_get_for_widget (GTK_WIDGET (self))),
          mado_display_get_today (mado_display_get_for_widget (GTK_WIDGET (self))),
          self->is_narrow };

  if (!self->cases)
    self->cases = g_object_ref_sink (
        MADO_CASE_GROUP (mado_case_group_new (_ ("Cases waiting for you"), MOST_CASES)));
  mado_overview_blocks_fill (self->columns, self->content, &rows, GTK_WIDGET (self->cases));
  mado_case_group_show_waiting (self->cases, mado_case_desk_get (self->context));
}

static void
read_content (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  MadoOverviewContent *content
      = mado_overview_content_read (source, *(const gint *) data, cancellable, &error);

  if (content)
    g_task_return_pointer (task, content, (GDestroyNotify) mado_overview_content_free);
  else
    g_task_return_error (task, error);
}

static void
content_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoOverview *self = MADO_OVERVIEW (source);
  g_autoptr (GError) error = NULL;
  MadoOverviewContent *content = g_task_propagate_pointer (G_TASK (result), &error);

  if (content)
    {
      g_clear_pointer (&self->content, mado_overview_content_free);
      self->content = content;
      fill (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *advice = mado_advice_explain (error);

      mado_columns_clear (self->columns);
      mado_columns_append (self->columns, mado_plain_label_new (advice, "row-title"));
    }
}

static void
reload_cb (MadoOverview *self)
{
  g_autoptr (GTask) task = NULL;
  gint today;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, content_read_cb, NULL);
  today = mado_display_get_today (mado_display_get_for_widget (GTK_WIDGET (self)));
  g_task_set_task_data (task, g_memdup2 (&today, sizeof today), g_free);
  mado_context_read (self->context, task, read_content);
}

/* The content is kept: another language or another width needs no reading. */
static void
fill_again_cb (MadoOverview *self)
{
  if (self->content)
    fill (self);
}

/* --- Section page --- */

static void
set_context (MadoSectionPage *page, MadoContext *context)
{
  MadoOverview *self = MADO_OVERVIEW (page);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "changed", G_CALLBACK (reload_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (mado_display_get_for_widget (GTK_WIDGET (self)),
                           "notify::content-language", G_CALLBACK (fill_again_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (mado_display_get_for_widget (GTK_WIDGET (self)), "notify::today",
                           G_CALLBACK (reload_cb), self, G_CONNECT_SWAPPED);
  show_time_cb (self);
  reload_cb (self);
}

static void
set_place (MadoSectionPage *page, MadoPlace place)
{
  MadoOverview *self = MADO_OVERVIEW (page);
  const gboolean is_narrow = (place & MADO_PLACE_BACK) != 0;

  mado_place_apply (place, self->header, self->back_button, self->sections_button);
  if (is_narrow == self->is_narrow)
    return;
  self->is_narrow = is_narrow;
  fill_again_cb (self);
  if (self->clock == 0)
    return;
  g_clear_handle_id (&self->clock, g_source_remove);
  show_time_cb (self);
}

static void
implement_section_page (MadoSectionPageInterface *iface)
{
  iface->set_context = set_context;
  iface->set_place = set_place;
}

/* What has happened to the cases while nobody looked. */
static void
mado_overview_map (GtkWidget *widget)
{
  MadoOverview *self = MADO_OVERVIEW (widget);

  GTK_WIDGET_CLASS (mado_overview_parent_class)->map (widget);
  if (self->cases)
    mado_case_group_show_waiting (self->cases, mado_case_desk_get (self->context));
}

static void
mado_overview_dispose (GObject *object)
{
  MadoOverview *self = MADO_OVERVIEW (object);

  g_clear_handle_id (&self->clock, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->cases);
  g_clear_object (&self->context);
  g_clear_pointer (&self->content, mado_overview_content_free);
  G_OBJECT_CLASS (mado_overview_parent_class)->dispose (object);
}

static void
mado_overview_class_init (MadoOverviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_overview_dispose;
  widget_class->map = mado_overview_map;
  g_type_ensure (MADO_TYPE_COLUMNS);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/madoguchi/Madoguchi/sections/overview/mado-overview.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoOverview, header);
  gtk_widget_class_bind_template_child (widget_class, MadoOverview, title);
  gtk_widget_class_bind_template_child (widget_class, MadoOverview, back_button);
  gtk_widget_class_bind_template_child (widget_class, MadoOverview, sections_button);
  gtk_widget_class_bind_template_child (widget_class, MadoOverview, columns);
}

static void
mado_overview_init (MadoOverview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
