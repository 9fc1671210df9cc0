/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verb doctor: prints what the doctor of the store finds and, when asked to, has it repaired.
 * It looks before anything is opened for writing, since opening would repair. */
#include "cli/mado-verbs.h"
#include "core/desk/cases/mado-case-traces.h"
#include "core/desk/cases/mado-cases.h"
#include "core/store/mado-desk-path.h"
#include "core/store/mado-doctor.h"

static const char *
get_place (MadoFindingCode code)
{
  static const char *const places[] = {
    [MADO_FINDING_BROKEN_RECORDS] = "records",
    [MADO_FINDING_OLD_INDEX] = "index",
    [MADO_FINDING_WRONG_INDEX] = "index",
    [MADO_FINDING_BROKEN_DESK] = "desk",
    [MADO_FINDING_WRONG_CASES] = "cases",
    [MADO_FINDING_CLOSED_DESK] = "desk",
    [MADO_FINDING_DANGLING_REFERENCE] = "references",
    [MADO_FINDING_READ_ONLY] = "profile",
  };

  return places[code];
}

static gboolean
has_finding (GPtrArray *findings, gboolean (*is_so) (const MadoFinding *))
{
  for (guint i = 0; i < findings->len; i++)
    if (is_so (g_ptr_array_index (findings, i)))
      return TRUE;
  return FALSE;
}

static gboolean
is_closed_desk (const MadoFinding *finding)
{
  return finding->code == MADO_FINDING_CLOSED_DESK;
}

static gboolean
is_read_only (const MadoFinding *finding)
{
  return finding->code == MADO_FINDING_READ_ONLY;
}

static gboolean
is_of_desk (const MadoFinding *finding)
{
  return finding->code == MADO_FINDING_BROKEN_DESK || is_closed_desk (finding);
}

static gboolean
is_of_cases (const MadoFinding *finding)
{
  return finding->code == MADO_FINDING_WRONG_CASES;
}

/* Looks at the cases of a desk that is whole, or heals them. */
static gboolean
treat_cases (const char *profile, GPtrArray *findings, gboolean heals, GError **error)
{
  g_autofree char *path = mado_desk_path_current (profile);
  g_autoptr (GPtrArray) wrong = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (MadoDesk) desk = NULL;

  if (!heals && (has_finding (findings, is_of_desk) || !g_file_test (path, G_FILE_TEST_EXISTS)))
    return TRUE;
  desk = mado_desk_open (profile, error);
  if (desk == NULL)
    return FALSE;
  if (heals)
    return mado_cases_rebuild (desk, TRUE, NULL, error) && mado_case_traces_sweep (desk, error);
  if (!mado_cases_check (desk, wrong, NULL, error))
    return FALSE;
  for (guint i = 0; i < wrong->len; i++)
    g_ptr_array_add (findings, mado_finding_new (MADO_FINDING_WRONG_CASES, wrong->pdata[i]));
  return TRUE;
}

static char *
describe_salvaged (const MadoSalvaged *desk)
{
  return g_strdup_printf ("saved in %s: %u kept, %s%u lost", desk->name, desk->kept,
                          desk->is_whole ? "" : "at least ", desk->lost);
}

static void
print_finding (const MadoFinding *finding, gboolean repaired, const MadoSalvaged *desk)
{
  g_autofree char *saved = NULL;
  const char *what = "";

  if (finding->code == MADO_FINDING_BROKEN_DESK && desk->name != NULL)
    what = saved = describe_salvaged (desk);
  else if (mado_finding_is_repairable (finding))
    what = repaired ? "rebuilt"
           : finding->code == MADO_FINDING_BROKEN_DESK
               ? "doctor --repair would save what can be read into a new file"
               : "would be rebuilt by doctor --repair";
  mado_print (*what != '\0' ? "%s: %s (%s)\n" : "%s: %s%s\n", get_place (finding->code),
              finding->text, what);
}

static JsonObject *
finding_to_json (const MadoFinding *finding, gboolean repaired, const MadoSalvaged *desk)
{
  JsonObject *object = json_object_new ();
  gboolean repairable = mado_finding_is_repairable (finding);

  json_object_set_string_member (object, "what", get_place (finding->code));
  json_object_set_string_member (object, "message", finding->text);
  json_object_set_boolean_member (object, "repairable", repairable);
  json_object_set_boolean_member (object, "repaired", repairable && repaired);
  if (finding->code == MADO_FINDING_BROKEN_DESK && desk->name != NULL)
    {
      json_object_set_string_member (object, "file", desk->name);
      json_object_set_int_member (object, "kept", desk->kept);
      json_object_set_int_member (object, "lost", desk->lost);
      json_object_set_boolean_member (object, "perhaps_more_lost", !desk->is_whole);
    }
  return object;
}

static void
report (MadoCommand *command, GPtrArray *findings, gboolean repaired, const MadoSalvaged *desk)
{
  g_autoptr (JsonArray) list = json_array_new ();
  gboolean read_only = has_finding (findings, is_read_only);
  JsonObject *answer;

  for (guint i = 0; i < findings->len; i++)
    if (!command->options.json)
      print_finding (g_ptr_array_index (findings, i), repaired, desk);
    else if (!is_read_only (g_ptr_array_index (findings, i)))
      json_array_add_object_element (
          list, finding_to_json (g_ptr_array_index (findings, i), repaired, desk));
  if (!command->options.json)
    {
      if (findings->len == (read_only ? 1 : 0))
        mado_print ("Nothing is wrong\n");
      return;
    }
  answer = json_object_new ();
  json_object_set_array_member (answer, "findings", g_steal_pointer (&list));
  /* That is no fault, so it is no finding of those who count them. */
  if (read_only)
    json_object_set_boolean_member (answer, "read_only", TRUE);
  mado_print_json_object (answer);
}

gboolean
mado_verb_doctor (MadoCommand *command, const char *const *arguments, GError **error)
{
  const char *profile = command->options.profile;
  g_autofree char *store = mado_database_get_profile_path (profile, "records.db", error);
  g_autoptr (GPtrArray) findings = NULL;
  g_auto (MadoSalvaged) desk = { 0 };
  gboolean broken, repairs;

  if (store == NULL
      || (!g_file_test (store, G_FILE_TEST_EXISTS) && !mado_command_open (command, error)))
    return FALSE;
  findings = mado_doctor_check (profile, command->options.index, NULL, error);
  if (findings == NULL || !treat_cases (profile, findings, FALSE, error))
    return FALSE;
  broken = has_finding (findings, mado_finding_is_repairable);
  repairs = broken && command->options.repair;
  if (repairs && !mado_doctor_repair (profile, NULL, findings, &desk, NULL, error))
    return FALSE;
  if (repairs && has_finding (findings, is_of_cases)
      && !treat_cases (profile, findings, TRUE, error))
    return FALSE;
  report (command, findings, repairs, &desk);
  /* A repair that could not bring everything back is no success. */
  command->failed = (broken && !repairs) || has_finding (findings, is_closed_desk)
                    || (desk.name != NULL && (desk.lost > 0 || !desk.is_whole));
  return TRUE;
}
