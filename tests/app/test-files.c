/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fault xD03: what a stranger calls a record becomes the name of a file, and nothing else. */
#include "app/sections/mado-files.h"

static void
test_names_are_literal (void)
{
  static const char *const names[][2] = {
    { "-rf", "_rf.html" },
    { "--output=/etc/passwd", "__output=_etc_passwd.html" },
    { "~root", "_root.html" },
    { "../../.profile", "___.._.profile.html" },
    { "$(touch made)", "$(touch made).html" },
    { "a/b\\c:d", "a_b_c_d.html" },
    { "日EU協定", "日EU協定.html" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = mado_files_make_name (names[i][0], ".html");

      g_assert_cmpstr (name, ==, names[i][1]);
    }
}

static void
test_a_name_is_one_line (void)
{
  g_autofree char *name = mado_files_make_name ("one\ntwo\rthree\tfour\x1b[2J", "");

  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    g_assert_false (g_unichar_iscntrl (g_utf8_get_char (at)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/files/names-are-literal", test_names_are_literal);
  g_test_add_func ("/app/files/a-name-is-one-line", test_a_name_is_one_line);
  return g_test_run ();
}
