/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of errors that people can meet, and a sentence for each. */
#include "app/sections/mado-advice.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/sections/mado-address.h"
#include "core/desk/case/mado-case-field.h"
#include "core/feed/mado-feed-error.h"
#include "core/net/mado-net-error.h"

typedef struct
{
  int code;
  const char *advice;
} Advice;

static const Advice record_advice[] = {
  { MADO_RECORD_ERROR_MALFORMED,
    N_ ("A record is not written as it should be. Nothing was changed; get the file anew.") },
  { MADO_RECORD_ERROR_MISSING_FIELD,
    N_ ("A record lacks something that it must have. Nothing was changed; get the file anew.") },
  { MADO_RECORD_ERROR_WRONG_TYPE,
    N_ ("A record says something in a form that does not belong there. Nothing was changed; get "
        "the file anew.") },
  { MADO_RECORD_ERROR_UNKNOWN_KIND,
    N_ ("The records are of a kind that this version does not know. A newer version may.") },
};

static const Advice store_advice[] = {
  { MADO_STORE_ERROR_CANNOT_OPEN,
    N_ ("The records cannot be opened. Close other programs that use them, check that the folder "
        "can be read, and start again.") },
  { MADO_STORE_ERROR_DAMAGED,
    N_ ("The records on this computer are damaged. Start again: the bundled ones are read in "
        "anew.") },
  { MADO_STORE_ERROR_FULL,
    N_ ("The disk is full, or cannot be written. Make room and try again; nothing was lost.") },
  { MADO_STORE_ERROR_TOO_NEW,
    N_ ("A newer version of Madoguchi wrote these records. Use that version, or another "
        "profile.") },
  { MADO_STORE_ERROR_BAD_QUERY,
    N_ ("The search cannot be read. In quotation marks, words are searched as they stand.") },
  { MADO_STORE_ERROR_NOT_FOUND,
    N_ ("This record is not among the records any more. Search for its title.") },
};

static const Advice address_advice[] = {
  { MADO_ADDRESS_ERROR_FOREIGN, N_ ("This address leads to another program. Open it there.") },
  { MADO_ADDRESS_ERROR_MALFORMED,
    N_ ("The address cannot be read. Copy it anew from where it stands.") },
  { MADO_ADDRESS_ERROR_TOO_LONG,
    N_ ("The address is longer than any that leads here. Nothing was opened.") },
  { MADO_ADDRESS_ERROR_WANTS_MORE,
    N_ ("An address can only show a record or a section. This one asks for more: nothing was "
        "done.") },
};

static const Advice desk_advice[] = {
  { MADO_STORE_ERROR_CANNOT_OPEN,
    N_ ("Your stars, notes and cases can be read but not changed: their folder or file cannot be "
        "written, or another program uses it. See to that and try again.") },
  { MADO_STORE_ERROR_DAMAGED,
    N_ ("The file with your stars, notes and cases is damaged. It is left as it is, and nothing is "
        "added to it until it is repaired.") },
  { MADO_STORE_ERROR_FULL,
    N_ ("Your stars, notes and cases cannot be changed: the disk is full, or cannot be written. "
        "Make room and try again.") },
  { MADO_STORE_ERROR_TOO_NEW,
    N_ ("A newer version of Madoguchi wrote the file with your stars, notes and cases. Here they "
        "can be read; use that version to change them.") },
};

static const Advice edition_advice[] = {
  { MADO_STORE_ERROR_CANNOT_OPEN,
    N_ ("The records can be read but not brought up to date: their folder cannot be written, or "
        "another program uses it. See to that and try again.") },
  { MADO_STORE_ERROR_FULL,
    N_ ("The records can be read but not brought up to date: the disk is full, or cannot be "
        "written. Make room and try again.") },
  { MADO_STORE_ERROR_TOO_NEW,
    N_ ("A newer version of Madoguchi wrote these records. Here they can be read; use that version "
        "to bring them up to date.") },
};

static const Advice calendar_advice[] = {
  { MADO_RECORD_ERROR_MALFORMED,
    N_ ("The calendar, or the file, cannot be read. Nothing was changed; choose another file, or "
        "restore the calendar.") },
  { MADO_RECORD_ERROR_MISSING_FIELD,
    N_ ("The calendar lacks something that it must have. Nothing was changed; restore it, or "
        "enter what is missing.") },
};

