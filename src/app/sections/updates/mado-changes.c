/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history names records; the reader says what they are called now. */
#include "app/sections/updates/mado-changes.h"

#include <glib/gi18n.h>

#include "app/sections/mado-sections.h"
#include "app/sections/updates/mado-updates-words.h"
#include "app/widgets/mado-badge.h"
#include "app/widgets/mado-inert.h"
#include "app/widgets/mado-mark.h"
#include "app/widgets/mado-plain-label.h"
#include "app/widgets/mado-text-label.h"

#define FATE_MOST 4 /* rows of one kind and fate */

/* A row. */
typedef struct
{
  MadoFate fate;
  MadoKind kind;
  char *id;
  MadoText *title;    /* nullable: nobody knows it any more */
  MadoRecord *record; /* nullable: it is not there now */
} Line;

/* What the newest update did. */
typedef struct
{
  gint64 time; /* 0: there was none */
  gint64 counts[MADO_FATE_REMOVED + 1][MADO_N_KINDS];
  GPtrArray *lines; /* (element-type Line) */
} Content;

struct _MadoChanges
{
  GtkBox parent_instance;
  MadoContext *context;
  MadoUpdates *updates;
  GCancellable *cancellable;
  Content *content; /* nullable */
  gboolean is_narrow;
};

G_DEFINE_FINAL_TYPE (MadoChanges, mado_changes, GTK_TYPE_BOX)

static const struct
{
  MadoBadgeState state;
  const char *icon;
  const char *word;
} looks[] = {
  [MADO_FATE_ADDED] = { MADO_BADGE_OK, "list-add-symbolic", NC_ ("change", "Added") },
  [MADO_FATE_CHANGED] = { MADO_BADGE_INFO, "document-edit-symbolic", NC_ ("change", "Changed") },
  [MADO_FATE_REMOVED] = { MADO_BADGE_PLAIN, "window-close-symbolic", NC_ ("change", "Removed") },
};

static void
free_line (gpointer data)
{
  Line *line = data;

  g_free (line->id);
  g_clear_pointer (&line->title, mado_text_unref);
  g_clear_object (&line->record);
  g_free (line);
}

static void
free_content (gpointer data)
{
  Content *content = data;

  g_ptr_array_unref (content->lines);
  g_free (content);
}

/* --- Reading --- */

static void
take_step (Content *content, const MadoFeedStep *step)
{
  content->time = step->time;
  for (guint fate = 0; fate < G_N_ELEMENTS (looks); fate++)
    {
      for (guint kind = 0; kind < MADO_N_KINDS; kind++)
        content->counts[fate][kind] += step->counts[fate][kind];
      for (guint i = 0; i < step->changes[fate]->len; i++)
        {
          const MadoFeedChange *change = g_ptr_array_index (step->changes[fate], i);
          Line *line = g_new0 (Line, 1);

          line->fate = fate;
          line->kind = change->kind;
          line->id = g_strdup (change->id);
          line->title = change->title ? mado_text_ref (change->title) : NULL;
          g_ptr_array_add (content->lines, line);
        }
    }
}

static Content *
collect (GPtrArray *feeds)
{
  Content *content = g_new0 (Content, 1);
  g_autoptr (GPtrArray) steps = feeds ? mado_feed_list_newest_steps (feeds) : NULL;

  content->lines = g_ptr_array_new_with_free_func (free_line);
  for (guint i = 0; steps && i < steps->len; i++)
    take_step (content, g_ptr_array_index (steps, i));
  return content;
}

/* On the reader's thread. What the next update has removed is not there: it is told by its id. */
static void
look_up (GTask *task, gpointer reader, gpointer data, GCancellable *cancellable)
{
  const Content *content = data;
  GError *error = NULL;

  for (guint i = 0; i < content->lines->len; i++)
    {
      Line *line = g_ptr_array_index (content->lines, i);

      if (g_task_return_error_if_cancelled (task))
        return;
      if (line->fate != MADO_FATE_REMOVED)
        line->record = mado_reader_get_record (reader, line->id, NULL, &error);
      if (error && !g_error_matches (error, MADO_STORE_ERROR, MADO_STORE_ERROR_NOT_FOUND))
        {
          g_task_return_error (task, error);
          return;
        }
      g_clear_error (&error);
      if (line->record)
        line->title = mado_text_ref (mado_record_get_title (line->record));
    }
  g_task_return_boolean (task, TRUE);
}

