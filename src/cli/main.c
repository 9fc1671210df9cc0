/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mado: Madoguchi's records on the command line. Exit status 0: answered, also with nothing found;
 * 1: something failed; 2: the request makes no sense. */
#include <locale.h>

#include "cli/mado-options.h"
#include "cli/mado-verbs.h"

enum
{
  EXIT_ANSWERED = 0,
  EXIT_FAILED = 1,
  EXIT_NO_SENSE = 2,
};

static void
print_help (const MadoVerb *verb)
{
  g_autofree char *global = mado_options_describe (NULL);
  g_autofree char *own = verb != NULL ? mado_options_describe (verb) : NULL;

  if (verb != NULL)
    mado_print ("Usage: mado %s [OPTION…] %s\n\n%s.\n\n", verb->name, verb->arguments,
                verb->summary);
  else
    mado_print ("Usage: mado VERB [OPTION…] [ARGUMENT…]\n\n"
                "EU–Japan research cooperation: records in English and Japanese.\n\nVerbs:\n");
  for (guint i = 0; verb == NULL && i < mado_verbs_get_n (); i++)
    {
      g_autofree char *usage
          = g_strdup_printf ("%s %s", mado_verbs_get (i)->name, mado_verbs_get (i)->arguments);

      mado_print_columns ("  ", usage, 30, mado_verbs_get (i)->summary);
    }
  if (own != NULL && *own != '\0')
    mado_print ("Options:\n%s\n", own);
  mado_print ("%sOptions before or after any verb:\n%s", verb == NULL ? "\n" : "", global);
}

/* Returns (nullable): the verb, @arguments being left with what follows it. */
static const MadoVerb *
take_verb (GStrv *arguments, GError **error)
{
  guint n_words = 0;
  const MadoVerb *verb = mado_verbs_find ((const char *const *) *arguments + 1, &n_words);
  g_autoptr (GStrvBuilder) rest = g_strv_builder_new ();
  const char *first = (*arguments)[1];

  if (verb == NULL && first == NULL)
    g_set_error (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
                 "A verb is missing; mado --help lists them");
  else if (verb == NULL)
    g_set_error (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
                 "“%s” is no verb or option; mado --help lists them", first);
  if (verb == NULL)
    return NULL;
  g_strv_builder_add (rest, (*arguments)[0]);
  g_strv_builder_addv (rest, (const char **) *arguments + 1 + n_words);
  g_strfreev (*arguments);
  *arguments = g_strv_builder_end (rest);
  return verb;
}

static gboolean
run (MadoCommand *command, GStrv *arguments, GError **error)
{
  const MadoVerb *verb;

  if (!mado_options_parse_global (command, arguments, error))
    return FALSE;
  if (command->options.version)
    {
      mado_print ("mado %s\n", MADO_VERSION);
      return TRUE;
    }
  if (command->options.help && (*arguments)[1] == NULL)
    {
      print_help (NULL);
      return TRUE;
    }
  verb = take_verb (arguments, error);
  if (verb == NULL)
    return FALSE;
  if (command->options.help)
    {
      print_help (verb);
      return TRUE;
    }
  return mado_options_parse_verb (command, verb, arguments, error)
         && (!verb->opens || mado_command_open (command, error))
         && verb->run (command, (const char *const *) *arguments + 1, error);
}

static gboolean
makes_no_sense (const GError *error)
{
  return g_error_matches (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE)
         || g_error_matches (error, MADO_STORE_ERROR, MADO_STORE_ERROR_BAD_QUERY);
}

int
main (int argc, char *argv[])
{
  g_auto (MadoCommand) command = { 0 };
  g_auto (GStrv) arguments = g_strdupv (argv);
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  if (run (&command, &arguments, &error) && mado_finish_output (&error))
    return command.failed ? EXIT_FAILED : EXIT_ANSWERED;
  mado_complain ("%s", error->message);
  return makes_no_sense (error) ? EXIT_NO_SENSE : EXIT_FAILED;
}
