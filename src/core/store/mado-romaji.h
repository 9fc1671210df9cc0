/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One key for all the ways to write a Japanese reading: kana, Hepburn, Kunrei, as one types it,
 * with and without long vowels. おおさか, Ōsaka, Oosaka and Osaka have the key "osaka". Pure
 * functions of text. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Part of the index's recipe: raise it whenever a key changes. */
#define MADO_ROMAJI_VERSION 1

/* The key of a reading in kana, or of Latin letters that can be one; NULL where @text is neither.
 * transfer full */
char *mado_romaji_fold (const char *text);
/* A key as the Hepburn system writes it without long vowels, which is how names stand in English:
 * "sibuya" → "shibuya". transfer full */
char *mado_romaji_to_hepburn (const char *key);

/* Calls @func with each key under which a reading is found: its own, and that without the legal
 * form in front of it (こくりつけんきゅうかいはつほうじん…). */
typedef void (*MadoRomajiFunc) (const char *key, gpointer user_data);
void mado_romaji_foreach (const char *reading, MadoRomajiFunc func, gpointer user_data);

G_END_DECLS
