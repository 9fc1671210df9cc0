/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens any address: what is read of it is short, clean, and written again leads to the same place.
 */
#include "app/sections/mado-address.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
assert_same (const MadoAddress *address, const char *written)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoAddress) again = NULL;

  /* Percents make it longer than what was read: such a one is refused, not cut. */
  if (strlen (written) > MADO_ADDRESS_MAX_LENGTH)
    return;
  again = mado_address_parse (written, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->record, ==, address->record);
  g_assert_cmpstr (again->desk_case, ==, address->desk_case);
  g_assert_cmpstr (again->section, ==, address->section);
  g_assert_cmpstr (again->query, ==, address->query);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoAddress) address = mado_address_parse (text, &error);
  g_autofree char *written = NULL;

  if (address == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == MADO_ADDRESS_ERROR);
      return 0;
    }
  g_assert_no_error (error);
  g_assert_true (address->record == NULL || (address->section == NULL && address->query == NULL));
  g_assert_true (address->query == NULL || g_utf8_validate (address->query, -1, NULL));
  if (address->record)
    written = mado_address_for_record (address->record);
  else if (address->desk_case)
    written = mado_address_for_case (address->desk_case);
  else if (address->section)
    written = mado_address_for_section (address->section, address->query);
  else
    written = mado_address_for_search (address->query);
  assert_same (address, written);
  return 0;
}
