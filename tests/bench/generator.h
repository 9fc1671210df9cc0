/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes records for measurements: the same ones for the same seed, of words that stand in the
 * bundled records at the frequency they have there, a fifth of them with Japanese, each saying that
 * it is generated. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GENERATOR_SEED 20261123

typedef struct _Generator Generator;

/* Reads the bundled records in @folder. */
Generator *generator_new (const char *folder);
void generator_free (Generator *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Generator, generator_free)

/* Record @i, as one line of JSON (not in record form: the order of the members is the files'). Does
 * not depend on which records were made before. transfer full */
char *generator_make (Generator *self, guint i);

G_END_DECLS
