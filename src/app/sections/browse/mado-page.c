/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a record. */
#include "app/sections/browse/mado-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/sections/browse/mado-page-blocks.h"
#include "app/widgets/mado-display.h"
#include "app/widgets/mado-scale.h"
#include "core/export/mado-citation.h"

/* Widths of the page at text scale 1.0: its text of 740 or 820, and the margins. */
#define CLAMP_ONE 796
#define CLAMP_BOTH 876

struct _MadoPage
{
  GtkBox parent_instance;

  AdwHeaderBar *header;
  GtkWidget *back_button;
  GtkWidget *star_button;
  GtkWidget *cite_button;
  GtkWidget *reading_toggles;
  GtkWidget *reading_menu_button;
  GtkStack *stack;
  AdwStatusPage *status;
  GtkScrolledWindow *scroller;
  AdwClamp *clamp;
  GtkBox *body;

  MadoContext *context;
  MadoPageContent *content; /* nullable: nothing is shown */
  gboolean starred;
  gboolean is_narrow;        /* the page is the only pane */
  GCancellable *cancellable; /* of the record that is being read */
  GCancellable *closing;     /* of what outlives the record */
};

enum
{
  STAR_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoPage, mado_page, GTK_TYPE_BOX)

/* What is kept for the desk's thread. */
typedef struct
{
  char *id;
  char *title; /* JSON, nullable: only asked */
  gboolean starred;
  gboolean announce;
} Star;

static void
free_star (gpointer data)
{
  Star *self = data;

  g_free (self->id);
  g_free (self->title);
  g_free (self);
}

static void
fill (MadoPage *self)
{
  MadoDisplay *display = mado_display_get_for_widget (GTK_WIDGET (self));
  GtkWidget *child;
  int width;

  if (!self->content)
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->body))))
    gtk_box_remove (self->body, child);
  mado_page_blocks_fill (self->body, self->content, mado_context_get_vocabulary (self->context),
                         self->is_narrow);
  width = mado_scale_apply (
      GTK_WIDGET (self),
      mado_display_get_content_language (display) == MADO_CONTENT_BOTH ? CLAMP_BOTH : CLAMP_ONE);
  adw_clamp_set_maximum_size (self->clamp, width);
  adw_clamp_set_tightening_threshold (self->clamp, width);
  gtk_stack_set_visible_child_name (self->stack, "record");
}

