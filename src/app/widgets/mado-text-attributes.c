/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attributes of record text. */
#include "app/widgets/mado-text-attributes.h"

#include <adwaita.h>

#include "app/widgets/mado-inert.h"
#include "app/widgets/mado-line-breaks.h"
#include "app/widgets/mado-palette.h"

#define MAX_SPANS 64 /* highlights in one text */

static void
add_color (PangoAttrList *attributes, const MadoSpan *span, const GdkRGBA *ground,
           const GdkRGBA *text)
{
  PangoAttribute *pair[2];

  pair[0] = pango_attr_background_new (ground->red * 65535, ground->green * 65535,
                                       ground->blue * 65535);
  pair[1] = pango_attr_foreground_new (text->red * 65535, text->green * 65535, text->blue * 65535);
  for (guint i = 0; i < G_N_ELEMENTS (pair); i++)
    {
      pair[i]->start_index = span->start;
      pair[i]->end_index = span->end;
      pango_attr_list_insert (attributes, pair[i]);
    }
}

/**
 * mado_text_attributes_new:
 * @shown: the text, inert
 * @language: what it is mostly in
 * @spans: (nullable) (element-type MadoSpan): byte ranges to highlight, as search hits, in the
 *   colours of the scheme that is shown now
 *
 * Returns: (transfer full): the attributes
 */
PangoAttrList *
mado_text_attributes_new (const char *shown, MadoLanguage language, GArray *spans)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  g_return_val_if_fail (shown != NULL, attributes);

  mado_inert_add_languages (attributes, shown, language);
  mado_line_breaks_add (attributes, shown);
  if (spans != NULL)
    {
      GdkRGBA ground, text;

      mado_palette_get_hit (adw_style_manager_get_dark (adw_style_manager_get_default ()), &ground,
                            &text);
      for (guint i = 0; i < MIN (spans->len, MAX_SPANS); i++)
        {
          const MadoSpan *span = &g_array_index (spans, MadoSpan, i);

          if (span->start < span->end)
            add_color (attributes, span, &ground, &text);
        }
    }
  return attributes;
}
