/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the term under the pointer or the caret through the reader, and shows its card. */
#include "app/sections/browse/mado-term-card.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/sections/browse/mado-passage.h"
#include "app/widgets/mado-badge.h"
#include "app/widgets/mado-plain-label.h"
#include "app/widgets/mado-text-label.h"
#include "core/store/mado-own-term.h"
#include "core/store/mado-term-spots.h"

#define DWELL 600 /* milliseconds for which the pointer rests before it asks */
#define LEAVE 400 /* and for which it may be away before the card goes */
#define NEAR 8    /* pixels around the term */
#define WIDTH 320

struct _MadoTermCard
{
  GtkPopover parent_instance;

  GtkWidget *page;
  GtkWidget *body;
  MadoContext *context;
  GCancellable *cancellable; /* of what is asked; NULL: nothing */
  guint timer;               /* until it asks, or until it goes */
  double x, y;               /* of the pointer, in the page */
  gboolean is_entered;       /* the pointer is on the card */
  GdkRectangle bounds;       /* of the term, in the page */
  MadoTextLabel *origin;     /* weak: where the caret was */
  MadoSpan selection;        /* and what was selected */
};

enum
{
  NONE_FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoTermCard, mado_term_card, GTK_TYPE_POPOVER)

/* One text to look in. */
typedef struct
{
  MadoTextLabel *label;
  char *text;
  gsize place;
} Text;

static void
free_text (gpointer data)
{
  Text *self = data;

  g_object_unref (self->label);
  g_free (self->text);
  g_free (self);
}

typedef struct
{
  GPtrArray *texts; /* (element-type Text): the first that names a term is the one */
  gboolean by_key;
  const Text *found; /* nullable */
} Question;

static void
free_question (gpointer data)
{
  Question *self = data;

  g_ptr_array_unref (self->texts);
  g_free (self);
}

/* On the reader's thread: the term at the place; by key else the next one in the text. */
static void
find_spot (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Question *question = data;
  g_autoptr (MadoTermSpot) spot = NULL;
  GError *error = NULL;

  for (guint i = 0; !spot && !error && i < question->texts->len; i++)
    {
      const Text *text = question->found = g_ptr_array_index (question->texts, i);

      spot = mado_reader_find_term_at (source, text->text, text->place, cancellable, &error);
      if (!spot && !error && question->by_key)
        spot = mado_reader_find_term_from (source, text->text, text->place, cancellable, &error);
    }
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&spot), (GDestroyNotify) mado_term_spot_free);
}

static void
open_cb (MadoTermCard *self, GtkWidget *button)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (button), "id"));

  g_clear_weak_pointer (&self->origin);
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (self->page, "win.open-record", "s", id);
}

static GtkWidget *
add (MadoTermCard *self, GtkWidget *child, const char *css)
{
  if (css)
    gtk_widget_add_css_class (child, css);
  gtk_box_append (GTK_BOX (self->body), child);
  return child;
}

static GtkWidget *
make_text (MadoText *text, MadoChoice choice)
{
  GtkWidget *label = mado_text_label_new (text);

  mado_text_label_set_choice (MADO_TEXT_LABEL (label), choice);
  return label;
}

static void
add_source (MadoTermCard *self, MadoRecord *term)
{
  MadoSources *sources = mado_record_get_sources (term);

  if (mado_sources_get_n (sources) > 0)
    add (self, mado_plain_label_new (mado_sources_get (sources, 0)->title, NULL), "row-sub");
}

/* Term in both languages, its reading, what it means, who says so, and the way to its page. */
static GtkWidget *
fill (MadoTermCard *self, MadoRecord *term)
{
  MadoText *title = mado_record_get_title (term);
  const char *reading = mado_record_get_reading (term);
  GtkWidget *button = gtk_button_new_with_label (_ ("Open the term"));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->body)))
    gtk_box_remove (GTK_BOX (self->body), child);
  add (self, make_text (title, MADO_CHOICE_EN), "heading");
  if (mado_text_get_exact (title, MADO_LANGUAGE_EN)
      && mado_text_get_exact (title, MADO_LANGUAGE_JA))
    add (self, make_text (title, MADO_CHOICE_JA), "heading");
  if (reading)
    {
      child = mado_text_label_new (NULL);
      mado_text_label_set_plain (MADO_TEXT_LABEL (child), reading, MADO_LANGUAGE_JA);
      add (self, child, "row-sub");
    }
  if (mado_record_get_summary (term))
    add (self, make_text (mado_record_get_summary (term), MADO_CHOICE_CONTENT), NULL);
  if (mado_own_term_is (term))
    gtk_widget_set_halign (add (self, mado_badge_new_own (), NULL), GTK_ALIGN_START);
  else if (mado_record_lookup_flag (term, "verified") == MADO_FLAG_NO)
    gtk_widget_set_halign (add (self, mado_badge_new (MADO_BADGE_WARN, _ ("Not verified")), NULL),
                           GTK_ALIGN_START);
  add_source (self, term);
  g_object_set_data_full (G_OBJECT (button), "id", g_strdup (mado_record_get_id (term)), g_free);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (open_cb), self);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  return add (self, button, NULL);
}

