/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the benchmarks of the store share: generated stores that are kept, and the queries. Any
 * error ends the program: a figure of half a run would be worth nothing. */
#pragma once

#include "core/store/mado-reader.h"
#include "core/store/mado-writer.h"
#include "bench/figures.h"
#include "bench/generator.h"

G_BEGIN_DECLS

#define BENCH_CHUNK 10000

typedef struct
{
  guint size; /* generated records */
  const char *folder;
  Generator *generator;
  GPtrArray *prefixes; /* (element-type utf8): of every query, each prefix */
  Figures *figures;
} Bench;

void bench_check (GError *error);
double bench_get_ratio (double ours, double theirs);

/* @n records from @first on, as lines. transfer full */
char *bench_make_lines (Bench *self, guint first, guint n, gsize *length);
GPtrArray *bench_parse_lines (const char *lines, gsize length);
/* The profile with a store of the bench's size, made once and kept. transfer full */
char *bench_make_profile (Bench *self);

/* A request for @text over everything, with what the glossary adds, as the window searches; its
 * query is NULL where the text is no query yet. The caller frees the query. */
MadoRequest bench_make_request (MadoReader *reader, const char *text);

void bench_apply (Bench *self);
void bench_search (Bench *self, const char *profile);
void bench_facets (Bench *self, const char *profile);
void bench_search_beside_writer (Bench *self, const char *profile);

G_END_DECLS
