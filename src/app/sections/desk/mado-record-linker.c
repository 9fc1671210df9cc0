/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a row does not know of its case is read when it is picked. A case is marked, too, whose
 * reply cites the record: it belongs to that case, and nothing takes it away. */
#include "app/sections/desk/mado-record-linker.h"

#include <glib/gi18n.h>

#include "app/sections/desk/mado-case-changes.h"
#include "app/sections/desk/mado-case-line.h"
#include "app/sections/desk/mado-case-say.h"
#include "app/sections/search/mado-findings.h"
#include "app/widgets/mado-display.h"
#include "app/widgets/mado-toast.h"

#define MOST 40u    /* rows */
#define MARKS 1000u /* cases that one record is linked to */

struct _MadoRecordLinker
{
  MadoLinker parent_instance;
  MadoRecord *record;
  GCancellable *marking;
};

G_DEFINE_FINAL_TYPE (MadoRecordLinker, mado_record_linker, MADO_TYPE_LINKER)

static void
complain (MadoRecordLinker *self, const GError *error)
{
  mado_case_complain (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))), error);
}

/* --- Rows --- */

static void
append_case (MadoRecordLinker *self, MadoCaseRow *found)
{
  MadoCaseDesk *desk = mado_linker_get_desk (MADO_LINKER (self));
  g_autoptr (MadoCaseItem) item = mado_case_item_new (found, desk);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *line = mado_case_line_new ();
  g_autofree char *name = NULL;

  mado_case_line_show (MADO_CASE_LINE (line), item, mado_case_desk_get_today (desk));
  name = mado_case_line_dup_name (MADO_CASE_LINE (line));
  gtk_widget_set_hexpand (line, TRUE);
  gtk_box_append (GTK_BOX (box), line);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  mado_linker_append (MADO_LINKER (self), row, found->id, name);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoRecordLinker) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = mado_cases_list_finish (result, &error);

  if (self->record == NULL)
    return;
  if (rows == NULL)
    {
      complain (self, error);
      return;
    }
  mado_linker_begin_rows (MADO_LINKER (self));
  for (guint i = 0; i < rows->len; i++)
    append_case (self, rows->pdata[i]);
  mado_linker_end_rows (MADO_LINKER (self));
}

/* "12" or "case:12"; 0: it is no number */
static gint64
parse_number (const char *text)
{
  const char *digits = g_str_has_prefix (text, "case:") ? text + strlen ("case:") : text;
  gint64 number = 0;

  return g_ascii_string_to_signed (digits, 10, 1, G_MAXINT64, &number, NULL) ? number : 0;
}

static void
ask (MadoLinker *linker, const char *text, GCancellable *cancellable)
{
  MadoRecordLinker *self = MADO_RECORD_LINKER (linker);
  MadoCaseDesk *desk = mado_linker_get_desk (linker);
  g_autofree char *plain = mado_findings_make_plain (text);
  g_autofree char *bare = g_strstrip (g_strdup (text));
  g_autoptr (MadoQuery) query = NULL;
  MadoCaseRequest request = { .number = parse_number (bare) };

  /* Asked again when the rule is here by which cases are due. */
  if (self->record == NULL || mado_case_desk_get_rule (desk) == NULL)
    return;
  mado_case_desk_fill_request (desk, &request);
  if (request.number == 0 && *plain != '\0')
    query = mado_query_parse (plain, NULL, NULL, NULL);
  request.query = query;
  request.view = *plain != '\0' ? MADO_CASE_VIEW_ALL : MADO_CASE_VIEW_LIVE;
  mado_cases_list_async (mado_case_desk_get_worker (desk), &request, MOST, cancellable, listed_cb,
                         g_object_ref (self));
}

/* --- Links --- */

typedef struct
{
  MadoRecordLinker *self;
  gboolean linked;
} Wish;

