/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Some cases on a page that is about something else: a heading, a row for each, each a button that
 * opens its case. Not there at all while there is none. */
#pragma once

#include <gtk/gtk.h>

#include "app/sections/desk/mado-case-desk.h"

G_BEGIN_DECLS

#define MADO_TYPE_CASE_GROUP (mado_case_group_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseGroup, mado_case_group, MADO, CASE_GROUP, GtkBox)

GtkWidget *mado_case_group_new (const char *heading, guint limit);

/* What has to be done by somebody: own cases and those of nobody, what is due before the rest. */
void mado_case_group_show_waiting (MadoCaseGroup *self, MadoCaseDesk *desk);
/* The cases that a record is linked to, or that were answered from it. */
void mado_case_group_show_record (MadoCaseGroup *self, MadoCaseDesk *desk, const char *record);

G_END_DECLS
