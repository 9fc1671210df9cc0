/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options of the verbs of cases: each field is one, and a few more. */
#pragma once

#include "core/desk/case/mado-case-field.h"

G_BEGIN_DECLS

typedef struct
{
  char *values[MADO_N_CASE_FIELDS];
  char *eml; /* (type filename) */
  char *name;
  char *organisation;
  char *address;
  char *by;
  char *reason;
  char *audience;
  char *view;
  char *record;
  char **cited;
  gint seen; /* 0: whatever is there */
  gboolean undo;
  gboolean verify;
  gboolean yes;
} MadoCaseOptions;

/* (element-type GOptionEntry) transfer full */
GArray *mado_case_options_list (MadoCaseOptions *self);
void mado_case_options_clear (MadoCaseOptions *self);

G_END_DECLS
