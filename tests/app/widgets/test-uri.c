/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which addresses of a record may be opened, and what is shown before. */
#include "app/widgets/mado-uri.h"

static void
assert_host (const char *uri, const char *host)
{
  g_autofree char *found = mado_uri_dup_host (uri);

  g_test_message ("%.80s", uri != NULL ? uri : "no address");
  g_assert_cmpstr (found, ==, host);
}

static void
test_the_host_is_told (void)
{
  assert_host ("https://www.mofa.go.jp/dns/isc/page22e_000937.html", "www.mofa.go.jp");
  assert_host ("http://europa.eu/rapid/press-release_IP-09-1844_en.htm", "europa.eu");
  assert_host ("mailto:desk@example.org", "desk@example.org");
}

/* xU02. */
static void
test_other_schemes_are_not_opened (void)
{
  assert_host ("javascript:alert(1)", NULL);
  assert_host ("file:///etc/passwd", NULL);
  assert_host ("data:text/html,x", NULL);
  assert_host ("smb://server/share", NULL);
  assert_host ("madoguchi://record/x", NULL);
  assert_host ("", NULL);
  assert_host (NULL, NULL);
}

static void
test_a_name_before_the_host_is_refused (void)
{
  assert_host ("https://user@evil.example/", NULL);
  assert_host ("https://europa.eu:x@evil.example/", NULL);
}

/* xU05. */
static void
test_a_look_alike_shows_in_punycode (void)
{
  /* A Cyrillic letter in a Latin name. */
  g_autofree char *host = mado_uri_dup_host ("https://еuropa.eu/");

  g_assert_nonnull (host);
  g_assert_true (g_str_has_prefix (host, "xn--"));
}

static void
test_a_look_alike_in_a_mail_shows_too (void)
{
  /* The same letter; ideographs; letters of full width, which every program reads as the narrow
   * ones. Punycode from RFC 3492's algorithm as Python's codec "idna" has it. */
  assert_host ("mailto:desk@\u0435uropa.eu", "desk@xn--uropa-ywe.eu");
  assert_host ("mailto:desk@\u5916\u52d9\u7701.jp", "desk@xn--lhrz8ls91a.jp");
  assert_host ("mailto:desk@\uff45uropa.eu", "desk@europa.eu");
}

/* Who writes to the desk is no link, and is shown by the same rule. */
static void
test_a_look_alike_that_writes_shows_too (void)
{
  g_autofree char *shown = mado_uri_dup_mail ("desk@\u0435uropa.eu");
  g_autofree char *plain = mado_uri_dup_mail ("desk+case@example.org");

  g_assert_cmpstr (shown, ==, "desk@xn--uropa-ywe.eu");
  g_assert_cmpstr (plain, ==, "desk+case@example.org");
  g_assert_null (mado_uri_dup_mail ("desk@europa.eu, evil@example.org"));
  g_assert_null (mado_uri_dup_mail ("nobody"));
}

static void
test_what_is_hidden_by_escapes_is_refused (void)
{
  assert_host ("https://europa.eu%2f.evil.example/", NULL);
  assert_host ("https://europa.eu%40evil.example/", NULL);
  assert_host ("https://europa.eu\\.evil.example/", NULL);
  assert_host ("https://europa.eu%00.evil.example/", NULL);
  assert_host ("https:///path", NULL);
  assert_host ("JavaScript:alert(1)", NULL);
  assert_host (" javascript:alert(1)", NULL);
  assert_host ("vnd.custom:x", NULL);
  assert_host ("HTTPS://Example.ORG/", "example.org");
}

static void
test_a_mail_is_one_plain_address (void)
{
  assert_host ("mailto:a@example.org,b@example.org", NULL);
  assert_host ("mailto:a@example.org%0abcc:b@example.org", NULL);
  assert_host ("mailto:a%40europa.eu@example.org", NULL);
  assert_host ("mailto:@example.org", NULL);
  assert_host ("mailto:a@", NULL);
  assert_host ("mailto:nobody", NULL);
  assert_host ("mailto:\u0430@example.org", NULL);
}

static void
test_a_mail_with_headers_is_refused (void)
{
  assert_host ("mailto:desk@example.org?bcc=other@example.org", NULL);
}

static void
test_an_endless_address_is_refused (void)
{
  g_autofree char *path = g_strnfill (100000, 'a');
  g_autofree char *uri = g_strconcat ("https://example.org/", path, NULL);

  assert_host (uri, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/uri/the-host-is-told", test_the_host_is_told);
  g_test_add_func ("/app/uri/other-schemes-are-not-opened", test_other_schemes_are_not_opened);
  g_test_add_func ("/app/uri/a-name-before-the-host-is-refused",
                   test_a_name_before_the_host_is_refused);
  g_test_add_func ("/app/uri/a-look-alike-shows-in-punycode", test_a_look_alike_shows_in_punycode);
  g_test_add_func ("/app/uri/a-look-alike-in-a-mail-shows-too",
                   test_a_look_alike_in_a_mail_shows_too);
  g_test_add_func ("/app/uri/a-look-alike-that-writes-shows-too",
                   test_a_look_alike_that_writes_shows_too);
  g_test_add_func ("/app/uri/what-is-hidden-by-escapes-is-refused",
                   test_what_is_hidden_by_escapes_is_refused);
  g_test_add_func ("/app/uri/a-mail-is-one-plain-address", test_a_mail_is_one_plain_address);
  g_test_add_func ("/app/uri/a-mail-with-headers-is-refused", test_a_mail_with_headers_is_refused);
  g_test_add_func ("/app/uri/an-endless-address-is-refused", test_an_endless_address_is_refused);
  return g_test_run ();
}
