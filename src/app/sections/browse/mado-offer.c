/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A content provider that reads when it is asked: what is dragged and let go over nothing has cost
 * nothing. A file is written only where a file is asked for. */
#include "app/sections/browse/mado-offer.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "app/sections/browse/mado-dossier.h"
#include "app/sections/mado-advice.h"
#include "app/sections/mado-files.h"
#include "app/widgets/mado-toast.h"

#define MOST_NAME 60         /* characters of a file's name: 240 bytes at most */
#define LASTS (24 * 60 * 60) /* seconds that a file stays for whoever still reads it */
#define MOST_OLD 1000        /* files that are looked at to remove the old ones */
#define HTML "text/html"

/* What is read once for all forms. */
typedef struct
{
  char *text;
  char *html;
  char *name; /* of the file */
  GBytes *content;
} Made;

/* Does not change: the reader's thread looks at it. */
typedef struct
{
  char *id;
  MadoOfferKind kind;
  MadoRendering rendering;
} Wish;

struct _MadoOffer
{
  GdkContentProvider parent_instance;

  MadoContext *context;
  Wish wish;
  GdkContentFormats *texts;
  GdkContentFormats *formats;
};

enum
{
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoOffer, mado_offer, GDK_TYPE_CONTENT_PROVIDER)

/* One form that is asked for. */
typedef struct
{
  GOutputStream *stream;
  const char *mime_type; /* interned */
  Made *made;            /* nullable: not read yet */
} Request;

static void
made_free (Made *self)
{
  g_free (self->text);
  g_free (self->html);
  g_free (self->name);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_free (self);
}

static void
request_free (Request *self)
{
  g_object_unref (self->stream);
  g_clear_pointer (&self->made, made_free);
  g_free (self);
}

static void
make_record (Made *made, const Wish *wish, const MadoPageContent *content,
             MadoVocabulary *vocabulary)
{
  const MadoCopy copy = { content, vocabulary, wish->rendering };

  mado_copy_write (&copy, &made->html, &made->text);
  made->content = mado_dossier_write_record (&copy);
}

static void
make_citation (Made *made, const Wish *wish, const MadoPageContent *content,
               MadoVocabulary *vocabulary)
{
  const MadoCitationEdition edition = mado_page_content_get_edition (content);
  char *bibtex = mado_citation_for_record (content->record, vocabulary, &edition,
                                           wish->rendering.language, MADO_CITATION_BIBTEX);

  made->text = mado_citation_for_record (content->record, vocabulary, &edition,
                                         wish->rendering.language, MADO_CITATION_TEXT);
  made->html = g_markup_printf_escaped (
      "<p lang=\"%s\">%s</p>\n", mado_language_get_code (wish->rendering.language), made->text);
  made->content = g_bytes_new_take (bibtex, strlen (bibtex));
}

static Made *
make (const Wish *wish, MadoReader *reader, GCancellable *cancellable, GError **error)
{
  g_autoptr (MadoPageContent) content
      = mado_page_content_read (reader, wish->id, cancellable, error);
  g_autofree char *title = NULL;
  Made *made;

  if (!content)
    return NULL;
  made = g_new0 (Made, 1);
  if (wish->kind == MADO_OFFER_RECORD)
    make_record (made, wish, content, mado_reader_get_vocabulary (reader));
  else
    make_citation (made, wish, content, mado_reader_get_vocabulary (reader));
  title = g_utf8_substring (
      mado_text_get (mado_record_get_title (content->record), wish->rendering.language, NULL), 0,
      MOST_NAME);
  made->name = mado_files_make_name (title, wish->kind == MADO_OFFER_RECORD ? ".html" : ".bib");
  return made;
}

static void
make_on_worker (GTask *task, gpointer reader, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  Made *made = make (data, reader, cancellable, &error);

  if (made)
    g_task_return_pointer (task, made, (GDestroyNotify) made_free);
  else
    g_task_return_error (task, error);
}

/* Ends with g_task_propagate_pointer(), which gives what was made. */
static void
make_async (MadoOffer *self, GCancellable *cancellable, GAsyncReadyCallback callback,
            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_task_data (task, &self->wish, NULL);
  mado_context_read (self->context, task, make_on_worker);
}

/* Who took a file may still be reading it; a day later nobody is. */
static void
remove_old (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *name;

  for (guint i = 0; dir && i < MOST_OLD && (name = g_dir_read_name (dir)); i++)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf stat;

      if (g_lstat (path, &stat) == 0 && S_ISREG (stat.st_mode) && now - stat.st_mtime > LASTS)
        g_unlink (path);
    }
}

static void
write_on_worker (GTask *task, gpointer reader, gpointer data, GCancellable *cancellable)
{
  const Made *made = ((Request *) data)->made;
  /* Within a sandbox too this folder has the same name for everybody else. */
  g_autofree char *folder
      = g_build_filename (g_get_user_cache_dir (), "madoguchi", "dragged", NULL);
  g_autoptr (GFile) file = g_file_new_build_filename (folder, made->name, NULL);
  GError *error = NULL;
  gsize length;
  const char *content = g_bytes_get_data (made->content, &length);

  g_mkdir_with_parents (folder, 0700);
  remove_old (folder);
  if (g_file_replace_contents (file, content, length, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                               cancellable, &error))
    g_task_return_pointer (task, g_object_ref (file), g_object_unref);
  else
    g_task_return_error (task, error);
}

