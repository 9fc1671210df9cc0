/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bar under a header: an icon, one sentence, one button. It says what is, not what was done; for
 * that there are toasts. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum
{
  MADO_NOTICE_INFO,
  MADO_NOTICE_WARNING,
  MADO_NOTICE_ERROR,
} MadoNoticeTone;

#define MADO_TYPE_NOTICE (mado_notice_get_type ())
G_DECLARE_FINAL_TYPE (MadoNotice, mado_notice, MADO, NOTICE, AdwBin)

/* Signal: "activated" (the button was pressed). */
GtkWidget *mado_notice_new (void);
void mado_notice_show (MadoNotice *self, MadoNoticeTone tone, const char *sentence,
                       const char *button);
void mado_notice_hide (MadoNotice *self);
const char *mado_notice_get_sentence (MadoNotice *self); /* NULL: hidden */

G_END_DECLS
