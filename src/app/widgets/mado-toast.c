/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/widgets/mado-toast.h"

#include "app/widgets/mado-inert.h"

AdwToast *
mado_toast_new (const char *sentence)
{
  g_autofree char *inert = mado_inert_line (sentence, NULL);
  g_autofree char *markup = g_markup_escape_text (inert, -1);

  return adw_toast_new (markup);
}

void
mado_toast_say (GtkWidget *widget, const char *sentence)
{
  GtkWidget *toasts = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  g_return_if_fail (GTK_IS_WIDGET (widget) && sentence != NULL);

  if (toasts != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (toasts), mado_toast_new (sentence));
}
