/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the window share: its parts, and what they do for one another. */
#pragma once

#include "app/mado-health.h"
#include "app/mado-history.h"
#include "app/mado-panes.h"
#include "app/mado-sidebar.h"
#include "app/mado-strip.h"
#include "app/mado-window.h"
#include "app/sections/browse/mado-browse.h"
#include "app/sections/browse/mado-page.h"
#include "app/sections/mado-address.h"
#include "app/sections/search/mado-jump.h"
#include "app/sections/search/mado-search.h"
#include "app/widgets/mado-display.h"

G_BEGIN_DECLS

struct _MadoWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkOverlay *overlay;
  MadoPanes *panes;
  MadoSidebar *sidebar;
  GtkStack *lists;
  GtkStack *pages;

  /* Made when the first frame has been shown, with the panes and the sections in it. */
  MadoBrowse *browse;
  MadoPage *page;
  MadoStrip *strip; /* the timeline */
  /* Made when they are first asked for, as are the pages of sections without a list. */
  MadoSearch *search;
  MadoJump *jump;

  MadoContext *context;
  MadoSettings *settings;
  MadoDisplay *display;
  GCancellable *cancellable;  /* of what is under way when the window closes */
  const MadoSection *section; /* nullable: none was shown yet */
  MadoAddress *awaited;       /* nullable: what to show as soon as the store is open */
  MadoHistory *history;
  MadoHealth *health;
  gboolean is_opened; /* the context is */
  guint reveal_source;
};

/* mado-window.c */
void mado_window_say (MadoWindow *self, const char *what);
void mado_window_complain (MadoWindow *self, const GError *error);
MadoSearch *mado_window_ensure_search (MadoWindow *self);
MadoJump *mado_window_ensure_jump (MadoWindow *self);

/* mado-window-show.c: what is shown */
gboolean mado_window_has_records (MadoWindow *self);
gboolean mado_window_is_searching_everywhere (MadoWindow *self);
void mado_window_show_section (MadoWindow *self, const char *id, const char *query); /* nullable */
void mado_window_show_search (MadoWindow *self, const char *text);                   /* nullable */
void mado_window_close_search (MadoWindow *self);
void mado_window_show_as_left (MadoWindow *self);
void mado_window_show_record (MadoWindow *self, const char *id);
MadoSectionPage *mado_window_get_special_list (MadoWindow *self); /* nullable */
void mado_window_show_earlier (MadoWindow *self);
void mado_window_show_later (MadoWindow *self);

/* mado-window-address.c */
void mado_window_show_awaited (MadoWindow *self);

/* mado-window-list.c */
void mado_window_install_list_actions (GtkWidgetClass *klass);

/* mado-window-actions.c */
void mado_window_install_actions (GtkWidgetClass *klass);

G_END_DECLS
