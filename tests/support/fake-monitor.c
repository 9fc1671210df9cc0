/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A network that is as a test wants it. */
#include "support/fake-monitor.h"

#define FAKE_TYPE_MONITOR (fake_monitor_get_type ())
G_DECLARE_FINAL_TYPE (FakeMonitor, fake_monitor, FAKE, MONITOR, GObject)

struct _FakeMonitor
{
  GObject parent_instance;

  gboolean available;
  gboolean metered;
  GNetworkConnectivity connectivity;
};

enum
{
  PROP_AVAILABLE = 1,
  PROP_METERED,
  PROP_CONNECTIVITY,
};

static gboolean
init_it (GInitable *initable, GCancellable *cancellable, GError **error)
{
  return TRUE;
}

static void
fill_initable (GInitableIface *iface)
{
  iface->init = init_it;
}

static void
fill_monitor (GNetworkMonitorInterface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeMonitor, fake_monitor, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, fill_initable)
                                   G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, fill_monitor))

static void
fake_monitor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FakeMonitor *self = FAKE_MONITOR (object);

  switch (id)
    {
    case PROP_AVAILABLE:
      g_value_set_boolean (value, self->available);
      break;
    case PROP_METERED:
      g_value_set_boolean (value, self->metered);
      break;
    case PROP_CONNECTIVITY:
      g_value_set_enum (value, (gint) self->connectivity);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fake_monitor_class_init (FakeMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fake_monitor_get_property;
  g_object_class_override_property (object_class, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
fake_monitor_init (FakeMonitor *self)
{
}

GNetworkMonitor *
fake_monitor_new (gboolean available, gboolean metered, GNetworkConnectivity connectivity)
{
  FakeMonitor *self = g_object_new (FAKE_TYPE_MONITOR, NULL);

  self->available = available;
  self->metered = metered;
  self->connectivity = connectivity;
  return G_NETWORK_MONITOR (self);
}
