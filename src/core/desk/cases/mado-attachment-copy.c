/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The end of a name chooses the program, and what is in the file is what that program reads: both
 * must be harmless. What is not known to be harmless is not. */
#include "core/desk/cases/mado-attachment-copy.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/desk/cases/mado-attachment.h"
#include "core/desk/cases/mado-cases.h"
#include "core/store/mado-database-file.h"

#define DEPTH 2      /* of folders: one for a program that runs, in it one for a file */
#define LONGEST 200u /* bytes of a name; most file systems take 255 */

/* Texts, pictures and documents that hold no programs. Not HTML and SVG, which hold scripts; not
 * archives and RTF, which hold anything; not the binary documents of before 2007 and the ones that
 * end in "m", which hold macros. */
static const char *const harmless[]
    = { "txt",  "text", "csv",  "tsv",  "log",  "md",   "ics", "vcf",  "eml",
        "pdf",  "png",  "jpg",  "jpeg", "gif",  "webp", "tif", "tiff", "bmp",
        "heic", "avif", "docx", "xlsx", "pptx", "odt",  "ods", "odp",  NULL };

/* How programs and scripts begin, and the files that make menus of desktops run them. */
static const struct
{
  const char *bytes;
  gsize length;
} programs[] = {
  { "\x7f"
    "ELF",
    4 },
  { "MZ", 2 },
  { "#!", 2 },
  { "\xca\xfe\xba\xbe", 4 },
  { "\xcf\xfa\xed\xfe", 4 },
  { "\xce\xfa\xed\xfe", 4 },
  { "\xd0\xcf\x11\xe0", 4 }, /* OLE 2: the binary documents under another name */
  { "[Desktop Entry]", 15 },
  { "<?xml", 5 }, /* HTML and SVG under another name */
  { "<html", 5 },
  { "<!DOCTYPE", 9 },
  { "<svg", 4 },
};

/* Names of what holds macros within the ZIP that a document is: they stand there as they are. */
static const char *const macros[]
    = { "vbaProject.bin", "vbaData.xml", "macrosheets/", "Basic/script-lc.xml", "Scripts/" };

static const char *
get_ending (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot != name ? dot + 1 : "";
}

/**
 * mado_attachment_copy_may_open:
 * @name: of the file, as a stranger gave it
 *
 * Returns: whether files with such a name may be opened, as far as the name goes
 */
gboolean
mado_attachment_copy_may_open (const char *name)
{
  g_autofree char *ending = NULL;

  g_return_val_if_fail (name != NULL, FALSE);

  ending = g_ascii_strdown (get_ending (name), -1);
  return g_strv_contains (harmless, ending);
}

static gboolean
begins_like_a_program (const char *data, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    if (length >= programs[i].length
        && (memcmp (data, programs[i].bytes, programs[i].length) == 0
            || (*programs[i].bytes == '<'
                && g_ascii_strncasecmp (data, programs[i].bytes, programs[i].length) == 0)))
      return TRUE;
  return FALSE;
}

static gboolean
is_harmless (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  gsize skipped = 0;

  /* Marks of the order of bytes and white space are passed over by who reads. */
  if (length >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    skipped = 3;
  while (skipped < length && g_ascii_isspace (data[skipped]))
    skipped++;
  if (begins_like_a_program (data + skipped, length - skipped))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (macros); i++)
    if (length > 4 && memcmp (data, "PK\x03\x04", 4) == 0
        && memmem (data, length, macros[i], strlen (macros[i])) != NULL)
      return FALSE;
  return TRUE;
}

/* One name in the folder, short enough, with its ending. */
static char *
make_name (const char *name)
{
  g_autofree char *plain = g_strdelimit (g_strdup (name), "/", '_');
  const char *ending = get_ending (plain);
  gsize stem = MIN (strlen (plain) - strlen (ending) - 1, LONGEST);
  const char *end = NULL;

  g_utf8_validate (plain, (gssize) stem, &end);
  return g_strdup_printf ("%.*s.%s", (int) (end - plain), plain, ending);
}

/* It may be read, by its user, and nothing else. */
static gboolean
write_copy (const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return mado_database_file_make_folder (folder, error)
         && g_file_set_contents_full (path, data != NULL ? data : "", (gssize) length,
                                      G_FILE_SET_CONTENTS_CONSISTENT, 0400, error);
}

/**
 * mado_attachment_copy:
 * @name: of the file, as a stranger gave it
 * @folder: (type filename): in which copies are; made where it is not there
 * @error: as of mado_attachment_load(), and MADO_DESK_ERROR_NOT_ALLOWED for what may hold a program
 *
 * Returns: (transfer full) (nullable) (type filename): the copy
 */
char *
mado_attachment_copy (MadoDesk *desk, const char *sha256, const char *name, const char *folder,
                      GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (desk != NULL && sha256 != NULL && name != NULL && folder != NULL, NULL);

  bytes = mado_attachment_load (desk, sha256, error);
  if (bytes == NULL)
    return NULL;
  if (!mado_attachment_copy_may_open (name) || !is_harmless (bytes))
    {
      g_set_error (error, MADO_DESK_ERROR, MADO_DESK_ERROR_NOT_ALLOWED,
                   "“%s” may hold a program: it can be saved, not opened", name);
      return NULL;
    }
  /* Files of one name do not take each other's place. */
  plain = make_name (name);
  path = g_build_filename (folder, sha256, plain, NULL);
  return write_copy (path, bytes, error) ? g_steal_pointer (&path) : NULL;
}

static gboolean
remove_below (const char *folder, guint depth)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  gboolean is_done = TRUE;
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_unlink (path) != 0 && depth > 0)
        is_done = remove_below (path, depth - 1) && is_done;
    }
  return (g_rmdir (folder) == 0 || errno == ENOENT) && is_done;
}

/**
 * mado_attachment_copy_remove_all:
 * @folder: (type filename): in which copies are; it goes too
 * @error: MADO_STORE_ERROR_CANNOT_OPEN: some are still there
 */
gboolean
mado_attachment_copy_remove_all (const char *folder, GError **error)
{
  g_return_val_if_fail (folder != NULL, FALSE);

  if (remove_below (folder, DEPTH))
    return TRUE;
  g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_CANNOT_OPEN,
               "Copies of attachments are still there; remove “%s” by hand", folder);
  return FALSE;
}
