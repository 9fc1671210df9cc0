/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Toasts read markup; what is said here has none. */
#include "app/sections/desk/mado-case-say.h"

#include <adwaita.h>

#include "app/sections/mado-advice.h"
#include "app/sections/mado-files.h"
#include "app/widgets/mado-inert.h"

void
mado_case_say (GtkWidget *widget, const char *sentence)
{
  GtkWidget *toasts = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *inert = mado_inert_line (sentence, NULL);
  g_autofree char *markup = g_markup_escape_text (inert, -1);

  g_return_if_fail (GTK_IS_WIDGET (widget) && sentence != NULL);

  if (toasts != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (toasts), adw_toast_new (markup));
}

void
mado_case_complain (GtkWidget *widget, const GError *error)
{
  g_autofree char *advice = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget) && error != NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  advice = mado_advice_explain_desk (error);
  mado_case_say (widget, advice);
}

void
mado_case_say_saved (GtkWidget *widget, GAsyncResult *result, const char *sentence)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = mado_files_save_finish (result, &error);

  if (file == NULL)
    mado_case_complain (widget, error);
  else
    mado_case_say (widget, sentence);
}
