/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One draft and two who write it, each with a connection of his own: neither text is lost. */
#include "core/desk/cases/mado-case-writing.h"
#include "support/desk-fixture.h"

#define SLOT "2d0a9f3c-0000-4000-8000-000000000001/reply"

/* Two programs with one desk; what each has written is kept. */
typedef struct
{
  DeskFixture first;
  MadoDesk *second;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  desk_set_up (&self->first, data);
  self->second = mado_desk_open (self->first.profile, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->second, mado_desk_close);
  desk_tear_down (&self->first, data);
}

static GPtrArray *
list (MadoDesk *desk)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *drafts = mado_case_draft_list (desk, SLOT, &error);

  g_assert_no_error (error);
  return drafts;
}

static const char *
get_text (GPtrArray *drafts, guint i)
{
  return ((MadoCaseDraft *) g_ptr_array_index (drafts, i))->text;
}

/* transfer full: what was found beside it. */
static MadoCaseDraft *
save (MadoCaseWriting *writing, MadoDesk *desk, const char *text)
{
  g_autofree char *json = mado_case_draft_write (text, NULL);
  g_autoptr (GError) error = NULL;
  MadoCaseDraft *other = NULL;

  g_assert_true (mado_case_writing_save (writing, desk, json, &other, &error));
  g_assert_no_error (error);
  return other;
}

static void
save_alone (MadoCaseWriting *writing, MadoDesk *desk, const char *text)
{
  g_autoptr (MadoCaseDraft) other = save (writing, desk, text);

  g_assert_null (other);
}

/* Reads what there is, as whoever opens the case does. */
static MadoCaseWriting *
begin (MadoDesk *desk)
{
  g_autoptr (GPtrArray) drafts = list (desk);

  return mado_case_writing_new (SLOT, drafts->len > 0 ? drafts->pdata[0] : NULL);
}

static void
assert_drafts (MadoDesk *desk, const char *first, const char *second)
{
  g_autoptr (GPtrArray) drafts = list (desk);

  g_assert_cmpuint (drafts->len, ==, (first != NULL) + (second != NULL));
  if (first != NULL)
    g_assert_cmpstr (get_text (drafts, 0), ==, first);
  if (second != NULL)
    g_assert_cmpstr (get_text (drafts, 1), ==, second);
}

static void
one_after_the_other_is_one_text (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoCaseWriting) first = begin (self->first.desk);
  g_autoptr (MadoCaseWriting) second = NULL;

  save_alone (first, self->first.desk, "Dear");
  save_alone (first, self->first.desk, "Dear Dr Beispiel");
  second = begin (self->second);
  save_alone (second, self->second, "Dear Dr Beispiel,");
  assert_drafts (self->first.desk, "Dear Dr Beispiel,", NULL);
  save_alone (second, self->second, "");
  assert_drafts (self->first.desk, NULL, NULL);
  /* There is nothing that could be lost. */
  save_alone (first, self->first.desk, "Dear all");
  assert_drafts (self->second, "Dear all", NULL);
}

static void
both_at_once_are_two_texts (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoCaseWriting) first = begin (self->first.desk);
  g_autoptr (MadoCaseWriting) second = begin (self->second);
  g_autoptr (MadoCaseDraft) other = NULL;

  save_alone (first, self->first.desk, "回答します。");
  other = save (second, self->second, "Dear");
  g_assert_nonnull (other);
  g_assert_cmpstr (other->text, ==, "回答します。");
  assert_drafts (self->first.desk, "回答します。", "Dear");
  /* Each goes on in its own place, and is told once. */
  save_alone (second, self->second, "Dear Dr Beispiel");
  save_alone (first, self->first.desk, "回答いたします。");
  assert_drafts (self->first.desk, "回答いたします。", "Dear Dr Beispiel");
}

/* Whoever has nothing of his own takes nothing of the other away. */
static void
nothing_takes_no_text_away (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoCaseWriting) first = begin (self->first.desk);
  g_autoptr (MadoCaseWriting) second = begin (self->second);
  g_autoptr (MadoCaseDraft) other = NULL;

  save_alone (first, self->first.desk, "Dear");
  other = save (second, self->second, "");
  g_assert_nonnull (other);
  g_assert_cmpstr (other->text, ==, "Dear");
  assert_drafts (self->first.desk, "Dear", NULL);
}

