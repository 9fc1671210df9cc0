/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the selected and the topmost row of a list again, by id. */
#include "app/sections/browse/mado-list-place.h"

struct _MadoListPlace
{
  GObject parent_instance;

  MadoList *list;
  GtkListView *view;             /* weak: it goes with its window, and an answer may come later */
  MadoGradualModel *rows;        /* nullable: the list as the view has it */
  GtkSingleSelection *selection; /* nullable */
  char *selected;                /* nullable: the id to select */
  char *top;                     /* nullable: the id to scroll to */
  gboolean is_reloading;         /* the rows that come are those of the same list */
  gboolean is_restoring;         /* a selection is being found again */
  GCancellable *cancellable;     /* of what is looked for */
};

G_DEFINE_FINAL_TYPE (MadoListPlace, mado_list_place, G_TYPE_OBJECT)

static const char *
get_id (MadoItem *item)
{
  MadoRecord *record = item ? mado_item_get_record (item) : NULL;

  return record ? mado_record_get_id (record) : NULL;
}

/* The item of a child of the view: what the factory made for it knows it. */
static MadoItem *
get_child_item (GtkWidget *child)
{
  GtkListItem *list_item = mado_list_place_find_item (child);

  return list_item ? gtk_list_item_get_item (list_item) : NULL;
}

/* The first row of which more is on screen than lies above it. */
static MadoItem *
find_top (MadoListPlace *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->view)); child;
       child = gtk_widget_get_next_sibling (child))
    {
      graphene_rect_t bounds;

      if (gtk_widget_get_child_visible (child)
          && gtk_widget_compute_bounds (child, GTK_WIDGET (self->view), &bounds)
          && bounds.size.height > 0 && bounds.origin.y + bounds.size.height / 2 > 0)
        return get_child_item (child);
    }
  return NULL;
}

static gboolean
is_at_top (MadoListPlace *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));

  return !adjustment || gtk_adjustment_get_value (adjustment) <= 0;
}

static gboolean
is_in_list (MadoListPlace *self, MadoItem *item)
{
  g_autoptr (MadoItem) there
      = g_list_model_get_item (G_LIST_MODEL (self->list), mado_item_get_position (item));

  return there == item;
}

typedef struct
{
  GCancellable *cancellable; /* of the place */
  guint position;
  gboolean is_laid_out;
} Scroll;

static void
free_scroll (gpointer data)
{
  g_object_unref (((Scroll *) data)->cancellable);
  g_free (data);
}

/* GTK 4.8 scrolls only as far as a row needs to be seen: from below, which makes it the topmost. */
static gboolean
scroll_cb (GtkWidget *view, GdkFrameClock *clock, gpointer user_data)
{
  Scroll *scroll = user_data;
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));

  if (g_cancellable_is_cancelled (scroll->cancellable) || !adjustment)
    return G_SOURCE_REMOVE;
  if (!scroll->is_laid_out)
    {
      scroll->is_laid_out = TRUE;
      return G_SOURCE_CONTINUE;
    }
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  gtk_widget_activate_action (view, "list.scroll-to-item", "u", scroll->position);
  return G_SOURCE_REMOVE;
}

/* Rows without a height, as those before the next layout are, cannot be scrolled to. */
static void
scroll_to (MadoListPlace *self, guint position)
{
  Scroll *scroll = g_new0 (Scroll, 1);

  scroll->cancellable = g_object_ref (self->cancellable);
  scroll->position = position;
  gtk_widget_add_tick_callback (GTK_WIDGET (self->view), scroll_cb, scroll, free_scroll);
}

static void
top_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoListPlace) self = user_data;
  g_autoptr (GError) error = NULL;
  guint position = mado_list_find_finish (MADO_LIST (source), result, &error);

  /* Cancelled: the list shows something else, and the ids are of that. */
  if (error)
    return;
  g_clear_pointer (&self->top, g_free);
  if (position == G_MAXUINT || !self->view)
    return;
  mado_gradual_model_reach (self->rows, position);
  scroll_to (self, position);
}

static void
selected_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoListPlace) self = user_data;
  g_autoptr (GError) error = NULL;
  guint position = mado_list_find_finish (MADO_LIST (source), result, &error);

  if (error)
    return;
  g_clear_pointer (&self->selected, g_free);
  /* Somebody may have chosen another one meanwhile. */
  if (position == G_MAXUINT || !self->view
      || gtk_single_selection_get_selected (self->selection) != GTK_INVALID_LIST_POSITION)
    return;
  mado_gradual_model_reach (self->rows, position);
  self->is_restoring = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->is_restoring = FALSE;
}

static void
look_for (MadoListPlace *self)
{
  if (self->selected)
    mado_list_find_async (self->list, self->selected, self->cancellable, selected_found_cb,
                          g_object_ref (self));
  if (self->top)
    mado_list_find_async (self->list, self->top, self->cancellable, top_found_cb,
                          g_object_ref (self));
}

/* Before the view hears of it: what is on screen still is where it was. */
static void
before_change_cb (MadoListPlace *self)
{
  MadoItem *top;

  if (!self->is_reloading || !self->view)
    return;
  if (!self->selected)
    self->selected = mado_list_place_dup_selected (self);
  top = is_at_top (self) ? NULL : find_top (self);
  /* A row that stays keeps its place on screen by the view's own doing. */
  if (top && !self->top && !is_in_list (self, top))
    self->top = g_strdup (get_id (top));
}

static void
after_changes_cb (MadoListPlace *self)
{
  if (!self->is_reloading || !self->view)
    return;
  self->is_reloading = FALSE;
  if (gtk_single_selection_get_selected (self->selection) != GTK_INVALID_LIST_POSITION)
    g_clear_pointer (&self->selected, g_free);
  look_for (self);
}

