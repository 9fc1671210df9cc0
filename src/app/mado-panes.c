/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three panes that fold; see the header. The numbers are those of the interface's design. */
#include "app/mado-panes.h"

#define SIDEBAR_WIDTH 232
#define LIST_MIN 320
#define LIST_MAX 380
#define LIST_MAX_WIDE 470
#define LIST_PERCENT 36
#define ALL_FROM 1080
#define ALL_FROM_NO_LIST 860
#define TWO_FROM 720
#define STRIP_MOST 58    /* percent of the height that the strip over list and page may have */
#define SCALE_SHARE 0.75 /* thresholds grow by so much of what the text grows by */
#define DPI_AT_SCALE_ONE (96 * 1024)

struct _MadoPanes
{
  GtkWidget parent_instance;
  GtkWidget *panes[3]; /* by MadoPane */
  GtkWidget *shade;
  GtkWidget *strip;            /* nullable: lies over list and page */
  MadoPanesMode mode;          /* of the last allocation */
  MadoPanesMode notified_mode; /* what the owner knows */
  MadoPane shown;
  gboolean sidebar_open;
  gboolean has_list;
  gboolean wide_list;
  gboolean in_turns;
  guint notify_idle;
};

enum
{
  PROP_0,
  PROP_SIDEBAR,
  PROP_LIST,
  PROP_PAGE,
  PROP_MODE,
  PROP_SHOWN,
  PROP_SIDEBAR_OPEN,
  PROP_HAS_LIST,
  PROP_WIDE_LIST,
  PROP_STRIP,
  PROP_IN_TURNS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_ENUM_TYPE (MadoPanesMode, mado_panes_mode, G_DEFINE_ENUM_VALUE (MADO_PANES_ALL, "all"),
                    G_DEFINE_ENUM_VALUE (MADO_PANES_TWO, "two"),
                    G_DEFINE_ENUM_VALUE (MADO_PANES_ONE, "one"))
G_DEFINE_ENUM_TYPE (MadoPane, mado_pane, G_DEFINE_ENUM_VALUE (MADO_PANE_SIDEBAR, "sidebar"),
                    G_DEFINE_ENUM_VALUE (MADO_PANE_LIST, "list"),
                    G_DEFINE_ENUM_VALUE (MADO_PANE_PAGE, "page"))
G_DEFINE_FINAL_TYPE (MadoPanes, mado_panes, GTK_TYPE_WIDGET)

static double
get_text_scale (MadoPanes *self)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? (double) dpi / DPI_AT_SCALE_ONE : 1.0;
}

static double
get_factor (double text_scale)
{
  return 1.0 + SCALE_SHARE * (text_scale - 1.0);
}

MadoPanesMode
mado_panes_mode_for_width (int width, double text_scale, gboolean has_list)
{
  double factor = get_factor (text_scale);

  if (width >= (has_list ? ALL_FROM : ALL_FROM_NO_LIST) * factor)
    return MADO_PANES_ALL;
  return width >= TWO_FROM * factor ? MADO_PANES_TWO : MADO_PANES_ONE;
}

static gboolean
notify_mode_cb (gpointer user_data)
{
  MadoPanes *self = user_data;

  self->notify_idle = 0;
  if (self->notified_mode != self->mode)
    {
      self->notified_mode = self->mode;
      if (self->mode != MADO_PANES_TWO)
        mado_panes_set_sidebar_open (self, FALSE);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MODE]);
    }
  return G_SOURCE_REMOVE;
}

static void
shade_pressed_cb (MadoPanes *self)
{
  mado_panes_set_sidebar_open (self, FALSE);
}

/* In one-pane mode without a list, the list's turn is the page's. */
static MadoPane
get_single (MadoPanes *self)
{
  return self->shown == MADO_PANE_LIST && !self->has_list ? MADO_PANE_PAGE : self->shown;
}

/* Beside the sidebar, a list that takes turns with the page has all the room, or the page has. */
static gboolean
takes_turns (MadoPanes *self)
{
  return self->in_turns && self->has_list;
}

static gboolean
is_pane_visible (MadoPanes *self, MadoPane pane)
{
  if (self->mode == MADO_PANES_ONE)
    return pane == get_single (self);
  if (pane == MADO_PANE_SIDEBAR)
    return self->mode == MADO_PANES_ALL || self->sidebar_open;
  if (takes_turns (self))
    return (pane == MADO_PANE_PAGE) == (self->shown == MADO_PANE_PAGE);
  return pane == MADO_PANE_PAGE || self->has_list;
}

