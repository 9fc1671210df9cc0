/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts are read only while they are on screen. */
#include "app/sections/search/mado-facet-list.h"

#include <glib/gi18n.h>

#include "app/sections/mado-advice.h"
#include "app/sections/search/mado-facet-block.h"
#include "app/widgets/mado-display.h"
#include "app/widgets/mado-wrap.h"
#include "core/store/mado-choice.h"

struct _MadoFacetList
{
  GtkBox parent_instance;

  GtkBox *blocks;
  GtkScrolledWindow *scroll;
  GtkLabel *problem;
  GtkWidget *clear;
  GtkWidget *save;

  MadoContext *context;
  MadoFacetQuestion *question; /* nullable: nothing is shown yet */
  GPtrArray *sheet;            /* nullable: what is shown */
  GHashTable *folded;          /* fields */
  GHashTable *whole;           /* fields of which all values are shown */
  GCancellable *cancellable;
  gboolean is_awaited; /* the next counts take the focus */
  gboolean is_eager;
};

enum
{
  TOGGLED,
  CLEARED,
  ASKED,
  FILLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MadoFacetList, mado_facet_list, GTK_TYPE_BOX)

static void ask (MadoFacetList *self);
static void fill (MadoFacetList *self);

static void
toggled_cb (MadoFacetList *self, GtkWidget *check)
{
  g_autofree char *field = g_strdup (mado_facet_block_get_field (check));
  g_autofree char *value = g_strdup (mado_facet_block_get_value (check));

  g_signal_emit (self, signals[TOGGLED], 0, field, value);
}

static void
more_cb (MadoFacetList *self, GtkWidget *button)
{
  g_hash_table_add (self->whole, g_strdup (mado_facet_block_get_field (button)));
  ask (self);
}

static void
folded_cb (MadoFacetList *self, GtkWidget *heading)
{
  const char *field = mado_facet_block_get_field (heading);

  if (!g_hash_table_remove (self->folded, field))
    g_hash_table_add (self->folded, g_strdup (field));
  fill (self);
}

static void
clear_cb (MadoFacetList *self)
{
  g_signal_emit (self, signals[CLEARED], 0);
}

/* The check of the same value, or the heading of the same field, as had the focus. */
static GtkWidget *
find_child (MadoFacetList *self, const char *field, const char *value)
{
  GtkWidget *heading = NULL;

  for (GtkWidget *block = gtk_widget_get_first_child (GTK_WIDGET (self->blocks)); block;
       block = gtk_widget_get_next_sibling (block))
    for (GtkWidget *child = gtk_widget_get_first_child (block); child;
         child = gtk_widget_get_next_sibling (child))
      if (g_strcmp0 (mado_facet_block_get_field (child), field) == 0)
        {
          if (g_strcmp0 (mado_facet_block_get_value (child), value) == 0)
            return child;
          heading = heading ? heading : child;
        }
  return heading;
}

static void
fill (MadoFacetList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  gboolean is_inside = focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->blocks));
  g_autofree char *field = is_inside ? g_strdup (mado_facet_block_get_field (focus)) : NULL;
  g_autofree char *value = is_inside ? g_strdup (mado_facet_block_get_value (focus)) : NULL;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroll);
  double before = gtk_adjustment_get_value (adjustment);
  gboolean is_chosen = FALSE;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->blocks))))
    gtk_box_remove (self->blocks, child);
  for (guint i = 0; self->sheet && i < self->sheet->len; i++)
    {
      const MadoFacetBlock *block = g_ptr_array_index (self->sheet, i);

      for (guint j = 0; j < block->offers->len; j++)
        is_chosen |= ((MadoFacetOffer *) g_ptr_array_index (block->offers, j))->is_chosen;
      gtk_box_append (self->blocks, mado_facet_block_new (
                                        block, g_hash_table_contains (self->folded, block->field),
                                        G_CALLBACK (toggled_cb), G_CALLBACK (more_cb),
                                        G_CALLBACK (folded_cb), self));
    }
  gtk_widget_set_sensitive (self->clear, is_chosen);
  child = field ? find_child (self, field, value) : NULL;
  if (child)
    gtk_widget_grab_focus (child);
  else if (self->is_awaited)
    gtk_widget_child_focus (GTK_WIDGET (self->blocks), GTK_DIR_TAB_FORWARD);
  self->is_awaited = FALSE;
  gtk_adjustment_set_value (adjustment, before);
}

