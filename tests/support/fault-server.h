/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A server on this computer that plays every trick, in a thread of its own. What it does is said by
 * the path that it is asked for. Everything here fails the test when it fails. */
#pragma once

#include <gio/gio.h>

#define FAULT_FILE "{\"file\": \"0123456789\"}" /* what /file and its like hold */

typedef struct _FaultServer FaultServer;

/**
 * FaultCertificate:
 * @FAULT_NO_CERTIFICATE: plain http
 *
 * What a server over TLS shows.
 */
typedef enum
{
  FAULT_NO_CERTIFICATE,
  FAULT_GOOD_CERTIFICATE,
  FAULT_OTHER_NAME,
  FAULT_EXPIRED_CERTIFICATE,
} FaultCertificate;

/*
 * /file, /redirect/file    the file; with ETag, If-None-Match and Range as they should be
 * /endless, /endless-page  bytes (of an object, of a page) without end, in pieces
 * /huge                    says that a terabyte follows
 * /slow-headers, /slow-body  a byte now and then
 * /silent                  takes the question and says nothing
 * /page, /404-page         a page, with the status 200 or 404
 * /404 /403 /401 /407 /500 /511  that status
 * /304                     "not modified", whether asked or not
 * /gzip /zstd /identity    the file, said to be packed so
 * /cut                     half of the file, where the whole was announced; every time half of the
 * rest /cut-chunked             the same, without a length /range-start /range-total /range-ignored
 * /range-416  a Range that is answered wrongly /busy                    503 for two times, then the
 * file; /busy-60, /busy-3000: with Retry-After /to?ADDRESS              a redirect to there; /loop:
 * to itself; /nowhere: without an address /big-header              20 MB of it
 */
FaultServer *fault_server_new (FaultCertificate certificate);
void fault_server_free (FaultServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FaultServer, fault_server_free)

/* /web/NAME is the file NAME of @folder (with Range), from now on. */
void fault_server_serve (FaultServer *self, const char *folder);
/* What of it has @part in its name is answered as @path is, one of those above, a cut being one of
 * that file; @path NULL: as it should be. Bytes are counted anew. */
void fault_server_spoil (FaultServer *self, const char *part, const char *path);
char *fault_server_dup_asked (FaultServer *self); /* the paths so far, a space between them */

char *fault_server_make_address (FaultServer *self, const char *path);
GTlsDatabase *fault_server_get_database (FaultServer *self);         /* trusts its certificate */
guint fault_server_count (FaultServer *self);                        /* questions so far */
guint64 fault_server_count_bytes (FaultServer *self);                /* that were taken from it */
char *fault_server_dup_header (FaultServer *self, const char *name); /* of the last question */
