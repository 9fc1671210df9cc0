/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two panes, and how one is brought level with the other. */
#include "app/sections/browse/mado-parallel.h"

#include <glib/gi18n.h>

#include "app/sections/browse/mado-passage.h"
#include "app/widgets/mado-scale.h"
#include "app/widgets/mado-scroll.h"

#define BESIDE 640 /* pixels at text scale 1.0 from which the panes stand beside each other */
#define EYE                                                                                        \
  .25 /* of a pane's height: where a reader looks who has neither pointer nor caret in it */
#define N_PANES 2

struct _MadoParallel
{
  GtkWidget parent_instance;

  GtkWidget *head;
  GtkWidget *panes[N_PANES]; /* by language */
  GtkWidget *bodies[N_PANES];
  MadoLanguage read; /* the pane that was touched last */
  gboolean is_pointed;
  double pointed;       /* where in it the pointer is, when it is */
  gboolean is_leveling; /* the pane moves by our hand */
};

G_DEFINE_FINAL_TYPE (MadoParallel, mado_parallel, GTK_TYPE_WIDGET)

static gboolean
is_beside (MadoParallel *self, int width)
{
  return width >= mado_scale_apply (GTK_WIDGET (self), BESIDE);
}

static void
mado_parallel_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  MadoParallel *self = MADO_PARALLEL (widget);
  GtkWidget *children[] = { self->head, self->panes[0], self->panes[1] };

  *minimum = *natural = 0;
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      int child_minimum, child_natural;

      gtk_widget_measure (children[i], orientation, i == 0 ? for_size : -1, &child_minimum,
                          &child_natural, NULL, NULL);
      if (orientation == GTK_ORIENTATION_HORIZONTAL)
        {
          *minimum = MAX (*minimum, child_minimum);
          *natural = MAX (*natural, child_natural);
        }
      else
        {
          *minimum += child_minimum;
          *natural += child_natural;
        }
    }
}

static void
mado_parallel_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MadoParallel *self = MADO_PARALLEL (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int top;
  GtkAllocation first, second;

  gtk_widget_measure (self->head, GTK_ORIENTATION_VERTICAL, width, &top, NULL, NULL, NULL);
  first = (GtkAllocation){ 0, 0, width, top };
  gtk_widget_size_allocate (self->head, &first, -1);
  height = MAX (0, height - top);
  if (is_beside (self, width))
    {
      first = (GtkAllocation){ 0, top, width / 2, height };
      second = (GtkAllocation){ width / 2, top, width - width / 2, height };
      if (mirrored)
        {
          first.x = width - first.width;
          second.x = 0;
        }
    }
  else
    {
      first = (GtkAllocation){ 0, top, width, height / 2 };
      second = (GtkAllocation){ 0, top + height / 2, width, height - height / 2 };
    }
  gtk_widget_size_allocate (self->panes[0], &first, -1);
  gtk_widget_size_allocate (self->panes[1], &second, -1);
}

static MadoLanguage
find_language (MadoParallel *self, gpointer pane)
{
  return pane == (gpointer) self->panes[MADO_LANGUAGE_JA] ? MADO_LANGUAGE_JA : MADO_LANGUAGE_EN;
}

static void
motion_cb (MadoParallel *self, double x, double y, GtkEventController *controller)
{
  self->read = find_language (self, gtk_event_controller_get_widget (controller));
  self->is_pointed = TRUE;
  self->pointed = y;
}

static void
leave_cb (MadoParallel *self)
{
  self->is_pointed = FALSE;
}

/* A caret that moves says more than a pointer that rests. */
static void
key_cb (MadoParallel *self, guint keyval, guint keycode, GdkModifierType state,
        GtkEventController *controller)
{
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return;
  self->read = find_language (self, gtk_event_controller_get_widget (controller));
  self->is_pointed = FALSE;
}

static void
scrolled_cb (MadoParallel *self, GtkAdjustment *adjustment)
{
  MadoLanguage language = adjustment
                                  == gtk_scrolled_window_get_vadjustment (
                                      GTK_SCROLLED_WINDOW (self->panes[MADO_LANGUAGE_JA]))
                              ? MADO_LANGUAGE_JA
                              : MADO_LANGUAGE_EN;

  if (!self->is_leveling)
    self->read = language;
}

static void
add_pane (MadoParallel *self, MadoLanguage language, const char *name)
{
  GtkWidget *pane = gtk_scrolled_window_new ();
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (pane), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_add_css_class (body, "page-body");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (pane), body);
  mado_scroll_let_grow (GTK_SCROLLED_WINDOW (pane));
  gtk_accessible_update_property (GTK_ACCESSIBLE (pane), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_parent (pane, GTK_WIDGET (self));
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (pane, motion);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (key, "key-released", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (pane, key);
  g_signal_connect_swapped (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (pane)),
                            "value-changed", G_CALLBACK (scrolled_cb), self);
  self->panes[language] = pane;
  self->bodies[language] = body;
}

