/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One sentence for each event, the newest first. */
#include "app/sections/desk/mado-case-history.h"

#include <glib/gi18n.h>

#include "app/sections/desk/mado-case-times.h"
#include "app/sections/desk/mado-case-words.h"
#include "app/widgets/mado-plain-label.h"

#define MOST 500u /* that are shown */

static const char *
get_said (MadoCaseField field, const char *value)
{
  if (value == NULL || *value == '\0')
    return C_ ("case", "none");
  /* An id says nothing to anybody. */
  return field == MADO_CASE_PERSON ? C_ ("case", "another entry")
                                   : mado_case_words_get_value (field, value);
}

/* What the field was before: the value of the last event that it replaced. */
static const char *
find_before (MadoCase *the_case, MadoCaseEvent *event, MadoCaseField field)
{
  const char *const *replaces = mado_case_event_get_list (event, "replaces");
  const char *before = field == MADO_CASE_STATUS ? "new" : NULL;

  for (guint i = 0; replaces != NULL && replaces[i] != NULL; i++)
    {
      MadoCaseEvent *old = mado_case_get_event (the_case, replaces[i]);

      if (old != NULL)
        before = mado_case_event_get_text (old, mado_case_event_get_kind (old) == MADO_CASE_SET
                                                    ? "value"
                                                    : mado_case_field_to_word (field));
    }
  return before;
}

static char *
describe_set (MadoCase *the_case, MadoCaseEvent *event)
{
  MadoCaseField field = mado_case_field_from_word (mado_case_event_get_text (event, "field"));

  if (field == MADO_N_CASE_FIELDS)
    return g_strdup (_ ("Something was set that this version does not know"));
  /* Translators: a field of a case, its value before and after. */
  return g_strdup_printf (C_ ("change", "%1$s: %2$s → %3$s"), mado_case_words_get_field (field),
                          get_said (field, find_before (the_case, event, field)),
                          get_said (field, mado_case_event_get_text (event, "value")));
}

static char *
describe_merge (MadoCaseEvent *event)
{
  const char *reason = mado_case_event_get_text (event, "reason");
  const char *head = _ ("Merged with another case");

  if (mado_case_event_get_kind (event) == MADO_CASE_SPLIT)
    head = _ ("Merge taken back");
  else if (mado_case_event_get_text (event, "into") != NULL)
    head = _ ("Merged into another case");
  /* Translators: what was done, and the reason that was given. */
  return reason != NULL && *reason != '\0'
             ? g_strdup_printf (C_ ("change", "%1$s: %2$s"), head, reason)
             : g_strdup (head);
}

static char *
describe (MadoCase *the_case, MadoCaseEvent *event)
{
  if (mado_case_event_is_erased (event))
    return g_strdup (_ ("Erased"));
  switch (mado_case_event_get_kind (event))
    {
    case MADO_CASE_OPENED:
      return g_strdup (_ ("Case taken in"));
    case MADO_CASE_RECEIVED:
      return g_strdup (_ ("Question received"));
    case MADO_CASE_REPLIED:
      return g_strdup (_ ("Reply sent"));
    case MADO_CASE_NOTED:
      return g_strdup (mado_case_event_get_list (event, "removes") != NULL
                           ? _ ("Internal note taken back")
                           : _ ("Internal note kept"));
    case MADO_CASE_SET:
      return describe_set (the_case, event);
    case MADO_CASE_LINKED:
      return g_strdup (mado_case_event_get_list (event, "removes") != NULL
                           ? _ ("Link to a record removed")
                           : _ ("Record linked"));
    case MADO_CASE_MERGED:
    case MADO_CASE_SPLIT:
      return describe_merge (event);
    default:
      return g_strdup (_ ("Personal data erased"));
    }
}

static GtkWidget *
make_entry (MadoCaseDesk *desk, MadoCase *the_case, MadoCaseEvent *event)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *what = describe (the_case, event);
  g_autofree char *when = mado_case_times_format_moment (mado_case_event_get_at (event),
                                                         mado_case_desk_get_today (desk));
  g_autofree char *line = g_strdup_printf ("%s · %s", when, mado_case_event_get_by (event));

  gtk_box_append (GTK_BOX (box), mado_plain_label_new (what, NULL));
  gtk_box_append (GTK_BOX (box), mado_plain_label_new (line, "row-sub"));
  return box;
}

void
mado_case_history_fill (GtkBox *box, MadoCaseDesk *desk, MadoCase *the_case)
{
  GPtrArray *events;
  GtkWidget *child;

  g_return_if_fail (GTK_IS_BOX (box) && MADO_IS_CASE (the_case));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  events = mado_case_get_events (the_case);
  for (guint i = 0; i < MIN (events->len, MOST); i++)
    gtk_box_append (box, make_entry (desk, the_case, events->pdata[events->len - 1 - i]));
}
