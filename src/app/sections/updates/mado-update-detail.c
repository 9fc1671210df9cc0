/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the sentence again from which a message was made, and makes it from its translation. */
#include "app/sections/updates/mado-update-detail.h"

#include <glib/gi18n.h>
#include <string.h>

#define MARK ": " /* between the place where something is wrong, and what is wrong there */

/* As they stand in core, each number and text as %s; the first that fits is taken. A test holds
 * them against core's sources. */
static const char *const sentences[] = {
  N_ ("the computer is offline"),
  N_ ("the server did not answer in time"),
  N_ ("the bytes come too slowly"),
  N_ ("the connection ended after %s of %s bytes"),
  N_ ("more than the %s bytes come that it may have"),
  N_ ("the proxy between here and %s asks for a password"),
  N_ ("the network between here and %s wants a login first"),
  N_ ("the network wants a login first"),
  N_ ("a page came in place of a file of %s: the network wants a login first, or the server has a "
      "page for every address"),
  N_ ("%s has no such file (%s)"),
  N_ ("%s asks for a password"),
  N_ ("%s answers with the status %s"),
  N_ ("it asks to be left alone for %s minutes"),
  N_ ("%s sends the file packed (%s), which nobody asked it to"),
  N_ ("%s does not go on where the download stopped (%s)"),
  N_ ("%s sends on to %s, which this feed does not name (the login page of a network does so)"),
  N_ ("the server sends on to no address"),
  N_ ("the server sends on and on"),
  N_ ("this network is paid by its use"),
  N_ ("an address without a host, or with a password"),
  N_ ("only https is accepted, not %s"),
  N_ ("“%s” is no address"),
  N_ ("“%s” is more than where files lie"),
  N_ ("its certificate is for another name"),
  N_ ("its certificate has expired"),
  N_ ("its certificate is not valid yet"),
  N_ ("its certificate was revoked"),
  N_ ("its certificate is made in a way that is no longer safe"),
  N_ ("its certificate is signed by nobody who is trusted here"),
  N_ ("%s of the keys that may sign it have, and %s have to"),
  N_ ("it was valid until %s UTC only"),
  N_ ("it is version %s, and version %s was announced"),
  N_ ("it is version %s where version %s should be"),
  N_ ("it is version %s, older than version %s that was seen before"),
  N_ ("it names an older snapshot than one that was seen before"),
  N_ ("it names an older %s than one that was seen before"),
  N_ ("it no longer names %s"),
  N_ ("the snapshot does not name it"),
  N_ ("it is the file of another role"),
  N_ ("it is no metadata file"),
  N_ ("it is written by another version of the TUF specification than 1"),
  N_ ("nobody who may has signed for a file “%s”"),
  N_ ("its %s is not the one that was signed"),
  N_ ("it has %s bytes and should have %s"),
  N_ ("it has more than %s bytes"),
  N_ ("it has no digest"),
  N_ ("it is too large"),
  N_ ("the catalogue tells another size"),
  N_ ("it is no catalogue"),
  N_ ("it is the catalogue of another set"),
  N_ ("no pack leads to the edition that it calls current"),
  N_ ("the set \"%s\" is written for a newer version of the program"),
  N_ ("it offers edition %s of the set \"%s\", and edition %s is here already"),
  N_ ("line %s"),
  N_ ("what is compressed cannot be read"),
  N_ ("there is more in it than was announced"),
  N_ ("it breaks off"),
  N_ ("its end is missing"),
  N_ ("its digest is not the one that was announced"),
  N_ ("it is of another edition than the change is made for"),
  N_ ("a record that goes is not there"),
  N_ ("the computer's clock shows a time before this program was written"),
  N_ ("the computer's clock shows less than at the last update"),
  N_ ("the update needs %s MB of room, and %s MB are free"),
  N_ ("the set “%s” is here already, and the feed “%s” did not bring it"),
  N_ ("the set \"%s\""),
  N_ ("no feed “%s” is trusted here"),
  N_ ("a feed “%s” is trusted already"),
  N_ ("“%s” is no name for a feed: a-z, 0-9 and hyphens"),
  N_ ("the feed “%s” has brought no set “%s”"),
  N_ ("edition %s of the set “%s” is not kept here, and no other is"),
  N_ ("edition %s of the set “%s” is not kept here, but these are: %s"),
  N_ ("another update is at work"),
  N_ ("the update ended before it was done"),
};

