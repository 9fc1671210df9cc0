/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One source for a whole list or page asks what lies under the pointer: rows come and go. */
#include "app/sections/browse/mado-drag.h"

#include "app/sections/mado-advice.h"
#include "app/widgets/mado-toast.h"

typedef struct
{
  MadoContext *context;
  MadoOfferKind kind;
  MadoDragFinder find;
} Drag;

static void
drag_free (gpointer data, GClosure *closure)
{
  Drag *self = data;

  g_object_unref (self->context);
  g_free (self);
}

static void
failed_cb (GtkWidget *widget, const GError *error)
{
  g_autofree char *advice = mado_advice_explain (error);

  mado_toast_say (widget, advice);
}

/* A finger scrolls. */
static gboolean
is_touched (GtkDragSource *source)
{
  GdkDevice *device = gtk_event_controller_get_current_event_device (GTK_EVENT_CONTROLLER (source));

  return device && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN;
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, Drag *self)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  GtkWidget *picked = gtk_widget_pick (widget, x, y, GTK_PICK_DEFAULT);
  const char *id = picked && !is_touched (source) ? self->find (widget, picked) : NULL;
  MadoOffer *offer;

  if (!id)
    return NULL;
  offer = mado_offer_new (self->context, mado_display_get_for_widget (widget), id, self->kind);
  g_signal_connect_object (offer, "failed", G_CALLBACK (failed_cb), widget, G_CONNECT_SWAPPED);
  return GDK_CONTENT_PROVIDER (offer);
}

static void
claim_cb (GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

/**
 * mado_drag_add:
 * @widget: what is dragged from; it is asked from its root for how records are read
 * @context: (transfer none): open
 * @find: (scope forever): which record it is
 */
void
mado_drag_add (GtkWidget *widget, MadoContext *context, MadoOfferKind kind, MadoDragFinder find)
{
  GtkDragSource *source = gtk_drag_source_new ();
  Drag *self = g_new0 (Drag, 1);

  g_return_if_fail (GTK_IS_WIDGET (widget) && MADO_IS_CONTEXT (context) && find != NULL);

  *self = (Drag){ g_object_ref (context), kind, find };
  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect_data (source, "prepare", G_CALLBACK (prepare_cb), self, drag_free, 0);
  if (GTK_IS_BUTTON (widget))
    {
      /* The header bar that a button stands in would move the window, in GTK 4.18 before the button
         is dragged, unless the press is claimed at once. It still is a click. */
      gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (source), GTK_PHASE_CAPTURE);
      g_signal_connect (source, "begin", G_CALLBACK (claim_cb), NULL);
    }
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (source));
}
