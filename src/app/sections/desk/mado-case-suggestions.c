/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asked for once for each state of the question, not of the case: to set a status changes nothing
 * of what may help. */
#include "app/sections/desk/mado-case-suggestions.h"

#include <glib/gi18n.h>

#include "app/sections/desk/mado-case-changes.h"
#include "app/sections/desk/mado-case-say.h"
#include "app/sections/desk/mado-case-words.h"
#include "app/widgets/mado-badge.h"
#include "app/widgets/mado-mark.h"
#include "app/widgets/mado-plain-label.h"
#include "app/widgets/mado-text-label.h"

#define LEAST 3u /* words in common */
#define MOST 4u  /* of each kind */
#define HELPFUL                                                                                    \
  ((1u << MADO_KIND_ANSWER) | (1u << MADO_KIND_OPPORTUNITY) | (1u << MADO_KIND_AGREEMENT)          \
   | (1u << MADO_KIND_DOCUMENT))

struct _MadoCaseSuggestions
{
  GtkBox parent_instance;
  GtkBox *answers;
  GtkBox *cases;
  MadoCaseDesk *desk;
  MadoCase *the_case;
  char *asked; /* the text for which what is shown was found; nullable */
  GCancellable *cancellable;
};

enum
{
  INSERTED,
  CITED,
  MERGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoCaseSuggestions, mado_case_suggestions, GTK_TYPE_BOX)

static void
mado_case_suggestions_dispose (GObject *object)
{
  MadoCaseSuggestions *self = MADO_CASE_SUGGESTIONS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  g_clear_object (&self->the_case);
  g_clear_pointer (&self->asked, g_free);
  G_OBJECT_CLASS (mado_case_suggestions_parent_class)->dispose (object);
}

static guint
add_signal (const char *name, GType type)
{
  return g_signal_new (name, MADO_TYPE_CASE_SUGGESTIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 1, type);
}

static void
mado_case_suggestions_class_init (MadoCaseSuggestionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_case_suggestions_dispose;
  signals[INSERTED] = add_signal ("inserted", MADO_TYPE_RECORD);
  signals[CITED] = add_signal ("cited", MADO_TYPE_RECORD);
  signals[MERGED] = add_signal ("merged", G_TYPE_STRING);
}

static void
mado_case_suggestions_init (MadoCaseSuggestions *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 8);
  self->answers = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
  self->cases = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->answers));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->cases));
}

GtkWidget *
mado_case_suggestions_new (void)
{
  return g_object_new (MADO_TYPE_CASE_SUGGESTIONS, NULL);
}

/* --- Tiles --- */

static GtkWidget *
make_tile (GtkWidget *mark, GtkWidget *title)
{
  GtkWidget *tile = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_set_hexpand (title, TRUE);
  if (mark != NULL)
    {
      gtk_widget_set_valign (mark, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (head), mark);
    }
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (tile), head);
  gtk_widget_add_css_class (tile, "tile");
  gtk_widget_add_css_class (tile, "suggestion");
  return tile;
}

static GtkWidget *
append_button (GtkBox *box, const char *label, const char *of, GCallback clicked,
               MadoCaseSuggestions *self)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  /* Translators: what a button does, and with what. */
  g_autofree char *name = g_strdup_printf (C_ ("button", "%1$s: %2$s"), label, of);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (box, button);
  return button;
}

static void
append_matches (GtkBox *tile, const MadoCaseLikeness *likeness)
{
  g_autofree char *words = g_strjoinv ("・", likeness->matched);
  /* Translators: %s are words that two texts have in common. */
  g_autofree char *line = g_strdup_printf (_ ("matches %s"), words);

  if (*words != '\0')
    gtk_box_append (tile, mado_plain_label_new (line, "row-sub"));
}

static MadoRecord *
get_record (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "record");
}

static void
insert_cb (MadoCaseSuggestions *self, GtkWidget *button)
{
  g_signal_emit (self, signals[INSERTED], 0, get_record (button));
}

static void
cite_cb (MadoCaseSuggestions *self, GtkWidget *button)
{
  g_signal_emit (self, signals[CITED], 0, get_record (button));
}

static void
link_cb (MadoCaseSuggestions *self, GtkWidget *button)
{
  mado_case_change_link_record (self->desk, self->the_case, get_record (button), TRUE);
}

