/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was erased is nowhere any more: every byte of every file of the profile is looked at. */
#include <glib/gstdio.h>
#include <string.h>

#include "core/desk/cases/mado-attachment.h"
#include "core/desk/cases/mado-case-draft.h"
#include "core/desk/cases/mado-case-log.h"
#include "core/desk/mail/mado-mail.h"
#include "support/desk-fixture.h"
#include "support/store-fixture.h"

/* In the case that is erased, and in one that stays. */
#define GONE "Zanzibar"
#define STAYS "Timbuktu"
#define SHARED "U2hhcmVkIGFubmV4IG9mIGJvdGg=" /* "Shared annex of both" */

static GBytes *
make_mail (const char *word, const char *annex)
{
  g_autofree char *mail = g_strdup_printf (
      "From: %s <%s@example.org>\r\nSubject: About %s\r\nMIME-Version: 1.0\r\n"
      "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
      "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nMay %s ask?\r\n"
      "--b\r\nContent-Type: text/plain; name=\"%s.txt\"\r\n"
      "Content-Disposition: attachment; filename=\"%s.txt\"\r\n\r\n%s\r\n"
      "--b\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
      "Content-Disposition: attachment; filename=\"annex.bin\"\r\n\r\n" SHARED "\r\n--b--\r\n",
      word, word, word, word, word, word, annex);

  return g_bytes_new (mail, strlen (mail));
}

static MadoCase *
take_in (DeskFixture *self, const char *word, const char *annex)
{
  const char *values[MADO_N_CASE_FIELDS] = { [MADO_CASE_TITLE] = word };
  g_autoptr (GBytes) raw = make_mail (word, annex);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCaseMessage) message = mado_mail_take_in (self->desk, raw, &error);
  MadoCase *taken;

  g_assert_no_error (error);
  taken = mado_cases_add (self->desk, values, message, "anna", &error);
  g_assert_no_error (error);
  return taken;
}

static gboolean
has_bytes (const char *path, const char *word)
{
  g_autofree char *bytes = NULL, *small = g_ascii_strdown (word, -1);
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  return memmem (bytes, length, word, strlen (word)) != NULL
         || memmem (bytes, length, small, strlen (small)) != NULL;
}

/* How many files below @folder have @word in their bytes or their name. */
static guint
count_files (const char *folder, const char *word)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        n += count_files (path, word);
      else if (strstr (name, word) != NULL || has_bytes (path, word))
        {
          g_test_message ("%s has %s", path, word);
          n++;
        }
    }
  return n;
}

static void
put_draft (DeskFixture *self, MadoCase *of, const char *what, const char *text)
{
  g_autofree char *key = g_strconcat (mado_case_get_id (of), "/", what, NULL);
  g_autofree char *json = mado_case_draft_write (text, NULL);

  g_assert_true (mado_case_draft_put (self->desk, key, NULL, json, NULL));
}

static void
leaves_nothing_in_any_file (DeskFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) gone = take_in (self, GONE, GONE " annex");
  g_autoptr (MadoCase) twin = take_in (self, GONE " again", GONE " annex of the twin");
  g_autoptr (MadoCase) stays = take_in (self, STAYS, STAYS " annex");
  g_autoptr (MadoCase) merged = NULL, erased = NULL;
  g_autoptr (GDateTime) day = g_date_time_new_utc (2026, 11, 1, 9, 0, 0);
  g_autofree char *outbox = g_build_filename (self->profile, "outbox", NULL);
  g_autofree char *draft = g_build_filename (outbox, "case-1.eml", NULL);
  g_autofree char *step = g_build_filename (self->profile, "desk.db.backup-3", NULL);
  g_autofree char *own = g_build_filename (outbox, "mine.txt", NULL);
  g_autoptr (GError) error = NULL;

  gone = desk_change (self, g_steal_pointer (&gone), mado_case_edit_note (GONE " is a friend"));
  gone = desk_change (self, g_steal_pointer (&gone),
                      mado_case_edit_reply ("Dear " GONE, "en", NULL));
  put_draft (self, gone, "reply", "To " GONE);
  put_draft (self, twin, "note", "Of " GONE);
  put_draft (self, stays, "reply", "To " STAYS);
  merged = mado_cases_merge (self->desk, twin, gone, "Both of " GONE, "anna", &error);
  g_assert_no_error (error);
  /* Copies of two days and of a schema step, and drafts that the mail program has got. */
  g_assert_true (mado_desk_back_up (self->desk, day, NULL));
  g_assert_true (mado_database_copy_to (mado_desk_get_database (self->desk), step, NULL));
  g_mkdir (outbox, 0700);
  g_assert_true (g_file_set_contents (draft, "Dear " GONE, -1, NULL));
  g_assert_true (g_file_set_contents (own, "My own", -1, NULL));
  g_assert_cmpuint (count_files (self->profile, GONE), >=, 8);
  erased = mado_case_log_erase (self->desk, merged, "anna", outbox, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_files (self->profile, GONE), ==, 0);
  g_clear_pointer (&self->desk, mado_desk_close);
  g_assert_cmpuint (count_files (self->profile, GONE), ==, 0);
  /* Nothing of anybody else is lost: its mail, its annex and the one that both had are there. */
  g_assert_cmpuint (count_files (self->profile, STAYS), >=, 4);
  g_assert_cmpuint (count_files (self->profile, "Shared annex"), ==, 1);
  g_assert_true (g_file_test (own, G_FILE_TEST_EXISTS));
  desk_reopen (self);
}