/* It belongs to the list: in one-pane mode it is there with it. */
static gboolean
is_strip_shown (MadoPanes *self)
{
  return self->strip && gtk_widget_get_visible (self->strip)
         && is_pane_visible (self, MADO_PANE_LIST);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
mado_panes_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                    int *natural, int *minimum_baseline, int *natural_baseline)
{
  MadoPanes *self = MADO_PANES (widget);
  int child_min, child_nat;

  *minimum = *natural = 0;
  gtk_widget_measure (self->shade, orientation, -1, &child_min, &child_nat, NULL, NULL);
  if (self->strip && gtk_widget_get_visible (self->strip))
    {
      gtk_widget_measure (self->strip, orientation, -1, &child_min, NULL, NULL, NULL);
      *minimum = child_min;
    }
  for (guint i = 0; i < G_N_ELEMENTS (self->panes); i++)
    {
      if (!self->panes[i] || !gtk_widget_get_visible (self->panes[i]))
        continue;
      gtk_widget_measure (self->panes[i], orientation, -1, &child_min, &child_nat, NULL, NULL);
      *minimum = MAX (*minimum, child_min);
      *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? *natural + child_nat
                                                           : MAX (*natural, child_nat);
    }
  /* What the panes show side by side gives way when they fold; one pane alone cannot. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL && self->notified_mode != MADO_PANES_ONE)
    *minimum = 0;
  *natural = MAX (*natural, *minimum);
}

static void
place_child (MadoPanes *self, GtkWidget *child, int x, int y, int width, int height)
{
  int minimum;
  int total = gtk_widget_get_width (GTK_WIDGET (self));

  if (!child || !gtk_widget_get_visible (child) || !gtk_widget_get_child_visible (child))
    return;
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  width = MAX (width, minimum);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = total - x - width;
  gtk_widget_allocate (child, width, MAX (height, minimum), -1,
                       gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (x, y)));
}

static int
get_list_width (MadoPanes *self, int rest, double factor)
{
  int maximum = (self->wide_list ? LIST_MAX_WIDE : LIST_MAX) * factor;

  if (takes_turns (self))
    return self->shown == MADO_PANE_PAGE ? 0 : rest;
  return self->has_list ? CLAMP (rest * LIST_PERCENT / 100, LIST_MIN, MAX (maximum, LIST_MIN)) : 0;
}

/* Gives the strip its place, and returns the height that it takes. */
static int
place_strip (MadoPanes *self, int x, int width, int height)
{
  int minimum, natural;

  if (!is_strip_shown (self))
    return 0;
  gtk_widget_measure (self->strip, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL, NULL);
  natural = MAX (MIN (natural, height * STRIP_MOST / 100), minimum);
  place_child (self, self->strip, x, 0, width, natural);
  return natural;
}

static void
mado_panes_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MadoPanes *self = MADO_PANES (widget);
  double text_scale = get_text_scale (self);
  double factor = get_factor (text_scale);
  int sidebar = SIDEBAR_WIDTH * factor;
  int list, left, top;

  self->mode = mado_panes_mode_for_width (width, text_scale, self->has_list && !self->in_turns);
  if (self->mode != self->notified_mode && self->notify_idle == 0)
    self->notify_idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, notify_mode_cb, self, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (self->panes); i++)
    if (self->panes[i])
      gtk_widget_set_child_visible (self->panes[i], is_pane_visible (self, i));
  if (self->strip)
    gtk_widget_set_child_visible (self->strip, is_strip_shown (self));
  gtk_widget_set_child_visible (self->shade, self->mode == MADO_PANES_TWO && self->sidebar_open);

  if (self->mode == MADO_PANES_ONE)
    {
      top = place_strip (self, 0, width, height);
      place_child (self, self->panes[get_single (self)], 0, top, width, height - top);
      return;
    }
  left = self->mode == MADO_PANES_ALL ? sidebar : 0;
  list = get_list_width (self, width - left, factor);
  top = place_strip (self, left, width - left, height);
  place_child (self, self->panes[MADO_PANE_SIDEBAR], 0, 0, sidebar, height);
  place_child (self, self->panes[MADO_PANE_LIST], left, top, list, height - top);
  place_child (self, self->panes[MADO_PANE_PAGE], left + list, top, width - left - list,
               height - top);
  place_child (self, self->shade, 0, 0, width, height);
}

