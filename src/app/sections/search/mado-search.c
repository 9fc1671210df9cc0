/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list pane of a search over everything. */
#include "app/sections/search/mado-search.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/sections/browse/mado-drag.h"
#include "app/sections/mado-advice.h"
#include "app/sections/search/mado-expansion-chip.h"
#include "app/sections/search/mado-hit-row.h"
#include "app/sections/search/mado-link.h"
#include "app/sections/search/mado-mistake.h"
#include "app/sections/search/mado-nothing.h"
#include "app/widgets/mado-mark.h"
#include "app/widgets/mado-typing.h"
#include "app/widgets/mado-wrap.h"

struct _MadoSearch
{
  GtkBox parent_instance;

  AdwHeaderBar *header;
  GtkWidget *back_button;
  GtkWidget *sections_button;
  GtkSearchEntry *entry;
  GtkLabel *mistake;
  GtkLabel *summary;
  MadoWrap *expansions;
  GtkStack *stack;
  MadoNothing *nothing;
  GtkListBox *hits;

  MadoContext *context;
  MadoFindings *findings;    /* nullable: what is shown */
  GHashTable *refused;       /* words of the glossary that the user took out of this search */
  GCancellable *cancellable; /* of the search under way */
  gboolean filling;          /* rows come and go, which selects nothing */
};

enum
{
  RECORD_SELECTED,
  RECORD_ACTIVATED,
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoSearch, mado_search, GTK_TYPE_BOX)

typedef struct
{
  MadoQuery *query;
  GStrv refused;
  MadoLanguage language;
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  mado_query_unref (question->query);
  g_strfreev (question->refused);
  g_free (question);
}

static void
read_findings (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Question *question = data;
  GError *error = NULL;
  MadoFindings *findings
      = mado_findings_read (source, question->query, 0, (const char *const *) question->refused,
                            question->language, cancellable, &error);

  if (findings)
    g_task_return_pointer (task, findings, (GDestroyNotify) mado_findings_free);
  else
    g_task_return_error (task, error);
}

static void run (MadoSearch *self);

static void
chip_clicked_cb (MadoSearch *self, GtkWidget *chip)
{
  const char *word = mado_expansion_chip_get_word (chip);

  if (!g_hash_table_remove (self->refused, word))
    g_hash_table_add (self->refused, g_strdup (word));
  run (self);
}

static void
show_expansions (MadoSearch *self)
{
  GPtrArray *expansions = self->findings->expansions;

  mado_wrap_clear (self->expansions);
  for (guint i = 0; i < expansions->len; i++)
    {
      const MadoExpansion *expansion = g_ptr_array_index (expansions, i);
      GtkWidget *chip = mado_expansion_chip_new (
          expansion, g_hash_table_contains (self->refused, expansion->word));

      g_signal_connect_object (chip, "clicked", G_CALLBACK (chip_clicked_cb), self,
                               G_CONNECT_SWAPPED);
      mado_wrap_append (self->expansions, chip);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->expansions), expansions->len > 0);
}

static void
show_summary (MadoSearch *self)
{
  MadoLanguage language = mado_display_get_interface_language ();
  guint n_groups = self->findings->groups->len;
  g_autofree char *number = mado_number_format ((gint64) self->findings->count, language);
  g_autofree char *records = g_strdup_printf (
      ngettext ("%s record", "%s records", (gulong) self->findings->count), number);
  /* Translators: the first is "35 records". */
  g_autofree char *where = g_strdup_printf (
      ngettext ("%1$s in %2$u section", "%1$s in %2$u sections", n_groups), records, n_groups);
  g_autofree char *also
      /* Translators: the first is "35 records in 8 sections"; words follow as buttons. */
      = g_strdup_printf (_ ("%s · also searched:"), where);

  gtk_label_set_label (self->summary, self->findings->expansions->len > 0 ? also : where);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), self->findings->count > 0);
}

