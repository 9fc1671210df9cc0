/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The erasing of a case that came by mail, to be disturbed. */
#pragma once

#include "faults/update-scenario.h"

void erase_prepare (const char *profile);
void erase_run (const char *profile, Tell tell, gpointer user_data);
void erase_check (const char *profile, const char *told);
