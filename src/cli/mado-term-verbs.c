/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs of own terms: term add, list, remove, import, export. */
#include "cli/mado-verbs.h"
#include "core/export/mado-term-file.h"
#include "core/store/mado-own-terms.h"
#include "core/store/mado-term-plan.h"

static JsonObject *
make_object (const MadoOwnTerm *term)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", term->id);
  json_object_set_string_member (object, "en", term->en);
  json_object_set_string_member (object, "ja", term->ja);
  if (term->reading != NULL)
    json_object_set_string_member (object, "reading", term->reading);
  if (term->note != NULL)
    json_object_set_string_member (object, "note", term->note);
  if (term->source != NULL)
    json_object_set_string_member (object, "source", term->source);
  return object;
}

static void
print_term (const MadoOwnTerm *term)
{
  mado_print ("%s  %s – %s%s%s%s\n", term->id, term->en, term->ja,
              term->reading != NULL ? " (" : "", term->reading != NULL ? term->reading : "",
              term->reading != NULL ? ")" : "");
}

/* The desk first: of what is there records.db is made again whenever it is opened. */
static gboolean
change (MadoCommand *command, MadoDesk *desk, GPtrArray *terms, GPtrArray *ids, GError **error)
{
  g_autoptr (MadoWriter) writer = NULL;
  g_auto (MadoApplied) applied = { 0 };

  if (!mado_desk_change_terms (desk, terms, ids, error))
    return FALSE;
  /* The reader would keep the old records alive for nothing. */
  g_clear_pointer (&command->reader, mado_reader_close);
  writer = mado_writer_open (command->options.profile, error);
  return writer != NULL
         && mado_writer_take_terms (writer, command->options.profile, &applied, NULL, error);
}

/* A mistake in what was typed is one of the request. */
static gboolean
refuse_typed (GError *refusal, GError **error)
{
  g_set_error (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE, "term: %s", refusal->message);
  g_error_free (refusal);
  return FALSE;
}

/* A term that has both words already is that term, and gets what is new. */
static const char *
find_id (GPtrArray *own, const char *en, const char *ja)
{
  for (guint i = 0; i < own->len; i++)
    {
      const MadoOwnTerm *term = g_ptr_array_index (own, i);

      if (g_str_equal (term->en, en) && g_str_equal (term->ja, ja))
        return term->id;
    }
  return NULL;
}

gboolean
mado_verb_term_add (MadoCommand *command, const char *const *arguments, GError **error)
{
  const MadoOptions *options = &command->options;
  g_autoptr (MadoDesk) desk = mado_desk_open (options->profile, error);
  g_autoptr (GPtrArray) own = desk != NULL ? mado_desk_list_terms (desk, error) : NULL;
  g_autoptr (GPtrArray) terms = mado_own_terms_new ();
  GError *refusal = NULL;
  MadoOwnTerm *term;

  if (own == NULL)
    return FALSE;
  term = mado_own_term_new (find_id (own, arguments[0], arguments[1]), arguments[0], arguments[1],
                            options->reading, options->note, options->source, &refusal);
  if (term == NULL)
    return refuse_typed (refusal, error);
  g_ptr_array_add (terms, term);
  if (!change (command, desk, terms, NULL, error))
    return FALSE;
  if (options->json)
    mado_print_json_object (make_object (term));
  else
    print_term (term);
  return TRUE;
}

gboolean
mado_verb_term_list (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autoptr (MadoDesk) desk = mado_desk_open (command->options.profile, error);
  g_autoptr (GPtrArray) own = desk != NULL ? mado_desk_list_terms (desk, error) : NULL;
  g_autoptr (JsonArray) answer = json_array_new ();

  if (own == NULL)
    return FALSE;
  for (guint i = 0; i < own->len; i++)
    {
      const MadoOwnTerm *term = g_ptr_array_index (own, i);

      json_array_add_object_element (answer, make_object (term));
      if (!command->options.json)
        print_term (term);
    }
  if (command->options.json)
    mado_print_json_array (g_steal_pointer (&answer));
  return TRUE;
}

gboolean
mado_verb_term_remove (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autoptr (MadoDesk) desk = mado_desk_open (command->options.profile, error);
  g_autoptr (GPtrArray) own = desk != NULL ? mado_desk_list_terms (desk, error) : NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; own != NULL && i < own->len; i++)
    {
      const MadoOwnTerm *term = g_ptr_array_index (own, i);

      if (!g_str_equal (term->id, arguments[0]))
        continue;
      g_ptr_array_add (ids, term->id);
      if (!change (command, desk, NULL, ids, error))
        return FALSE;
      if (command->options.json)
        mado_print_json_object (make_object (term));
      return TRUE;
    }
  if (own != NULL)
    g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_NOT_FOUND,
                 "there is no own term \"%s\"; see mado term list", arguments[0]);
  return FALSE;
}

