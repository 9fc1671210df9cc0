/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A profile, its desk, and what tests of cases do again and again. */
#include "support/desk-fixture.h"

#include "core/json/mado-json.h"
#include "support/store-fixture.h"

void
desk_reopen (DeskFixture *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->desk, mado_desk_close);
  self->desk = mado_desk_open (self->profile, &error);
  g_assert_no_error (error);
  g_assert_null (mado_desk_get_reason (self->desk));
}

void
desk_set_up (DeskFixture *self, gconstpointer data)
{
  self->desk = NULL;
  self->profile = g_dir_make_tmp ("mado-cases-XXXXXX", NULL);
  desk_reopen (self);
}

void
desk_tear_down (DeskFixture *self, gconstpointer data)
{
  g_clear_pointer (&self->desk, mado_desk_close);
  store_remove_profile (self->profile);
  g_free (self->profile);
}

MadoCase *
desk_add (DeskFixture *self, const char *title, const char *text)
{
  const char *values[MADO_N_CASE_FIELDS] = { [MADO_CASE_TITLE] = title };
  g_autoptr (MadoCaseMessage) message = text != NULL ? mado_case_message_new () : NULL;
  g_autoptr (GError) error = NULL;
  MadoCase *added;

  if (message != NULL)
    message->text = g_strdup (text);
  added = mado_cases_add (self->desk, values, message, "anna", &error);
  g_assert_no_error (error);
  g_assert_nonnull (added);
  return added;
}

MadoCase *
desk_open_case (DeskFixture *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  MadoCase *opened = mado_cases_open (self->desk, name, &error);

  g_assert_no_error (error);
  return opened;
}

MadoCase *
desk_change (DeskFixture *self, MadoCase *seen, MadoCaseEdit *edit)
{
  g_autoptr (MadoCase) before = seen;
  g_autoptr (GPtrArray) edits
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_edit_free);
  g_autoptr (GError) error = NULL;
  MadoCase *after;

  g_assert_nonnull (edit);
  g_ptr_array_add (edits, edit);
  after = mado_cases_change (self->desk, before, edits, "anna", &error);
  g_assert_no_error (error);
  return after;
}

MadoCase *
desk_set (DeskFixture *self, MadoCase *seen, MadoCaseField field, const char *value)
{
  g_autoptr (GError) error = NULL;
  MadoCaseEdit *edit = mado_case_edit_set (seen, field, value, &error);

  g_assert_no_error (error);
  return desk_change (self, seen, edit);
}

char *
desk_describe (MadoCase *the_case)
{
  g_autoptr (JsonNode) node = mado_case_to_json (the_case);

  return mado_json_to_record_form (node);
}

char *
desk_describe_rows (DeskFixture *self)
{
  MadoDatabase *database = mado_desk_get_database (self->desk);
  g_autofree char *cases = store_ask_database (database, "SELECT * FROM cases ORDER BY row");
  g_autofree char *links
      = store_ask_database (database, "SELECT * FROM case_links ORDER BY record, row");
  g_autofree char *counts = store_ask_database (database, "SELECT * FROM case_counts ORDER BY key");
  g_autofree char *texts
      = store_ask_database (database, "SELECT rowid, * FROM case_search ORDER BY rowid");

  return g_strjoin ("\n--\n", cases, links, counts, texts, NULL);
}

void
desk_assert_answer (DeskFixture *self, const char *sql, const char *expected)
{
  g_autofree char *answer = store_ask_database (mado_desk_get_database (self->desk), sql);

  g_assert_cmpstr (answer, ==, expected);
}