/* Whether the sentence @pieces, of which each %s was cut out, is @text. @captures: (out)
 * (element-type utf8): what stands in place of each %s, never a place and what is wrong there */
static gboolean
fits (char **pieces, const char *text, GPtrArray *captures)
{
  g_ptr_array_set_size (captures, 0);
  if (!g_str_has_prefix (text, pieces[0]))
    return FALSE;
  text += strlen (pieces[0]);
  for (guint i = 1; pieces[i]; i++)
    {
      const char *end = *pieces[i] != '\0' ? strstr (text, pieces[i]) : text + strlen (text);

      if (!end)
        return FALSE;
      g_ptr_array_add (captures, g_strndup (text, (gsize) (end - text)));
      if (strstr (g_ptr_array_index (captures, i - 1), MARK))
        return FALSE;
      text = end + strlen (pieces[i]);
    }
  return *text == '\0';
}

/* A translation may name what it shows in another order. */
static char *
fill (const char *translation, GPtrArray *captures)
{
  GString *text = g_string_new (NULL);
  guint next = 0;

  for (const char *at = translation; *at != '\0';)
    {
      guint place = at[0] == '%' && g_ascii_isdigit (at[1]) && at[2] == '$' && at[3] == 's'
                        ? (guint) (at[1] - '0')
                        : 0;

      if (place == 0 && !g_str_has_prefix (at, "%s"))
        {
          g_string_append_c (text, *at++);
          continue;
        }
      at += place > 0 ? strlen ("%1$s") : strlen ("%s");
      place = place > 0 ? place - 1 : next++;
      if (place < captures->len)
        g_string_append (text, g_ptr_array_index (captures, place));
    }
  return g_string_free (text, FALSE);
}

/* (transfer full) (nullable): NULL when it is none of ours */
static char *
translate_sentence (const char *text)
{
  g_autoptr (GPtrArray) captures = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_auto (GStrv) pieces = g_strsplit (sentences[i], "%s", -1);

      if (fits (pieces, text, captures))
        return fill (_ (sentences[i]), captures);
    }
  return NULL;
}

/* "Where: what", or two sentences. (transfer full) (nullable): NULL when the first part is neither
 * a place, which has no spaces, nor one of our sentences */
static char *
translate_parts (const char *text, const char *mark, const char *joint)
{
  const char *end = strstr (text, mark);
  g_autofree char *first = end ? g_strndup (text, (gsize) (end - text)) : NULL;
  g_autofree char *known = first ? translate_sentence (first) : NULL;
  g_autofree char *rest = NULL;

  if (!first || (!known && strchr (first, ' ')))
    return NULL;
  rest = mado_update_detail_translate (end + strlen (mark));
  return g_strconcat (known ? known : first, joint, rest, NULL);
}

/**
 * mado_update_detail_translate:
 * @message: of an error that an update ended with
 *
 * Returns: (transfer full): the same, translated. What a library said is shown as it came, and
 *   called so.
 */
char *
mado_update_detail_translate (const char *message)
{
  char *text;

  g_return_val_if_fail (message != NULL, NULL);

  text = translate_sentence (message);
  if (!text)
    /* Translators: between the place where something is wrong, and what is wrong there. */
    text = translate_parts (message, MARK, C_ ("detail", ": "));
  if (!text)
    /* Translators: between two sentences without full stops. */
    text = translate_parts (message, "; ", C_ ("detail", "; "));
  if (text)
    return text;
  /* Translators: %s is what the system reported, in whatever language it did. */
  return g_strdup_printf (_ ("the system reports “%s”"), message);
}
