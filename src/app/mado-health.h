/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with the profile, and of that the worst, in a notice under the header that is
 * shown. */
#pragma once

#include "app/mado-panes.h"
#include "app/widgets/mado-notice.h"
#include "core/mado-context.h"

G_BEGIN_DECLS

/* From what is good to know to what is worst; the notice shows the last that there is. */
typedef enum
{
  MADO_ILLNESS_NONE,
  MADO_ILLNESS_REBUILT,      /* the records were built anew */
  MADO_ILLNESS_RENEWING,     /* they are being built anew, and nothing can be shown meanwhile */
  MADO_ILLNESS_OLD_EDITION,  /* they could not be brought up to date */
  MADO_ILLNESS_CLOSED_DESK,  /* nothing can be written to the desk */
  MADO_ILLNESS_DAMAGED_DESK, /* the same, and it needs repair */
  MADO_ILLNESS_NOT_OPEN,     /* there is nothing to be shown */
  MADO_N_ILLNESSES,
} MadoIllness;

#define MADO_TYPE_HEALTH (mado_health_get_type ())
G_DECLARE_FINAL_TYPE (MadoHealth, mado_health, MADO, HEALTH, GObject)

/* Signal: "open-asked" (the profile is to be opened once more). */
MadoHealth *mado_health_new (MadoPanes *panes, MadoContext *context);

/* The profile is open; or, with @error, it is not. */
void mado_health_begin (MadoHealth *self, const GError *error);

MadoIllness mado_health_get_worst (MadoHealth *self);
MadoNotice *mado_health_get_notice (MadoHealth *self); /* NULL: there was nothing to say yet */

G_END_DECLS
