/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A feed with one set, "terms", made here and now. Everything here fails the test when it fails. */
#pragma once

#include "support/store-fixture.h"

#define FEED_NOW 1800000000
#define FEED_RECORDS 12 /* of each edition */

/* Edition n holds records r0, rn, r2n … with the title "Edition n", and no other. A folder that is
 * not there yet is made into a feed first. */
void feed_publish (const char *web, const char *secrets, int edition);
/* Begins to trust it under the name "us". */
void feed_trust (const char *profile, const char *web, const char *place);

/* A store, and the folders of a feed that is not there yet. */
typedef struct
{
  StoreFixture store;
  char *folder; /* has the other two in it */
  char *web;
  char *secrets;
} FeedFixture;

void feed_set_up (FeedFixture *self, gconstpointer data);
void feed_tear_down (FeedFixture *self, gconstpointer data);
