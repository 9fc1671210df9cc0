/* SPDX-License-Identifier: GPL-3.0-or-later */
/* THE table of keys: what the program listens to and what the window of shortcuts shows are the
 * same rows. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  MADO_SHORTCUT_ALWAYS,     /* wherever the focus is */
  MADO_SHORTCUT_AFTER_TEXT, /* a widget that takes text has the key first: undo while writing */
} MadoShortcutWhen;

typedef struct
{
  const char *group;   /* untranslated */
  const char *title;   /* untranslated; NULL: the name of the section that the action opens */
  const char *action;  /* detailed; NULL: the keys are a widget's own, and only shown */
  const char *keys[3]; /* accelerators, NULL after the last */
  MadoShortcutWhen when;
} MadoShortcut;

guint mado_shortcuts_get_n (void);
const MadoShortcut *mado_shortcuts_get (guint i);
const char *mado_shortcut_get_title (const MadoShortcut *shortcut); /* translated */

void mado_shortcuts_install (GtkApplication *application);
void mado_shortcuts_bind (GtkWidgetClass *window_class);
GtkWidget *mado_shortcuts_window_new (GtkWindow *parent);

G_END_DECLS
