/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mail as a stranger sent it, read with GMime: who, when, what, and what hangs on it. Everything
 * is bounded; what does not fit is left out here and stays in the raw mail. */
#pragma once

#include <gio/gio.h>

#include "core/desk/cases/mado-cases.h"

G_BEGIN_DECLS

#define MADO_MAIL_MAX (32 * 1024 * 1024) /* bytes of a mail */
#define MADO_MAIL_MAX_PARTS 100
#define MADO_MAIL_MAX_DEPTH 16

typedef struct
{
  char *name; /* as it may be shown */
  char *type; /* "application/pdf" */
  GBytes *bytes;
} MadoMailPart;

typedef struct
{
  char *subject;    /* "" where there is none */
  char *name;       /* of the sender, "" */
  char *address;    /* "" */
  gint64 date;      /* Unix seconds; 0: none that can be read */
  char *text;       /* of the first part that is meant to be read */
  GPtrArray *parts; /* (element-type MadoMailPart) */
  gboolean is_cut;  /* something was too much: the raw mail has it */
} MadoMail;

MadoMail *mado_mail_parse (GBytes *raw, GError **error);
/* A text file, in whatever charset: the text alone. */
MadoMail *mado_mail_from_text (GBytes *raw);
void mado_mail_free (MadoMail *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoMail, mado_mail_free)

/* Whether what is in a file is a mail: it begins with a header. */
gboolean mado_mail_is_mail (GBytes *raw);

/* Keeps the raw mail and its attachments, and gives what mado_cases_add() takes. */
MadoCaseMessage *mado_mail_take_in (MadoDesk *desk, GBytes *raw, GError **error);
/* The same of a file that somebody dropped or chose: never a folder, FIFO or device. */
MadoCaseMessage *mado_mail_take_in_file (MadoDesk *desk, GFile *file, GCancellable *cancellable,
                                         GError **error);

G_END_DECLS
