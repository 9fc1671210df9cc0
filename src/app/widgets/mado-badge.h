/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A short state in a word, with an icon where colour alone would say it: In force, Closed, Sources
 * disagree. */
#pragma once

#include <gtk/gtk.h>
#include "core/model/mado-record.h"
#include "core/model/mado-vocabulary.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_BADGE_PLAIN,
  MADO_BADGE_OK,
  MADO_BADGE_INFO,
  MADO_BADGE_WARN,
  MADO_BADGE_ERR,
} MadoBadgeState;

#define MADO_TYPE_BADGE (mado_badge_get_type ())
G_DECLARE_FINAL_TYPE (MadoBadge, mado_badge, MADO, BADGE, GtkWidget)

GtkWidget *mado_badge_new (MadoBadgeState state, const char *label);
GtkWidget *mado_badge_new_with_icon (MadoBadgeState state, const char *icon, const char *label);
GtkWidget *mado_badge_new_for_status (MadoRecord *record, MadoVocabulary *vocabulary,
                                      MadoLanguage language, gint today);
GtkWidget *mado_badge_new_disputed (gboolean with_word);
GtkWidget *mado_badge_new_check (void);
GtkWidget *mado_badge_new_own (void); /* "Own term" */
GtkWidget *mado_badge_new_tag (const char *label, const char *name);
GtkWidget *mado_badge_new_side (const char *side);
const char *mado_badge_get_label (MadoBadge *self);
const char *mado_badge_get_name (MadoBadge *self);
MadoBadgeState mado_badge_get_state (MadoBadge *self);

G_END_DECLS
