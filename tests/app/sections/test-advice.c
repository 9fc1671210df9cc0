/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each error that people can meet has a sentence of its own, and others keep theirs. */
#include "app/sections/mado-advice.h"

#include "core/feed/mado-feed-error.h"
#include "core/net/mado-net-error.h"

#define MESSAGE "what the core said"

static void
check_codes (GQuark domain, int last, char *(*explain) (const GError *) )
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int code = 0; code <= last; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (domain, code, MESSAGE);
      char *advice = explain (error);

      g_test_message ("%d", code);
      g_assert_cmpstr (advice, !=, MESSAGE);
      g_assert_true (g_hash_table_add (seen, advice));
    }
}

static void
test_stores (void)
{
  check_codes (MADO_STORE_ERROR, MADO_STORE_ERROR_NOT_FOUND, mado_advice_explain);
}

static void
test_records (void)
{
  check_codes (MADO_RECORD_ERROR, MADO_RECORD_ERROR_UNKNOWN_KIND, mado_advice_explain);
}

static void
test_updates (void)
{
  check_codes (MADO_FEED_ERROR, MADO_FEED_ERROR_TAKEN, mado_advice_explain_update);
  check_codes (MADO_NET_ERROR, MADO_NET_ERROR_METERED, mado_advice_explain_update);
  check_codes (MADO_STORE_ERROR, MADO_STORE_ERROR_OTHER_STATE, mado_advice_explain_update);
}

static void
test_files (void)
{
  static const int codes[]
      = { G_IO_ERROR_NOT_FOUND, G_IO_ERROR_PERMISSION_DENIED, G_IO_ERROR_NO_SPACE,
          G_IO_ERROR_READ_ONLY, G_IO_ERROR_TIMED_OUT,         G_IO_ERROR_NETWORK_UNREACHABLE };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, codes[i], MESSAGE);
      g_autofree char *advice = mado_advice_explain (error);

      g_assert_cmpstr (advice, !=, MESSAGE);
    }
}

/* What comes over the bus is a portal's; who asked for a file learns what to install. */
static void
test_portals (void)
{
  g_autoptr (GError) error = g_dbus_error_new_for_dbus_error (
      "org.freedesktop.DBus.Error.ServiceUnknown", "The name was not provided");
  g_autofree char *advice = mado_advice_explain (error);

  g_assert_nonnull (strstr (advice, "xdg-desktop-portal"));
}

static void
test_others (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, MESSAGE);
  g_autoptr (GError) strange = g_error_new_literal (G_MARKUP_ERROR, 0, MESSAGE);
  g_autofree char *advice = mado_advice_explain (error);
  g_autofree char *other = mado_advice_explain (strange);

  g_assert_cmpstr (advice, ==, MESSAGE);
  g_assert_cmpstr (other, ==, MESSAGE);
}

static void
test_queries (void)
{
  static const struct
  {
    const char *text;
    guint position;
    const char *has;
  } cases[] = {
    { "Horizon Europe: calls", 8, "“Europe:”" },
    { "(joint", 0, "opens" },
    { "a )", 2, "closes" },
    { "a OR", 2, "“OR”" },
    { "a -", 2, "“NOT”" },
    { "id:zz", 3, "not known there" },
    { "status:", 7, "value is missing" },
    { "status: treaty", 7, "value is missing" },
    { "status:\" \"", 7, "value is missing" },
    { "(status:)", 8, "value is missing" },
    { "協定 x", 3, "character 4" },
    { "", 4000, "4001" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *advice = mado_advice_explain_query (cases[i].text, cases[i].position);

      g_assert_nonnull (strstr (advice, cases[i].has));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/advice/has-a-sentence-for-each-error-of-the-store", test_stores);
  g_test_add_func ("/app/advice/has-a-sentence-for-each-error-of-a-record", test_records);
  g_test_add_func ("/app/advice/has-a-sentence-for-each-error-of-an-update", test_updates);
  g_test_add_func ("/app/advice/knows-what-goes-wrong-with-files", test_files);
  g_test_add_func ("/app/advice/knows-what-a-sandbox-lacks", test_portals);
  g_test_add_func ("/app/advice/keeps-the-message-of-what-it-does-not-know", test_others);
  g_test_add_func ("/app/advice/names-the-mistake-in-a-query", test_queries);
  return g_test_run ();
}
