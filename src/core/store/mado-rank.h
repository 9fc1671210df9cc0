/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The FTS5 auxiliary function mado_rank (search): how well a row answers the query, greater is
 * better. */
#pragma once

#include <sqlite3.h>

int mado_rank_register (sqlite3 *db); /* an SQLite code */
