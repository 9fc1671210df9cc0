/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes a command line apart in two steps, so that the global options may stand before or after the
 * verb: first they are picked out wherever they are, then the verb's own are read. */
#include "cli/mado-options.h"

#include <string.h>

/* Of these, what stands in no verb's list of options is global. Strings are taken as file names
 * are, since those are never converted from the locale: arguments are UTF-8 here. */
static GOptionEntry *
make_entries (MadoOptions *options, const MadoVerb *verb)
{
  const GOptionEntry entries[] = {
    { "profile", 0, 0, G_OPTION_ARG_FILENAME, &options->profile, "Where the databases are", "DIR" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, "Answer with one JSON value", NULL },
    { "lang", 0, 0, G_OPTION_ARG_FILENAME, &options->lang, "Language of the answer", "en|ja" },
    { "help", 0, 0, G_OPTION_ARG_NONE, &options->help, "Show help", NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, "Show the version", NULL },
    { NULL },
  };
  const GOptionEntry verb_entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_FILENAME, &options->kind, "Only records of this kind", "KIND" },
    { "limit", 0, 0, G_OPTION_ARG_INT, &options->limit, "At most so many records", "N" },
    { "no-expand", 0, 0, G_OPTION_ARG_NONE, &options->no_expand,
      "Do not add words of the other language", NULL },
    { "without", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->without, "Do not add this word",
      "WORD" },
    { "explain", 0, 0, G_OPTION_ARG_NONE, &options->explain, "Tell how the answer was found",
      NULL },
    { "ids", 0, 0, G_OPTION_ARG_NONE, &options->ids, "Only the official numbers", NULL },
    { "surname-first", 0, 0, G_OPTION_ARG_NONE, &options->surname_first,
      "Names in Latin letters as YAMADA Taro", NULL },
    { "sort", 0, 0, G_OPTION_ARG_FILENAME, &options->sort,
      "Order of the list; by name in the language of the answer", "name|newest|oldest|deadline" },
    { "latin-last", 0, 0, G_OPTION_ARG_NONE, &options->latin_last,
      "By Japanese reading, Latin letters after kana rather than before", NULL },
    { "roles", 0, 0, G_OPTION_ARG_NONE, &options->roles, "Also who takes part in what", NULL },
    { "style", 0, 0, G_OPTION_ARG_FILENAME, &options->style, "Form of the citation",
      "text|markdown|bibtex" },
    { "article", 0, 0, G_OPTION_ARG_FILENAME, &options->article, "Of an agreement, this article",
      "NUMBER" },
    { "set", 0, 0, G_OPTION_ARG_FILENAME, &options->set,
      "Import: the set that the records go into (own); update: the set that --edition is of",
      "NAME" },
    { "reading", 0, 0, G_OPTION_ARG_FILENAME, &options->reading, "Of the Japanese term, in kana",
      "KANA" },
    { "note", 0, 0, G_OPTION_ARG_FILENAME, &options->note, "What the term means", "TEXT" },
    { "source", 0, 0, G_OPTION_ARG_FILENAME, &options->source, "Where the term was found", "TEXT" },
    { "format", 0, 0, G_OPTION_ARG_FILENAME, &options->format, "Form of the file (tsv)",
      "tsv|tbx" },
    { "take", 0, 0, G_OPTION_ARG_NONE, &options->take,
      "Take also what differs from the terms that are there", NULL },
    { "repair", 0, 0, G_OPTION_ARG_NONE, &options->repair, "Repair what can be repaired", NULL },
    { "index", 0, 0, G_OPTION_ARG_NONE, &options->index, "Compare the index with the records too",
      NULL },
    { "remove", 0, 0, G_OPTION_ARG_NONE, &options->remove, "Remove it", NULL },
    { "from", 0, 0, G_OPTION_ARG_FILENAME, &options->from,
      "Due: the day of receipt, which does not count; update: the folder or address of the feed",
      "DATE|PLACE" },
    { "root", 0, 0, G_OPTION_ARG_FILENAME, &options->root,
      "The root file of the feed, which its publisher gave you", "FILE" },
    { "keys", 0, 0, G_OPTION_ARG_FILENAME, &options->keys,
      "Where the keys and the readied records are (DIR.secrets)", "DIR" },
    { "editions", 0, 0, G_OPTION_ARG_INT, &options->editions,
      "Packs from edition to edition to keep (30)", "N" },
    { "edition", 0, 0, G_OPTION_ARG_FILENAME, &options->edition,
      "Return to this edition, or to the newest again", "N|newest" },
    { "clock-is-right", 0, 0, G_OPTION_ARG_NONE, &options->clock_is_right,
      "The clock ran ahead at the last update, and is right now", NULL },
    { "background", 0, 0, G_OPTION_ARG_NONE, &options->background,
      "Nobody waits for it: not over a network that is paid by its use", NULL },
    { "progress", 0, 0, G_OPTION_ARG_NONE, &options->progress,
      "Tell on stderr how far it is, one JSON object a line", NULL },
    { "days", 0, 0, G_OPTION_ARG_INT, &options->days, "How many days to count", "N" },
    { "calendar", 0, 0, G_OPTION_ARG_FILENAME, &options->calendar, "Calendars to count by",
      "ID[,ID]" },
    { "closed", 0, 0, G_OPTION_ARG_FILENAME, &options->closed,
      "Closed in any of the calendars, or only in all", "any|all" },
    { "unit", 0, 0, G_OPTION_ARG_FILENAME, &options->unit, "What --days counts (working-days)",
      "UNIT" },
    { "ics", 0, 0, G_OPTION_ARG_NONE, &options->ics, "Answer with a calendar file (iCalendar)",
      NULL },
  };
  g_auto (GStrv) names = NULL;
  g_autoptr (GArray) of_cases = mado_case_options_list (&options->cases);
  GArray *chosen = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));

  if (verb == NULL)
    g_array_append_vals (chosen, entries, G_N_ELEMENTS (entries) - 1);
  names = g_strsplit (verb != NULL ? verb->options : "", " ", -1);
  for (guint i = 0; i < G_N_ELEMENTS (verb_entries); i++)
    if (g_strv_contains ((const char *const *) names, verb_entries[i].long_name))
      g_array_append_val (chosen, verb_entries[i]);
  for (guint i = 0; i < of_cases->len; i++)
    {
      GOptionEntry *entry = &g_array_index (of_cases, GOptionEntry, i);

      if (g_strv_contains ((const char *const *) names, entry->long_name))
        g_array_append_val (chosen, *entry);
    }
  return (GOptionEntry *) g_array_free (chosen, FALSE);
}

