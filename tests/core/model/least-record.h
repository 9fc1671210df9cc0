/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records for tests: the least of each kind, with one member changed. */
#pragma once

#include "core/model/mado-record.h"

#define TEXT "{\"en\":\"Text\",\"ja\":\"文\"}"
#define BASE "\"title\":" TEXT ",\"summary\":" TEXT
#define PARTICIPANTS "\"participants\":[{\"organisation\":\"mofa\",\"role\":\"party\"}]"
#define SOURCES "[{\"title\":\"A page\",\"accessed\":\"2026-11-22\"}]"

JsonNode *parse (const char *text);

/* The least record of @kind, with @member (nullable) set to @value (JSON), or without it when that
 * is NULL. */
MadoRecord *make (MadoKind kind, const char *member, const char *value, GError **error);
MadoRecord *make_well (MadoKind kind, const char *member, const char *value);
void assert_refused (MadoKind kind, const char *member, const char *value, MadoRecordError code,
                     const char *what);
