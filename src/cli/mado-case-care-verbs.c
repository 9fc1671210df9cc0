/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs around a case: what it is like, what is wrong with an answer, what somebody was
 * writing, taking a change back, and taking a case away for good. */
#include "cli/mado-verbs.h"
#include "core/desk/cases/mado-case-checks.h"
#include "core/desk/cases/mado-case-draft.h"
#include "core/desk/cases/mado-attachment-copy.h"
#include "core/desk/cases/mado-case-log.h"
#include "core/desk/lists/mado-case-similar.h"
#include "core/model/mado-clock.h"

#define MOST 20u /* cases or records that are alike */
#define KINDS                                                                                      \
  ((1u << MADO_KIND_ANSWER) | (1u << MADO_KIND_OPPORTUNITY) | (1u << MADO_KIND_AGREEMENT)          \
   | (1u << MADO_KIND_DOCUMENT))

static const char *
get_by (MadoCommand *command)
{
  const char *by = command->options.cases.by;

  return by != NULL ? by : g_get_user_name ();
}

static MadoCase *
open_case (MadoCommand *command, const char *name, MadoDesk **desk, GError **error)
{
  *desk = mado_desk_open (command->options.profile, error);
  return *desk != NULL ? mado_cases_open (*desk, name, error) : NULL;
}

/* --- Erasing --- */

static void
tell_of_damaged (MadoDesk *desk)
{
  g_autoptr (GPtrArray) damaged = mado_desk_list_damaged (desk);

  for (guint i = 0; i < damaged->len; i++)
    g_printerr ("mado: %s was damaged and is never touched: it may still tell of the case\n",
                (char *) damaged->pdata[i]);
}

gboolean
mado_verb_case_erase (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autofree char *outbox = g_build_filename (g_get_user_cache_dir (), "madoguchi", "drafts", NULL);
  /* What the window has opened of its attachments. */
  g_autofree char *copies = g_build_filename (g_get_user_runtime_dir (), "app",
                                              "io.github.madoguchi.Madoguchi", "attachments", NULL);
  g_autoptr (MadoDesk) desk = NULL;
  g_autoptr (MadoCase) seen = NULL;
  g_autoptr (MadoCase) after = NULL;

  if (!command->options.cases.yes)
    {
      g_set_error_literal (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
                           "case erase takes a case away for good: say so with --yes");
      return FALSE;
    }
  seen = open_case (command, arguments[0], &desk, error);
  if (seen == NULL || !mado_attachment_copy_remove_all (copies, error))
    return FALSE;
  after = mado_case_log_erase (desk, seen, get_by (command), outbox, error);
  if (after == NULL)
    return FALSE;
  tell_of_damaged (desk);
  return mado_case_verbs_print (command, desk, after, error);
}

/* --- Undoing --- */

/* By its id, or by its number in the case. */
static MadoCaseEvent *
find_event (MadoCase *of, const char *name)
{
  GPtrArray *events = mado_case_get_events (of);
  MadoCaseEvent *found = mado_case_get_event (of, name);

  for (guint i = 0; found == NULL && i < events->len; i++)
    {
      g_autofree char *n
          = g_strdup_printf ("%" G_GINT64_FORMAT, mado_case_event_get_n (events->pdata[i]));

      if (g_str_equal (n, name))
        found = events->pdata[i];
    }
  return found;
}

gboolean
mado_verb_case_undo (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autoptr (GPtrArray) edits
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_edit_free);
  g_autoptr (MadoDesk) desk = NULL;
  g_autoptr (MadoCase) seen = open_case (command, arguments[0], &desk, error);
  g_autoptr (MadoCase) after = NULL;
  MadoCaseEvent *event = seen != NULL ? find_event (seen, arguments[1]) : NULL;
  MadoCaseEdit *edit;

  if (seen == NULL)
    return FALSE;
  if (event == NULL)
    {
      g_set_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_FOUND,
                   "“%s” is no event of the case; mado case log lists them", arguments[1]);
      return FALSE;
    }
  edit = mado_case_edit_undo (seen, mado_case_event_get_id (event), error);
  if (edit == NULL)
    return FALSE;
  g_ptr_array_add (edits, edit);
  after = mado_cases_change (desk, seen, edits, get_by (command), error);
  return after != NULL && mado_case_verbs_print (command, desk, after, error);
}

/* --- Drafts --- */

static JsonObject *
draft_to_json (const MadoCaseDraft *draft)
{
  JsonObject *object = json_object_new ();
  JsonArray *ids = json_array_new ();

  for (guint i = 0; draft != NULL && draft->cited[i] != NULL; i++)
    json_array_add_string_element (ids, draft->cited[i]);
  json_object_set_array_member (object, "citations", ids);
  json_object_set_string_member (object, "text", draft != NULL ? draft->text : "");
  return object;
}

/* What was written at the same time by somebody else stands beside the first text. */
static void
print_drafts (MadoCommand *command, GPtrArray *drafts)
{
  JsonObject *answer;
  JsonArray *beside;

  if (!command->options.json)
    {
      for (guint i = 0; i < drafts->len; i++)
        mado_print ("%s%s\n", i > 0 ? "\n" : "", ((MadoCaseDraft *) drafts->pdata[i])->text);
      return;
    }
  answer = draft_to_json (drafts->len > 0 ? drafts->pdata[0] : NULL);
  beside = json_array_new ();
  for (guint i = 1; i < drafts->len; i++)
    json_array_add_object_element (beside, draft_to_json (drafts->pdata[i]));
  if (drafts->len > 1)
    json_object_set_array_member (answer, "beside", beside);
  else
    json_array_unref (beside);
  mado_print_json_object (answer);
}

