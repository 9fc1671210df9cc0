/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record, or its citation, as it is dragged out of the window or saved: text, HTML or a file,
 * whichever is asked for. It is read when somebody asks, on the reader's thread, in the languages
 * that were chosen when it was made. */
#pragma once

#include <gtk/gtk.h>

#include "app/widgets/mado-display.h"
#include "core/mado-context.h"

G_BEGIN_DECLS

typedef enum
{
  MADO_OFFER_RECORD,   /* the file is a page of HTML */
  MADO_OFFER_CITATION, /* the file is BibTeX */
} MadoOfferKind;

#define MADO_TYPE_OFFER (mado_offer_get_type ())
G_DECLARE_FINAL_TYPE (MadoOffer, mado_offer, MADO, OFFER, GdkContentProvider)

MadoOffer *mado_offer_new (MadoContext *context, MadoDisplay *display, const char *id,
                           MadoOfferKind kind);

/* Asks where the file is to be, and writes it there; @widget's window says what came of it. */
void mado_offer_save (MadoOffer *self, GtkWidget *widget);

/* Signal "failed" (GError): what was asked for could not be given. */

G_END_DECLS