static void
loaded_cb (MadoListPlace *self)
{
  if (!mado_list_get_loading (self->list) && !self->is_reloading)
    look_for (self);
}

/* Another list is seen from its first row, wherever this one is scrolled to. It is done while these
 * rows are laid out: those that come have no height yet. */
static void
go_to_top (MadoListPlace *self)
{
  GtkAdjustment *adjustment
      = self->view ? gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view)) : NULL;

  if (adjustment)
    gtk_adjustment_set_value (adjustment, 0);
}

/* Nothing is looked for any more. */
static void
stop (MadoListPlace *self)
{
  self->is_reloading = FALSE;
  g_clear_pointer (&self->selected, g_free);
  g_clear_pointer (&self->top, g_free);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
}

static void
mado_list_place_dispose (GObject *object)
{
  MadoListPlace *self = MADO_LIST_PLACE (object);

  stop (self);
  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->rows);
  g_clear_object (&self->selection);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (mado_list_place_parent_class)->dispose (object);
}

static void
mado_list_place_class_init (MadoListPlaceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_list_place_dispose;
}

static void
mado_list_place_init (MadoListPlace *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * mado_list_place_new:
 * @list: of which no model was made yet: the place has to hear of a change before the view does
 *
 * Returns: (transfer full): a place in the list
 */
MadoListPlace *
mado_list_place_new (MadoList *list)
{
  MadoListPlace *self;

  g_return_val_if_fail (MADO_IS_LIST (list), NULL);

  self = g_object_new (MADO_TYPE_LIST_PLACE, NULL);
  self->list = g_object_ref (list);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (before_change_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "rows-changed", G_CALLBACK (after_changes_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::loading", G_CALLBACK (loaded_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

GtkListView *
mado_list_place_get_view (MadoListPlace *self)
{
  g_return_val_if_fail (MADO_IS_LIST_PLACE (self), NULL);

  return self->view;
}

/**
 * mado_list_place_set_view:
 * @view: (transfer none) (nullable): shows a #GtkSingleSelection of the list; NULL when it goes
 * away
 * @rows: (transfer none) (nullable): the model of that selection
 */
void
mado_list_place_set_view (MadoListPlace *self, GtkListView *view, MadoGradualModel *rows)
{
  g_return_if_fail (MADO_IS_LIST_PLACE (self) && (!view || GTK_IS_LIST_VIEW (view)));

  stop (self);
  g_set_weak_pointer (&self->view, view);
  g_set_object (&self->rows, rows);
  g_clear_object (&self->selection);
  if (view)
    self->selection = g_object_ref (GTK_SINGLE_SELECTION (gtk_list_view_get_model (view)));
}

void
mado_list_place_set_row (GtkWidget *row, GtkListItem *list_item)
{
  g_return_if_fail (GTK_IS_WIDGET (row) && GTK_IS_LIST_ITEM (list_item));

  g_object_set_data (G_OBJECT (row), "list-item", list_item);
}

/**
 * mado_list_place_find_item:
 * @child: a row of the view, a cell of a table, or what is in either
 *
 * Returns: (transfer none) (nullable): the list item that was given to mado_list_place_set_row()
 */
GtkListItem *
mado_list_place_find_item (GtkWidget *child)
{
  GtkListItem *found = NULL;

  for (GtkWidget *in = child; in && !found; in = gtk_widget_get_first_child (in))
    found = g_object_get_data (G_OBJECT (in), "list-item");
  return found;
}

gboolean
mado_list_place_is_restoring (MadoListPlace *self)
{
  g_return_val_if_fail (MADO_IS_LIST_PLACE (self), FALSE);

  return self->is_restoring;
}

char *
mado_list_place_dup_top (MadoListPlace *self)
{
  g_return_val_if_fail (MADO_IS_LIST_PLACE (self), NULL);

  if (self->top || !self->view)
    return g_strdup (self->top);
  return is_at_top (self) ? NULL : g_strdup (get_id (find_top (self)));
}

char *
mado_list_place_dup_selected (MadoListPlace *self)
{
  g_return_val_if_fail (MADO_IS_LIST_PLACE (self), NULL);

  if (self->selected || !self->view)
    return g_strdup (self->selected);
  return g_strdup (get_id (gtk_single_selection_get_selected_item (self->selection)));
}

/**
 * mado_list_place_reload:
 *
 * Reads the list again after a change of the store, and finds the place in it again.
 */
void
mado_list_place_reload (MadoListPlace *self)
{
  g_return_if_fail (MADO_IS_LIST_PLACE (self));

  self->is_reloading = TRUE;
  mado_list_reload (self->list);
}

/**
 * mado_list_place_restore:
 * @selected: (nullable): the id of a record
 * @top: (nullable): the id of a record
 *
 * Selects the one and scrolls to the other as soon as the list knows where they are. The reader is
 * asked for them after the first page: what is shown first does not wait.
 */
void
mado_list_place_restore (MadoListPlace *self, const char *selected, const char *top)
{
  g_return_if_fail (MADO_IS_LIST_PLACE (self));

  stop (self);
  self->selected = g_strdup (selected);
  self->top = g_strdup (top);
  loaded_cb (self);
}

/**
 * mado_list_place_forget:
 *
 * The list is asked for something else: nobody has been anywhere in it.
 */
void
mado_list_place_forget (MadoListPlace *self)
{
  g_return_if_fail (MADO_IS_LIST_PLACE (self));

  stop (self);
  go_to_top (self);
}
