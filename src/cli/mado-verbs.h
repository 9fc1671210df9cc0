/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program can do: one row of the table in mado-verbs.c each. */
#pragma once

#include "cli/mado-command.h"
#include "core/desk/cases/mado-cases.h"

G_BEGIN_DECLS

#define MADO_ANY_NUMBER G_MAXUINT

typedef struct
{
  const char *name;      /* one or two words */
  const char *arguments; /* as the help names them */
  const char *summary;
  const char *options; /* names of options besides the global ones, separated by spaces */
  guint min_arguments;
  guint max_arguments;
  gboolean opens; /* the store is opened, and made when needed, before @run */
  /* Returns FALSE with @error when nothing could be answered. */
  gboolean (*run) (MadoCommand *command, const char *const *arguments, GError **error);
} MadoVerb;

guint mado_verbs_get_n (void);
const MadoVerb *mado_verbs_get (guint i);
/* The verb that @arguments begin with; @n_words (out) is how many of them name it. */
const MadoVerb *mado_verbs_find (const char *const *arguments, guint *n_words);

gboolean mado_verb_search (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_list (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_facets (MadoCommand *command, const char *const *arguments, GError **error);

gboolean mado_verb_show (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_links (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_conflicts (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_cite (MadoCommand *command, const char *const *arguments, GError **error);

gboolean mado_verb_date_parse (MadoCommand *command, const char *const *arguments, GError **error);

gboolean mado_verb_due (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_calendars (MadoCommand *command, const char *const *arguments, GError **error);

gboolean mado_verb_import_records (MadoCommand *command, const char *const *arguments,
                                   GError **error);
gboolean mado_verb_dump (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_doctor (MadoCommand *command, const char *const *arguments, GError **error);

gboolean mado_verb_update (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_feed_init (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_feed_add (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_feed_retire (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_feed_prune (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_feed_publish (MadoCommand *command, const char *const *arguments,
                                 GError **error);
gboolean mado_verb_feed_sign (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_feed_timestamp (MadoCommand *command, const char *const *arguments,
                                   GError **error);
gboolean mado_verb_feed_check (MadoCommand *command, const char *const *arguments, GError **error);

gboolean mado_verb_star (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_starred (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_note (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_notes (MadoCommand *command, const char *const *arguments, GError **error);

gboolean mado_verb_term_add (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_term_list (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_term_remove (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_term_import (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_term_export (MadoCommand *command, const char *const *arguments, GError **error);

gboolean mado_verb_case_add (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_case_list (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_case_show (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_case_receive (MadoCommand *command, const char *const *arguments,
                                 GError **error);
gboolean mado_verb_case_note (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_case_reply (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_case_set (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_case_link (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_case_merge (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_case_erase (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_case_undo (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_case_draft (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_case_check (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_case_similar (MadoCommand *command, const char *const *arguments,
                                 GError **error);
gboolean mado_verb_case_log (MadoCommand *command, const char *const *arguments, GError **error);
gboolean mado_verb_case_export (MadoCommand *command, const char *const *arguments, GError **error);
/* For verbs that end with a case. */
gboolean mado_case_verbs_print (MadoCommand *command, MadoDesk *desk, MadoCase *the_case,
                                GError **error);

G_END_DECLS
