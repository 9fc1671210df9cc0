/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The popover in which one writes the date to go to, in any form that a date has. */
#pragma once

#include "core/model/mado-date.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MADO_TYPE_TIMELINE_GOTO (mado_timeline_goto_get_type ())
G_DECLARE_FINAL_TYPE (MadoTimelineGoto, mado_timeline_goto, MADO, TIMELINE_GOTO, GtkPopover)

/* Signal: "date-chosen" (MadoDate). */
GtkWidget *mado_timeline_goto_new (void);

G_END_DECLS
