/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens the profile for a verb and writes its answer. */
#include "cli/mado-command.h"

#include <errno.h>
#include <stdio.h>

#include "core/store/mado-own-terms.h"

G_DEFINE_QUARK (mado_command_error, mado_command_error)

static void
complain_of_refused (const MadoApplied *applied)
{
  for (guint i = 0; applied->refused != NULL && i < applied->refused->len; i++)
    {
      const GError *refusal = g_ptr_array_index (applied->refused, i);

      mado_complain ("%s", refusal->message);
    }
}

/* Makes the store, or brings it up to the bundled edition. */
static gboolean
prepare_store (const char *profile, GError **error)
{
  g_autoptr (MadoWriter) writer = mado_writer_open (profile, error);
  g_auto (MadoApplied) applied = { 0 };
  g_autoptr (GError) refusal = NULL;

  if (writer == NULL || !mado_writer_apply_bundle (writer, NULL, &applied, NULL, error))
    return FALSE;
  complain_of_refused (&applied);
  mado_applied_clear (&applied);
  if (!mado_writer_take_terms (writer, profile, &applied, NULL, &refusal))
    mado_complain ("%s", refusal->message);
  return TRUE;
}

/**
 * mado_command_open:
 * @self: a command with its options read
 * @error: whatever stands against reading the store
 *
 * Opens the profile's store, made and brought up to the bundled edition first. A store that cannot
 * be written, because the window is at work in it or a newer version made it, is read as it is.
 *
 * Returns: whether the store can be read
 */
gboolean
mado_command_open (MadoCommand *self, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  gboolean prepared;

  g_return_val_if_fail (self != NULL && self->options.profile != NULL, FALSE);

  prepared = prepare_store (self->options.profile, &refusal);
  self->reader = mado_reader_open (self->options.profile, prepared ? error : NULL);
  if (self->reader == NULL && !prepared)
    g_propagate_error (error, g_steal_pointer (&refusal));
  else if (self->reader != NULL && !prepared)
    mado_complain ("%s (read as it is)", refusal->message);
  return self->reader != NULL;
}

void
mado_command_clear (MadoCommand *self)
{
  MadoOptions *options = &self->options;

  g_clear_pointer (&self->reader, mado_reader_close);
  g_clear_pointer (&options->profile, g_free);
  g_clear_pointer (&options->lang, g_free);
  g_clear_pointer (&options->kind, g_free);
  g_clear_pointer (&options->without, g_strfreev);
  g_clear_pointer (&options->sort, g_free);
  g_clear_pointer (&options->style, g_free);
  g_clear_pointer (&options->article, g_free);
  g_clear_pointer (&options->set, g_free);
  g_clear_pointer (&options->reading, g_free);
  g_clear_pointer (&options->note, g_free);
  g_clear_pointer (&options->source, g_free);
  g_clear_pointer (&options->format, g_free);
  g_clear_pointer (&options->from, g_free);
  mado_case_options_clear (&options->cases);
  g_clear_pointer (&options->calendar, g_free);
  g_clear_pointer (&options->closed, g_free);
  g_clear_pointer (&options->unit, g_free);
  g_clear_pointer (&options->root, g_free);
  g_clear_pointer (&options->keys, g_free);
  g_clear_pointer (&options->edition, g_free);
}

/**
 * mado_command_parse_kind:
 * @word: what was typed
 * @error: %MADO_COMMAND_ERROR_USAGE, listing the kinds
 *
 * Returns: the kind, or %MADO_KIND_NONE with @error
 */
MadoKind
mado_command_parse_kind (const char *word, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);
  MadoKind kind = mado_kind_from_word (word);

  if (kind != MADO_KIND_NONE)
    return kind;
  for (MadoKind i = MADO_KIND_NONE + 1; i < MADO_N_KINDS; i++)
    g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", mado_kind_to_word (i));
  g_set_error (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_USAGE,
               "“%s” is no kind of record; the kinds are %s", word, known->str);
  return MADO_KIND_NONE;
}

/* The word as the vocabulary says it in the command's language. */
const char *
mado_command_get_label (MadoCommand *self, const char *list, const char *id)
{
  return mado_vocabulary_get_label (mado_reader_get_vocabulary (self->reader), list, id,
                                    self->language);
}

/* Writes UTF-8 whatever the locale. A record's text comes from strangers: what would drive the
 * terminal, or turn the text around on it, is replaced; line breaks are the program's own. */
static void
write_clean (FILE *file, const char *text)
{
  g_autoptr (GString) clean = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      gboolean turns = (character >= 0x202A && character <= 0x202E)
                       || (character >= 0x2066 && character <= 0x2069);

      if (turns || (g_unichar_iscntrl (character) && character != '\n'))
        character = 0xFFFD;
      g_string_append_unichar (clean, character);
    }
  fwrite (clean->str, 1, clean->len, file);
}

void
mado_print (const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *valid = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  valid = g_utf8_make_valid (text, -1);
  write_clean (stdout, valid);
}

void
mado_print_raw (const char *text)
{
  fputs (text, stdout);
}

void
mado_print_columns (const char *indent, const char *first, guint width, const char *second)
{
  /* printf counts bytes. */
  glong gap = MAX (0, (glong) width - g_utf8_strlen (first, -1));

  mado_print ("%s%s%*s %s\n", indent, first, (int) gap, "", second);
}

void
mado_complain (const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *valid = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  valid = g_utf8_make_valid (text, -1);
  fputs ("mado: ", stderr);
  write_clean (stderr, valid);
  fputc ('\n', stderr);
}

void
mado_print_json (JsonNode *node)
{
  g_autofree char *form = mado_json_to_record_form (node);

  fputs (form, stdout);
  fputc ('\n', stdout);
}

/* (transfer full): prints @object as one line. */
void
mado_print_json_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  mado_print_json (node);
}

/* (transfer full): prints @array as one line. */
void
mado_print_json_array (JsonArray *array)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);
  mado_print_json (node);
}

/* An answer that did not reach its file whole is a failure: the disk may be full. */
gboolean
mado_finish_output (GError **error)
{
  errno = 0;
  if (fflush (stdout) == 0 && !ferror (stdout))
    return TRUE;
  g_set_error (error, MADO_COMMAND_ERROR, MADO_COMMAND_ERROR_OUTPUT,
               "The answer could not be written: %s", g_strerror (errno));
  return FALSE;
}