static const Advice case_advice[] = {
  { MADO_DESK_ERROR_NO_CALENDAR,
    N_ ("A calendar does not know this year, so no date can be given. Enter the year in the "
        "preferences, under Calendars.") },
  { MADO_DESK_ERROR_CHANGED_ELSEWHERE,
    N_ ("Somebody else has changed the same meanwhile. What they set is shown now; nothing of "
        "yours was lost. Look, and do it again if it is still right.") },
  { MADO_DESK_ERROR_NOT_FOUND, N_ ("There is no such case. Search for its title.") },
};

static const Advice file_advice[] = {
  { G_IO_ERROR_NOT_FOUND, N_ ("The file is not there any more. Choose another one.") },
  { G_IO_ERROR_PERMISSION_DENIED,
    N_ ("The file may not be read or written. Choose another folder, or change its "
        "permissions.") },
  { G_IO_ERROR_NO_SPACE, N_ ("The disk is full. Make room and try again.") },
  { G_IO_ERROR_READ_ONLY,
    N_ ("The folder can only be read. Choose another one, or make it writable.") },
  { G_IO_ERROR_EXISTS, N_ ("There is a file with this name. Choose another name.") },
  { G_IO_ERROR_IS_DIRECTORY, N_ ("This is a folder. Choose a file.") },
  { G_IO_ERROR_BUSY, N_ ("The file is in use. Try again when the other program is done.") },
  { G_IO_ERROR_TIMED_OUT, N_ ("No answer came in time. Check the connection and try again.") },
  { G_IO_ERROR_NETWORK_UNREACHABLE,
    N_ ("The network cannot be reached. Everything on this computer can still be used.") },
  { G_IO_ERROR_HOST_NOT_FOUND,
    N_ ("The server was not found. Check the connection and try again.") },
  { G_IO_ERROR_CONNECTION_REFUSED, N_ ("The server refuses the connection. Try again later.") },
  { G_IO_ERROR_INVALID_DATA,
    N_ ("The file is not what it should be. Nothing was changed; get it anew.") },
};

static const Advice feed_advice[] = {
  { MADO_FEED_ERROR_BAD_SIGNATURE,
    N_ ("A file is not signed by those who may sign it. Nothing was changed. Try again later; if "
        "it stays so, tell the publisher.") },
  { MADO_FEED_ERROR_STALE,
    N_ ("What lies there is past its date, or older than what was seen before. Nothing was "
        "changed; what you have stays readable. If it stays so, tell the publisher.") },
  { MADO_FEED_ERROR_DAMAGED,
    N_ ("A file is not what it should be. Nothing was changed. Try again later; if it stays so, "
        "tell the publisher.") },
  { MADO_FEED_ERROR_CLOCK,
    N_ ("This computer’s clock cannot be right: it shows less than at the last update. Set it; if "
        "it is right now, say so.") },
  { MADO_FEED_ERROR_NO_TARGET,
    N_ ("Nobody who may has signed for a file that is needed. Nothing was changed; tell the "
        "publisher.") },
  { MADO_FEED_ERROR_TOO_NEW,
    N_ ("The feed is made for a newer version of Madoguchi. What you have stays; update the "
        "program.") },
  { MADO_FEED_ERROR_BUSY, N_ ("Another update is at work. Try again when it is done.") },
  { MADO_FEED_ERROR_UNKNOWN,
    N_ ("No feed of this name is trusted here. Add it by its root file.") },
  { MADO_FEED_ERROR_TAKEN,
    N_ ("There is a set of this name here already, which this feed did not bring. Nothing was "
        "changed; the publisher has to choose another name.") },
  { MADO_FEED_ERROR_NOT_KEPT,
    N_ ("This computer keeps no way back to that edition: it was passed over, or too much has "
        "changed since. Nothing was changed.") },
};

