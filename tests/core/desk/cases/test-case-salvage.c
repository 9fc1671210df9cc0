/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cases out of a damaged desk: what can be read of their events is, and is listed again by itself.
 */
#include "core/desk/cases/mado-case-draft.h"
#include "core/desk/lists/mado-case-list.h"
#include "core/desk/cases/mado-case-log.h"
#include "core/store/mado-salvage.h"

#include <string.h>

#include "support/desk-fixture.h"

#define N_CASES 30

/* Long texts take pages of their own. */
static void
fill (DeskFixture *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 900; i++)
    g_string_append_printf (text, "word%u 準参加 ", i);
  mado_database_exec (mado_desk_get_database (self->desk), "PRAGMA synchronous = OFF", NULL);
  for (guint i = 0; i < N_CASES; i++)
    {
      g_autofree char *title = g_strdup_printf ("Case %u", i);
      g_autoptr (MadoCase) added = desk_add (self, title, i % 3 == 0 ? text->str : "short");
    }
  g_assert_true (mado_case_draft_put (self->desk, "new/1", NULL, "{}", NULL));
}

/* The list of tables is gone, and the header stands. */
static void
harm (DeskFixture *self)
{
  g_autofree char *path = g_build_filename (self->profile, "desk.db", NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  g_clear_pointer (&self->desk, mado_desk_close);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  memset (bytes + 100, 0xff, 400);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
}

static void
saves_every_event_and_lists_the_cases_again (DeskFixture *self, gconstpointer data)
{
  g_auto (MadoSalvaged) salvaged = { 0 };
  g_auto (MadoCaseProof) proof = { 0 };
  MadoCaseRequest request = { .view = MADO_CASE_VIEW_ALL };
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (MadoCase) last = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCaseDraft) draft = NULL;

  fill (self);
  harm (self);
  g_assert_true (
      mado_salvage_make (self->profile, MADO_SALVAGE_FROM_DESK, &salvaged, NULL, &error));
  g_assert_no_error (error);
  /* Two events a case, and the draft. */
  g_assert_cmpuint (salvaged.kept, ==, 2 * N_CASES + 1);
  g_assert_cmpuint (salvaged.lost, ==, 0);
  desk_reopen (self);
  rows = mado_case_list (self->desk, &request, 100, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, N_CASES);
  g_assert_true (mado_case_log_verify (self->desk, &proof, NULL, NULL));
  g_assert_cmpuint (proof.wrong->len, ==, 0);
  last = desk_open_case (self, "case:30");
  g_assert_cmpstr (mado_case_get_value (last, MADO_CASE_TITLE), ==, "Case 29");
  g_assert_true (mado_case_draft_get (self->desk, "new/1", &draft, NULL));
  g_assert_cmpstr (draft->json, ==, "{}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/desk/salvage/saves-every-event-and-lists-the-cases-again", DeskFixture, NULL,
              desk_set_up, saves_every_event_and_lists_the_cases_again, desk_tear_down);
  return g_test_run ();
}
