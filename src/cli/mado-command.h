/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One call of the program: what it was told, the store it reads, and how it answers. Only the
 * answer goes to stdout; everything said about it goes to stderr. */
#pragma once

#include "cli/mado-case-options.h"
#include "core/store/mado-reader.h"
#include "core/store/mado-writer.h"

G_BEGIN_DECLS

/**
 * MadoCommandError:
 * @MADO_COMMAND_ERROR_USAGE: the request makes no sense (exit status 2)
 * @MADO_COMMAND_ERROR_OUTPUT: the answer could not be written
 */
typedef enum
{
  MADO_COMMAND_ERROR_USAGE,
  MADO_COMMAND_ERROR_OUTPUT,
} MadoCommandError;
#define MADO_COMMAND_ERROR (mado_command_error_quark ())
GQuark mado_command_error_quark (void);

#define MADO_NO_LIMIT (-1)
#define MADO_NO_DAYS G_MININT

/* Every option of every verb; mado-options.c says which takes which. */
typedef struct
{
  char *profile; /* (type filename) */
  gboolean json;
  char *lang;
  gboolean help;
  gboolean version;

  char *kind;
  int limit;
  gboolean no_expand;
  char **without;
  gboolean explain;
  gboolean ids;
  gboolean surname_first;
  char *sort;
  gboolean latin_last;
  gboolean roles;
  char *style;
  char *article;
  char *set;
  char *reading;
  char *note;
  char *source;
  char *format;
  gboolean take;
  gboolean repair;
  gboolean index;
  gboolean remove;
  char *from;
  int days;
  char *calendar;
  char *closed;
  char *unit;
  gboolean ics;
  char *root; /* (type filename), as keys */
  char *keys;
  int editions;
  char *edition;
  gboolean clock_is_right;
  gboolean background;
  gboolean progress;
  MadoCaseOptions cases;
} MadoOptions;

typedef struct
{
  MadoOptions options;
  MadoLanguage language;
  MadoReader *reader; /* nullable: a verb that needs no store */
  gboolean failed;    /* part of the request failed, the rest is answered (exit status 1) */
} MadoCommand;

gboolean mado_command_open (MadoCommand *self, GError **error);
void mado_command_clear (MadoCommand *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoCommand, mado_command_clear)

MadoKind mado_command_parse_kind (const char *word, GError **error);
const char *mado_command_get_label (MadoCommand *self, const char *list, const char *id);

/* The answer. Raw text is written as it is: for JSON only. */
void mado_print_raw (const char *text);
void mado_print (const char *format, ...) G_GNUC_PRINTF (1, 2);
void mado_print_json (JsonNode *node);
void mado_print_json_object (JsonObject *object);
void mado_print_json_array (JsonArray *array);
/* Two columns, the first @width characters wide. */
void mado_print_columns (const char *indent, const char *first, guint width, const char *second);
/* What is said about it. */
void mado_complain (const char *format, ...) G_GNUC_PRINTF (1, 2);
gboolean mado_finish_output (GError **error);

G_END_DECLS
