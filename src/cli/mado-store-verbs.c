/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs that take records in and give them out: import records, dump. */
#include "cli/mado-verbs.h"
#include "core/store/mado-own-terms.h"

/* Hands on one complaint for each refused record. */
static guint
complain_of (MadoCommand *command, GPtrArray *refused)
{
  guint n_refused = refused != NULL ? refused->len : 0;

  for (guint i = 0; i < n_refused; i++)
    mado_complain ("%s", ((const GError *) g_ptr_array_index (refused, i))->message);
  command->failed = command->failed || n_refused > 0;
  return n_refused;
}

/* Adds the records of the file at @path to @records, and counts those that are refused. */
static gboolean
read_file (MadoCommand *command, const char *path, GPtrArray *records, guint *n_refused,
           GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = mado_json_load_file (file, MADO_JSON_MAX_FILE, NULL, error);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GPtrArray) refused = NULL;
  g_autoptr (GPtrArray) read = NULL;
  gsize length;
  const char *text;

  if (bytes == NULL)
    return FALSE;
  text = g_bytes_get_data (bytes, &length);
  read = mado_records_parse (text, length, name, MADO_JSON_ALLOW_BOM, &refused, error);
  if (read == NULL)
    return FALSE;
  *n_refused += complain_of (command, refused);
  g_ptr_array_extend (records, read, (GCopyFunc) g_object_ref, NULL);
  return TRUE;
}

static void
report_import (MadoCommand *command, const MadoApplied *applied, guint n_refused)
{
  JsonObject *answer;

  if (!command->options.json)
    {
      mado_print ("%u added, %u changed, %u unchanged, %u refused\n", applied->added,
                  applied->changed, applied->unchanged, n_refused);
      return;
    }
  answer = json_object_new ();
  json_object_set_int_member (answer, "added", applied->added);
  json_object_set_int_member (answer, "changed", applied->changed);
  json_object_set_int_member (answer, "unchanged", applied->unchanged);
  json_object_set_int_member (answer, "refused", n_refused);
  mado_print_json_object (answer);
}

/* Own terms of another desk are own terms here: else they would go with the next change of these.
 */
static gboolean
keep_own_terms (MadoCommand *command, GPtrArray *records, GError **error)
{
  g_autoptr (GPtrArray) terms = mado_own_terms_new ();
  g_autoptr (MadoDesk) desk = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      MadoOwnTerm *term = mado_own_term_new_from_record (g_ptr_array_index (records, i));

      if (term != NULL)
        g_ptr_array_add (terms, term);
    }
  if (terms->len == 0)
    return TRUE;
  desk = mado_desk_open (command->options.profile, error);
  return desk != NULL && mado_desk_change_terms (desk, terms, NULL, error);
}

/* All files go in by one transaction; a file that cannot be read is complained of, and the others
 * go in without it. */
gboolean
mado_verb_import_records (MadoCommand *command, const char *const *arguments, GError **error)
{
  const char *set = command->options.set != NULL ? command->options.set : MADO_OWN_SET;
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (MadoWriter) writer = NULL;
  g_auto (MadoApplied) applied = { 0 };
  guint n_refused = 0;

  for (guint i = 0; arguments[i] != NULL; i++)
    {
      g_autoptr (GError) refusal = NULL;

      if (read_file (command, arguments[i], records, &n_refused, &refusal))
        continue;
      mado_complain ("%s", refusal->message);
      command->failed = TRUE;
    }
  if (g_str_equal (set, MADO_OWN_SET) && !keep_own_terms (command, records, error))
    return FALSE;
  /* The reader would keep the old records alive for nothing. */
  g_clear_pointer (&command->reader, mado_reader_close);
  writer = mado_writer_open (command->options.profile, error);
  if (writer == NULL
      || !mado_writer_merge (writer, set, records, NULL, NULL, &applied, NULL, error))
    return FALSE;
  n_refused += complain_of (command, applied.refused);
  report_import (command, &applied, n_refused);
  return TRUE;
}

static gboolean
print_record_cb (const char *id, const char *record_form, gpointer user_data)
{
  mado_print_raw (record_form);
  mado_print_raw ("\n");
  return TRUE;
}

gboolean
mado_verb_dump (MadoCommand *command, const char *const *arguments, GError **error)
{
  return mado_reader_foreach (command->reader, print_record_cb, NULL, NULL, error);
}
