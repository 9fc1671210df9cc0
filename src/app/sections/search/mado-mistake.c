/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The entry of a search underlines as a spelling checker does. */
#include "app/sections/search/mado-mistake.h"

void
mado_mistake_mark (GtkSearchEntry *entry, guint position)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (entry));
  g_autoptr (PangoAttrList) attributes = NULL;
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (entry));
  glong length = g_utf8_strlen (typed, -1);

  if (!GTK_IS_TEXT (text))
    return;
  if (position != G_MAXUINT && length > 0)
    {
      PangoAttribute *underline = pango_attr_underline_new (PANGO_UNDERLINE_ERROR);
      /* A mistake after the last character is shown at the last. */
      const char *start
          = g_utf8_offset_to_pointer (typed, MIN ((glong) MIN (position, G_MAXINT), length - 1));

      underline->start_index = (guint) (start - typed);
      underline->end_index = (guint) (g_utf8_next_char (start) - typed);
      attributes = pango_attr_list_new ();
      pango_attr_list_insert (attributes, underline);
    }
  gtk_text_set_attributes (GTK_TEXT (text), attributes);
}