static GOptionContext *
make_context (MadoOptions *options, const MadoVerb *verb)
{
  GOptionContext *context = g_option_context_new (NULL);
  g_autofree GOptionEntry *entries = make_entries (options, verb);

  /* Help is ours: GOption's own would end the program in the middle of things. */
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);
  return context;
}

/* GOption's own errors are all mistakes of the person who types. */
static gboolean
parse (GOptionContext *context, GStrv *arguments, GError **error)
{
  g_autoptr (GError) mistake = NULL;

  if (g_option_context_parse_strv (context, arguments, &mistake))
    return TRUE;
  g_set_error_literal (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE, mistake->message);
  return FALSE;
}

static gboolean
check_language (MadoCommand *command, GError **error)
{
  const char *lang = command->options.lang;
  const char *const *languages = g_get_language_names ();

  if (lang == NULL)
    command->language = g_str_has_prefix (languages[0], "ja") ? MADO_LANGUAGE_JA : MADO_LANGUAGE_EN;
  else if (g_str_equal (lang, "en") || g_str_equal (lang, "ja"))
    command->language = g_str_equal (lang, "ja") ? MADO_LANGUAGE_JA : MADO_LANGUAGE_EN;
  else
    {
      g_set_error (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
                   "“%s” is no language of the records: --lang en or --lang ja", lang);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_utf8 (GStrv arguments, GError **error)
{
  for (guint i = 0; arguments[i] != NULL; i++)
    if (!g_utf8_validate (arguments[i], -1, NULL))
      {
        g_set_error (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
                     "Argument %u is not UTF-8", i);
        return FALSE;
      }
  return TRUE;
}

/**
 * mado_options_parse_global:
 * @command: takes the global options
 * @arguments: (inout): the command line, program name first; loses the global options. A "--" and
 *   what follows it stay.
 * @error: %MADO_COMMAND_ERROR_USAGE
 *
 * Returns: whether they could be read
 */
gboolean
mado_options_parse_global (MadoCommand *command, GStrv *arguments, GError **error)
{
  g_autoptr (GOptionContext) context = make_context (&command->options, NULL);
  g_autoptr (GStrvBuilder) whole = g_strv_builder_new ();
  guint n_before = 0;
  g_auto (GStrv) after = NULL;

  /* GOption would drop the "--" here, and the verb's options would be looked for behind it. */
  while ((*arguments)[n_before] != NULL && !g_str_equal ((*arguments)[n_before], "--"))
    n_before++;
  after = g_strdupv (*arguments + n_before);
  for (guint i = n_before; (*arguments)[i] != NULL; i++)
    g_clear_pointer (&(*arguments)[i], g_free);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  if (!parse (context, arguments, error) || !check_language (command, error))
    return FALSE;
  if (command->options.profile == NULL)
    command->options.profile = g_build_filename (g_get_user_data_dir (), "madoguchi", NULL);
  g_strv_builder_addv (whole, (const char **) *arguments);
  g_strv_builder_addv (whole, (const char **) after);
  g_strfreev (*arguments);
  *arguments = g_strv_builder_end (whole);
  return TRUE;
}

/* GOption leaves a "--" where what follows it looks like an option. Returns the new length. */
static guint
drop_separator (GStrv arguments, guint n_arguments)
{
  for (guint i = 1; i < n_arguments; i++)
    if (g_str_equal (arguments[i], "--"))
      {
        g_free (arguments[i]);
        memmove (arguments + i, arguments + i + 1, (n_arguments - i) * sizeof (char *));
        return n_arguments - 1;
      }
  return n_arguments;
}

/**
 * mado_options_parse_verb:
 * @command: takes the verb's options
 * @verb: a verb
 * @arguments: (inout): what follows the verb, after one element that is kept; loses the options
 * @error: %MADO_COMMAND_ERROR_USAGE, also when there are too few or too many arguments
 *
 * Returns: whether they could be read
 */
gboolean
mado_options_parse_verb (MadoCommand *command, const MadoVerb *verb, GStrv *arguments,
                         GError **error)
{
  g_autoptr (GOptionContext) context = make_context (&command->options, verb);
  guint n_arguments;

  command->options.limit = MADO_NO_LIMIT;
  command->options.days = MADO_NO_DAYS;
  if (!parse (context, arguments, error))
    return FALSE;
  n_arguments = g_strv_length (*arguments);
  n_arguments = drop_separator (*arguments, n_arguments);
  n_arguments--;
  if (n_arguments < verb->min_arguments || n_arguments > verb->max_arguments)
    {
      g_set_error (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE, "Usage: mado %s%s%s",
                   verb->name, *verb->arguments != '\0' ? " " : "", verb->arguments);
      return FALSE;
    }
  if (command->options.limit < MADO_NO_LIMIT)
    {
      g_set_error (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
                   "--limit takes a number from 0");
      return FALSE;
    }
  return check_utf8 (*arguments, error);
}

/* (nullable) @verb: its options; without one, the global options. Lines of help, transfer full. */
char *
mado_options_describe (const MadoVerb *verb)
{
  MadoOptions none = { 0 };
  g_autofree GOptionEntry *entries = make_entries (&none, verb);
  GString *lines = g_string_new (NULL);

  for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
    {
      g_autofree char *option
          = g_strconcat ("--", entry->long_name, entry->arg_description != NULL ? " " : NULL,
                         entry->arg_description, NULL);

      g_string_append_printf (lines, "  %-30s %s\n", option, entry->description);
    }
  return g_string_free (lines, FALSE);
}