static void
mado_panes_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MadoPanes *self = MADO_PANES (widget);
  GtkWidget *order[] = { self->panes[MADO_PANE_PAGE], self->panes[MADO_PANE_LIST], self->strip,
                         self->shade, self->panes[MADO_PANE_SIDEBAR] };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (order[i] && gtk_widget_get_child_visible (order[i]))
      gtk_widget_snapshot_child (widget, order[i], snapshot);
}

static void
set_pane (MadoPanes *self, MadoPane pane, GtkWidget *child)
{
  g_clear_pointer (&self->panes[pane], gtk_widget_unparent);
  self->panes[pane] = child;
  if (child)
    {
      /* The shade and the sidebar above it are drawn and picked last, so they stay last. */
      gtk_widget_insert_before (child, GTK_WIDGET (self),
                                pane == MADO_PANE_SIDEBAR ? NULL : self->shade);
    }
}

static void
set_strip (MadoPanes *self, GtkWidget *strip)
{
  g_clear_pointer (&self->strip, gtk_widget_unparent);
  self->strip = strip;
  /* The keys come to it before they come to list and page. */
  if (strip)
    gtk_widget_insert_after (strip, GTK_WIDGET (self), NULL);
}

static void
mado_panes_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MadoPanes *self = MADO_PANES (object);

  switch (id)
    {
    case PROP_SIDEBAR:
    case PROP_LIST:
    case PROP_PAGE:
      set_pane (self, id - PROP_SIDEBAR, g_value_get_object (value));
      break;
    case PROP_STRIP:
      set_strip (self, g_value_get_object (value));
      break;
    case PROP_SHOWN:
      mado_panes_set_shown (self, g_value_get_enum (value));
      break;
    case PROP_SIDEBAR_OPEN:
      mado_panes_set_sidebar_open (self, g_value_get_boolean (value));
      break;
    case PROP_HAS_LIST:
      mado_panes_set_has_list (self, g_value_get_boolean (value));
      break;
    case PROP_WIDE_LIST:
      mado_panes_set_wide_list (self, g_value_get_boolean (value));
      break;
    case PROP_IN_TURNS:
      mado_panes_set_in_turns (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mado_panes_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MadoPanes *self = MADO_PANES (object);

  switch (id)
    {
    case PROP_SIDEBAR:
    case PROP_LIST:
    case PROP_PAGE:
      g_value_set_object (value, self->panes[id - PROP_SIDEBAR]);
      break;
    case PROP_STRIP:
      g_value_set_object (value, self->strip);
      break;
    case PROP_MODE:
      g_value_set_enum (value, self->notified_mode);
      break;
    case PROP_SHOWN:
      g_value_set_enum (value, self->shown);
      break;
    case PROP_SIDEBAR_OPEN:
      g_value_set_boolean (value, self->sidebar_open);
      break;
    case PROP_HAS_LIST:
      g_value_set_boolean (value, self->has_list);
      break;
    case PROP_WIDE_LIST:
      g_value_set_boolean (value, self->wide_list);
      break;
    case PROP_IN_TURNS:
      g_value_set_boolean (value, self->in_turns);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mado_panes_dispose (GObject *object)
{
  MadoPanes *self = MADO_PANES (object);

  g_clear_handle_id (&self->notify_idle, g_source_remove);
  for (guint i = 0; i < G_N_ELEMENTS (self->panes); i++)
    g_clear_pointer (&self->panes[i], gtk_widget_unparent);
  g_clear_pointer (&self->strip, gtk_widget_unparent);
  g_clear_pointer (&self->shade, gtk_widget_unparent);
  G_OBJECT_CLASS (mado_panes_parent_class)->dispose (object);
}

static void
mado_panes_class_init (MadoPanesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags read_write = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = mado_panes_set_property;
  object_class->get_property = mado_panes_get_property;
  object_class->dispose = mado_panes_dispose;
  widget_class->measure = mado_panes_measure;
  widget_class->size_allocate = mado_panes_size_allocate;
  widget_class->snapshot = mado_panes_snapshot;
  widget_class->get_request_mode = get_request_mode;

  props[PROP_SIDEBAR] = g_param_spec_object ("sidebar", NULL, NULL, GTK_TYPE_WIDGET, read_write);
  props[PROP_LIST] = g_param_spec_object ("list", NULL, NULL, GTK_TYPE_WIDGET, read_write);
  props[PROP_PAGE] = g_param_spec_object ("page", NULL, NULL, GTK_TYPE_WIDGET, read_write);
  props[PROP_MODE]
      = g_param_spec_enum ("mode", NULL, NULL, MADO_TYPE_PANES_MODE, MADO_PANES_ALL, read);
  props[PROP_SHOWN]
      = g_param_spec_enum ("shown", NULL, NULL, MADO_TYPE_PANE, MADO_PANE_LIST, read_write);
  props[PROP_SIDEBAR_OPEN] = g_param_spec_boolean ("sidebar-open", NULL, NULL, FALSE, read_write);
  props[PROP_HAS_LIST] = g_param_spec_boolean ("has-list", NULL, NULL, TRUE, read_write);
  props[PROP_WIDE_LIST] = g_param_spec_boolean ("wide-list", NULL, NULL, FALSE, read_write);
  props[PROP_IN_TURNS] = g_param_spec_boolean ("in-turns", NULL, NULL, FALSE, read_write);
  props[PROP_STRIP] = g_param_spec_object ("strip", NULL, NULL, GTK_TYPE_WIDGET, read_write);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_css_name (widget_class, "panes");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mado_panes_init (MadoPanes *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->shown = MADO_PANE_LIST;
  self->has_list = TRUE;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  self->shade = g_object_new (GTK_TYPE_BOX, "css-name", "shade", "accessible-role",
                              GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (shade_pressed_cb), self);
  gtk_widget_add_controller (self->shade, GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_child_visible (self->shade, FALSE);
  gtk_widget_set_parent (self->shade, GTK_WIDGET (self));

  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (gtk_widget_queue_resize), self, G_CONNECT_SWAPPED);
}

/**
 * mado_panes_new:
 *
 * Returns: (transfer floating): empty panes
 */
GtkWidget *
mado_panes_new (void)
{
  return g_object_new (MADO_TYPE_PANES, NULL);
}

/* The mode that the owner was told, so that it never sees a change before its notification. */
MadoPanesMode
mado_panes_get_mode (MadoPanes *self)
{
  g_return_val_if_fail (MADO_IS_PANES (self), MADO_PANES_ALL);

  return self->notified_mode;
}

MadoPane
mado_panes_get_shown (MadoPanes *self)
{
  g_return_val_if_fail (MADO_IS_PANES (self), MADO_PANE_LIST);

  return get_single (self);
}

void
mado_panes_set_shown (MadoPanes *self, MadoPane pane)
{
  g_return_if_fail (MADO_IS_PANES (self));

  if (self->shown == pane)
    return;
  self->shown = pane;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SHOWN]);
}

gboolean
mado_panes_get_sidebar_open (MadoPanes *self)
{
  g_return_val_if_fail (MADO_IS_PANES (self), FALSE);

  return self->sidebar_open;
}

void
mado_panes_set_sidebar_open (MadoPanes *self, gboolean open)
{
  g_return_if_fail (MADO_IS_PANES (self));

  if (self->sidebar_open == !!open)
    return;
  self->sidebar_open = !!open;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SIDEBAR_OPEN]);
}

gboolean
mado_panes_get_has_list (MadoPanes *self)
{
  g_return_val_if_fail (MADO_IS_PANES (self), FALSE);

  return self->has_list;
}

void
mado_panes_set_has_list (MadoPanes *self, gboolean has_list)
{
  g_return_if_fail (MADO_IS_PANES (self));

  if (self->has_list == !!has_list)
    return;
  self->has_list = !!has_list;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HAS_LIST]);
}

void
mado_panes_set_wide_list (MadoPanes *self, gboolean wide)
{
  g_return_if_fail (MADO_IS_PANES (self));

  if (self->wide_list == !!wide)
    return;
  self->wide_list = !!wide;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WIDE_LIST]);
}

gboolean
mado_panes_get_in_turns (MadoPanes *self)
{
  g_return_val_if_fail (MADO_IS_PANES (self), FALSE);

  return takes_turns (self);
}

void
mado_panes_set_in_turns (MadoPanes *self, gboolean in_turns)
{
  g_return_if_fail (MADO_IS_PANES (self));

  if (self->in_turns == !!in_turns)
    return;
  self->in_turns = !!in_turns;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IN_TURNS]);
}