static const Advice net_advice[] = {
  { MADO_NET_ERROR_UNREACHABLE,
    N_ ("The server cannot be reached. Check the connection and try again; what you have stays "
        "readable.") },
  { MADO_NET_ERROR_LOGIN_PAGE,
    N_ ("A page came in place of the file, most likely the login page of this network. Open a "
        "page in your browser, log in, and try again.") },
  { MADO_NET_ERROR_TOO_LARGE,
    N_ ("The server sends more than the file may have. Nothing was taken. If it stays so, tell "
        "the publisher.") },
  { MADO_NET_ERROR_TOO_SLOW,
    N_ ("The server answers too slowly. Try again later; what has come is kept.") },
  { MADO_NET_ERROR_REFUSED,
    N_ ("The address, or what the server answers, cannot be accepted. Check the address; if it "
        "is right, tell the publisher.") },
  { MADO_NET_ERROR_CERTIFICATE,
    N_ ("The server cannot show that it is the one it claims to be. Check this computer’s date; "
        "if it is right, use another network or tell the publisher.") },
  { MADO_NET_ERROR_NOT_FOUND,
    N_ ("A file of the feed is not there. Check the address or the folder; if it is right, tell "
        "the publisher.") },
  { MADO_NET_ERROR_METERED,
    N_ ("This network is paid by its use, so nothing was asked for. Look for updates by hand when "
        "you want to.") },
};

static const Advice update_advice[] = {
  { MADO_STORE_ERROR_OTHER_STATE,
    N_ ("The change does not fit what is here. Nothing was changed. Try again: the whole set is "
        "fetched then.") },
  { MADO_STORE_ERROR_FULL,
    N_ ("The disk has too little room for the update. Nothing was changed; make room and try "
        "again.") },
};

static const Advice update_file_advice[] = {
  { G_IO_ERROR_EXISTS, N_ ("A feed of this name is trusted already. Choose another name.") },
  { G_IO_ERROR_NOT_FOUND,
    N_ ("The folder or the file is not there. Connect the stick, or choose another folder.") },
  { G_IO_ERROR_FAILED,
    N_ ("The update did not come to its end. Nothing is half done; try again.") },
};

static const char *
find_advice (const Advice *table, gsize n, int code)
{
  for (gsize i = 0; i < n; i++)
    if (table[i].code == code)
      return _ (table[i].advice);
  return NULL;
}

/**
 * mado_advice_explain:
 * @error: what happened
 *
 * Returns: (transfer full): what happened and what to do, translated; the error's own message where
 *   nothing better is known
 */
char *
mado_advice_explain (const GError *error)
{
  const char *advice = NULL;

  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain == MADO_STORE_ERROR)
    advice = find_advice (store_advice, G_N_ELEMENTS (store_advice), error->code);
  else if (error->domain == MADO_RECORD_ERROR)
    advice = find_advice (record_advice, G_N_ELEMENTS (record_advice), error->code);
  else if (error->domain == MADO_ADDRESS_ERROR)
    advice = find_advice (address_advice, G_N_ELEMENTS (address_advice), error->code);
  else if (error->domain == MADO_DESK_ERROR)
    advice = find_advice (case_advice, G_N_ELEMENTS (case_advice), error->code);
  else if (error->domain == MADO_FEED_ERROR)
    advice = find_advice (feed_advice, G_N_ELEMENTS (feed_advice), error->code);
  else if (error->domain == MADO_NET_ERROR)
    advice = find_advice (net_advice, G_N_ELEMENTS (net_advice), error->code);
  else if (error->domain == G_IO_ERROR)
    advice = find_advice (file_advice, G_N_ELEMENTS (file_advice), error->code);
  else if (error->domain == G_DBUS_ERROR)
    /* Nothing else is asked on the bus whose answer a person waits for. */
    advice = _ ("The desktop’s portal does not answer. Install xdg-desktop-portal and log in "
                "again.");
  return g_strdup (advice ? advice : error->message);
}

static char *
explain_otherwise (const Advice *table, gsize n, const GError *error)
{
  const char *advice
      = error->domain == MADO_STORE_ERROR ? find_advice (table, n, error->code) : NULL;

  return advice ? g_strdup (advice) : mado_advice_explain (error);
}

/**
 * mado_advice_explain_desk:
 * @error: what happened to the desk
 *
 * Returns: (transfer full): as mado_advice_explain()
 */
char *
mado_advice_explain_desk (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  return explain_otherwise (desk_advice, G_N_ELEMENTS (desk_advice), error);
}

/**
 * mado_advice_explain_edition:
 * @error: why the bundled edition was not looked at or not applied
 *
 * Returns: (transfer full): as mado_advice_explain()
 */
char *
mado_advice_explain_edition (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  return explain_otherwise (edition_advice, G_N_ELEMENTS (edition_advice), error);
}

/**
 * mado_advice_explain_calendar:
 * @error: why a calendar of working days was not read or not changed
 *
 * Returns: (transfer full): as mado_advice_explain()
 */
