/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An update from a folder, to be disturbed: a feed of two editions, of which the profile has the
 * first. */
#pragma once

#include <glib.h>

typedef void (*Tell) (char what, gpointer user_data);

void update_prepare (const char *profile);
void update_run (const char *profile, Tell tell, gpointer user_data);
void update_check (const char *profile, const char *told);
/* A return to the first edition, of which the profile had the second. */
void return_prepare (const char *profile);
void return_run (const char *profile, Tell tell, gpointer user_data);
void return_check (const char *profile, const char *told);

void update_tear_down (void); /* when all is over */
