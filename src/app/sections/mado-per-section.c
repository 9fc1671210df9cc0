/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pairs of a section and a value. */
#include "app/sections/mado-per-section.h"

#include <string.h>

static gboolean
is_of (const char *pair, const MadoSection *section)
{
  gsize length = strlen (section->id);

  return strncmp (pair, section->id, length) == 0 && pair[length] == '=';
}

char *
mado_per_section_lookup (const char *kept, const MadoSection *section)
{
  g_auto (GStrv) pairs = NULL;

  g_return_val_if_fail (kept != NULL && section != NULL, NULL);

  pairs = g_strsplit (kept, ";", -1);
  for (guint i = 0; pairs[i]; i++)
    if (is_of (pairs[i], section))
      return g_strdup (strchr (pairs[i], '=') + 1);
  return NULL;
}

char *
mado_per_section_change (const char *kept, const MadoSection *section, const char *value)
{
  g_auto (GStrv) pairs = NULL;
  GString *changed;

  g_return_val_if_fail (kept != NULL && section != NULL, NULL);

  pairs = g_strsplit (kept, ";", -1);
  changed = g_string_new (NULL);
  for (guint i = 0; pairs[i]; i++)
    if (*pairs[i] != '\0' && !is_of (pairs[i], section))
      g_string_append_printf (changed, "%s%s", changed->len > 0 ? ";" : "", pairs[i]);
  if (value)
    g_string_append_printf (changed, "%s%s=%s", changed->len > 0 ? ";" : "", section->id, value);
  return g_string_free (changed, FALSE);
}
