/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers on widgets, and walks that find them. */
#include "app/sections/browse/mado-passage.h"

#define KEY "mado-passage"

void
mado_passage_set (GtkWidget *widget, guint number)
{
  g_object_set_data (G_OBJECT (widget), KEY, GUINT_TO_POINTER (number));
}

static guint
get_own (GtkWidget *widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), KEY));
}

guint
mado_passage_get (GtkWidget *widget)
{
  for (GtkWidget *at = widget; at; at = gtk_widget_get_parent (at))
    if (get_own (at))
      return get_own (at);
  return 0;
}

typedef gboolean (*PassageFunc) (GtkWidget *widget, gpointer data);

/* Calls @func for each passage from top to bottom until it returns %TRUE; that one is returned. */
static GtkWidget *
walk (GtkWidget *widget, PassageFunc func, gpointer data)
{
  if (get_own (widget))
    return func (widget, data) ? widget : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = walk (child, func, data);

      if (found)
        return found;
    }
  return NULL;
}

static gboolean
has_number (GtkWidget *widget, gpointer data)
{
  return get_own (widget) == *(guint *) data;
}

/**
 * mado_passage_find:
 *
 * Returns: (transfer none) (nullable): the first passage with that number
 */
GtkWidget *
mado_passage_find (GtkWidget *within, guint number)
{
  return walk (within, has_number, &number);
}

typedef struct
{
  GtkWidget *viewport;
  double y;
} Place;

static gboolean
ends_below (GtkWidget *widget, gpointer data)
{
  const Place *place = data;
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (widget, place->viewport, &bounds)
         && bounds.origin.y + bounds.size.height > place->y;
}

/**
 * mado_passage_find_at:
 * @viewport: in whose coordinates @y is
 *
 * Returns: (transfer none) (nullable): the passage at that height, or the next one below it
 */
GtkWidget *
mado_passage_find_at (GtkWidget *within, GtkWidget *viewport, double y)
{
  Place place = { viewport, y };

  return walk (within, ends_below, &place);
}

static gboolean
show_followed (GtkWidget *widget, gpointer data)
{
  if (get_own (widget) == *(guint *) data)
    gtk_widget_add_css_class (widget, "followed");
  else
    gtk_widget_remove_css_class (widget, "followed");
  return FALSE;
}

/**
 * mado_passage_show_followed:
 * @number: both halves of it are marked, and all others are not; 0: none is
 */
void
mado_passage_show_followed (GtkWidget *within, guint number)
{
  walk (within, show_followed, &number);
}
