/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The case is read again after each change: what it is linked to is what its events say. */
#include "app/sections/desk/mado-case-linker.h"

#include <glib/gi18n.h>

#include "app/sections/desk/mado-case-changes.h"
#include "app/sections/desk/mado-case-say.h"
#include "app/sections/desk/mado-case-words.h"
#include "app/sections/search/mado-findings.h"
#include "app/sections/search/mado-hit-row.h"
#include "app/sections/search/mado-leap.h"
#include "app/widgets/mado-inert.h"
#include "app/widgets/mado-plain-label.h"

struct _MadoCaseLinker
{
  MadoLinker parent_instance;
  MadoCase *the_case;
  GCancellable *loading;
};

G_DEFINE_FINAL_TYPE (MadoCaseLinker, mado_case_linker, MADO_TYPE_LINKER)

/* --- Rows --- */

static void
append_hit (MadoCaseLinker *self, const MadoHit *hit, MadoQuery *query)
{
  MadoLanguage language
      = mado_display_get_language (mado_display_get_for_widget (GTK_WIDGET (self)));
  GtkWidget *row = mado_hit_row_new_short (hit, query, language);

  g_object_set_data_full (G_OBJECT (row), "record", g_object_ref (hit->record), g_object_unref);
  mado_linker_append (MADO_LINKER (self), row, mado_record_get_id (hit->record),
                      mado_hit_row_get_name (GTK_LIST_BOX_ROW (row)));
}

/* A link outlives its record: the title is that of the event. */
static void
append_link (MadoCaseLinker *self, MadoCaseEvent *link)
{
  const char *id = mado_case_event_get_text (link, "record");
  g_autofree char *words = mado_case_event_dup_title (link, mado_display_get_interface_language ());
  g_autofree char *title = mado_inert_line (words != NULL ? words : id, NULL);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = mado_plain_label_new (title, "row-title");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "title",
                          g_strdup (mado_case_event_get_text (link, "title")), g_free);
  mado_linker_append (MADO_LINKER (self), row, id, title);
}

static void
show_links (MadoCaseLinker *self)
{
  GPtrArray *links = mado_case_get_links (self->the_case);

  mado_linker_begin_rows (MADO_LINKER (self));
  for (guint i = 0; i < links->len; i++)
    append_link (self, links->pdata[i]);
  if (links->len > 0)
    mado_linker_end_rows (MADO_LINKER (self));
}

static void
leap_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoCaseLinker) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoLeap) leap = mado_leap_read_finish (result, &error);

  if (mado_linker_get_desk (MADO_LINKER (self)) == NULL)
    return;
  if (leap == NULL)
    {
      mado_case_complain (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))), error);
      return;
    }
  mado_linker_begin_rows (MADO_LINKER (self));
  for (guint i = 0; i < leap->hits->len; i++)
    append_hit (self, leap->hits->pdata[i], leap->query);
  mado_linker_end_rows (MADO_LINKER (self));
}

static void
ask (MadoLinker *linker, const char *text, GCancellable *cancellable)
{
  MadoCaseLinker *self = MADO_CASE_LINKER (linker);
  g_autofree char *plain = mado_findings_make_plain (text);

  if (self->the_case == NULL)
    return;
  if (*plain == '\0')
    show_links (self);
  else
    mado_leap_read_async (mado_case_desk_get_context (mado_linker_get_desk (linker)), text,
                          MADO_LEAP_TEXTS, cancellable, leap_read_cb, g_object_ref (self));
}

/* --- Links --- */

static void
set_linked (MadoLinker *linker, GtkListBoxRow *row, const char *id, gboolean linked)
{
  MadoCaseLinker *self = MADO_CASE_LINKER (linker);
  MadoRecord *record = g_object_get_data (G_OBJECT (row), "record");

  if (record != NULL)
    mado_case_change_link_record (mado_linker_get_desk (linker), self->the_case, record, linked);
  else
    mado_case_change_link (mado_linker_get_desk (linker), self->the_case, id,
                           g_object_get_data (G_OBJECT (row), "title"), linked);
}

static void
set_case (MadoCaseLinker *self, MadoCase *the_case)
{
  GPtrArray *links = mado_case_get_links (the_case);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_set_object (&self->the_case, the_case);
  for (guint i = 0; i < links->len; i++)
    g_hash_table_add (ids, g_strdup (mado_case_event_get_text (links->pdata[i], "record")));
  mado_linker_mark (MADO_LINKER (self), ids);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoCaseLinker) self = user_data;
  g_autoptr (MadoCasePage) page = mado_cases_load_finish (result, NULL);

  /* A case that cannot be read any more is told of by its page, which reads it too. */
  if (self->the_case != NULL && page != NULL)
    set_case (self, page->the_case);
}

static void
look_again (MadoLinker *linker, const char *id)
{
  MadoCaseLinker *self = MADO_CASE_LINKER (linker);

  if (self->the_case == NULL || g_strcmp0 (id, mado_case_get_id (self->the_case)) != 0)
    return;
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  mado_cases_load_async (mado_case_desk_get_worker (mado_linker_get_desk (linker)), id,
                         self->loading, loaded_cb, g_object_ref (self));
}

static void
mado_case_linker_dispose (GObject *object)
{
  MadoCaseLinker *self = MADO_CASE_LINKER (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->the_case);
  G_OBJECT_CLASS (mado_case_linker_parent_class)->dispose (object);
}

static void
mado_case_linker_class_init (MadoCaseLinkerClass *klass)
{
  MadoLinkerClass *linker_class = MADO_LINKER_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_case_linker_dispose;
  linker_class->ask = ask;
  linker_class->set_linked = set_linked;
  linker_class->look_again = look_again;
}

static void
mado_case_linker_init (MadoCaseLinker *self)
{
}

GtkWidget *
mado_case_linker_new (GtkWindow *parent, MadoCaseDesk *desk, MadoCase *the_case)
{
  MadoCaseLinker *self;
  g_autofree char *about = NULL;

  g_return_val_if_fail (MADO_IS_CASE_DESK (desk) && MADO_IS_CASE (the_case), NULL);

  self = g_object_new (MADO_TYPE_CASE_LINKER, "transient-for", parent, NULL);
  about = mado_case_words_dup_title (mado_case_get_value (the_case, MADO_CASE_TITLE),
                                     mado_case_get_number (the_case));
  set_case (self, the_case);
  mado_linker_set_up (MADO_LINKER (self), desk, _ ("Link records"), about,
                      _ ("Number, title or words of a record"), _ ("Records"));
  mado_linker_ask (MADO_LINKER (self));
  return GTK_WIDGET (self);
}