static void
read_sheet (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *sheet = mado_facet_sheet_read (source, data, cancellable, &error);

  if (sheet)
    g_task_return_pointer (task, sheet, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
sheet_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *sheet = g_task_propagate_pointer (G_TASK (result), &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mado_facet_list_show (MADO_FACET_LIST (source), sheet, error);
}

static void
ask (MadoFacetList *self)
{
  g_autoptr (GTask) task = NULL;
  MadoFacetQuestion *question;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) && !(self->is_eager && self->question))
    return;
  if (!self->question)
    {
      g_signal_emit (self, signals[ASKED], 0);
      return;
    }
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  question = mado_facet_question_new (self->question->kinds, self->question->query,
                                      self->question->text, self->question->language);
  question->whole = (char **) g_hash_table_get_keys_as_array (self->whole, NULL);
  for (guint i = 0; question->whole[i]; i++)
    question->whole[i] = g_strdup (question->whole[i]);
  task = g_task_new (self, self->cancellable, sheet_read_cb, NULL);
  g_task_set_task_data (task, question, (GDestroyNotify) mado_facet_question_free);
  mado_context_read (self->context, task, read_sheet);
}

/* What asks for its name is not to stand over an open popover. */
static void
save_cb (MadoFacetList *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  if (popover)
    gtk_popover_popdown (GTK_POPOVER (popover));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.save-search", NULL);
}

static GtkWidget *
make_foot (MadoFacetList *self)
{
  GtkWidget *foot = mado_wrap_new (6);

  self->clear = gtk_button_new_with_label (_ ("Clear all"));
  gtk_widget_add_css_class (self->clear, "flat");
  g_signal_connect_object (self->clear, "clicked", G_CALLBACK (clear_cb), self, G_CONNECT_SWAPPED);
  mado_wrap_append (MADO_WRAP (foot), self->clear);
  self->save = gtk_button_new_with_label (_ ("Save this search…"));
  gtk_widget_add_css_class (self->save, "flat");
  gtk_widget_set_visible (self->save, FALSE);
  g_signal_connect_object (self->save, "clicked", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  mado_wrap_append (MADO_WRAP (foot), self->save);
  return foot;
}

static void
mado_facet_list_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mado_facet_list_parent_class)->map (widget);
  ask (MADO_FACET_LIST (widget));
}

static void
mado_facet_list_dispose (GObject *object)
{
  MadoFacetList *self = MADO_FACET_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (mado_facet_list_parent_class)->dispose (object);
}

static void
mado_facet_list_finalize (GObject *object)
{
  MadoFacetList *self = MADO_FACET_LIST (object);

  g_clear_pointer (&self->question, mado_facet_question_free);
  g_clear_pointer (&self->sheet, g_ptr_array_unref);
  g_clear_pointer (&self->folded, g_hash_table_unref);
  g_clear_pointer (&self->whole, g_hash_table_unref);
  G_OBJECT_CLASS (mado_facet_list_parent_class)->finalize (object);
}