/* A term that is scrolled out of sight has its card at the edge behind which it is: a card that
 * points outside of the window would have no place on the display. */
static void
keep_within_page (MadoTermCard *self)
{
  GdkRectangle *bounds = &self->bounds;

  bounds->width = MIN (bounds->width, gtk_widget_get_width (self->page));
  bounds->height = MIN (bounds->height, gtk_widget_get_height (self->page));
  bounds->x = CLAMP (bounds->x, 0, gtk_widget_get_width (self->page) - bounds->width);
  bounds->y = CLAMP (bounds->y, 0, gtk_widget_get_height (self->page) - bounds->height);
}

static void
show_spot (MadoTermCard *self, const Question *question, const MadoTermSpot *spot)
{
  const MadoSpan span = { spot->start, spot->end };
  MadoTextLabel *label = question->found->label;
  GtkWidget *button;
  g_autofree char *name = NULL;

  /* The page may have moved on meanwhile. */
  if (g_strcmp0 (mado_text_label_get_shown (label), question->found->text) != 0
      || !gtk_widget_is_ancestor (GTK_WIDGET (label), self->page)
      || !gtk_widget_get_mapped (GTK_WIDGET (label))
      || !mado_text_label_get_bounds (label, &span, self->page, &self->bounds))
    return;
  keep_within_page (self);
  button = fill (self, spot->term);
  name = g_strdup_printf (_ ("Term: %s"),
                          mado_text_get (mado_record_get_title (spot->term),
                                         mado_display_get_interface_language (), NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_set_weak_pointer (&self->origin, question->by_key ? label : NULL);
  if (question->by_key)
    mado_text_label_get_selection (label, &self->selection);
  gtk_popover_set_autohide (GTK_POPOVER (self), question->by_key);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &self->bounds);
  gtk_popover_popup (GTK_POPOVER (self));
  if (question->by_key)
    gtk_widget_grab_focus (button);
}

static void
spot_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoTermCard *self = MADO_TERM_CARD (source);
  Question *question = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoTermSpot) spot = g_task_propagate_pointer (G_TASK (result), &error);

  /* A glossary that cannot be asked is a store that cannot be read, which the page says itself. */
  if (error || !self->page)
    return;
  if (spot)
    show_spot (self, question, spot);
  else if (question->by_key)
    g_signal_emit (self, signals[NONE_FOUND], 0);
}

static void
stop_timer (MadoTermCard *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
}

static void
ask (MadoTermCard *self, GPtrArray *texts, gboolean by_key)
{
  g_autoptr (GTask) task = NULL;
  Question *question = g_new0 (Question, 1);

  stop_timer (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  question->texts = texts;
  question->by_key = by_key;
  task = g_task_new (self, self->cancellable, spot_found_cb, NULL);
  g_task_set_task_data (task, question, free_question);
  mado_context_read (self->context, task, find_spot);
}

static void
add_text (GPtrArray *texts, GtkWidget *label, gsize place)
{
  Text *text = g_new0 (Text, 1);

  text->label = g_object_ref (MADO_TEXT_LABEL (label));
  text->text = g_strdup (mado_text_label_get_shown (text->label));
  text->place = MIN (place, strlen (text->text));
  g_ptr_array_add (texts, text);
}

static GtkWidget *
find_label_under (MadoTermCard *self, gsize *place)
{
  GtkWidget *picked = gtk_widget_pick (self->page, self->x, self->y, GTK_PICK_DEFAULT);
  GtkWidget *label = picked ? gtk_widget_get_ancestor (picked, MADO_TYPE_TEXT_LABEL) : NULL;
  graphene_point_t at;

  if (!label
      || !gtk_widget_compute_point (self->page, label,
                                    &GRAPHENE_POINT_INIT ((float) self->x, (float) self->y), &at)
      || !mado_text_label_find_place (MADO_TEXT_LABEL (label), at.x, at.y, place))
    return NULL;
  return label;
}

static gboolean
dwell_cb (gpointer user_data)
{
  MadoTermCard *self = user_data;
  gsize place;
  GtkWidget *label = find_label_under (self, &place);

  self->timer = 0;
  if (label)
    {
      GPtrArray *texts = g_ptr_array_new_with_free_func (free_text);

      add_text (texts, label, place);
      ask (self, texts, FALSE);
    }
  return G_SOURCE_REMOVE;
}

static gboolean
go_cb (gpointer user_data)
{
  MadoTermCard *self = user_data;

  self->timer = 0;
  if (!self->is_entered)
    gtk_popover_popdown (GTK_POPOVER (self));
  return G_SOURCE_REMOVE;
}

static gboolean
is_near (MadoTermCard *self)
{
  return self->x >= self->bounds.x - NEAR && self->y >= self->bounds.y - NEAR
         && self->x < self->bounds.x + self->bounds.width + NEAR
         && self->y < self->bounds.y + self->bounds.height + NEAR;
}

static void
motion_cb (MadoTermCard *self, double x, double y, GtkEventController *controller)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);

  if (x == self->x && y == self->y)
    return;
  self->x = x;
  self->y = y;
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    {
      if (is_near (self))
        stop_timer (self);
      else if (!self->timer && !gtk_popover_get_autohide (GTK_POPOVER (self)))
        self->timer = g_timeout_add (LEAVE, go_cb, self);
      return;
    }
  stop_timer (self);
  /* Who is selecting wants no card. */
  if (!(state & GDK_BUTTON1_MASK))
    self->timer = g_timeout_add (DWELL, dwell_cb, self);
}