static void
proves_its_log_and_keeps_one_copy (DeskFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) gone = take_in (self, GONE, GONE);
  g_autoptr (MadoCase) stays = take_in (self, STAYS, STAYS);
  g_autoptr (MadoCase) erased = mado_case_log_erase (self->desk, gone, "anna", NULL, NULL);
  g_autoptr (MadoCase) again = mado_case_log_erase (self->desk, erased, "anna", NULL, NULL);
  g_auto (MadoCaseProof) proof = { 0 };
  g_autoptr (GPtrArray) damaged = mado_desk_list_damaged (self->desk);
  g_autoptr (GDir) dir = g_dir_open (self->profile, 0, NULL);
  const char *name;
  guint copies = 0;

  g_assert_nonnull (again);
  g_assert_true (mado_case_log_verify (self->desk, &proof, NULL, NULL));
  g_assert_cmpuint (proof.wrong->len, ==, 0);
  g_assert_cmpuint (damaged->len, ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL)
    copies += strstr (name, ".backup-") != NULL;
  g_assert_cmpuint (copies, ==, 1);
}

/* Somebody is told what is left over, and finds it gone at the second try. */
static void
says_that_a_copy_remains (DeskFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) gone = take_in (self, GONE, GONE);
  g_autofree char *outbox = g_build_filename (self->profile, "outbox", NULL);
  g_autofree char *stuck = g_build_filename (outbox, "case-1.eml", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCase) erased = NULL;

  g_assert_cmpint (g_mkdir_with_parents (stuck, 0700), ==, 0);
  g_assert_null (mado_case_log_erase (self->desk, gone, "anna", outbox, &error));
  g_assert_nonnull (strstr (error->message, "a copy of it may still be there"));
  g_rmdir (stuck);
  erased = mado_case_log_erase (self->desk, gone, "anna", outbox, NULL);
  g_assert_nonnull (erased);
}

/* Everything that a desk knows, as another desk hears of it. */
static GPtrArray *
list_events (DeskFixture *of)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_event_unref);
  g_autofree char *all = store_ask_database (mado_desk_get_database (of->desk),
                                             "SELECT content FROM case_events ORDER BY seq");
  g_auto (GStrv) lines = g_strsplit (all, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      MadoCaseEvent *event = mado_case_event_parse (lines[i], strlen (lines[i]), NULL);

      g_assert_nonnull (event);
      g_ptr_array_add (events, event);
    }
  return events;
}

static void
hear (DeskFixture *self, DeskFixture *from, const char *outbox)
{
  g_autoptr (GPtrArray) events = list_events (from);
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_cases_take (self->desk, events, outbox, &error));
  g_assert_no_error (error);
}

/* A second desk has the case and erases it; here it has a mail, an annex, drafts and copies. */
static void
follows_another_desk (DeskFixture *self, gconstpointer data)
{
  DeskFixture other;
  g_autoptr (MadoCase) gone = take_in (self, GONE, GONE " annex");
  g_autoptr (MadoCase) stays = take_in (self, STAYS, STAYS " annex");
  g_autoptr (MadoCase) there = NULL, erased = NULL;
  g_autoptr (GDateTime) day = g_date_time_new_utc (2026, 11, 1, 9, 0, 0);
  g_autofree char *outbox = g_build_filename (self->profile, "outbox", NULL);
  g_autofree char *draft = g_build_filename (outbox, "case-1.eml", NULL);

  desk_set_up (&other, NULL);
  hear (&other, self, NULL);
  put_draft (self, gone, "reply", "To " GONE);
  put_draft (self, stays, "reply", "To " STAYS);
  g_assert_true (mado_desk_back_up (self->desk, day, NULL));
  g_mkdir (outbox, 0700);
  g_assert_true (g_file_set_contents (draft, "Dear " GONE, -1, NULL));
  there = desk_open_case (&other, "case:1");
  erased = mado_case_log_erase (other.desk, there, "bert", NULL, NULL);
  g_assert_nonnull (erased);
  g_assert_cmpuint (count_files (self->profile, GONE), >=, 4);
  hear (self, &other, outbox);
  g_assert_cmpuint (count_files (self->profile, GONE), ==, 0);
  g_assert_cmpuint (count_files (self->profile, STAYS), >=, 4);
  g_assert_cmpuint (count_files (self->profile, "Shared annex"), ==, 1);
  desk_tear_down (&other, NULL);
}

static int
refuse_cb (gpointer data)
{
  return 1;
}

/* A disk that is full at the last moment: the case stays, and so does all that belongs to it. */
static void
keeps_all_when_it_cannot_end (DeskFixture *self, gconstpointer data)
{
  g_autoptr (MadoCase) stays = take_in (self, STAYS, STAYS " annex");
  guint before = count_files (self->profile, STAYS);
  g_autoptr (GError) error = NULL;

  sqlite3_commit_hook (mado_database_get_handle (mado_desk_get_database (self->desk)), refuse_cb,
                       NULL);
  g_assert_null (mado_case_log_erase (self->desk, stays, "anna", NULL, &error));
  g_assert_nonnull (error);
  sqlite3_commit_hook (mado_database_get_handle (mado_desk_get_database (self->desk)), NULL, NULL);
  g_assert_cmpuint (count_files (self->profile, STAYS), >=, before);
  g_assert_cmpuint (count_files (self->profile, STAYS " annex"), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/desk/case-erase/" name, DeskFixture, NULL, desk_set_up, function, desk_tear_down)
  ADD ("leaves-nothing-in-any-file", leaves_nothing_in_any_file);
  ADD ("follows-another-desk", follows_another_desk);
  ADD ("proves-its-log-and-keeps-one-copy", proves_its_log_and_keeps_one_copy);
  ADD ("keeps-all-when-it-cannot-end", keeps_all_when_it_cannot_end);
  ADD ("says-that-a-copy-remains", says_that_a_copy_remains);
#undef ADD
  return g_test_run ();
}
