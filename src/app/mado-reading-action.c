/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is chosen is kept in the settings; the display and the action's state follow them. */
#include "app/mado-reading-action.h"

static const struct
{
  MadoReading reading;
  const char *word;
  MadoContentLanguage content;
} readings[] = {
  { MADO_READING_EN, "en", MADO_CONTENT_EN },
  { MADO_READING_BOTH, "both", MADO_CONTENT_BOTH },
  { MADO_READING_JA, "ja", MADO_CONTENT_JA },
};

/* The action, the setting and the property of the display have one name. */
static const char *const flags[] = { "scroll-together", "follow-selection" };

static void
reading_changed_cb (GSimpleAction *action, GParamSpec *property, MadoSettings *settings)
{
  MadoDisplay *display = g_object_get_data (G_OBJECT (action), "display");
  MadoReading reading;

  g_object_get (settings, "reading", &reading, NULL);
  if (reading == MADO_READING_INTERFACE)
    reading = mado_display_get_interface_language () == MADO_LANGUAGE_JA ? MADO_READING_JA
                                                                         : MADO_READING_EN;
  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    if (readings[i].reading == reading)
      {
        g_simple_action_set_state (action, g_variant_new_string (readings[i].word));
        mado_display_set_content_language (display, readings[i].content);
      }
}

static void
change_state_cb (MadoSettings *settings, GVariant *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    if (g_str_equal (readings[i].word, g_variant_get_string (state, NULL)))
      g_object_set (settings, "reading", readings[i].reading, NULL);
}

/**
 * mado_reading_action_add:
 * @map: a window
 * @settings: where the choice is kept
 * @display: of the window; it follows
 *
 * Adds "scroll-together" and "follow-selection" too, for reading side by side.
 */
void
mado_reading_action_add (GActionMap *map, MadoSettings *settings, MadoDisplay *display)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new_stateful (
      "reading", G_VARIANT_TYPE_STRING, g_variant_new_string (readings[0].word));

  g_return_if_fail (G_IS_ACTION_MAP (map));

  g_object_set_data_full (G_OBJECT (action), "display", g_object_ref (display), g_object_unref);
  g_signal_connect_object (action, "change-state", G_CALLBACK (change_state_cb), settings,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::reading", G_CALLBACK (reading_changed_cb), action,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action (map, G_ACTION (action));
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autoptr (GPropertyAction) toggle = g_property_action_new (flags[i], settings, flags[i]);

      g_object_bind_property (settings, flags[i], display, flags[i], G_BINDING_SYNC_CREATE);
      g_action_map_add_action (map, G_ACTION (toggle));
    }
  reading_changed_cb (action, NULL, settings);
}