/* --- Showing --- */

static const char *
get_word (MadoFate fate)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "change", looks[fate].word);
}

static GtkWidget *
make_title (const Line *line)
{
  GtkWidget *title;

  if (line->title)
    {
      title = mado_text_label_new (line->title);
      g_object_set (title, "lines", 2, "mark-fallback", FALSE, NULL);
    }
  else
    {
      g_autofree char *id = mado_inert_line (line->id, NULL);

      title = mado_plain_label_new (id, "row-title");
    }
  gtk_widget_set_hexpand (title, TRUE);
  return title;
}

static GtkWidget *
make_words (const Line *line, const char *day, gboolean is_narrow)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *badge = mado_badge_new_with_icon (looks[line->fate].state, looks[line->fate].icon,
                                               get_word (line->fate));
  GtkWidget *mark = mado_mark_new (line->kind);

  gtk_widget_set_size_request (badge, is_narrow ? -1 : 92, -1);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), make_title (line));
  if (day && !is_narrow)
    {
      GtkWidget *label = gtk_label_new (day);

      gtk_widget_add_css_class (label, "row-sub");
      gtk_widget_add_css_class (label, "numeric");
      gtk_box_append (GTK_BOX (box), label);
    }
  if (line->record)
    gtk_box_append (GTK_BOX (box),
                    g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  return box;
}

static void
opened_cb (GtkWidget *button, MadoRecord *record)
{
  const MadoSection *section = mado_sections_find_kind (mado_record_get_kind (record));

  if (section)
    gtk_widget_activate_action (button, "win.open-section", "(ss)", section->id, "");
  gtk_widget_activate_action (button, "win.open-record", "s", mado_record_get_id (record));
}

static void
name_button (MadoChanges *self, GtkWidget *button, const Line *line, const char *day)
{
  MadoLanguage language
      = mado_display_get_language (mado_display_get_for_widget (GTK_WIDGET (self)));
  g_autofree char *title = mado_inert_line (mado_text_get (line->title, language, NULL), NULL);
  g_autofree char *name = g_strjoin (", ", get_word (line->fate), title, day, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
append_line (MadoChanges *self, const Line *line)
{
  MadoDate *date = line->record ? mado_record_get_date (line->record) : NULL;
  g_autofree char *day
      = date ? mado_date_format (date, mado_display_get_interface_language (), MADO_DATE_FULL)
             : NULL;
  GtkWidget *words = make_words (line, day, self->is_narrow);
  GtkWidget *button;

  if (!line->record)
    {
      gtk_widget_add_css_class (words, "link-row");
      gtk_box_append (GTK_BOX (self), words);
      return;
    }
  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), words);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "link-row");
  name_button (self, button, line, day);
  g_signal_connect_data (button, "clicked", G_CALLBACK (opened_cb), g_object_ref (line->record),
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  gtk_box_append (GTK_BOX (self), button);
}

/* Returns: how many there are now */
static guint
append_lines (MadoChanges *self, MadoKind kind, MadoFate fate)
{
  GPtrArray *lines = self->content->lines;
  guint shown = 0;

  for (guint i = 0; i < lines->len && shown < FATE_MOST; i++)
    {
      const Line *line = g_ptr_array_index (lines, i);

      if (line->kind != kind || line->fate != fate)
        continue;
      append_line (self, line);
      shown++;
    }
  return shown;
}

static void
append_rest (MadoChanges *self, gint64 count)
{
  g_autofree char *number = mado_number_format (count, mado_display_get_interface_language ());
  /* Translators: %s is the number of further records. */
  g_autofree char *text = g_strdup_printf (_ ("and %s more"), number);
  GtkWidget *label = mado_plain_label_new (text, "row-sub");

  gtk_widget_add_css_class (label, "link-row");
  gtk_box_append (GTK_BOX (self), label);
}