static const char *
get_group_title (const MadoFindingsGroup *group)
{
  return group->section ? mado_section_get_title (group->section)
                        : mado_kind_get_title (MADO_KIND_THEME);
}

static GtkWidget *
make_heading (MadoSearch *self, const MadoFindingsGroup *group)
{
  const MadoHit *first = g_ptr_array_index (group->hits, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = gtk_label_new (get_group_title (group));
  g_autofree char *number
      = mado_number_format ((gint64) group->count, mado_display_get_interface_language ());
  GtkWidget *count = gtk_label_new (number);

  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_set_hexpand (count, TRUE);
  gtk_widget_set_halign (count, GTK_ALIGN_START);
  gtk_widget_add_css_class (box, "search-group");
  gtk_box_append (GTK_BOX (box), mado_mark_new (mado_record_get_kind (first->record)));
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count);
  if (group->section && group->count > group->hits->len)
    {
      GtkWidget *all = gtk_button_new_with_label (_ ("Show all"));
      g_autofree char *name
          /* Translators: the name of a section. */
          = g_strdup_printf (_ ("Show all in %s"), get_group_title (group));

      gtk_widget_add_css_class (all, "flat");
      gtk_widget_add_css_class (all, "show-all");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (all), "win.open-section");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (all), "(ss)", group->section->id,
                                        mado_search_get_text (self));
      gtk_accessible_update_property (GTK_ACCESSIBLE (all), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      gtk_box_append (GTK_BOX (box), all);
    }
  return box;
}

static void
update_header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const MadoFindingsGroup *group = g_object_get_data (G_OBJECT (row), "group");

  /* Set once, while the row is new: the group is that of these findings only. */
  if (group && !gtk_list_box_row_get_header (row))
    gtk_list_box_row_set_header (row, make_heading (user_data, group));
}

static void
clear_hits (MadoSearch *self)
{
  GtkWidget *child;

  self->filling = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->hits))))
    gtk_list_box_remove (self->hits, child);
  self->filling = FALSE;
}

/* News and events that have arrived and were not read. */
static void
show_unread (MadoSearch *self)
{
  MadoUnread *unread = mado_context_get_unread (self->context);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->hits, i)); i++)
    mado_hit_row_set_unread (row, mado_unread_contains (unread, mado_hit_row_get_id (row)));
}

static void
show_hits (MadoSearch *self)
{
  MadoDisplay *display = mado_display_get_for_widget (GTK_WIDGET (self));
  g_autofree char *selected = NULL;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->hits);

  if (row)
    selected = g_strdup (mado_hit_row_get_id (row));
  clear_hits (self);
  self->filling = TRUE;
  for (guint i = 0; i < self->findings->groups->len; i++)
    {
      MadoFindingsGroup *group = g_ptr_array_index (self->findings->groups, i);

      for (guint j = 0; j < group->hits->len; j++)
        {
          GtkWidget *hit = mado_hit_row_new (g_ptr_array_index (group->hits, j),
                                             self->findings->query, display);

          if (j == 0)
            g_object_set_data (G_OBJECT (hit), "group", group);
          gtk_list_box_append (self->hits, hit);
          if (g_strcmp0 (mado_hit_row_get_id (GTK_LIST_BOX_ROW (hit)), selected) == 0)
            gtk_list_box_select_row (self->hits, GTK_LIST_BOX_ROW (hit));
        }
    }
  self->filling = FALSE;
  show_unread (self);
}

static void
show_findings (MadoSearch *self, MadoFindings *findings)
{
  /* Headers point into the findings that go away. */
  if (findings->count == 0)
    clear_hits (self);
  g_clear_pointer (&self->findings, mado_findings_free);
  self->findings = findings;
  show_expansions (self);
  show_summary (self);
  if (findings->count > 0)
    show_hits (self);
  else
    mado_nothing_set_findings (self->nothing, findings);
  gtk_stack_set_visible_child_name (self->stack, findings->count > 0 ? "hits" : "nothing");
}

