/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a dossier as one HTML file, which any browser and word processor opens and prints. */
#include "app/sections/browse/mado-dossier.h"

#include <glib/gi18n.h>

#include "app/widgets/mado-display.h"
#include "app/widgets/mado-inert.h"
#include "core/model/mado-call.h"

/* Fit to be read and to be printed, a record a page. */
#define STYLE                                                                                      \
  "<style>body{max-width:44em;margin:2em auto;padding:0 1em;font-family:sans-serif;"               \
  "line-height:1.5}article{break-before:page;border-top:1px solid;margin-top:2em}"                 \
  "h2{font-size:1.1em}</style>\n"

void
mado_dossier_free (MadoDossier *self)
{
  g_free (self->title);
  g_free (self->query);
  g_array_unref (self->rowids);
  g_free (self);
}

static void
append_line (GString *html, const char *tag, const char *line)
{
  g_autofree char *inert = mado_inert_line (line, NULL);
  g_autofree char *escaped = g_markup_escape_text (inert, -1);

  g_string_append_printf (html, "<%s>%s</%s>\n", tag, escaped, tag);
}

static void
begin_document (GString *html, const char *title)
{
  g_string_append_printf (html, "<!doctype html>\n<html lang=\"%s\">\n<meta charset=\"utf-8\">\n",
                          mado_language_get_code (mado_display_get_interface_language ()));
  append_line (html, "title", title);
  g_string_append (html, STYLE);
}

/* Calls are open or closed by this day. */
static char *
dup_today (void)
{
  GDate day;
  char iso[11];

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 1, G_DATE_JANUARY, 1800);
  g_date_add_days (&day, (guint) mado_call_get_today ());
  g_date_strftime (iso, sizeof iso, "%Y-%m-%d", &day);
  return g_strdup (iso);
}

static void
append_standing (GString *html, const MadoDossier *self, const MadoStanding *standing, guint n,
                 gboolean names_today)
{
  g_autoptr (MadoDate) date = standing->date ? mado_date_new_from_iso (standing->date, NULL) : NULL;
  g_autofree char *day
      = date ? mado_date_format (date, self->rendering.language, MADO_DATE_FULL) : g_strdup ("—");
  g_autofree char *records = g_strdup_printf (ngettext ("%u record", "%u records", n), n);
  /* Translators: "12 records. Madoguchi, edition 41 (22 November 2026)" */
  g_autofree char *line = g_strdup_printf (_ ("%1$s. Madoguchi, edition %2$d (%3$s)"), records,
                                           (int) standing->edition, day);

  append_line (html, "p", line);
  if (names_today)
    {
      g_autofree char *iso = dup_today ();
      g_autoptr (MadoDate) today = mado_date_new_from_iso (iso, NULL);
      g_autofree char *now = mado_date_format (today, self->rendering.language, MADO_DATE_FULL);
      g_autofree char *calls = g_strdup_printf (_ ("Calls as they stand on %s"), now);

      append_line (html, "p", calls);
    }
}

static void
append_contents (GString *html, const MadoDossier *self, GPtrArray *contents)
{
  g_string_append (html, "<ol>\n");
  for (guint i = 0; i < contents->len; i++)
    {
      MadoRecord *record = ((MadoPageContent *) contents->pdata[i])->record;
      g_autofree char *title = mado_inert_line (
          mado_text_get (mado_record_get_title (record), self->rendering.language, NULL), NULL);
      g_autofree char *line = g_markup_printf_escaped ("<li><a href=\"#%s\">%s</a></li>\n",
                                                       mado_record_get_id (record), title);

      g_string_append (html, line);
    }
  g_string_append (html, "</ol>\n");
}

static void
append_record (GString *html, const MadoDossier *self, const MadoPageContent *content,
               MadoVocabulary *vocabulary)
{
  const MadoCopy copy = { content, vocabulary, self->rendering };
  g_autofree char *written = NULL;
  g_autofree char *text = NULL;
  g_autofree char *begin
      = g_markup_printf_escaped ("<article id=\"%s\">\n", mado_record_get_id (content->record));

  mado_copy_write (&copy, &written, &text);
  g_string_append_printf (html, "%s%s</article>\n", begin, written);
}