static gboolean
has_link (MadoCase *the_case, const char *record)
{
  GPtrArray *links = mado_case_get_links (the_case);

  for (guint i = 0; i < links->len; i++)
    if (g_str_equal (mado_case_event_get_text (links->pdata[i], "record"), record))
      return TRUE;
  return FALSE;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Wish *wish = user_data;
  g_autoptr (MadoRecordLinker) self = wish->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCasePage) page = mado_cases_load_finish (result, &error);

  if (self->record == NULL)
    return;
  if (page == NULL)
    complain (self, error);
  else if (!wish->linked && !has_link (page->the_case, mado_record_get_id (self->record)))
    mado_toast_say (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))),
                    _ ("A reply of this case cites the record: that stays."));
  else
    mado_case_change_link_record (mado_linker_get_desk (MADO_LINKER (self)), page->the_case,
                                  self->record, wish->linked);
}

static void
set_linked (MadoLinker *linker, GtkListBoxRow *row, const char *id, gboolean linked)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->self = g_object_ref (MADO_RECORD_LINKER (linker));
  wish->linked = linked;
  mado_cases_load_async (mado_case_desk_get_worker (mado_linker_get_desk (linker)), id, NULL,
                         loaded_cb, wish);
}

static void
marked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoRecordLinker) self = user_data;
  g_autoptr (GPtrArray) rows = mado_cases_list_finish (result, NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  /* The list of the window says what is wrong with a desk that cannot be read. */
  if (self->record == NULL || rows == NULL)
    return;
  for (guint i = 0; i < rows->len; i++)
    g_hash_table_add (ids, g_strdup (((MadoCaseRow *) rows->pdata[i])->id));
  mado_linker_mark (MADO_LINKER (self), ids);
}

static void
look_again (MadoLinker *linker, const char *id)
{
  MadoRecordLinker *self = MADO_RECORD_LINKER (linker);
  MadoCaseRequest request = { .view = MADO_CASE_VIEW_ALL };

  if (self->record == NULL)
    return;
  request.record = mado_record_get_id (self->record);
  g_cancellable_cancel (self->marking);
  g_clear_object (&self->marking);
  self->marking = g_cancellable_new ();
  mado_cases_list_async (mado_case_desk_get_worker (mado_linker_get_desk (linker)), &request, MARKS,
                         self->marking, marked_cb, g_object_ref (self));
}

static void
mado_record_linker_dispose (GObject *object)
{
  MadoRecordLinker *self = MADO_RECORD_LINKER (object);

  g_cancellable_cancel (self->marking);
  g_clear_object (&self->marking);
  g_clear_object (&self->record);
  G_OBJECT_CLASS (mado_record_linker_parent_class)->dispose (object);
}

static void
mado_record_linker_class_init (MadoRecordLinkerClass *klass)
{
  MadoLinkerClass *linker_class = MADO_LINKER_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_record_linker_dispose;
  linker_class->ask = ask;
  linker_class->set_linked = set_linked;
  linker_class->look_again = look_again;
}

static void
mado_record_linker_init (MadoRecordLinker *self)
{
}

GtkWidget *
mado_record_linker_new (GtkWindow *parent, MadoCaseDesk *desk, MadoRecord *record)
{
  MadoRecordLinker *self;

  g_return_val_if_fail (MADO_IS_CASE_DESK (desk) && MADO_IS_RECORD (record), NULL);

  self = g_object_new (MADO_TYPE_RECORD_LINKER, "transient-for", parent, NULL);
  self->record = g_object_ref (record);
  mado_linker_set_up (
      MADO_LINKER (self), desk, _ ("Link to cases"),
      mado_text_get (mado_record_get_title (record), mado_display_get_interface_language (), NULL),
      _ ("Number or words of a case"), C_ ("section", "Cases"));
  g_signal_connect_object (desk, "ready", G_CALLBACK (mado_linker_ask), self, G_CONNECT_SWAPPED);
  look_again (MADO_LINKER (self), NULL);
  if (mado_case_desk_get_rule (desk) == NULL)
    mado_case_desk_load (desk);
  else
    mado_linker_ask (MADO_LINKER (self));
  return GTK_WIDGET (self);
}
