/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of those options. Strings are taken as file names are: see mado-options.c. */
#include "cli/mado-case-options.h"

static void
add_fields (GArray *entries, MadoCaseOptions *self)
{
  static const char *const arguments[MADO_N_CASE_FIELDS] = {
    [MADO_CASE_TITLE] = "TEXT",      [MADO_CASE_STATUS] = "STATUS",
    [MADO_CASE_ASSIGNEE] = "NAME",   [MADO_CASE_PRIORITY] = "low|normal|high|urgent",
    [MADO_CASE_TOPIC] = "TOPIC",     [MADO_CASE_DIRECTION] = "eu-jp|jp-eu|both",
    [MADO_CASE_CHANNEL] = "CHANNEL", [MADO_CASE_LANGUAGE] = "en|ja",
    [MADO_CASE_COUNTRY] = "COUNTRY", [MADO_CASE_TAGS] = "TAG,TAG",
    [MADO_CASE_PERSON] = "ID",       [MADO_CASE_NEXT] = "DATE",
  };

  for (MadoCaseField field = 0; field < MADO_N_CASE_FIELDS; field++)
    {
      const GOptionEntry entry = { mado_case_field_to_word (field),
                                   0,
                                   0,
                                   G_OPTION_ARG_FILENAME,
                                   &self->values[field],
                                   "The case’s field of this name",
                                   arguments[field] };

      g_array_append_val (entries, entry);
    }
}

GArray *
mado_case_options_list (MadoCaseOptions *self)
{
  const GOptionEntry others[] = {
    { "eml", 0, 0, G_OPTION_ARG_FILENAME, &self->eml, "A mail or a text to take in", "FILE" },
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &self->name, "Who asks", "NAME" },
    { "organisation", 0, 0, G_OPTION_ARG_FILENAME, &self->organisation, "Of the one who asks",
      "NAME" },
    { "address", 0, 0, G_OPTION_ARG_FILENAME, &self->address, "Of the one who asks", "MAIL" },
    { "by", 0, 0, G_OPTION_ARG_FILENAME, &self->by, "Who does it (the name of the user)", "NAME" },
    { "reason", 0, 0, G_OPTION_ARG_FILENAME, &self->reason, "Why, kept with the case", "TEXT" },
    { "for", 0, 0, G_OPTION_ARG_FILENAME, &self->audience,
      "Whom the export is for (desk); mail is a draft of the last reply", "enquirer|desk|mail" },
    { "view", 0, 0, G_OPTION_ARG_FILENAME, &self->view, "Which cases (all)",
      "live|mine|waiting|unassigned|no-next|done" },
    { "record", 0, 0, G_OPTION_ARG_FILENAME, &self->record, "Only those linked to it", "ID" },
    { "cite", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &self->cited, "A record that the reply stands on",
      "ID" },
    { "seen", 0, 0, G_OPTION_ARG_INT, &self->seen,
      "Refuse when the case has gone on since this n was shown", "N" },
    { "undo", 0, 0, G_OPTION_ARG_NONE, &self->undo, "Take the merge back", NULL },
    { "yes", 0, 0, G_OPTION_ARG_NONE, &self->yes, "It is meant: nothing brings it back", NULL },
    { "verify", 0, 0, G_OPTION_ARG_NONE, &self->verify, "Prove the log of all cases", NULL },
  };
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (GOptionEntry));

  add_fields (entries, self);
  g_array_append_vals (entries, others, G_N_ELEMENTS (others));
  return entries;
}

void
mado_case_options_clear (MadoCaseOptions *self)
{
  for (MadoCaseField field = 0; field < MADO_N_CASE_FIELDS; field++)
    g_clear_pointer (&self->values[field], g_free);
  g_clear_pointer (&self->eml, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->organisation, g_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->by, g_free);
  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->audience, g_free);
  g_clear_pointer (&self->view, g_free);
  g_clear_pointer (&self->record, g_free);
  g_clear_pointer (&self->cited, g_strfreev);
}
