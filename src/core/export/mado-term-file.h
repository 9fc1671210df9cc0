/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of terms, in and out: TSV (IANA's text/tab-separated-values, with a line of column names)
 * and TBX (ISO 30042, the dialect TBX-Basic in its style dca). A file is taken as a whole or not at
 * all: the first thing that is wrong is told with its line. */
#pragma once

#include "core/store/mado-own-term.h"

G_BEGIN_DECLS

#define MADO_TERM_FILE_MOST (8 * 1024 * 1024) /* bytes */
#define MADO_TERM_FILE_MOST_TERMS 20000

/* (element-type MadoOwnTerm): each with a new id; errors in MADO_RECORD_ERROR. transfer full */
GPtrArray *mado_term_file_parse (const char *text, gsize length, GError **error);
GPtrArray *mado_term_file_parse_tsv (const char *text, gsize length, GError **error);
GPtrArray *mado_term_file_parse_tbx (const char *text, gsize length, GError **error);
GPtrArray *mado_term_file_load (GFile *file, GCancellable *cancellable, GError **error);

char *mado_term_file_write_tsv (GPtrArray *terms);
char *mado_term_file_write_tbx (GPtrArray *terms);

G_END_DECLS
