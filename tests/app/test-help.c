/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The help says in both languages what the program does. */
#include "app/mado-help-text.h"

#include "app/mado-shortcuts.h"
#include "app/sections/mado-sections.h"
#include "core/store/mado-query.h"

#define CODE "    "

typedef void (*CheckFunc) (const char *page, MadoLanguage language, const char *text);

static void
check_each (CheckFunc check)
{
  for (guint i = 0; i < mado_help_get_n (); i++)
    for (MadoLanguage language = MADO_LANGUAGE_EN; language <= MADO_LANGUAGE_JA; language++)
      {
        g_autofree char *text = mado_help_dup_text (i, language);

        g_test_message ("%s %d", mado_help_get_id (i), language);
        check (mado_help_get_id (i), language, text);
      }
}

static guint
count_lines (const char *text, const char *beginning)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i]; i++)
    n += g_str_has_prefix (lines[i], beginning);
  return n;
}

static void
check_halves (const char *page, MadoLanguage language, const char *text)
{
  static const char *const beginnings[] = { "# ", "## ", "- ", CODE };
  guint i;
  g_autofree char *other = NULL, *title = mado_help_dup_title (text);

  g_assert_true (mado_help_find (page, &i));
  other
      = mado_help_dup_text (i, language == MADO_LANGUAGE_JA ? MADO_LANGUAGE_EN : MADO_LANGUAGE_JA);
  g_assert_cmpstr (title, !=, "");
  g_assert_cmpuint (count_lines (text, "# "), ==, 1);
  for (guint j = 0; j < G_N_ELEMENTS (beginnings); j++)
    g_assert_cmpuint (count_lines (text, beginnings[j]), ==, count_lines (other, beginnings[j]));
}

static void
test_halves (void)
{
  check_each (check_halves);
}

/* What stands before two spaces in a line to be typed. */
static void
check_queries (const char *page, MadoLanguage language, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  if (!g_str_equal (page, "search"))
    return;
  for (guint i = 0; lines[i]; i++)
    if (g_str_has_prefix (lines[i], CODE))
      {
        const char *line = lines[i] + strlen (CODE), *gap = strstr (line, "  ");
        g_autofree char *words = gap ? g_strndup (line, (gsize) (gap - line)) : g_strdup (line);
        g_autoptr (GError) error = NULL;
        g_autoptr (MadoQuery) query = mado_query_parse (words, NULL, NULL, &error);

        g_assert_no_error (error);
        g_assert_nonnull (query);
      }
}

static void
test_queries (void)
{
  check_each (check_queries);
}

static gboolean
is_a_key (const char *words)
{
  g_auto (GStrv) parts = g_strsplit (words, "+", -1);
  g_autoptr (GString) wanted = g_string_new (NULL);
  guint n = g_strv_length (parts), key, found;
  GdkModifierType modifiers, with;

  for (guint i = 0; i + 1 < n; i++)
    g_string_append_printf (wanted, "<%s>", g_str_equal (parts[i], "Ctrl") ? "Control" : parts[i]);
  if (g_str_equal (parts[n - 1], "?"))
    g_string_append (wanted, "question");
  else if (g_str_equal (parts[n - 1], "←"))
    g_string_append (wanted, "Left");
  else if (g_str_equal (parts[n - 1], "→"))
    g_string_append (wanted, "Right");
  else if (g_str_equal (parts[n - 1], "コンマ"))
    g_string_append (wanted, "comma");
  else
    g_string_append (wanted, parts[n - 1]);
  g_assert_true (gtk_accelerator_parse (wanted->str, &key, &modifiers));
  for (guint i = 0; i < mado_shortcuts_get_n (); i++)
    {
      const MadoShortcut *shortcut = mado_shortcuts_get (i);

      for (guint j = 0; shortcut->keys[j]; j++)
        if (gtk_accelerator_parse (shortcut->keys[j], &found, &with) && found == key
            && with == modifiers)
          return TRUE;
    }
  return FALSE;
}

static void
check_keys (const char *page, MadoLanguage language, const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new (
      "\\b(?:(?:Ctrl|Alt|Shift)\\+)+(?:Left|Right|comma|コンマ|[A-Z0-9?←→])|\\bF1\\b", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *words = g_match_info_fetch (match, 0);

      g_test_message ("%s", words);
      g_assert_true (is_a_key (words));
    }
}

static void
test_keys (void)
{
  check_each (check_keys);
}

static void
test_sections (void)
{
  for (guint i = 0; i < mado_sections_get_n (); i++)
    {
      guint page;

      g_assert_true (
          mado_help_find (mado_help_find_for_section (mado_sections_get (i)->id), &page));
    }
  g_assert_cmpstr (mado_help_find_for_section ("funding"), ==, "funding");
  g_assert_cmpstr (mado_help_find_for_section (NULL), ==, "start");
}

static void
test_search (void)
{
  g_assert_true (mado_help_text_holds ("# Dates\nＡ span", "a DATES"));
  g_assert_false (mado_help_text_holds ("# Dates", "dates sources"));
  g_assert_true (mado_help_text_holds ("# Dates", ""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/help/says-the-same-in-both-languages", test_halves);
  g_test_add_func ("/app/help/teaches-queries-that-can-be-read", test_queries);
  g_test_add_func ("/app/help/names-keys-that-the-program-has", test_keys);
  g_test_add_func ("/app/help/has-a-page-for-each-section", test_sections);
  g_test_add_func ("/app/help/is-searched-by-all-words", test_search);
  return g_test_run ();
}