static void
mado_facet_list_class_init (MadoFacetListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mado_facet_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = mado_facet_list_finalize;
  GTK_WIDGET_CLASS (klass)->map = mado_facet_list_map;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  signals[TOGGLED] = g_signal_new ("toggled", MADO_TYPE_FACET_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[CLEARED] = g_signal_new ("cleared", MADO_TYPE_FACET_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[FILLED] = g_signal_new ("filled", MADO_TYPE_FACET_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[ASKED] = g_signal_new ("asked", MADO_TYPE_FACET_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
mado_facet_list_init (MadoFacetList *self)
{
  self->folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->whole = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->scroll = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  self->blocks = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_scrolled_window_set_policy (self->scroll, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (self->scroll, GTK_WIDGET (self->blocks));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->scroll));
  gtk_box_append (GTK_BOX (self), make_foot (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Filters"), -1);
}

GtkWidget *
mado_facet_list_new (void)
{
  return g_object_new (MADO_TYPE_FACET_LIST, NULL);
}

/**
 * mado_facet_list_set_height:
 * @most: pixels that the facets may take before they scroll; 0: all that there is
 */
void
mado_facet_list_set_height (MadoFacetList *self, int most)
{
  g_return_if_fail (MADO_IS_FACET_LIST (self));

  gtk_scrolled_window_set_propagate_natural_height (self->scroll, most > 0);
  gtk_scrolled_window_set_max_content_height (self->scroll, most > 0 ? most : -1);
  gtk_widget_set_vexpand (GTK_WIDGET (self->scroll), most == 0);
}

/**
 * mado_facet_list_set_question:
 * @question: (transfer none): of which list the facets are
 */
void
mado_facet_list_set_question (MadoFacetList *self, MadoContext *context,
                              const MadoFacetQuestion *question)
{
  g_return_if_fail (MADO_IS_FACET_LIST (self) && question != NULL);

  if (self->question && self->question->kinds != question->kinds)
    {
      g_hash_table_remove_all (self->folded);
      g_hash_table_remove_all (self->whole);
      g_clear_pointer (&self->sheet, g_ptr_array_unref);
    }
  g_set_object (&self->context, context);
  g_clear_pointer (&self->question, mado_facet_question_free);
  self->question = mado_facet_question_new (question->kinds, question->query, question->text,
                                            question->language);
  gtk_widget_set_visible (self->save, *question->text != '\0');
  ask (self);
}

void
mado_facet_list_refresh (MadoFacetList *self)
{
  g_return_if_fail (MADO_IS_FACET_LIST (self));

  ask (self);
}

GHashTable *
mado_facet_list_get_whole (MadoFacetList *self)
{
  g_return_val_if_fail (MADO_IS_FACET_LIST (self), NULL);

  return self->whole;
}

void
mado_facet_list_show (MadoFacetList *self, GPtrArray *sheet, const GError *error)
{
  g_autofree char *advice = error ? mado_advice_explain (error) : NULL;

  g_return_if_fail (MADO_IS_FACET_LIST (self));

  gtk_label_set_label (self->problem, advice ? advice : _ ("There is nothing to filter by."));
  gtk_widget_set_visible (GTK_WIDGET (self->problem), !sheet || sheet->len == 0);
  g_clear_pointer (&self->sheet, g_ptr_array_unref);
  self->sheet = sheet;
  fill (self);
  g_signal_emit (self, signals[FILLED], 0);
}

void
mado_facet_list_set_eager (MadoFacetList *self, gboolean is_eager)
{
  g_return_if_fail (MADO_IS_FACET_LIST (self));

  if (self->is_eager == !!is_eager)
    return;
  self->is_eager = !!is_eager;
  if (!self->sheet)
    ask (self);
}

GArray *
mado_facet_list_get_years (MadoFacetList *self)
{
  g_return_val_if_fail (MADO_IS_FACET_LIST (self), NULL);

  for (guint i = 0; self->sheet && i < self->sheet->len; i++)
    {
      const MadoFacetBlock *block = g_ptr_array_index (self->sheet, i);

      if (block->years)
        return block->years;
    }
  return NULL;
}

/**
 * mado_facet_list_focus:
 *
 * Puts the keys into the facets: those that are there, and where there are none yet, those that
 * come.
 */
void
mado_facet_list_focus (MadoFacetList *self)
{
  g_return_if_fail (MADO_IS_FACET_LIST (self));

  self->is_awaited = !gtk_widget_child_focus (GTK_WIDGET (self->blocks), GTK_DIR_TAB_FORWARD);
}
