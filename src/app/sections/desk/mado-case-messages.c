/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages of the case and of those that were merged into it, in the order of their times. */
#include "app/sections/desk/mado-case-messages.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/sections/desk/mado-case-attachments.h"
#include "app/sections/desk/mado-case-pieces.h"
#include "app/sections/desk/mado-case-times.h"
#include "app/sections/desk/mado-case-words.h"
#include "app/widgets/mado-plain-label.h"
#include "app/widgets/mado-text-label.h"

/* How each kind of message looks: a margin at one side says who speaks. */
typedef struct
{
  MadoCaseEventKind kind;
  const char *css;
  const char *icon;
  const char *head;
  int start; /* pixels of room at its sides */
  int end;
} Look;

static const Look looks[] = {
  { MADO_CASE_RECEIVED, "received", "mail-unread-symbolic", N_ ("Question received"), 0, 40 },
  { MADO_CASE_REPLIED, "reply", "mail-replied-symbolic", N_ ("Reply sent"), 40, 0 },
  { MADO_CASE_NOTED, "note", "changes-prevent-symbolic",
    N_ ("Internal note · never leaves this desk"), 20, 20 },
};

static const Look *
find_look (MadoCaseEvent *event)
{
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    if (looks[i].kind == mado_case_event_get_kind (event))
      return &looks[i];
  return NULL;
}

/* For a message that came, when it came; else when it was written. */
static gint64
get_moment (MadoCaseEvent *event)
{
  gint64 received = mado_case_event_get_number (event, "received", 0);

  return received > 0 && received < G_MAXINT64 / G_USEC_PER_SEC ? received * G_USEC_PER_SEC
                                                                : mado_case_event_get_at (event);
}

static GtkWidget *
make_plain (const char *text, const char *css)
{
  GtkWidget *label = g_object_new (MADO_TYPE_TEXT_LABEL, "mark-fallback", FALSE, NULL);

  mado_text_label_set_plain (MADO_TEXT_LABEL (label), text, mado_case_words_guess_language (text));
  gtk_widget_add_css_class (label, css);
  return label;
}

/* Who speaks: of a message that came the enquirer, else the officer. */
static char *
dup_speaker (const MadoCasePage *page, MadoCaseEvent *event)
{
  g_autofree char *name = NULL;

  if (mado_case_event_get_kind (event) != MADO_CASE_RECEIVED)
    return g_strdup (mado_case_event_get_by (event));
  name = page->person != NULL ? mado_case_person_dup_name (page->person) : NULL;
  return name != NULL && *name != '\0' ? g_steal_pointer (&name) : NULL;
}

static GtkWidget *
make_head (const Look *look, const char *speaker, const char *when)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 7);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", look->icon, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), mado_plain_label_new (_ (look->head), "heading"));
  if (speaker != NULL)
    {
      GtkWidget *name = make_plain (speaker, "row-sub");

      g_object_set (name, "lines", 1, NULL);
      gtk_widget_set_hexpand (name, TRUE);
      gtk_box_append (GTK_BOX (line), name);
    }
  gtk_box_append (GTK_BOX (head), line);
  gtk_box_append (GTK_BOX (head), mado_plain_label_new (when, "row-sub"));
  return head;
}

static void
append_text (GtkBox *box, MadoCaseEvent *event)
{
  const char *subject = mado_case_event_get_text (event, "subject");
  const char *text = mado_case_event_get_text (event, "text");

  if (mado_case_event_is_erased (event))
    {
      gtk_box_append (box, mado_plain_label_new (_ ("This was erased."), "dim-label"));
      return;
    }
  if (subject != NULL && *subject != '\0')
    gtk_box_append (box, make_plain (subject, "message-subject"));
  if (text != NULL && *text != '\0')
    gtk_box_append (box, mado_case_pieces_new (text, "message-text"));
  /* What is cut loses less than a character of it. */
  if (text != NULL && strlen (text) + 6 > MADO_CASE_MAX_TEXT)
    gtk_box_append (
        box, mado_plain_label_new (_ ("The text is cut off here. The whole of it is kept: save "
                                      "the mail to read it."),
                                   "row-sub"));
}

static GtkWidget *
make_message (MadoCaseDesk *desk, const MadoCasePage *page, MadoCaseEvent *event)
{
  const Look *look = find_look (event);
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing",
                                 6, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  g_autofree char *speaker = dup_speaker (page, event);
  g_autofree char *when
      = mado_case_times_format_moment (get_moment (event), mado_case_desk_get_today (desk));
  g_autofree char *name = g_strjoin (", ", _ (look->head), when, speaker, NULL);

  gtk_widget_add_css_class (box, "message");
  gtk_widget_add_css_class (box, look->css);
  gtk_widget_set_margin_start (box, look->start);
  gtk_widget_set_margin_end (box, look->end);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (box), make_head (look, speaker, when));
  append_text (GTK_BOX (box), event);
  mado_case_attachments_append (GTK_BOX (box), desk, event);
  return box;
}

static void
take_messages (GPtrArray *messages, MadoCase *from)
{
  GPtrArray *events = mado_case_get_events (from);

  for (guint i = 0; i < events->len; i++)
    if (mado_case_shows (from, events->pdata[i]))
      g_ptr_array_add (messages, events->pdata[i]);
}

static gint
compare_moments (gconstpointer a, gconstpointer b)
{
  gint64 first = get_moment (*(MadoCaseEvent *const *) a);
  gint64 second = get_moment (*(MadoCaseEvent *const *) b);

  return first < second ? -1 : first > second;
}

void
mado_case_messages_fill (GtkBox *box, MadoCaseDesk *desk, const MadoCasePage *page)
{
  g_autoptr (GPtrArray) messages = g_ptr_array_new ();
  GtkWidget *child;

  g_return_if_fail (GTK_IS_BOX (box) && MADO_IS_CASE_DESK (desk) && page != NULL);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  take_messages (messages, page->the_case);
  for (guint i = 0; i < page->merged->len; i++)
    take_messages (messages, page->merged->pdata[i]);
  /* Stable, so that what has the same time stays in the order of its case. */
  g_ptr_array_sort (messages, compare_moments);
  for (guint i = 0; i < messages->len; i++)
    gtk_box_append (box, make_message (desk, page, messages->pdata[i]));
  if (messages->len == 0)
    gtk_box_append (box, mado_plain_label_new (_ ("Nothing was written down yet."), "dim-label"));
}