static void
append_record (MadoCaseSuggestions *self, const MadoCaseLikeness *likeness)
{
  MadoRecord *record = likeness->hit->record;
  gboolean is_answer = mado_record_get_kind (record) == MADO_KIND_ANSWER;
  GtkWidget *title = mado_text_label_new (mado_record_get_title (record));
  GtkWidget *tile = make_tile (mado_mark_new (mado_record_get_kind (record)), title);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *of = mado_text_label_get_shown (MADO_TEXT_LABEL (title));
  GtkWidget *button;

  g_object_set (title, "lines", 2, "mark-fallback", FALSE, NULL);
  if (likeness->hit->snippet != NULL)
    {
      GtkWidget *snippet
          = g_object_new (MADO_TYPE_TEXT_LABEL, "lines", 3, "mark-fallback", FALSE, NULL);

      mado_text_label_set_plain (MADO_TEXT_LABEL (snippet), likeness->hit->snippet,
                                 likeness->hit->snippet_language);
      gtk_widget_add_css_class (snippet, "row-sub");
      gtk_box_append (GTK_BOX (tile), snippet);
    }
  append_matches (GTK_BOX (tile), likeness);
  button = append_button (GTK_BOX (buttons), is_answer ? _ ("Insert") : _ ("Cite"), of,
                          is_answer ? G_CALLBACK (insert_cb) : G_CALLBACK (cite_cb), self);
  g_object_set_data_full (G_OBJECT (button), "record", g_object_ref (record), g_object_unref);
  button = append_button (GTK_BOX (buttons), _ ("Link"), of, G_CALLBACK (link_cb), self);
  g_object_set_data_full (G_OBJECT (button), "record", g_object_ref (record), g_object_unref);
  gtk_widget_add_css_class (button, "flat");
  gtk_box_append (GTK_BOX (tile), buttons);
  gtk_box_append (self->answers, tile);
}

static void
open_cb (MadoCaseSuggestions *self, GtkWidget *button)
{
  mado_case_desk_choose (self->desk, g_object_get_data (G_OBJECT (button), "case"));
}

static void
merge_cb (MadoCaseSuggestions *self, GtkWidget *button)
{
  g_signal_emit (self, signals[MERGED], 0, g_object_get_data (G_OBJECT (button), "case"));
}

static void
append_case (MadoCaseSuggestions *self, const MadoCaseLikeness *likeness)
{
  const MadoCaseRow *row = likeness->row;
  g_autofree char *words = mado_case_words_dup_title (row->values[MADO_CASE_TITLE], row->number);
  g_autofree char *number = mado_case_words_dup_number (row->number);
  g_autofree char *line = g_strdup_printf (
      "%s · %s", number,
      mado_case_words_get_value (MADO_CASE_STATUS, row->values[MADO_CASE_STATUS]));
  GtkWidget *tile = make_tile (NULL, mado_plain_label_new (words, "row-title"));
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button;

  gtk_box_append (GTK_BOX (tile), mado_plain_label_new (line, "row-sub"));
  append_matches (GTK_BOX (tile), likeness);
  button = append_button (GTK_BOX (buttons), _ ("Show"), number, G_CALLBACK (open_cb), self);
  g_object_set_data_full (G_OBJECT (button), "case", g_strdup (row->id), g_free);
  button = append_button (GTK_BOX (buttons), _ ("Merge…"), number, G_CALLBACK (merge_cb), self);
  g_object_set_data_full (G_OBJECT (button), "case", g_strdup (row->id), g_free);
  gtk_widget_add_css_class (button, "flat");
  gtk_box_append (GTK_BOX (tile), buttons);
  gtk_box_append (self->cases, tile);
}

/* --- Asking --- */

static void
clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
fill (MadoCaseSuggestions *self, GPtrArray *found)
{
  clear (self->answers);
  clear (self->cases);
  for (guint i = 0; i < found->len; i++)
    {
      const MadoCaseLikeness *likeness = g_ptr_array_index (found, i);
      GtkBox *box = likeness->row != NULL ? self->cases : self->answers;

      if (gtk_widget_get_first_child (GTK_WIDGET (box)) == NULL)
        gtk_box_append (box, mado_plain_label_new (likeness->row != NULL ? _ ("Similar cases")
                                                                         : _ ("Suggested answers"),
                                                   "heading"));
      if (likeness->row != NULL)
        append_case (self, likeness);
      else if (likeness->hit->record != NULL)
        append_record (self, likeness);
    }
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MadoCaseSuggestions) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = mado_cases_compare_finish (result, &error);

  if (found != NULL && self->desk != NULL)
    fill (self, found);
  else if (found == NULL)
    mado_case_complain (GTK_WIDGET (self), error);
}

void
mado_case_suggestions_show (MadoCaseSuggestions *self, MadoCaseDesk *desk, MadoCase *the_case)
{
  g_autofree char *question = NULL;
  gboolean is_same;

  g_return_if_fail (MADO_IS_CASE_SUGGESTIONS (self) && MADO_IS_CASE (the_case));

  question = mado_case_dup_question (the_case);
  is_same = self->the_case != NULL && g_strcmp0 (question, self->asked) == 0
            && g_str_equal (mado_case_get_id (self->the_case), mado_case_get_id (the_case));
  g_set_object (&self->desk, desk);
  g_set_object (&self->the_case, the_case);
  if (is_same)
    return;
  clear (self->answers);
  clear (self->cases);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  mado_cases_compare_async (mado_context_get_reader (mado_case_desk_get_context (desk)),
                            mado_case_desk_get_worker (desk), question, mado_case_get_id (the_case),
                            HELPFUL, LEAST, MOST, self->cancellable, compared_cb,
                            g_object_ref (self));
  g_free (self->asked);
  self->asked = g_steal_pointer (&question);
}
