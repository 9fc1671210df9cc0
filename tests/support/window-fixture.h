/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window on a profile of its own, with the bundled records. Everything here fails the test when
 * it fails. */
#pragma once

#include "app/mado-window-private.h"

typedef struct
{
  char *profile;
  MadoApplication *application;
  MadoSettings *settings;
  MadoContext *context;
  MadoWindow *window; /* nullable: it was closed */
} WindowFixture;

void window_set_up (WindowFixture *self, gconstpointer data);
void window_tear_down (WindowFixture *self, gconstpointer data);
/* Another window, opened as the last one was left, with its list read. */
void window_open (WindowFixture *self);
void window_close (WindowFixture *self);

/* Runs the main loop until it is so. */
#define window_wait_until(condition)                                                               \
  while (!(condition))                                                                             \
  g_main_context_iteration (NULL, TRUE)

void window_show_section (WindowFixture *self, const char *id);
/* Takes the records over, imports them, and says that the store has changed. */
void window_import (WindowFixture *self, GPtrArray *records);
