/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filters in the text of a query: found, chosen, taken back. */
#include "core/store/mado-choice.h"

#include <locale.h>

/* "field=one|other;field=…", as a person reads the text. */
static char *
describe (const char *text)
{
  g_autoptr (GPtrArray) choices = mado_choices_list (text, NULL);
  GString *said = g_string_new (NULL);

  for (guint i = 0; i < choices->len; i++)
    {
      const MadoChoice *choice = g_ptr_array_index (choices, i);

      g_string_append_printf (said, "%s%s=", i > 0 ? ";" : "", choice->field);
      for (guint j = 0; j < choice->values->len; j++)
        g_string_append_printf (said, "%s%s", j > 0 ? "|" : "",
                                (const char *) g_ptr_array_index (choice->values, j));
    }
  return g_string_free (said, FALSE);
}

static void
are_found_where_they_narrow_the_whole (void)
{
  static const char *const vectors[][2] = {
    { "", "" },
    { "quantum", "" },
    { "status:signed", "status=signed" },
    { "quantum status:signed year:2025", "status=signed;year=2025" },
    { "status:(signed OR in-force) quantum", "status=signed|in-force" },
    { "theme:energy", "themes=energy" },
    { "programme:\"FP7 INCO\"", "programme=FP7 INCO" },
    { "year:2011..2015", "year=2011..2015" },
    { "status：signed", "status=signed" },
    /* None of these narrows the whole by one value. */
    { "-status:signed", "" },
    { "NOT status:signed", "" },
    { "status:signed OR quantum", "" },
    { "(status:signed quantum)", "" },
    { "status:sig*", "" },
    { "\"status:signed\"", "" },
    { "title:quantum id:x", "" },
    { "colour:red", "" },
    { "status:", "" },
    { "status:(signed in-force)", "" },
    { "status:(signed OR", "" },
    { "22011A0406(01) status:signed", "status=signed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *said = describe (vectors[i][0]);

      g_test_message ("%s", vectors[i][0]);
      g_assert_cmpstr (said, ==, vectors[i][1]);
    }
}

static void
are_written_into_the_text (void)
{
  static const char *const vectors[][4] = {
    { "", "status", "signed", "status:signed " },
    { "quan", "status", "signed", "status:signed quan" },
    { "quantum ", "status", "signed", "status:signed quantum " },
    { "status:signed quan", "status", "in-force", "status:(signed OR in-force) quan" },
    { "status:(signed OR in-force) quan", "status", "signed", "status:in-force quan" },
    { "quan status:signed", "status", "signed", "quan " },
    { "status:signed quan", "status", "SIGNED", "quan" },
    { "status:signed", "year", "2025", "year:2025 status:signed" },
    { "a OR b", "status", "signed", "status:signed (a OR b*)" },
    { "a OR \"b c\"", "status", "signed", "status:signed (a OR \"b c\")" },
    { "", "programme", "FP7 INCO", "programme:\"FP7 INCO\" " },
    { "\"open quote", "status", "signed", "status:signed \"open quote" },
    { "量子", "status", "signed", "status:signed 量子" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *text
          = mado_choices_toggle (vectors[i][0], NULL, vectors[i][1], vectors[i][2]);

      g_assert_cmpstr (text, ==, vectors[i][3]);
    }
}

static void
are_cleared_and_leave_the_words (void)
{
  g_autofree char *text
      = mado_choices_clear ("status:(signed OR open) quantum year:2025 -theme:x 協定", NULL);

  g_assert_cmpstr (text, ==, "quantum -theme:x 協定");
}

static void
come_back_to_where_they_were (void)
{
  static const char *const texts[] = { "quantum", "協定 ", "status:(a OR b) x", "a -b (c OR d)" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *chosen = mado_choices_toggle (texts[i], NULL, "type", "summit");
      g_autofree char *back = mado_choices_toggle (chosen, NULL, "type", "summit");

      g_assert_cmpstr (back, ==, texts[i]);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/choice/are-found-where-they-narrow-the-whole",
                   are_found_where_they_narrow_the_whole);
  g_test_add_func ("/store/choice/are-written-into-the-text", are_written_into_the_text);
  g_test_add_func ("/store/choice/are-cleared-and-leave-the-words",
                   are_cleared_and_leave_the_words);
  g_test_add_func ("/store/choice/come-back-to-where-they-were", come_back_to_where_they_were);
  return g_test_run ();
}
