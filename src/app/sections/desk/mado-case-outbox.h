/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reply on its way out: the draft of a mail that the mail program opens. Nothing is sent here. */
#pragma once

#include "app/sections/desk/mado-case-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Hands the last reply over; where no program takes it, it is offered to be saved. */
void mado_case_outbox_open (GtkWidget *widget, MadoCaseDesk *desk, MadoCase *the_case);
void mado_case_outbox_save (GtkWidget *widget, MadoCaseDesk *desk, MadoCase *the_case);

/* (type filename) transfer full: where drafts lie for the mail program */
char *mado_case_outbox_dup_folder (void);

G_END_DECLS