char *
mado_advice_explain_calendar (const GError *error)
{
  const char *advice = NULL;

  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain == MADO_RECORD_ERROR)
    advice = find_advice (calendar_advice, G_N_ELEMENTS (calendar_advice), error->code);
  return advice ? g_strdup (advice) : mado_advice_explain (error);
}

/**
 * mado_advice_explain_terms:
 * @error: why a file of terms was not read
 *
 * Returns: (transfer full): as mado_advice_explain(), with the line where it is known
 */
char *
mado_advice_explain_terms (const GError *error)
{
  const char *line;

  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain != MADO_RECORD_ERROR)
    return mado_advice_explain (error);
  line = strstr (error->message, "line ");
  if (!line)
    return g_strdup (_ ("This is no file of terms that can be read here. Nothing was changed; save "
                        "it as TSV or TBX."));
  return g_strdup_printf (
      /* Translators: %d is the number of a line. */
      _ ("Line %d of the file cannot be read as terms. Nothing was changed; mend that line and try "
         "again."),
      (int) g_ascii_strtoll (line + strlen ("line "), NULL, 10));
}

/**
 * mado_advice_explain_update:
 * @error: why an update from a feed failed
 *
 * Returns: (transfer full): as mado_advice_explain()
 */
char *
mado_advice_explain_update (const GError *error)
{
  const char *advice = NULL;

  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain == MADO_STORE_ERROR)
    advice = find_advice (update_advice, G_N_ELEMENTS (update_advice), error->code);
  else if (error->domain == G_IO_ERROR)
    advice = find_advice (update_file_advice, G_N_ELEMENTS (update_file_advice), error->code);
  return advice ? g_strdup (advice) : mado_advice_explain_edition (error);
}

/* The word of ASCII letters at @start, when a colon closes it. */
static char *
dup_field (const char *start)
{
  const char *end = start;

  while (g_ascii_isalpha (*end) || *end == '_')
    end++;
  return end > start && *end == ':' ? g_strndup (start, (gsize) (end - start)) : NULL;
}

static const char *
find_operator (const char *start)
{
  static const char *const operators[] = { "AND", "OR", "NOT" };

  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if (g_str_has_prefix (start, operators[i]))
      return operators[i];
  return *start == '-' ? "NOT" : NULL;
}

/* Nothing follows the colon, or a pair of quotation marks with nothing in it. */
static gboolean
is_without_value (const char *start)
{
  gunichar c = g_utf8_get_char (start);

  if (c == '"')
    {
      do
        c = g_utf8_get_char (++start);
      while (g_unichar_isspace (c));
      return c == '"' || c == '\0';
    }
  return c == '\0' || c == ')' || g_unichar_isspace (c);
}

/**
 * mado_advice_explain_query:
 * @text: a query with a mistake
 * @position: the character, from 0, where it is
 *
 * Returns: (transfer full): what the mistake is and what to do
 */
char *
mado_advice_explain_query (const char *text, guint position)
{
  glong length = g_utf8_strlen (text, -1);
  const char *start
      = g_utf8_offset_to_pointer (text, MIN ((glong) MIN (position, G_MAXINT), length));
  g_autofree char *field = dup_field (start);
  const char *operator= find_operator (start);

  if (field)
    /* Translators: %s is a word that was typed before a colon. */
    return g_strdup_printf (_ ("“%s:” is nothing to search in: it was searched as a word."), field);
  if (position > 0 && start[-1] == ':' && is_without_value (start))
    return g_strdup (_ ("After the colon a value is missing. Write what to look for, or leave the "
                        "colon out."));
  if (g_str_has_prefix (start, "(") || g_str_has_prefix (start, "（"))
    return g_strdup (_ ("A parenthesis opens and is not closed. Close it, or leave it out."));
  if (g_str_has_prefix (start, ")") || g_str_has_prefix (start, "）"))
    return g_strdup (_ ("A parenthesis closes that was not opened. Leave it out."));
  if (operator)
    /* Translators: %s is AND, OR or NOT. */
    return g_strdup_printf (_ ("“%s” needs a word beside it. In small letters it is a word "
                               "itself."),
                            operator);
  if (position > 0 && start[-1] == ':')
    return g_strdup (_ ("What follows the colon is not known there. Without the colon it is "
                        "searched as a word."));
  return g_strdup_printf (_ ("The search cannot be read from character %u on. In quotation marks, "
                             "words are searched as they stand."),
                          position + 1);
}
