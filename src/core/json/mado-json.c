/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads and parses JSON that comes from anywhere: the only file that hands text to json-glib. */
#include "core/json/mado-json.h"

#include "core/json/mado-json-scan.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <linux/magic.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define READ_SIZE ((gsize) 64 * 1024)

G_DEFINE_QUARK (mado_record_error, mado_record_error)

/* Returns (nullable): a sealed node; @text has passed the scan. */
static JsonNode *
parse_scanned (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) refusal = NULL;

  if (!json_parser_load_from_data (parser, text, (gssize) length, &refusal))
    {
      g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED, "line %u, column %u: %s",
                   json_parser_get_current_line (parser), json_parser_get_current_pos (parser) + 1,
                   refusal->message);
      return NULL;
    }
  return json_parser_steal_root (parser);
}

static void
refuse_size (const char *name, gsize max_size, GError **error)
{
  g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED,
               "%s: the file is larger than %" G_GSIZE_FORMAT " bytes", name, max_size);
}

/* Opens without waiting: a FIFO without a writer would hold the caller for ever. Nothing is read of
 * a file that is known to be too large. */
static GInputStream *
open_path (const char *path, gsize max_size, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  int code = errno;
  g_autoptr (GInputStream) stream = NULL;
  struct stat status;
  struct statfs system;

  if (fd < 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", path,
                   g_strerror (code));
      return NULL;
    }
  stream = g_unix_input_stream_new (fd, TRUE);
  /* The files of /proc and /sys call themselves regular, and some block or never end. */
  if (fstat (fd, &status) != 0 || !S_ISREG (status.st_mode) || fstatfs (fd, &system) != 0
      || system.f_type == PROC_SUPER_MAGIC || system.f_type == SYSFS_MAGIC)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "%s is not a regular file",
                   path);
      return NULL;
    }
  if ((guint64) status.st_size > max_size)
    {
      refuse_size (path, max_size, error);
      return NULL;
    }
  return g_steal_pointer (&stream);
}

/* Opens what has no path of its own, such as a resource. */
static GInputStream *
open_elsewhere (GFile *file, const char *name, GCancellable *cancellable, GError **error)
{
  GFileType type;
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                                  G_FILE_QUERY_INFO_NONE, cancellable, error);

  if (info == NULL)
    return NULL;
  type = g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_STANDARD_TYPE);
  if (type != G_FILE_TYPE_REGULAR)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "%s is not a regular file",
                   name);
      return NULL;
    }
  return G_INPUT_STREAM (g_file_read (file, cancellable, error));
}

/**
 * mado_json_parse:
 * @text: (nullable) (array length=length): what came from anywhere; need not end in NUL
 * @length: bytes
 * @max_size: the most bytes @text may have, #MADO_JSON_MAX_LINE or #MADO_JSON_MAX_FILE
 * @flags: whether a byte order mark is accepted
 * @lines: (out) (optional) (transfer full) (element-type guint): the line, counted from 1, on which
 *   each element of the arrays that are members of the root object begins, in the order of the text
 * @error: set to %MADO_RECORD_ERROR_MALFORMED, the message beginning "line 12, column 5: "; columns
 *   count characters from 1
 *
 * Parses @text if it is strict JSON: one value (RFC 8259) in valid UTF-8, nested at most
 * #MADO_JSON_MAX_DEPTH deep, without U+0000, lone surrogates, equal names within one object,
 * fractions and exponents, every number within 64 bits signed, at most #MADO_JSON_MAX_MEMBERS
 * members in one object and #MADO_JSON_MAX_VALUES values in all.
 *
 * Returns: (transfer full) (nullable): the value, sealed
 */
JsonNode *
mado_json_parse (const char *text, gsize length, gsize max_size, MadoJsonFlags flags,
                 GArray **lines, GError **error)
{
  g_autoptr (GArray) found_lines = NULL;
  JsonNode *node;

  g_return_val_if_fail (text != NULL || length == 0, NULL);
  g_return_val_if_fail (max_size <= MADO_JSON_MAX_FILE, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (lines != NULL)
    {
      *lines = NULL;
      found_lines = g_array_new (FALSE, FALSE, sizeof (guint));
    }
  if (length > max_size)
    {
      g_set_error (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED,
                   "line 1, column 1: the text is larger than %" G_GSIZE_FORMAT " bytes", max_size);
      return NULL;
    }
  if (length >= strlen (BYTE_ORDER_MARK)
      && memcmp (text, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0)
    {
      if ((flags & MADO_JSON_ALLOW_BOM) == 0)
        {
          g_set_error_literal (error, MADO_RECORD_ERROR, MADO_RECORD_ERROR_MALFORMED,
                               "line 1, column 1: the text begins with a byte order mark");
          return NULL;
        }
      text += strlen (BYTE_ORDER_MARK);
      length -= strlen (BYTE_ORDER_MARK);
    }
  if (!mado_json_scan (text, length, found_lines, error))
    return NULL;
  node = parse_scanned (text, length, error);
  if (node != NULL && lines != NULL)
    *lines = g_steal_pointer (&found_lines);
  return node;
}

/**
 * mado_json_load_file:
 * @file: a file that a person chose, or one of the program's own (a resource will do)
 * @max_size: the most bytes it may have
 * @cancellable: (nullable): stops the reading
 * @error: set to %G_IO_ERROR_NOT_REGULAR_FILE for a folder, a FIFO, a device and the files of /proc
 *   and /sys; to %MADO_RECORD_ERROR_MALFORMED for a file larger than @max_size; else to what the
 *   file system says. The message names the file.
 *
 * Reads @file wholly. No more than @max_size bytes are ever held, whatever the file calls its size.
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes *
mado_json_load_file (GFile *file, gsize max_size, GCancellable *cancellable, GError **error)
{
  const char *path;
  g_autofree char *name = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize n_read;

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (max_size <= MADO_JSON_MAX_FILE, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  path = g_file_peek_path (file);
  name = g_file_get_parse_name (file);
  stream = path != NULL ? open_path (path, max_size, error)
                        : open_elsewhere (file, name, cancellable, error);
  if (stream == NULL)
    return NULL;
  do
    {
      gsize length = bytes->len;

      g_byte_array_set_size (bytes, length + READ_SIZE);
      if (!g_input_stream_read_all (stream, bytes->data + length, READ_SIZE, &n_read, cancellable,
                                    error))
        {
          g_prefix_error (error, "%s: ", name);
          return NULL;
        }
      g_byte_array_set_size (bytes, length + n_read);
      if (bytes->len > max_size)
        {
          refuse_size (name, max_size, error);
          return NULL;
        }
    }
  while (n_read == READ_SIZE);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
