/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three panes that fold: sidebar, list and page beside each other; list and page, with the sidebar
 * lying over them on demand; or one of the three. The width alone decides, in steps that follow the
 * text scale. Nothing in the panes is shown, hidden or restyled while sizes are given out: the
 * owner follows "notify::mode", which comes from an idle. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MadoPanesMode:
 * @MADO_PANES_ALL: the sidebar, the list and the page stand side by side
 * @MADO_PANES_TWO: the list and the page; the sidebar may lie over them
 * @MADO_PANES_ONE: one of the three
 */
typedef enum
{
  MADO_PANES_ALL,
  MADO_PANES_TWO,
  MADO_PANES_ONE,
} MadoPanesMode;
#define MADO_TYPE_PANES_MODE (mado_panes_mode_get_type ())
GType mado_panes_mode_get_type (void);

typedef enum
{
  MADO_PANE_SIDEBAR,
  MADO_PANE_LIST,
  MADO_PANE_PAGE,
} MadoPane;
#define MADO_TYPE_PANE (mado_pane_get_type ())
GType mado_pane_get_type (void);

#define MADO_TYPE_PANES (mado_panes_get_type ())
G_DECLARE_FINAL_TYPE (MadoPanes, mado_panes, MADO, PANES, GtkWidget)

/* Properties: "sidebar", "list", "page" (GtkWidget, the children), "mode" (read only, notified from
 * an idle), "shown" (MadoPane, which one in one-pane mode), "sidebar-open" (gboolean, in two-pane
 * mode), "has-list" (gboolean), "wide-list" (gboolean: a search needs more room), "in-turns"
 * (gboolean: never both list and page: what "shown" says has the room of both). */
GtkWidget *mado_panes_new (void);

MadoPanesMode mado_panes_get_mode (MadoPanes *self);
MadoPane mado_panes_get_shown (MadoPanes *self);
void mado_panes_set_shown (MadoPanes *self, MadoPane pane);
gboolean mado_panes_get_sidebar_open (MadoPanes *self);
void mado_panes_set_sidebar_open (MadoPanes *self, gboolean open);
gboolean mado_panes_get_has_list (MadoPanes *self);
void mado_panes_set_has_list (MadoPanes *self, gboolean has_list);
void mado_panes_set_wide_list (MadoPanes *self, gboolean wide);
gboolean mado_panes_get_in_turns (MadoPanes *self); /* FALSE where there is no list */
void mado_panes_set_in_turns (MadoPanes *self, gboolean in_turns);

/* The mode at @width pixels and @text_scale (1.0 is the normal size of text). */
MadoPanesMode mado_panes_mode_for_width (int width, double text_scale, gboolean has_list);

G_END_DECLS