static void
append_kind (MadoChanges *self, MadoKind kind)
{
  const Content *content = self->content;
  gint64 all = 0;
  gint64 shown = 0;
  GtkWidget *head;
  g_autofree char *number = NULL;

  for (guint fate = 0; fate < G_N_ELEMENTS (looks); fate++)
    all += content->counts[fate][kind];
  if (all == 0)
    return;
  head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  number = mado_number_format (all, mado_display_get_interface_language ());
  gtk_box_append (GTK_BOX (head), mado_plain_label_new (mado_kind_get_title (kind), "heading"));
  gtk_box_append (GTK_BOX (head), mado_plain_label_new (number, "row-sub"));
  gtk_widget_add_css_class (head, "block-head");
  gtk_box_append (GTK_BOX (self), head);
  for (guint fate = 0; fate < G_N_ELEMENTS (looks); fate++)
    shown += append_lines (self, kind, fate);
  if (all > shown)
    append_rest (self, all - shown);
}

static void
append_head (MadoChanges *self)
{
  const Content *content = self->content;
  gint64 sums[G_N_ELEMENTS (looks)] = { 0 };
  g_autofree char *counts = NULL;
  g_autofree char *day = mado_updates_format_day (content->time);
  /* Translators: %s is the day of an update. */
  g_autofree char *text = g_strdup_printf (_ ("What changed on %s"), day);
  GtkWidget *head
      = gtk_box_new (self->is_narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *heading = mado_plain_label_new (text, "title-4");

  for (guint fate = 0; fate < G_N_ELEMENTS (looks); fate++)
    for (guint kind = 0; kind < MADO_N_KINDS; kind++)
      sums[fate] += content->counts[fate][kind];
  counts = mado_updates_format_counts (sums[MADO_FATE_ADDED], sums[MADO_FATE_CHANGED],
                                       sums[MADO_FATE_REMOVED]);
  gtk_widget_set_hexpand (heading, TRUE);
  gtk_box_append (GTK_BOX (head), heading);
  gtk_box_append (GTK_BOX (head), mado_plain_label_new (counts, "row-sub"));
  gtk_widget_add_css_class (head, "block-head");
  gtk_box_append (GTK_BOX (self), head);
}

static void
fill (MadoChanges *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_box_remove (GTK_BOX (self), child);
  gtk_widget_set_visible (GTK_WIDGET (self), self->content && self->content->time > 0);
  if (!self->content || self->content->time == 0)
    return;
  append_head (self);
  for (MadoKind kind = MADO_KIND_NONE + 1; kind < MADO_N_KINDS; kind++)
    append_kind (self, kind);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoChanges *self = MADO_CHANGES (source);
  Content *content = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* Where the records cannot be read the window says so; the counts are true. */
  g_clear_pointer (&self->content, free_content);
  self->content = g_new0 (Content, 1);
  *self->content = *content;
  self->content->lines = g_ptr_array_ref (content->lines);
  fill (self);
}

/**
 * mado_changes_reload:
 *
 * Shows what the newest update did.
 */
void
mado_changes_reload (MadoChanges *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MADO_IS_CHANGES (self) && self->updates);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, looked_up_cb, NULL);
  g_task_set_task_data (task, collect (mado_updates_get_feeds (self->updates)), free_content);
  mado_context_read (self->context, task, look_up);
}

static void
mado_changes_dispose (GObject *object)
{
  MadoChanges *self = MADO_CHANGES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->updates);
  g_clear_object (&self->context);
  g_clear_pointer (&self->content, free_content);
  G_OBJECT_CLASS (mado_changes_parent_class)->dispose (object);
}

static void
mado_changes_class_init (MadoChangesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_changes_dispose;
}

static void
mado_changes_init (MadoChanges *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 2);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * mado_changes_set_context:
 * @context: an open context
 */
void
mado_changes_set_context (MadoChanges *self, MadoContext *context)
{
  g_return_if_fail (MADO_IS_CHANGES (self));

  self->context = g_object_ref (context);
  self->updates = g_object_ref (mado_updates_get (context));
  g_signal_connect_object (mado_display_get_for_widget (GTK_WIDGET (self)),
                           "notify::content-language", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
}

void
mado_changes_set_narrow (MadoChanges *self, gboolean is_narrow)
{
  g_return_if_fail (MADO_IS_CHANGES (self));

  if (self->is_narrow == is_narrow)
    return;
  self->is_narrow = is_narrow;
  fill (self);
}
