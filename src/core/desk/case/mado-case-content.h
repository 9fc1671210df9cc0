/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the content of an event in one pass. It is in record form already, proven by its hash: the
 * strict scan and json-glib would take ten times as long for the hundred thousand of them that a
 * rebuild reads. For mado-case-event.c only. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MADO_CONTENT_MAX_MEMBERS 32
#define MADO_CONTENT_MAX_LIST 4096

typedef enum
{
  MADO_MEMBER_TEXT,
  MADO_MEMBER_NUMBER,
  MADO_MEMBER_LIST,  /* of texts */
  MADO_MEMBER_OTHER, /* JSON text */
} MadoMemberType;

typedef struct
{
  const char *name;
  MadoMemberType type;
  const char *text; /* of TEXT and OTHER */
  gint64 number;
  const char **list; /* NULL-terminated */
} MadoMember;

typedef struct
{
  char *buffer; /* every decoded text */
  GPtrArray *lists;
  const char *case_id;
  const char *id;
  const char *kind;
  const char *by;
  gint64 n;
  gint64 at;
  MadoMember members[MADO_CONTENT_MAX_MEMBERS];
  guint n_members;
} MadoContent;

gboolean mado_content_read (MadoContent *self, const char *text, gsize length, GError **error);
void mado_content_clear (MadoContent *self);

G_END_DECLS
