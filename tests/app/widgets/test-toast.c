/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A toast's title is read as markup: what is said in one is said as it is written. */
#include "app/widgets/mado-toast.h"

static void
says_what_is_written (void)
{
  g_autoptr (AdwToast) toast = mado_toast_new ("Saved as R&D <b>1</b>.html");
  g_autofree char *shown = NULL;
  g_autoptr (GError) error = NULL;

  pango_parse_markup (adw_toast_get_title (toast), -1, 0, NULL, &shown, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (shown, ==, "Saved as R&D <b>1</b>.html");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/toast/says-what-is-written", says_what_is_written);
  return g_test_run ();
}