static void
show_star (MadoPage *self, gboolean starred)
{
  const char *label = starred ? _ ("Remove the star") : _ ("Star");

  self->starred = starred;
  gtk_button_set_icon_name (GTK_BUTTON (self->star_button),
                            starred ? "starred-symbolic" : "non-starred-symbolic");
  gtk_widget_set_tooltip_text (self->star_button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->star_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static void
show_error (MadoPage *self, const GError *error)
{
  adw_status_page_set_title (self->status, _ ("The record cannot be shown"));
  adw_status_page_set_description (self->status, error->message);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
read_content (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  MadoPageContent *content = mado_page_content_read (source, data, cancellable, &error);

  if (content)
    g_task_return_pointer (task, content, (GDestroyNotify) mado_page_content_free);
  else
    g_task_return_error (task, error);
}

static void
read_star (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Star *star = data;
  GError *error = NULL;

  if (star->title ? mado_desk_set_starred (source, star->id, star->title, star->starred, &error)
                  : mado_desk_is_starred (source, star->id, &star->starred, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
star_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoPage *self = MADO_PAGE (source);
  Star *star = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_error (self, error);
      return;
    }
  if (g_strcmp0 (mado_page_get_id (self), star->id) == 0)
    show_star (self, star->starred);
  if (star->title)
    mado_context_announce_desk_change (self->context, star->id);
  if (star->announce)
    g_signal_emit (self, signals[STAR_CHANGED], 0, star->id, star->title, star->starred);
}

static void
run_star (MadoPage *self, const char *id, const char *title, gboolean starred, gboolean announce)
{
  g_autoptr (GTask) task = g_task_new (self, self->closing, star_kept_cb, NULL);
  Star *star = g_new0 (Star, 1);

  star->id = g_strdup (id);
  star->title = g_strdup (title);
  star->starred = starred;
  star->announce = announce;
  g_task_set_task_data (task, star, free_star);
  mado_context_keep (self->context, task, read_star);
}

static void
content_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoPage *self = MADO_PAGE (source);
  g_autoptr (GError) error = NULL;
  MadoPageContent *content = g_task_propagate_pointer (G_TASK (result), &error);

  if (!content)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_error (self, error);
      return;
    }
  g_clear_pointer (&self->content, mado_page_content_free);
  self->content = content;
  fill (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_widget_set_sensitive (self->star_button, TRUE);
  gtk_widget_set_sensitive (self->cite_button, TRUE);
  run_star (self, mado_record_get_id (content->record), NULL, FALSE, FALSE);
}

static void
mado_page_root (GtkWidget *widget)
{
  MadoPage *self = MADO_PAGE (widget);

  GTK_WIDGET_CLASS (mado_page_parent_class)->root (widget);
  g_signal_connect_object (mado_display_get_for_widget (widget), "notify", G_CALLBACK (fill), self,
                           G_CONNECT_SWAPPED);
}

static void
mado_page_dispose (GObject *object)
{
  MadoPage *self = MADO_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->closing);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->closing);
  g_clear_pointer (&self->content, mado_page_content_free);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (mado_page_parent_class)->dispose (object);
}

static void
mado_page_class_init (MadoPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_page_dispose;
  widget_class->root = mado_page_root;
  signals[STAR_CHANGED]
      = g_signal_new ("star-changed", MADO_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/madoguchi/Madoguchi/sections/browse/mado-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoPage, header);
  gtk_widget_class_bind_template_child (widget_class, MadoPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, MadoPage, star_button);
  gtk_widget_class_bind_template_child (widget_class, MadoPage, cite_button);
  gtk_widget_class_bind_template_child (widget_class, MadoPage, reading_toggles);
  gtk_widget_class_bind_template_child (widget_class, MadoPage, reading_menu_button);
  gtk_widget_class_bind_template_child (widget_class, MadoPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoPage, status);
  gtk_widget_class_bind_template_child (widget_class, MadoPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, MadoPage, clamp);
  gtk_widget_class_bind_template_child (widget_class, MadoPage, body);
}

static void
mado_page_init (MadoPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->closing = g_cancellable_new ();
  gtk_widget_set_sensitive (self->cite_button, FALSE);
  show_star (self, FALSE);
}

void
mado_page_set_context (MadoPage *self, MadoContext *context)
{
  g_return_if_fail (MADO_IS_PAGE (self) && !self->context);

  self->context = g_object_ref (context);
}

void
mado_page_set_place (MadoPage *self, MadoPlace place)
{
  gboolean is_narrow = (place & MADO_PLACE_BACK) != 0;

  g_return_if_fail (MADO_IS_PAGE (self));

  adw_header_bar_set_show_start_title_buttons (self->header,
                                               (place & MADO_PLACE_START_BUTTONS) != 0);
  adw_header_bar_set_show_end_title_buttons (self->header, (place & MADO_PLACE_END_BUTTONS) != 0);
  gtk_widget_set_visible (self->back_button, is_narrow);
  /* A page that stands alone is narrow: three toggles are too wide for its bar. */
  gtk_widget_set_visible (self->reading_toggles, !is_narrow);
  gtk_widget_set_visible (self->reading_menu_button, is_narrow);
  if (is_narrow == self->is_narrow)
    return;
  self->is_narrow = is_narrow;
  fill (self);
}

void
mado_page_show (MadoPage *self, const char *id)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MADO_IS_PAGE (self) && self->context && id != NULL);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, content_read_cb, NULL);
  g_task_set_task_data (task, g_strdup (id), g_free);
  mado_context_read (self->context, task, read_content);
}

const char *
mado_page_get_id (MadoPage *self)
{
  g_return_val_if_fail (MADO_IS_PAGE (self), NULL);

  return self->content ? mado_record_get_id (self->content->record) : NULL;
}

/* The title in the record's own JSON, which the desk keeps beside the id. */
static char *
dup_title (MadoRecord *record)
{
  JsonObject *object = json_node_get_object (mado_record_get_json (record));

  return mado_json_to_record_form (json_object_get_member (object, "title"));
}

void
mado_page_toggle_star (MadoPage *self)
{
  g_return_if_fail (MADO_IS_PAGE (self));

  if (self->content)
    {
      g_autofree char *title = dup_title (self->content->record);

      run_star (self, mado_page_get_id (self), title, !self->starred, TRUE);
    }
}

/**
 * mado_page_undo_star:
 * @id: of the record that is shown, or of one that was
 * @title: as "star-changed" gave it: it is kept in case the record vanishes
 * @starred: as it was before
 *
 * "star-changed" does not follow: an undo offers no undo.
 */
void
mado_page_undo_star (MadoPage *self, const char *id, const char *title, gboolean starred)
{
  g_return_if_fail (MADO_IS_PAGE (self) && id != NULL && title != NULL);

  run_star (self, id, title, starred, FALSE);
}

char *
mado_page_dup_citation (MadoPage *self)
{
  MadoCitationEdition edition;

  g_return_val_if_fail (MADO_IS_PAGE (self), NULL);

  if (!self->content)
    return NULL;
  edition = mado_page_content_get_edition (self->content);
  return mado_citation_for_record (
      self->content->record, mado_context_get_vocabulary (self->context), &edition,
      mado_display_get_language (mado_display_get_for_widget (GTK_WIDGET (self))),
      MADO_CITATION_TEXT);
}