/* Hands the error on, and tells whoever looks after the widget that was dragged from. */
static void
fail (GTask *task, GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (g_task_get_source_object (task), signals[FAILED], 0, error);
  g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (G_IS_OUTPUT_STREAM (source)
          ? g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error)
          : gdk_content_serialize_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
file_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GFile) file = g_task_propagate_pointer (G_TASK (result), &error);
  g_auto (GValue) value = G_VALUE_INIT;
  GSList files = { file, NULL };

  if (!file)
    {
      fail (task, error);
      return;
    }
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, &files);
  gdk_content_serialize_async (request->stream, request->mime_type, &value,
                               g_task_get_priority (task), g_task_get_cancellable (task),
                               written_cb, g_object_ref (task));
}

static void
give_text (GTask *task, Request *request)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  g_value_set_string (&value, request->made->text);
  gdk_content_serialize_async (request->stream, request->mime_type, &value,
                               g_task_get_priority (task), g_task_get_cancellable (task),
                               written_cb, g_object_ref (task));
}

static void
give_file (GTask *task, Request *request)
{
  MadoOffer *self = g_task_get_source_object (task);
  g_autoptr (GTask) writing
      = g_task_new (self, g_task_get_cancellable (task), file_written_cb, g_object_ref (task));

  g_task_set_task_data (writing, request, NULL);
  mado_context_read (self->context, writing, write_on_worker);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoOffer *self = MADO_OFFER (source);
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;

  request->made = g_task_propagate_pointer (G_TASK (result), &error);
  if (!request->made)
    fail (task, error);
  else if (g_str_equal (request->mime_type, HTML))
    g_output_stream_write_all_async (
        request->stream, request->made->html, strlen (request->made->html),
        g_task_get_priority (task), g_task_get_cancellable (task), written_cb, g_object_ref (task));
  else if (gdk_content_formats_contain_mime_type (self->texts, request->mime_type))
    give_text (task, request);
  else
    give_file (task, request);
}

static GdkContentFormats *
mado_offer_ref_formats (GdkContentProvider *provider)
{
  return gdk_content_formats_ref (MADO_OFFER (provider)->formats);
}

static void
mado_offer_write_mime_type_async (GdkContentProvider *provider, const char *mime_type,
                                  GOutputStream *stream, int priority, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data)
{
  MadoOffer *self = MADO_OFFER (provider);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->stream = g_object_ref (stream);
  request->mime_type = g_intern_string (mime_type);
  g_task_set_priority (task, priority);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  make_async (self, cancellable, made_cb, task);
}

static gboolean
mado_offer_write_mime_type_finish (GdkContentProvider *provider, GAsyncResult *result,
                                   GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
mado_offer_finalize (GObject *object)
{
  MadoOffer *self = MADO_OFFER (object);

  g_clear_object (&self->context);
  g_free (self->wish.id);
  g_clear_pointer (&self->texts, gdk_content_formats_unref);
  g_clear_pointer (&self->formats, gdk_content_formats_unref);
  G_OBJECT_CLASS (mado_offer_parent_class)->finalize (object);
}

static void
mado_offer_class_init (MadoOfferClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mado_offer_finalize;
  provider_class->ref_formats = mado_offer_ref_formats;
  provider_class->write_mime_type_async = mado_offer_write_mime_type_async;
  provider_class->write_mime_type_finish = mado_offer_write_mime_type_finish;
  signals[FAILED] = g_signal_new ("failed", MADO_TYPE_OFFER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

/* The types that GDK writes a value of @type as, such as those of the portal for files; without
 * @type itself, for a value would have to be there at once. */
static GdkContentFormats *
list_types (GType type)
{
  g_autoptr (GdkContentFormats) all
      = gdk_content_formats_union_serialize_mime_types (gdk_content_formats_new_for_gtype (type));
  gsize n;
  const char *const *names = gdk_content_formats_get_mime_types (all, &n);

  return gdk_content_formats_new ((const char **) names, (guint) n);
}

static void
mado_offer_init (MadoOffer *self)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();
  g_autoptr (GdkContentFormats) files = list_types (GDK_TYPE_FILE_LIST);

  self->texts = list_types (G_TYPE_STRING);
  gdk_content_formats_builder_add_mime_type (builder, HTML);
  gdk_content_formats_builder_add_formats (builder, self->texts);
  gdk_content_formats_builder_add_formats (builder, files);
  self->formats = gdk_content_formats_builder_free_to_formats (builder);
}

/**
 * mado_offer_new:
 * @context: (transfer none): open
 * @display: (transfer none): how it is read
 * @id: of the record
 *
 * Returns: (transfer full)
 */
MadoOffer *
mado_offer_new (MadoContext *context, MadoDisplay *display, const char *id, MadoOfferKind kind)
{
  MadoOffer *self;

  g_return_val_if_fail (MADO_IS_CONTEXT (context) && MADO_IS_DISPLAY (display), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (MADO_TYPE_OFFER, NULL);
  self->context = g_object_ref (context);
  self->wish = (Wish){ g_strdup (id), kind, mado_display_get_rendering (display) };
  return self;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *said = mado_files_explain_saved (result);

  if (said)
    mado_toast_say (GTK_WIDGET (source), said);
}

static void
made_to_save_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;
  Made *made = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *advice = made ? NULL : mado_advice_explain (error);

  if (!made)
    {
      mado_toast_say (widget, advice);
      return;
    }
  if (gtk_widget_get_root (widget))
    mado_files_save_async (widget,
                           MADO_OFFER (source)->wish.kind == MADO_OFFER_RECORD
                               ? _ ("Save the record")
                               : _ ("Save the citation"),
                           made->name, made->content, NULL, saved_cb, NULL);
  made_free (made);
}

void
mado_offer_save (MadoOffer *self, GtkWidget *widget)
{
  g_return_if_fail (MADO_IS_OFFER (self) && GTK_IS_WIDGET (widget));

  make_async (self, NULL, made_to_save_cb, g_object_ref (widget));
}
