/* SPDX-License-Identifier: GPL-3.0-or-later */
/* As in MadoPanes, nothing is shown, hidden or restyled while sizes are given out. */
#include "app/sections/desk/mado-beside.h"

#include "app/widgets/mado-scale.h"

#define ASIDE 290  /* pixels, at text scale 1.0 */
#define LEAST 620  /* of the whole, for both */
#define OVER 360.0 /* of an aside that lies over the page, at most */

struct _MadoBeside
{
  GtkWidget parent_instance;
  GtkWidget *page;
  GtkWidget *aside;
  gboolean is_narrow;
  gboolean is_open[2]; /* beside, over */
  guint idle;
};

enum
{
  PROP_0,
  PROP_PAGE,
  PROP_ASIDE,
  PROP_OPEN,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (MadoBeside, mado_beside, GTK_TYPE_WIDGET)

static void
notify_cb (gpointer user_data)
{
  MadoBeside *self = user_data;

  self->idle = 0;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_OPEN]);
}

static void
give (GtkWidget *child, int x, int width, int height)
{
  int least;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_allocate (child, MAX (width, least), height, -1,
                       gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) x, 0)));
}

static void
mado_beside_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MadoBeside *self = MADO_BESIDE (widget);
  gboolean is_narrow = width < mado_scale_apply (widget, LEAST);
  int aside = mado_scale_apply (widget, ASIDE);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gboolean is_open = self->is_open[is_narrow];

  if (is_narrow != self->is_narrow && self->idle == 0)
    self->idle = g_idle_add_once (notify_cb, self);
  self->is_narrow = is_narrow;
  if (is_narrow)
    aside = (int) MIN (width, OVER * mado_scale_get (widget));
  gtk_widget_set_child_visible (self->aside, is_open);
  gtk_widget_set_child_visible (self->page, !is_narrow || !is_open || aside < width);
  give (self->page, is_rtl && is_open && !is_narrow ? aside : 0,
        is_open && !is_narrow ? width - aside : width, height);
  if (is_open)
    give (self->aside, is_rtl ? 0 : width - aside, aside, height);
}

static void
mado_beside_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                     int *natural, int *minimum_baseline, int *natural_baseline)
{
  MadoBeside *self = MADO_BESIDE (widget);
  int page_least, page_usual, aside_least, aside_usual;

  gtk_widget_measure (self->page, orientation, -1, &page_least, &page_usual, NULL, NULL);
  gtk_widget_measure (self->aside, orientation, -1, &aside_least, &aside_usual, NULL, NULL);
  *minimum = MAX (page_least, aside_least);
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? page_usual + aside_usual
                                                       : MAX (page_usual, aside_usual);
}

static GtkSizeRequestMode
mado_beside_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
mado_beside_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MadoBeside *self = MADO_BESIDE (widget);

  gtk_widget_snapshot_child (widget, self->page, snapshot);
  gtk_widget_snapshot_child (widget, self->aside, snapshot);
}

static void
mado_beside_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MadoBeside *self = MADO_BESIDE (object);

  if (id == PROP_PAGE)
    g_value_set_object (value, self->page);
  else if (id == PROP_ASIDE)
    g_value_set_object (value, self->aside);
  else if (id == PROP_OPEN)
    g_value_set_boolean (value, mado_beside_get_open (self));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
take (MadoBeside *self, GtkWidget **place, GtkWidget *child)
{
  g_clear_pointer (place, gtk_widget_unparent);
  *place = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
}

static void
mado_beside_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MadoBeside *self = MADO_BESIDE (object);

  if (id == PROP_PAGE)
    take (self, &self->page, g_value_get_object (value));
  else if (id == PROP_ASIDE)
    take (self, &self->aside, g_value_get_object (value));
  else if (id == PROP_OPEN)
    mado_beside_set_open (self, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mado_beside_dispose (GObject *object)
{
  MadoBeside *self = MADO_BESIDE (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->page, gtk_widget_unparent);
  g_clear_pointer (&self->aside, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_beside_parent_class)->dispose (object);
}

static void
mado_beside_class_init (MadoBesideClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = mado_beside_get_property;
  object_class->set_property = mado_beside_set_property;
  object_class->dispose = mado_beside_dispose;
  widget_class->size_allocate = mado_beside_size_allocate;
  widget_class->measure = mado_beside_measure;
  widget_class->get_request_mode = mado_beside_get_request_mode;
  widget_class->snapshot = mado_beside_snapshot;
  props[PROP_PAGE] = g_param_spec_object ("page", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_ASIDE] = g_param_spec_object ("aside", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_OPEN] = g_param_spec_boolean ("open", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_css_name (widget_class, "beside");
}

static void
mado_beside_init (MadoBeside *self)
{
  self->is_open[0] = TRUE;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

gboolean
mado_beside_get_open (MadoBeside *self)
{
  g_return_val_if_fail (MADO_IS_BESIDE (self), FALSE);

  return self->is_open[self->is_narrow];
}

void
mado_beside_set_open (MadoBeside *self, gboolean open)
{
  g_return_if_fail (MADO_IS_BESIDE (self));

  if (self->is_open[self->is_narrow] == !!open)
    return;
  self->is_open[self->is_narrow] = !!open;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_OPEN]);
}

gboolean
mado_beside_is_over (MadoBeside *self)
{
  g_return_val_if_fail (MADO_IS_BESIDE (self), FALSE);

  return self->is_narrow && self->is_open[TRUE];
}
