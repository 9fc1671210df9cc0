/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a record's page is made of, from its title down to the note. */
#include "app/sections/browse/mado-page-body.h"

#include <glib/gi18n.h>

#include "app/sections/browse/mado-note.h"
#include "app/sections/browse/mado-page-blocks.h"
#include "app/sections/desk/mado-case-group.h"

#define MOST_CASES 6

struct _MadoPageBody
{
  GtkBox parent_instance;
  MadoCaseGroup *cases; /* nullable: made for the first record */
  GtkWidget *note;      /* likewise */
};

G_DEFINE_FINAL_TYPE (MadoPageBody, mado_page_body, GTK_TYPE_BOX)

static void
mado_page_body_class_init (MadoPageBodyClass *klass)
{
}

static void
mado_page_body_init (MadoPageBody *self)
{
}

/* The note may be being written, and the desk tells of the cases later: they stay where they are.
 */
static void
ensure_lasting (MadoPageBody *self, MadoContext *context)
{
  if (self->note)
    return;
  self->cases = MADO_CASE_GROUP (mado_case_group_new (_ ("Cases with this record"), MOST_CASES));
  self->note = mado_note_new (context);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->cases));
  gtk_box_append (GTK_BOX (self), self->note);
}

void
mado_page_body_clear (MadoPageBody *self)
{
  GtkWidget *next;

  g_return_if_fail (MADO_IS_PAGE_BODY (self));

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child; child = next)
    {
      next = gtk_widget_get_next_sibling (child);
      if (child != self->note && child != GTK_WIDGET (self->cases))
        gtk_box_remove (GTK_BOX (self), child);
    }
}

static void
move_to_end (MadoPageBody *self, GtkWidget *child)
{
  gtk_box_reorder_child_after (GTK_BOX (self), child,
                               gtk_widget_get_last_child (GTK_WIDGET (self)));
}

void
mado_page_body_fill (MadoPageBody *self, MadoContext *context, MadoPageContent *content,
                     gboolean is_narrow)
{
  g_return_if_fail (MADO_IS_PAGE_BODY (self) && content != NULL);

  mado_page_body_clear (self);
  mado_page_blocks_fill (GTK_BOX (self), content, mado_context_get_vocabulary (context), is_narrow);
  ensure_lasting (self, context);
  move_to_end (self, GTK_WIDGET (self->cases));
  move_to_end (self, self->note);
  mado_case_group_show_record (self->cases, mado_case_desk_get (context),
                               mado_record_get_id (content->record));
  mado_note_set_record (MADO_NOTE (self->note), content->record);
}
