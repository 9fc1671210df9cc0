/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases in the window of a test: made, shown, written about. Everything here fails the test when it
 * fails. */
#pragma once

#include "app/sections/desk/mado-case-composer.h"
#include "app/sections/desk/mado-case-desk.h"
#include "support/window-fixture.h"

/* A question in Japanese. transfer full */
MadoCase *cases_add (WindowFixture *self, const char *title, const char *text);
MadoCasePage *cases_load (WindowFixture *self, MadoCase *of); /* transfer full */

const char *cases_get_draft (const MadoCasePage *page); /* of the reply; "" where there is none */

/* Opens its page, and waits until it is there. */
void cases_show (WindowFixture *self, MadoCase *shown);
/* nullable: the first widget of the type that is mapped */
GtkWidget *cases_find (GtkWidget *widget, GType type);
/* The button with the label that has @before others with it before it, mapped; nullable */
GtkWidget *cases_find_button (GtkWidget *within, const char *label, guint before);
MadoCaseComposer *cases_get_composer (WindowFixture *self); /* nullable: no page is shown */
GtkTextBuffer *cases_get_text (WindowFixture *self);        /* that is written in */
gboolean cases_reads (WindowFixture *self, const char *wanted);
