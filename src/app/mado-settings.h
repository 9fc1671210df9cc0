/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the user chose and the program remembers, as properties. They are kept through GSettings;
 * without an installed schema they live in memory with the same defaults, and nothing else changes.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MadoReading:
 * @MADO_READING_INTERFACE: the language of the interface (nothing chosen yet)
 * @MADO_READING_EN: English
 * @MADO_READING_BOTH: English and Japanese side by side
 * @MADO_READING_JA: Japanese
 *
 * The language in which records are read. The numbers are those of the schema's enumeration.
 */
typedef enum
{
  MADO_READING_INTERFACE,
  MADO_READING_EN,
  MADO_READING_BOTH,
  MADO_READING_JA,
} MadoReading;
#define MADO_TYPE_READING (mado_reading_get_type ())
GType mado_reading_get_type (void);

/* Light or dark; the numbers are those of the schema. */
typedef enum
{
  MADO_APPEARANCE_SYSTEM,
  MADO_APPEARANCE_LIGHT,
  MADO_APPEARANCE_DARK,
} MadoAppearance;
#define MADO_TYPE_APPEARANCE (mado_appearance_get_type ())
GType mado_appearance_get_type (void);

#define MADO_TYPE_SETTINGS (mado_settings_get_type ())
G_DECLARE_FINAL_TYPE (MadoSettings, mado_settings, MADO, SETTINGS, GObject)

/* Properties: "reading" (MadoReading), "era", "scroll-together", "follow-selection" (gboolean),
 * "surname-first", "latin-last" (gboolean), "appearance" (MadoAppearance), "welcomed" (gboolean),
 * "section", "orders", "tracks", "record", "top-record" (string), "window-width", "window-height"
 * (int), "window-maximized" (gboolean). */
MadoSettings *mado_settings_new (void);
MadoSettings *mado_settings_new_apart (void);        /* what is chosen in it is forgotten */
gboolean mado_settings_is_kept (MadoSettings *self); /* FALSE: in memory only */

G_END_DECLS
