/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A certificate that signs itself. */
#include "support/fault-certificate.h"

#include <gnutls/x509.h>
#include <string.h>
#include <time.h>

#define DAY 86400

char *
fault_certificate_make (const char *name, gboolean expired)
{
  time_t now = time (NULL);
  gnutls_x509_privkey_t key;
  gnutls_x509_crt_t certificate;
  gnutls_datum_t first = { 0 };
  gnutls_datum_t second = { 0 };
  char *pem;

  g_assert_cmpint (gnutls_x509_privkey_init (&key), ==, 0);
  g_assert_cmpint (gnutls_x509_privkey_generate (
                       key, GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0),
                   ==, 0);
  g_assert_cmpint (gnutls_x509_crt_init (&certificate), ==, 0);
  gnutls_x509_crt_set_version (certificate, 3);
  gnutls_x509_crt_set_serial (certificate, "\1", 1);
  gnutls_x509_crt_set_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, name,
                                 (guint) strlen (name));
  gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_DNSNAME, name,
                                        (guint) strlen (name), GNUTLS_FSAN_SET);
  gnutls_x509_crt_set_activation_time (certificate, now - 9 * DAY);
  gnutls_x509_crt_set_expiration_time (certificate, expired ? now - DAY : now + 9 * DAY);
  gnutls_x509_crt_set_ca_status (certificate, 1);
  gnutls_x509_crt_set_key (certificate, key);
  g_assert_cmpint (gnutls_x509_crt_sign2 (certificate, certificate, key, GNUTLS_DIG_SHA256, 0), ==,
                   0);
  g_assert_cmpint (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, &first), ==, 0);
  g_assert_cmpint (gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_PEM, NULL,
                                                      GNUTLS_PKCS_PLAIN, &second),
                   ==, 0);
  pem = g_strdup_printf ("%.*s%.*s", (int) first.size, first.data, (int) second.size, second.data);
  gnutls_free (first.data);
  gnutls_free (second.data);
  gnutls_x509_crt_deinit (certificate);
  gnutls_x509_privkey_deinit (key);
  return pem;
}