static void
mado_parallel_dispose (GObject *object)
{
  MadoParallel *self = MADO_PARALLEL (object);

  g_clear_pointer (&self->head, gtk_widget_unparent);
  for (guint i = 0; i < N_PANES; i++)
    g_clear_pointer (&self->panes[i], gtk_widget_unparent);
  G_OBJECT_CLASS (mado_parallel_parent_class)->dispose (object);
}

static void
mado_parallel_class_init (MadoParallelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_parallel_dispose;
  widget_class->measure = mado_parallel_measure;
  widget_class->size_allocate = mado_parallel_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "parallel");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
mado_parallel_init (MadoParallel *self)
{
  self->head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->head, "parallel-head");
  gtk_widget_set_parent (self->head, GTK_WIDGET (self));
  add_pane (self, MADO_LANGUAGE_EN, _ ("English"));
  add_pane (self, MADO_LANGUAGE_JA, _ ("Japanese"));
}

GtkWidget *
mado_parallel_new (void)
{
  return g_object_new (MADO_TYPE_PARALLEL, NULL);
}

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)))
    gtk_box_remove (GTK_BOX (box), child);
}

void
mado_parallel_clear (MadoParallel *self)
{
  g_return_if_fail (MADO_IS_PARALLEL (self));

  clear_box (self->head);
  for (guint i = 0; i < N_PANES; i++)
    clear_box (self->bodies[i]);
}

GtkBox *
mado_parallel_get_head (MadoParallel *self)
{
  g_return_val_if_fail (MADO_IS_PARALLEL (self), NULL);

  return GTK_BOX (self->head);
}

GtkBox *
mado_parallel_get_body (MadoParallel *self, MadoLanguage language)
{
  g_return_val_if_fail (MADO_IS_PARALLEL (self), NULL);

  return GTK_BOX (self->bodies[language]);
}

GtkScrolledWindow *
mado_parallel_get_pane (MadoParallel *self, MadoLanguage language)
{
  g_return_val_if_fail (MADO_IS_PARALLEL (self), NULL);

  return GTK_SCROLLED_WINDOW (self->panes[language]);
}

void
mado_parallel_go_to_top (MadoParallel *self)
{
  g_return_if_fail (MADO_IS_PARALLEL (self));

  for (guint i = 0; i < N_PANES; i++)
    gtk_adjustment_set_value (
        gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->panes[i])), 0);
}

/* The passage that has the caret, where it is in the pane and on screen. */
static GtkWidget *
find_caret (GtkWidget *pane, GtkWidget *focus)
{
  graphene_rect_t bounds;

  if (!focus || !gtk_widget_is_ancestor (focus, pane) || !mado_passage_get (focus)
      || !gtk_widget_compute_bounds (focus, pane, &bounds)
      || bounds.origin.y + bounds.size.height <= 0
      || bounds.origin.y >= gtk_widget_get_height (pane))
    return NULL;
  return focus;
}

/**
 * mado_parallel_level_with:
 * @passage: in one of the panes
 *
 * Scrolls the other pane so that its half of the passage stands at the same height; where the
 * passage begins above the pane, so that as much of both is above it.
 */
void
mado_parallel_level_with (MadoParallel *self, GtkWidget *passage)
{
  gboolean is_ja;
  GtkWidget *here, *there, *other;
  graphene_rect_t mine, its;
  double top;
  GtkAdjustment *adjustment;

  g_return_if_fail (MADO_IS_PARALLEL (self) && GTK_IS_WIDGET (passage));

  is_ja = gtk_widget_is_ancestor (passage, self->panes[MADO_LANGUAGE_JA]);
  here = self->panes[is_ja ? MADO_LANGUAGE_JA : MADO_LANGUAGE_EN];
  there = self->panes[is_ja ? MADO_LANGUAGE_EN : MADO_LANGUAGE_JA];
  other = mado_passage_find (there, mado_passage_get (passage));
  if (!other || !gtk_widget_compute_bounds (passage, here, &mine)
      || !gtk_widget_compute_bounds (other, there, &its))
    return;
  top = mine.origin.y;
  if (top < 0 && mine.size.height > 0)
    top = top / mine.size.height * its.size.height;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (there));
  self->is_leveling = TRUE;
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + its.origin.y - top);
  self->is_leveling = FALSE;
}

/**
 * mado_parallel_level:
 *
 * Brings the other language level with the passage under the reader's eye: the one with the caret,
 * or under the pointer, or in the upper part of the pane that was scrolled last.
 */
void
mado_parallel_level (MadoParallel *self)
{
  GtkWidget *pane, *passage = NULL;
  GtkRoot *root;

  g_return_if_fail (MADO_IS_PARALLEL (self));

  pane = self->panes[self->read];
  root = gtk_widget_get_root (GTK_WIDGET (self));
  if (!self->is_pointed && root)
    passage = find_caret (pane, gtk_root_get_focus (root));
  if (!passage)
    passage = mado_passage_find_at (self->bodies[self->read], pane,
                                    self->is_pointed ? self->pointed
                                                     : EYE * gtk_widget_get_height (pane));
  if (passage)
    mado_parallel_level_with (self, passage);
}