static void
hide_findings (MadoSearch *self)
{
  clear_hits (self);
  g_clear_pointer (&self->findings, mado_findings_free);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->expansions), FALSE);
  gtk_stack_set_visible_child_name (self->stack, "nothing");
}

static void
findings_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MadoSearch *self = MADO_SEARCH (source);
  g_autoptr (GError) error = NULL;
  MadoFindings *findings = g_task_propagate_pointer (G_TASK (result), &error);

  if (findings)
    show_findings (self, findings);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *advice = mado_advice_explain (error);

      hide_findings (self);
      mado_nothing_set_sentence (self->nothing, _ ("The search was not answered"), advice);
    }
}

static void
invite (MadoSearch *self)
{
  hide_findings (self);
  mado_nothing_set_sentence (
      self->nothing, _ ("Search everything"),
      _ ("Words, names, or a number: CELEX, OJ, grant, DOI, PIC. English finds Japanese, and the "
         "other way round."));
}

static void
show_mistake (MadoSearch *self, guint position, gboolean is_mended)
{
  const char *text = mado_search_get_text (self);
  g_autofree char *advice
      = position != G_MAXUINT ? mado_advice_explain_query (text, position) : NULL;

  mado_mistake_mark (self->entry, position);
  gtk_label_set_label (self->mistake, advice ? advice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->mistake), advice != NULL && is_mended);
  if (!advice || is_mended)
    return;
  hide_findings (self);
  mado_nothing_set_mistake (self->nothing, advice, text);
}

static void
run (MadoSearch *self)
{
  g_autoptr (MadoQuery) query = NULL;
  g_autoptr (GTask) task = NULL;
  Question *question;
  guint position;

  if (!self->context)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  query = mado_findings_parse (mado_search_get_text (self),
                               mado_context_get_vocabulary (self->context), &position, NULL);
  show_mistake (self, position, query != NULL);
  if (query && mado_query_is_empty (query))
    invite (self);
  if (!query || mado_query_is_empty (query))
    return;
  question = g_new0 (Question, 1);
  question->query = g_steal_pointer (&query);
  question->refused = (GStrv) g_hash_table_get_keys_as_array (self->refused, NULL);
  for (guint i = 0; question->refused[i]; i++)
    question->refused[i] = g_strdup (question->refused[i]);
  question->language = mado_display_get_interface_language ();
  task = g_task_new (self, self->cancellable, findings_read_cb, NULL);
  g_task_set_task_data (task, question, free_question);
  mado_context_read (self->context, task, read_findings);
}

static void
entry_changed_cb (MadoSearch *self)
{
  if (mado_link_open (GTK_EDITABLE (self->entry)))
    return;
  g_hash_table_remove_all (self->refused);
  run (self);
}

static void
entry_activate_cb (MadoSearch *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->hits);

  if (!row)
    row = gtk_list_box_get_row_at_index (self->hits, 0);
  if (!row)
    return;
  gtk_list_box_select_row (self->hits, row);
  g_signal_emit (self, signals[RECORD_ACTIVATED], 0, mado_hit_row_get_id (row));
}

static void
entry_stop_search_cb (MadoSearch *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
row_selected_cb (MadoSearch *self, GtkListBoxRow *row)
{
  if (row && !self->filling)
    g_signal_emit (self, signals[RECORD_SELECTED], 0, mado_hit_row_get_id (row));
}

static void
row_activated_cb (MadoSearch *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[RECORD_ACTIVATED], 0, mado_hit_row_get_id (row));
}

static void
relaxed_cb (MadoSearch *self, const char *text, gboolean everywhere)
{
  mado_search_set_text (self, text);
}

static gboolean
entry_key_cb (MadoSearch *self, guint keyval)
{
  if (keyval != GDK_KEY_Down || gtk_list_box_get_row_at_index (self->hits, 0) == NULL)
    return FALSE;
  mado_search_focus_hits (self);
  return TRUE;
}

static void
mado_search_dispose (GObject *object)
{
  MadoSearch *self = MADO_SEARCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (mado_search_parent_class)->dispose (object);
}

