/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calendars say it; this puts it together. */
#include "app/sections/desk/mado-due-days.h"

#include <glib/gi18n.h>

#include "app/widgets/mado-display.h"

gboolean
mado_due_days_is_weekend (const MadoDueDay *day)
{
  g_return_val_if_fail (day != NULL, FALSE);

  for (guint i = 0; day->closures != NULL && i < day->closures->len; i++)
    if (g_array_index (day->closures, MadoClosure, i).is_weekend)
      return TRUE;
  return FALSE;
}

char *
mado_due_days_dup_holiday (const MadoDueDay *day)
{
  MadoLanguage language = mado_display_get_interface_language ();
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (day != NULL, g_string_free (text, TRUE));

  for (guint i = 0; day->closures != NULL && i < day->closures->len; i++)
    {
      const MadoClosure *closure = &g_array_index (day->closures, MadoClosure, i);
      const char *who = mado_calendar_get_title (closure->calendar, language);

      if (closure->closed == NULL)
        continue;
      if (text->len > 0)
        g_string_append (text, C_ ("list", ", "));
      /* Translators: a holiday and the calendar in which it is one. */
      g_string_append_printf (text, C_ ("closed day", "%1$s (closed: %2$s)"),
                              mado_text_get (closure->closed->title, language, NULL), who);
    }
  return g_string_free (text, text->len == 0);
}

char *
mado_due_days_describe (const MadoDueDay *day)
{
  g_autofree char *holiday = mado_due_days_dup_holiday (day);

  if (day->number > 0)
    /* Translators: the how manieth working day it is. */
    return g_strdup_printf (_ ("counts, no. %u"), day->number);
  if (day->is_waited)
    return g_strdup (_ ("does not count: the clock stood"));
  if (holiday != NULL)
    /* Translators: %s is a holiday. */
    return g_strdup_printf (_ ("does not count: %s"), holiday);
  return g_strdup (_ ("does not count: weekend"));
}