static const char *const fates[] = {
  [MADO_TERM_ADDED] = "added",
  [MADO_TERM_DIFFERS] = "differs",
  [MADO_TERM_CHANGED] = "changed",
  [MADO_TERM_SAME] = "same",
};

static void
print_step (const MadoTermStep *step)
{
  g_autofree char *had = NULL;

  if (step->fate == MADO_TERM_CHANGED)
    had = g_strdup_printf ("%s (%s)", step->before->ja, step->before->id);
  else if (step->fate == MADO_TERM_DIFFERS)
    had = g_strdup_printf (
        "%s (%s)", mado_text_get (mado_record_get_title (step->other), MADO_LANGUAGE_JA, NULL),
        mado_record_get_id (step->other));
  if (had != NULL)
    mado_print ("%s: %s – %s; there is %s\n", fates[step->fate], step->term->en, step->term->ja,
                had);
}

static JsonObject *
make_step (const MadoTermStep *step)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "fate", fates[step->fate]);
  json_object_set_object_member (object, "term", make_object (step->term));
  if (step->before != NULL)
    json_object_set_object_member (object, "before", make_object (step->before));
  if (step->other != NULL)
    json_object_set_string_member (object, "other", mado_record_get_id (step->other));
  return object;
}

static void
print_plan (MadoCommand *command, GPtrArray *plan, gboolean taken)
{
  JsonObject *answer = json_object_new ();
  JsonArray *steps = json_array_new ();

  for (guint i = 0; i < plan->len; i++)
    {
      json_array_add_object_element (steps, make_step (g_ptr_array_index (plan, i)));
      if (!command->options.json)
        print_step (g_ptr_array_index (plan, i));
    }
  if (!command->options.json)
    mado_print ("%u added, %u changed, %u differ from the glossary, %u the same\n",
                mado_term_plan_count (plan, MADO_TERM_ADDED),
                mado_term_plan_count (plan, MADO_TERM_CHANGED),
                mado_term_plan_count (plan, MADO_TERM_DIFFERS),
                mado_term_plan_count (plan, MADO_TERM_SAME));
  json_object_set_boolean_member (answer, "taken", taken);
  json_object_set_array_member (answer, "terms", steps);
  if (command->options.json)
    mado_print_json_object (answer);
  else
    json_object_unref (answer);
}

/* What differs from what is there is told, and taken when that is confirmed. */
gboolean
mado_verb_term_import (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (arguments[0]);
  g_autoptr (GPtrArray) incoming = mado_term_file_load (file, NULL, error);
  g_autoptr (MadoDesk) desk = NULL;
  g_autoptr (GPtrArray) own = NULL;
  g_autoptr (GPtrArray) plan = NULL;
  g_autoptr (GPtrArray) terms = NULL;
  gboolean asks;

  if (incoming == NULL)
    return FALSE;
  desk = mado_desk_open (command->options.profile, error);
  own = desk != NULL ? mado_desk_list_terms (desk, error) : NULL;
  plan = own != NULL ? mado_term_plan_make (command->reader, own, incoming, error) : NULL;
  if (plan == NULL)
    return FALSE;
  asks = !command->options.take
         && (mado_term_plan_count (plan, MADO_TERM_CHANGED) > 0
             || mado_term_plan_count (plan, MADO_TERM_DIFFERS) > 0);
  terms = mado_term_plan_list_taken (plan);
  if (!asks && !change (command, desk, terms, NULL, error))
    return FALSE;
  print_plan (command, plan, !asks);
  if (asks)
    mado_complain ("Nothing was taken: these differ from what is there. Take them with --take.");
  command->failed = command->failed || asks;
  return TRUE;
}

gboolean
mado_verb_term_export (MadoCommand *command, const char *const *arguments, GError **error)
{
  const char *format = command->options.format != NULL ? command->options.format : "tsv";
  g_autoptr (MadoDesk) desk = NULL;
  g_autoptr (GPtrArray) own = NULL;
  g_autofree char *text = NULL;

  if (!g_str_equal (format, "tsv") && !g_str_equal (format, "tbx"))
    {
      g_set_error (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
                   "“%s” is no form of terms: --format tsv or --format tbx", format);
      return FALSE;
    }
  desk = mado_desk_open (command->options.profile, error);
  own = desk != NULL ? mado_desk_list_terms (desk, error) : NULL;
  if (own == NULL)
    return FALSE;
  text = g_str_equal (format, "tbx") ? mado_term_file_write_tbx (own)
                                     : mado_term_file_write_tsv (own);
  mado_print_raw (text);
  return TRUE;
}