static void
mado_search_finalize (GObject *object)
{
  MadoSearch *self = MADO_SEARCH (object);

  g_clear_pointer (&self->findings, mado_findings_free);
  g_clear_pointer (&self->refused, g_hash_table_unref);
  G_OBJECT_CLASS (mado_search_parent_class)->finalize (object);
}

static void
mado_search_class_init (MadoSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mado_search_dispose;
  G_OBJECT_CLASS (klass)->finalize = mado_search_finalize;
  g_type_ensure (MADO_TYPE_WRAP);
  g_type_ensure (MADO_TYPE_NOTHING);
  signals[RECORD_SELECTED] = g_signal_new ("record-selected", MADO_TYPE_SEARCH, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[RECORD_ACTIVATED] = g_signal_new ("record-activated", MADO_TYPE_SEARCH, G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CLOSED] = g_signal_new ("closed", MADO_TYPE_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/madoguchi/Madoguchi/sections/search/mado-search.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoSearch, header);
  gtk_widget_class_bind_template_child (widget_class, MadoSearch, back_button);
  gtk_widget_class_bind_template_child (widget_class, MadoSearch, sections_button);
  gtk_widget_class_bind_template_child (widget_class, MadoSearch, entry);
  gtk_widget_class_bind_template_child (widget_class, MadoSearch, mistake);
  gtk_widget_class_bind_template_child (widget_class, MadoSearch, summary);
  gtk_widget_class_bind_template_child (widget_class, MadoSearch, expansions);
  gtk_widget_class_bind_template_child (widget_class, MadoSearch, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoSearch, nothing);
  gtk_widget_class_bind_template_child (widget_class, MadoSearch, hits);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, relaxed_cb);
}

static void
mado_search_init (MadoSearch *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->hits, update_header_cb, self, NULL);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (entry_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  mado_typing_lead (GTK_WIDGET (self->hits), self->entry);
}

static const char *
find_record (GtkWidget *hits, GtkWidget *picked)
{
  GtkWidget *row = gtk_widget_get_ancestor (picked, GTK_TYPE_LIST_BOX_ROW);

  return row ? mado_hit_row_get_id (GTK_LIST_BOX_ROW (row)) : NULL;
}

/**
 * mado_search_set_context:
 * @context: (transfer none): open
 *
 * To be called once.
 */
void
mado_search_set_context (MadoSearch *self, MadoContext *context)
{
  g_return_if_fail (MADO_IS_SEARCH (self) && !self->context);

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "changed", G_CALLBACK (run), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (mado_context_get_unread (context), "changed", G_CALLBACK (show_unread),
                           self, G_CONNECT_SWAPPED);
  mado_drag_add (GTK_WIDGET (self->hits), context, MADO_OFFER_RECORD, find_record);
  run (self);
}

void
mado_search_set_place (MadoSearch *self, MadoPlace place)
{
  g_return_if_fail (MADO_IS_SEARCH (self));

  mado_place_apply (place, self->header, self->back_button, self->sections_button);
  /* Where the page is not beside the list, a click has to lead there. */
  gtk_list_box_set_activate_on_single_click (self->hits, (place & MADO_PLACE_BACK) != 0);
}

const char *
mado_search_get_text (MadoSearch *self)
{
  g_return_val_if_fail (MADO_IS_SEARCH (self), "");

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

void
mado_search_set_text (MadoSearch *self, const char *text)
{
  g_return_if_fail (MADO_IS_SEARCH (self) && text != NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  entry_changed_cb (self);
}

void
mado_search_focus (MadoSearch *self)
{
  g_return_if_fail (MADO_IS_SEARCH (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

void
mado_search_focus_hits (MadoSearch *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (MADO_IS_SEARCH (self));

  row = gtk_list_box_get_selected_row (self->hits);
  if (!row)
    row = gtk_list_box_get_row_at_index (self->hits, 0);
  if (!row)
    return;
  gtk_list_box_select_row (self->hits, row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}
