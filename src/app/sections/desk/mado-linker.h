/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window in which records and cases are linked: an entry, and rows each of which is linked or is
 * not. Picking a row changes that, and the window stays. Which rows there are, and what linking
 * them means, is for its two classes. */
#pragma once

#include <adwaita.h>

#include "app/sections/desk/mado-case-desk.h"

G_BEGIN_DECLS

#define MADO_TYPE_LINKER (mado_linker_get_type ())
G_DECLARE_DERIVABLE_TYPE (MadoLinker, mado_linker, MADO, LINKER, AdwWindow)

struct _MadoLinkerClass
{
  AdwWindowClass parent_class;
  /* To be answered with mado_linker_begin_rows(), rows, and mado_linker_end_rows(). */
  void (*ask) (MadoLinker *self, const char *text, GCancellable *cancellable);
  /* @row is to be linked, or not any more. */
  void (*set_linked) (MadoLinker *self, GtkListBoxRow *row, const char *id, gboolean linked);
  /* Something has happened to the case @id. */
  void (*look_again) (MadoLinker *self, const char *id);
};

/* @title, @about: in the header; @hint: what is to be typed; @rows: what the rows are */
void mado_linker_set_up (MadoLinker *self, MadoCaseDesk *desk, const char *title, const char *about,
                         const char *hint, const char *rows);
MadoCaseDesk *mado_linker_get_desk (MadoLinker *self); /* NULL once it is closed */
void mado_linker_ask (MadoLinker *self);

void mado_linker_begin_rows (MadoLinker *self);
/* @row: taken over, its child a GtkBox that lies; @name: what an assistive tool says of it */
void mado_linker_append (MadoLinker *self, GtkWidget *row, const char *id, const char *name);
void mado_linker_end_rows (MadoLinker *self);
/* @ids: (element-type utf8): of what is linked now */
void mado_linker_mark (MadoLinker *self, GHashTable *ids);

G_END_DECLS
