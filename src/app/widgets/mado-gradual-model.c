/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The items of another model, given to a view a few at a time. */
#include "app/widgets/mado-gradual-model.h"

#define AT_ONCE 12 /* rows: a screen full */
#define STEP 12    /* rows in one turn of the main loop */
#define ENOUGH 240 /* a list view makes no more than 200 widgets: the rest costs nothing */

struct _MadoGradualModel
{
  GObject parent_instance;
  GListModel *model;
  guint shown; /* of the model's items, from the first */
  guint source;
};

static void init_model (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MadoGradualModel, mado_gradual_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_model))

static GType
get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (MADO_GRADUAL_MODEL (model)->model);
}

static guint
get_n_items (GListModel *model)
{
  return MADO_GRADUAL_MODEL (model)->shown;
}

static gpointer
get_item (GListModel *model, guint position)
{
  MadoGradualModel *self = MADO_GRADUAL_MODEL (model);

  return position < self->shown ? g_list_model_get_item (self->model, position) : NULL;
}

static void
init_model (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static void
grow (MadoGradualModel *self, guint shown)
{
  guint before = self->shown;

  self->shown = shown;
  if (shown > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, shown - before);
}

static gboolean
grow_cb (gpointer user_data)
{
  MadoGradualModel *self = user_data;
  guint n = g_list_model_get_n_items (self->model);
  guint next = self->shown + STEP;

  grow (self, next >= ENOUGH ? n : MIN (next, n));
  /* Those who heard of it may have changed the model. */
  if (self->shown < g_list_model_get_n_items (self->model))
    return G_SOURCE_CONTINUE;
  self->source = 0;
  return G_SOURCE_REMOVE;
}

static void
items_changed_cb (MadoGradualModel *self, guint position, guint removed, guint added)
{
  guint n = g_list_model_get_n_items (self->model);
  guint before = self->shown;
  guint all_before = n - added + removed;
  guint gone = position < before ? MIN (removed, before - position) : 0;
  gboolean is_anew = removed == all_before;
  gboolean is_longer = position == before && before == all_before;
  /* What comes in amid rows that somebody may look at must not take those behind it away. */
  guint come = is_anew || is_longer ? MIN (added, AT_ONCE) : added;

  if (position < before || is_anew || is_longer)
    {
      self->shown = before - gone + come;
      if (gone > 0 || come > 0)
        g_list_model_items_changed (G_LIST_MODEL (self), position, gone, come);
    }
  /* After the frame that shows these. */
  if (self->shown < n && self->source == 0)
    self->source = g_idle_add (grow_cb, self);
}

static void
mado_gradual_model_dispose (GObject *object)
{
  MadoGradualModel *self = MADO_GRADUAL_MODEL (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->model)
    g_signal_handlers_disconnect_by_data (self->model, self);
  G_OBJECT_CLASS (mado_gradual_model_parent_class)->dispose (object);
}

static void
mado_gradual_model_finalize (GObject *object)
{
  g_clear_object (&MADO_GRADUAL_MODEL (object)->model);
  G_OBJECT_CLASS (mado_gradual_model_parent_class)->finalize (object);
}

static void
mado_gradual_model_class_init (MadoGradualModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_gradual_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = mado_gradual_model_finalize;
}

static void
mado_gradual_model_init (MadoGradualModel *self)
{
}

/**
 * mado_gradual_model_new:
 * @model: (transfer none): what to show
 *
 * Returns: (transfer full): a model that soon has the same items
 */
MadoGradualModel *
mado_gradual_model_new (GListModel *model)
{
  MadoGradualModel *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (model), NULL);

  self = g_object_new (MADO_TYPE_GRADUAL_MODEL, NULL);
  self->model = g_object_ref (model);
  g_signal_connect_swapped (model, "items-changed", G_CALLBACK (items_changed_cb), self);
  items_changed_cb (self, 0, 0, g_list_model_get_n_items (model));
  return self;
}

/**
 * mado_gradual_model_reach:
 * @position: of an item of the model
 *
 * Has the item at @position, and all before it, from now on.
 */
void
mado_gradual_model_reach (MadoGradualModel *self, guint position)
{
  guint n;

  g_return_if_fail (MADO_IS_GRADUAL_MODEL (self));

  n = g_list_model_get_n_items (self->model);
  if (position >= self->shown && position < n)
    grow (self, n);
}
