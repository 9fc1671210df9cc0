/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After whatever happens a case is there with its mail, or, once the program has started again,
 * nothing of it is in any file. */
#include "faults/erase-scenario.h"

#include <string.h>

#include "core/desk/cases/mado-attachment.h"
#include "core/desk/cases/mado-case-log.h"
#include "core/desk/cases/mado-case-traces.h"
#include "core/desk/mail/mado-mail.h"

#define GONE "Zanzibar"

static void
take_in (MadoDesk *desk, const char *word)
{
  const char *values[MADO_N_CASE_FIELDS] = { [MADO_CASE_TITLE] = word };
  g_autofree char *mail
      = g_strdup_printf ("From: a@example.org\r\nSubject: %s\r\n\r\n%s?\r\n", word, word);
  g_autoptr (GBytes) raw = g_bytes_new (mail, strlen (mail));
  g_autoptr (MadoCaseMessage) message = mado_mail_take_in (desk, raw, NULL);
  g_autoptr (MadoCase) taken = mado_cases_add (desk, values, message, "anna", NULL);

  g_assert_nonnull (taken);
}

void
erase_prepare (const char *profile)
{
  g_autoptr (MadoDesk) desk = mado_desk_open (profile, NULL);
  g_autoptr (GDateTime) day = g_date_time_new_utc (2026, 11, 1, 9, 0, 0);

  take_in (desk, GONE);
  take_in (desk, "Timbuktu");
  g_assert_true (mado_desk_back_up (desk, day, NULL));
}

void
erase_run (const char *profile, Tell tell, gpointer user_data)
{
  g_autoptr (MadoDesk) desk = mado_desk_open (profile, NULL);
  g_autoptr (MadoCase) seen = desk != NULL ? mado_cases_open (desk, "case:1", NULL) : NULL;
  g_autoptr (MadoCase) erased
      = seen != NULL ? mado_case_log_erase (desk, seen, "anna", NULL, NULL) : NULL;

  if (erased != NULL)
    tell ('e', user_data);
}

/* How many files below @folder have the word in them. */
static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length = 0;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        n += count_files (path);
      else if (g_file_get_contents (path, &bytes, &length, NULL)
               && memmem (bytes, length, GONE, strlen (GONE)) != NULL)
        {
          g_test_message ("%s has it", path);
          n++;
        }
    }
  return n;
}

static void
check_mails (MadoDesk *desk, MadoCase *of)
{
  GPtrArray *events = mado_case_get_events (of);

  for (guint i = 0; i < events->len; i++)
    {
      const char *raw = mado_case_event_get_text (events->pdata[i], "raw");
      g_autoptr (GBytes) mail = raw != NULL ? mado_attachment_load (desk, raw, NULL) : NULL;

      g_assert_true (raw == NULL || mail != NULL);
    }
}

void
erase_check (const char *profile, const char *told)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoDesk) desk = mado_desk_open (profile, &error);
  g_autoptr (GPtrArray) wrong = g_ptr_array_new_with_free_func (g_free);
  g_auto (MadoCaseProof) proof = { 0 };
  gboolean is_erased = TRUE;

  g_assert_no_error (error);
  g_assert_true (mado_case_traces_finish (desk, &error));
  g_assert_no_error (error);
  for (guint number = 1; number <= 2; number++)
    {
      g_autofree char *name = g_strdup_printf ("case:%u", number);
      g_autoptr (MadoCase) one = mado_cases_open (desk, name, NULL);

      /* Of a desk that the power cut left before it was ready, nothing more is asked. */
      if (one == NULL)
        return;
      check_mails (desk, one);
      if (number == 1)
        is_erased = g_str_equal (mado_case_get_value (one, MADO_CASE_TITLE), "");
    }
  g_assert_true (is_erased || *told == '\0');
  g_assert_true (mado_case_log_verify (desk, &proof, NULL, NULL));
  g_assert_cmpuint (proof.wrong->len, ==, 0);
  g_assert_true (mado_cases_check (desk, wrong, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (wrong->len, ==, 0);
  if (is_erased)
    g_assert_cmpuint (count_files (profile), ==, 0);
}