static void
leave_cb (MadoTermCard *self)
{
  stop_timer (self);
  if (gtk_widget_get_visible (GTK_WIDGET (self)) && !gtk_popover_get_autohide (GTK_POPOVER (self)))
    self->timer = g_timeout_add (LEAVE, go_cb, self);
}

static void
card_enter_cb (MadoTermCard *self)
{
  self->is_entered = TRUE;
  stop_timer (self);
}

static void
card_leave_cb (MadoTermCard *self)
{
  self->is_entered = FALSE;
  leave_cb (self);
}

/* Back to where the reader was. */
static void
closed_cb (MadoTermCard *self)
{
  stop_timer (self);
  self->is_entered = FALSE;
  if (self->origin)
    mado_text_label_select (self->origin, &self->selection);
  g_clear_weak_pointer (&self->origin);
}

static void
mado_term_card_dispose (GObject *object)
{
  MadoTermCard *self = MADO_TERM_CARD (object);

  stop_timer (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_weak_pointer (&self->origin);
  self->page = NULL;
  G_OBJECT_CLASS (mado_term_card_parent_class)->dispose (object);
}

static void
mado_term_card_class_init (MadoTermCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_term_card_dispose;
  signals[NONE_FOUND] = g_signal_new ("none-found", MADO_TYPE_TERM_CARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);
}

static void
mado_term_card_init (MadoTermCard *self)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->body, "term-card");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->body);
  gtk_popover_set_child (GTK_POPOVER (self), clamp);
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (card_enter_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (card_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

/**
 * mado_term_card_new:
 * @page: what it belongs to, and over which the pointer is watched
 * @context: (transfer none): open
 *
 * Returns: (transfer none): to be unparented with the page
 */
MadoTermCard *
mado_term_card_new (GtkWidget *page, MadoContext *context)
{
  MadoTermCard *self = g_object_new (MADO_TYPE_TERM_CARD, NULL);
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->page = page;
  self->context = g_object_ref (context);
  gtk_widget_set_parent (GTK_WIDGET (self), page);
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (page, motion);
  return self;
}

/**
 * mado_term_card_explain:
 * @within: the texts that are shown
 *
 * Shows the card of the term at the caret, or the next one behind it; where there is no caret, of
 * the first term that summary, title or text name. "none-found" follows where there is none.
 */
void
mado_term_card_explain (MadoTermCard *self, GtkWidget *within)
{
  static const guint passages[] = { MADO_PASSAGE_SUMMARY, MADO_PASSAGE_TITLE, MADO_PASSAGE_BODY };
  GtkRoot *root;
  GtkWidget *focus, *label;
  GPtrArray *texts;

  g_return_if_fail (MADO_IS_TERM_CARD (self) && GTK_IS_WIDGET (within));

  root = gtk_widget_get_root (self->page);
  focus = root ? gtk_root_get_focus (root) : NULL;
  label = focus && gtk_widget_is_ancestor (focus, within)
              ? gtk_widget_get_ancestor (focus, MADO_TYPE_TEXT_LABEL)
              : NULL;
  texts = g_ptr_array_new_with_free_func (free_text);
  if (label)
    {
      MadoSpan span;

      mado_text_label_get_selection (MADO_TEXT_LABEL (label), &span);
      add_text (texts, label, span.start);
    }
  for (guint i = 0; !label && i < G_N_ELEMENTS (passages); i++)
    {
      GtkWidget *passage = mado_passage_find (within, passages[i]);

      if (passage)
        add_text (texts, passage, 0);
    }
  ask (self, texts, TRUE);
}