gboolean
mado_verb_case_draft (MadoCommand *command, const char *const *arguments, GError **error)
{
  const char *what = arguments[1] != NULL ? arguments[1] : "reply";
  g_autoptr (MadoDesk) desk = NULL;
  g_autoptr (MadoCase) seen = NULL;
  g_autofree char *slot = NULL;
  g_autoptr (GPtrArray) drafts = NULL;

  if (!g_str_equal (what, "reply") && !g_str_equal (what, "note"))
    {
      g_set_error (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
                   "“%s” is no draft of a case: reply or note", what);
      return FALSE;
    }
  seen = open_case (command, arguments[0], &desk, error);
  if (seen == NULL)
    return FALSE;
  slot = g_strconcat (mado_case_get_id (seen), "/", what, NULL);
  drafts = mado_case_draft_list (desk, slot, error);
  if (drafts == NULL)
    return FALSE;
  print_drafts (command, drafts);
  return TRUE;
}

/* --- Checking --- */

static GPtrArray *
read_cited (MadoCommand *command, GError **error)
{
  g_autoptr (GPtrArray) cited = g_ptr_array_new_with_free_func (g_object_unref);
  char **ids = command->options.cases.cited;

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      MadoRecord *record = mado_reader_get_record (command->reader, ids[i], NULL, error);

      if (record == NULL)
        return NULL;
      g_ptr_array_add (cited, record);
    }
  return g_steal_pointer (&cited);
}

static void
print_flaws (MadoCommand *command, GPtrArray *flaws)
{
  JsonArray *all = json_array_new ();

  for (guint i = 0; i < flaws->len; i++)
    {
      const MadoCaseFlaw *flaw = g_ptr_array_index (flaws, i);
      const char *word = mado_case_check_to_word (flaw->check);
      JsonObject *one = json_object_new ();

      json_object_set_string_member (one, "check", word);
      json_object_set_string_member (one, "what", flaw->what);
      json_array_add_object_element (all, one);
      if (!command->options.json)
        mado_print_columns ("", word, 12, flaw->what);
    }
  if (command->options.json)
    mado_print_json_array (all);
  else
    json_array_unref (all);
}

/* Exit status 1 says that there is something to look at. */
gboolean
mado_verb_case_check (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autofree char *text = g_strjoinv (" ", (char **) arguments + 1);
  g_autoptr (MadoDesk) desk = NULL;
  g_autoptr (MadoCase) seen = open_case (command, arguments[0], &desk, error);
  g_autoptr (GPtrArray) cited = seen != NULL ? read_cited (command, error) : NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GPtrArray) flaws = NULL;

  if (cited == NULL)
    return FALSE;
  flaws = mado_case_check_reply (seen, text, cited, mado_reader_get_vocabulary (command->reader),
                                 mado_clock_get_day (now, MADO_CLOCK_BRUSSELS));
  print_flaws (command, flaws);
  command->failed = flaws->len > 0;
  return TRUE;
}

/* --- Likeness --- */

static void
print_likeness (MadoCommand *command, const MadoCaseLikeness *like, JsonArray *all)
{
  JsonObject *one = json_object_new ();
  JsonArray *matched = json_array_new ();
  g_autofree char *words = g_strjoinv (", ", like->matched);
  g_autofree char *name = like->row != NULL
                              ? g_strdup_printf ("case:%" G_GINT64_FORMAT, like->row->number)
                              : g_strdup (mado_record_get_id (like->hit->record));

  json_object_set_string_member (one, like->row != NULL ? "case" : "record", name);
  for (guint i = 0; like->matched[i] != NULL; i++)
    json_array_add_string_element (matched, like->matched[i]);
  json_object_set_array_member (one, "matched", matched);
  json_array_add_object_element (all, one);
  if (!command->options.json)
    mado_print_columns ("", name, 32, words);
}

gboolean
mado_verb_case_similar (MadoCommand *command, const char *const *arguments, GError **error)
{
  g_autoptr (MadoDesk) desk = NULL;
  g_autoptr (MadoCase) seen = open_case (command, arguments[0], &desk, error);
  g_autofree char *text = seen != NULL ? mado_case_dup_question (seen) : NULL;
  g_autoptr (MadoCaseProbe) probe
      = text != NULL ? mado_case_probe_new (command->reader, text, NULL, error) : NULL;
  g_autoptr (GPtrArray) cases = probe != NULL
                                    ? mado_case_list_similar (desk, probe, mado_case_get_id (seen),
                                                              FALSE, 1, MOST, NULL, error)
                                    : NULL;
  g_autoptr (GPtrArray) records
      = cases != NULL
            ? mado_case_list_suggestions (command->reader, probe, KINDS, MOST, NULL, error)
            : NULL;
  JsonArray *all;

  if (records == NULL)
    return FALSE;
  all = json_array_new ();
  for (guint i = 0; i < cases->len; i++)
    print_likeness (command, cases->pdata[i], all);
  for (guint i = 0; i < records->len; i++)
    print_likeness (command, records->pdata[i], all);
  if (command->options.json)
    mado_print_json_array (all);
  else
    json_array_unref (all);
  return TRUE;
}
