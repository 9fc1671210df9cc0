/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of a list, there before its record is. */
#include "core/store/mado-item.h"

struct _MadoItem
{
  GObject parent_instance;

  guint position;
  gint64 rowid;
  MadoHit *hit;
  MadoItemGone gone;
  gpointer gone_data;
};

enum
{
  PROP_0,
  PROP_RECORD,
  PROP_SNIPPET,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MadoItem, mado_item, G_TYPE_OBJECT)

static void
mado_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MadoItem *self = MADO_ITEM (object);

  switch (id)
    {
    case PROP_RECORD:
      g_value_set_object (value, mado_item_get_record (self));
      break;
    case PROP_SNIPPET:
      g_value_set_string (value, self->hit ? self->hit->snippet : NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mado_item_finalize (GObject *object)
{
  MadoItem *self = MADO_ITEM (object);

  if (self->gone != NULL)
    self->gone (self->position, self->gone_data);
  g_clear_pointer (&self->hit, mado_hit_unref);
  G_OBJECT_CLASS (mado_item_parent_class)->finalize (object);
}

static void
mado_item_class_init (MadoItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = mado_item_get_property;
  object_class->finalize = mado_item_finalize;
  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, MADO_TYPE_RECORD,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SNIPPET] = g_param_spec_string ("snippet", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mado_item_init (MadoItem *self)
{
}

MadoItem *
mado_item_new (guint position, MadoItemGone gone, gpointer user_data)
{
  MadoItem *self = g_object_new (MADO_TYPE_ITEM, NULL);

  self->position = position;
  self->gone = gone;
  self->gone_data = user_data;
  return self;
}

/**
 * mado_item_get_position:
 *
 * Returns: where it stands in its list; where it last stood when it has left it
 */
guint
mado_item_get_position (MadoItem *self)
{
  g_return_val_if_fail (MADO_IS_ITEM (self), 0);
  return self->position;
}

/**
 * mado_item_get_rowid:
 *
 * Returns: the record's row; 0 until it is known
 */
gint64
mado_item_get_rowid (MadoItem *self)
{
  g_return_val_if_fail (MADO_IS_ITEM (self), 0);
  return self->rowid;
}

/**
 * mado_item_get_record:
 *
 * Returns: (transfer none) (nullable): the record; %NULL until it is read
 */
MadoRecord *
mado_item_get_record (MadoItem *self)
{
  g_return_val_if_fail (MADO_IS_ITEM (self), NULL);
  return self->hit ? self->hit->record : NULL;
}

/**
 * mado_item_get_hit:
 *
 * Returns: (transfer none) (nullable): the record with its snippet; %NULL until it is read
 */
const MadoHit *
mado_item_get_hit (MadoItem *self)
{
  g_return_val_if_fail (MADO_IS_ITEM (self), NULL);
  return self->hit;
}

void
mado_item_detach (MadoItem *self)
{
  self->gone = NULL;
}

void
mado_item_set_position (MadoItem *self, guint position)
{
  self->position = position;
}

void
mado_item_set_rowid (MadoItem *self, gint64 rowid)
{
  self->rowid = rowid;
}

static gboolean
is_same_record (MadoRecord *one, MadoRecord *two)
{
  if (one == NULL || two == NULL)
    return one == two;
  return one == two || json_node_equal (mado_record_get_json (one), mado_record_get_json (two));
}

/* A record that was read again unchanged notifies nobody, so that rows are not drawn anew for
 * nothing. */
void
mado_item_set_hit (MadoItem *self, MadoHit *hit)
{
  MadoHit *old = self->hit;
  gboolean same_record = is_same_record (old ? old->record : NULL, hit ? hit->record : NULL);
  gboolean same_snippet = g_strcmp0 (old ? old->snippet : NULL, hit ? hit->snippet : NULL) == 0;

  if (old == hit
      || (old != NULL && hit != NULL && same_record && same_snippet
          && old->mentions == hit->mentions))
    return;
  self->hit = hit ? mado_hit_ref (hit) : NULL;
  g_clear_pointer (&old, mado_hit_unref);
  g_object_freeze_notify (G_OBJECT (self));
  if (!same_record || (hit != NULL && same_snippet))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
  if (!same_snippet)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SNIPPET]);
  g_object_thaw_notify (G_OBJECT (self));
}