static gboolean
settle (MadoCaseWriting *writing, MadoDesk *desk, const MadoCaseDraft *other, const char *text,
        MadoCaseDraft **now)
{
  g_autofree char *json = mado_case_draft_write (text, NULL);
  g_autoptr (GError) error = NULL;
  gboolean is_settled = mado_case_writing_settle (writing, desk, other, json, now, &error);

  if (!is_settled)
    g_assert_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_CHANGED_ELSEWHERE);
  return is_settled;
}

static void
one_text_is_left_when_it_is_settled (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoCaseWriting) first = begin (self->first.desk);
  g_autoptr (MadoCaseWriting) second = begin (self->second);
  g_autoptr (MadoCaseDraft) other = NULL, now = NULL, again = NULL;

  save_alone (first, self->first.desk, "One");
  other = save (second, self->second, "Two");
  g_assert_true (settle (second, self->second, other, "One\n\nTwo", &now));
  assert_drafts (self->first.desk, "One\n\nTwo", NULL);
  save_alone (second, self->second, "One\n\nTwo!");
  assert_drafts (self->first.desk, "One\n\nTwo!", NULL);
  /* The first one has still seen nothing of it. */
  again = save (first, self->first.desk, "One more");
  g_assert_nonnull (again);
  g_assert_cmpstr (again->text, ==, "One\n\nTwo!");
  assert_drafts (self->first.desk, "One\n\nTwo!", "One more");
}

/* What is decided about is what was shown. */
static void
what_was_written_on_is_shown_again (Fixture *self, gconstpointer data)
{
  g_autoptr (MadoCaseWriting) first = begin (self->first.desk);
  g_autoptr (MadoCaseWriting) second = begin (self->second);
  g_autoptr (MadoCaseDraft) other = NULL, now = NULL, nothing = NULL;

  save_alone (first, self->first.desk, "One");
  other = save (second, self->second, "Two");
  save_alone (first, self->first.desk, "One more");
  g_assert_false (settle (second, self->second, other, "Two", &now));
  g_assert_nonnull (now);
  g_assert_cmpstr (now->text, ==, "One more");
  assert_drafts (self->first.desk, "One more", "Two");
  g_assert_true (settle (second, self->second, now, "Two", &nothing));
  assert_drafts (self->first.desk, "Two", NULL);
}

/* Whatever the order in which the two save, each text stands in the end. */
static void
no_order_of_saves_loses_a_text (Fixture *self, gconstpointer data)
{
  for (guint order = 0; order < 64; order++)
    {
      g_autoptr (MadoCaseWriting) first = begin (self->first.desk);
      g_autoptr (MadoCaseWriting) second = begin (self->second);
      g_autofree char *one = NULL, *two = NULL;
      g_autoptr (GPtrArray) drafts = NULL;
      gboolean has_one = FALSE, has_two = FALSE;

      for (guint i = 0; i < 6; i++)
        {
          gboolean is_first = order >> i & 1;
          char **text = is_first ? &one : &two;
          g_autoptr (MadoCaseDraft) other = NULL;

          g_free (*text);
          *text = g_strdup_printf ("%u: %u of %d", order, i, is_first);
          other = is_first ? save (first, self->first.desk, one) : save (second, self->second, two);
        }
      drafts = list (self->first.desk);
      for (guint i = 0; i < drafts->len; i++)
        {
          has_one = has_one || g_strcmp0 (get_text (drafts, i), one) == 0;
          has_two = has_two || g_strcmp0 (get_text (drafts, i), two) == 0;
        }
      g_assert_true (has_one || one == NULL);
      g_assert_true (has_two || two == NULL);
      g_assert_true (mado_database_exec (mado_desk_get_database (self->first.desk),
                                         "DELETE FROM case_drafts", NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/desk/draft/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("one-after-the-other-is-one-text", one_after_the_other_is_one_text);
  ADD ("both-at-once-are-two-texts", both_at_once_are_two_texts);
  ADD ("nothing-takes-no-text-away", nothing_takes_no_text_away);
  ADD ("one-text-is-left-when-it-is-settled", one_text_is_left_when_it_is_settled);
  ADD ("what-was-written-on-is-shown-again", what_was_written_on_is_shown_again);
  ADD ("no-order-of-saves-loses-a-text", no_order_of_saves_loses_a_text);
#undef ADD
  return g_test_run ();
}
