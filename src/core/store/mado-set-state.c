/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums up what a set holds. */
#include "core/store/mado-set-state.h"

#include <string.h>

#define N_WORDS G_N_ELEMENTS (((MadoSetState *) NULL)->words)
#define DIGITS_A_WORD 8

/* SHA-256 (id, 0x00, record form), read as one number, its first byte the most significant. */
static MadoSetState
hash (const char *id, const char *form, gsize length)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;
  MadoSetState state;

  /* The byte that ends the id is the 0x00. */
  g_checksum_update (checksum, (const guchar *) id, (gssize) strlen (id) + 1);
  g_checksum_update (checksum, (const guchar *) form, (gssize) length);
  g_checksum_get_digest (checksum, digest, &size);
  for (guint i = 0; i < N_WORDS; i++)
    {
      guint32 word;

      memcpy (&word, digest + sizeof digest - (i + 1) * sizeof word, sizeof word);
      state.words[i] = GUINT32_FROM_BE (word);
    }
  return state;
}

/**
 * mado_set_state_add:
 * @self: the state of a set without the record
 * @form: (array length=length): the record in record form
 */
void
mado_set_state_add (MadoSetState *self, const char *id, const char *form, gsize length)
{
  const MadoSetState more = hash (id, form, length);
  guint64 carry = 0;

  for (guint i = 0; i < N_WORDS; i++)
    {
      carry += (guint64) self->words[i] + more.words[i];
      self->words[i] = (guint32) carry;
      carry >>= 32;
    }
}

/**
 * mado_set_state_subtract:
 * @self: the state of a set with the record
 * @form: (array length=length): the record as it was added
 */
void
mado_set_state_subtract (MadoSetState *self, const char *id, const char *form, gsize length)
{
  const MadoSetState less = hash (id, form, length);
  guint64 borrow = 0;

  for (guint i = 0; i < N_WORDS; i++)
    {
      guint64 difference = (guint64) self->words[i] - less.words[i] - borrow;

      self->words[i] = (guint32) difference;
      borrow = difference >> 63;
    }
}

gboolean
mado_set_state_equal (const MadoSetState *self, const MadoSetState *other)
{
  return memcmp (self->words, other->words, sizeof self->words) == 0;
}

/**
 * mado_set_state_to_text:
 *
 * Returns: (transfer full): #MADO_SET_STATE_DIGITS hexadecimal digits, the most significant first
 */
char *
mado_set_state_to_text (const MadoSetState *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = N_WORDS; i > 0; i--)
    g_string_append_printf (text, "%08x", self->words[i - 1]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * mado_set_state_from_text:
 * @self: (out caller-allocates): the state
 * @text: what anybody may have written
 *
 * Returns: whether @text is a state as mado_set_state_to_text() writes it
 */
gboolean
mado_set_state_from_text (MadoSetState *self, const char *text)
{
  if (strlen (text) != MADO_SET_STATE_DIGITS
      || strspn (text, "0123456789abcdef") != MADO_SET_STATE_DIGITS)
    return FALSE;
  for (guint i = 0; i < N_WORDS; i++)
    {
      char digits[DIGITS_A_WORD + 1] = "";

      memcpy (digits, text + (N_WORDS - 1 - i) * DIGITS_A_WORD, DIGITS_A_WORD);
      self->words[i] = (guint32) g_ascii_strtoull (digits, NULL, 16);
    }
  return TRUE;
}
