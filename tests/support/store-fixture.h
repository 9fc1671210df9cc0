/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A profile of its own for a test of the store. Everything here fails the test when it fails. */
#pragma once

#include "core/store/mado-reader.h"
#include "core/store/mado-writer.h"

typedef struct
{
  char *profile;
  MadoWriter *writer;
} StoreFixture;

void store_set_up (StoreFixture *self, gconstpointer data);
void store_tear_down (StoreFixture *self, gconstpointer data);
void store_reopen (StoreFixture *self);
void store_remove_profile (const char *profile);

/* A profile with the bundled records, and who reads them. */
typedef struct
{
  StoreFixture store;
  MadoReader *reader;
} ReaderFixture;

void reader_set_up (ReaderFixture *self, gconstpointer data);
void reader_tear_down (ReaderFixture *self, gconstpointer data);

/* The rows of an answer, a line each, columns apart by "|". transfer full */
char *store_ask_database (MadoDatabase *database, const char *sql);
char *store_ask (StoreFixture *self, const char *sql);
void store_assert_answer (StoreFixture *self, const char *sql, const char *expected);
void store_exec (StoreFixture *self, const char *sql);

MadoRecord *store_parse (const char *json);
MadoRecord *store_make_term (const char *id, const char *en, const char *ja);
MadoRecord *store_make_event (const char *id, const char *date);
/* Takes the records over, up to a NULL. transfer full */
GPtrArray *store_list (MadoRecord *first, ...) G_GNUC_NULL_TERMINATED;
/* The records that the program brings along. transfer full (element-type MadoRecord) */
GPtrArray *store_load_bundled (void);
/* Whether two values of one conflict differ in English: by the JSON alone. */
gboolean store_sources_differ (const char *record_form);

/* "added changed removed unchanged refused" */
char *store_describe (const MadoApplied *applied);
/* Both take @records over; @expected (nullable): as store_describe() says it. */
void store_apply (StoreFixture *self, const char *set, GPtrArray *records, const char *expected);
void store_merge (StoreFixture *self, const char *set, GPtrArray *records, const char *expected);
