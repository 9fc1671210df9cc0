/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/sections/desk/mado-case-say.h"

#include "app/sections/mado-advice.h"
#include "app/sections/mado-files.h"
#include "app/widgets/mado-toast.h"

void
mado_case_complain (GtkWidget *widget, const GError *error)
{
  g_autofree char *advice = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget) && error != NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  advice = mado_advice_explain_desk (error);
  mado_toast_say (widget, advice);
}

void
mado_case_say_saved (GtkWidget *widget, GAsyncResult *result, const char *sentence)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = mado_files_save_finish (result, &error);

  if (file == NULL)
    mado_case_complain (widget, error);
  else
    mado_toast_say (widget, sentence);
}
