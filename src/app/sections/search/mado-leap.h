/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which records a jump offers: by number, by title, and last the words of the glossary. */
#pragma once

#include "core/mado-context.h"

G_BEGIN_DECLS

#define MADO_LEAP_MOST 8

/**
 * MadoLeapReach:
 * @MADO_LEAP_TITLES: at most %MADO_LEAP_MOST; what has the words in its text only where no title
 *   has them
 * @MADO_LEAP_TEXTS: more of them, and what has the words in its text after the titles
 */
typedef enum
{
  MADO_LEAP_TITLES,
  MADO_LEAP_TEXTS,
} MadoLeapReach;

typedef struct
{
  MadoLeapReach reach;
  MadoQuery *query; /* nullable: what is marked in the titles */
  GPtrArray *hits;  /* (element-type MadoHit) each with its record */
} MadoLeap;

MadoLeap *mado_leap_read (MadoReader *reader, const char *text, MadoLeapReach reach,
                          GCancellable *cancellable, GError **error);
/* The same on the reader's worker, answered on the main thread. */
void mado_leap_read_async (MadoContext *context, const char *text, MadoLeapReach reach,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data);
MadoLeap *mado_leap_read_finish (GAsyncResult *result, GError **error);
void mado_leap_free (MadoLeap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoLeap, mado_leap_free)

G_END_DECLS
