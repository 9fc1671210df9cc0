/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet on paper or in a PDF: real text, with its title at the head of each page, and the edition
 * and the page's number at its foot. */
#pragma once

#include "app/sections/mado-sheet.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkPrintOperation *mado_print_new (MadoSheet *sheet);
gboolean mado_print_ask (MadoSheet *sheet, GtkWindow *parent, GError **error);

G_END_DECLS