/* Of a page no more than a copy shows. Returns: (element-type MadoPageContent) */
static GPtrArray *
read_contents (const MadoDossier *self, MadoReader *reader, const MadoStanding *standing,
               GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) contents
      = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_page_content_free);

  for (guint i = 0; i < self->rowids->len; i++)
    {
      MadoPageContent *content = g_new0 (MadoPageContent, 1);

      g_ptr_array_add (contents, content);
      content->standing.edition = standing->edition;
      content->standing.date = g_strdup (standing->date);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      content->record = mado_reader_get_record_by_rowid (
          reader, g_array_index (self->rowids, gint64, i), &content->set, error);
      if (!content->record)
        return NULL;
    }
  return g_steal_pointer (&contents);
}

static gboolean
has_calls (GPtrArray *contents)
{
  for (guint i = 0; i < contents->len; i++)
    if (mado_record_get_kind (((MadoPageContent *) contents->pdata[i])->record)
        == MADO_KIND_OPPORTUNITY)
      return TRUE;
  return FALSE;
}

/**
 * mado_dossier_write:
 * @reader: of the calling thread
 *
 * Errors: MADO_STORE_ERROR, G_IO_ERROR_CANCELLED; NOT_FOUND where a record of the list has gone
 * meanwhile.
 *
 * Returns: (transfer full) (nullable): an HTML document in UTF-8
 */
GBytes *
mado_dossier_write (const MadoDossier *self, MadoReader *reader, GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GString) html = g_string_new (NULL);
  g_auto (MadoStanding) standing = { 0 };
  g_autoptr (GPtrArray) contents = NULL;
  g_autofree char *heading = NULL;

  g_return_val_if_fail (self != NULL && reader != NULL, NULL);

  if (!mado_reader_get_standing (reader, &standing, error))
    return NULL;
  contents = read_contents (self, reader, &standing, cancellable, error);
  if (!contents)
    return NULL;
  /* Translators: the name of a section, and what was searched for in it. */
  heading = *self->query ? g_strdup_printf (_ ("%1$s: %2$s"), self->title, self->query)
                         : g_strdup (self->title);
  begin_document (html, heading);
  append_line (html, "h1", heading);
  append_standing (html, self, &standing, contents->len, has_calls (contents));
  append_contents (html, self, contents);
  for (guint i = 0; i < contents->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      append_record (html, self, g_ptr_array_index (contents, i),
                     mado_reader_get_vocabulary (reader));
    }
  g_string_append (html, "</html>\n");
  return g_string_free_to_bytes (g_steal_pointer (&html));
}

static void
write_on_worker (GTask *task, gpointer reader, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *document = mado_dossier_write (data, reader, cancellable, &error);

  if (document)
    g_task_return_pointer (task, document, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

void
mado_dossier_write_async (MadoContext *context, MadoDossier *dossier, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (context, cancellable, callback, user_data);

  g_task_set_task_data (task, dossier, (GDestroyNotify) mado_dossier_free);
  mado_context_read (context, task, write_on_worker);
  g_object_unref (task);
}

GBytes *
mado_dossier_write_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * mado_dossier_write_record:
 *
 * Returns: (transfer full): the record alone as such a document
 */
GBytes *
mado_dossier_write_record (const MadoCopy *copy)
{
  g_autoptr (GString) document = g_string_new (NULL);
  g_autofree char *html = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (copy != NULL, NULL);

  mado_copy_write (copy, &html, &text);
  begin_document (document, mado_text_get (mado_record_get_title (copy->content->record),
                                           copy->rendering.language, NULL));
  g_string_append_printf (document, "%s</html>\n", html);
  return g_string_free_to_bytes (g_steal_pointer (&document));
}
