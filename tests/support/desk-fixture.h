/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk of its own for a test of cases. Everything here fails the test when it fails. */
#pragma once

#include "core/desk/cases/mado-cases.h"

typedef struct
{
  char *profile;
  MadoDesk *desk;
} DeskFixture;

void desk_set_up (DeskFixture *self, gconstpointer data);
void desk_tear_down (DeskFixture *self, gconstpointer data);
void desk_reopen (DeskFixture *self);

/* A case with a question; both nullable. transfer full */
MadoCase *desk_add (DeskFixture *self, const char *title, const char *text);
MadoCase *desk_open_case (DeskFixture *self, const char *name);
/* What becomes of @seen (taken over) with one @edit (taken over). transfer full */
MadoCase *desk_change (DeskFixture *self, MadoCase *seen, MadoCaseEdit *edit);
MadoCase *desk_set (DeskFixture *self, MadoCase *seen, MadoCaseField field, const char *value);

/* The case in record form. transfer full */
char *desk_describe (MadoCase *the_case);
/* All rows that are made of the events. transfer full */
char *desk_describe_rows (DeskFixture *self);
void desk_assert_answer (DeskFixture *self, const char *sql, const char *expected);
